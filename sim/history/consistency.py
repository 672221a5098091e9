"""What must agree within a row of the record, and between a row and the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sim.history.rows import Agreement, CalendarEvent, Contribution, MacroYear, Poll, Provocation, Round

Slip = tuple[str, str]  # the column that disagrees, and what the rest of the record allows there
DAYS_PER_YEAR = 365.25
_ROUNDING = 0.1  # in percentage points: published rises are rounded, and so are the amounts they come from


def slips(row: Any, before: Any | None) -> Iterator[Slip]:
    """Columns in which a row disagrees with itself or with the row before it.

    Parameters
    ----------
    row : a row of `sim.history.rows`
    before : the row above it in the same table; None for the first
    """
    if before is not None and getattr(before, "host", "") != getattr(row, "host", ""):
        before = None  # each host has a series of its own
    match row:
        case Agreement():
            yield from _agreement(row)
        case MacroYear():
            if before is not None and row.year != before.year + 1:
                yield "year", f"{before.year + 1}, the year after the row above"
        case Contribution():
            if before is not None and row.year <= before.year:
                yield "year", f"{before.year + 1} or later, a year after the row above"
        case Provocation():
            yield from _in_order(row.date, before and before.date)
            if before is not None and row.date == before.date and row.kind <= before.kind:
                yield "kind", f"a kind after '{before.kind}' in the alphabet: one row for a day and a kind, in order"
        case Poll():
            yield from _in_order(row.date.first, before and before.date.first)
        case Round():
            if row.end_date.last < row.start_date.first:
                yield "end_date", f"{row.start_date.first} or later"
        case CalendarEvent():
            if row.end_date is not None and row.end_date < row.date:
                yield "end_date", f"{row.date} or later"
            yield from _in_order(row.date, before and before.date)
        case _:
            pass


def _in_order(day: date, before: date | None) -> Iterator[Slip]:
    if before is not None and day < before:
        yield "date", f"{before} or later, the date of the row above"


def _agreement(row: Agreement) -> Iterator[Slip]:
    if row.covers_to is not None and row.validity_years is not None:
        years = max(1, round((row.covers_to - row.covers_from).days / DAYS_PER_YEAR))
        if row.validity_years != years:
            yield "validity_years", f"{years}, the years from covers_from to covers_to"
    if row.prior_expiry is not None and row.covers_from not in (
        row.prior_expiry + timedelta(days=1),
        row.entered_into_force,
    ):
        yield "covers_from", "the day after prior_expiry, or that of entry into force"
    yield from _days(row)
    yield from _course(row)
    if row.prior_year_bn is not None and row.first_year_bn is not None and row.increase_pct is not None:
        rise = 100 * (row.first_year_bn / row.prior_year_bn - 1)
        if abs(rise - row.increase_pct) > _ROUNDING:
            yield "increase_pct", f"{rise:.1f}, first_year_bn over prior_year_bn"
    vote = row.vote
    if vote is not None and vote.in_favour + vote.against + vote.abstaining != vote.present:
        yield "vote", "three counts that add up to those present"


def _days(row: Agreement) -> Iterator[Slip]:
    """The three day counts are the days from expiry to the three ends of the blank period."""
    counts = {
        "days_expiry_to_agreement": (row.days_expiry_to_agreement, row.agreement_reached, "agreement_reached"),
        "days_expiry_to_signature": (row.days_expiry_to_signature, row.signed, "signed"),
        "days_expiry_to_entry": (row.days_expiry_to_entry, row.entered_into_force, "entered_into_force"),
    }
    for column, (count, end, name) in counts.items():
        if row.prior_expiry is None or end is None:
            if count is not None:
                yield column, f"nothing, as long as prior_expiry and {name} are not both known"
        elif count != (end - row.prior_expiry).days:
            yield column, f"{(end - row.prior_expiry).days}, the days from prior_expiry to {name}"


def _course(row: Agreement) -> Iterator[Slip]:
    """Talks, consent, signature, vote and entry into force follow each other."""
    course = ("agreement_reached", "signed", "ratified", "entered_into_force")
    dated = [(name, getattr(row, name)) for name in course if getattr(row, name) is not None]
    if row.talks_start is not None:
        dated.insert(0, ("talks_start", row.talks_start.first))
    for (earlier, day), (later, other) in pairwise(dated):
        if other < day:
            yield later, f"{day} or later, the day of {earlier}"
