"""Which factors drive an output: Sobol' indices and Morris effects of a table of points, with intervals.

The estimators of Sobol' indices are SALib's; what stands here is what SALib leaves to its user. Outputs are joined by
the number of the point, and the design is recognised from the values of the factors, so no row order is trusted. A
value that is not finite is refused. Intervals count both the points drawn and the Monte Carlo error of each point.

References
----------
Saltelli et al. (2010), Computer Physics Communications 181 (estimators of first and total indices).
Morris (1991), Technometrics 33; Campolongo, Cariboni & Saltelli (2007), Environmental Modelling & Software 22.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.factors import scale_of, value_words
from sim.analysis.points import joined
from sim.analysis.resample import resamples
from sim.analysis.shares import NORMAL_975
from sim.analysis.tables import RealArray
from sim.errors import ScenarioError
from sim.scenario.problems import counted

Flags = npt.NDArray[np.bool_]

TIMES = 300  # resamples
FEW = 5  # levels of a factor of which a tornado takes the lowest and the highest alone
LEAST_BLOCKS = 8  # of a Sobol' design, or trajectories, from which anything can be said
# Of a Sobol' design, from which 95% intervals hold. On Sobol's G function of six factors those of 8 to 32 base samples
# held a known index in as few as 24 of 40 designs, those of 64 in 36 or more.
LEAST_FOR_INTERVALS = 64
HALF_NORMAL = math.sqrt(2 / math.pi)  # mean size of a standard normal number


def units_of(points: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """Point and factors in sampling units where the table has them (`NAME_unit`), else as coded."""
    columns = {name: points[f"{name}_unit"] if f"{name}_unit" in points else points[name] for name in factors}
    return pd.DataFrame({"point": points["point"], **columns}).sort_values("point", ignore_index=True)


def sobol_indices(
    points: pd.DataFrame,
    outputs: pd.DataFrame,
    output: str,
    factors: Sequence[str],
    noise: pd.DataFrame | None = None,
    blocks: int | None = None,
    times: int = TIMES,
) -> pd.DataFrame:
    """First and total indices of each factor for one output, with 95% intervals.

    The total index is freed of what Monte Carlo error alone adds to it, mean((e_A - e_AB)^2) / (2 V), as far as
    `noise` shows it; V, the variance of which an index is a share, still holds that error.

    Parameters
    ----------
    points : column `point`, and the factors; numbered as SALib's `sobol.sample(..., calc_second_order=False)` has them
    outputs : column `point`, and the output
    noise : the output at each point in `times` other draws of the replicates, indexed by point; None where it is exact
    blocks : how many of the base samples to use, the first; None for all

    Returns
    -------
    DataFrame
        A row a factor: factor, first, first_lower, first_upper, first_clear, total, total_lower, total_upper,
        total_clear, noise. `clear` says that 0 lies below the interval; `noise` is what was taken off the total. Fewer
        than `LEAST_FOR_INTERVALS` base samples give no intervals: their ends are NaN.
    """
    units = units_of(points, factors)
    values = joined(units, outputs, output)
    count = _saltelli_blocks(units, factors)
    _check_enough(count, factors, "base sample")
    used = count if blocks is None else min(blocks, count)
    shaped = values.reshape(count, len(factors) + 2)[:used]
    mean, spread = float(shaped.mean()), float(shaped.std())
    scale = spread if spread > 1e-12 * max(abs(mean), 1.0) else math.inf  # an output that never varies has no drivers
    other: RealArray | None = None
    if noise is not None:
        drawn = noise.reindex(units["point"]).to_numpy(dtype=np.float64)
        if not np.isfinite(drawn).all():
            raise ScenarioError(f"output '{output}': some resamples have no value. Run more replicates a point.")
        times = drawn.shape[1]
        other = (drawn.reshape(count, len(factors) + 2, times)[:used] - mean) / scale
    return _indices((shaped - mean) / scale, other, factors, times)


def _indices(y: RealArray, noisy: RealArray | None, factors: Sequence[str], times: int) -> pd.DataFrame:
    """Indices from outputs brought to mean 0 and deviation 1, shape (blocks, factors + 2): A, each A with B's, B."""
    from SALib.analyze.sobol import first_order, total_order

    rows = np.stack(list(resamples(len(y), times)), axis=1)
    # No variance to share out, though a rare point in between may differ: as good as an output that never varies.
    flat = float(np.r_[y[:, 0], y[:, -1]].std()) == 0.0

    def drawn(column: int) -> RealArray:
        """One column in every resample; shape (blocks, times)."""
        if noisy is None:
            return np.asarray(y[:, column][rows])
        return np.asarray(np.take_along_axis(noisy[:, column, :], rows, axis=0))

    found = []
    for index, factor in enumerate(factors):
        if flat:
            found.append((factor, *[0.0] * 3, False, *[0.0] * 3, False, 0.0))
            continue
        a, ab, b = y[:, 0], y[:, index + 1], y[:, -1]
        first, total = float(first_order(a, ab, b)), float(total_order(a, ab, b))
        added = 0.0
        if noisy is not None:
            errors = (noisy[:, 0, :] - noisy[:, index + 1, :]).var(axis=1, ddof=1)
            added = min(float(errors.mean()) / (2 * float(np.r_[a, b].var())), total)
        args = drawn(0), drawn(index + 1), drawn(len(factors) + 1)
        half_first, half_total = (
            NORMAL_975 * float(np.std(estimate(*args), ddof=1)) if len(y) >= LEAST_FOR_INTERVALS else math.nan
            for estimate in (first_order, total_order)
        )
        total -= added
        found.append(
            (
                factor,
                *(first, first - half_first, first + half_first, first - half_first > 0),
                *(total, total - half_total, total + half_total, total - half_total > 0),
                added,
            )
        )
    return pd.DataFrame(
        found,
        columns=["factor", "first", "first_lower", "first_upper", "first_clear",
                 "total", "total_lower", "total_upper", "total_clear", "noise"],
    )  # fmt: skip


