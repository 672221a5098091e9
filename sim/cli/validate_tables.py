"""A back-test as tables on the terminal, and as one object for JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.calibration.backtest.backtest import Backtest
from sim.calibration.backtest.backtest_sheets import headline, sheets
from sim.calibration.backtest.page import KNOWN
from sim.calibration.sheet import Sheet
from sim.cli.tables import Column, Table, console, print_table, say

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 170  # letters a line where output is no terminal


def as_json(found: Backtest) -> dict[str, Any]:
    """The findings as plain dictionaries; a number that is not known is null."""
    settings = found.settings
    return {
        "headline": headline(found),
        "caveat": KNOWN,
        "posterior": settings.posterior.name,
        "replicates": settings.replicates,
        "seed": settings.seed,
        "prior_draws_of_the_plain_model": settings.table,
        "draws": {str(number): count for number, count in found.draws.items()},
        "bars": [asdict(bar) for bar in found.bars],
        **{name: records(table) for name, table in tables(found).items() if name != "bars"},
        "cores_not_compared": list(found.missing),
    }


def tables(found: Backtest) -> dict[str, pd.DataFrame]:
    """Tables by the name of their file."""
    return {
        "bars": pd.DataFrame([asdict(bar) for bar in found.bars]),
        "predictions": found.predictions,
        "coverage": found.coverage,
        "scores": found.scores,
        "last_times": found.last_times,
        "chances": found.chances,
        "log_scores": found.log_scores,
        "weights": pd.DataFrame(
            [asdict(each) for each in found.weights], columns=["core", "mean_log_score", "weight", "low", "high"]
        ),
    }


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as plain dictionaries."""
    made: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=12))
    return made


def print_backtest(found: Backtest) -> None:
    """Print every table, and what it comes to."""
    out = console(WIDTH)
    for sheet in sheets(found):
        print_sheet(out, sheet)
    say(out, headline(found), "bold")
    say(out, KNOWN)


def print_sheet(out: Console, sheet: Sheet, more: str = "") -> None:
    """Print a sheet as a table, its notes under it, and how many rows there are besides."""
    columns = [Column(heading, number=place >= sheet.left) for place, heading in enumerate(sheet.headings)]
    print_table(out, Table(sheet.title, columns, rows=list(sheet.rows)))
    notes = (*sheet.notes, more) if more else sheet.notes
    for note in notes:
        say(out, note, "dim")
    if notes:
        say(out, "")
