"""What stood before the talks about an agreement: the last one, rules and terms in use, deals of other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sim.errors import RecordError
from sim.history import rows
from sim.history.consistency import DAYS_PER_YEAR
from sim.history.episodes import host_facts
from sim.history.host_rows import BlocRow, Burden
from sim.history.tables import DATA, read

LONGEST = 5  # paid years a scenario may have
REMEMBERED = 2  # agreements of more than a year whose growth rules are still on the table
PEER_YEARS = 20  # how far back a deal of another host is a comparison
WITH_TEXT = ("concluded", "initialled", "tentative deal")  # how a round ends that had a text


def before(row: rows.Agreement, folder: Path = DATA) -> rows.Agreement | None:
    """Agreement that the talks were to replace, or the host's last before it on record; None if there is none."""
    earlier = [each for each in read(rows.Agreement, folder, row.host) if each.covers_from < row.covers_from]
    ended = [each for each in earlier if each.covers_to is not None and each.covers_to == row.prior_expiry]
    if ended:
        return ended[0]
    return max((each for each in earlier if each.covers_to), key=lambda each: each.covers_from, default=None)


def paid_years(row: rows.Agreement, folder: Path = DATA) -> int:
    """Years for which an agreement pays its own sum; those for which an older one was frozen are left out."""
    begins = date(row.first_year, host_facts(row.host, folder).year_begins, 1)
    if row.covers_to is None:
        return row.validity_years or 1
    return max(1, round((row.covers_to - begins).days / DAYS_PER_YEAR))


def failed_rounds(row: rows.Agreement | None, folder: Path = DATA) -> int:
    """Numbered rounds of talks that brought no text."""
    if row is None:
        return 0
    held = (each for each in read(rows.Round, folder, row.host) if each.agreement == row.agreement)
    return sum(each.number is not None and each.outcome not in WITH_TEXT for each in held)


def rules_before(host: str, day: date, folder: Path = DATA) -> tuple[str, ...]:
    """Growth rules known on a day: of the host's last two agreements of more than a year, and those named since."""
    settled = _settled(host, day, folder)
    longer = [each for each in settled if paid_years(each, folder) > 1][-REMEMBERED:]
    first = longer[0].covers_from if longer else date.min
    named = (each.growth_named for each in settled if each.growth_named and each.covers_from >= first)
    known = dict.fromkeys((*(each.growth for each in longer), *named))
    return tuple(rule for rule in known if rule != "none") or ("fixed",)


def fixed_rate(host: str, day: date, folder: Path = DATA) -> tuple[float, str]:
    """Yearly growth of the host's last agreement with a fixed path, and its source; level where there was none."""
    paths = [each for each in _settled(host, day, folder) if each.growth == "fixed" and each.fixed_pct is not None]
    if not paths:
        return 0.0, "assumed: level, where no fixed path is on record"
    return round((paths[-1].fixed_pct or 0.0) / 100, 6), paths[-1].source


def cap_before(host: str, day: date, folder: Path = DATA) -> tuple[float, str]:
    """Last cap on a link to prices that the host had agreed to by a day, and its source; 1 where none is on record."""
    capped = [each for each in _settled(host, day, folder) if each.cpi_cap_pct is not None]
    if not capped:
        return 1.0, "no cap was agreed by that day"
    return (capped[-1].cpi_cap_pct or 0.0) / 100, capped[-1].source


def longest_term(day: date, folder: Path = DATA) -> int:
    """Longest term in paid years that any host had agreed to by a day, at most what a scenario may have."""
    table = (each for each in read(rows.Agreement, folder, None) if each.settled is not None and each.settled < day)
    return min(LONGEST, max((paid_years(each, folder) for each in table), default=LONGEST))


def peers_of(host: str, day: date, until: date, folder: Path = DATA) -> Iterator[dict[str, Any]]:
    """Deals of other hosts in order: those of the twenty years before a day, and later ones up to `until`."""
    found = []
    for row in read(rows.Agreement, folder, None):
        seen = row.announced or row.settled
        if row.host != host and row.rise is not None and seen is not None and seen <= until:
            found.append((seen, row))
    for seen, row in sorted(found, key=lambda each: each[0]):
        if seen.year >= day.year - PEER_YEARS:
            yield {"since": seen, "host": row.host, "rise": row.rise, "source": row.source}


def burden_before(host: str, day: date, folder: Path = DATA) -> Burden:
    """Share of the cost that the host bore as known on a day, or the first that is on record."""
    table = sorted((each for each in read(Burden, folder) if each.host == host), key=lambda each: each.since)
    if not table:
        raise RecordError(f"{folder / 'burden.csv'}: no row is of {host}. Add the share of the cost that it bears.")
    return [each for each in table if each.since <= day or each is table[0]][-1]


def built_in(host: str, day: date, folder: Path = DATA) -> tuple[BlocRow, ...]:
    """Blocs of the host's legislature as composed on a day; empty where the table begins later."""
    table = [each for each in read(BlocRow, folder) if each.host == host and each.since <= day]
    last = max((each.since for each in table), default=None)
    return tuple(each for each in table if each.since == last)


def _settled(host: str, day: date, folder: Path) -> list[rows.Agreement]:
    """Agreements of a host whose text was known before a day, in order."""
    table = (each for each in read(rows.Agreement, folder, host) if each.settled is not None and each.settled < day)
    return sorted(table, key=lambda each: each.covers_from)
