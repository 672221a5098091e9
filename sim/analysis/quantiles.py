"""Exact quantiles and places in a distribution, in memory that does not grow with the number of replicates.

A quantile is the smallest value that at least that share of the replicates does not exceed (the inverse of the
empirical distribution), so that it is always a value that occurred and whole days stay whole. It is found by
counting into bins, then sorting only the bins in which a wanted rank lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sim.analysis.tables import Outcomes, RealArray

_BINS = 1 << 16


@dataclass
class Distribution:
    """Where the values of one column lie.

    `quantiles` are those asked for, none at all where `count` is 0. `percentile` is the share of the values below the
    mark, half of those equal to it included; None without a mark or without values.
    """

    count: int = 0
    quantiles: list[float] = field(default_factory=list)
    percentile: float | None = None


def distributions(
    outcomes: Outcomes, per_mille: Sequence[int], marks: Mapping[str, float | None]
) -> dict[str, Distribution]:
    """Quantiles of several numeric columns, and the percentile of a mark in each, in three passes over the rows.

    Parameters
    ----------
    outcomes : rows; missing values do not count
    per_mille : quantiles wanted, in thousandths: 0 is the least value, 1000 the greatest
    marks : columns, and the value in each whose percentile is wanted

    Examples
    --------
    >>> import pandas as pd
    >>> from sim.analysis.tables import Table
    >>> rises = Table(pd.DataFrame({"rise": [0.13, 0.05, np.nan, 0.08]}))
    >>> distributions(rises, [500, 975], {"rise": 0.08})["rise"]
    Distribution(count=3, quantiles=[0.08, 0.13], percentile=0.5)
    """
    searches = {name: _Search(per_mille, mark) for name, mark in marks.items()}
    for step in (_Search.survey, _Search.count, _Search.collect):
        for frame in outcomes.blocks(*searches):
            for name, search in searches.items():
                values = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
                step(search, values[~np.isnan(values)])
    return {name: search.found() for name, search in searches.items()}


def rank_of(per_mille: int, count: int) -> int:
    """Rank from 1 to `count` of a quantile given in thousandths: ceil(per_mille * count / 1000); 1 for 0."""
    return max(1, -(-per_mille * count // 1000))


class _Search:
    """Search for the quantiles of one column; each of its three steps sees all the values once, block by block."""

    def __init__(self, per_mille: Sequence[int], mark: float | None) -> None:
        self.per_mille = per_mille
        self.mark = mark
        self.total = self.below = self.equal = 0
        self.low, self.high = np.inf, -np.inf
        self.filled = np.zeros(_BINS, dtype=np.int64)
        self.values: RealArray = np.empty(0)
        self.times: npt.NDArray[np.int64] = np.empty(0, dtype=np.int64)

    def survey(self, values: RealArray) -> None:
        """Number, range, and how many lie below the mark."""
        if not values.size:
            return
        self.total += values.size
        self.low, self.high = min(self.low, float(values.min())), max(self.high, float(values.max()))
        if self.mark is not None:
            self.below += int(np.count_nonzero(values < self.mark))
            self.equal += int(np.count_nonzero(values == self.mark))

    def count(self, values: RealArray) -> None:
        """Fill the bins."""
        if self.low < self.high:
            self.filled += np.bincount(self._bins(values), minlength=_BINS)

    def collect(self, values: RealArray) -> None:
        """Keep the distinct values, with their numbers, of the bins that hold a wanted rank."""
        if self.low < self.high:
            inside = values[self._wanted()[self._bins(values)]]
            together = np.concatenate([self.values, inside])
            times = np.concatenate([self.times, np.ones(inside.size, dtype=np.int64)])
            self.values, where = np.unique(together, return_inverse=True)
            self.times = np.bincount(where, weights=times, minlength=self.values.size).astype(np.int64)

    def found(self) -> Distribution:
        """The answer, after the three steps."""
        if self.total == 0:
            return Distribution()
        percentile = None if self.mark is None else (self.below + self.equal / 2) / self.total
        return Distribution(self.total, list(self._quantiles()), percentile)

    def _quantiles(self) -> Iterator[float]:
        if self.low == self.high:
            yield from [self.low] * len(self.per_mille)
            return
        reached = np.cumsum(self.filled)
        bins = self._bins(self.values)
        for share in self.per_mille:
            rank = rank_of(share, self.total)
            bin_number = int(np.searchsorted(reached, rank))
            here = bins == bin_number
            within = rank - (reached[bin_number] - self.filled[bin_number])
            yield float(self.values[here][np.searchsorted(np.cumsum(self.times[here]), within)])

    def _bins(self, values: RealArray) -> npt.NDArray[np.int64]:
        """Bin of each value; half the distances, because the whole one may overflow."""
        shares = (values / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return np.minimum((shares * _BINS).astype(np.int64), _BINS - 1)

    def _wanted(self) -> npt.NDArray[np.bool_]:
        """Which bins hold a wanted rank."""
        wanted = np.zeros(_BINS, dtype=np.bool_)
        reached = np.cumsum(self.filled)
        wanted[[int(np.searchsorted(reached, rank_of(share, self.total))) for share in self.per_mille]] = True
        return wanted
