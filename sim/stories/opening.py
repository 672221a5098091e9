"""What the numbers of a story mean, who sits down, about what, and what lies ahead, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sim.analysis.setting import is_point, parameters_of
from sim.posterior.draws import draws_of
from sim.prepare import Prepared
from sim.rules.kinds import Policy
from sim.rules.payment import normal_growth
from sim.scenario.schema import Scenario, Succession
from sim.stories.phrases import Cast, rise_words
from sim.timeline.days import date_of
from sim.traces.entries import TalksOpened
from sim.words import Words
from sim.words.numerals import percent


def preface_words(cast: Cast, prepared: Prepared, replicate: int) -> str:
    """What the numbers mean, once."""
    words, p = cast.words, prepared.params
    base = prepared.scenario.agreement.base_amount
    return words.form(
        "stories.preface",
        base=cast.money(base),
        hundredth=cast.money(0.01 * base),
        normal=percent(normal_growth(p.fair_growth, prepared.facts.inflation)),
        pace=_pace(words, prepared),
        threat_half=words.count(round(p.threat_half_life), "day"),
        anger=f"{p.anger_demand:.2f}",
        anger_half=words.count(round(p.memory_half_life), "day"),
        parameters=_weights(words, prepared.scenario, replicate),
    )


def _pace(words: Words, prepared: Prepared) -> str:
    """What makes both sides give up what they still ask for beyond what they could do without."""
    if prepared.scenario.policy is Policy.TACTICS:
        return words.form("stories.pace_clock")
    reach = words.count(round(math.log(2.0) * prepared.params.concession_reach), "day")
    return words.form("stories.pace", reach=reach, rate=f"{prepared.params.concession_rate:.2f}")


def _weights(words: Words, scenario: Scenario, replicate: int) -> str:
    """Which parameters this negotiation has."""
    draws = draws_of(scenario)
    if not draws:
        return words.form("stories.weights_central")
    parameters = parameters_of(scenario, words)
    if is_point(scenario):
        return words.form("stories.weights_point", parameters=parameters)
    return words.form("stories.weights_draw", number=f"{replicate % draws:,}", parameters=parameters)


def opening_words(cast: Cast, prepared: Prepared, opened: TalksOpened) -> Iterator[str]:
    """Who sits down, about what, and what lies ahead."""
    scenario, words = prepared.scenario, cast.words
    agreement = scenario.agreement
    yield words.form(
        "stories.opening_model" if scenario.opening.guest_rise is None else "stories.opening_public",
        date=words.date(agreement.talks_open),
        guest_name=cast.guest(scenario.incumbents.guest),
        host_name=cast.host(scenario.incumbents.host),
        country=words.name(scenario.host.name),
        base=cast.money(agreement.base_amount),
        year=agreement.base_year,
        expiry=words.date(agreement.prior_expiry),
        guest_rise=rise_words(words, opened.guest_rise),
        host_rise=rise_words(words, opened.host_rise),
    )
    horizon = date_of(int(prepared.facts.horizon), prepared.start)
    known = [
        each
        for each in scenario.successions
        if each.handover <= horizon and (each.known_from is None or each.known_from <= agreement.talks_open)
    ]
    if known:
        elections = words.itemised([_election(each, cast) for each in known])
        yield words.form("stories.ahead_one" if len(known) == 1 else "stories.ahead", elections=elections)


def _election(each: Succession, cast: Cast) -> str:
    """An election ahead and its chances; where it is over, the handover that follows it."""
    words = cast.words
    first, second = (cast.holder(each.office, key) for key in each.candidates)
    date = words.date(each.election)
    if each.election <= cast.scenario.agreement.talks_open:
        if each.winner == "draw":
            winner = words.form("stories.either", first=first, second=second)
        else:
            winner = cast.holder(each.office, each.winner)
        handover = words.date(each.handover)
        return words.form(f"stories.handover_{each.office}", date=handover, election=date, winner=winner)
    chances = _chances(words, each)
    return words.form(f"stories.election_{each.office}", date=date, first=first, second=second, chances=chances)


def _chances(words: Words, each: Succession) -> str:
    """Chances that both sides give the first candidate."""
    belief = each.beliefs[0]
    if belief.guest == belief.host:
        return words.form("stories.chances_alike", chance=percent(belief.guest))
    return words.form("stories.chances", guest_chance=percent(belief.guest), host_chance=percent(belief.host))
