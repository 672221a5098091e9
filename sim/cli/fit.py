"""`sma fit`: parameters from the record."""

from __future__ import annotations

import csv
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import MOST_SEED

if TYPE_CHECKING:
    from rich.table import Table

    from sim.calibration.breaks import Search
    from sim.calibration.provocations import Fit
    from sim.scenario.schema import Scenario


class Subject(StrEnum):
    """What can be fitted."""

    PROVOCATIONS = "provocations"


def command(
    subject: Annotated[Subject, typer.Argument(show_default=False, help="What to fit.")],
    scenario: Annotated[
        Path, typer.Option(help="Scenario with the states of the world and the shipped values.")
    ] = Path("scenarios/sma12.toml"),
    out: Annotated[
        Path | None, typer.Option(show_default="results/fit-SUBJECT", help="Folder for the results.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=MOST_SEED, help="Seed of the tests.")] = 1,
    draws: Annotated[
        int, typer.Option(min=0, max=10_000, help="Records drawn for each test; 99 take several minutes.")
    ] = 0,
) -> None:
    """Fit parameters to the record by maximum likelihood; print them with errors, and how well the model fits.

    Writes the tables as CSV and JSON and a figure. It changes no scenario file.
    """
    from sim.calibration.provocations import fit_provocations
    from sim.scenario.load import load_scenario

    loaded = load_scenario(scenario).scenario
    found = fit_provocations(loaded, seed, draws, _told)
    folder = out or Path("results") / f"fit-{subject.value}"
    _write(found, loaded, folder, seed)
    _print(found, loaded)
    print(f"\nTables and figure in {folder}/", file=sys.stderr)


def _told(what: str, done: int, of: int) -> None:
    if done % 10 == 0 or done == of:
        print(f"{what}: {done} of {of} drawn records", file=sys.stderr)


def _write(found: Fit, scenario: Scenario, folder: Path, seed: int) -> None:
    from sim.calibration.breaks import ANDREWS_5
    from sim.calibration.course import course
    from sim.calibration.provocations import as_json, table
    from sim.errors import StorageError
    from sim.plots.provocations import provocations_figure
    from sim.plots.style import house_style, save

    drawn = course(found)
    words = f"Kolmogorov-Smirnov p = {found.verdict.p:.2f}"
    label = f"sma fit provocations · record {_years(found)} · {int(found.record.came.sum())} days · seed {seed}"
    breaks = [found.record.date_of(day) for day in found.model.breaks]
    rows = table(found, scenario)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(as_json(found, scenario), indent=2, ensure_ascii=False)
        (folder / "provocations.json").write_text(text + "\n", encoding="utf-8")
        with (folder / "provocations.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        with house_style():
            figure = provocations_figure(
                drawn.daily, drawn.monthly, drawn.quantiles, drawn.profiles, breaks, ANDREWS_5, words, label
            )
            save(figure, folder, "provocations")
    except OSError as error:
        raise StorageError(f"{folder}: cannot be written ({error}). Name another folder with --out.") from None


def _print(found: Fit, scenario: Scenario) -> None:
    from rich.console import Console

    from sim.calibration.provocations import table

    console = Console(highlight=False)
    console.width = console.width if console.is_terminal else 116
    console.print(_parameters(table(found, scenario), _years(found)), "")
    console.print(_models(found), "")
    console.print(_breaks(found), "")
    for line in _notes(found):
        console.print(line, soft_wrap=True)


def _years(found: Fit) -> str:
    return f"{found.record.first.year}-{found.record.date_of(found.record.days - 1).year}"


def _parameters(rows: list[dict[str, Any]], years: str) -> Table:
    made = _table(f"Provocations {years}, by maximum likelihood", "estimate", "s.e.", "95% limits", "shipped", "unit")
    for row in rows:
        made.add_row(
            row["parameter"],
            f"{row['estimate']:.3g}",
            "at bound" if row["error"] is None else f"{row['error']:.2g}",
            f"{row['low']:.3g} to {row['high']:.3g}",
            "" if row["shipped"] is None else f"{row['shipped']:g}",
            row["unit"],
        )
    return made


def _models(found: Fit) -> Table:
    made = _table("Models", "parameters", "log-likelihood", "AIC")
    for each in found.rivals:
        made.add_row(each.name, str(each.parameters), f"{each.log_likelihood:.1f}", f"{each.aic:.1f}")
    return made


def _breaks(found: Fit) -> Table:
    made = _table("Searches for a step in the base rate", "best date", "ratio", "p, drawn records", "")
    named = [(f"all acts, step {number}", each) for number, each in enumerate(found.searches, 1)]
    for name, each in (*named, *found.by_kind.items()):
        made.add_row(name, str(each.on), f"{each.ratio:.1f}", _p(each), "holds" if each.found else "does not hold")
    return made


def _p(each: Search) -> str:
    return "none drawn" if each.p is None else f"{each.p:.2f} of {each.simulated.size} draws"


def _notes(found: Fit) -> list[str]:
    from sim.calibration.breaks import ANDREWS_5

    rate, test, mild = found.stalled_rate, found.verdict, found.mild_first
    drawn = "" if found.p_drawn is None else f" Against records drawn and fitted again: p = {found.p_drawn:.2f}."
    gain = mild.log_likelihood - found.top.log_likelihood
    return [
        f"Base rate while talks are stalled: {rate.value:.3g} a year, s.e. {rate.error:.2g}"
        f" ({rate.low:.3g} to {rate.high:.3g}). Rate and factor apart are known far less well.",
        f"Growth by severity, were it free to fall below 0: {mild.values['severity']:.2f}"
        f" (log-likelihood higher by {gain:.1f}): mild acts come in longer series.",
        f"Residuals (discrete-time rescaling): Kolmogorov-Smirnov distance {test.distance:.3f}, p = {test.p:.2f};"
        f" over other random parts 5% to 95% lie between {found.p_range[0]:.2f} and {found.p_range[2]:.2f}."
        f" Correlation of neighbours {test.correlation:+.2f}.{drawn}",
        "The p of the distance is lenient, as the parameters come from the same record.",
        f"Ratio: twice the gain in log-likelihood; a searched date needs {ANDREWS_5:g} at 5% (Andrews 2003), or the"
        " drawn records. At bound: limit of the profile likelihood.",
    ]


def _table(title: str, *headings: str) -> Table:
    from rich.table import Table

    made = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    made.add_column("")
    for heading in headings:
        made.add_column(heading, justify="left" if heading in ("", "unit") else "right", no_wrap=True)
    return made
