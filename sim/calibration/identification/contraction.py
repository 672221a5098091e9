"""What the record cannot tell: how far the posterior narrows the prior, what hangs together, what knowing would help.

Draws that are walkers of a sampler, moved a few steps between stages, are alike from stage to stage. Where a file says
how many walkers there were, no more draws than those count as independent: intervals and chance levels are those of so
many draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import rankdata

from sim.analysis.resample import RESAMPLES, middle_95, resamples
from sim.calibration.inference.prior import Prior
from sim.engine.batch import simulate
from sim.outcome import INDEX, NAMES
from sim.posterior.draws import Posterior
from sim.posterior.hosts import of_host, parameter_of
from sim.prepare import Prepared
from sim.rules.parameters import parameter_records

RealArray = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
BINS = 20  # equal parts of the draws, by a parameter's value
ONE_CASE_OF = 20  # cases in which chance alone is to give as much: 5%
CHANCE = 200  # shuffles from which chance levels come
UNIFORM = 1.0 / 12.0  # variance of a share of the range under the prior
OUTCOMES = {  # what knowing should help to foresee; an agreement that never came counts as one at the horizon
    "agreement_day": "day of agreement, restricted to the horizon (days)",
    "rise": "first-year rise, given agreement (share)",
}


def independent_of(posterior: Posterior) -> int:
    """How many of the draws count as independent: the walkers that made them; all, where the file does not say."""
    effort: Mapping[str, Any] = posterior.made_by.get("effort", {})
    walkers = int(effort.get("settings", {}).get("walkers", 0))
    return min(walkers or len(posterior.values), len(posterior.values))


def _resampled(count: int, independent: int, times: int = RESAMPLES) -> Iterator[Places]:
    """Places of as many draws as are independent, drawn with replacement."""
    for rows in resamples(count, times):
        yield rows[:independent]


def shares_of(posterior: Posterior, prior: Prior) -> tuple[tuple[str, ...], RealArray]:
    """Posterior draws as shares of the prior's ranges: names of k columns, and an array of shape (n, k).

    Of a parameter that differs from host to host every host has a column. One that is not drawn, or lies outside its
    range, is an error of the caller.
    """
    names: list[str] = []
    for name in prior.parameters:
        names += [of_host(name, host) for host in prior.hosts] if name in prior.pooled else [name]
    columns = [prior.names.index(parameter_of(name)) for name in names]
    low, high = prior.low[columns], prior.high[columns]
    values = posterior.values[:, [posterior.names.index(name) for name in names]]
    return tuple(names), (values - low) / (high - low)


def contraction(
    shares: RealArray, names: Sequence[str], independent: int, insensitive: Sequence[str] = ()
) -> pd.DataFrame:
    """How far each parameter's range has narrowed, 1 - variance of the posterior / variance of the prior.

    0 is nothing learnt, 1 all; below 0 the posterior is wider than the uniform prior, as one with two heaps may be.

    Parameters
    ----------
    shares : draws as shares of the prior's range, shape (n, k)
    insensitive : parameters no target depends on, whose own is 0: what they have narrowed is a sampler artefact

    Returns
    -------
    Columns `parameter`, `contraction`, `lower`, `upper` (95%), `clear` (the interval lies above 0, and above the most
    an insensitive one has narrowed), `shift` (mean less the middle of the range, in standard deviations of the prior),
    `insensitive`; the most narrowed first. `attrs` hold `floor`, the most an insensitive one has narrowed, 0 for none.
    """
    each = np.array([1.0 - shares[rows].var(axis=0) / UNIFORM for rows in _resampled(len(shares), independent)])
    value = 1.0 - shares.var(axis=0) / UNIFORM
    told = np.isin(names, list(insensitive))
    floor = max(float(value[told].max()), 0.0) if told.any() else 0.0
    lower, upper = np.quantile(each, [0.025, 0.975], axis=0)
    found = pd.DataFrame({"parameter": list(names), "contraction": value, "lower": lower, "upper": upper})
    found["clear"] = (lower > floor) & ~told
    found["shift"] = (shares.mean(axis=0) - 0.5) / np.sqrt(UNIFORM)
    found["insensitive"] = told
    found = found.sort_values("contraction", ascending=False, ignore_index=True)
    found.attrs = {"floor": floor}
    return found


def pairs(shares: RealArray, names: Sequence[str], independent: int, most: int = 15) -> tuple[pd.DataFrame, float]:
    """The most correlated pairs (Spearman), and the largest correlation that chance gives among all pairs at 5%.

    Columns `one`, `other`, `correlation`, `lower`, `upper` (95%), `clear` (larger than chance gives).
    """
    k = len(names)
    ranks = np.column_stack([rankdata(shares[:, column]) for column in range(k)])
    upper = np.triu_indices(k, 1)
    found = np.corrcoef(ranks.T)[upper]
    random = np.random.Generator(np.random.Philox(key=5))
    alone = ranks[:independent]
    largest = [np.abs(np.corrcoef(random.permuted(alone, axis=0).T)[upper]).max() for _ in range(CHANCE)]
    chance = float(np.quantile(largest, 1 - 1 / ONE_CASE_OF))
    rows = []
    for index in np.argsort(-np.abs(found))[:most]:
        a, b = int(upper[0][index]), int(upper[1][index])
        each = [np.corrcoef(ranks[rows_, a], ranks[rows_, b])[0, 1] for rows_ in _resampled(len(ranks), independent)]
        rows.append((names[a], names[b], float(found[index]), *middle_95(np.array(each)), abs(found[index]) > chance))
    return pd.DataFrame(rows, columns=["one", "other", "correlation", "lower", "upper", "clear"]), chance


def outcomes_of_draws(
    prepared: Prepared, posterior: Posterior, replicates: int, seed: int, draws: Places | None = None
) -> RealArray:
    """Negotiations of a scenario under posterior draws, `replicates` for each; shape (draws, replicates, columns).

    Every draw meets the same luck.
    """
    rows = np.arange(len(posterior.values)) if draws is None else draws
    records = records_of(prepared, posterior)
    found = np.empty((len(rows), replicates, len(NAMES)))
    for index, row in enumerate(rows):
        simulate(replace(prepared, draws=records[row : row + 1]), seed, 0, replicates, found[index])
    return found


def records_of(prepared: Prepared, posterior: Posterior) -> np.ndarray:
    """Parameter records of posterior draws; what the posterior does not hold is as in the scenario."""
    return parameter_records(prepared.params, posterior.names, posterior.values)


def outcome_values(outcomes: RealArray, name: str, horizon: float) -> RealArray:
    """Values of one of `OUTCOMES`; `horizon` in days from expiry. Shape (draws, replicates), NaN for none."""
    values = outcomes[..., getattr(INDEX, name)]
    if name == "agreement_day":
        return np.where(np.isnan(values), horizon, values)
    return values


@dataclass(frozen=True)
class Spread:
    """Variance of an outcome over draws and luck.

    Attributes
    ----------
    mean : of each draw with any value, shape (draws,)
    held : their places among the draws
    total : variance of one negotiation's outcome
    within : part of it that is luck, the mean variance inside a draw
    by_draw : variance of the draws' own expected outcomes, what luck adds to their means taken off
    """

    mean: RealArray
    held: Places
    total: float
    within: float
    by_draw: float


def spread(values: RealArray) -> Spread:
    """Variance of an outcome, taken apart; `values` (draws, replicates), at least two replicates."""
    known = (~np.isnan(values)).sum(axis=1)
    held = np.flatnonzero(known >= 2)
    own, size = values[held], known[held]
    mean = np.nanmean(own, axis=1)
    inside = np.nanvar(own, axis=1, ddof=1)
    within = float(inside.mean())
    by_draw = max(float(mean.var(ddof=1) - (inside / size).mean()), 0.0)
    return Spread(mean, held, within + by_draw, within, by_draw)


def correlation_ratios(parameters: RealArray, mean: RealArray, bins: int = BINS) -> RealArray:
    """Share of the variance of `mean` that knowing each parameter removes, bias corrected (Kelley 1935), shape (k,).

    1 - (1 - SSB / SST) (n - 1) / (n - bins), over equal parts by the parameter's order; may fall below 0.

    Parameters
    ----------
    parameters : shape (n, k)
    mean : shape (n,)
    """
    return _ratios(np.argsort(parameters, axis=0, kind="stable"), mean, bins)


def _ratios(order: Places, mean: RealArray, bins: int) -> RealArray:
    count = mean.size
    total = float(((mean - mean.mean()) ** 2).sum())
    if total <= 0.0:
        return np.zeros(order.shape[1])
    sizes = np.array([len(part) for part in np.array_split(np.arange(count), bins)])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    parts = np.add.reduceat((mean - mean.mean())[order], starts, axis=0)
    between = (parts**2 / sizes[:, None]).sum(axis=0)
    found: RealArray = 1.0 - (1.0 - between / total) * (count - 1) / (count - bins)
    return found


def knowing(shares: RealArray, names: Sequence[str], values: RealArray, independent: int) -> pd.DataFrame:
    """First-order share of an outcome's variance, luck included, that knowing each parameter would remove.

    Var E[Y | parameter] / Var Y. Intervals are bootstrap intervals of the deviation from the resampled mean, as
    resampling by itself adds to the ratio; `clear` is above the largest ratio that shuffled draws give at 5%.

    Parameters
    ----------
    shares : draws, shape (n, k)
    values : outcomes, shape (n, replicates)

    Returns
    -------
    Columns `parameter`, `share`, `lower`, `upper`, `clear`, the largest first. `attrs` hold `luck`, `draws` (shares of
    the variance) and `chance` (the largest share by chance).
    """
    found = spread(values)
    bins = min(BINS, max(2, len(found.held) // 10))
    own = shares[found.held]
    scale = float(found.mean.var(ddof=1)) / max(found.total, 1e-300)
    estimate = correlation_ratios(own, found.mean, bins) * scale
    chance = _by_chance(own[:independent], found.mean[:independent], bins) * scale
    index = np.full(len(shares), -1)  # of each draw among those held
    index[found.held] = np.arange(found.held.size)
    again = []
    for rows in _resampled(len(shares), independent, CHANCE):
        held = index[rows][index[rows] >= 0]
        again.append(correlation_ratios(own[held], found.mean[held], bins) * scale)
    off = np.stack(again) - np.mean(again, axis=0)
    lower, upper = estimate + np.quantile(off, [0.025, 0.975], axis=0)
    table = pd.DataFrame({"parameter": list(names), "share": estimate, "lower": lower, "upper": upper})
    table["clear"] = estimate > max(chance, 0.0)
    table = table.sort_values("share", ascending=False, ignore_index=True)
    table.attrs = {"luck": found.within / found.total, "draws": found.by_draw / found.total, "chance": chance}
    return table


def _by_chance(parameters: RealArray, mean: RealArray, bins: int) -> float:
    """The largest ratio among all parameters that means in another order give at 5%."""
    order = np.argsort(parameters, axis=0, kind="stable")
    random = np.random.Generator(np.random.Philox(key=6))
    largest = [float(_ratios(order, random.permutation(mean), bins).max()) for _ in range(CHANCE)]
    return float(np.quantile(largest, 1 - 1 / ONE_CASE_OF))


def group_share(shares: RealArray, values: RealArray) -> float:
    """Share of an outcome's variance that knowing a group of parameters would remove, at the least.

    Adjusted R squared of the draws' means on values and squares of the group's parameters, times the draws' part of the
    variance: what is not additive, or not of second order, is left out.

    Parameters
    ----------
    shares : of the group alone, shape (n, members)
    values : outcomes, shape (n, replicates)
    """
    found = spread(values)
    own = shares[found.held] - 0.5
    design = np.column_stack([np.ones(len(own)), own, own**2])
    if len(own) <= design.shape[1] + 1 or found.total <= 0.0:
        return float("nan")
    left = found.mean - design @ np.linalg.lstsq(design, found.mean, rcond=None)[0]
    ratio = float((left**2).sum()) / (len(own) - design.shape[1]) / float(found.mean.var(ddof=1))
    return float((1.0 - ratio) * found.mean.var(ddof=1) / found.total)