def _saltelli_blocks(units: pd.DataFrame, factors: Sequence[str]) -> int:
    """Number of base samples; refused where the points are not laid out as Saltelli's scheme has them.

    Each block of D + 2 points must be a point A, then A with one factor after the other taken from B, then B.
    """
    size = len(factors) + 2
    values = units[list(factors)].to_numpy(dtype=np.float64)
    count, rest = divmod(len(values), size)
    if rest or not count:
        raise ScenarioError(
            f"found {counted(len(values), 'point')} for {counted(len(factors), 'factor')}; a Sobol'"
            f" design has {size} for"
            ' each base sample. Make the points with design = "sobol".'
        )
    block = values.reshape(count, size, len(factors))
    mixed = np.repeat(block[:, :1], len(factors), axis=1)
    for index in range(len(factors)):
        mixed[:, index, index] = block[:, -1, index]
    wrong = np.flatnonzero((mixed != block[:, 1:-1]).any(axis=(1, 2)))
    if wrong.size:
        raise ScenarioError(
            f"points {int(units['point'].iloc[wrong[0] * size])} and after are not laid out by Saltelli's scheme, so"
            ' Sobol\' indices of them would be wrong. Make the points with design = "sobol"; a sweep of another'
            " design has its tornado: sma plot RESULTS --kind tornado."
        )
    return count


def _check_enough(found: int, factors: Sequence[str], what: str) -> None:
    """Refuse a design of too few base samples, or trajectories."""
    if found < LEAST_BLOCKS:
        raise ScenarioError(
            f"found {counted(found, what, 'trajectories' if what == 'trajectory' else '')} of"
            f" {counted(len(factors), 'factor')}; {LEAST_BLOCKS} are needed before anything can be said,"
            f" and"
            f" {LEAST_FOR_INTERVALS} say more. Write points = {LEAST_FOR_INTERVALS} in the study, and"
            f" sweep it into another"
            " folder (--out)."
        )


