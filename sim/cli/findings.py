"""Findings of `sma validate`, `sma trust` and `sma identify`: written as CSV, JSON and a page, printed as tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from sim.calibration.sheet import Sheet
from sim.cli.output import writing
from sim.cli.tables import Column, Table, console, print_table, say
from sim.errors import StorageError
from sim.experiments.folder import sha256, try_folder
from sim.experiments.store import write_durably

WIDTH = 170  # letters a line where output is no terminal
MOST_ROWS = 25  # of a table on the terminal; the files hold them all


def print_sheet(out: Console, sheet: Sheet, more: str = "") -> None:
    """Print a sheet as a table, its notes under it, and how many rows there are besides."""
    columns = [Column(heading, number=index >= sheet.left) for index, heading in enumerate(sheet.headings)]
    print_table(out, Table(sheet.title, columns, rows=list(sheet.rows)))
    notes = (*sheet.notes, more) if more else sheet.notes
    for note in notes:
        say(out, note, "dim")
    if notes:
        say(out, "")


def print_sheets(sheets: Sequence[Sheet], headline: str, folder: Path) -> None:
    """Print every table, of the longest the first rows, and what it comes to."""
    out = console(WIDTH)
    for sheet in sheets:
        more = len(sheet.rows) - MOST_ROWS
        shown = replace(sheet, rows=sheet.rows[:MOST_ROWS])
        print_sheet(out, shown, f"{more} more in {folder}/." if more > 0 else "")
    say(out, headline, "bold")


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as plain dictionaries."""
    made: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=12))
    return made


def document(headline: str, facts: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> str:
    """Findings as one JSON text; a number that is not known is null."""
    told = {"headline": headline, **facts, **{name: records(table) for name, table in tables.items()}}
    return json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_tables(folder: Path, name: str, text: str, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write NAME.json and a CSV file for each table."""
    (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
    for each, table in tables.items():
        table.to_csv(folder / f"{each}.csv", index=False, lineterminator="\n")


def try_page(page: Path | None) -> None:
    """Refuse, before anything is simulated, a page that cannot be written."""
    if page is None:
        return
    try_folder(page.parent, "--page")
    if page.is_dir():
        raise StorageError(f"{page}: is a folder, and the page needs a file. Name another with --page.")


def write_page(page: Path, text: str) -> None:
    """Write a page of markdown, whole or not at all."""
    with writing(page, "Name another place with --page"):
        page.parent.mkdir(parents=True, exist_ok=True)
        write_durably(page, text.encode("utf-8"))


def file_digest(path: Path) -> str:
    """SHA-256 of a file that findings depend on; empty where there is none, which the reader tells of."""
    return sha256(path) if path.is_file() else ""
