"""How good a forecast is that comes as a sample: scores, prediction intervals and sets, and where the record falls.

A forecast is the empirical distribution of its sample, so scores and intervals are exact for it. Of `crps` and
`quadratic` less is better, 0 the best, and no forecast is expected to do better than the distribution the record comes
from; of the log score more is better.

References
----------
Gneiting & Raftery (2007), Journal of the American Statistical Association 102, 359-378.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp
from scipy.stats import binomtest

RealArray = npt.NDArray[np.float64]
LEVELS = (0.5, 0.8, 0.95)
CONFIDENCE = 0.9  # of the interval about a share of targets held
FLOOR = 0.01  # share of a forecast that a log score spreads evenly
SLACK = 1e-12  # a share that equals the level but for rounding reaches it


def crps(sample: RealArray, value: float) -> float:
    """Continuous ranked probability score of a sample, exact for its empirical distribution; in the sample's unit.

    mean |x - value| - mean |x - x'| / 2, over the sample and over all its pairs. Of one number, and of a flag, it is
    the absolute error and the square of the error of its probability.

    Parameters
    ----------
    sample : shape (n,)
    value : what came

    Examples
    --------
    >>> crps(np.array([3.0]), 5.0)
    2.0
    >>> crps(np.array([0.0, 1.0, 1.0, 1.0]), 1.0)
    0.0625
    """
    x, n = np.sort(sample), sample.size
    rank = np.arange(1, n + 1)
    apart = float(((2 * rank - n - 1) * x).sum()) / (n * n)  # half the mean distance of two of them
    return float(np.abs(x - value).mean()) - apart


def crps_error(sample: RealArray, value: float, draws: int) -> float:
    """Monte Carlo standard error of `crps`, from the influence of each number of the sample, by clusters.

    A number x moves the score by |x - value| - mean |x - x'| over the sample; those that share a set of parameters are
    summed first, as they are not independent.

    Parameters
    ----------
    sample : shape (n,); number i belongs to cluster i modulo `draws`, or is one of its own where there are more
    """
    n = sample.size
    order = np.argsort(sample, kind="stable")
    x = sample[order]
    before = np.concatenate(([0.0], np.cumsum(x)[:-1]))
    rank = np.arange(n)
    apart = np.empty(n)
    apart[order] = (x * (2 * rank - n) - 2.0 * before + x.sum()) / n  # mean distance of each from all
    moved = np.abs(sample - value) - apart
    clusters = min(draws, n) if draws > 1 else n
    total = np.bincount(rank % clusters, weights=moved - moved.mean(), minlength=clusters)
    return float(np.sqrt(clusters / max(clusters - 1, 1) * np.square(total).sum()) / n)


def quadratic(sample: RealArray, value: float) -> float:
    """Half the Brier score of a sample of names: sum of (share - 1 if it came, else 0) squared, halved; 0 to 1."""
    names, counts = np.unique(np.append(sample, value), return_counts=True)
    came = names == value
    share = (counts - came) / sample.size
    return float(np.square(share - came).sum()) / 2.0


def score(kind: str, sample: RealArray, value: float) -> float:
    """Score of a forecast of a target: `quadratic` of a name, else `crps`."""
    return quadratic(sample, value) if kind == "name" else crps(sample, value)


def interval(sample: RealArray, level: float) -> tuple[float, float]:
    """Central prediction interval: both ends are of the sample, and at least `level` of it lies between them."""
    outside = (1.0 - level) / 2.0
    x = np.sort(sample)
    low = int(np.floor(outside * x.size + SLACK * x.size))
    return float(x[low]), float(x[x.size - 1 - low])


def smallest_set(sample: RealArray, level: float) -> tuple[float, ...]:
    """Fewest values that together reach a share of the sample, the likeliest first; of equals the smaller number."""
    values, counts = np.unique(sample, return_counts=True)
    order = np.lexsort((values, -counts))
    reached = np.cumsum(counts[order]) / sample.size
    most = int(np.searchsorted(reached, level - SLACK)) + 1
    return tuple(float(value) for value in values[order][:most])


def pit(sample: RealArray, value: float, u: float) -> float:
    """Where the record falls in a forecast, 0 to 1; uniform over records if the forecasts are right.

    Share below the value, and a random part of the share equal to it: F(value-) + u (F(value) - F(value-)).

    Parameters
    ----------
    u : uniform, 0 to 1, of its own for each record

    References
    ----------
    Smith (1985), Journal of Forecasting 4, 283-291; for discrete values, Czado, Gneiting & Held (2009), Biometrics 65.
    """
    below, equal = (sample < value).mean(), (sample == value).mean()
    return float(below + u * equal)


def share_interval(count: int, of: int) -> tuple[float, float]:
    """Exact binomial interval of a share, at `CONFIDENCE` (Clopper and Pearson 1934)."""
    within = binomtest(count, of).proportion_ci(CONFIDENCE, "exact")
    return float(within.low), float(within.high)


def log_score(sample: RealArray, value: RealArray, width: RealArray, span: RealArray, floor: float = FLOOR) -> float:
    """Log density of a record under a forecast blurred by a kernel; more is better.

    log((1 - floor) mean over the sample of prod over columns of phi((value - x) / width) / width + floor / prod span)

    The kernel is fixed and no estimate, so that every forecast is read at the same resolution. The floor, a small share
    spread evenly, keeps one record that a forecast thought impossible from deciding over all others.

    Parameters
    ----------
    sample : shape (n, k)
    value, width, span : the record, standard deviation of the kernel, and length of the range; shape (k,)
    """
    z = (value - sample) / width
    each = -0.5 * np.square(z).sum(axis=1) - np.log(width * np.sqrt(2.0 * np.pi)).sum()
    kernel = logsumexp(each) - np.log(len(sample)) + np.log1p(-floor)
    return float(np.logaddexp(kernel, np.log(floor) - np.log(span).sum()))
