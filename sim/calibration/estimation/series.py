"""A fit of the North as tables to draw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.calibration.estimation.breaks import Search
from sim.calibration.estimation.provocations import Fit

KS_95 = 1.358  # 95% point of Kolmogorov's distribution: the band of n residuals is 1.358 / sqrt(n) wide


@dataclass(frozen=True)
class Series:
    """Tables of a fit: `daily` cumulated, `monthly` counts, `quantiles` of residuals, `profiles` of break dates."""

    daily: pd.DataFrame
    monthly: pd.DataFrame
    quantiles: pd.DataFrame
    profiles: dict[str, pd.DataFrame]


def series(found: Fit) -> Series:
    """Series of a fit."""
    record = found.record
    dates = pd.date_range(record.first, periods=record.days, freq="D")
    daily = pd.DataFrame({"date": dates, "recorded": record.came.astype(int), "expected": found.chance})
    monthly = daily.groupby(dates.to_period("M").to_timestamp())[["recorded", "expected"]].sum()
    cumulated = daily.assign(recorded=daily["recorded"].cumsum(), expected=daily["expected"].cumsum())
    profiles = {f"all acts, step {number}": _profile(each) for number, each in enumerate(found.searches, 1)}
    profiles |= {name: _profile(each) for name, each in found.by_kind.items()}
    return Series(cumulated, monthly.rename_axis("month").reset_index(), quantiles(found.residual), profiles)


def quantiles(residual: np.ndarray) -> pd.DataFrame:
    """Sorted residuals beside the uniform quantiles they should have, and the 95% band."""
    uniform = (np.arange(residual.size) + 0.5) / residual.size
    wide = KS_95 / np.sqrt(residual.size)
    return pd.DataFrame(
        {
            "uniform": uniform,
            "residual": np.sort(residual),
            "lower": np.clip(uniform - wide, 0.0, 1.0),
            "upper": np.clip(uniform + wide, 0.0, 1.0),
        }
    )


def _profile(each: Search) -> pd.DataFrame:
    ratio = 2.0 * (np.array(each.log_likelihood) - each.without.log_likelihood)
    return pd.DataFrame({"date": pd.to_datetime(list(each.dates)), "ratio": ratio})
