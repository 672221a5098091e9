"""A record of one's own: a folder of tables in the same columns, checked as a whole, and what its episodes give."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sim.errors import RecordError
from sim.history import rows
from sim.history.episodes import host_facts, recorded
from sim.history.scenarios import why_no_scenario
from sim.history.tables import DATA, FILES, read


@dataclass(frozen=True)
class Listed:
    """An episode of a record: dates, what came of it, and why it gives no scenario (empty where it gives one)."""

    host: str
    key: str
    number: int
    opening: date | None
    expiry: date | None
    settled: date | None
    rise: float | None
    term_years: int | None
    checked: bool
    reason: str


def check_record(folder: Path) -> tuple[Listed, ...]:
    """Read every table of a record and say what each episode gives; the first slip is an error with its place.

    Parameters
    ----------
    folder : tables in the columns of `sim.history.rows` and `sim.history.host_rows`. agreements.csv, hosts.csv,
        governments.csv, blocs.csv, segments.csv, burden.csv and macro.csv must be there; of tables about the talks that
        are missing nothing is on record; the world's and the guest's are those of the program. actors.toml may hold
        administrations of one's own.

    Raises
    ------
    RecordError : a folder that is none, a table that is not known, a cell, a host or an agreement that cannot be
    """
    if not folder.is_dir():
        raise RecordError(f"'{folder}' is no folder. Name the folder that holds the tables of the record.")
    unknown = sorted(path.name for path in folder.glob("*.csv") if path.name not in FILES.values())
    if unknown:
        allowed = ", ".join(sorted(FILES.values()))
        raise RecordError(f"{folder / unknown[0]}: no such table is known; allowed: {allowed}. Rename or remove it.")
    for kind in FILES:
        read(kind, folder, None)
    table = read(rows.Agreement, folder, None)
    twice = [key for key, count in Counter((row.host, row.agreement) for row in table).items() if count > 1]
    if twice:
        host, number = twice[0]
        raise RecordError(f"{folder / 'agreements.csv'}: agreement {number} of {host} stands there twice. Remove one.")
    return tuple(_listed(row, folder) for row in table)


def _listed(row: rows.Agreement, folder: Path) -> Listed:
    outcome = recorded(row.agreement, folder, row.host)
    reason = why_no_scenario(row, folder)
    if not reason and outcome is None:
        reason = "its signature, rise or term is not on record, so nothing could be held against it"
    return Listed(
        host=row.host, key=host_facts(row.host, folder).key, number=row.agreement, opening=row.opening,
        expiry=row.prior_expiry, settled=row.settled, rise=row.rise, term_years=row.validity_years,
        checked=row.confidence == "checked", reason=reason,
    )  # fmt: skip


def record_folder(given: Path | None) -> Path:
    """Folder of the record to read: the one given, checked, or the program's."""
    if given is None:
        return DATA
    check_record(given)
    return given
