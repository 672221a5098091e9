"""Residuals of a point process seen once a day, and whether they are what a true model leaves."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.stats import kstest

from sim.draws import uniform_of_day
from sim.rules.kinds import Party, Purpose

HOST = Party.HOST.value


class Verdict(NamedTuple):
    """Kolmogorov and Smirnov's test of uniform residuals, and the correlation of each with the one before it."""

    distance: float
    p: float
    correlation: float


def residuals(chance: np.ndarray, came: np.ndarray, seed: int, replicate: int = 0) -> np.ndarray:
    """Transformed waiting times between provocations: independent and uniform on 0 to 1 if `chance` is right.

    With q = -log(1 - chance), a wait is the sum of q over the quiet days before an event, plus a random part of the
    event's own day: -log(1 - r chance), r uniform. The sum is exponential with mean 1; its distribution function
    makes it uniform. Without the random part days of high chance would bias the test.

    Parameters
    ----------
    chance : of a provocation on each day, given the days before; shape (days,)
    came : true on days with one; shape (days,)
    seed, replicate : which random parts

    Returns
    -------
    shape (events,), in order of time

    References
    ----------
    Haslinger, Pipa & Brown (2010), Neural Computation 22, 2477-2506.
    """
    total = np.concatenate([[0.0], np.cumsum(-np.log1p(-chance))])
    event = np.flatnonzero(came)
    part = np.array([uniform_of_day(seed, replicate, Purpose.RESIDUAL.value, HOST, int(day)) for day in event])
    before = np.concatenate([[0], event[:-1] + 1]) if event.size else event
    wait = total[event] - total[before] - np.log1p(-part * chance[event])
    uniforms: np.ndarray = -np.expm1(-wait)
    return uniforms


def verdict(residual: np.ndarray) -> Verdict:
    """Test of residuals; the p-value is that of a model whose parameters were not taken from the same record."""
    test = kstest(residual, "uniform")
    correlation = float(np.corrcoef(residual[1:], residual[:-1])[0, 1])
    return Verdict(float(test.statistic), float(test.pvalue), correlation)
