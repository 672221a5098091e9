"""Distributions of what was settled: of one quantity, and of rise and signature date together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.quantiles import distributions
from sim.analysis.shares import Share, share
from sim.analysis.tables import Outcomes, RealArray, outcomes_of, present
from sim.outcome import COLUMNS
from sim.rules.kinds import End

Counts = npt.NDArray[np.int64]
# Equal-tailed ranges that hold 50, 80 and 95% of the replicates, as thousandths, and the median.
RANGES = {50: (250, 750), 80: (100, 900), 95: (25, 975)}
PER_MILLE = (25, 100, 250, 500, 750, 900, 975)
UNITS = {column.name: column.unit for column in COLUMNS}


@dataclass(frozen=True)
class Spread:
    """Median and ranges of one quantity over `count` replicates, and where the recorded value lies among them.

    `median` and `ranges` (percent held: lower and upper end, equal tails) are in `unit`. None is beyond the horizon
    where `censored_day` is given, else it says that there is no such value. `percentile` is the share of the replicates
    below the recorded value, half of those equal to it included.
    """

    name: str
    label: str
    unit: str
    count: int
    median: float | None
    ranges: dict[int, tuple[float | None, float | None]]
    censored_day: int | None = None
    recorded: float | None = None
    percentile: float | None = None


def spreads(
    table: Outcomes | pd.DataFrame, labels: Mapping[str, str], recorded: Mapping[str, float | None]
) -> tuple[Spread, ...]:
    """Median and ranges of numeric columns, each over the replicates that have a value there.

    Parameters
    ----------
    table : outcomes
    labels : columns, and the words for each
    recorded : recorded values by column, where there are any
    """
    found = distributions(outcomes_of(table), PER_MILLE, {name: recorded.get(name) for name in labels})
    return tuple(
        spread_of(
            name,
            words,
            found[name].count,
            found[name].quantiles,
            recorded=recorded.get(name),
            percentile=found[name].percentile,
        )
        for name, words in labels.items()
    )


def spread_of(
    name: str,
    label: str,
    count: int,
    found: Sequence[float | None],
    *,
    censored_day: int | None = None,
    recorded: float | None = None,
    percentile: float | None = None,
) -> Spread:
    """Spread from quantiles in the order of `PER_MILLE`; none at all where the list is empty."""
    at = dict(zip(PER_MILLE, found or [None] * len(PER_MILLE), strict=True))
    ranges = {held: (at[low], at[high]) for held, (low, high) in RANGES.items()}
    return Spread(name, label, UNITS[name], count, at[500], ranges, censored_day, recorded, percentile)


@dataclass(frozen=True)
class Histogram:
    """Numbers of replicates by bins of equal width.

    `edges` has one entry more than `counts`, and none where no replicate has a value. `outside` replicates, of
    `total` with a value, lie so far out that they would have pressed the rest together. `shown` is the range of an
    axis that holds the bins and whatever is marked beside them.
    """

    edges: RealArray
    counts: Counts
    total: int
    outside: int
    shown: tuple[float, float]


def histogram(
    table: Outcomes | pd.DataFrame, name: str, marked: Sequence[float] = (), narrowest: float = 0.0, most: int = 60
) -> Histogram:
    """Histogram of one numeric column, in bins of a round width.

    Parameters
    ----------
    table : outcomes
    name : column
    marked : values to be marked in the same axes, such as the record
    narrowest : least range of the axis, so that a single value does not fill it
    most : bins in that range, at most
    """
    outcomes = outcomes_of(table)
    edges, shown = _edges_of(outcomes, name, marked, narrowest, most)
    counts = np.zeros(max(edges.size - 1, 0), dtype=np.int64)
    total = 0
    for values in present(outcomes, name):
        total += values.size
        if edges.size:
            counts += np.histogram(values, edges)[0]
    return Histogram(edges, counts, total, total - int(counts.sum()), shown)


@dataclass(frozen=True)
class Joint:
    """Rise and signature day together, and what became of the replicates that never signed.

    Attributes
    ----------
    day_edges, rise_edges : edges of the bins, days from expiry and share of the base amount; empty without signatures
    counts : replicates signed, by day and rise; shape (days, rises)
    outside : signed replicates that lie outside the bins of `rise`
    ends : shares of all replicates: signed, agreed only, the old agreement stands, without agreement
    days_shown, rises_shown : ranges of axes that hold the bins, expiry and the record
    """

    day_edges: RealArray
    rise_edges: RealArray
    counts: Counts
    outside: int
    ends: tuple[Share, Share, Share, Share]
    days_shown: tuple[float, float]
    rises_shown: tuple[float, float]


def joint(
    table: Outcomes | pd.DataFrame,
    record: tuple[float, float] | None = None,
    most: int = 72,
    bins: Joint | None = None,
) -> Joint:
    """Numbers of replicates by signature day and first-year rise.

    Parameters
    ----------
    table : outcomes
    record : recorded signature day and rise, to be marked in the same axes
    most : bins each way in the range shown, at most
    bins : another table's, whose bins and ranges are taken, so that both can stand side by side
    """
    outcomes = outcomes_of(table)
    marked_days, marked_rises = ([0.0], []) if record is None else ([0.0, record[0]], [record[1]])
    if bins is None:
        days, days_shown = _edges_of(outcomes, "signature_day", marked_days, 60.0, most, whole=True)
        rises, rises_shown = _edges_of(outcomes, "rise", marked_rises, 0.02, most)
    else:
        days, days_shown = bins.day_edges, bins.days_shown
        rises, rises_shown = bins.rise_edges, bins.rises_shown
    counts = np.zeros((max(days.size - 1, 0), max(rises.size - 1, 0)), dtype=np.int64)
    signed = agreed = stands = total = 0
    for frame in outcomes.blocks("signature_day", "rise", "agreed", "end"):
        total += len(frame)
        unsigned = frame["signature_day"].isna().to_numpy()
        signed += int((~unsigned).sum())
        agreed += int((frame["agreed"].to_numpy(dtype=bool) & unsigned).sum())
        stands += int((frame["end"].astype(object) == End.STANDS.name.lower()).sum())
        if counts.size:
            both = frame[["signature_day", "rise"]].dropna().to_numpy(dtype=np.float64)
            counts += np.histogram2d(both[:, 0], both[:, 1], bins=(days, rises))[0].astype(np.int64)
    ends = (
        share("signed", "signed", signed, total),
        share("agreed_only", "agreed, not signed", agreed, total),
        share("stands", "the old agreement stands", stands, total),
        share("no_agreement", "no agreement", total - signed - agreed - stands, total),
    )
    return Joint(days, rises, counts, signed - int(counts.sum()), ends, days_shown, rises_shown)


def _edges_of(
    outcomes: Outcomes, name: str, marked: Sequence[float], narrowest: float, most: int, whole: bool = False
) -> tuple[RealArray, tuple[float, float]]:
    """Edges that hold a column, and the range to be shown.

    All of the column, or its inner 99% where the rest lies more than three times as wide; days are held `whole`.
    """
    found = distributions(outcomes, (0, 5, 995, 1000), {name: None})[name].quantiles
    low, high = (found[0], found[-1]) if found else (math.inf, -math.inf)
    if found and not whole and high - low > 3 * (found[2] - found[1]) > 0:
        low, high = found[1], found[2]
    held = [*marked, low, high] if found else [*marked] or [0.0]
    least, greatest = min(held), max(held)
    margin = max(0.04 * (greatest - least), (narrowest - (greatest - least)) / 2, 1e-9)
    shown = (least - margin, greatest + margin)
    if not found:
        return np.empty(0), shown
    width = round_width((shown[1] - shown[0]) / most)
    return round_edges(low, high, max(width, 1.0) if whole else width), shown


def round_width(least: float) -> float:
    """Smallest of 1, 2 and 5 times a power of ten that is at least `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next((step * power for step in (1.0, 2.0, 5.0) if step * power >= least), 10.0 * power)


def round_edges(low: float, high: float, width: float) -> RealArray:
    """Multiples of `width` from the last at or below `low` to the first above `high`."""
    first, last = math.floor(low / width + 1e-9), math.floor(high / width + 1e-9) + 1
    return np.arange(first, last + 1, dtype=np.float64) * width