def base_points(points: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """Points of a Sobol' design that are independent draws: A and B of every block."""
    units = units_of(points, factors)
    _saltelli_blocks(units, factors)
    size = len(factors) + 2
    index = np.arange(len(units)) % size
    chosen: pd.DataFrame = units[(index == 0) | (index == size - 1)]
    return chosen


def morris_effects(
    points: pd.DataFrame,
    outputs: pd.DataFrame,
    output: str,
    factors: Sequence[str],
    noise: pd.DataFrame | None = None,
    blocks: int | None = None,
    times: int = TIMES,
) -> pd.DataFrame:
    """Mean, mean size and deviation of the elementary effects of each factor, with 95% intervals.

    An effect is the change of the output over the change of one factor's value, this as a share of its range as run.
    So a switch's is off to on, and a step of a whole number or of a listed level counts for its own distance, whatever
    step of the sampling unit led there. Names have no distance: from one to another is the whole range. With more than
    two of them the sign means nothing and `mu` is NaN; a design of four levels compares names two places apart alone.

    Parameters
    ----------
    points : numbered as SALib's `morris.sample` has them: trajectories of D + 1 points, one factor moved at a time. In
        the columns `NAME_unit`, or by their values, the moves are recognised; by their values they are measured
    outputs, noise, blocks : as for `sobol_indices`; `blocks` counts trajectories

    Returns
    -------
    DataFrame
        A row a factor: factor, mu, mu_star, mu_star_lower, mu_star_upper, sigma, sigma_lower, sigma_upper, noise,
        clear. `noise` is the mean size that Monte Carlo error alone would give; `clear` says that mu_star's interval
        lies above it.
    """
    units = units_of(points, factors)
    values = joined(units, outputs, output)
    steps, moved = _trajectories(points.sort_values("point", ignore_index=True), units, factors)
    _check_enough(len(steps), factors, "trajectory")
    used = len(steps) if blocks is None else min(blocks, len(steps))
    effects = _effects(values.reshape(len(steps), -1, 1), steps, moved)[:used, :, 0]
    rows = np.stack(list(resamples(used, times)), axis=1)
    errors = np.zeros(len(factors))
    drawn = effects[rows]  # trajectories, times, factors
    if noise is not None:
        other = noise.reindex(units["point"]).to_numpy(dtype=np.float64)[:, :times]
        noisy = _effects(other.reshape(len(steps), -1, times), steps, moved)[:used]
        errors = HALF_NORMAL * noisy.std(axis=2, ddof=1).mean(axis=0)
        drawn = np.stack([noisy[rows[:, number], :, number] for number in range(times)], axis=1)
    star, sigma = np.abs(drawn).mean(axis=0), drawn.std(axis=0, ddof=1)
    mu_star, deviation = np.abs(effects).mean(axis=0), effects.std(axis=0, ddof=1)
    half, half_sigma = (NORMAL_975 * each.std(axis=0, ddof=1) for each in (star, sigma))
    return pd.DataFrame(
        {
            "factor": list(factors),
            "mu": np.where(_unordered(points, factors), math.nan, effects.mean(axis=0)),
            "mu_star": mu_star,
            "mu_star_lower": mu_star - half,
            "mu_star_upper": mu_star + half,
            "sigma": deviation,
            "sigma_lower": deviation - half_sigma,
            "sigma_upper": deviation + half_sigma,
            "noise": errors,
            "clear": (mu_star > 0) & (mu_star - half > errors),
        }
    )


def _unordered(points: pd.DataFrame, factors: Sequence[str]) -> list[bool]:
    """Which factors are names, more than two, so that no direction of a change can be told."""
    return [points[name].nunique() > 2 and scale_of(points, name) == "name" for name in factors]


def _trajectories(
    points: pd.DataFrame, units: pd.DataFrame, factors: Sequence[str]
) -> tuple[RealArray, npt.NDArray[np.int64]]:
    """Step of each move as a share of its factor's range, and which factor it moved; shape (trajectories, factors)."""
    size = len(factors) + 1
    values = points[list(factors)].to_numpy(dtype=np.float64)
    count, rest = divmod(len(values), size)
    ranges = np.ptp(values, axis=0)
    still = [name for name, extent in zip(factors, ranges, strict=True) if extent == 0]
    if still:
        raise ScenarioError(
            f"{', '.join(still)}: the same at every point, so it has no effects. Leave it out of the"
            f" study, or widen it."
        )
    if rest == 0 and count:
        shape = (count, size, len(factors))
        moved = np.diff(units[list(factors)].to_numpy(dtype=np.float64).reshape(shape), axis=1) != 0
        steps = np.diff(values.reshape(shape), axis=1) / ranges
        names = [scale_of(points, name) == "name" for name in factors]
        steps[:, :, names] = np.sign(steps[:, :, names])
        once = (moved.sum(axis=2) == 1).all() and (moved.sum(axis=1) == 1).all()
        if once and (moved == (steps != 0)).all():
            return np.asarray(steps.sum(axis=2)), np.asarray(moved.argmax(axis=2))
    raise ScenarioError(
        f"found {counted(len(values), 'point')} for {counted(len(factors), 'factor')} that are not {size} to a"
        ' trajectory, each moving every factor once. Make the points with design = "morris".'
    )


def _effects(values: RealArray, steps: RealArray, moved: npt.NDArray[np.int64]) -> RealArray:
    """Elementary effects; shape (trajectories, factors, draws)."""
    changes = np.diff(values, axis=1) / steps[:, :, None]
    made = np.empty_like(changes)
    np.put_along_axis(made, moved[:, :, None], changes, axis=1)
    return made


def convergence(
    points: pd.DataFrame,
    outputs: pd.DataFrame,
    output: str,
    factors: Sequence[str],
    noise: pd.DataFrame | None = None,
    design: str = "sobol",
    times: int = TIMES,
) -> pd.DataFrame:
    """Indices from the first 1/8, 1/4, 1/2 and all of the base samples or trajectories; `blocks` says how many."""
    estimate, extra = (sobol_indices, 2) if design == "sobol" else (morris_effects, 1)
    whole = len(points) // (len(factors) + extra)
    sizes = sorted({size for size in (whole // 8, whole // 4, whole // 2) if size >= LEAST_BLOCKS} | {whole})
    parts = [
        estimate(points, outputs, output, factors, noise, blocks=size, times=times).assign(blocks=size)
        for size in sizes
    ]
    return pd.concat(parts, ignore_index=True)


def interval_words(table: pd.DataFrame) -> str:
    """What the intervals of a table from `convergence` are, for all of its blocks, or why it has none."""
    last = table[table["blocks"] == table["blocks"].max()]
    if "total" in last and last["total_lower"].isna().any():
        count = counted(int(last["blocks"].iloc[0]), "base sample")
        return f"No intervals: {count}, and those of fewer than {LEAST_FOR_INTERVALS} hold the truth too seldom"
    return "Intervals: 95%, bootstrap over points and over batches of replicates"


def tornado(points: pd.DataFrame, outputs: pd.DataFrame, output: str, factors: Sequence[str]) -> pd.DataFrame:
    """Mean output where each factor is low and where it is high, with 95% intervals over points.

    Low and high are the lowest and highest of up to five levels, else the lowest and highest fifth of the points. Names
    have no order: low is the one with the lowest mean, high the one with the highest, wherever they stand in a list.

    Returns
    -------
    DataFrame
        Sorted by the size of the swing: factor, low, low_lower, low_upper, high, high_lower, high_upper, low_at,
        high_at (largest and smallest value of the factor there, or its label), mean (of all points), swing,
        swing_lower, swing_upper.
    """
    values = joined(points, outputs, output)
    rows = []
    for factor in factors:
        low, high = _ends(points, factor, values)
        level = points[factor].to_numpy(dtype=np.float64)
        words = value_words(points, factor, [level[low].max(), level[high].min()])
        row: dict[str, float | str] = {"factor": factor, "low_at": words[0], "high_at": words[1]}
        errors = []
        for name, chosen in (("low", values[low]), ("high", values[high])):
            half = NORMAL_975 * float(chosen.std(ddof=1)) / math.sqrt(len(chosen)) if len(chosen) > 1 else math.nan
            row |= {
                name: float(chosen.mean()),
                f"{name}_lower": chosen.mean() - half,
                f"{name}_upper": chosen.mean() + half,
            }
            errors.append(half)
        swing, half = float(row["high"]) - float(row["low"]), math.hypot(*errors)
        rows.append(row | {"mean": float(values.mean()), "swing": swing, "swing_lower": swing - half,
                           "swing_upper": swing + half})  # fmt: skip
    found = pd.DataFrame(rows)
    return found.sort_values("swing", key=lambda swing: -swing.abs(), ignore_index=True)


def _ends(points: pd.DataFrame, factor: str, values: RealArray) -> tuple[Flags, Flags]:
    """Which points are low in a factor, and which high."""
    codes = points[factor].to_numpy(dtype=np.float64)
    distinct = np.unique(codes)
    if scale_of(points, factor) == "name":
        by_name = sorted(distinct, key=lambda code: str(points[f"{factor}_label"].to_numpy()[codes == code][0]))
        means = [float(values[codes == code].mean()) for code in by_name]
        lowest = by_name[int(np.argmin(means))]
        highest = by_name[len(means) - 1 - int(np.argmax(means[::-1]))]  # of equal means not the same name twice
        return codes == lowest, codes == highest
    low, high = (distinct[0], distinct[-1]) if len(distinct) <= FEW else np.quantile(codes, [0.2, 0.8])
    if low == high:  # most points at one value
        low, high = distinct[0], distinct[-1]
    return codes <= low, codes >= high
