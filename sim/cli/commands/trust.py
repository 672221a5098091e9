"""`sma trust`: whether the calibration finds known parameters, and whether its intervals hold."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    MOST_FIT_SEED,
    Agreements,
    AsJson,
    Final,
    NoFigures,
    Overrides,
    Page,
    Pool,
    Rate,
    Steps,
    Sweeps,
    Walkers,
    Workers,
    check_walkers,
)
from sim.cli.output import inform, inform_of_tables
from sim.cli.streams import put_json
from sim.scenario.problems import counted
from sim.scenario.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from sim.calibration.inference.posterior import Effort
    from sim.calibration.inference.prior import Prior
    from sim.calibration.recovery.trials import Told, Trial
    from sim.calibration.recovery.verdict import Verdict
    from sim.cli.stopping import Stop


def command(
    fits: Annotated[int, typer.Option(min=1, max=10_000, help="Simulated records to fit; 20 say something.")] = 20,
    seed: Annotated[int, typer.Option(min=0, max=MOST_FIT_SEED, help="Seed of truths, records and fits.")] = 1,
    scenarios: Agreements = None,
    overrides: Overrides = None,
    rate: Rate = 0.3,
    replicates: Annotated[
        int, typer.Option(min=2, max=10_000, help="Negotiations of each agreement that judge a set of parameters.")
    ] = 6,
    walkers: Walkers = 100,
    pool: Pool = 1_000,
    steps: Steps = 10,
    final: Final = 2,
    spare: Annotated[
        float, typer.Option(min=0.1, max=0.99, help="Effective share of the walkers that a rise of the weight leaves.")
    ] = 0.5,
    sweeps: Sweeps = 10,
    workers: Workers = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for trials, tables and figures.")] = Path(
        "results/trust"
    ),
    page: Page = None,
    as_json: AsJson = False,
    no_figures: NoFigures = False,
) -> None:
    """Fit simulated records whose parameters are known, and say what the fits find of them.

    Ranks of the truth among the draws (simulation-based calibration), coverage of intervals, and which parameters are
    recovered. Each of these fits does less than that of `sma calibrate`. Every trial done is kept; the same command
    again goes on, and with more --fits adds to them.
    """
    from sim.calibration.inference.annealing import Settings
    from sim.calibration.inference.posterior import Effort
    from sim.calibration.inference.simulated import load_episodes
    from sim.calibration.inference.targets import targets_of
    from sim.calibration.recovery.recovery_sheets import headline, lines, sheets
    from sim.calibration.recovery.trials import quantity_names, run_trials
    from sim.calibration.recovery.verdict import verdict
    from sim.cli.findings import document, print_sheets, try_page, write_page, write_tables
    from sim.cli.stopping import ended_by_signals
    from sim.experiments.executors import all_workers
    from sim.experiments.findings import added_findings
    from sim.experiments.folder import try_folder

    try_page(page)
    try_folder(out)
    effort = Effort(replicates, rate, Settings(walkers, pool, steps, final, spare, sweeps))
    episodes = load_episodes(scenarios or shipped_folder(), overrides or [])
    check_walkers(walkers, len(episodes.prior.names))
    with ended_by_signals(f"Stopped; every stage done is kept in {out}/. The same command again goes on.") as stop:
        told = _told(fits, stop)
        trials = run_trials(episodes, effort, seed, fits, out / "trials", workers or all_workers(), told)
    found = verdict(trials, episodes.prior, quantity_names(targets_of(tuple(episodes.prepared))))
    tables = {name: getattr(found, name) for name in ("parameters", "quantities", "coverage", "ecdf")}
    text = document(headline(found), {"fits": fits, "seed": seed, "rate": rate}, tables)
    if as_json:
        put_json(text)
    else:
        print_sheets(sheets(found), headline(found), out)
    with added_findings(out, "trust", {"fits": fits, "seed": seed, "effort": asdict(effort)}) as stage:
        write_tables(stage, "trust", text, tables)
        figures = () if no_figures else _draw(found, trials, episodes.prior, effort, seed, stage)
    if page is not None:
        words = [f"**{headline(found)}**", *lines(found, effort, _again(fits, seed, effort))]
        write_page(page, _page(words, found, figures))
    inform_of_tables(out, "" if no_figures else "figures")


def _told(fits: int, stop: Stop) -> Told:
    """Reporter of the stages of each fit."""

    def tell(trial: int, stage: int, weight: float) -> None:
        stop.check()
        inform(f"trial {trial + 1} of {fits}: stage {stage}, weight {weight:.3f}")

    return tell


def _again(fits: int, seed: int, effort: Effort) -> str:
    """Command that makes the page again."""
    settings = effort.settings
    sizes = {"fits": fits, "seed": seed, "rate": f"{effort.rate:g}", "replicates": effort.replicates,
             "walkers": settings.walkers, "pool": settings.pool, "steps": settings.steps, "final": settings.final,
             "spare": f"{settings.kept:g}", "sweeps": settings.sweeps, "page": "docs/trust.md"}  # fmt: skip
    return " ".join(["sma trust", *(f"--{name} {value}" for name, value in sizes.items())])


def _page(words: Sequence[str], found: Verdict, figures: Sequence[str]) -> str:
    from sim.calibration.recovery.recovery_sheets import sheets
    from sim.calibration.sheet import page_of

    return page_of("Can the calibration be trusted?", words, sheets(found), figures)


def _draw(
    found: Verdict, trials: Sequence[Trial], prior: Prior, effort: Effort, seed: int, out: Path
) -> tuple[str, ...]:
    """Draw the figures; returns the names of the files."""
    from sim.calibration.recovery.recovery_sheets import MOST_RECOVERED
    from sim.calibration.recovery.verdict import points
    from sim.plots.calibration import ranks_figure, recovery_figure
    from sim.plots.style import house_style, save
    from sim.version import VERSION

    label = (
        f"sma trust · {counted(found.trials, 'trial')} · learning rate {effort.rate:g} ·"
        f" {effort.settings.walkers} walkers ·"
        f" {counted(effort.replicates, 'negotiation')} a set · seed {seed} · sma-sim {VERSION}"
    )
    words = {
        str(row["pool"]): f"80% intervals hold {row['share']:.0%}"
        for _, row in found.coverage[found.coverage["level"] == 0.8].iterrows()
    }
    best: pd.DataFrame = found.parameters.sort_values("correlation", ascending=False)[:MOST_RECOVERED]
    told = {row["name"]: _correlation(row) for _, row in best.iterrows()}
    with house_style():
        files = [*save(ranks_figure(found.ecdf, words, label), out, "ranks")]
        panels = {name: points(trials, prior, name) for name in told}
        files += save(recovery_figure(panels, told, label), out, "recovery")
    return tuple(file.name for file in files)


def _correlation(row: pd.Series) -> str:
    if row["correlation"] != row["correlation"]:  # too few trials
        return ""
    return f"r = {row['correlation']:.2f}{'' if row['recovered'] else ', not more than chance'}"
