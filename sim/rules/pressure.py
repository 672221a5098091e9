"""Concession by pressure: what delay costs now, what falls at the dates ahead, and what is given up under it.

Both sides give up what they ask for at a hazard that is the cost of delay over what is at stake, more with a date near:

    R' = (1 - R) kappa P / S,    P = cost in force + sum over dates ahead of fall_k exp(-days_k / reach)

R is the share a side has given up of what lies between its opening and what it could do without, P the pressure on
both sides together and S the stake, the surplus that lies between them. A date at which one side gains what the other
loses presses nobody.

References
----------
Abreu & Gul (2000), Econometrica 68 (hazard of conceding: cost of delay over the prize); Fanning (2016), Econometrica
84, and Ma & Manove (1993), Econometrica 61 (agreements pile up before a deadline).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compiled import compiled

DAYS_PER_MONTH = 365.25 / 12.0


class Pressure(NamedTuple):
    """What presses both sides on a day, in shares of the base amount a year, and what is at stake between them."""

    lapse: float  # cost of the lapse in force and worth of the agreement that is missing
    expiry: float  # of the end of the old agreement, ahead
    money: float  # of the end of the money for base workers, ahead
    election: float  # of the next change of the guest's government, ahead; below 0 where both may hope for better
    total: float  # never below 0
    stake: float  # the surplus between them


@compiled
def nearness(days: float, reach: float) -> float:
    """Weight of a date so many days ahead: exp(-days / reach); 0 for one that is past."""
    return math.exp(-days / reach) if days >= 0.0 else 0.0


@compiled
def conceded(share: float, rate: float, pressure: float, stake: float, days: float) -> float:
    """Share given up after some more days: 1 - (1 - share) exp(-rate pressure / stake months).

    Nothing more is given up where nothing is at stake.

    Parameters
    ----------
    rate : kappa, per month
    pressure, stake : in the same unit
    """
    if stake <= 0.0 or pressure <= 0.0:
        return share
    return 1.0 - (1.0 - share) * math.exp(-rate * pressure / stake * days / DAYS_PER_MONTH)


@compiled
def asked(opening: float, least: float, zone: float, given_up: float) -> float:
    """What a side asks for: least + (1 - R) min(opening - least, zone), never below `least`.

    `zone` is the most it could gain where the other gets just what it could do without, so that a demand beyond it buys
    nothing; infinity where demands are not capped.
    """
    return least + (1.0 - given_up) * max(min(opening - least, zone), 0.0)
