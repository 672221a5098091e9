"""What both sides did in past talks up to a day, as moves the model knows: offers, rounds, walkouts and refusals.

Rounds are the numbered ones, dated by the day they ended; named contacts are no rounds. An offer counts where its rise
and a term are on record; threats do not, since the record of them is too patchy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sim.errors import RecordError
from sim.history import rows
from sim.history.episodes import COVERED
from sim.history.tables import DATA, read
from sim.rules.kinds import Escalator, Moved

# Growth rule of offers and texts, which no table states: the rule of the deal the talks led to. Of the text refused in
# March 2020 it is on record that 1,174.9 bn won were to rise to 1.3 bn$ in the fifth year, about 7% a year: nearer to
# the growth of the defence budget than to prices (Kukmin Ilbo 2020-04-12).
GROWTH = {8: Escalator.CPI, 9: Escalator.CPI, 10: Escalator.CPI, 11: Escalator.DEFENCE, 12: Escalator.CPI}
OFFERS = ("demand", "offer", "final offer")
SIDES = {"guest": Moved.GUEST_OFFER, "host": Moved.HOST_OFFER}


@dataclass(frozen=True, slots=True)
class RecordedMove:
    """One move: of an offer or a text the rise over the base amount, the growth rule and the paid years; else 0."""

    date: date
    kind: Moved
    rise: float = 0.0
    escalator: Escalator = Escalator.NONE
    years: int = 0


def recorded_moves(
    number: int, base_amount: float, first: date, last: date, folder: Path = DATA
) -> tuple[RecordedMove, ...]:
    """Moves in the talks about an agreement from `first` to `last`, both included, in order.

    Parameters
    ----------
    number : ordinal of the agreement; whether the talks are otherwise those on record is asked of `edited_facts`
    base_amount : amount over which rises are counted, billions of won a year

    Raises
    ------
    RecordError : where the record does not follow these talks, where they were over, or where it lacks a day

    Examples
    --------
    >>> moves = recorded_moves(11, 1038.9, date(2019, 9, 24), date(2020, 4, 2))
    >>> sum(move.kind is Moved.ROUND for move in moves), moves[-1].kind.name, moves[-1].rise
    (7, 'REFUSAL', 0.13)
    """
    _check(number, last, folder)
    every = (*_meetings(number, last, folder), *_offers(number, base_amount, last, folder))
    moves = [move for move in every if first <= move.date <= last]
    return tuple(sorted(moves, key=lambda move: (move.date, move.kind)))


def recorded_furlough(first: date, last: date, folder: Path = DATA) -> tuple[date | None, date | None]:
    """First day of unpaid leave from `first` to `last`, and the day work began again if that is not after `last`."""
    for event in read(rows.CalendarEvent, folder):
        if event.kind == "furlough" and event.end_date is not None and first <= event.date <= last:
            return event.date, event.end_date if event.end_date <= last else None
    return None, None


def _check(number: int, last: date, folder: Path) -> None:
    """Refuse talks of which the record does not say how they stood."""
    known = {row.agreement: row for row in read(rows.Agreement, folder) if row.agreement in COVERED}
    if number not in known:
        raise RecordError(
            f"as_of: found {last}, in talks about agreement {number}; the record follows those about {COVERED[0]} to"
            f" {COVERED[-1]}. Leave as_of out, or start from one of these."
        )
    agreed = known[number].agreement_reached
    if agreed is None or last >= agreed:
        raise RecordError(
            f"as_of: found {last}; allowed: a day before the talks about agreement {number} were over ({agreed})."
        )


def _meetings(number: int, last: date, folder: Path) -> Iterator[RecordedMove]:
    """Rounds that ended by a day, walkouts, and refusals with the text that was refused."""
    for meeting in read(rows.Round, folder):
        if meeting.agreement != number:
            continue
        if meeting.number is not None and meeting.start_date.first <= last:
            if meeting.end_date.day is None and last < meeting.end_date.last:
                raise RecordError(
                    f"{folder / 'rounds.csv'}: agreement {number}, round {meeting.round}: the day of its end is not on"
                    f" record, so nobody knows whether it was over on {last}. Choose a day outside that month."
                )
            yield RecordedMove(meeting.end_date.last, Moved.ROUND)
            if meeting.outcome == "walkout":
                yield RecordedMove(meeting.end_date.last, Moved.WALKOUT)
        if meeting.outcome == "leader rejection" and meeting.end_date.last <= last:
            yield _refusal(number, meeting.end_date.last, folder)


def _refusal(number: int, day: date, folder: Path) -> RecordedMove:
    """Refusal on a day of the text that was on offer on it."""
    for position in read(rows.Position, folder):
        if (position.agreement, position.date, position.type) == (number, day, "offer"):
            rise, years = position.increase_pct, position.validity_years
            if rise is not None and years is not None:
                return RecordedMove(day, Moved.REFUSAL, round(rise / 100, 6), GROWTH[number], years)
    raise RecordError(
        f"{folder / 'positions.csv'}: agreement {number}: the rise or term of the text refused on {day} is missing."
    )


def _offers(number: int, base_amount: float, last: date, folder: Path) -> Iterator[RecordedMove]:
    """Offers with a rise, their term that last asked for by the side, or else by the other; none without a term."""
    years: dict[str, int] = {}
    talks = [each for each in read(rows.Position, folder) if each.agreement == number and each.date <= last]
    for position in talks:
        same_day = [each for each in talks if each.date == position.date and each.validity_years is not None]
        years.update((each.side, each.validity_years or 0) for each in same_day)
        kind, rise = SIDES.get(position.side), rise_of(position, base_amount, folder)
        if position.type in OFFERS and kind is not None and rise is not None and years:
            term = years.get(position.side) or next(reversed(years.values()))
            yield RecordedMove(position.date, kind, rise, GROWTH[number], term)


def rise_of(position: rows.Position, base_amount: float, folder: Path = DATA) -> float | None:
    """Rise of the first year over the base amount; dollars at the average rate of the last full year."""
    if position.increase_pct is not None:
        return round(position.increase_pct / 100, 6)
    if position.amount_bn is not None:
        return position.amount_bn / base_amount - 1
    rates = {row.year: row.per_usd for row in read(rows.MacroYear, folder, position.host)}
    rate = rates.get(position.date.year - 1)
    if position.usd_m is None or rate is None:
        return None
    return position.usd_m * rate / 1000 / base_amount - 1
