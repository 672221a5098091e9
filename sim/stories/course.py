"""The course of one negotiation as series and dated marks, ready to be drawn."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sim.history.episodes import RecordedOutcome
from sim.outcome import Outcome
from sim.prepare import Prepared
from sim.rules.kinds import Reason
from sim.rules.provocation import felt_threat
from sim.rules.talks import decay
from sim.stories.clauses import clause
from sim.stories.phrases import Cast
from sim.stories.pressure_words import PARTS
from sim.stories.round_words import zone_of
from sim.timeline.days import date_of
from sim.traces.entries import (
    Election,
    EntryIntoForce,
    FundsOut,
    FurloughBegun,
    FurloughEnded,
    Handover,
    HorizonReached,
    Provocation,
    RecordEnded,
    Refusal,
    Signature,
    Threat,
    Walkout,
)
from sim.traces.trace import Round, Trace
from sim.words import Language, Words

Point = tuple[date, float]
MARGIN = 0.02  # of the time shown, left free at both ends
MAJOR = (Handover, EntryIntoForce, HorizonReached)  # entries that change who governs or what holds
MARKED = (FundsOut, Election, RecordEnded, Signature, *MAJOR)
MOST_EMPTY = 0.3  # of it, that may pass without anything before the expiry


class Spell(NamedTuple):
    """Rises that would be better than waiting for both sides, and from when to when."""

    since: date
    until: date
    least: float
    most: float


@dataclass(frozen=True)
class Mark:
    """A dated event: one that changes who governs or what holds is `major`."""

    date: date
    label: str
    major: bool = False


@dataclass(frozen=True)
class Course:
    """Series of one negotiation. Rises in percent, worth in percent of the base amount a year.

    A series is a list of lines: a guest's ends where another takes office. Offers and the leader's least stand from
    round to round, so each of their lines has a last point more, where it ends.
    """

    guest: list[list[Point]]
    host: list[list[Point]]
    leader: list[list[Point]]  # least rise the guest's leader would take
    zone: list[Spell]
    refused: list[Point]
    declined: list[Point]  # rounds where a delegation turned a text down, at the guest's offer
    walkouts: list[Point]
    threats: list[Point]
    settled: Point | None
    recorded: Point | None
    provocations: list[tuple[date, int]]
    threat: list[Point]
    anger: list[Point]
    support: list[Point]
    guest_waiting: list[list[Point]]
    host_waiting: list[list[Point]]
    delegation: list[list[Point]]  # least worth the guest's delegation may take
    line: list[list[Point]]  # the host's last public offer
    pressure: dict[str, list[Point]]  # by part, in percent of the base amount a year
    given_up: list[list[Point]]  # share both sides have given up, the guest's where they differ, in percent
    furlough: list[tuple[date, date]]
    marks: list[Mark]
    expiry: date
    shown: tuple[date, date]
    words: Words  # of its marks and of the labels of what is drawn of it


def course(
    prepared: Prepared,
    trace: Trace,
    outcome: Outcome,
    record: RecordedOutcome | None = None,
    language: Language = "en",
) -> Course:
    """Series of one replicate.

    Parameters
    ----------
    prepared : scenario the negotiation was run with
    trace, outcome : what happened in it, and its result
    record : what happened in the real talks, to be marked
    language : of its marks, and of what is drawn of it
    """
    prepared = prepared.of(int(outcome.replicate))
    cast = Cast(prepared.scenario, language)
    rounds = trace.rounds
    by_day = {each.day: each for each in rounds}
    expiry = prepared.scenario.agreement.prior_expiry
    settled = None
    if outcome.agreed:
        settled = (expiry + timedelta(days=int(outcome.agreement_day)), 100 * outcome.rise)
    last = settled[0] if settled else max(each.date for each in trace.entries) + timedelta(days=1)
    new_guests = [each.date for each in trace.of(Handover) if each.actor == "guest" and each.changes_hands]

    def stands(value: Callable[[Round], float], of_guest: bool = True) -> list[list[Point]]:
        """Something that holds from its round to the next, or until the guest who said it goes."""
        return _lines(rounds, value, [*(new_guests if of_guest else []), last], hold=True)

    def moves(value: Callable[[Round], float], of_guest: bool = True) -> list[list[Point]]:
        return _lines(rounds, value, new_guests if of_guest else [])

    def flat(value: Callable[[Round], float]) -> list[Point]:
        return [(each.date, value(each)) for each in rounds]

    def at_guest(kind: type[Walkout] | type[Threat]) -> list[Point]:
        days = [each.day for each in trace.entries if isinstance(each, kind)]
        return [(by_day[day].date, 100 * by_day[day].guest_rise) for day in days if day in by_day]

    recorded = None
    if record is not None:
        recorded = (expiry + timedelta(days=record.agreement_day), 100 * record.rise)
    return Course(
        guest=stands(lambda each: 100 * each.guest_rise),
        host=stands(lambda each: 100 * each.host_rise, of_guest=False),
        leader=stands(lambda each: 100 * each.leader_rise),
        zone=_zone(rounds, [*new_guests, last]),
        refused=[(each.date, 100 * each.content.rise) for each in trace.of(Refusal)],  # type: ignore[type-abstract]
        declined=[
            (each.date, 100 * each.guest_rise)
            for each in rounds
            if each.reason in (Reason.GUEST_DECLINED, Reason.HOST_DECLINED)
        ],
        walkouts=at_guest(Walkout),
        threats=at_guest(Threat),
        settled=settled,
        recorded=recorded,
        provocations=[(each.date, each.severity) for each in trace.of(Provocation)],
        threat=_threat(prepared, trace),
        anger=flat(lambda each: each.anger),
        support=flat(lambda each: 100 * each.support),
        guest_waiting=moves(lambda each: 100 * each.guest_waiting),
        host_waiting=moves(lambda each: 100 * each.host_waiting, of_guest=False),
        delegation=moves(lambda each: 100 * each.guest_least),
        line=stands(lambda each: 100 * each.line, of_guest=False),
        pressure={name: flat(lambda each, name=name: 100 * getattr(each, name)) for name in PARTS},  # type: ignore[misc]
        given_up=moves(lambda each: 100 * each.guest_conceded),
        furlough=_furlough(trace),
        marks=_marks(cast, trace, settled[0] if settled else date.max),
        expiry=expiry,
        shown=_shown(trace, expiry, recorded),
        words=cast.words,
    )


def _lines(
    rounds: list[Round], value: Callable[[Round], float], breaks: list[date], hold: bool = False
) -> list[list[Point]]:
    """Values of the rounds as lines, a new one beginning at each break; values that are no numbers are left out.

    `hold` : draw the last value of a line on to the break that ends it
    """
    lines: list[list[Point]] = []
    since = date.min
    for end in (*sorted(breaks), date.max):
        line = [(each.date, value(each)) for each in rounds if since <= each.date < end and math.isfinite(value(each))]
        if line and hold and end != date.max:
            line.append((end, line[-1][1]))
        if line:
            lines.append(line)
        since = end
    return lines


def _zone(rounds: list[Round], ends: list[date]) -> list[Spell]:
    """Zone of agreement as it was seen in each round; it holds until the next one, or until the guest goes."""
    stops = sorted([*(each.date for each in rounds), *ends])
    return [
        Spell(each.date, next(stop for stop in stops if stop > each.date), 100 * zone[0], 100 * zone[1])
        for each in rounds
        if (zone := zone_of(each)) is not None
    ]


def threat_by_day(prepared: Prepared, provocations: list[tuple[int, int]], last: int) -> list[float]:
    """Threat felt on each day from 0 to `last`, by the rules that both runners call.

    `provocations` : day and severity of each
    """
    f, p = prepared.facts, prepared.params
    kept = decay(p.threat_half_life, 1.0)
    severity = dict(provocations)
    tension, felt = f.tension_open, []
    for day in range(last + 1):
        tension = tension * kept + severity.get(day, 0)
        felt.append(felt_threat(tension, p.threat_detente, f.detente[day], f.calm))
    return felt


def _threat(prepared: Prepared, trace: Trace) -> list[Point]:
    """Felt threat on each day of the trace."""
    happened = [(each.day, each.severity) for each in trace.of(Provocation)]
    felt = threat_by_day(prepared, happened, max(each.day for each in trace.entries))
    return [(date_of(day, prepared.start), value) for day, value in enumerate(felt)]


def _furlough(trace: Trace) -> list[tuple[date, date]]:
    """First and last day of each furlough; one that lasts ends with the trace."""
    spells: list[tuple[date, date]] = []
    begun: date | None = None
    for each in trace.entries:
        if isinstance(each, FurloughBegun):
            begun = each.date
        elif isinstance(each, FurloughEnded) and begun is not None:
            spells.append((begun, each.date))
            begun = None
    if begun is not None:
        spells.append((begun, trace.entries[-1].date))
    return spells


def _marks(cast: Cast, trace: Trace, agreed: date) -> list[Mark]:
    """Expiry, the end of the money, elections, handovers, and how it ended, in order of date.

    The money running out is a mark only while there is no agreement.
    """
    expires = cast.words.form("clauses.expiry")
    marks = [Mark(cast.scenario.agreement.prior_expiry, expires, major=True)]
    for each in trace.entries:
        if isinstance(each, MARKED) and not (isinstance(each, FundsOut) and each.date > agreed):
            marks.append(Mark(each.date, clause(each, cast), major=isinstance(each, MAJOR)))
    return sorted(marks, key=lambda mark: mark.date)


def _shown(trace: Trace, expiry: date, recorded: Point | None) -> tuple[date, date]:
    """Time shown: from the first day of talks to the last thing that is drawn, with a margin.

    An expiry that lies far beyond the rest is left out, so that the talks do not shrink to a corner.
    """
    days = [each.date for each in trace.entries] + ([recorded[0]] if recorded else [])
    first, last = min(days), max(days)
    if (expiry - last) < MOST_EMPTY * (last - first):
        first, last = min(first, expiry), max(last, expiry)
    margin = max((last - first) * MARGIN, timedelta(days=7))
    return first - margin, last + margin
