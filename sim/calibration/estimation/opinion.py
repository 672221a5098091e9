"""Simulated support for paying on the days on which polls asked about it."""

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
from sim.calibration.estimation.votes import Level
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from sim.rules.opinion import average
from sim.scenario.schema import Scenario
from sim.timeline.days import day_of

REFUSE_PEOPLE = 501  # asked in November 2019
RAISE_PEOPLE = (1000, 500)  # asked in October 2013, and about as many as RealMeter asks, its number not being on record


def support_when_asked(
    scenarios: Mapping[int, Scenario], replicates: int, seed: int
) -> dict[Question, dict[str, float]]:
    """Mean support after anger on the day of each question, of everyone and of each segment, 0 to 1.

    A replicate that has ended by then counts as it stood at its end.

    Parameters
    ----------
    scenarios : by number of the agreement
    replicates : how many to average
    seed : of all randomness
    """
    found: dict[Question, dict[str, float]] = {}
    for number, scenario in scenarios.items():
        ready = prepare(scenario)
        questions = sorted((each for each in QUESTIONS if each.episode == number), key=lambda each: each.day)
        total = {question: dict.fromkeys((EVERYONE, *SEGMENTS), 0.0) for question in questions}
        for replicate in range(replicates):
            model = NegotiationModel(ready, seed, replicate, record=False)
            for question in questions:
                while model.running and model.day < day_of(question.day, ready.start):
                    model.step()
                for name, value in _support(model).items():
                    total[question][name] += value / replicates
        found |= total
    return {question: found[question] for question in QUESTIONS if question in found}


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


def _support(model: NegotiationModel) -> dict[str, float]:
    """Support after anger, as members of the legislature meet it."""
    segments = model.public.segments
    each = [segment.voters_support(float(model.world.p.support_anger)) for segment in segments]
    a, b, c = segments
    return {EVERYONE: average(a.share, b.share, c.share, *each), **dict(zip(SEGMENTS, each, strict=True))}
