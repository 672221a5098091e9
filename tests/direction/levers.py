"""One lever moved: two arms of a shipped scenario that meet the same luck, and what differs between them.

Both arms take the same draws of the posterior, so that what holds here holds over all that is not known of the
parameters, and not at one set of them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from sim.scenario.load import load_scenario
from sim.scenario.schema import Scenario
from tests.runs import SCENARIOS, Columns, run

REPLICATES = 1_200  # two for each draw of the posterior
MANY = 6_000  # for small effects, and for shares that are near a mark


def drawn(name: str, *overrides: str) -> Scenario:
    """A shipped scenario under some overrides, whose replicates take draws of the posterior."""
    return load_scenario(SCENARIOS / f"{name}.toml", overrides, draws="posterior").scenario


def set_to(**values: float) -> tuple[str, ...]:
    """Overrides of parameters."""
    return tuple(f"parameters.{name}={value}" for name, value in values.items())


@lru_cache(maxsize=64)
def arm(name: str, *overrides: str, replicates: int = REPLICATES) -> Columns:
    """Outcomes of a shipped scenario under some overrides; the same replicates in every arm."""
    return run(drawn(name, *overrides), replicates)


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


def agreed_before(c: Columns, day: float) -> np.ndarray:
    """1 where a text both leaders took stood before a day from expiry."""
    return np.where((c["agreed"] == 1.0) & (c["agreement_day"] < day), 1.0, 0.0)


def interval(values: np.ndarray, share: float = 0.8) -> tuple[float, float]:
    """Middle share of the replicates; one that never came counts as later than all others."""
    known = np.where(np.isnan(values), np.inf, values)
    low, high = np.quantile(known, [(1 - share) / 2, (1 + share) / 2], method="nearest")
    return float(low), float(high)


def fails(why: str) -> pytest.MarkDecorator:
    """What is expected and does not come out, with its figure; a mark that no longer fails is an error."""
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)
