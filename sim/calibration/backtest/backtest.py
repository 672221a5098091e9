"""The model held against the record: what it foresees of each agreement, given all of them and given only the others.

In sample the parameters come from the posterior given all agreements; left out, from the one refitted without the
agreement that is forecast. Both meet the same luck. Every number is of negotiations with record noise added, so that a
forecast is of what a record like ours would say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.calibration.backtest import baselines
from sim.calibration.backtest.bars import SCORED, Bar, bars
from sim.calibration.backtest.chances import CHANCES, share_with_error
from sim.calibration.backtest.cores import CORES, Weight, weights
from sim.calibration.backtest.scores import LEVELS, crps_error, interval, log_score, pit, score, smallest_set
from sim.calibration.inference.prior import Prior
from sim.calibration.inference.simulated import Episodes, load_episodes, simulate_records
from sim.calibration.inference.targets import Target, summaries, targets_of, with_noise
from sim.errors import StorageError
from sim.history.episodes import COVERED
from sim.posterior.cores import SHIPPED_CORE, posterior_of
from sim.posterior.draws import SHIPPED, read_posterior
from sim.rules.kinds import Escalator
from sim.scenario.shipped import shipped_folder

RealArray = npt.NDArray[np.float64]
Told = Callable[[int, int], None]  # negotiations done, and in all
IN_SAMPLE, LEFT_OUT, UNFITTED = "in sample", "left out", "prior"
MODES = (IN_SAMPLE, LEFT_OUT)
FIRST = 1_000_000_000  # replicates are numbered from here, so that no fit has met their luck
UNSEEN = 3  # key of the uniform numbers that place a record among equal values
SPAN = np.array([1700.0, 0.5])  # ranges of the day agreed and of the rise, over which the floor is spread


@dataclass(frozen=True)
class Settings:
    """What a back-test is made from, and of what size."""

    posterior: Path = SHIPPED
    scenarios: Path = field(default_factory=shipped_folder)
    replicates: int = 5_000
    seed: int = 1
    table: int = baselines.TABLE
    workers: int = 1


@dataclass(frozen=True)
class Foresight:
    """Negotiations of every agreement under one state of knowledge.

    Attributes
    ----------
    outcomes : by agreement, shape (n, columns of `sim.outcome`)
    values : of the targets, record noise added, shape (n, number of targets)
    draws : how many sets of parameters they take in turn, by agreement
    """

    outcomes: dict[int, RealArray]
    values: RealArray
    draws: dict[int, int]


@dataclass(frozen=True)
class Backtest:
    """Findings.

    Attributes
    ----------
    settings, draws : what was asked for; draws in the posterior, given all and without each agreement
    predictions : a row for each core, mode and target: intervals or sets, whether they hold the record, PIT, score
    coverage : of the shipped core and the others, by mode, level and kind of target
    scores : a row for each target and forecast, baselines among them
    last_times : which value "last time" repeats
    chances : events the record had, with Monte Carlo errors
    bars : what was asked for beforehand, and whether it is met
    weights : of the cores; empty if there is but one
    log_scores : of each core and agreement, left out
    missing : cores without a posterior
    """

    settings: Settings
    draws: dict[int, int]
    predictions: pd.DataFrame
    coverage: pd.DataFrame
    scores: pd.DataFrame
    last_times: pd.DataFrame
    chances: pd.DataFrame
    bars: tuple[Bar, ...]
    weights: tuple[Weight, ...]
    log_scores: pd.DataFrame
    missing: tuple[str, ...]


def backtest(settings: Settings, told: Told | None = None) -> Backtest:
    """Hold the model, every core with a posterior, and the baselines against the record.

    Raises
    ------
    StorageError : the posterior is missing or damaged
    """
    if not settings.posterior.exists():
        raise StorageError(
            f"{settings.posterior}: there is no such file of posterior draws."
            " Run `sma calibrate` to make it, or name another with --posterior."
        )
    present = [core for core in CORES if posterior_of(core, settings.posterior).exists()]
    targets = targets_of()
    count = _Count(settings, len(present), told)
    predicted, chances, logs, draws = [], [], [], {}
    scored: list[pd.DataFrame] = []
    for core in present:
        episodes = load_episodes(settings.scenarios, CORES[core])
        file = posterior_of(core, settings.posterior)
        seen = {mode: _foresight(episodes, targets, file, mode, settings, count) for mode in _modes(core)}
        for mode in MODES:
            predicted.append(predictions(targets, seen[mode].values, settings.seed).assign(core=core, mode=mode))
        chances += [_chances(each).assign(core=core, mode=mode) for mode, each in seen.items()]
        logs.append(_log_scores(targets, seen[LEFT_OUT].values).assign(core=core))
        if core == SHIPPED_CORE:
            scored += [
                forecast_scores(targets, list(each.values.T), each.draws).assign(forecast=mode)
                for mode, each in seen.items()
            ]
            draws = {0: seen[IN_SAMPLE].draws[COVERED[0]], **seen[LEFT_OUT].draws}
    scored += _baselines(targets, settings, count)
    table, log_scores = pd.concat(predicted, ignore_index=True), pd.concat(logs, ignore_index=True)
    coverage, scores = _coverage(table), pd.concat(scored, ignore_index=True)
    by_core = {core: rows["log_score"].to_numpy(np.float64) for core, rows in log_scores.groupby("core", sort=False)}
    return Backtest(
        settings=settings,
        draws=draws,
        predictions=table,
        coverage=coverage,
        scores=scores,
        last_times=_last_times(targets),
        chances=pd.concat(chances, ignore_index=True),
        bars=bars(coverage[coverage["core"] == SHIPPED_CORE], table[table["core"] == SHIPPED_CORE], scores),
        weights=weights({str(core): each for core, each in by_core.items()}) if len(present) > 1 else (),
        log_scores=log_scores,
        missing=tuple(core for core in CORES if core not in present),
    )


def _modes(core: str) -> tuple[str, ...]:
    return (*MODES, UNFITTED) if core == SHIPPED_CORE else MODES


class _Count:
    """How many negotiations are done, of all parts together."""

    def __init__(self, settings: Settings, cores: int, told: Told | None) -> None:
        runs = len(MODES) * cores + 1 + 1  # one without a fit, one of the plain model
        self.total = len(COVERED) * (settings.replicates * runs + settings.table)
        self.done, self.told = 0, told
        self(0)

    def __call__(self, more: int) -> None:
        self.done += more
        if self.told is not None:
            self.told(self.done, self.total)


def _foresight(
    episodes: Episodes, targets: Sequence[Target], file: Path, mode: str, settings: Settings, count: _Count
) -> Foresight:
    """Negotiations of every agreement, each with parameters that know what the mode allows."""
    outcomes: dict[int, RealArray] = {}
    draws: dict[int, int] = {}
    turn = np.arange(settings.replicates)
    for number in COVERED:
        if mode == UNFITTED:
            values = episodes.prior.draw(settings.seed, FIRST, settings.replicates)
        else:
            values = _free_values(episodes.prior, file, number if mode == LEFT_OUT else 0)
        draws[number] = len(values)
        chosen = values[turn * len(values) // len(turn)] if len(values) > len(turn) else values[turn % len(values)]
        own = episodes.only((number,))
        outcomes[number] = simulate_records(own, chosen, settings.seed, FIRST, settings.workers)[number]
        count(settings.replicates)
    return Foresight(outcomes, _observed(targets, outcomes, settings.seed), draws)


def _observed(targets: Sequence[Target], outcomes: dict[int, RealArray], seed: int) -> RealArray:
    return with_noise(targets, summaries(targets, outcomes), seed, FIRST)


def _free_values(prior: Prior, file: Path, left_out: int) -> RealArray:
    """Free parameters of a posterior in the order of the prior; what the file does not draw keeps its value."""
    posterior = read_posterior(file, left_out)
    values = np.tile(prior.centre, (len(posterior.values), 1))
    for column, name in enumerate(posterior.names):
        if name in prior.names:
            values[:, prior.names.index(name)] = posterior.values[:, column]
    return values


def predictions(targets: Sequence[Target], values: RealArray, seed: int) -> pd.DataFrame:
    """Intervals of numbers and smallest sets of names and flags beside the record, a row for each target.

    Parameters
    ----------
    values : shape (n, number of targets)
    seed : of the place of a record among equal values
    """
    places = np.random.Generator(np.random.Philox(key=(seed, UNSEEN))).random(len(targets))
    rows: list[dict[str, Any]] = []
    for target, sample, u in zip(targets, values.T, places, strict=True):
        kind = target.measure.kind
        row: dict[str, Any] = {
            "episode": target.episode,
            "measure": target.measure.name,
            "unit": target.measure.unit,
            "kind": kind,
            "recorded": target.recorded,
            "noise": target.noise,
            "record": in_words(target, target.recorded),
            "median": float(np.median(sample)) if kind == "real" else np.nan,
        }
        for level in LEVELS:
            percent = f"{100 * level:.0f}"
            if kind == "real":
                low, high = interval(sample, level)
                held, members = low <= target.recorded <= high, ""
            else:
                names = smallest_set(sample, level)
                low = high = np.nan
                held, members = target.recorded in names, ", ".join(in_words(target, each) for each in names)
            row |= {f"low_{percent}": low, f"high_{percent}": high, f"set_{percent}": members, f"held_{percent}": held}
        row |= {"probability": np.nan if kind == "real" else float((sample == target.recorded).mean())}
        row |= {"pit": pit(sample, target.recorded, float(u)), "score": score(kind, sample, target.recorded)}
        rows.append(row)
    return pd.DataFrame(rows)


def in_words(target: Target, value: float) -> str:
    """Name or flag in words; a number as it stands."""
    if target.measure.kind == "flag":
        return "yes" if value else "no"
    if target.measure.kind == "name":
        return "none agreed" if value == target.measure.absent else Escalator(int(value)).name.lower()
    return f"{value:g}"


def forecast_scores(
    targets: Sequence[Target], samples: Sequence[RealArray | None], draws: dict[int, int] | None = None
) -> pd.DataFrame:
    """Score of a forecast of each target; NaN where there is none.

    `draws` : sets of parameters of a simulated forecast, by agreement, from which its Monte Carlo error follows
    """
    rows = []
    for target, sample in zip(targets, samples, strict=True):
        scored = np.nan if sample is None else score(target.measure.kind, sample, target.recorded)
        error = np.nan
        if sample is not None and draws is not None and target.measure.kind != "name":
            error = crps_error(sample, target.recorded, draws[target.episode])
        rows.append(
            {"episode": target.episode, "measure": target.measure.name, "score": scored, "monte_carlo_error": error}
        )
    return pd.DataFrame(rows)


def _baselines(targets: Sequence[Target], settings: Settings, count: _Count) -> list[pd.DataFrame]:
    """Scores of the forecasts to beat; those that repeat the record carry no noise."""
    plain = baselines.faratin(
        settings.scenarios, settings.replicates, settings.seed, FIRST, settings.table, settings.workers, count
    )
    last = [baselines.last_time(target) for target in targets]
    samples: dict[str, Sequence[RealArray | None]] = {
        "climatology": [baselines.climatology(target) for target in targets],
        "last time": [None if each is None else np.array([each.value]) for each in last],
        "Faratin": list(_observed(targets, plain, settings.seed).T),
    }
    return [forecast_scores(targets, samples[name]).assign(forecast=name) for name in baselines.NAMES]


def _last_times(targets: Sequence[Target]) -> pd.DataFrame:
    rows = [
        {"episode": each.episode, "measure": each.measure.name, "value": found.value, "of": found.of}
        for each in targets
        if (found := baselines.last_time(each)) is not None
    ]
    return pd.DataFrame(rows)


def _chances(seen: Foresight) -> pd.DataFrame:
    rows = []
    for chance in CHANCES:
        came = chance.of(seen.outcomes[chance.episode])
        share, error = share_with_error(came, seen.draws[chance.episode])
        rows.append(
            {
                "episode": chance.episode,
                "event": chance.words,
                "came": chance.came,
                "probability": share,
                "error": error,
            }
        )
    return pd.DataFrame(rows)


def _coverage(table: pd.DataFrame) -> pd.DataFrame:
    """How many targets each level holds: all, numbers, names and flags; and sets that hold more than one value."""
    rows: list[dict[str, Any]] = []
    for (core, mode), part in table.groupby(["core", "mode"], sort=False):
        numbers = (part["kind"] == "real").to_numpy()
        for level in LEVELS:
            held = part[f"held_{100 * level:.0f}"].to_numpy(dtype=bool)
            wide = part[f"set_{100 * level:.0f}"].str.contains(",").to_numpy(dtype=bool)
            rows.append(
                {
                    "core": core,
                    "mode": mode,
                    "level": level,
                    "held": int(held.sum()),
                    "of": held.size,
                    "numbers_held": int(held[numbers].sum()),
                    "numbers": int(numbers.sum()),
                    "names_held": int(held[~numbers].sum()),
                    "names": int((~numbers).sum()),
                    "names_undecided": int(wide[~numbers].sum()),
                }
            )
    return pd.DataFrame(rows)


def _log_scores(targets: Sequence[Target], values: RealArray) -> pd.DataFrame:
    """Log score of the day agreed and the annualised rise together, by agreement; the kernel is a target's scale."""
    rows = []
    for number in COVERED:
        columns = [k for name in SCORED for k, each in enumerate(targets) if each.name == f"{number}.{name}"]
        pair = [targets[k] for k in columns]
        record = np.array([each.recorded for each in pair])
        width = np.array([each.measure.scale for each in pair])
        rows.append({"episode": number, "log_score": log_score(values[:, columns], record, width, SPAN)})
    return pd.DataFrame(rows)
