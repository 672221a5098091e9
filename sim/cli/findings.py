"""Findings of `sma validate`, `sma trust` and `sma identify`: written as CSV, JSON and a page, printed as tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from sim.calibration.sheets import Sheet
from sim.cli.tables import console, say
from sim.cli.validate_tables import WIDTH, print_sheet, records
from sim.errors import StorageError

MOST_ROWS = 25  # of a table on the terminal; the files hold them all


def print_sheets(sheets: Sequence[Sheet], headline: str, folder: Path) -> None:
    """Print every table, of the longest the first rows, and what it comes to."""
    out = console(WIDTH)
    for sheet in sheets:
        more = len(sheet.rows) - MOST_ROWS
        shown = replace(sheet, rows=sheet.rows[:MOST_ROWS])
        print_sheet(out, shown, f"{more} more in {folder}/." if more > 0 else "")
    say(out, headline, "bold")


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
