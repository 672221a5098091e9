"""The world around the talks: provocations as a point process, and the stocks that shocks leave behind (C19, C20).

Both are seen once a day: at most one provocation a day, and stocks that fall by whole days. What that may change is
added to the four standard errors, and named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from sim.analysis.tables import RealArray
from sim.model.negotiation import NegotiationModel
from sim.prepare import Prepared
from sim.rules.payment import DAYS_PER_YEAR
from sim.verification.finding import Finding, exact, law, sampled
from sim.verification.theory import NO_ZONE, SEED, Theory, column, parameters, per_year, spacing

DAYS = 3654  # of a run of ten years, the first and the last included


def north(rate: float, unit_days: float, branching: float = 0.0, half_life: float = 1.0) -> tuple[str, ...]:
    """Overrides: talks that never end, and provocations of severity 2 at a rate per unit of time."""
    return (
        *NO_ZONE, *spacing(365), "switches.provocations=true", "provocations.mode=simulate",
        *parameters(
            provocation_rate=per_year(rate, unit_days), provocation_branching=branching,
            provocation_half_life=half_life, provocation_winter=1, provocation_discord=0, severity_1=0, severity_2=1,
            severity_3=0, severity_4=0,
        ),
    )  # fmt: skip


def provocations(theory: Theory) -> Iterator[Finding]:
    """C19: Poisson without excitation; with branching n 1 / (1 - n) times as many, 1 / (1 - n)^2 times as uneven."""
    count = 4000
    came = column(theory.run(*north(0.4, DAYS_PER_YEAR), count=count), "provocations")
    mean = 0.4 * DAYS / DAYS_PER_YEAR
    bias = 0.4 / DAYS_PER_YEAR / 2.0  # relative: a second provocation on one day is not seen
    name = "lambda 0.4 a year, ten years"
    yield sampled(f"{name}: mean count", mean, float(came.mean()), math.sqrt(mean / count), bias * mean)
    yield sampled(f"{name}: Fano factor", 1.0, fano(came), math.sqrt(2.0 / count), 2.0 * bias)
    gaps = np.concatenate([np.diff(came_on(theory.pie(*north(0.4, 10.0)), run)) for run in range(4)])
    gaps = gaps.astype(np.float64)
    quiet = np.arange(1.0, gaps.max() + 1.0)
    below = np.searchsorted(np.sort(gaps), quiet, side="right") / gaps.size
    distance = float(np.abs(below - (1.0 - np.exp(-0.04 * quiet))).max())
    yield law("lambda 0.4 in ten days, Mesa model: gaps from the exponential law", distance, gaps.size)
    yield from excited(theory)


def excited(theory: Theory) -> Iterator[Finding]:
    """Hawkes: mu 0.2 and n 0.5 over 100 units of 36.5 days, from a start without excitation."""
    unit, half_life, count = 36.5, 60.0, 6000
    came = column(theory.run(*north(0.2, unit, 0.5, half_life), count=count), "provocations")
    mean, variance = hawkes(0.2 / unit, 0.5, math.log(2.0) / half_life, DAYS)
    bias = 2.0 * (0.4 / unit + math.log(2.0) / half_life / 2.0)  # relative, twice over as each sets off others
    name = "Hawkes mu 0.2, n 0.5"
    per_unit = unit / DAYS
    error = math.sqrt(variance / count)
    yield sampled(
        f"{name}: rate, 0.4 but for the start", mean * per_unit, float(came.mean()) * per_unit, error * per_unit,
        bias * mean * per_unit,
    )  # fmt: skip
    target = variance / mean
    yield sampled(
        f"{name}: Fano factor, 4 but for the start and the cut", target, fano(came), target * math.sqrt(2.0 / count),
        2.0 * bias * target,
    )  # fmt: skip


def fano(counts: RealArray) -> float:
    """Variance of counts over their mean."""
    return float(counts.var(ddof=1) / counts.mean())


def hawkes(mu: float, branching: float, decay: float, days: float) -> tuple[float, float]:
    """Mean and variance of the count of a Hawkes process with an exponential kernel, from a start without excitation.

    Moments of excitation x and count N from d x = -decay x dt + branching decay d N at the rate mu + x, by Euler's
    steps of an hour (Dassios & Zhao 2011, Advances in Applied Probability 43).
    """
    jump, step = branching * decay, 1.0 / 24.0
    x = n = xx = xn = nn = 0.0
    for _ in range(round(days / step)):
        rate = mu + x
        shared = mu * n + xn
        x, n, xx, xn, nn = (
            x + step * (jump * rate - decay * x),
            n + step * rate,
            xx + step * (2.0 * jump * (mu * x + xx) + jump**2 * rate - 2.0 * decay * xx),
            xn + step * (jump * shared + mu * x + xx + jump * rate - decay * xn),
            nn + step * (2.0 * shared + rate),
        )
    return n, nn - n * n


def came_on(prepared: Prepared, replicate: int) -> RealArray:
    """Days of the provocations in one run of the Mesa model."""
    model = NegotiationModel(prepared, SEED, replicate, record=False)
    days, seen = [], 0.0
    while model.running:
        model.step()
        if model.so_far.provocations > seen:
            seen = model.so_far.provocations
            days.append(model.day)
    return np.array(days)


JUMP, KAPPA, LAMBDA = 2, 0.3, 0.4  # severity of every provocation; fading and rate per unit of time
SHOT_UNIT = 20.0  # days
RUNS = 40
HALF_LIFE = math.log(2.0) / KAPPA * SHOT_UNIT


def shots(theory: Theory) -> Iterator[Finding]:
    """C20: a stock of shocks J at rate l that fades at k: mean l J / k, variance l J^2 / 2 k, correlation exp(-k t)."""
    yield from one_shock(theory)
    fading = (*north(LAMBDA, SHOT_UNIT), *parameters(threat_half_life=HALF_LIFE))
    levels = np.array([levels_of(theory.pie(*fading), run) for run in range(RUNS)])
    mean, variance = LAMBDA * JUMP / KAPPA, LAMBDA * JUMP**2 / (2.0 * KAPPA)
    free = levels.size / SHOT_UNIT * KAPPA / 2.0  # independent draws that a stock with this memory is worth
    bias = (LAMBDA + KAPPA) / SHOT_UNIT / 2.0  # relative: seen at the end of days, one shock a day
    name = f"tension, l 0.4, J 2, k 0.3, {RUNS} runs of ten years"
    yield sampled(f"{name}: mean", mean, float(levels.mean()), math.sqrt(variance / free), bias * mean)
    spread = variance * math.sqrt((2.0 + KAPPA / LAMBDA) / free)
    yield sampled(f"{name}: variance", variance, float(levels.var()), spread, 2.0 * bias * variance)
    moved = levels - levels.mean()
    for time in (1.0, 3.0):
        lag = round(time * SHOT_UNIT)
        got = float((moved[:, :-lag] * moved[:, lag:]).mean() / moved.var())
        yield sampled(f"correlation over {time:g}", math.exp(-KAPPA * time), got, math.sqrt(1.0 / free))


def one_shock(theory: Theory) -> Iterator[Finding]:
    """One shock to tension, to anger and to the withdrawal threats remembered: J exp(-k t) is left of each."""
    fading = parameters(threat_half_life=HALF_LIFE, memory_half_life=HALF_LIFE)
    model = NegotiationModel(theory.pie(*NO_ZONE, *spacing(365), *fading), SEED, 0, record=False)
    state = model.world.s
    state.tension, state.withdrawal = JUMP, 1.0
    state.anger[:] = 0.5
    for day in range(1, 61):
        model.step()
        if day in (1, 20, 60):
            left = math.exp(-KAPPA * day / SHOT_UNIT)
            name = f"one shock, k 0.3: left after {day / SHOT_UNIT:g} of"
            yield exact(f"{name} a tension of 2", JUMP * left, float(state.tension))
            yield exact(f"{name} an anger of 0.5", 0.5 * left, float(state.anger[0]))
            yield exact(f"{name} one withdrawal threat", left, float(state.withdrawal))


def levels_of(prepared: Prepared, replicate: int) -> RealArray:
    """Tension at the end of each day, once the start is forgotten."""
    model = NegotiationModel(prepared, SEED, replicate, record=False)
    levels = []
    while model.running:
        model.step()
        levels.append(float(model.world.s.tension))
    return np.array(levels[round(8.0 / KAPPA * SHOT_UNIT) :])
