"""One lever moved: two arms of a shipped scenario that meet the same luck, and what differs between them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tests.runs import Columns, run, shipped

REPLICATES = 400


def set_to(**values: float) -> tuple[str, ...]:
    """Overrides of parameters."""
    return tuple(f"parameters.{name}={value}" for name, value in values.items())


@lru_cache(maxsize=64)
def arm(name: str, *overrides: str) -> Columns:
    """Outcomes of a shipped scenario under some overrides; the same replicates in every arm."""
    return run(shipped(name, *overrides), REPLICATES)


def mean_wait(c: Columns) -> float:
    """Mean day of agreement, from expiry; a replicate without agreement counts with the horizon."""
    return float(wait(c).mean())


def mean_rise_change(before: Columns, after: Columns) -> float:
    """Mean change of the yearly rise over the replicates that agree in both arms.

    A year's, because a deal after a frozen year makes up for it: its first-year rise is larger for that alone.
    """
    both = (before["agreed"] == 1.0) & (after["agreed"] == 1.0)
    assert both.sum() >= 30, "too few replicates agree in both arms to compare their rises"
    return float((after["rise_annualised"] - before["rise_annualised"])[both].mean())


def wait(c: Columns) -> np.ndarray:
    """Day of agreement from expiry, the horizon where there was none."""
    return np.where(c["agreed"] == 1.0, c["agreement_day"], c["blank_days_agreement"])


def change(before: np.ndarray, after: np.ndarray) -> tuple[float, float]:
    """95% interval of the mean paired difference, over the replicates that have both."""
    difference = (after - before)[~np.isnan(after - before)]
    error = 1.96 * float(difference.std(ddof=1)) / len(difference) ** 0.5
    return float(difference.mean()) - error, float(difference.mean()) + error
