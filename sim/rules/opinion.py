"""Public opinion in the host country: three segments, each with its mean support and a stock of anger."""

from __future__ import annotations

import math

import numpy as np

from sim.compiled import compiled
from sim.rules.payment import DAYS_PER_YEAR


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

    `offence` is 1 for the signature of a deal above the host's last public offer, which offends by itself, else 0.
    """
    return min(per_anger * (anger + offence), 1.0)


@compiled
def angered(anger: float, raised: float, temper: float) -> float:
    """A segment's anger after something that raises it by `raised`, times its own temper."""
    return anger + raised * temper


@compiled
def voters_support(support: float, anger_weight: float, anger: float) -> float:
    """Support for paying after anger: support - anger_weight * anger, between 0 and 1."""
    return min(max(support - anger_weight * anger, 0.0), 1.0)


@compiled
def voters(
    share: np.ndarray, support: np.ndarray, anger_weight: float, anger: np.ndarray,
) -> float:  # fmt: skip
    """Share of the whole public for paying more, anger counted in; arrays of the three segments, shape (3,)."""
    return average(
        share[0], share[1], share[2], voters_support(support[0], anger_weight, anger[0]),
        voters_support(support[1], anger_weight, anger[1]), voters_support(support[2], anger_weight, anger[2]),
    )  # fmt: skip
