"""Public opinion in the host country: three segments, each with support for paying more and a stock of anger."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.payment import DAYS_PER_YEAR


@compiled
def relaxed(level: float, mean: float, kept: float) -> float:
    """A level after its distance from the mean has shrunk to the share `kept`."""
    return mean + (level - mean) * kept


@compiled
def influenced(level: float, average: float, moved_share: float) -> float:
    """A segment's level after it moved a share of the way to the average (DeGroot 1974)."""
    return level + (average - level) * moved_share


@compiled
def influence_share(rate: float, days: float) -> float:
    """Share of that way gone in some days at a yearly rate, at most 1."""
    return min(rate * days / DAYS_PER_YEAR, 1.0)


@compiled
def average(share_0: float, share_1: float, share_2: float, x_0: float, x_1: float, x_2: float) -> float:
    """Average of the three segments by their shares."""
    return share_0 * x_0 + share_1 * x_1 + share_2 * x_2


@compiled
def demand_anger(per_doubling: float, rise: float) -> float:
    """Anger raised by a public demand: per_doubling * log2(1 + rise); 0 for none."""
    return per_doubling * math.log(1.0 + max(rise, 0.0)) / math.log(2.0)


@compiled
def furlough_anger(per_year: float) -> float:
    """Anger raised by one day of furlough."""
    return per_year / DAYS_PER_YEAR


@compiled
def protest_chance(per_anger: float, anger: float, offence: float) -> float:
    """Chance of a protest after an act: per_anger (anger + offence), at most 1.

    `offence` is 1 for the signature of a deal above the announced line, which offends by itself, else 0.
    """
    return min(per_anger * (anger + offence), 1.0)


@compiled
def angered(anger: float, raised: float, temper: float) -> float:
    """A segment's anger after something that raises it by `raised`, times its own temper."""
    return anger + raised * temper


@compiled
def stirred(support: float, per_severity: float, severity: int, answer: float) -> float:
    """A segment's support after a provocation: moved by its severity, times the segment's own sign and size."""
    return support + per_severity * severity * answer


@compiled
def voters_support(support: float, anger_weight: float, anger: float) -> float:
    """Support for paying after anger: support - anger_weight * anger, between 0 and 1."""
    return min(max(support - anger_weight * anger, 0.0), 1.0)
