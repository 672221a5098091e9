"""Why talks run on: hopes set on a date or on a change, and tactics that yield by the clock (C9 to C11)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from sim.outcome import INDEX
from sim.verification.bargaining import HOST_FIRST, rates, worth_of_lapse
from sim.verification.finding import Finding, exact, law, near, rises, sampled
from sim.verification.theory import MEDIATED, Theory, column, outside, parameters, per_year, spacing

UNIT = 100  # days in a unit of time, rounds held daily
R, B = 0.1, 1.3  # discount rate of both, and the sum of what both expect of the change
TURNS = ("protocol=alternating", "policy=equilibrium", HOST_FIRST)
WAYS = (("mediated", MEDIATED), ("taking turns", TURNS))
NEARLY = 0.999 * R  # flow of both together at which next to nothing is left to share
LEADERS = 1  # day that leaders take over a text


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
            ends = agreement_day(theory, *setup, theory.change_in(days)) - LEADERS
            yield near(f"{name}: end of the blank, date in {days / UNIT:g}", days / UNIT, ends / UNIT, 1.0 / UNIT)
        setup = (*overrides, *rates(R, R, UNIT), *spacing(1), *hopes(B), *flows(NEARLY))
        ends = agreement_day(theory, *setup, theory.change_in(1500)) - LEADERS
        yield near(f"{way}, g just below r: end of the blank, date in 15", 15.0, ends / UNIT, 1.0 / UNIT)
    starts = [blank_from(theory, (*MEDIATED, *rates(R, R, UNIT), *spacing(1), *hopes(sum_))) for sum_ in (1.2, 1.3)]
    yield rises("higher hopes (B 1.2, then 1.3) stop the talks earlier", starts[0] / UNIT, starts[1] / UNIT)


def agreement_day(theory: Theory, *overrides: str) -> float:
    """Day of the agreement in one run, from the opening."""
    return float(theory.run(*overrides)[0, INDEX.agreement_day])


def blank_from(theory: Theory, setup: tuple[str, ...]) -> int:
    """Days before the date up to which the first round brings nothing: halved between 0 and 1024."""
    waits, agrees = 0, 1024
    while agrees - waits > 1:
        middle = (waits + agrees) // 2
        if agreement_day(theory, *setup, theory.change_in(middle)) == LEADERS:
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
        if agreement_day(theory, *setup, *outside(change_rate=per_year(middle, UNIT))) == LEADERS:
            agrees = middle
        else:
            waits = middle
    return 0.5 * (agrees + waits)


CLOCK = 20.0  # units of 100 days that both sides give themselves
OPENS = {"host": 0.04, "guest": 0.60}  # rises first named: 1.04 and 1.60 trillion won on a base of 1
LIMITS = {"host": 0.30, "guest": 0.15}


def tactics(most: float, exponent: float, days: int) -> tuple[str, ...]:
    """Overrides: both yield from their openings to their limits, the host's `most`, with rounds so many days apart."""
    return (
        "protocol=mediated", "policy=tactics", f"opening.host_rise={OPENS['host']}",
        f"opening.guest_rise={OPENS['guest']}", *worth_of_lapse(0.0, LIMITS["guest"]), *spacing(days),
        *parameters(
            agreement_host=most, clock_days=CLOCK * UNIT, concession_host=exponent, concession_alliance=exponent
        ),
    )  # fmt: skip


def faratin(theory: Theory) -> Iterator[Finding]:
    """C11: both yield as (t / T) ** (1 / beta): price from s, whatever beta, at time T s ** beta; no deal where s > 1.

    s = (max_S - min_B) / ((max_B - min_B) + (max_S - min_S)): first distance over the ways both may go.
    """
    ways = (LIMITS["host"] - OPENS["host"], OPENS["guest"] - LIMITS["guest"])
    met = (OPENS["guest"] - OPENS["host"]) / sum(ways)
    price, days = 1.0 + OPENS["host"] + ways[0] * met, 1
    for exponent in (0.25, 1.0, 4.0):
        row = theory.run(*tactics(LIMITS["host"], exponent, days))[0]
        step = days / UNIT
        slope = max(ways) / CLOCK / exponent * met ** (1.0 - exponent)
        name = f"1.04 to 1.30 and 1.60 to 1.15, T 20, beta {exponent:g}"
        yield near(f"{name}: price", price, 1.0 + float(row[INDEX.rise]), 1.05 * slope * step)
        time = (row[INDEX.agreement_day] - LEADERS) / UNIT
        yield near(f"{name}: time", CLOCK * met**exponent, float(time), step)
    times = [agreement_day(theory, *tactics(LIMITS["host"], each, days)) for each in (4.0, 1.0, 0.25)]
    yield rises("least step later a smaller exponent brings", 0.0, min(b - a for a, b in pairwise(times)) / UNIT)
    mixed = (*tactics(0.10, 1.0, 20), *parameters(spacing_least=1))
    agreed = column(theory.run(*mixed, count=500), "agreed").mean()
    yield exact("host's limit 1.10 (s 1.098), rounds at random: share of runs with a deal", 0.0, float(agreed))
