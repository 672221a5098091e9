"""Elections ahead as they were known on a day: when they were due, who stood, and with which odds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sim.errors import RecordError
from sim.history.host_rows import Candidate, ElectionRow, GovernmentRow, Odds
from sim.history.tables import DATA, read
from sim.scenario.schema import Side

GUEST = "United States"
EVEN = 0.5


class Ahead(NamedTuple):
    """An election ahead, with the days on which it was expected."""

    row: ElectionRow
    election: date
    handover: date


def elections_ahead(country: str, day: date, until: date, folder: Path = DATA) -> tuple[Ahead, ...]:
    """Elections of a country whose winner had not taken office on a day: those expected by `until`, and the next one.

    One that was called for another day than the law's only later stands on its day by law, as it was known.
    """
    found = []
    for row in read(ElectionRow, folder):
        if row.country != country or (row.took_office is not None and row.took_office <= day):
            continue
        known = row.held is not None and (row.called is None or row.called <= day)
        election, handover = (row.held, row.took_office) if known else (row.due, row.handover)
        assert election is not None
        found.append(Ahead(row, election, handover or row.handover))
    found.sort(key=lambda each: each.election)
    within = sum(each.election <= until for each in found)
    return tuple(each for each in found[: within + 1] if each.handover >= day)


def candidate_of(row: ElectionRow, place: int, day: date, folder: Path = DATA) -> str:
    """Key of who was expected on a day to stand at a place in an election."""
    stood = [
        each
        for each in read(Candidate, folder)
        if (each.country, each.election, each.place) == (row.country, row.due, place)
        and (each.since is None or each.since <= day)
    ]
    if not stood:
        raise RecordError(
            f"{folder / 'candidates.csv'}: election {row.due} of {row.country}: nobody stands at place {place} on"
            f" {day}. Add a row, without a day for a candidate in general."
        )
    return max(stood, key=lambda each: each.since or date.min).key


def guest_in_office(day: date, folder: Path = DATA) -> str:
    """Key of the administration in office in the guest's country on a day."""
    held = [
        row
        for row in read(ElectionRow, folder)
        if row.country == GUEST and row.took_office is not None and row.took_office <= day
    ]
    if not held:
        raise RecordError(f"{folder / 'elections.csv'}: nobody is in office in the {GUEST} on {day}. Add the election.")
    last = max(held, key=lambda row: row.due)
    assert last.winner is not None
    assert last.held is not None
    return candidate_of(last, last.winner, last.held, folder)


def government_in_office(host: str, day: date, folder: Path = DATA) -> str:
    """Key of the government in office in a host country on a day."""
    sat = [row for row in read(GovernmentRow, folder) if row.host == host and row.since and row.since <= day]
    if not sat:
        raise RecordError(f"{folder / 'governments.csv'}: nobody is in office in {host} on {day}. Add the government.")
    return max(sat, key=lambda row: row.since or date.min).key


def successions(country: str, office: Side, day: date, until: date, folder: Path = DATA) -> Iterator[dict[str, Any]]:
    """Rows of `successions` for one country, as known on a day; winners as they came."""
    for ahead in elections_ahead(country, day, until, folder):
        row = ahead.row
        keys = [candidate_of(row, place, day, folder) for place in (1, 2)]
        yield {
            "office": office,
            "election": ahead.election,
            "handover": ahead.handover,
            "candidates": keys,
            "winner": "draw" if row.winner is None else keys[row.winner - 1],
            "beliefs": _beliefs(ahead, day, folder),
            "source": row.source,
        }


def _beliefs(ahead: Ahead, day: date, folder: Path) -> list[dict[str, Any]]:
    """Odds of that time where there are some, the same for both sides; else even ones."""
    row = ahead.row
    told = [each for each in read(Odds, folder) if (each.country, each.election) == (row.country, row.due)]
    before = [each for each in told if each.since <= day]
    since = min(day, ahead.election)
    if before:
        last = max(before, key=lambda each: each.since)
        found = [{"since": since, "guest": last.first, "host": last.first, "source": last.source}]
    else:
        words = "assumed: even odds where none of that day are on record"
        found = [{"since": since, "guest": EVEN, "host": EVEN, "source": words}]
    later = sorted((each for each in told if day < each.since < ahead.election), key=lambda each: each.since)
    found += [{"since": each.since, "guest": each.first, "host": each.first, "source": each.source} for each in later]
    return found
