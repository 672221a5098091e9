"""Simulation-based calibration: ranks of known truths among the draws of fits to records they made.

Where true parameters come from the prior and a fit draws from the posterior, the rank of the truth among independent
draws is uniform, for any function of parameters and record. Intervals too narrow give too many ranks at both ends, too
wide ones too few; a fit that learns nothing, and whose draws are the prior, gives uniform ranks as well: ranks say
whether a fit may be believed, not whether it has found anything out.

References
----------
Talts, Betancourt, Simpson, Vehtari & Gelman (2018), Validating Bayesian inference algorithms with simulation-based
calibration. Saeilynoja, Buerkner & Vehtari (2022), Graphical test for discrete uniformity, Statistics and Computing 32:
simultaneous bands. Modrak and others (2023), Bayesian Analysis: quantities that depend on the record.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, chi2

RealArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
DRAWS = 199  # that a truth is ranked among: 200 places, of which 50, 80 and 95% are even numbers
PLACES = DRAWS + 1
LEVELS = (0.5, 0.8, 0.95)
LEAST_IN_BIN = 5  # expected, for the chi-square test
BAND_RECORDS = 2_000  # of uniform ranks, from which a band is made
_KEY = 20100418  # of the generator that makes bands; any fixed number would do


def spaced(count: int, wanted: int = DRAWS) -> IntArray:
    """Places of `wanted` draws spread evenly over `count`: thinning, so that neighbours are hardly alike."""
    return np.linspace(0, count - 1, wanted).round().astype(np.int64)


def ranks_of(truth: RealArray, draws: RealArray, shares: RealArray) -> IntArray:
    """How many draws lie below the truth, column by column, 0 to the number of draws.

    Parameters
    ----------
    truth : shape (k,)
    draws : shape (n, k)
    shares : uniform, 0 to 1, shape (k,): of n + 1 places among equals, which the truth takes
    """
    below, equal = (draws < truth).sum(axis=0), (draws == truth).sum(axis=0)
    found: IntArray = below + np.minimum(np.floor(shares * (equal + 1)), equal).astype(np.int64)
    return found


def inside(ranks: IntArray, level: float) -> npt.NDArray[np.bool_]:
    """Whether truths lie within central intervals of a level, read off their ranks.

    Examples
    --------
    >>> inside(np.array([0, 19, 20, 179, 180]), 0.8).tolist()
    [False, False, True, True, False]
    """
    out = round((1.0 - level) / 2.0 * PLACES)
    found: npt.NDArray[np.bool_] = (ranks >= out) & (ranks < PLACES - out)
    return found


def shares_below(ranks: IntArray) -> RealArray:
    """Share of the ranks below 1, 2, ... `DRAWS`; uniform ranks give `edges()`."""
    counts = np.bincount(ranks.ravel(), minlength=PLACES)
    found: RealArray = np.cumsum(counts)[:-1] / max(ranks.size, 1)
    return found


def edges() -> RealArray:
    """Shares of the places at which the ECDF is read, shape (`DRAWS`,)."""
    found: RealArray = np.arange(1, PLACES) / PLACES
    return found


@lru_cache(maxsize=16)
def band(count: int, level: float = 0.95) -> tuple[RealArray, RealArray]:
    """Limits between which the ECDF of `count` independent uniform ranks lies everywhere, at a level.

    At each edge the limits are those of a binomial number, at a pointwise level found by simulation such that they hold
    at all edges together (Saeilynoja and others, section 2).

    Returns
    -------
    Lower and upper limit at `edges()`, as shares.
    """
    at = edges()
    generator = np.random.Generator(np.random.Philox(key=_KEY))
    drawn = generator.multinomial(count, np.full(PLACES, 1.0 / PLACES), BAND_RECORDS).cumsum(axis=1)[:, :-1]
    tails = np.minimum(binom.cdf(drawn, count, at), binom.sf(drawn - 1, count, at))
    pointwise = float(np.quantile(tails.min(axis=1), 1.0 - level))
    return binom.ppf(pointwise, count, at) / count, binom.isf(pointwise, count, at) / count


def uniform_p(ranks: IntArray) -> float:
    """Chance of ranks this uneven or more, by a chi-square test; NaN for fewer than ten.

    Bins are as many as leave `LEAST_IN_BIN` ranks expected in each, at most 20.
    """
    fitting = [bins for bins in (2, 4, 5, 8, 10, 20) if ranks.size >= LEAST_IN_BIN * bins]
    if not fitting:
        return float("nan")
    bins = fitting[-1]
    counts = np.bincount(ranks * bins // PLACES, minlength=bins)
    expected = ranks.size / bins
    return float(chi2.sf(((counts - expected) ** 2 / expected).sum(), bins - 1))


def by_chance(tests: int, level: float = 0.05) -> tuple[float, int, int]:
    """How many of independent tests fall below a level by chance: expected, and the middle 95% of the number."""
    low, high = binom.ppf((0.025, 0.975), tests, level)
    return tests * level, int(low), int(high)
