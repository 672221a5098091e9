"""Reads the tables of the record and checks every cell, so that a slip in a file is an error and not a result."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from sim.errors import RecordError
from sim.history import host_rows, rows
from sim.history.cells import value
from sim.history.consistency import slips

DATA = Path(__file__).parent / "data"
FILES: dict[type, str] = {
    rows.Agreement: "agreements.csv",
    rows.Ballot: "votes.csv",
    host_rows.BlocRow: "blocs.csv",
    host_rows.Burden: "burden.csv",
    host_rows.Candidate: "candidates.csv",
    rows.CalendarEvent: "calendar.csv",
    rows.Contribution: "contributions.csv",
    host_rows.ElectionRow: "elections.csv",
    host_rows.GovernmentRow: "governments.csv",
    host_rows.HostFacts: "hosts.csv",
    rows.MacroYear: "macro.csv",
    host_rows.Odds: "odds.csv",
    rows.Peer: "peers.csv",
    rows.Poll: "polls.csv",
    rows.Position: "positions.csv",
    rows.Provocation: "provocations.csv",
    host_rows.Rivalry: "rivalry.csv",
    rows.Round: "rounds.csv",
    host_rows.SegmentRow: "segments.csv",
    host_rows.StateRow: "states.csv",
}
KOREA = "Republic of Korea"
OF_HOSTS = (  # kinds of which each row belongs to the talks of one host
    rows.Agreement, rows.Ballot, rows.CalendarEvent, rows.Contribution,
    rows.MacroYear, rows.Poll, rows.Position, rows.Round,
)  # fmt: skip
# What a record of one's own may leave out: of these tables it then has nothing,
SILENT = (rows.Ballot, rows.CalendarEvent, rows.Contribution, rows.Poll, rows.Position, rows.Round)
SHARED = (rows.Peer, rows.Provocation, host_rows.Rivalry, host_rows.StateRow)  # these are then those of the program,
BY_COUNTRY = (
    host_rows.Candidate,
    host_rows.ElectionRow,
    host_rows.Odds,
)  # and so are rows of countries not named in it
_KINDS = {name: kind for kind, name in FILES.items()}
Row = TypeVar("Row")


def read(kind: type[Row], folder: Path = DATA, host: str | None = KOREA) -> tuple[Row, ...]:
    """Rows of one table, checked; `RecordError` names file, line, column, what was found and what is allowed.

    A folder other than the program's may lack tables: see `SILENT`, `SHARED` and `BY_COUNTRY`.

    Parameters
    ----------
    kind : class of the rows, one of those in `sim.history.rows`
    folder : where the tables lie; the record that comes with the package unless another is given
    host : whose rows, in tables of the talks of several hosts; None for all of them

    Examples
    --------
    >>> [row.agreement for row in read(rows.Agreement)]
    [1, 2, 3, 4, 8, 9, 10, 11, 12, 1998]
    """
    table = _table(kind, folder)
    if kind in OF_HOSTS and host is not None:
        return tuple(row for row in table if row.host == host)
    return table


def _table(kind: type, folder: Path) -> tuple[Any, ...]:
    """Rows of a table, with what stands for it where a record of one's own has none."""
    path, theirs = folder / FILES[kind], DATA / FILES[kind]
    if folder == DATA or not (path.is_file() or kind in (*SILENT, *SHARED, *BY_COUNTRY)):
        return _read(path)
    if kind in BY_COUNTRY:
        own = _read(path) if path.is_file() else ()
        named = {row.country for row in own}
        return (*own, *(row for row in _read(theirs) if row.country not in named))
    if path.is_file():
        return _read(path)
    return _read(theirs) if kind in SHARED else ()


def _read(path: Path) -> tuple[Any, ...]:
    """Rows of a file, read once as long as it stays as it is."""
    try:
        stamp = path.stat()
    except OSError:
        return _rows(path, 0, 0)
    return _rows(path, stamp.st_mtime_ns, stamp.st_size)


@cache
def _rows(path: Path, changed: int, size: int) -> tuple[Any, ...]:
    kind = _KINDS[path.name]
    hints = get_type_hints(kind, include_extras=True)
    table: list[Any] = []
    for line, cells in _lines(path, tuple(hints)):
        row = kind(**{name: _checked(path, line, name, cells[name], hint) for name, hint in hints.items()})
        for column, allowed in slips(row, table[-1] if table else None):
            raise _error(path, line, column, cells[column], allowed)
        table.append(row)
    return tuple(table)


def provocation_days(
    first: date, last: date, folder: Path = DATA, kinds: Collection[str] | None = None
) -> dict[date, int]:
    """Largest severity (1 to 5) on each day with a provocation, from `first` to `last`, both included.

    Several acts on a day count as one event, as they do in a simulation. A day without one is not in the result; nor is
    any day outside `provocation_span`, of which the record says nothing. `kinds` : acts to look at; all unless given.
    """
    worst: dict[date, int] = {}
    for row in read(rows.Provocation, folder):
        if first <= row.date <= last and (kinds is None or row.kind in kinds):
            worst[row.date] = max(row.severity, worst.get(row.date, 0))
    return worst


def provocation_span(folder: Path = DATA) -> tuple[date, date]:
    """First and last day with a recorded provocation: the time the record covers."""
    table = read(rows.Provocation, folder)
    return table[0].date, table[-1].date


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells by column, for each row of a file that has exactly these columns."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RecordError(f"{path}: no such table. Put it back, or give the folder that holds all tables.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: not readable as UTF-8 text ({error}).") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        _check_header(path, tuple(next(reader, ())), columns)
        for cells in reader:
            if len(cells) != len(columns):
                raise RecordError(
                    f"{path}:{reader.line_num}: found {len(cells)} cells; allowed: {len(columns)}, one a column. "
                    "A comma inside a cell needs double quotes around the cell."
                )
            yield reader.line_num, dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        raise RecordError(f"{path}:{reader.line_num}: not a row of comma-separated cells ({error}).") from None


def _check_header(path: Path, found: tuple[str, ...], columns: tuple[str, ...]) -> None:
    if found == columns:
        return
    missing = [name for name in columns if name not in found]
    unknown = [name for name in found if name not in columns]
    slip = f"missing {', '.join(missing)}; " if missing else ""
    slip += f"not known {', '.join(unknown)}; " if unknown else ""
    raise RecordError(f"{path}:1: columns: {slip or 'wrong order; '}allowed, in this order: {', '.join(columns)}.")


def _checked(path: Path, line: int, column: str, cell: str, hint: Any) -> Any:
    if cell != cell.strip():
        raise _error(path, line, column, cell, "the same without blanks at its ends")
    try:
        return value(cell, hint)
    except ValueError as error:
        raise _error(path, line, column, cell, str(error)) from None


def _error(path: Path, line: int, column: str, cell: str, allowed: str) -> RecordError:
    return RecordError(f"{path}:{line}: {column}: found '{cell}'; allowed: {allowed}.")
