"""Provocations by the North, and the threat the host feels."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.payment import DAYS_PER_YEAR


@compiled
def provocation_chance(rate: float, factor: float, excitation: float) -> float:
    """Chance of a provocation on a day: 1 - exp(-(rate factor / 365.25 + excitation)).

    A marked self-exciting point process seen once a day (Hawkes 1971, Biometrika 58).

    Parameters
    ----------
    rate : base rate, per year
    factor : product of the factors of that day (diplomacy, exercises, season, epidemic, stalled talks)
    excitation : per day, from earlier provocations
    """
    return 1.0 - math.exp(-(rate * factor / DAYS_PER_YEAR + excitation))


@compiled
def excitation_jump(branching: float, half_life: float, growth: float, severity: int) -> float:
    """Rise of the daily excitation after a provocation: n ln 2 / half_life (1 + growth (severity - 2)), at least 0.

    So scaled that a provocation of severity 2 sets off n further ones on average.
    """
    return max(branching * math.log(2.0) / half_life * (1.0 + growth * (severity - 2)), 0.0)


@compiled
def severity_of(u: float, share_1: float, share_2: float, share_3: float, share_4: float) -> int:
    """Severity 1 to 5 from one uniform number and the shares of the first four."""
    if u < share_1:
        return 1
    if u < share_1 + share_2:
        return 2
    if u < share_1 + share_2 + share_3:
        return 3
    return 4 if u < share_1 + share_2 + share_3 + share_4 else 5


@compiled
def felt_threat(tension: float, hidden: float, detente: float, calm: float) -> float:
    """Threat the host's government feels beyond the usual: log(1 + tension) (1 - hidden detente) - calm.

    `calm` is the mean of log(1 + tension) over the two years before the talks, so that only what is unusual counts, and
    the logarithm keeps a series of acts from counting without bound. Detente hides a part.
    """
    return math.log(1.0 + tension) * (1.0 - hidden * detente) - calm


@compiled
def answered(factor: float, log_factor: float, day: int, until: int) -> float:
    """Factor on the North's base rate with its answer to discord in the talks: factor exp(log_factor) up to `until`."""
    return factor * math.exp(log_factor) if day <= until else factor
