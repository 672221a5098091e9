"""Concession by the clock, under the policy of tactics: what a side asks for as its own deadline comes near."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.kinds import Party
from sim.rules.terms import Facts

GUEST = Party.GUEST.value
NOTICE = 14  # days a date must lie ahead to set the clock
NO_DATE = 365.0  # days a side gives itself where no date lies ahead


@compiled
def hard_date(start: float, funds_days: float, f: Facts) -> float:
    """Next hard date after `start`: expiry, the end of the money, a new government of the guest, else a year on."""
    best = math.inf
    for day in (f.expiry, f.expiry + funds_days):
        if day >= start + NOTICE:
            best = min(best, day)
    for k in range(f.successions):
        if f.office[k] == GUEST and f.handover[k] >= start + NOTICE:
            best = min(best, float(f.handover[k]))
    return start + NO_DATE if best == math.inf else best


@compiled
def progress(day: float, start: float, deadline: float) -> float:
    """Share of a side's own clock that has run, 0 to 1: (day - start) / (deadline - start)."""
    if day >= deadline or deadline <= start:
        return 1.0
    return max((day - start) / (deadline - start), 0.0)


@compiled
def conceded_by_clock(run: float, exponent: float) -> float:
    """Share given up once the share `run` of the clock has run: run ** (1 / exponent).

    `exponent` below 1 holds out, above 1 yields early.

    References
    ----------
    Faratin, Sierra & Jennings (1998), Robotics and Autonomous Systems 24, with their 1 / beta for our exponent.
    """
    if run <= 0.0:
        return 0.0
    return 1.0 if run >= 1.0 else math.exp(math.log(run) / exponent)
