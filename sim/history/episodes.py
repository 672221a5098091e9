"""Past talks in the columns of an outcome, so that what happened stands beside what is simulated.

Only columns the record can fill are here: what the sides thought a deal worth was never published. Where the record is
silent about a value it is None. Threats are not counted: the record of them is too patchy. Where the day of the deal is
not on record, that on which its text was first seen stands for it: `Agreement.settled`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from sim.errors import RecordError
from sim.history import host_rows, rows
from sim.history.tables import DATA, KOREA, provocation_days, read
from sim.outcome import NAMES
from sim.rules.kinds import End, Escalator

COVERED = (8, 9, 10, 11, 12)  # Korean agreements whose talks are on record round by round
_NOT_COLUMNS = ("host", "number", "amount_usd_m_reported", "fields_unverified")


@dataclass(frozen=True, slots=True)
class RecordedOutcome:
    """What came of the talks about one agreement; units and signs as in `sim.outcome`.

    `host` and `number` are the agreement; `amount_usd_m_reported` the dollars named on announcement (`amount_usd_m` is
    the amount at the average rate of its first year, as simulated); `fields_unverified` the facts for which no source
    was located, as the table puts it.
    """

    host: str
    number: int
    end: str
    agreed: bool
    agreement_day: int
    signature_day: int
    entry_day: int | None
    blank_days_agreement: int
    blank_days: int
    blank_days_entry: int | None
    rise: float
    rise_annualised: float
    amount: float
    amount_usd_m: float | None
    amount_usd_m_reported: float | None
    term_years: int
    escalator: str
    rounds: int | None
    texts: int
    guest_refusals: int
    host_refusals: int
    first_refusal_day: int | None
    first_refused_rise: float | None
    first_refused_term: int | None
    walkouts: int
    furlough_day: int | None
    furlough_days: int
    failed_votes: int
    votes_for: int | None
    votes_against: int | None
    votes_abstain: int | None
    provocations: int
    fields_unverified: str


COLUMNS = tuple(field.name for field in fields(RecordedOutcome) if field.name not in _NOT_COLUMNS)
assert set(COLUMNS) <= set(NAMES), "a recorded column must be a column of an outcome"


def recorded(number: int, folder: Path = DATA, host: str = KOREA) -> RecordedOutcome | None:
    """Recorded outcome of the talks about one agreement; None where the record does not follow them.

    Followed are the Korean agreements 8 to 12, and of other hosts, and of the first four, those whose expiry,
    signature, rise and term are on record. rise_annualised = (1 + rise) ** (1 / years) - 1, with the years from the
    one in which the base was set to the first paid year: 1, and one more for each year the old amount stayed frozen.

    Parameters
    ----------
    number : ordinal of the agreement, or the year it takes effect
    folder : where the tables lie
    host : whose agreement

    Examples
    --------
    >>> recorded(10).blank_days
    67
    >>> recorded(2021, host="Japan").agreement_day
    -42
    """
    row = next((row for row in read(rows.Agreement, folder, host) if row.agreement == number), None)
    full = host == KOREA and number in COVERED
    if row is None and full:
        raise RecordError(f"{folder / 'agreements.csv'}: agreement {number} is missing; 8 to 12 must be there.")
    if row is None or not (full or _followed(row)):
        return None
    return _outcome(row, folder, full)


def host_facts(host: str, folder: Path = DATA) -> host_rows.HostFacts:
    """Row of a host, by its name or its key; `RecordError` lists those there are."""
    table = read(host_rows.HostFacts, folder)
    for row in table:
        if host in (row.host, row.key):
            return row
    allowed = ", ".join(f"{row.key} ({row.host})" for row in table)
    raise RecordError(f"{folder / 'hosts.csv'}: host: found '{host}'; allowed: {allowed}.")


def fiscal_year(day: date, begins: int) -> int:
    """Year in which the fiscal year of a day began, by the month in which fiscal years begin."""
    return day.year if day.month >= begins else day.year - 1


def _followed(row: rows.Agreement) -> bool:
    """Whether the least that a forecast can be held against is on record."""
    return None not in (row.prior_expiry, row.settled, row.signed, row.rise, row.validity_years)


def episodes(folder: Path = DATA) -> tuple[RecordedOutcome, ...]:
    """Recorded outcomes of all agreements the record follows, the earliest first."""
    return tuple(outcome for number in COVERED if (outcome := recorded(number, folder)) is not None)


def _outcome(row: rows.Agreement, folder: Path, full: bool) -> RecordedOutcome:
    """Outcome of a row; of an agreement that is followed in full nothing may be missing."""
    expiry: date = _known(row, "prior_expiry", folder)
    settled, opening = row.settled, row.opening
    assert settled is not None, "asked of followed agreements only"
    assert row.rise is not None
    if full:
        for column in ("talks_start", "agreement_reached", "signed", "entered_into_force", "increase_pct", "n_rounds"):
            _known(row, column, folder)
    agreement_day, rise = (settled - expiry).days, row.rise
    signature_day: int = _known(row, "days_expiry_to_signature", folder)
    refusals = _refusals(row, folder)
    refused = _refused_text(refusals, row, folder)
    ends = row.entered_into_force or row.signed or settled
    furlough = _furlough(opening or settled, ends, row.host, folder)
    guest_refusals = sum(refusal.side == "guest" for refusal in refusals)
    begins = host_facts(row.host, folder).year_begins
    years = row.first_year - fiscal_year(expiry, begins)
    return RecordedOutcome(
        host=row.host,
        number=row.agreement,
        end=End.IN_FORCE.name.lower(),
        agreed=True,
        agreement_day=agreement_day,
        signature_day=signature_day,
        entry_day=row.days_expiry_to_entry,
        blank_days_agreement=max(0, agreement_day),
        blank_days=max(0, signature_day),
        blank_days_entry=_floored(row.days_expiry_to_entry),
        rise=rise,
        rise_annualised=(1 + rise) ** (1 / max(years, 1)) - 1,
        amount=_amount(row, folder),
        amount_usd_m=_dollars(row, folder),
        amount_usd_m_reported=row.usd_m,
        term_years=_known(row, "validity_years", folder),
        escalator=Escalator[row.growth.upper()].name.lower(),
        rounds=_rounds(row, folder),
        texts=1 + len(refusals),
        guest_refusals=guest_refusals,
        host_refusals=len(refusals) - guest_refusals,
        first_refusal_day=(refusals[0].date - expiry).days if refusals else None,
        first_refused_rise=_share(refused.increase_pct) if refused and refused.increase_pct is not None else None,
        first_refused_term=refused.validity_years if refused else None,
        walkouts=sum(meeting.outcome == "walkout" for meeting in _meetings(row, folder)),
        furlough_day=(furlough[0] - expiry).days if furlough else None,
        furlough_days=(furlough[1] - furlough[0]).days if furlough else 0,
        failed_votes=0,
        votes_for=row.vote.in_favour if row.vote else None,
        votes_against=row.vote.against if row.vote else None,
        votes_abstain=row.vote.abstaining if row.vote else None,
        provocations=len(provocation_days(opening or settled, settled, folder)),
        fields_unverified=row.fields_unverified,
    )


def _known(row: rows.Agreement, column: str, folder: Path) -> Any:
    """Cell that must not be empty for an agreement whose talks are followed."""
    cell = getattr(row, column)
    if cell is None:
        raise _error(folder, row, column, "nothing", "a value, as for every agreement from 8 on")
    return cell


def _floored(days: int | None) -> int | None:
    return None if days is None else max(0, days)


def _amount(row: rows.Agreement, folder: Path) -> float:
    """First-year sum; where it holds items outside the agreement, the sum before raised by what the agreement fixed."""
    before = row.prior_year_bn
    if row.agreed_pct is not None and before is not None and row.rise is not None:
        return before * (1 + row.rise)
    first: float = _known(row, "first_year_bn", folder)
    return first


def _share(percent: float) -> float:
    return round(percent / 100, 6)  # the record has one or two decimals of a percent: 5.8% is 0.058, no bit less


def _meetings(row: rows.Agreement, folder: Path) -> list[rows.Round]:
    return [meeting for meeting in read(rows.Round, folder, row.host) if meeting.agreement == row.agreement]


def _rounds(row: rows.Agreement, folder: Path) -> int | None:
    """Numbered rounds, None where nobody counted them; the tables of agreements and of rounds must count the same."""
    stated = row.n_rounds
    numbers = [meeting.number for meeting in _meetings(row, folder) if meeting.number is not None]
    if stated is None or not numbers:
        return stated
    if numbers != list(range(1, stated + 1)):
        raise _error(folder, row, "n_rounds", str(stated), f"{len(numbers)}, as many as rounds.csv numbers from 1 on")
    return stated


def _refusals(row: rows.Agreement, folder: Path) -> list[rows.Position]:
    """Refusals of a text by a leader; each must be a meeting that ended so in the table of rounds."""
    refusals = [
        position
        for position in read(rows.Position, folder, row.host)
        if position.agreement == row.agreement and position.type == "rejection"
    ]
    met = [meeting.start_date.first for meeting in _meetings(row, folder) if meeting.outcome == "leader rejection"]
    if [refusal.date for refusal in refusals] != met:
        raise RecordError(
            f"{folder / 'positions.csv'}: rejections in the talks about agreement {row.agreement}: found "
            f"{_days(refusal.date for refusal in refusals)}; allowed: {_days(met)}, as in rounds.csv."
        )
    return refusals


def _refused_text(refusals: list[rows.Position], row: rows.Agreement, folder: Path) -> rows.Position | None:
    """Offer on the day of the first refusal: the text that was refused."""
    for position in read(rows.Position, folder, row.host) if refusals else ():
        if (position.agreement, position.date, position.type) == (row.agreement, refusals[0].date, "offer"):
            return position
    return None


def _furlough(first: date, last: date, host: str, folder: Path) -> tuple[date, date] | None:
    """First day of unpaid leave and the day work began again; warnings have no end and do not count."""
    for event in read(rows.CalendarEvent, folder, host):
        if event.kind == "furlough" and event.end_date is not None and first <= event.date <= last:
            return event.date, event.end_date
    return None


def _dollars(row: rows.Agreement, folder: Path) -> float | None:
    """First-year amount at that year's average exchange rate; None while the year has no average."""
    for year in read(rows.MacroYear, folder, row.host):
        if year.year == row.first_year:
            return 1000 * _amount(row, folder) / year.per_usd
    return None


def _days(dates: Iterable[date]) -> str:
    return ", ".join(day.isoformat() for day in dates) or "none"


def _error(folder: Path, row: rows.Agreement, column: str, found: str, allowed: str) -> RecordError:
    path = folder / "agreements.csv"
    return RecordError(f"{path}: agreement {row.agreement}: {column}: found '{found}'; allowed: {allowed}.")
