"""Which parameters drive a run: rank correlations of the draws its replicates took with the outcomes they came to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from sim.analysis.compare import columns_of
from sim.analysis.tables import RealArray
from sim.posterior.draws import Posterior

LEAST = 20  # replicates below which a correlation is left out


class Driver(NamedTuple):
    """A parameter and Spearman's rank correlations, -1 to 1, with the delay of all and the rise of those agreed."""

    name: str
    delay: float
    rise: float

    @property
    def strength(self) -> float:
        """The larger of the two, whatever its sign."""
        return max(abs(self.delay), abs(self.rise))


def drivers(table: pd.DataFrame, drawn: Posterior | None, horizon_day: float) -> list[Driver]:
    """Parameters that are drawn, the strongest first; a correlation says nothing of those that move together.

    Parameters
    ----------
    table : outcomes
    drawn : draws that the replicates took in turn, from `sim.posterior.joined.drawn_for`; None where they took none
    horizon_day : day from expiry at which delays are cut
    """
    if drawn is None or len(drawn.values) < LEAST:
        return []
    rows = table["replicate"].to_numpy(dtype=np.int64) % len(drawn.values)
    taken, columns = drawn.values[rows], columns_of(table, horizon_day)
    delay = _correlations(taken, columns.delay)
    rise = _correlations(taken[columns.agreed], columns.rise[columns.agreed])
    found = [Driver(name, float(delay[k]), float(rise[k])) for k, name in enumerate(drawn.names)]
    return sorted(found, key=lambda each: (-each.strength, each.name))


def _correlations(taken: RealArray, values: RealArray) -> RealArray:
    """Of each column with the values; 0 where one of the two does not vary."""
    if len(values) < LEAST:
        return np.zeros(taken.shape[1])
    x, y = rankdata(taken, axis=0), rankdata(values)
    x, y = x - x.mean(axis=0), y - y.mean()
    scale = np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    found: RealArray = np.divide(x.T @ y, scale, out=np.zeros(taken.shape[1]), where=scale > 0)
    return found
