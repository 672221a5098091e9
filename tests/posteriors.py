"""A small file of posterior draws in the place of the shipped one, so that tests do not hang on its values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim.experiments.jobs as jobs
import sim.posterior.draws as draws
from sim.calibration.inference.prior import Prior, prior_of
from sim.posterior.write import write_posterior
from tests.runs import shipped

DRAWS = 7  # few, so that replicates soon take the first again


def prior() -> Prior:
    """The prior of the shipped parameters."""
    return prior_of(shipped("sma11").parameters)


def near(count: int, seed: int = 1) -> np.ndarray:
    """Draws near the central set, shape (count, k); no value of them is the central one."""
    known = prior()
    values: np.ndarray = known.centre + 0.3 * (known.draw(seed, 0, count) - known.centre)
    return values


def put(monkeypatch: pytest.MonkeyPatch, path: Path, count: int = DRAWS, seed: int = 1) -> Path:
    """Write draws to a file, and have it stand for the shipped one."""
    write_posterior(path, prior().names, {0: near(count, seed), 8: near(count, seed + 1)}, {"method": "made up"})
    return use(monkeypatch, path)


def use(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    """Have a file, or one that is not there, stand for the shipped one."""
    monkeypatch.setattr(draws, "SHIPPED", path)
    jobs._prepared.cache_clear()
    return path
