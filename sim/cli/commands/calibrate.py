"""`sma calibrate`: the posterior of the structural parameters given the record, whole and without parts of it."""

from __future__ import annotations

import csv
import json
import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import (
    MOST_FIT_SEED,
    Agreements,
    Final,
    Overrides,
    Pool,
    Rate,
    Steps,
    Sweeps,
    Walkers,
    Workers,
    check_walkers,
)
from sim.cli.output import inform
from sim.scenario.problems import counted
from sim.scenario.shipped import shipped_folder

if TYPE_CHECKING:
    from sim.calibration.inference.annealing import Stage
    from sim.calibration.inference.posterior import Effort, Fit
    from sim.calibration.inference.simulated import Episodes

WIDTH = 110  # letters a line where output is no terminal
POSTERIOR, DESIGN, STAGES = "posterior.parquet", "design.json", "stages.csv"
OURS = ("fit-*", "*.partial", POSTERIOR, STAGES)  # what may lie in a folder that a kill has left without its design


def command(
    scenarios: Agreements = None,
    overrides: Overrides = None,
    leave_out: Annotated[
        bool, typer.Option(help="Also without each agreement and each host, for `sma validate`.")
    ] = True,
    without: Annotated[
        int, typer.Option(min=1, help="Sweeps of a fit without an agreement, where weights do not do.")
    ] = 6,
    rate: Rate = 0.3,
    replicates: Annotated[
        int, typer.Option(min=1, max=10_000, help="Negotiations of each agreement that judge a set of parameters.")
    ] = 10,
    walkers: Walkers = 120,
    pool: Pool = 3_000,
    steps: Steps = 10,
    final: Final = 2,
    sweeps: Sweeps = 20,
    draws: Annotated[int, typer.Option(min=1, help="Draws kept of each fit, in an order without meaning.")] = 600,
    seed: Annotated[int, typer.Option(min=0, max=MOST_FIT_SEED, help="Seed of moves and luck.")] = 1,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("results/calibration"),
) -> None:
    """Draw the assumed structural parameters from their posterior given the record of Korea and Japan.

    Without an agreement, or without a host, the draws given all are weighed anew; where such weights cannot be trusted
    they are moved on under the score of the others. The same command again goes on where it was stopped. The posterior
    is left in posterior.parquet; the one that `sma run` draws from is the file of that name in sim/posterior/.
    """
    from sim.calibration.inference.annealing import Settings
    from sim.calibration.inference.posterior import Effort
    from sim.calibration.inference.simulated import load_episodes
    from sim.cli.stopping import ended_by_signals
    from sim.experiments.executors import all_workers
    from sim.experiments.folder import try_folder

    effort = Effort(replicates, rate, Settings(walkers, pool, steps, final, sweeps=sweeps), without=without)
    episodes = load_episodes(scenarios or shipped_folder(), overrides or [])
    check_walkers(walkers, len(episodes.prior.names))
    try_folder(out)
    left_out = (*episodes.prepared, *episodes.hosts) if leave_out else ()
    started = time.monotonic()
    with ended_by_signals(f"Stopped; every stage done is kept in {out}/. The same command again goes on."):
        fits = _fits(episodes, effort, seed, left_out, workers or all_workers(), out, overrides or [], draws)
    inform(f"\n{time.monotonic() - started:,.0f} s; draws in {out / POSTERIOR}, stages in {out / STAGES}")
    _print(fits, episodes)


def _fits(
    episodes: Episodes, effort: Effort, seed: int, left_out: tuple[str, ...], workers: int, out: Path, sets: list[str],
    draws: int,
) -> list[Fit]:  # fmt: skip
    """Every fit, each from its last stage on where the folder holds one; the posterior is written after each."""
    from sim.calibration.inference.posterior import fit, fit_without
    from sim.experiments.folder import explained, locked
    from sim.experiments.store import write_durably

    made_by = _design(episodes, effort, seed, sets)
    fits: list[Fit] = []
    place = out.resolve()
    with explained(place):
        place.mkdir(parents=True, exist_ok=True)
    with explained(place), locked(place):
        _check_design(out, made_by)
        inform("all agreements:")
        fits.append(fit(episodes, effort, seed, workers, out / "fit-all.npz", _told))
        write_durably(out / DESIGN, (json.dumps(made_by, indent=1) + "\n").encode())
        _write(out, fits, episodes, draws, seed, made_by)
        for each in left_out:
            place_of = out / f"fit-{each.replace(' ', '_')}.npz"
            inform(f"without {each}:")
            fits.append(fit_without(fits[0], episodes, each, effort, seed, workers, place_of, _told))
            _tell_weighed(fits[-1])
            _write(out, fits, episodes, draws, seed, made_by)
    return fits


def _tell_weighed(found: Fit) -> None:
    """How a fit without some agreements was come by."""
    how = found.weighed
    if how is not None:
        what = "refitted from the weighed draws" if how.refitted else "the weighed draws do"
        inform(f"  weights: tail shape {how.shape:.2f}, worth {how.worth:.0f} draws; {what}")


