"""Draws of a posterior from weighted draws of its prior, and small posteriors in closed form or on a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.errors import StorageError

RealArray = npt.NDArray[np.float64]
POINTS = 4000  # of a grid


class Drawn(NamedTuple):
    """Equally likely draws of a posterior: names, values of shape (n, k), and how many draws of the prior they rest on.

    `effective` is the effective number of weighted draws, (sum w)^2 / sum w^2; infinity for draws made directly.
    """

    names: tuple[str, ...]
    values: RealArray
    effective: float = np.inf

    def of(self, name: str) -> RealArray:
        """Draws of one parameter, shape (n,)."""
        return self.values[:, self.names.index(name)]


def generator(seed: int, part: int) -> np.random.Generator:
    """Random numbers of one part of a fit, independent of those of the others."""
    return np.random.Generator(np.random.Philox(key=[seed, part]))


def resampled(
    names: Sequence[str], prior: RealArray, log_weight: RealArray, count: int, rng: np.random.Generator
) -> Drawn:
    """Sampling-importance resampling: draws of the prior kept in proportion to their likelihood.

    Systematic resampling, so that a draw of weight w is kept n w times, rounded up or down; then shuffled.

    Parameters
    ----------
    prior : draws of the prior, shape (m, k), m far above `count`
    log_weight : log-likelihood of each, shape (m,)

    References
    ----------
    Rubin (1988), Using the SIR algorithm to simulate posterior distributions, Bayesian Statistics 3, 395-402.
    """
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    effective = float(1.0 / (weight**2).sum())
    if effective < count:
        raise StorageError(
            f"{names[0]} and its like: {len(prior)} draws of the prior are worth {effective:.0f} of the posterior;"
            f" allowed: at least {count}. Draw more of the prior, or narrow it."
        )
    at = (np.arange(count) + rng.random()) / count
    rows = np.minimum(np.searchsorted(np.cumsum(weight), at), len(prior) - 1)
    return Drawn(tuple(names), prior[rng.permutation(rows)], effective)


def log_uniform(low: float, high: float, count: int, rng: np.random.Generator) -> RealArray:
    """Draws whose logarithm is uniform: of a scale of which only the order of magnitude is known."""
    drawn: RealArray = np.exp(rng.uniform(np.log(low), np.log(high), count))
    return drawn


def on_grid(grid: RealArray, log_density: RealArray, count: int, rng: np.random.Generator) -> RealArray:
    """Draws from a density known up to a factor on an even grid: the inverse of its cumulated trapezia."""
    density = np.exp(log_density - log_density.max())
    total = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2.0)])
    drawn: RealArray = np.interp(rng.random(count) * total[-1], total, grid)
    return drawn


def shifted_exponential(
    waits: Sequence[float], low: float, high: float, count: int, rng: np.random.Generator
) -> tuple[RealArray, RealArray]:
    """Draws of the least and the mean of waits that are a least plus an exponential part.

    With scale s = mean - least, prior uniform in the least over its range and in log s, n waits of sum T give

        p(least | waits) proportional to (T - n least)^-n,  least below the shortest wait
        s | least, waits ~ inverse gamma(n, T - n least)

    Parameters
    ----------
    waits : days on record; half a day is added to each, since whole days are counted and the rest of a day is lost
    low, high : range of the least
    """
    x = np.asarray(waits, dtype=np.float64) + 0.5
    n, total = x.size, x.sum()
    grid = np.linspace(low, min(high, x.min()), POINTS)
    least = on_grid(grid, -n * np.log(np.maximum(total - n * grid, 1e-9)), count, rng)
    scale = (total - n * least) / rng.gamma(n, size=count)
    return least, least + scale


def share_of(counts: Sequence[tuple[int, int]], count: int, rng: np.random.Generator) -> tuple[RealArray, float]:
    """Draws of a common share behind several counts, and how much more these differ than independent trials would.

    With dispersion f = max(1, Pearson's chi-squared / degrees of freedom), counts are worth 1 / f of as many
    independent trials (quasi-likelihood; McCullagh & Nelder 1989, Generalized linear models, chapter 4). The prior is
    Beta(1/2, 1/2).

    Parameters
    ----------
    counts : (successes, trials) of each
    """
    yes, of = (np.array(each, dtype=np.float64) for each in zip(*counts, strict=True))
    share = yes.sum() / of.sum()
    spread = max(float(((yes - of * share) ** 2 / (of * share * (1.0 - share))).sum()) / (yes.size - 1), 1.0)
    return rng.beta(0.5 + yes.sum() / spread, 0.5 + (of - yes).sum() / spread, count), spread
