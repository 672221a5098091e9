"""Which negotiations of a run to tell: one in the middle of it, and one far out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from sim.analysis.tables import RealArray


class Examples(NamedTuple):
    """Replicates to tell: nearest the middle by date and rise, and the latest to be signed, if any is at all."""

    typical: int
    extreme: int | None


def examples(table: pd.DataFrame) -> Examples:
    """A typical negotiation, and an extreme one.

    The typical one has, of those that end as most do, the ranks of date and rise nearest the middle. The extreme one is
    signed last, at the highest rise of those; None where no negotiation differs from the typical one.

    Parameters
    ----------
    table : outcomes, at least one row
    """
    numbers = table["replicate"].to_numpy(dtype=np.int64)
    day = table["signature_day"].to_numpy(dtype=np.float64, na_value=np.nan)
    rise = table["rise"].to_numpy(dtype=np.float64, na_value=np.nan)
    signed = np.flatnonzero(~np.isnan(day))
    if 2 * signed.size < len(day):
        most = np.flatnonzero(np.isnan(day))
        latest = signed[np.lexsort((-rise[signed], -day[signed]))]
        return Examples(int(numbers[most[0]]), int(numbers[latest[0]]) if latest.size else None)
    middle = np.argmin(_from_middle(day[signed]) + _from_middle(rise[signed]))
    latest = signed[np.lexsort((-rise[signed], -day[signed]))]
    typical, extreme = int(numbers[signed[middle]]), int(numbers[latest[0]])
    return Examples(typical, extreme if extreme != typical else None)


def _from_middle(values: RealArray) -> RealArray:
    """Distance of each rank from the middle, as a share."""
    return np.asarray(np.abs((rankdata(values) - 0.5) / len(values) - 0.5), dtype=np.float64)
