"""Why talks run on: hopes set on a date or on a change (C9 and C10)."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from sim.verification.bargaining import HOST_FIRST, rates, worth_of_lapse
from sim.verification.finding import Finding, exact, law, near, rises, sampled
from sim.verification.theory import LEADERS, MEDIATED, Theory, agreement_time, column, outside, per_year, spacing

UNIT = 100  # days in a unit of time, rounds held daily
R, B = 0.1, 1.3  # discount rate of both, and the sum of what both expect of the change
TURNS = ("protocol=alternating", "policy=equilibrium", HOST_FIRST)
WAYS = (("mediated", MEDIATED), ("taking turns", TURNS))
NEARLY = 0.999 * R  # flow of both together at which next to nothing is left to share


def hopes(total: float) -> tuple[str, ...]:
    """Overrides by which both sides together expect so much of a change, half each."""
    return outside(change_host=total / 2.0, change_guest=total / 2.0)


def flows(total: float) -> tuple[str, ...]:
    """Overrides by which both together get so much per unit of time while nothing is agreed, half each."""
    return worth_of_lapse(total / 2.0 / R, total / 2.0 / R)


def blank_before(flow: float) -> float:
    """Time before a known date from which no deal is made: ln((B - g/r) / (1 - g/r)) / r."""
    return math.log((B - flow / R) / (1.0 - flow / R)) / R


def known_date(theory: Theory) -> Iterator[Finding]:
    """C9: no deal from t* before a date of which both hope for more than there is; a deal at once before that."""
    for way, overrides in WAYS:
        for flow in (0.0, 0.02, 0.05):
            setup = (*overrides, *rates(R, R, UNIT), *spacing(1), *hopes(B), *flows(flow))
            target = blank_before(flow)
            name = f"{way}, r 0.1, B 1.3, g {flow:g}"
            got = blank_from(theory, setup) / UNIT
            yield near(f"{name}: time before the date from which nothing is agreed", target, got, 1.0 / UNIT)
            days = math.floor(target * UNIT) - 2
            ends = agreement_time(theory, *setup, theory.change_in(days))
            yield near(f"{name}: end of the blank, date in {days / UNIT:g}", days / UNIT, ends / UNIT, 1.0 / UNIT)
        setup = (*overrides, *rates(R, R, UNIT), *spacing(1), *hopes(B), *flows(NEARLY))
        ends = agreement_time(theory, *setup, theory.change_in(1500))
        yield near(f"{way}, g just below r: end of the blank, date in 15", 15.0, ends / UNIT, 1.0 / UNIT)
    starts = [blank_from(theory, (*MEDIATED, *rates(R, R, UNIT), *spacing(1), *hopes(sum_))) for sum_ in (1.2, 1.3)]
    yield rises("higher hopes (B 1.2, then 1.3) stop the talks earlier", starts[0] / UNIT, starts[1] / UNIT)


def blank_from(theory: Theory, setup: tuple[str, ...]) -> int:
    """Days before the date up to which the first round brings nothing: halved between 0 and 1024."""
    waits, agrees = 0, 1024
    while agrees - waits > 1:
        middle = (waits + agrees) // 2
        if agreement_time(theory, *setup, theory.change_in(middle)) == 0.0:
            agrees = middle
        else:
            waits = middle
    return waits


def random_date(theory: Theory) -> Iterator[Finding]:
    """C10: no deal before a change that comes at rate l iff l > (r - g) / (B - 1); the blank then is exponential."""
    for flow in (0.0, 0.02):
        edge = (R - flow) / (B - 1.0)
        got = waiting_edge(theory, flow)
        yield exact(f"r 0.1, B 1.3, g {flow:g}: rate of change from which both wait", edge, got)
    unit, rate, count = 36.5, 0.5, 10_000
    setup = (*MEDIATED, *rates(R, R, unit), *spacing(1), *hopes(B), *outside(change_rate=per_year(rate, unit)))
    days = column(theory.run(*setup, count=count), "agreement_day") - LEADERS
    error = 1.0 / rate / math.sqrt(count)
    yield sampled("l 0.5: mean blank", 1.0 / rate, float(days.mean()) / unit, error, step_bias=0.5 / unit)
    numbers = np.arange(days.max() + 1.0)
    below = np.searchsorted(np.sort(days), numbers, side="right") / count
    distance = np.abs(below - (1.0 - np.exp(-rate / unit * (numbers + 1.0)))).max()
    yield law("l 0.5: distance of the blank from its law, exponential by whole days", float(distance), count)


def waiting_edge(theory: Theory, flow: float) -> float:
    """Rate of change above which the first round brings nothing, per unit of 100 days; found by halving.

    Taking turns: a mediator puts no text whose product of gains is below 1e-12, where both gain less than a millionth.
    """
    setup = (*TURNS, *rates(R, R, UNIT), *flows(flow), *hopes(B))
    agrees, waits = 0.1, 0.6
    while waits - agrees > 1e-10:
        middle = 0.5 * (agrees + waits)
        if agreement_time(theory, *setup, *outside(change_rate=per_year(middle, UNIT))) == 0.0:
            agrees = middle
        else:
            waits = middle
    return 0.5 * (agrees + waits)
