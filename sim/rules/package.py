"""A text that outlives the day it was made: an offer stands over years and changes of government."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.payment import frozen_years
from sim.rules.settlement import Kinks, package_worth_guest, package_worth_host
from sim.rules.terms import Facts, Menu


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


@compiled
def standing_worth(
    escalator: int, years: int, extra: int, rise: float, signed: float, host_least: float, m: Menu, k: Kinks, f: Facts,
) -> float:  # fmt: skip
    """Worth to the guest of a text the host once took and still would: what he need not go below.

    Minus infinity where none stands (`escalator` -1), where the menu has no such term left, or where the host would
    now rather wait.
    """
    if escalator < 0:
        return -math.inf
    pair = pair_of(escalator, years, signed, f)
    if pair < 0 or package_worth_host(pair, extra, rise, m, k) < host_least:
        return -math.inf
    return package_worth_guest(pair, extra, rise, m, k)
