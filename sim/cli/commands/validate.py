"""`sma validate`: the agreements on record beside what the model foresees of them, in sample and left out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import AsJson, NoFigures, Page, SharedSeed, Workers
from sim.cli.output import inform_of_tables, to_run_again
from sim.cli.streams import put_json
from sim.scenario.problems import counted
from sim.scenario.shipped import shipped_folder

if TYPE_CHECKING:
    from sim.calibration.backtest.backtest import Backtest
    from sim.calibration.backtest.forecasts import Settings


def command(
    posterior: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default="the shipped one", help="Posterior draws.")
    ] = None,
    scenarios: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", show_default="the shipped one", help="Folder of the scenarios of agreements 8 to 12."
        ),
    ] = None,
    replicates: Annotated[
        int, typer.Option(min=20, max=200_000, help="Negotiations of each agreement, the draws in turn.")
    ] = 5_000,
    table: Annotated[
        int, typer.Option(min=100, max=1_000_000, help="Prior draws among which the plain Faratin model is fitted.")
    ] = 20_000,
    seed: SharedSeed = 1,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for tables and figures.")] = Path(
        "results/validation"
    ),
    page: Page = None,
    workers: Workers = None,
    as_json: AsJson = False,
    no_figures: NoFigures = False,
) -> None:
    """Hold the model against the record of agreements 8 to 12.

    In sample, and left out: refitted without the agreement that is forecast. Beside baselines, and beside the other
    behavioural cores whose posteriors lie next to the file (NAME-tactics.parquet, NAME-equilibrium.parquet). A bar that
    is missed is told, and does not change the exit code.
    """
    from sim.calibration.backtest.backtest import backtest
    from sim.calibration.backtest.forecasts import Settings
    from sim.cli.findings import try_page
    from sim.cli.progress import progress
    from sim.cli.stopping import ended_by_signals
    from sim.experiments.executors import all_workers
    from sim.experiments.findings import staged_findings
    from sim.posterior.draws import SHIPPED

    try_page(page)
    settings = Settings(
        posterior or SHIPPED, scenarios or shipped_folder(), replicates, seed, table, workers or all_workers()
    )
    with (
        ended_by_signals(f"Stopped. {to_run_again()}") as stop,
        staged_findings(out, "validate", _design(settings)) as stage,
    ):
        with progress("back-test", "negotiation") as report:

            def told(done: int, total: int) -> None:
                stop.check()
                report(done, total)

            found = backtest(settings, told)
        _show(found, as_json)
        _write(found, stage, page, not no_figures)
    inform_of_tables(out, "" if no_figures else "figures", "" if page is None else f"; page {page}")


def _design(settings: Settings) -> dict[str, Any]:
    """What decides the findings."""
    from sim.calibration.backtest.cores import CORES
    from sim.calibration.inference.simulated import load_episodes
    from sim.cli.findings import file_digest
    from sim.posterior.cores import posterior_of

    posteriors = {core: file_digest(posterior_of(core, settings.posterior)) for core in CORES}
    episodes = hashlib.sha256(load_episodes(settings.scenarios).content()).hexdigest()
    sizes = {name: getattr(settings, name) for name in ("replicates", "seed", "table")}
    return {"posteriors": posteriors, "episodes": episodes, **sizes}


def _show(found: Backtest, as_json: bool) -> None:
    """Print what was found on standard output."""
    from sim.cli.validate_tables import print_backtest

    if as_json:
        put_json(_json(found))
    else:
        print_backtest(found)


def _write(found: Backtest, folder: Path, page: Path | None, figures: bool) -> None:
    """Write tables, figures and the page."""
    from sim.calibration.backtest.page import page as text_of
    from sim.cli.findings import write_page, write_tables
    from sim.cli.validate_tables import tables

    write_tables(folder, "validation", _json(found), tables(found))
    names = _draw(found, folder) if figures else ()
    if page is not None:
        write_page(page, text_of(found, names))


def _json(found: Backtest) -> str:
    from sim.cli.validate_tables import as_json

    return json.dumps(as_json(found), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _draw(found: Backtest, folder: Path) -> tuple[str, ...]:
    from sim.plots.validation import write_figures
    from sim.posterior.cores import SHIPPED_CORE
    from sim.version import VERSION

    settings, table, whole = found.settings, found.predictions, found.draws[""]
    label = (
        f"sma validate · {counted(settings.replicates, 'negotiation')} of each ·"
        f" {counted(whole, 'draw')}"
        f" of the posterior · seed {settings.seed} · sma-sim {VERSION}"
    )
    return write_figures(table[table["core"] == SHIPPED_CORE], found.scores, found.opening.predictions, label, folder)
