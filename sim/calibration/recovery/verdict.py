"""What trials with known parameters show: ranks, coverage of intervals, and which parameters a fit finds again.

Ranks of one trial share a record, so they are not independent. Intervals of pooled shares are therefore from resampled
trials, and the band of the pooled ECDF is given twice: for ranks wholly independent, and for ranks of one trial wholly
alike. Of independent priors and little information the parameters' ranks are nearly the first; the quantities foreseen
lie between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import norm

from sim.analysis.resample import middle_95, resamples
from sim.calibration.inference.prior import Prior
from sim.calibration.recovery.ranks import LEVELS, band, by_chance, edges, inside, shares_below, uniform_p
from sim.calibration.recovery.trials import Known, Trial

RealArray = npt.NDArray[np.float64]
FALSE_FOUND = 0.05  # share of those called recovered that may be so by chance
UNEVEN = 0.05  # chance below which ranks count as uneven
LEAST_TRIALS = 4  # for a correlation to be tested


@dataclass(frozen=True)
class Verdict:
    """What the trials show.

    Attributes
    ----------
    trials : how many
    parameters, quantities : a row each, as `table` gives them
    coverage : a row for each pool and level
    ecdf : a row for each pool and rank
    """

    trials: int
    parameters: pd.DataFrame
    quantities: pd.DataFrame
    coverage: pd.DataFrame
    ecdf: pd.DataFrame

    @property
    def recovered(self) -> pd.DataFrame:
        """Parameters found again, the surest first."""
        rows = self.parameters[self.parameters["recovered"]]
        return rows.sort_values("correlation", ascending=False, ignore_index=True)

    def few(self, which: str) -> tuple[int, int, tuple[float, int, int]]:
        """How many ranks of a pool are uneven, of how many tested, and what chance gives of as many tests."""
        p = getattr(self, which)["uniform_p"].dropna()
        return int((p < UNEVEN).sum()), len(p), by_chance(len(p), UNEVEN)


def verdict(trials: Sequence[Trial], prior: Prior, quantities: Sequence[str]) -> Verdict:
    """Findings of some trials, at least one."""
    parameters = table(prior.names, [trial.parameters for trial in trials])
    spread = (prior.high - prior.low) / np.sqrt(12.0)
    sd = _stacked([trial.parameters for trial in trials], "sd")
    parameters.insert(3, "contraction", 1.0 - (sd**2).mean(axis=0) / spread**2)
    known = table(quantities, [trial.quantities for trial in trials])
    pools = {
        "all parameters": (_ranks([trial.parameters for trial in trials])),
        "recovered parameters": _ranks([trial.parameters for trial in trials])[:, parameters["recovered"].to_numpy()],
        "quantities foreseen": _ranks([trial.quantities for trial in trials]),
    }
    pools = {name: ranks for name, ranks in pools.items() if ranks.shape[1]}
    return Verdict(len(trials), parameters, known, coverage(pools), ecdf(pools))


def table(names: Sequence[str], each: Sequence[Known]) -> pd.DataFrame:
    """A row for each number whose truth is known: how its fits' means follow the truth, and where the truth ranks.

    Columns: `name`; `correlation` of means with truths over trials (NaN with fewer than four, or where one does not
    vary); `p` of it against one that is not positive; `recovered`, whether it holds among all names with at most 5%
    false (Benjamini and Hochberg 1995); `error`, root mean square of mean less truth; `inside_50`, `inside_80`,
    `inside_95`; `mean_rank`, 0 to 1; `uniform_p`.
    """
    truth, mean, ranks = _stacked(each, "truth"), _stacked(each, "mean"), _ranks(each)
    correlation = np.array([_correlation(truth[:, k], mean[:, k]) for k in range(len(names))])
    p = positive_p(correlation, len(each))
    found = pd.DataFrame({"name": list(names), "correlation": correlation, "p": p, "recovered": kept(p)})
    found["error"] = np.sqrt(((mean - truth) ** 2).mean(axis=0))
    for level in LEVELS:
        found[f"inside_{100 * level:.0f}"] = inside(ranks, level).mean(axis=0)
    found["mean_rank"] = (ranks.mean(axis=0) + 0.5) / (edges().size + 1)
    found["uniform_p"] = [uniform_p(ranks[:, k]) for k in range(len(names))]
    return found


def positive_p(correlation: RealArray, count: int) -> RealArray:
    """Chance of a correlation this high over `count` pairs where there is none, by Fisher's transformation."""
    if count < LEAST_TRIALS:
        return np.full(correlation.shape, np.nan)
    z = np.arctanh(np.clip(correlation, -0.999999, 0.999999)) * np.sqrt(count - 3.0)
    found: RealArray = norm.sf(z)
    return found


