"""A scenario as it was known on a day: what lies after it and is not given is cut away, elections ahead are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

from sim.rules.kinds import ProvocationMode
from sim.scenario.calendar_checks import horizon_end
from sim.scenario.schema import Given, Interval, Provocations, Scenario, Succession
from sim.words import Words, words_in

ENGLISH = words_in("en")
BRIEF = "exercise"  # states of the world that end by themselves within days
MARGIN = timedelta(days=2)  # the last day of a replicate counts years of whole days, the check of dates rounds them


def known(scenario: Scenario) -> Scenario:
    """The scenario as known on its `as_of` day, or on the opening day but for what is `given`.

    Cut are, after the day: winners and later beliefs of elections, which are drawn with the mean of both sides' last
    belief as chance; elections, with their handovers, that nobody reckoned with yet, and the host's votes on the same
    day; peers' deals, withdrawals and quiet spells dated later. A state of the world that begins later is cut; one
    under way goes on as it is to the horizon, an exercise ends with the day. Provocations are those on record up to the
    day, and drawn after it. What the parties did in the talks is in no scenario: up to `as_of` the record is read.

    Without `as_of` the parts that are given stay as they came. What stays in any case is known beforehand or has no
    date: days on which elections are held by law and who stands in them, the legislature's seats, the macro series,
    the menu, types and parameters.
    """
    day, kept = scenario.as_of, frozenset[str]()
    if day is None:
        day, kept = scenario.agreement.talks_open, frozenset(scenario.given)
    cut: dict[str, Any] = {}
    if "winners" not in kept:
        unforeseen = {each.election for each in scenario.successions if not _foreseen(each, day)}
        cut["successions"] = tuple(_seen(each, day) for each in scenario.successions if _foreseen(each, day))
        cut["host_elections"] = tuple(each for each in scenario.host_elections if each.day not in unforeseen)
    if "provocations" not in kept:
        cut["provocations"] = _recorded(scenario.provocations, day)
    if "states" not in kept:
        cut["intervals"] = tuple(_under_way(scenario, day))
        cut["peer_deals"] = tuple(each for each in scenario.peer_deals if each.since <= day)
        cut["withdrawals"] = tuple(each for each in scenario.withdrawals if each.since <= day)
    return scenario.model_copy(update=cut) if cut else scenario


def title_of(scenario: Scenario, words: Words = ENGLISH) -> str:
    """Title for captions: it says as of which day, or what is given, where either is not the usual."""
    title = words.name(scenario.title)
    if scenario.as_of is not None:
        return words.form("labels.as_of", title=title, day=scenario.as_of)
    if set(scenario.given) == set(get_args(Given)):
        return title
    if not scenario.given:
        return words.form("labels.given_nothing", title=title)
    parts = ", ".join(words.form(f"labels.given.{part}") for part in scenario.given)
    return words.form("labels.given", title=title, parts=parts)


def _foreseen(each: Succession, day: date) -> bool:
    """Whether the sides reckon with an election by a day."""
    return each.known_from is None or each.known_from <= day


def _seen(each: Succession, day: date) -> Succession:
    """An election as it looked on a day; the first belief holds from the start, whatever its date."""
    if each.election <= day:
        return each
    beliefs = (each.beliefs[0], *(belief for belief in each.beliefs[1:] if belief.since <= day))
    chance = (beliefs[-1].guest + beliefs[-1].host) / 2
    return each.model_copy(update={"winner": "draw", "chance": chance, "beliefs": beliefs})


def _under_way(scenario: Scenario, day: date) -> Iterator[Interval]:
    """States of the world that had begun by a day, each with the end it could be thought to have."""
    for spell in scenario.intervals:
        if spell.since > day:
            continue
        if spell.until <= day:
            yield spell
        else:
            yield spell.model_copy(update={"until": day if spell.kind == BRIEF else horizon_end(scenario) + MARGIN})


def _recorded(north: Provocations, day: date) -> Provocations:
    """Provocations on record up to a day; where there are none at all, none."""
    quiet = tuple(
        spell.model_copy(update={"until": min(spell.until, day)}) for spell in north.quiet if spell.since <= day
    )
    events = tuple(event for event in north.events if event.day <= day)
    mode = north.mode if north.mode is ProvocationMode.NONE else ProvocationMode.REPLAY
    return north.model_copy(update={"mode": mode, "replay_until": day, "events": events, "quiet": quiet})
