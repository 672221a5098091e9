"""Rules of meaning about dates: what must come before what."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sim.scenario.problems import Path
from sim.scenario.schema import Interval, Quiet, Scenario

Fault = tuple[Path, str]
Rule = Callable[[Scenario], Iterator[Fault]]

DAYS_PER_YEAR = 365.25
EARLIEST_OPENING_YEARS = 5  # talks that open longer before expiry are a slip of the year


def horizon_end(scenario: Scenario) -> date:
    """Last day of a replicate: expiry plus the horizon, in whole days."""
    days = round(scenario.agreement.horizon_years * DAYS_PER_YEAR)
    return scenario.agreement.prior_expiry + timedelta(days=days)


def _base_year(s: Scenario) -> Iterator[Fault]:
    expiry = s.agreement.prior_expiry
    if s.agreement.base_year > expiry.year:
        message = (
            f"found {s.agreement.base_year}, after the agreement expired ({expiry})."
            " Write the year the amount was last set"
        )
        yield ("agreement", "base_year"), message


def _opening_day(s: Scenario) -> Iterator[Fault]:
    opening, expiry = s.agreement.talks_open, s.agreement.prior_expiry
    path = ("agreement", "talks_open")
    if expiry - opening > timedelta(days=EARLIEST_OPENING_YEARS * DAYS_PER_YEAR):
        message = (
            f"found {opening}, more than {EARLIEST_OPENING_YEARS} years before expiry ({expiry})."
            " Check the year of both dates"
        )
        yield path, message
    if opening >= horizon_end(s):
        message = (
            f"found {opening}, but a replicate ends on {horizon_end(s)}, {s.agreement.horizon_years:g} years after"
            f" expiry ({expiry}). Open the talks earlier or raise agreement.horizon_years"
        )
        yield path, message


def _as_of(s: Scenario) -> Iterator[Fault]:
    first, last = s.agreement.talks_open, horizon_end(s)
    if s.as_of is not None and not first <= s.as_of < last:
        message = (
            f"found {s.as_of}; allowed: a day from the opening of talks on ({first}) and before a replicate ends"
            f" ({last}). Write such a day, or leave it out to draw the talks from their opening"
        )
        yield ("as_of",), message


def _order(days: Sequence[date], array: Path, key: str, strictly: bool) -> Iterator[Fault]:
    for number, (before, after) in enumerate(pairwise(days), start=1):
        if after < before or (strictly and after == before):
            relation = "not after" if strictly else "before"
            path = (*array, number, key)
            message = f"found {after}, which is {relation} the entry above it ({before}). Put the entries in date order"
            yield path, message


def _successions(s: Scenario) -> Iterator[Fault]:
    yield from _order([one.election for one in s.successions], ("successions",), "election", False)
    for number, one in enumerate(s.successions):
        path = ("successions", number)
        if one.handover < one.election:
            message = f"found {one.handover}, before the election ({one.election}). Swap or correct the dates"
            yield (*path, "handover"), message
        if one.known_from is not None and one.known_from > one.election:
            message = f"found {one.known_from}, after the election ({one.election}). Write an earlier day"
            yield (*path, "known_from"), message
        earlier = [other for other in s.successions[:number] if other.office == one.office]
        if earlier and one.election < earlier[-1].handover:
            message = (
                f"found {one.election}, before the {one.office}'s previous handover ({earlier[-1].handover})."
                " Correct one of the two"
            )
            yield (*path, "election"), message


def _handovers(s: Scenario) -> Iterator[Fault]:
    for number, one in enumerate(s.successions):
        if one.handover < s.agreement.talks_open:
            message = (
                f"found {one.handover}, before the talks opened ({s.agreement.talks_open})."
                " Drop this succession and name the winner in [incumbents]"
            )
            yield ("successions", number, "handover"), message


def _beliefs(s: Scenario) -> Iterator[Fault]:
    for number, one in enumerate(s.successions):
        path = ("successions", number, "beliefs")
        if not one.beliefs:
            yield path, "found no belief; the first holds from the start. Add one (since, guest, host, source)"
        yield from _order([belief.since for belief in one.beliefs], path, "since", True)
        for place, belief in enumerate(one.beliefs[1:], start=1):
            if belief.since >= one.election:
                message = (
                    f"found {belief.since}, but the winner is known from {one.election}."
                    " Remove this belief or correct its day"
                )
                yield (*path, place, "since"), message


def _dated_entries(s: Scenario) -> Iterator[Fault]:
    yield from _order([entry.since for entry in s.peer_deals], ("peer_deals",), "since", False)
    yield from _order([entry.day for entry in s.host_elections], ("host_elections",), "day", False)


def _spells(spells: Sequence[Interval | Quiet], array: Path) -> Iterator[Fault]:
    for number, one in enumerate(spells):
        if one.until < one.since:
            message = f"found {one.until}, before its first day ({one.since}). Swap or correct the dates"
            yield (*array, number, "until"), message


def _intervals(s: Scenario) -> Iterator[Fault]:
    yield from _spells(s.intervals, ("intervals",))


def _events(s: Scenario) -> Iterator[Fault]:
    yield from _order([event.day for event in s.provocations.events], ("provocations", "events"), "day", False)


def _quiet(s: Scenario) -> Iterator[Fault]:
    yield from _spells(s.provocations.quiet, ("provocations", "quiet"))


def _withdrawals(s: Scenario) -> Iterator[Fault]:
    yield from _order([one.since for one in s.withdrawals], ("withdrawals",), "since", False)
    total = math.fsum(one.share for one in s.withdrawals)
    if total > 1 + 1e-9:
        message = f"the shares add up to {total:.6g}; more than all troops cannot leave. Lower one of them"
        yield ("withdrawals",), message


def _change_day(s: Scenario) -> Iterator[Fault]:
    day, opening = s.outside.change_day, s.agreement.talks_open
    if day is not None and day <= opening:
        yield (
            ("outside", "change_day"),
            f"found {day}; the change must come after talks open ({opening}). Write a later day",
        )


CALENDAR_RULES: tuple[Rule, ...] = (
    _change_day,
    _base_year,
    _opening_day,
    _as_of,
    _successions,
    _handovers,
    _beliefs,
    _dated_entries,
    _intervals,
    _events,
    _quiet,
    _withdrawals,
)
