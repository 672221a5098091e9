"""Parameters that no target depends on: their narrowing in a fit is a sampler artefact.

The record says nothing about such a parameter, so that its posterior is its prior. Where the
draws of a fit have narrowed all the same, other parameters may have narrowed by as much for the same reason.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sim.calibration.inference.simulated import Episodes
from sim.calibration.inference.targets import summaries, targets_of

RealArray = npt.NDArray[np.float64]
POINTS, REPLICATES = 24, 4  # sets of parameters at which each is moved, and negotiations of each agreement


def insensitive(episodes: Episodes, seed: int = 1, points: int = POINTS) -> tuple[str, ...]:
    """Free parameters whose move across the middle of their range changes no target, under the same luck.

    One that matters in rare negotiations only may be taken for insensitive: then it matters as little to the score.
    """
    prior = episodes.prior
    values = prior.draw(seed, 0, points)
    before = [_targets(episodes, value, seed) for value in values]
    found = []
    for name in prior.parameters:
        k = prior.names.index(name)
        moved = values.copy()
        moved[:, k] = prior.low[k] + prior.high[k] - values[:, k]
        if all(np.array_equal(_targets(episodes, value, seed), old) for value, old in zip(moved, before, strict=True)):
            found.append(name)
    return tuple(found)


def _targets(episodes: Episodes, value: RealArray, seed: int) -> RealArray:
    outcomes = episodes.under(value, seed, REPLICATES)
    return summaries(targets_of(tuple(episodes.prepared)), outcomes)
