"""Public opinion in the host country: three segments, each with support for paying more and a stock of anger."""

from __future__ import annotations

import math

from sim.compiled import compiled


@compiled
def relaxed(level: float, mean: float, kept: float) -> float:
    """A level after its distance from the mean has shrunk to the share `kept`."""
    return mean + (level - mean) * kept


@compiled
def influenced(level: float, average: float, moved_share: float) -> float:
    """A segment's level after it moved a share of the way to the average (DeGroot 1974)."""
    return level + (average - level) * moved_share


@compiled
def average(share_0: float, share_1: float, share_2: float, x_0: float, x_1: float, x_2: float) -> float:
    """Average of the three segments by their shares."""
    return share_0 * x_0 + share_1 * x_1 + share_2 * x_2


@compiled
def demand_anger(per_doubling: float, rise: float) -> float:
    """Anger raised by a public demand: per_doubling * log2(1 + rise); 0 for none."""
    return per_doubling * math.log(1.0 + max(rise, 0.0)) / math.log(2.0)


@compiled
def voters_support(support: float, anger_weight: float, anger: float) -> float:
    """Support for paying after anger: support - anger_weight * anger, between 0 and 1."""
    return min(max(support - anger_weight * anger, 0.0), 1.0)
