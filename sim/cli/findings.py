"""Findings of `sma validate`, `sma trust` and `sma identify`: written as CSV, JSON and a page, printed as tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.text import Text

from sim.calibration.sheets import Sheet
from sim.cli.validate_tables import WIDTH, printed, records
from sim.errors import StorageError

MOST_ROWS = 25  # of a table on the terminal; the files hold them all
LONGEST = 60  # letters of a cell on the terminal


def print_sheets(sheets: Sequence[Sheet], headline: str, folder: Path) -> None:
    """Print every table, the longest cut short, and what it comes to."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = console.width if sys.stdout.isatty() else WIDTH
    for sheet in sheets:
        console.print(printed(_short(sheet)))
        more = len(sheet.rows) - MOST_ROWS
        notes = (*sheet.notes, f"{more} more in {folder}/.") if more > 0 else sheet.notes
        for note in notes:
            console.print(Text(note, style="dim"), soft_wrap=True)
        console.print()
    console.print(Text(headline, style="bold"), soft_wrap=True)


def _short(sheet: Sheet) -> Sheet:
    rows = tuple(
        tuple(cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + "…" for cell in row)
        for row in sheet.rows[:MOST_ROWS]
    )
    return replace(sheet, rows=rows)


def document(headline: str, facts: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> str:
    """Findings as one JSON text; a number that is not known is null."""
    told = {"headline": headline, **facts, **{name: records(table) for name, table in tables.items()}}
    return json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_tables(folder: Path, name: str, text: str, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write NAME.json and a CSV file for each table."""
    with writing(folder, "--out"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
        for each, table in tables.items():
            table.to_csv(folder / f"{each}.csv", index=False, lineterminator="\n")


def write_page(page: Path, text: str) -> None:
    """Write a page of markdown."""
    with writing(page, "--page"):
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def writing(place: Path, option: str) -> Iterator[None]:
    """Within it, what keeps a file from the disk is told with the option that names another place."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"{place}: cannot be written ({error}). Name another place with {option}.") from None
