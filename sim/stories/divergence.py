"""Where the traces of one replicate in two worlds part: the first day on which something else happens, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import groupby

from sim.scenario.schema import Scenario
from sim.stories.clauses import clause
from sim.stories.phrases import Cast
from sim.traces.entries import Breakdown, Consent, Entry, HorizonReached, MoveEntry, Refusal
from sim.traces.moves import Content
from sim.traces.trace import Trace
from sim.words import Language


@dataclass(frozen=True)
class Parting:
    """A day on which two traces differ, and what happened in each world on it."""

    date: date
    base: str
    other: str


@dataclass(frozen=True)
class Divergence:
    """Where two traces part.

    Attributes
    ----------
    first : first day on which anything differs, be it an offer by a tenth of a percent; None where nothing does
    course : first day on which something else happens: an event, an answer, an end; None where nothing does
    fates : in either world, what became of the texts, and how it ended
    """

    first: Parting | None
    course: Parting | None
    fates: tuple[str, str]


def divergence(
    base: Trace, other: Trace, scenarios: tuple[Scenario, Scenario], language: Language = "en"
) -> Divergence:
    """Where the traces of one replicate part, by calendar date.

    Parameters
    ----------
    base, other : traces of the same replicate and seed in two worlds
    scenarios : the worlds, whose names of administrations the words use
    language : of the words
    """
    days = [_by_date(each.entries) for each in (base, other)]
    found: dict[str, Parting | None] = {"first": None, "course": None}
    for when in sorted({*days[0], *days[1]}):
        entries = [each.get(when, []) for each in days]
        for level, key in (("first", _said), ("course", _kind_of_event)):
            if found[level] is None and [key(each) for each in entries[0]] != [key(each) for each in entries[1]]:
                found[level] = Parting(
                    when,
                    *(day_words(each, scenario, language) for each, scenario in zip(entries, scenarios, strict=True)),
                )
    base_fate, other_fate = (
        fate_words(each, scenario, language) for each, scenario in zip((base, other), scenarios, strict=True)
    )
    return Divergence(found["first"], found["course"], (base_fate, other_fate))


SHARED = {each.name for each in fields(MoveEntry)}
PACKAGE = ("rise", "escalator", "term", "labour_share", "operational_support")
FATEFUL = (Refusal, Consent, Breakdown, HorizonReached)


def fate_words(trace: Trace, scenario: Scenario, language: Language = "en") -> str:
    """What became of the texts of a negotiation, and how it ended, each with its date."""
    told = [each for each in trace.entries if isinstance(each, FATEFUL)]
    agreed = any(isinstance(each, Consent) for each in told)
    shown = [each for each in told if not (agreed and isinstance(each, HorizonReached))]
    cast = Cast(scenario, language)
    return "; ".join(f"{each.date.isoformat()} {clause(each, cast)}" for each in shown)


def _by_date(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    return {when: list(group) for when, group in groupby(entries, key=lambda entry: entry.date)}


def _kind_of_event(entry: Entry) -> tuple[object, ...]:
    """What happened, without its numbers."""
    names = tuple(own for name, own in _own(entry).items() if isinstance(own, str) and name not in ("escalator", "end"))
    return entry.kind, entry.actor, int(entry.reason), names


def _said(entry: Entry) -> tuple[object, ...]:
    """What happened, with its numbers to nine digits and the package of the move, but without what weighed."""
    content = entry.move.content if isinstance(entry, MoveEntry) else None
    own = tuple(map(_digits, _own(entry).values()))
    return *_kind_of_event(entry), own, None if content is None else _digits(content)


def _own(entry: Entry) -> dict[str, object]:
    """Fields that only entries of its class have."""
    return {each.name: getattr(entry, each.name) for each in fields(entry) if each.name not in SHARED}


def _digits(value: object) -> object:
    """A number to nine digits, a package by what is in it; anything else as it is."""
    if isinstance(value, Content):
        return tuple(_digits(getattr(value, name)) for name in PACKAGE)
    return f"{value:.9g}" if isinstance(value, float) else value


def day_words(entries: Sequence[Entry], scenario: Scenario, language: Language = "en") -> str:
    """What happened on a day, as short clauses in order.

    A round is told by its offers and by what came of it.
    """
    cast = Cast(scenario, language)
    clauses = [words for each in entries if (words := clause(each, cast))]
    return "; ".join(clauses) if clauses else cast.words.form("clauses.none")
