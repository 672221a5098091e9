"""Where the records of one replicate in two worlds part: the first day on which something else happens, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sim.rules.kinds import Reason
from sim.scenario.schema import Scenario
from sim.stories.phrases import package_cell, rise_words
from sim.traces.trace import Entry, Move, Trace


@dataclass(frozen=True)
class Parting:
    """A day on which two records differ, and what happened in each world on it."""

    date: date
    base: str
    other: str


@dataclass(frozen=True)
class Divergence:
    """Where two records part.

    Attributes
    ----------
    first : first day on which anything differs, be it an offer by a tenth of a percent; None where nothing does
    course : first day on which something else happens: an event, an answer, an end; None where nothing does
    fates : in either world, what became of the texts, and how it ended
    """

    first: Parting | None
    course: Parting | None
    fates: tuple[str, str]


def divergence(base: Trace, other: Trace, scenarios: tuple[Scenario, Scenario]) -> Divergence:
    """Where the records of one replicate part, by calendar date.

    Parameters
    ----------
    base, other : records of the same replicate and seed in two worlds
    scenarios : the worlds, whose names of administrations the words use
    """
    days = [_by_date(each.entries) for each in (base, other)]
    found: dict[str, Parting | None] = {"first": None, "course": None}
    for when in sorted({*days[0], *days[1]}):
        entries = [each.get(when, []) for each in days]
        for level, key in (("first", _said), ("course", _kind_of_event)):
            if found[level] is None and [key(each) for each in entries[0]] != [key(each) for each in entries[1]]:
                found[level] = Parting(
                    when, *(day_words(each, scenario) for each, scenario in zip(entries, scenarios, strict=True))
                )
    base_fate, other_fate = (
        fate_words(each, scenario) for each, scenario in zip((base, other), scenarios, strict=True)
    )
    return Divergence(found["first"], found["course"], (base_fate, other_fate))


FATEFUL = ("refusal", "consent", "break", "horizon")


def fate_words(trace: Trace, scenario: Scenario) -> str:
    """What became of the texts of a negotiation, and how it ended, each with its date."""
    told = [each for each in trace.entries if each.kind in FATEFUL]
    agreed = any(each.kind == "consent" for each in told)
    shown = [each for each in told if each.kind != "horizon" or not agreed]
    return "; ".join(f"{each.date.isoformat()} {entry_words(each, scenario)}" for each in shown)


def _by_date(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    return {when: list(group) for when, group in groupby(entries, key=lambda entry: entry.date)}


def _kind_of_event(entry: Entry) -> tuple[object, ...]:
    """What happened, without its numbers."""
    names = {key: name for key, name in entry.names.items() if key not in ("escalator", "end")}
    return entry.kind, entry.actor, int(entry.reason), tuple(sorted(names.items()))


def _said(entry: Entry) -> tuple[object, ...]:
    """What happened, with its numbers to nine digits and the package of the move, but without what weighed."""
    values = tuple((key, _digits(value)) for key, value in entry.values.items())
    content = entry.move.content if entry.move is not None else None
    package: tuple[object, ...] = ()
    if content is not None:
        package = (_digits(content.rise), content.escalator, content.term, _digits(content.labour_share),
                   content.operational_support, _digits(content.side_letter))  # fmt: skip
    return *_kind_of_event(entry), values, tuple(sorted(entry.names.items())), package


def _digits(value: float) -> str:
    return f"{value:.9g}"


def day_words(entries: Sequence[Entry], scenario: Scenario) -> str:
    """What happened on a day, as short clauses in order.

    A round is told by its offers and by what came of it.
    """
    clauses = [words for each in entries if (words := entry_words(each, scenario))]
    return "; ".join(clauses) if clauses else "nothing"


def entry_words(entry: Entry, scenario: Scenario) -> str:
    """Short clause for one entry; empty for one that others on its day tell."""
    value, names = entry.values, entry.names
    side = "guest" if entry.reason is Reason.GUEST_LEADER else "host"
    match entry.kind:
        case "open":
            return f"talks open at {rise_words(value['guest_rise'])} against {rise_words(value['host_rise'])}"
        case "offer":
            return f"{entry.actor} {'asks' if entry.actor == 'guest' else 'offers'} {_package(entry.move)}"
        case "text":
            return f"text {_cell(entry)}"
        case "decline":
            return f"the {entry.actor}'s delegation lets it go" if entry.actor != "both" else "a delegation lets it go"
        case "refusal":
            return f"{side}'s leader refuses {_cell(entry)}"
        case "consent":
            return f"leaders consent to {_cell(entry)}"
        case "election":
            return f"election: {_who(scenario, entry.actor, names['winner'])} wins"
        case "handover":
            return f"{_who(scenario, entry.actor, names['elected'])} takes office"
        case "vote":
            return f"vote {'fails' if entry.reason is Reason.VOTE_FAILED else 'passes'}"
        case "provocation":
            return f"provocation of severity {value['severity']:.0f}"
        case "protest":
            return f"protest against the {names['act']}"
        case "withdrawal":
            return f"{100 * value['share']:.0f}% of the troops leave"
        case "round":
            return _ROUND.get(entry.reason, "")
    return _PLAIN.get(entry.kind, entry.kind.replace("_", " "))


_ROUND = {Reason.GAP: "gap", Reason.NO_ZONE: "no zone", Reason.WIN_SET: "beyond what the legislature would carry"}
_PLAIN = {
    "parked": "the round is put off until the handover",
    "walkout": "guest walks out",
    "threat": "guest threatens withdrawal",
    "signature": "signed",
    "entry": "in force",
    "expiry": "the old agreement expires",
    "funds_out": "the money runs out",
    "furlough": "furlough begins",
    "furlough_end": "furlough ends",
    "break": "talks break off",
    "change": "change from outside",
    "horizon": "horizon",
}


def _package(move: Move | None) -> str:
    content = move.content if move is not None else None
    if content is None or math.isnan(content.rise):
        return "nothing"
    return package_cell(content.rise, content.escalator, content.term)


def _cell(entry: Entry) -> str:
    return package_cell(entry.values["rise"], entry.names["escalator"], int(entry.values["term"]))


def _who(scenario: Scenario, office: str, key: str) -> str:
    """Name of who holds an office, as its scenario has it."""
    if office == "guest" and key in scenario.administrations:
        return scenario.administrations[key].name
    return scenario.governments[key].name if key in scenario.governments else key
