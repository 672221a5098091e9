"""Rewrites the table of rows by host in `sim/history/data/SOURCES.md`: `python -m tests.update_sources`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sim.history.host_rows import HostFacts
from sim.history.tables import DATA, FILES, read

PAGE = DATA / "SOURCES.md"
FIRST, LAST = "## By host: rows, share checked\n\n", "\n\nWhat a row is."
OTHERS = "all"


def table() -> str:
    """Rows and share checked of each table, by the host or country they are of."""
    hosts = [row.host for row in read(HostFacts)]
    columns = [*hosts, "United States", OTHERS]
    lines = [f"| table | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for kind, name in sorted(FILES.items(), key=lambda each: each[1]):
        rows = Counter(_of(row, columns) for row in read(kind, host=None))
        checked = Counter(_of(row, columns) for row in read(kind, host=None) if row.confidence == "checked")
        lines.append(f"| {name} | {' | '.join(_cells(columns, rows, checked))} |")
    return "\n".join(lines)


def _of(row: Any, columns: list[str]) -> str:
    found = getattr(row, "country", getattr(row, "host", ""))
    return found if found in columns and hasattr(row, "confidence") and not hasattr(row, "deal") else OTHERS


def _cells(columns: list[str], rows: Counter[str], checked: Counter[str]) -> Iterator[str]:
    for column in columns:
        yield f"{rows[column]}, {round(100 * checked[column] / rows[column])}%" if rows[column] else ""


def with_table(text: str) -> str:
    """The page with its table as the rows are now."""
    start, end = text.index(FIRST) + len(FIRST), text.index(LAST)
    return text[:start] + table() + text[end:]


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