def _write(out: Path, fits: list[Fit], episodes: Episodes, draws: int, seed: int, made_by: dict[str, Any]) -> None:
    """Write the posterior and the table of stages as far as they are known."""
    from sim.calibration.inference.posterior import some_of
    from sim.posterior.write import write_posterior

    tables = {each.left_out: episodes.prior.table(some_of(each, draws, seed)) for each in fits}
    names = tables[""][0]
    how = {each.left_out: each.weighed._asdict() for each in fits if each.weighed is not None}
    values = {left_out: table for left_out, (_, table) in tables.items()}
    write_posterior(out / POSTERIOR, names, values, {**made_by, "without": how})
    _write_stages(out / STAGES, fits)


def _design(episodes: Episodes, effort: Effort, seed: int, sets: list[str]) -> dict[str, Any]:
    """What the draws depend on, as it is written beside them."""
    from dataclasses import asdict

    from sim.experiments.versions import bytes_depend_on

    return {
        "method": "annealed composite score",
        "effort": asdict(effort),
        "seed": seed,
        "set": sets,
        "agreements": list(episodes.prepared),
        "hosts": list(episodes.hosts),
        "priors": {
            name: [low, high]
            for name, low, high in zip(
                episodes.prior.names, episodes.prior.low.tolist(), episodes.prior.high.tolist(), strict=True
            )
        },
        "versions": dict(bytes_depend_on()),
    }


def _check_design(out: Path, made_by: dict[str, Any]) -> None:
    """Refuse a folder with the fits of another design, or anything else.

    Fits without their design are known by what they hold themselves, when they are read.
    """
    from sim.errors import MismatchError
    from sim.experiments.remedies import ELSEWHERE, or_delete

    path = out / DESIGN
    if path.exists():
        there = _read_design(path)
        made_by = json.loads(json.dumps(made_by))
        other = [key for key in made_by if there.get(key) != made_by[key]]
        if other:
            raise MismatchError(
                f"{out}: holds fits of another design ({', '.join(other)} differ; see {path})."
                f" {or_delete(out.resolve())}"
            )
    elif any(not any(map(each.match, OURS)) for each in out.iterdir()):
        raise MismatchError(f"{out}: holds files, but no fits of sma calibrate: it has no {DESIGN}. {ELSEWHERE}.")


def _read_design(path: Path) -> dict[str, Any]:
    """Design of the fits in a folder."""
    from sim.errors import StorageError

    try:
        there = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(there, dict):
            raise ValueError("it holds no table of settings")
    except (OSError, ValueError) as error:
        raise StorageError(
            f"{path}: damaged, it cannot be read: {error}. Give the same settings as before and delete it:"
            f" {shlex.join(['rm', str(path.resolve())])}. Fits of other settings will be refused."
        ) from error
    return there


def _told(_: str, stage: Stage) -> None:
    import numpy as np

    low, middle, high = np.quantile(stage.scores.sum(axis=1), [0.1, 0.5, 0.9])
    inform(
        f"  stage {stage.number}, weight {stage.weight:.3f}: score {middle:.1f} ({low:.1f} to {high:.1f}),"
        f" {stage.accepted:.0%} of the moves taken"
    )


def _write_stages(path: Path, fits: list[Fit]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("left_out", "stage", "weight", "median_score", "moves_taken"))
        for fit in fits:
            for number, row in enumerate(zip(fit.weights, fit.medians, fit.accepted, strict=True)):
                writer.writerow((fit.left_out, number, *(f"{value:.6g}" for value in row)))


def _print(fits: list[Fit], episodes: Episodes) -> None:
    """The posterior given all agreements, the most narrowed parameters first, beside the draw nearest its middle."""
    import numpy as np

    from sim.cli.tables import Column, Table, console, print_table
    from sim.posterior.draws import Posterior, middle_draw

    prior, whole = episodes.prior, fits[0].draws
    nearest = whole[middle_draw(Posterior(prior.names, whole, {}))]
    share = prior.share(whole)
    headings = ("middle draw", "median", "10%", "90%", "prior", "spread left")
    table = Table(
        f"Posterior given all agreements: {counted(len(whole), 'draw')}, narrowest first",
        (Column("parameter"), *(Column(heading, number=True) for heading in headings)),
    )
    for index in np.argsort(share.std(axis=0))[:25]:
        low, middle, high = np.quantile(whole[:, index], [0.1, 0.5, 0.9])
        name = prior.names[index]
        table.add(
            name, f"{nearest[index]:.3g}", f"{middle:.3g}", f"{low:.3g}", f"{high:.3g}",
            f"{prior.low[index]:g} to {prior.high[index]:g}", f"{share[:, index].std() * np.sqrt(12):.0%}",
        )  # fmt: skip
    print_table(console(WIDTH), table)
