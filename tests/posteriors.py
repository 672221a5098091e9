"""A small file of posterior draws in the place of the shipped one, so that tests do not hang on its values.

Parameters with records of their own keep their values meanwhile, unless a test gives draws of them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim.experiments.jobs as jobs
import sim.posterior.draws as draws
import sim.posterior.joined as beside
from sim.calibration.inference.prior import Prior, prior_of
from sim.history.keys import HOSTS
from sim.posterior.draws import Posterior
from sim.posterior.write import write_posterior
from tests.runs import shipped

DRAWS = 7  # few, so that replicates soon take the first again


def prior() -> Prior:
    """The prior of the shipped parameters, of those that the shipped core reads."""
    return prior_of(shipped("sma11").parameters)


def near(count: int, seed: int = 1) -> np.ndarray:
    """Draws near the middle of the prior, shape (count, k); no value of them is that of the file."""
    known = prior()
    values: np.ndarray = known.centre + 0.3 * (known.draw(seed, 0, count) - known.centre)
    return values


def by_host() -> Prior:
    """The same with what differs told apart for the hosts on record, as fits draw it."""
    return prior_of(shipped("sma11").parameters, hosts=HOSTS)


def columns_near(count: int, seed: int = 1) -> tuple[tuple[str, ...], np.ndarray]:
    """Draws near the middle of that prior as a file holds them: names of its columns, and values."""
    known = by_host()
    return known.table(known.centre + 0.3 * (known.draw(seed, 0, count) - known.centre))


def put(monkeypatch: pytest.MonkeyPatch, path: Path, count: int = DRAWS, seed: int = 1) -> Path:
    """Write draws to a file, and have it stand for the shipped one."""
    blocks = {"": near(count, seed), "korea-8": near(count, seed + 1)}
    write_posterior(path, prior().names, blocks, {"method": "made up"})
    return use(monkeypatch, path)


def use(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    """Have a file, or one that is not there, stand for the shipped one."""
    monkeypatch.setattr(draws, "SHIPPED", path)
    with_outside(monkeypatch, (), np.empty((1, 0)))
    return path


def with_outside(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], values: np.ndarray) -> None:
    """Have some draws stand for those that own records give."""
    monkeypatch.setattr(beside, "read_outside", lambda: Posterior(names, values, {}))
    jobs._prepared.cache_clear()
