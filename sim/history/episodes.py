"""Past talks in the columns of an outcome, so that what happened stands beside what is simulated.

Only columns the record can fill are here: what the sides thought a deal worth was never published. Where the record is
silent about a value it is None. Threats are not counted: the record of them is too patchy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sim.errors import RecordError
from sim.history import rows
from sim.history.tables import DATA, provocation_days, read
from sim.outcome import NAMES
from sim.rules.kinds import End, Escalator

COVERED = (8, 9, 10, 11, 12)  # agreements whose talks are on record
_NOT_COLUMNS = ("number", "amount_usd_m_reported", "fields_unverified")


@dataclass(frozen=True, slots=True)
class RecordedOutcome:
    """What came of the talks about one agreement; units and signs as in `sim.outcome`.

    `number` is the agreement; `amount_usd_m_reported` the dollars named on announcement (`amount_usd_m` is the amount
    at the average rate of its first year, as simulated); `fields_unverified` the facts for which no source was
    located, as the table puts it.
    """

    number: int
    end: str
    agreed: bool
    agreement_day: int
    signature_day: int
    entry_day: int
    blank_days_agreement: int
    blank_days: int
    blank_days_entry: int
    rise: float
    rise_annualised: float
    amount: float
    amount_usd_m: float | None
    amount_usd_m_reported: float
    term_years: int
    escalator: str
    rounds: int
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


def recorded(number: int, folder: Path = DATA) -> RecordedOutcome | None:
    """Recorded outcome of the talks about one agreement; None for an agreement the record does not follow (8 to 12).

    rise_annualised = (1 + rise) ** (1 / years) - 1, with the years from the one in which the base was set to the first
    paid year: 1, and one more for each year the old amount stayed frozen.

    Parameters
    ----------
    number : ordinal of the agreement
    folder : where the tables lie

    Examples
    --------
    >>> recorded(10).blank_days
    67
    """
    if number not in COVERED:
        return None
    for row in read(rows.Agreement, folder):
        if row.agreement == number:
            return _outcome(row, folder)
    raise RecordError(f"{folder / 'agreements.csv'}: agreement {number} is missing; 8 to 12 must be there.")


def episodes(folder: Path = DATA) -> tuple[RecordedOutcome, ...]:
    """Recorded outcomes of all agreements the record follows, the earliest first."""
    return tuple(outcome for number in COVERED if (outcome := recorded(number, folder)) is not None)


def _outcome(row: rows.Agreement, folder: Path) -> RecordedOutcome:
    opening, expiry = _known(row, "talks_start", folder), _known(row, "prior_expiry", folder)
    agreement_day: int = _known(row, "days_expiry_to_agreement", folder)
    signature_day: int = _known(row, "days_expiry_to_signature", folder)
    entry_day: int = _known(row, "days_expiry_to_entry", folder)
    rise = _share(_known(row, "increase_pct", folder))
    refusals = _refusals(row.agreement, folder)
    refused = _refused_text(refusals, row.agreement, folder)
    furlough = _furlough(opening, _known(row, "entered_into_force", folder), folder)
    vote = row.assembly_vote_for_against_abstain
    guest_refusals = sum(refusal.side == "US" for refusal in refusals)
    return RecordedOutcome(
        number=row.agreement,
        end=End.IN_FORCE.name.lower(),
        agreed=True,
        agreement_day=agreement_day,
        signature_day=signature_day,
        entry_day=entry_day,
        blank_days_agreement=max(0, agreement_day),
        blank_days=max(0, signature_day),
        blank_days_entry=max(0, entry_day),
        rise=rise,
        rise_annualised=(1 + rise) ** (1 / (row.first_year - expiry.year)) - 1,
        amount=row.first_year_krw_bn,
        amount_usd_m=_dollars(row, folder),
        amount_usd_m_reported=row.usd_m,
        term_years=row.validity_years,
        escalator=_escalator(row, folder).name.lower(),
        rounds=_rounds(row, folder),
        texts=1 + len(refusals),
        guest_refusals=guest_refusals,
        host_refusals=len(refusals) - guest_refusals,
        first_refusal_day=(refusals[0].date - expiry).days if refusals else None,
        first_refused_rise=_share(refused.increase_pct) if refused and refused.increase_pct is not None else None,
        first_refused_term=refused.validity_years if refused else None,
        walkouts=sum(meeting.outcome == "walkout" for meeting in _meetings(row.agreement, folder)),
        furlough_day=(furlough[0] - expiry).days if furlough else None,
        furlough_days=(furlough[1] - furlough[0]).days if furlough else 0,
        failed_votes=0,
        votes_for=vote.in_favour if vote else None,
        votes_against=vote.against if vote else None,
        votes_abstain=vote.abstaining if vote else None,
        provocations=len(provocation_days(opening, expiry + timedelta(days=agreement_day), folder)),
        fields_unverified=row.fields_unverified,
    )


def _known(row: rows.Agreement, column: str, folder: Path) -> Any:
    """Cell that must not be empty for an agreement whose talks are followed."""
    cell = getattr(row, column)
    if cell is None:
        raise _error(folder, row, column, "nothing", "a value, as for every agreement from 8 on")
    return cell


def _share(percent: float) -> float:
    return round(percent / 100, 6)  # the record has one or two decimals of a percent: 5.8% is 0.058, no bit less


def _meetings(number: int, folder: Path) -> list[rows.Round]:
    return [meeting for meeting in read(rows.Round, folder) if meeting.agreement == number]


def _rounds(row: rows.Agreement, folder: Path) -> int:
    """Numbered rounds; the table of agreements and that of rounds must count the same."""
    stated: int = _known(row, "n_rounds", folder)
    numbers = [meeting.number for meeting in _meetings(row.agreement, folder) if meeting.number is not None]
    if numbers != list(range(1, stated + 1)):
        raise _error(folder, row, "n_rounds", str(stated), f"{len(numbers)}, as many as rounds.csv numbers from 1 on")
    return stated


def _refusals(number: int, folder: Path) -> list[rows.Position]:
    """Refusals of a text by a leader; each must be a meeting that ended so in the table of rounds."""
    refusals = [
        position
        for position in read(rows.Position, folder)
        if position.agreement == number and position.type == "rejection"
    ]
    met = [meeting.start_date.first for meeting in _meetings(number, folder) if meeting.outcome == "leader rejection"]
    if [refusal.date for refusal in refusals] != met:
        raise RecordError(
            f"{folder / 'positions.csv'}: rejections in the talks about agreement {number}: found "
            f"{_days(refusal.date for refusal in refusals)}; allowed: {_days(met)}, as in rounds.csv."
        )
    return refusals


def _refused_text(refusals: list[rows.Position], number: int, folder: Path) -> rows.Position | None:
    """Offer on the day of the first refusal: the text that was refused."""
    for position in read(rows.Position, folder) if refusals else ():
        if (position.agreement, position.date, position.type) == (number, refusals[0].date, "offer"):
            return position
    return None


def _furlough(first: date, last: date, folder: Path) -> tuple[date, date] | None:
    """First day of unpaid leave and the day work began again; warnings have no end and do not count."""
    for event in read(rows.CalendarEvent, folder):
        if event.kind == "furlough" and event.end_date is not None and first <= event.date <= last:
            return event.date, event.end_date
    return None


def _dollars(row: rows.Agreement, folder: Path) -> float | None:
    """First-year amount at that year's average exchange rate; None while the year has no average."""
    for year in read(rows.MacroYear, folder):
        if year.year == row.first_year:
            return 1000 * row.first_year_krw_bn / year.krw_per_usd
    return None


def _escalator(row: rows.Agreement, folder: Path) -> Escalator:
    """Name of the growth rule the table describes in words."""
    for words, escalator in (("none", Escalator.NONE), ("CPI", Escalator.CPI), ("defence budget", Escalator.DEFENCE)):
        if words in row.escalator_rule:
            return escalator
    raise _error(folder, row, "escalator_rule", row.escalator_rule, "a rule that says none, CPI or defence budget")


def _days(dates: Iterable[date]) -> str:
    return ", ".join(day.isoformat() for day in dates) or "none"


def _error(folder: Path, row: rows.Agreement, column: str, found: str, allowed: str) -> RecordError:
    path = folder / "agreements.csv"
    return RecordError(f"{path}: agreement {row.agreement}: {column}: found '{found}'; allowed: {allowed}.")
