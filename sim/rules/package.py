"""A text that outlives the day it was made: an offer stands over years and changes of government."""

from __future__ import annotations

from sim.compiled import compiled
from sim.rules.payment import frozen_years
from sim.rules.terms import Facts


@compiled
def pair_of(escalator: int, years: int, day: float, f: Facts) -> int:
    """Place in the menu of a growth rule and a number of paid years, signed on `day`; -1 when there is none.

    Where frozen years leave no such term, the longest shorter one of the same rule is taken.
    """
    first = frozen_years(day, f.year_ends)
    best = -1
    for pair in range(f.pairs):
        if f.pair_escalator[pair] != escalator:
            continue
        paid = f.pair_term[pair] - first
        if 1 <= paid <= years and (best < 0 or f.pair_term[pair] > f.pair_term[best]):
            best = pair
    return best
