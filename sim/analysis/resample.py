"""Resampling for intervals: which rows to take, from a generator of its own, so that a table gives the same each time.

This is no part of a simulation: no rule sees these numbers, and they never meet the draws of `sim.draws`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sim.analysis.tables import RealArray

Places = npt.NDArray[np.int64]
KEY = 20191231  # of the generator; any fixed number would do
RESAMPLES = 500


def resamples(rows: int, times: int = RESAMPLES, stream: int = 0) -> Iterator[Places]:
    """Places of `rows` rows drawn with replacement, `times` over.

    Parameters
    ----------
    rows : how many there are, and how many are drawn
    times : resamples
    stream : another number gives draws independent of these, as two unpaired samples need
    """
    generator = np.random.Generator(np.random.Philox(key=[KEY, stream]))
    for _ in range(times):
        yield generator.integers(0, rows, rows)


def middle_95(values: RealArray) -> tuple[float, float]:
    """Ends of the range that holds the middle 95% of resampled values (percentile interval); NaN where one is NaN."""
    if values.size == 0 or np.isnan(values).any():
        return float("nan"), float("nan")
    lower, upper = np.quantile(values, [0.025, 0.975])
    return float(lower), float(upper)