def kept(p: RealArray, share: float = FALSE_FOUND) -> npt.NDArray[np.bool_]:
    """Which of many tests hold with at most a share of false ones among them (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> kept(np.array([0.001, 0.04, 0.03, 0.9])).tolist()
    [True, False, False, False]
    """
    known = np.where(np.isnan(p), 1.0, p)
    ordered = np.sort(known)
    holds = np.flatnonzero(ordered <= share * np.arange(1, p.size + 1) / p.size)
    found: npt.NDArray[np.bool_] = known <= (ordered[holds[-1]] if holds.size else -1.0)
    return found


def coverage(pools: dict[str, npt.NDArray[np.int64]]) -> pd.DataFrame:
    """Share of truths inside central intervals, with 95% intervals over resampled trials.

    `pools` : ranks by name, shape (trials, members). Columns: `pool`, `level`, `share`, `lower`, `upper`, `members`.
    """
    rows = []
    for name, ranks in pools.items():
        for level in LEVELS:
            by_trial = inside(ranks, level).mean(axis=1)
            lower, upper = middle_95(np.array([by_trial[rows].mean() for rows in resamples(len(by_trial))]))
            rows.append((name, level, float(by_trial.mean()), lower, upper, ranks.shape[1]))
    return pd.DataFrame(rows, columns=["pool", "level", "share", "lower", "upper", "members"])


def ecdf(pools: dict[str, npt.NDArray[np.int64]]) -> pd.DataFrame:
    """ECDF of pooled ranks less the uniform one, with 95% simultaneous bands.

    Columns: `pool`, `rank` (0 to 1), `difference`; `lower`, `upper` for independent ranks, and `lower_alike`,
    `upper_alike` for ranks alike within a trial, all less `rank`.
    """
    at, parts = edges(), []
    for name, ranks in pools.items():
        own, alike = band(ranks.size), band(len(ranks))
        columns = {"rank": at, "difference": shares_below(ranks) - at, "lower": own[0] - at, "upper": own[1] - at}
        columns |= {"lower_alike": alike[0] - at, "upper_alike": alike[1] - at}
        parts.append(pd.DataFrame(columns).assign(pool=name))
    return pd.concat(parts, ignore_index=True)


def beyond(found: pd.DataFrame) -> pd.DataFrame:
    """Share of the places at which the ECDF of each pool leaves its bands; columns `pool`, `own`, `alike`."""
    out = found.assign(
        own=(found["difference"] < found["lower"]) | (found["difference"] > found["upper"]),
        alike=(found["difference"] < found["lower_alike"]) | (found["difference"] > found["upper_alike"]),
    )
    return out.groupby("pool", sort=False)[["own", "alike"]].mean().reset_index()


def points(trials: Sequence[Trial], prior: Prior, name: str) -> pd.DataFrame:
    """A parameter in all trials: columns `truth`, `mean`, `low`, `high` (80%), and `from` and `to` of its prior."""
    k = prior.names.index(name)
    columns = {
        each: [float(getattr(trial.parameters, each)[k]) for trial in trials]
        for each in ("truth", "mean", "low", "high")
    }
    return pd.DataFrame({**columns, "from": float(prior.low[k]), "to": float(prior.high[k])})


def _stacked(each: Sequence[Known], name: str) -> RealArray:
    return np.stack([getattr(known, name) for known in each]).astype(np.float64)


def _ranks(each: Sequence[Known]) -> npt.NDArray[np.int64]:
    return np.stack([known.rank for known in each])


def _correlation(one: RealArray, other: RealArray) -> float:
    if len(one) < LEAST_TRIALS or one.std() == 0.0 or other.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
