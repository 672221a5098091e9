"""What a factor does, level by level: outcomes split by its levels, hazards of competing ends, cells of two factors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from sim.analysis.factors import band_words, scale_of, value_words
from sim.analysis.shares import NORMAL_975, wilson
from sim.analysis.tables import RealArray
from sim.errors import ScenarioError
from sim.scenario.problems import did_you_mean

MOST_LEVELS = 6  # beyond that many distinct values the points are split into bands
BANDS = 5
CELLS = 8  # bands of each factor of a map, where it has more than twelve distinct values


@dataclass(frozen=True)
class Level:
    """One level of a factor: its label, the middle of its values, and the points that have it."""

    label: str
    middle: float
    points: tuple[int, ...]


def levels_of(points: pd.DataFrame, factor: str, most: int = MOST_LEVELS, bands: int = BANDS) -> list[Level]:
    """Levels of a factor, rising: its distinct values, or where there are too many, bands of as many points each.

    No two have the same label. Names, which have no order, are never joined to bands.

    Parameters
    ----------
    points : column `point`, the factor by its code, and if there is one its label in `FACTOR_label`
    factor : column
    most : distinct values up to which each is a level of its own
    bands : how many bands there are otherwise
    """
    if factor not in points.columns or factor in ("point", "seed"):
        raise ScenarioError(f"the sweep has no factor '{factor}'.{did_you_mean(factor, list(points.columns))}")
    codes = points[factor].to_numpy(dtype=np.float64)
    numbers = points["point"].to_numpy()
    distinct = np.unique(codes)
    if len(distinct) <= most or scale_of(points, factor) == "name":
        labels = value_words(points, factor, distinct)
        return [
            Level(label, float(code), tuple(int(each) for each in numbers[codes == code]))
            for label, code in zip(labels, distinct, strict=True)
        ]
    edges = np.unique(np.quantile(codes, np.linspace(0, 1, bands + 1)))
    which = np.clip(np.searchsorted(edges, codes, side="right") - 1, 0, len(edges) - 2)
    inside = [which == band for band in np.unique(which)]
    labels = band_words(points, factor, [(float(codes[each].min()), float(codes[each].max())) for each in inside])
    return [
        Level(label, float(np.median(codes[each])), tuple(int(number) for number in numbers[each]))
        for label, each in zip(labels, inside, strict=True)
    ]


def split(outcomes: pd.DataFrame, levels: list[Level]) -> dict[str, pd.DataFrame]:
    """Outcomes of each level, by its label."""
    parts = {each.label: outcomes[outcomes["point"].isin(each.points)] for each in levels}
    if len(parts) < len(levels):
        raise ValueError(f"levels of one label: {[each.label for each in levels]}")
    return parts


@dataclass(frozen=True)
class Mean:
    """A mean with its 95% interval."""

    value: float
    lower: float
    upper: float


def restricted_mean(outcomes: pd.DataFrame) -> Mean:
    """Mean days from expiry to agreement, cut at the horizon, Monte Carlo error only.

    Where several points share their luck, replicates of one number are one draw: the error is that of their means.
    """
    day = outcomes["agreement_day"].to_numpy(dtype=np.float64, na_value=np.nan)
    waited = outcomes["blank_days_agreement"].to_numpy(dtype=np.float64)
    delay = pd.Series(np.where(np.isnan(day), waited, day))
    by_draw = delay.groupby(outcomes["replicate"].to_numpy()).mean()
    value = float(delay.mean())
    half = NORMAL_975 * float(by_draw.std(ddof=1)) / math.sqrt(len(by_draw)) if len(by_draw) > 1 else math.nan
    return Mean(value, value - half, value + half)


def hazard(outcomes: pd.DataFrame, width: int = 30) -> pd.DataFrame:
    """Chance of ending in agreement, or in breaking off, in each span of days, given that neither has come before.

    Parameters
    ----------
    outcomes : with `agreement_day`, `blank_days_agreement` and, if talks may break off, `break_day`
    width : days of a span; spans start at expiry, and one before holds all that was agreed up to it

    Returns
    -------
    DataFrame
        A row a span: start, end (days, start excluded), at_risk (not ended, watched up to the start), agreed, broken,
        censored (last watched within it), and agreement, agreement_lower, agreement_upper, breaking, breaking_lower,
        breaking_upper: the chances, with Wilson's 95% intervals.
    """
    agreed = outcomes["agreement_day"].to_numpy(dtype=np.float64, na_value=np.nan)
    broken = np.full(len(outcomes), np.nan)
    if "break_day" in outcomes.columns:
        broken = outcomes["break_day"].to_numpy(dtype=np.float64, na_value=np.nan)
    waited = outcomes["blank_days_agreement"].to_numpy(dtype=np.float64)
    open_still = np.isnan(agreed) & np.isnan(broken)
    last_seen = np.where(open_still, waited, np.nan)
    last = int(np.nanmax(np.r_[agreed, broken, waited[open_still], width]))
    edges = np.r_[-np.inf, np.arange(0, last + width, width, dtype=np.float64)]
    rows = []
    at_risk = len(outcomes)
    for start, end in pairwise(edges):
        counts = [int(((days > start) & (days <= end)).sum()) for days in (agreed, broken, last_seen)]
        if at_risk == 0:
            break
        row = {"start": start, "end": end, "at_risk": at_risk}
        row |= dict(zip(("agreed", "broken", "censored"), counts, strict=True))
        for name, count in zip(("agreement", "breaking"), counts, strict=False):
            lower, upper = wilson(count, at_risk)
            row |= {name: count / at_risk, f"{name}_lower": lower, f"{name}_upper": upper}
        rows.append(row)
        at_risk -= sum(counts)
    return pd.DataFrame(rows)


def level_table(outcomes: pd.DataFrame, levels: list[Level]) -> pd.DataFrame:
    """A row for each level: how many negotiations, how many agreed, delay, blank period and rise.

    A median blank period beyond the horizon is NaN, and so is all but the number of a level without negotiations.
    """
    rows: list[dict[str, object]] = []
    for label, table in split(outcomes, levels).items():
        if table.empty:
            rows.append({"level": label, "negotiations": 0})
            continue
        mean = restricted_mean(table)
        agreed = int(table["agreement_day"].notna().sum())
        lower, upper = wilson(agreed, len(table))
        rows.append(
            {
                "level": label,
                "negotiations": len(table),
                "agreed": agreed / len(table),
                "agreed_lower": lower,
                "agreed_upper": upper,
                "delay_mean": mean.value,
                "delay_lower": mean.lower,
                "delay_upper": mean.upper,
                "blank_median": median_blank(table),
                "rise_median": float(table["rise"].astype(float).median()),
            }
        )
    columns = ("level", "negotiations", "agreed", "agreed_lower", "agreed_upper", "delay_mean", "delay_lower",
               "delay_upper", "blank_median", "rise_median")  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


def median_blank(table: pd.DataFrame) -> float:
    """Median blank days, the lower of two in the middle; NaN where more than half were not signed by the horizon."""
    unsigned = table["signature_day"].isna().to_numpy()
    days = np.where(unsigned, np.inf, table["blank_days"].to_numpy(dtype=np.float64))
    rank = (len(days) + 1) // 2 - 1
    median = float(np.partition(days, rank)[rank])
    return median if math.isfinite(median) else math.nan


@dataclass(frozen=True)
class Cells:
    """Figures by cells of two factors, averaged over whatever else varies.

    Attributes
    ----------
    across, up : the levels of both factors
    negotiations : number in each cell; shape (up, across)
    agreed : share agreed by the horizon, percent
    blank : median blank days; NaN beyond the horizon
    rise : median first-year rise, percent; NaN where none agreed
    ordered : whether both factors have an order, so that what lies between two cells means something
    """

    across: tuple[Level, ...]
    up: tuple[Level, ...]
    negotiations: RealArray
    agreed: RealArray
    blank: RealArray
    rise: RealArray
    ordered: bool = True


def cells(outcomes: pd.DataFrame, points: pd.DataFrame, across: str, up: str) -> Cells:
    """Figures by cells of two factors; each distinct value has its own up to twelve, else there are eight bands.

    Parameters
    ----------
    outcomes : with `point`, `agreement_day`, `signature_day`, `blank_days` and `rise`
    points : table of points
    across, up : factors on the horizontal and the vertical axis
    """
    columns, rows = (levels_of(points, each, 12, CELLS) for each in (across, up))
    shape = len(rows), len(columns)
    made = {name: np.full(shape, np.nan) for name in ("negotiations", "agreed", "blank", "rise")}
    made["negotiations"][:] = 0
    groups = dict(iter(outcomes.groupby("point")))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            chosen = [groups[point] for point in sorted(set(row.points) & set(column.points)) if point in groups]
            if not chosen:
                continue
            table = pd.concat(chosen)
            made["negotiations"][i, j] = len(table)
            made["agreed"][i, j] = 100 * float(table["agreement_day"].notna().mean())
            made["blank"][i, j] = median_blank(table)
            made["rise"][i, j] = 100 * float(table["rise"].astype(float).median())
    ordered = not any(scale_of(points, each) == "name" for each in (across, up))
    return Cells(tuple(columns), tuple(rows), **made, ordered=ordered)
