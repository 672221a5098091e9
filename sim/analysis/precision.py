"""How precise a figure is by the number of replicates: the width of its 95% interval, and when to stop adding more."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.analysis.shares import NORMAL_975
from sim.analysis.survival import ENDS
from sim.analysis.tables import RealArray
from sim.errors import ScenarioError
from sim.outcome import COLUMNS
from sim.scenario.problems import did_you_mean

DAYS = {day: day for day, _ in ENDS.values()} | {waited: day for day, waited in ENDS.values()}
LEAST = 1_000  # replicates before the first look
GROWTH = 1.25  # factor by which the number grows from one look to the next


@dataclass(frozen=True)
class Target:
    """A figure and the width its 95% interval shall have: `how` is median or mean; `day` the column that censors it."""

    column: str
    how: str
    width: float
    unit: str
    day: str | None

    @property
    def name(self) -> str:
        """As it is written: blank_days.median."""
        return f"{self.column}.{self.how}"


@dataclass(frozen=True)
class Look:
    """What a number of replicates gives: the figure, its 95% interval, and the share that is censored."""

    replicates: int
    value: float
    lower: float
    upper: float
    censored: float

    @property
    def width(self) -> float:
        """Of the interval; infinite where it reaches beyond the horizon."""
        return self.upper - self.lower if math.isfinite(self.upper) else math.inf


def parse_target(text: str) -> Target:
    """Target of `COLUMN.median=WIDTH` or `COLUMN.mean=WIDTH`.

    >>> parse_target("blank_days.median=10")
    Target(column='blank_days', how='median', width=10.0, unit='days', day='signature_day')
    """
    figure, equals, wide = text.partition("=")
    column, _, how = figure.strip().partition(".")
    known = {each.name: each for each in COLUMNS if each.kind != "name" and each.name != "replicate"}
    try:
        width = float(wide)
    except ValueError:
        width = math.nan
    if not equals or how not in ("median", "mean") or not 0 < width < math.inf:
        raise ScenarioError(
            f"--until-width '{text}': write COLUMN.median=WIDTH or COLUMN.mean=WIDTH with a width above 0, as in"
            " blank_days.median=10."
        )
    if column not in known:
        raise ScenarioError(f"--until-width '{text}': '{column}' is no number.{did_you_mean(column, known)}")
    if known[column].kind == "flag" and how == "median":
        raise ScenarioError(f"--until-width '{text}': '{column}' is true or false. Write {column}.mean for its share.")
    return Target(column, how, width, known[column].unit, DAYS.get(column))


def look(target: Target, values: RealArray, days: RealArray | None) -> Look:
    """The figure after some replicates.

    The median's interval runs between two order statistics, whose ranks hold it with a chance of at least 95%; the
    mean's is normal. Replicates without such a thing do not count, but a day that lies beyond the horizon is later than
    all others.

    Parameters
    ----------
    target : the figure
    values : its column, one a replicate; missing ones NaN
    days : the column `target.day`, NaN where it lies beyond the horizon; None where nothing is censored
    """
    censored = float(np.isnan(days).mean()) if days is not None else 0.0
    if target.how == "mean":
        known = values[~np.isnan(values)]
        if len(known) < 2:
            return Look(len(values), math.nan, -math.inf, math.inf, censored)
        half = NORMAL_975 * float(known.std(ddof=1)) / math.sqrt(len(known))
        return Look(len(values), float(known.mean()), float(known.mean()) - half, float(known.mean()) + half, censored)
    if days is not None:
        ordered = np.sort(np.where(np.isnan(days), np.inf, values))
    else:
        ordered = np.sort(values[~np.isnan(values)])
    lower, upper = median_ranks(len(ordered))
    if lower < 1:
        return Look(len(values), math.nan, -math.inf, math.inf, censored)
    middle = float(ordered[(len(ordered) + 1) // 2 - 1])
    return Look(len(values), middle, float(ordered[lower - 1]), float(ordered[upper - 1]), censored)


def median_ranks(count: int) -> tuple[int, int]:
    """Ranks of the two order statistics that hold the median with a chance of at least 95%; the lower is 0 for none.

    The largest l with P(Binomial(n, 1/2) < l) <= 2.5%, and n + 1 - l.

    References
    ----------
    David & Nagaraja (2003), Order Statistics, section 7.1.

    >>> median_ranks(10), median_ranks(5)
    ((2, 9), (0, 6))
    """
    from scipy.stats import binom

    lower = int(binom.ppf(0.025, count, 0.5))
    return lower, count + 1 - lower


def refuse_censored(target: Target, seen: Look) -> None:
    """Refuse a median of which more than half is censored: it lies beyond the horizon, whatever the replicates."""
    if target.how == "median" and seen.censored > 0.5:
        raise ScenarioError(
            f"--until-width {target.name}: {100 * seen.censored:.0f}% of the first {seen.replicates:,} replicates had"
            " not got there by the horizon, so the median lies beyond it and no number of replicates makes it precise."
            f" Ask for {target.column}.mean, which is cut at the horizon, or set agreement.horizon_years higher."
        )


def next_size(replicates: int, most: int) -> int:
    """Number of replicates at the next look: a quarter more, at least 1,000, and never above the most allowed."""
    return min(max(math.ceil(replicates * GROWTH), replicates + LEAST), most)


RULE = (
    f"looks after {LEAST:,} replicates and then after each block of a quarter more, at least {LEAST:,}; stops at the"
    " first at which the 95% interval is no wider than asked, or at the most replicates allowed"
)
