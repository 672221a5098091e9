"""Draws of a posterior weighed as if some agreements had not been seen: importance weights, and whether they do.

A draw theta of the posterior given all agreements stands for exp(-L(theta)) of the posterior without those whose score
is L. Where a few draws carry most of such weights, they say nothing; the shape k of a generalised Pareto distribution
fitted to the largest of them tells (Vehtari, Simpson, Gelman, Yao and Gabry 2024): below `SOUND` their means can be
trusted. The weights are truncated at their mean times the root of their number (Ionides 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import genpareto

RealArray = npt.NDArray[np.float64]
SOUND = 0.7
TAIL, ROOT = 0.2, 3.0  # the tail is the least of a share of the draws and of so many roots of their number
FEWEST = 5  # of the tail


@dataclass(frozen=True)
class Weights:
    """Truncated weights, adding up to 1, shape (n,); the shape of their tail; how many even draws they are worth."""

    values: RealArray
    shape: float
    worth: float

    @property
    def sound(self) -> bool:
        """Whether draws taken by these weights can be trusted."""
        return self.shape < SOUND


def weights_without(scores: RealArray) -> Weights:
    """Weights of draws as if the agreements of these scores had not counted; `scores` (n,), the larger the nearer."""
    raw = np.exp(scores.min() - scores)
    cut = np.minimum(raw, raw.mean() * len(raw) ** 0.5)
    values = cut / cut.sum()
    return Weights(values, tail_shape(raw), float(1.0 / (values**2).sum()))


def tail_shape(raw: RealArray) -> float:
    """Shape k of the generalised Pareto distribution of the largest of some weights; 0 where all are alike."""
    count = int(min(TAIL * len(raw), ROOT * len(raw) ** 0.5))
    if count < FEWEST:
        return float("inf")
    ordered = np.sort(raw)
    over = ordered[-count:] - ordered[-count - 1]
    if over[-1] <= 1e-12 * ordered[-1]:
        return 0.0
    return float(genpareto.fit(over / over.mean(), floc=0.0)[0])


def taken(weights: Weights, count: int, random: np.random.Generator) -> npt.NDArray[np.int64]:
    """Numbers of so many draws, each as often as its weight says: systematic resampling; shape (count,)."""
    points = (random.random() + np.arange(count)) / count
    found = np.minimum(np.searchsorted(np.cumsum(weights.values), points), len(weights.values) - 1)
    return found.astype(np.int64)
