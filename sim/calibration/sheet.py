"""Findings as tables of words, the same on the terminal and on a page of Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.analysis.markdown import plain

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Sheet:
    """A table of words; the first `left` columns are set to the left, the others to the right."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    left: int = 1


def rows_of(table: pd.DataFrame) -> Any:
    """Rows of a table, each read by the names of its columns."""
    return table.itertuples(index=False)


def page_of(title: str, lines: Sequence[str], sheets: Sequence[Sheet], figures: Sequence[str]) -> str:
    """Markdown of some findings; `lines` are paragraphs under the title, `figures` names of the files drawn."""
    parts = [f"# {plain(title)}", *lines, *(markdown(sheet) for sheet in sheets)]
    if figures:
        parts += ["## Figures", "\n".join(f"- `{name}`" for name in figures)]
    return "\n\n".join(parts) + "\n"


def markdown(sheet: Sheet) -> str:
    """A table under its heading, its notes below."""
    right = len(sheet.headings) - sheet.left
    lines = [
        f"## {plain(sheet.title)}\n",
        _row(map(plain, sheet.headings)),
        _row(("---",) * sheet.left + ("---:",) * right),
        *(_row(map(plain, row)) for row in sheet.rows),
    ]
    return "\n".join([*lines, *(f"\n{note}" for note in sheet.notes)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float, digits: int = 2) -> str:
    """A number with so many decimals, or a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:.{digits}f}"


def span(lower: float, upper: float, digits: int = 2) -> str:
    """An interval, or a dash where there is none."""
    return "–" if math.isnan(lower) or math.isnan(upper) else f"{lower:.{digits}f} to {upper:.{digits}f}"
