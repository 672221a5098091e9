"""What each mechanism contributes: paired differences between worlds with it and without it, and Shapley shares.

The same replicates run in every world, so the luck they share drops out of a difference. A world is a coalition of
groups of mechanisms that are on; a group's Shapley share is its contribution averaged over the orders in which the
groups may be switched on, and the shares add up to the difference between everything on and everything off.

References
----------
Shapley (1953), "A value for n-person games"; for models Owen (2014), SIAM/ASA Journal on Uncertainty Quantification 2.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.outcome import INDEX
from sim.rules.kinds import End

RealArray = npt.NDArray[np.float64]
NORMAL_95 = 1.959963984540054


class Measure(NamedTuple):
    """A figure that mechanisms contribute to."""

    name: str
    label: str
    unit: str


MEASURES = (
    Measure("delay", "delay", "days from expiry to agreement, to the horizon where there is none"),
    Measure("blank", "blank period", "days from expiry to signature, at least 0"),
    Measure("rise", "first-year rise", "percent, where there is an agreement"),
    Measure("by_expiry", "agreed by expiry", "percent of the replicates"),
    Measure("agreed", "agreed by the horizon", "percent of the replicates"),
    Measure("stands", "the old agreement stands", "percent of the replicates"),
)


@dataclass(frozen=True)
class Sample:
    """Measures of one world.

    Attributes
    ----------
    values : in the order of `MEASURES`; shape (measures,)
    influence : what each replicate adds to the error of each; shape (measures, replicates), mean 0
    """

    values: RealArray
    influence: RealArray


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95% interval, Monte Carlo error only; NaN where no replicate bears on it."""

    value: float
    lower: float
    upper: float


def measured(rows: RealArray, horizon_day: float) -> Sample:
    """Measures of a world.

    Parameters
    ----------
    rows : outcomes in the columns of `sim.outcome`; shape (replicates, columns)
    horizon_day : the horizon, in days from expiry
    """
    day = np.where(np.isnan(rows[:, INDEX.agreement_day]), horizon_day, rows[:, INDEX.agreement_day])
    agreed = rows[:, INDEX.agreed]
    means = (
        day,
        rows[:, INDEX.blank_days],
        np.full(len(rows), math.nan),
        100.0 * ((agreed == 1.0) & (day <= 0.0)),
        100.0 * agreed,
        100.0 * (rows[:, INDEX.end] == End.STANDS),
    )
    values = np.array([float(each.mean()) for each in means])
    influence = np.stack([each - each.mean() for each in means])
    rises = 100.0 * np.where(agreed == 1.0, rows[:, INDEX.rise], 0.0)
    if agreed.any():  # a ratio of two means, to first order
        values[2] = rises.sum() / agreed.sum()
        influence[2] = (rises - values[2] * agreed) / agreed.mean()
    return Sample(values, influence)


def combined(samples: Sequence[Sample], weights: Sequence[float]) -> tuple[Estimate, ...]:
    """Weighted sum of worlds, one estimate for each measure; what the worlds share cancels in its error."""
    values = sum(weight * each.values for weight, each in zip(weights, samples, strict=True))
    influence = sum(weight * each.influence for weight, each in zip(weights, samples, strict=True))
    assert isinstance(values, np.ndarray)
    assert isinstance(influence, np.ndarray)
    count = influence.shape[1]
    errors = NORMAL_95 * influence.std(axis=1, ddof=1) / math.sqrt(count) if count > 1 else values * math.nan
    return tuple(
        Estimate(float(v), float(v - e), float(v + e)) for v, e in zip(values, errors, strict=True)
    )  # fmt: skip


def contribution(with_it: Sample, without: Sample) -> tuple[Estimate, ...]:
    """What a mechanism adds to each measure: the world with it less the world without."""
    return combined((with_it, without), (1.0, -1.0))


def shapley(worlds: Mapping[int, Sample], groups: int) -> list[tuple[Estimate, ...]]:
    """Shapley share of each group in each measure.

    Parameters
    ----------
    worlds : one for each coalition; bit g of the key says whether group g is on
    groups : how many there are
    """
    shares = []
    for group in range(groups):
        weights = dict.fromkeys(range(2**groups), 0.0)
        for coalition in range(2**groups):
            if coalition >> group & 1:
                continue
            size = coalition.bit_count()
            weight = math.factorial(size) * math.factorial(groups - size - 1) / math.factorial(groups)
            weights[coalition | 1 << group] += weight
            weights[coalition] -= weight
        shares.append(combined([worlds[key] for key in weights], list(weights.values())))
    return shares
