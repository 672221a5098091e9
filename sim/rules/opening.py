"""Before the first round: a guest's true type, winners still to be known, and what is first asked for."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.utility import between


@compiled
def type_drawn(coded: float, band: float, u: float) -> float:
    """True type of a guest administration: even within `band` of the coded one, kept between 0 and 1."""
    return min(max(coded + band * (2.0 * u - 1.0), 0.0), 1.0)


@compiled
def winner_drawn(chance: float, u: float) -> int:
    """Winner of an election the scenario leaves open: 0 the first candidate, with probability `chance`, else 1."""
    return 0 if u < chance else 1


@compiled
def public_demand(published: float, transactional: float, alliance: float, guest_type: float) -> float:
    """First-year rise of the guest's first public demand; where none was published (NaN) his type gives it."""
    if math.isnan(published):
        return between(transactional, alliance, guest_type)
    return published
