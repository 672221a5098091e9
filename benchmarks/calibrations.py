"""Ways of likelihood-free inference side by side: which of them comes near the record with tens of free parameters.

`python -m benchmarks.calibrations` prints one table; `--quick` shows in seconds that it works. All methods have the
same prior, targets and errors of the record. What they find is judged by one yardstick, in fresh negotiations whose
luck none of them has met. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import logging
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, ndtr

from sim.calibration.backtest.scores import crps
from sim.calibration.inference.closeness import Closeness
from sim.calibration.inference.prior import Prior
from sim.calibration.inference.simulated import Episodes, load_episodes, simulate_records
from sim.calibration.inference.targets import Target, distance, scaled, summaries, targets_of, with_noise
from sim.posterior.draws import SHIPPED, read_posterior

RealArray = npt.NDArray[np.float64]
SCENARIOS = Path(__file__).parents[1] / "scenarios"
CHUNK = 10_000  # records of the table simulated at a time
RIDGE = 0.01  # of the regression, beside standardised columns
EDGE = 1e-9  # least weight, and least share of a range from its ends, so that all is finite
FORECASTS = {"agreement_day": 1.0, "rise_annualised": 100.0}  # measures, and what turns them into days and points
HEADINGS = ("", "negotiations", "seconds", "draws", "distance", "score", "best score", "day agreed", "rise")
LEGEND = """\
negotiations: simulated to find the draws.  draws: different ones among those judged.  distance: from the record, mean
over the fresh negotiations of a draw, median over draws.  score: composite, 0 the best, median and best over draws.
day agreed, rise: ranked score of the pooled forecast, days and points a year, mean over agreements; less is better."""


class Found(NamedTuple):
    """What a method found: negotiations simulated and seconds as shown, equally likely draws (n, k), and a note."""

    method: str
    spent: str = "-"
    seconds: str = "-"
    draws: RealArray | None = None
    note: str = ""


class Nearest(NamedTuple):
    """Of a table of prior predictive draws those nearest to the record, the nearest first."""

    values: RealArray  # free parameters, shape (n, k)
    apart: RealArray  # scaled targets less those of the record, shape (n, number of targets)
    distance: RealArray  # shape (n,)


def nearest(episodes: Episodes, targets: Sequence[Target], size: int, most: int, seed: int) -> Nearest:
    """The nearest of `size` prior draws with one simulated record each, which has the errors of the real one."""
    values, apart, away = np.empty((0, len(episodes.prior.names))), np.empty((0, len(targets))), np.empty(0)
    for first in range(0, size, CHUNK):
        drawn = episodes.prior.draw(seed, first, min(CHUNK, size - first))
        told = summaries(targets, simulate_records(episodes, drawn, seed + 1, first))
        told = with_noise(targets, told, seed, first)
        away = np.concatenate([away, distance(targets, told)])
        order = np.argsort(away, kind="stable")[:most]
        away = away[order]
        values = np.concatenate([values, drawn])[order]
        apart = np.concatenate([apart, scaled(targets, told)])[order]
    return Nearest(values, apart, away)


def adjusted(prior: Prior, near: Nearest, count: int) -> tuple[RealArray, RealArray]:
    """The nearest draws moved to where a local linear regression expects them at the record, (count, k); their weights.

    Logits of the shares of the ranges are regressed on the scaled targets, each draw weighted by 1 - (d / d_max)^2 of
    its distance d; a ridge keeps the slopes finite. Beaumont, Zhang & Balding (2002), Genetics 162, 2025-2035.
    """
    values, apart, away = (table[:count] for table in near)
    weight = 1.0 - (away / away.max()) ** 2 + EDGE
    weight /= weight.sum()
    free = logit(np.clip(prior.share(values), EDGE, 1.0 - EDGE))
    centred = apart - weight @ apart
    width = np.sqrt(weight @ centred**2)
    width = np.where(width > 0.0, width, 1.0)
    columns, weighted = centred / width, weight[:, None] * centred / width
    slopes = np.linalg.solve(weighted.T @ columns + RIDGE * np.eye(len(width)), weighted.T @ (free - weight @ free))
    return prior.at(expit(free - apart / width @ slopes)), weight


def by_weight(values: RealArray, weight: RealArray, count: int, seed: int) -> RealArray:
    """Equally likely draws in place of weighted ones: systematic resampling; shape (count, k)."""
    points = (np.random.default_rng(seed).random() + np.arange(count)) / count
    chosen = np.searchsorted(np.cumsum(weight) / weight.sum(), points)
    found: RealArray = values[np.minimum(chosen, len(values) - 1)]
    return found


class TimeUp(Exception):
    """The time of pyABC is over."""


def population_monte_carlo(
    episodes: Episodes, targets: Sequence[Target], population: int, minutes: float, count: int, seed: int
) -> Found:
    """ABC-SMC as the pyABC library does it with its own settings: threshold at the median, normal kernel of full rank.

    Parameters move on the scale on which their uniform priors are standard normal. On the ranges themselves the kernel
    leaves the box in some direction nearly always, and the library looks for a proposal inside without end.
    """
    method = "ABC-SMC (pyABC)"
    try:
        import pyabc
    except ImportError:
        return Found(method, note="not run: pip install pyabc")
    logging.getLogger("ABC").setLevel(logging.ERROR)
    names = episodes.prior.names
    started, simulated = time.monotonic(), 0

    class Normal:  # priors of the library do the same, slowly, one parameter at a time
        def rvs(self) -> Any:
            return pyabc.Parameter(dict(zip(names, np.random.standard_normal(len(names)), strict=True)))  # noqa: NPY002

        def pdf(self, at: Any) -> float:
            z = np.array([at[name] for name in names])
            return float(np.exp(-0.5 * (z @ z) - 0.5 * len(z) * np.log(2.0 * np.pi)))

    def tell(at: Any) -> dict[str, float]:
        nonlocal simulated
        if time.monotonic() - started > 60.0 * minutes:
            raise TimeUp
        values = episodes.prior.at(ndtr(np.array([[at[name] for name in names]])))
        told = summaries(targets, simulate_records(episodes, values, seed + 1, simulated))
        told = with_noise(targets, told, seed, simulated)
        simulated += 1
        return {"distance": float(distance(targets, told)[0])}

    np.random.seed(seed)  # noqa: NPY002 - the library draws from the global generator
    with tempfile.TemporaryDirectory() as scratch:
        inference = pyabc.ABCSMC(
            tell, Normal(), lambda told, _: told["distance"], population, sampler=pyabc.sampler.SingleCoreSampler()
        )
        history = inference.new(f"sqlite:///{scratch}/populations.db", {"distance": 0.0})
        ended = "its time was over"
        try:
            with np.errstate(divide="ignore", invalid="ignore"):
                inference.run()
        except TimeUp:
            pass
        except (AssertionError, ValueError, np.linalg.LinAlgError) as error:  # of weights that are no longer finite
            ended = f"the library stopped ({str(error).strip('. ')})"
        seconds, spent = f"{time.monotonic() - started:,.0f}", f"{simulated * len(episodes.prepared):,}"
        if history.max_t < 0:
            return Found(method, spent, seconds, note=f"no population before {ended}")
        table, weight = history.get_distribution()
        last = history.get_all_populations().iloc[-1]
    note = (
        f"{last.t + 1:.0f} populations of {population} before {ended}; threshold of the last {last.epsilon:.1f},"
        f" effective number of its draws {1.0 / float((weight**2).sum()):.1f}"
    )
    draws = episodes.prior.at(ndtr(table[list(names)].to_numpy()))
    return Found(method, spent, seconds, by_weight(draws, weight, count, seed), note)


def annealed(prior: Prior, path: Path, count: int) -> Found:
    """The first draws of a file of the annealed posterior, which are as good as any of it."""
    method = "annealed posterior"
    posterior = read_posterior(path, 0)
    odd = sorted(set(prior.names) ^ set(posterior.names))
    if odd:
        return Found(method, note=f"not run: its file and the prior do not both have {', '.join(odd)}")
    columns = [posterior.names.index(name) for name in prior.names]
    effort, numbers = posterior.made_by["effort"], posterior.made_by["agreements"]
    steps = effort["settings"]
    sets = steps["pool"] + steps["walkers"] * (steps["steps"] * steps["final"] + len(columns) * steps["sweeps"])
    spent = f"> {sets * effort['replicates'] * len(numbers):,}"
    note = "made beforehand; its negotiations without the stages of rising weight, whose number is not on file"
    return Found(method, spent, "-", posterior.values[:count, columns], note)


def judged(episodes: Episodes, targets: Sequence[Target], draws: RealArray, each: int, luck: int) -> tuple[str, ...]:
    """Cells of the table for a set of draws, from `each` fresh negotiations of each agreement for every draw."""
    told = summaries(targets, simulate_records(episodes, np.repeat(draws, each, axis=0), luck))
    away = distance(targets, told).reshape(len(draws), each).mean(axis=1)
    scores = Closeness(episodes, targets, each, luck + 1)(draws).sum(axis=1)
    ranked = [
        unit * np.mean([crps(told[:, at], one.recorded) for at, one in enumerate(targets) if one.measure.name == name])
        for name, unit in FORECASTS.items()
    ]
    numbers = (f"{number:.1f}" for number in (np.median(away), np.median(scores), scores.max()))
    return (f"{len(np.unique(draws, axis=0)):,}", *numbers, f"{ranked[0]:.0f}", f"{ranked[1]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=int, default=200_000, help="prior predictive draws stored for rejection")
    parser.add_argument("--share", type=float, default=0.001, help="of the table that rejection keeps")
    parser.add_argument("--population", type=int, default=200, help="of pyABC")
    parser.add_argument("--minutes", type=float, default=5.0, help="wall time of pyABC")
    parser.add_argument("--draws", type=int, default=200, help="most draws of a method that are judged")
    parser.add_argument("--replicates", type=int, default=40, help="fresh negotiations of each agreement for a draw")
    parser.add_argument("--posterior", type=Path, default=SHIPPED, help="file of the annealed posterior")
    parser.add_argument("--seed", type=int, default=20_020, help="of the methods")
    parser.add_argument("--luck", type=int, default=4_620_031, help="seed of the fresh negotiations")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it works")
    sizes = parser.parse_args()
    if sizes.quick:
        sizes.table, sizes.share, sizes.population, sizes.minutes = 2_000, 0.01, 20, 0.1
        sizes.draws, sizes.replicates = 20, 4
    episodes = load_episodes(SCENARIOS)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {len(episodes.prior.names)} free parameters")
    print(", ".join(f"{name} {value}" for name, value in vars(sizes).items() if name not in ("quick", "posterior")))
    print(_line(HEADINGS), flush=True)
    notes = []
    for found in methods(episodes, targets_of(), sizes):
        cells: tuple[str, ...] = ()
        if found.draws is not None:
            cells = judged(episodes, targets_of(), found.draws, sizes.replicates, sizes.luck)
        print(_line((found.method, found.spent, found.seconds, *cells)), flush=True)
        notes += [f"{found.method}: {found.note}."] if found.note else []
    print("", LEGEND, *notes, sep="\n")


def methods(episodes: Episodes, targets: Sequence[Target], sizes: argparse.Namespace) -> Iterator[Found]:
    """What each finds, one after the other."""
    prior, seed, kept = episodes.prior, sizes.seed, max(1, round(sizes.share * sizes.table))
    simulate_records(episodes, prior.centre[None], seed)  # compiles, where nothing is cached
    yield Found("prior", "0", "0", prior.draw(seed - 1, 0, sizes.draws))
    started = time.monotonic()
    near = nearest(episodes, targets, sizes.table, 10 * kept, seed)
    spent, seconds = f"{sizes.table * len(episodes.prepared):,}", f"{time.monotonic() - started:,.0f}"
    draws = by_weight(near.values[:kept], np.ones(kept), min(kept, sizes.draws), seed)
    yield Found(f"rejection, nearest {kept:,}", spent, seconds, draws)
    for count in (kept, 10 * kept):  # fewer are nearer, more tell the slopes better
        draws = by_weight(*adjusted(prior, near, count), sizes.draws, seed)
        yield Found(f"regression, nearest {count:,}", spent, seconds, draws, "from the same table")
    yield population_monte_carlo(episodes, targets, sizes.population, sizes.minutes, sizes.draws, seed)
    yield annealed(prior, sizes.posterior, sizes.draws)


def _line(cells: Sequence[str]) -> str:
    return f"{cells[0]:26}" + "".join(f"{cell:>13}" for cell in cells[1:])


if __name__ == "__main__":
    main()
