"""A text that outlives the day it was made: an offer stands over years and changes of government."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.settlement import Kinks, package_worth_guest, package_worth_host
from sim.rules.terms import Facts, Menu


@compiled
def pair_of(escalator: int, years: int, f: Facts) -> int:
    """Place in the menu of a growth rule and a number of paid years; -1 when there is none.

    Where the menu has no such term, the longest shorter one of the same rule is taken.
    """
    best = -1
    for pair in range(f.pairs):
        if f.pair_escalator[pair] != escalator:
            continue
        if f.pair_term[pair] <= years and (best < 0 or f.pair_term[pair] > f.pair_term[best]):
            best = pair
    return best


@compiled
def standing_worth(
    escalator: int, years: int, extra: int, rise: float, host_least: float, m: Menu, k: Kinks, f: Facts,
) -> float:  # fmt: skip
    """Worth to the guest of a text the host once took and still would: he asks for no less (Binmore et al. 1989).

    Minus infinity where none stands (`escalator` -1), where the menu has no such term left, or where the host would
    now rather wait.
    """
    if escalator < 0:
        return -math.inf
    pair = pair_of(escalator, years, f)
    if pair < 0 or package_worth_host(pair, extra, rise, m, k) < host_least:
        return -math.inf
    return package_worth_guest(pair, extra, rise, m, k)
