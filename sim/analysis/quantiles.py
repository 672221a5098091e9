"""Exact quantiles and places in a distribution, in memory that does not grow with the number of replicates.

A quantile is the smallest value that at least that share of the replicates does not exceed (the inverse of the
empirical distribution), so that it is always a value that occurred and whole days stay whole. It is found by
counting into bins, then sorting only the bins in which a wanted rank lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from sim.analysis.tables import RealArray

Read = Callable[[], Iterator[RealArray]]
_BINS = 1 << 16


def rank_of(per_mille: int, count: int) -> int:
    """Rank from 1 to `count` of a quantile given in thousandths: ceil(per_mille * count / 1000), in whole numbers; 1 for 0."""
    return max(1, -(-per_mille * count // 1000))


def quantiles(read: Read, per_mille: Sequence[int]) -> tuple[int, list[float]]:
    """Number of values and their quantiles; the list is empty where there is no value.

    Parameters
    ----------
    read : gives the values block by block, the same each time it is called; NaN left out
    per_mille : quantiles wanted, in thousandths: 0 is the least value, 1000 the greatest

    Examples
    --------
    >>> quantiles(lambda: iter([np.array([3.0, 1.0]), np.array([2.0])]), [500, 975])
    (3, [2.0, 3.0])
    """
    count, low, high = 0, np.inf, -np.inf
    for values in read():
        if values.size:
            count += values.size
            low, high = min(low, float(values.min())), max(high, float(values.max()))
    if count == 0:
        return 0, []
    ranks = [rank_of(share, count) for share in per_mille]
    if low == high:
        return count, [low] * len(ranks)

    def bins(values: RealArray) -> np.ndarray:
        # Half the distance: the whole one may overflow.
        share = (values / 2 - low / 2) / (high / 2 - low / 2)
        return np.minimum((share * _BINS).astype(np.int64), _BINS - 1)

    filled = np.zeros(_BINS, dtype=np.int64)
    for values in read():
        filled += np.bincount(bins(values), minlength=_BINS)
    reached = np.cumsum(filled)
    wanted = np.searchsorted(reached, ranks)
    before = [int(reached[place] - filled[place]) for place in wanted]

    found, times = np.empty(0), np.empty(0, dtype=np.int64)
    for values in read():
        inside = values[np.isin(bins(values), wanted)]
        found, times = _merged(np.concatenate([found, inside]), np.concatenate([times, np.ones(inside.size, np.int64)]))
    places = bins(found)
    answers = []
    for rank, place, below in zip(ranks, wanted, before, strict=True):
        here = places == place
        answers.append(float(found[here][np.searchsorted(np.cumsum(times[here]), rank - below)]))
    return count, answers


def place(read: Read, value: float) -> float | None:
    """Share of the values below a given one, half of those equal to it included; None where there is no value."""
    count = below = equal = 0
    for values in read():
        count += values.size
        below += int(np.count_nonzero(values < value))
        equal += int(np.count_nonzero(values == value))
    return (below + equal / 2) / count if count else None


def _merged(values: RealArray, times: np.ndarray) -> tuple[RealArray, np.ndarray]:
    """Distinct values in order, and how often each occurs in all."""
    distinct, where = np.unique(values, return_inverse=True)
    return distinct, np.bincount(where, weights=times, minlength=distinct.size).astype(np.int64)
