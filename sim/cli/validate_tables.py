"""A back-test as tables on the terminal, and as one object for JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.calibration.backtest import Backtest
from sim.calibration.page import KNOWN
from sim.calibration.sheets import Sheet, headline, sheets

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
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = console.width if sys.stdout.isatty() else WIDTH
    for sheet in sheets(found):
        console.print(printed(sheet))
        for note in sheet.notes:
            console.print(Text(note, style="dim"), soft_wrap=True)
        console.print()
    console.print(Text(headline(found), style="bold"), soft_wrap=True)
    console.print(Text(KNOWN), soft_wrap=True)


def printed(sheet: Sheet) -> Table:
    """A sheet as a table for the terminal."""
    table = Table(title=Text(sheet.title), title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, heading in enumerate(sheet.headings):
        table.add_column(Text(heading), justify="left" if number < sheet.left else "right")
    for row in sheet.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
