"""Support for paying on the days on which polls asked about it, and the numbers that polls and tallies give."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sim.analysis.polls import (
    EVERYONE,
    FAVOUR_2019,
    QUESTIONS,
    RAISE_2013,
    RAISE_2019,
    REFUSE_2019,
    SEGMENTS,
    Question,
    asked,
    fall_per_doubling,
    levels,
    tempers,
)
from sim.calibration.estimation.anger import causes
from sim.calibration.estimation.votes import Level, public_of, shipped_weights
from sim.scenario.schema import Scenario

REFUSE_PEOPLE = 501  # asked in November 2019
RAISE_PEOPLE = (1000, 500)  # asked in October 2013, and about as many as RealMeter asks, its number not being on record


def support_when_asked(scenarios: Mapping[int, Scenario]) -> dict[Question, dict[str, float]]:
    """Support after anger on the day of each question, of everyone and of each segment, 0 to 1.

    Anger is that of the record, weighed with the shipped parameters; a day before the talks counts as their first.

    Parameters
    ----------
    scenarios : by number of the agreement
    """
    found: dict[Question, dict[str, float]] = {}
    for question in QUESTIONS:
        scenario = scenarios.get(question.episode)
        if scenario is not None:
            public = public_of(scenario)
            day = max(question.day, scenario.agreement.talks_open)
            (support,) = public.support_on(day, causes(scenario), shipped_weights(scenario))
            each = {name: float(value) for name, value in zip(SEGMENTS, support, strict=True)}
            found[question] = {EVERYONE: float(support @ public.share), **each}
    return found


def derived(scenarios: Mapping[int, Scenario], level: Level) -> list[dict[str, Any]]:
    """A row for each number that polls or votes give: parameter, estimate, standard error, shipped value, how.

    Standard errors are binomial, for those asked whose number is known or can be told from the segment's share; None
    where it is not. `scenarios` : of the 9th and 11th agreement at least.
    """
    latest = scenarios[11]
    shares: dict[str, float] = {each.name: each.share for each in latest.segments}
    support, temper = levels(), tempers(shares)
    mean = sum(shares[name] * asked(REFUSE_2019)[name] for name in SEGMENTS)
    rows = []
    for each in latest.segments:
        rows.append(_row(f"support, {each.name}", support[each.name], None, each.support, FAVOUR_2019))
    for each in latest.segments:
        error = _binomial_error(asked(REFUSE_2019)[each.name], REFUSE_PEOPLE * each.share) / mean
        rows.append(_row(f"anger, {each.name}", temper[each.name], error, each.anger, REFUSE_2019))
    rises = [scenarios[number].opening.guest_rise for number in (9, 11)]
    first, last = (math.nan if rise is None else rise for rise in rises)
    demand = latest.parameters.anger_demand.value
    doublings = math.log2(1.0 + last) - math.log2(1.0 + first)
    error = math.hypot(
        _binomial_error(asked(RAISE_2013)[EVERYONE], RAISE_PEOPLE[0]),
        _binomial_error(asked(RAISE_2019)[EVERYONE], RAISE_PEOPLE[1]),
    ) / (doublings * demand)
    slope = fall_per_doubling(first, last) / demand
    rows.append(_row("support_anger", slope, error, latest.parameters.support_anger.value, RAISE_2019))
    found = level.found
    shipped = latest.parameters.vote_level.value
    rows.append(_row("vote_level", found.value, found.error, shipped, None))
    return rows


def _row(name: str, value: float, error: float | None, shipped: float, question: Question | None) -> dict[str, Any]:
    how = "recorded votes" if question is None else f"{question.pollster} {question.month}"
    return {"parameter": name, "estimate": value, "error": error, "shipped": shipped, "how": how}


def _binomial_error(share: float, people: float) -> float:
    return math.sqrt(share * (1.0 - share) / people)
