"""States of the world by day, and what they do to how often the North acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from sim.scenario.schema import Interval
from sim.timeline.events import strength_by_day

STATES = ("detente", "stalled", "exercise", "epidemic")
ACTS_ON_NORTH = ("detente", "stalled", "exercise", "epidemic", "winter")


def strengths(intervals: Iterable[Interval], start: date, days: int) -> dict[str, np.ndarray]:
    """Strength of every state of the world on each day, 0 to 1; each of shape (days,)."""
    known = tuple(intervals)
    return {
        kind: strength_by_day(
            ((spell.since, spell.until, spell.strength) for spell in known if spell.kind == kind), start, days
        )
        for kind in STATES
    }


def provocation_factor(
    strength: Mapping[str, np.ndarray], winter: np.ndarray, weight: Mapping[str, float]
) -> np.ndarray:
    """Factor on the North's base rate by day: the product of 1 + (weight - 1) strength, times that of winter.

    `strength` : of each state, shape (days,); `winter` : true on its days; `weight` : factor at full strength,
    by the names in `ACTS_ON_NORTH`.
    """
    factor = np.ones(winter.size)
    for kind in ACTS_ON_NORTH[:-1]:
        factor *= 1.0 + (weight[kind] - 1.0) * strength[kind]
    factor[winter] *= weight["winter"]
    return factor
