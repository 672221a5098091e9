"""Likelihood of a record of provocations under the rule by which the simulator draws them, and records drawn by it.

The chance of a day, the jump and the decay are those of `sim.rules`, called day by day as the engine calls them.
"""

from __future__ import annotations

import math

import numpy as np

from sim.compiled import compiled_loop
from sim.draws import uniform, uniform_of_day
from sim.rules.kinds import Party, Purpose
from sim.rules.provocation import excitation_jump, provocation_chance, severity_of
from sim.rules.talks import decay

HOST = Party.HOST.value


@compiled_loop
def chances(
    severity: np.ndarray, factor: np.ndarray, rate: float, branching: float, half_life: float, growth: float,
    out: np.ndarray,
) -> float:  # fmt: skip
    """Log-likelihood of a record, with the chance of a provocation on each day written into `out`.

    Each day adds log(chance) if it has a provocation, else log(1 - chance), given the days before it. Excitation
    starts at 0 on the first day.

    Parameters
    ----------
    severity : of each day's provocation, 1 to 5, or 0 for none; shape (days,)
    factor : on the base rate, by day; shape (days,)
    rate : base rate, per year
    branching, half_life, growth : of the excitation, as `sim.rules.provocation.excitation_jump` takes them
    out : shape (days,)
    """
    kept = decay(half_life, 1.0)
    excitation = 0.0
    total = 0.0
    for day in range(severity.size):
        excitation *= kept
        chance = provocation_chance(rate, factor[day], excitation)
        out[day] = chance
        if severity[day] > 0:
            total += math.log(chance) if chance > 0.0 else -math.inf
            excitation += excitation_jump(branching, half_life, growth, severity[day])
        else:
            total += math.log1p(-chance) if chance < 1.0 else -math.inf
    return total


@compiled_loop
def draw_record(
    seed: int, replicate: int, first_ordinal: int, factor: np.ndarray, rate: float, branching: float,
    half_life: float, growth: float, shares: np.ndarray, out: np.ndarray,
) -> None:  # fmt: skip
    """Draw a record as the engine does: severity of each day's provocation, or 0, into `out`, shape (days,).

    `first_ordinal` : proleptic ordinal of the first day, the key of its draws; `shares` : of severity 1 to 4.
    """
    kept = decay(half_life, 1.0)
    excitation = 0.0
    for day in range(factor.size):
        excitation *= kept
        calendar = first_ordinal + day
        out[day] = 0
        u = uniform_of_day(seed, replicate, Purpose.PROVOCATION.value, HOST, calendar)
        if u < provocation_chance(rate, factor[day], excitation):
            v = uniform(seed, replicate, Purpose.SEVERITY.value, HOST, calendar)
            out[day] = severity_of(v, shares[0], shares[1], shares[2], shares[3])
            excitation += excitation_jump(branching, half_life, growth, out[day])
