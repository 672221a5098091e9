"""Talks that go as recorded up to a day: which moves fall on a day, and how the talks go on from the last one."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.kinds import Moved
from sim.rules.parameters import Params
from sim.rules.payment import frozen_years
from sim.rules.talks import next_round_in, round_after_handover
from sim.rules.terms import Facts

ROUND = Moved.ROUND.value
REFUSAL = Moved.REFUSAL.value


@compiled
def first_move(day: int, f: Facts) -> int:
    """Place of the first move on record that falls on `day` or later; their number where none does."""
    for n in range(f.moves):
        if f.move_day[n] >= day:
            return n
    return int(f.moves)


@compiled
def refused_term(years: int, signed: float, f: Facts) -> int:
    """Term from expiry of a text of some paid years, had it been signed on a day: frozen years and paid ones."""
    return frozen_years(signed, f.year_ends) + years


@compiled
def after_refusal(f: Facts) -> bool:
    """Whether the last round or refusal on record is a refusal: the delegations have not met since."""
    refused = False
    for n in range(f.moves):
        if f.move_kind[n] == REFUSAL:
            refused = True
        elif f.move_kind[n] == ROUND:
            refused = False
    return refused


@compiled
def round_after_record(since: float, failed: int, lame: bool, unit_exponential: float, f: Facts, p: Params) -> int:
    """Day of the first round after the record, drawn on its last day as any other.

    As after a handover where a new guest (in office `since` a day, NaN for none) has not met the host yet; else parked
    after a refusal and under a lame duck, and after a wide gap where neither holds: whether a package would beat
    waiting is for the round itself to find out.
    """
    day = int(f.as_of)
    if failed == 0 and not math.isnan(since):
        return round_after_handover(day, f.horizon + 1, unit_exponential, f, p)
    return day + next_round_in(day, math.inf, lame or after_refusal(f), unit_exponential, f, p)
