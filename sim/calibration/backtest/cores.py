"""Behavioural cores: what a party compares an offer with, each with a posterior of its own, weighed by what it foresaw.

Weights are pseudo-BMA+: of each core the exponential of its summed leave-one-out log scores, normalised, as a mean over
Bayesian bootstraps of the agreements. With five of them, those of Korea, a weight says which core foresaw
them better and no more.

References
----------
Yao, Vehtari, Simpson & Gelman (2018), Bayesian Analysis 13, 917-1007.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import softmax

from sim.posterior.cores import SHIPPED_CORE

RealArray = npt.NDArray[np.float64]
CORES: Mapping[str, tuple[str, ...]] = {  # overrides of the scenarios
    SHIPPED_CORE: (),
    "tactics": ("policy=tactics",),
    "equilibrium": ("policy=equilibrium", "protocol=alternating"),  # played only where sides take turns
}
BOOTSTRAPS = 4_000
MIDDLE = 0.9  # share of the bootstraps between the ends of a weight's interval
KEY = 20211105  # of the generator of bootstraps; any fixed number would do


@dataclass(frozen=True)
class Weight:
    """Weight of a core, with the middle of the weights over bootstraps, a share of `MIDDLE` of them."""

    core: str
    mean_log_score: float
    weight: float
    low: float
    high: float


def weights(log_scores: Mapping[str, RealArray], bootstraps: int = BOOTSTRAPS) -> tuple[Weight, ...]:
    """Weights of cores by predictive score.

    Parameters
    ----------
    log_scores : of each core, one an agreement left out, the same agreements in all; more is better
    bootstraps : each gives the agreements weights from a flat Dirichlet distribution
    """
    table = np.column_stack(list(log_scores.values()))  # agreements by cores
    generator = np.random.Generator(np.random.Philox(key=KEY))
    shares = generator.dirichlet(np.ones(len(table)), bootstraps)
    drawn = softmax(len(table) * shares @ table, axis=1)
    low, high = np.quantile(drawn, ((1 - MIDDLE) / 2, (1 + MIDDLE) / 2), axis=0)
    return tuple(
        Weight(core, float(table[:, k].mean()), float(drawn[:, k].mean()), float(low[k]), float(high[k]))
        for k, core in enumerate(log_scores)
    )
