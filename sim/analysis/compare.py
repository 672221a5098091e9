"""Two worlds under the same luck: paired differences with intervals, and in which replicates the talks end otherwise.

Replicate k meets the same draws in both worlds, so what it would have done anyway drops out of its difference. Beside
each paired interval stands the one that two independent samples of the same size would have given.

References
----------
Owen (2013), Monte Carlo theory, methods and examples, section 8.6 (common random numbers).
Agresti & Caffo (2000), The American Statistician 54; Agresti & Min (2005), Statistics in Medicine 24 (differences of
proportions, unpaired and paired, that keep a width where nothing was seen to differ).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.resample import RESAMPLES, middle_95, resamples
from sim.analysis.shares import NORMAL_975
from sim.analysis.tables import RealArray
from sim.errors import ScenarioError
from sim.rules.kinds import End
from sim.scenario.problems import counted

Flags = npt.NDArray[np.bool_]
STANDS = End.STANDS.name.lower()
DAYS, POINTS, AMOUNT, YEARS = "days", "percentage points", "billions of host currency", "years"


class Figure(NamedTuple):
    """A figure that is compared: `how` is mean, median or share; `given` says over which replicates."""

    name: str
    label: str
    unit: str
    how: str
    given: str


BOTH = "agreed in both"
FIGURES = (
    Figure("delay_mean", "mean delay to agreement", DAYS, "mean", "all"),
    Figure("delay_median", "median delay to agreement", DAYS, "median", "all"),
    Figure("blank_mean", "mean blank days, to signature", DAYS, "mean", "all"),
    Figure("blank_median", "median blank days", DAYS, "median", "all"),
    Figure("agreed", "agreed by the horizon", POINTS, "share", "all"),
    Figure("stands", "no text: the old agreement stands", POINTS, "share", "all"),
    Figure("agreed_by_expiry", "agreed by expiry", POINTS, "share", "all"),
    Figure("lapse", "lapse: none signed by expiry", POINTS, "share", "all"),
    Figure("rise_mean", "mean first-year rise", POINTS, "mean", BOTH),
    Figure("rise_median", "median first-year rise", POINTS, "median", BOTH),
    Figure("amount_mean", "mean first-year amount", AMOUNT, "mean", BOTH),
    Figure("term_mean", "mean term from expiry", YEARS, "mean", BOTH),
)
NOTES = (
    "Delay runs from expiry to agreement (negative before it) and, like blank days, is cut at the horizon.",
    "Intervals: 95%, Monte Carlo error only. Means: normal; shares: Agresti and Min; medians: percentile bootstrap of"
    f" pairs, {RESAMPLES} resamples. Unpaired: what independent draws in the two worlds would have given.",
    "Gain: how many times more replicates unpaired draws would need for an interval as narrow.",
    "Changed: how the talks ended, a date of agreement, signature or entry into force, a term of the settlement, or how"
    " many rounds, texts, refusals, walkouts and failed votes there were. Not counted: what goes on around the talks"
    " (provocations, protests, threats, furlough, votes cast) and what a settlement is worth to the sides.",
)


class Columns(NamedTuple):
    """What the figures are made of: one array for each, over the replicates."""

    delay: RealArray
    blank: RealArray
    agreed: Flags
    stands: Flags
    agreed_by_expiry: Flags
    lapse: Flags
    rise: RealArray
    amount: RealArray
    term: RealArray


def matched(base: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables in the order of their replicates, which must be the same; joined by number, never by row order."""
    pair = [each.sort_values("replicate", ignore_index=True) for each in (base, other)]
    mine, theirs = (each["replicate"].to_numpy() for each in pair)
    if not np.array_equal(mine, theirs) or len(np.unique(mine)) < len(base):
        raise ScenarioError(
            f"the two worlds do not hold the same replicates ({len(base):,} and"
            f" {counted(len(other), 'row')}), so they cannot"
            " be paired. Run both with the same seed and number of replicates."
        )
    return pair[0], pair[1]


def columns_of(table: pd.DataFrame, horizon_day: float) -> Columns:
    """What the figures are made of, delays and blank periods cut at the horizon."""
    day = table["agreement_day"].to_numpy(dtype=np.float64, na_value=np.nan)
    real = {name: table[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in ("rise", "amount", "term_years")}
    return Columns(
        delay=np.minimum(np.where(np.isnan(day), horizon_day, day), horizon_day),
        blank=np.minimum(table["blank_days"].to_numpy(dtype=np.float64), max(horizon_day, 0.0)),
        agreed=day <= horizon_day,
        stands=np.asarray(table["end"].astype(object) == STANDS, dtype=np.bool_),
        agreed_by_expiry=day <= 0,
        lapse=table["blank_days"].to_numpy(dtype=np.float64) > 0,
        rise=100 * real["rise"],
        amount=real["amount"],
        term=real["term_years"],
    )


def paired_differences(
    base: pd.DataFrame, other: pd.DataFrame, horizon_day: float, times: int = RESAMPLES
) -> pd.DataFrame:
    """Differences between two worlds, the other less the base, with paired and unpaired 95% intervals.

    Parameters
    ----------
    base, other : outcomes of the same replicates
    horizon_day : days from expiry at which delays are cut; both worlds end there
    times : resamples for medians

    Returns
    -------
    DataFrame
        A row for each of `FIGURES`: name, label, unit, given, replicates (that bear on it), base, other, difference,
        lower, upper, unpaired_lower, unpaired_upper, gain. A median beyond the horizon is NaN, and so is its row.
    """
    first, second = (columns_of(each, horizon_day) for each in matched(base, other))
    both = first.agreed & second.agreed
    arrays: dict[str, tuple[RealArray | Flags, RealArray | Flags]] = {
        "delay_mean": (first.delay, second.delay),
        "delay_median": (first.delay, second.delay),
        "blank_mean": (first.blank, second.blank),
        "blank_median": (first.blank, second.blank),
        "agreed": (first.agreed, second.agreed),
        "stands": (first.stands, second.stands),
        "agreed_by_expiry": (first.agreed_by_expiry, second.agreed_by_expiry),
        "lapse": (first.lapse, second.lapse),
        "rise_mean": (first.rise[both], second.rise[both]),
        "rise_median": (first.rise[both], second.rise[both]),
        "amount_mean": (first.amount[both], second.amount[both]),
        "term_mean": (first.term[both], second.term[both]),
    }
    rows = []
    for figure in FIGURES:
        a, b = arrays[figure.name]
        if len(a) == 0:
            found = _NOTHING
        elif figure.how == "share":
            found = share_difference(a.astype(np.bool_), b.astype(np.bool_))
        elif figure.how == "mean":
            found = mean_difference(a.astype(np.float64), b.astype(np.float64))
        else:
            censored_at = horizon_day if figure.unit == DAYS else math.inf
            found = median_difference(a.astype(np.float64), b.astype(np.float64), censored_at, times)
        rows.append({**figure._asdict(), "replicates": len(a), **found._asdict(), "gain": found.gain})
    return pd.DataFrame(rows)


class Difference(NamedTuple):
    """Values in both worlds, their difference, and its interval with the luck shared and not shared."""

    base: float
    other: float
    difference: float
    lower: float
    upper: float
    unpaired_lower: float
    unpaired_upper: float

    @property
    def gain(self) -> float:
        """Ratio of the variances: unpaired width over paired width, squared; NaN where one has no width."""
        paired, unpaired = self.upper - self.lower, self.unpaired_upper - self.unpaired_lower
        return (unpaired / paired) ** 2 if paired > 0 else math.nan


_NOTHING = Difference(*[math.nan] * 7)


def mean_difference(a: RealArray, b: RealArray) -> Difference:
    """Difference of means, normal intervals; a single replicate gives none."""
    count, value = len(a), float(b.mean() - a.mean())
    if count < 2:
        return Difference(float(a.mean()), float(b.mean()), value, *[math.nan] * 4)
    half = NORMAL_975 * float((b - a).std(ddof=1)) / math.sqrt(count)
    wide = NORMAL_975 * math.sqrt((float(a.var(ddof=1)) + float(b.var(ddof=1))) / count)
    return Difference(float(a.mean()), float(b.mean()), value, value - half, value + half, value - wide, value + wide)


def share_difference(a: Flags, b: Flags) -> Difference:
    """Difference of shares in percentage points.

    Paired: half a replicate is added to each of the four cells of the table of pairs; unpaired: one success and one
    failure to each sample. Both keep a width where no replicate differed, and both are widened to hold the estimate.
    """
    count = len(a)
    gained, lost = float(np.count_nonzero(b & ~a)) + 0.5, float(np.count_nonzero(a & ~b)) + 0.5
    total = count + 2.0
    centre = (gained - lost) / total
    half = NORMAL_975 * math.sqrt(max(gained + lost - (gained - lost) ** 2 / total, 0.0)) / total
    shares = [(float(np.count_nonzero(each)) + 1.0) / (count + 2.0) for each in (a, b)]
    middle = shares[1] - shares[0]
    wide = NORMAL_975 * math.sqrt(sum(share * (1 - share) / (count + 2.0) for share in shares))
    value = float(b.mean() - a.mean())
    ends = (
        max(min(centre - half, value), -1.0), min(max(centre + half, value), 1.0),
        max(min(middle - wide, value), -1.0), min(max(middle + wide, value), 1.0),
    )  # fmt: skip
    return Difference(*(100 * each for each in (float(a.mean()), float(b.mean()), value, *ends)))


def median_difference(a: RealArray, b: RealArray, censored_at: float = math.inf, times: int = RESAMPLES) -> Difference:
    """Difference of medians, with percentile bootstrap intervals; nothing where a median lies beyond the horizon.

    Parameters
    ----------
    a, b : one value a replicate, in the same order
    censored_at : the horizon: a value there says only that it is no less
    times : resamples; pairs are drawn together for the paired interval, and apart for the other
    """
    medians = lower_median(a), lower_median(b)
    if max(medians) >= censored_at:
        known = [each if each < censored_at else math.nan for each in medians]
        return Difference(*known, *[math.nan] * 5)
    paired = np.empty(times)
    unpaired = np.empty(times)
    for number, (rows, others) in enumerate(zip(resamples(len(a), times), resamples(len(a), times, 1), strict=True)):
        mine = lower_median(a[rows])
        paired[number] = lower_median(b[rows]) - mine
        unpaired[number] = lower_median(b[others]) - mine
    return Difference(*medians, medians[1] - medians[0], *middle_95(paired), *middle_95(unpaired))


def lower_median(values: RealArray) -> float:
    """Smallest value that half the values do not exceed: always one that occurred."""
    rank = (len(values) + 1) // 2 - 1
    return float(np.partition(values, rank)[rank])


# What makes a replicate count as changed: the end, the dates, the settlement, and what happened at the table.
OUTCOME_OF_TALKS = (
    "end", "agreed", "agreement_day", "signature_day", "entry_day", "break_day", "guest_at_agreement",
    "rise", "amount", "term_years", "escalator", "labour_share", "operational_support",
    "rounds", "texts", "walkouts", "guest_refusals", "host_refusals", "first_refusal_day", "first_refused_rise",
    "first_refused_term", "failed_votes",
)  # fmt: skip

# Those of them that are told one by one, in the order in which a reader would ask, and words for each.
CHANGES = {
    "agreed": "whether there is an agreement",
    "agreement_day": "day of agreement",
    "rise": "first-year rise",
    "term_years": "term",
    "escalator": "growth rule",
    "guest_at_agreement": "administration that agreed",
}


def changes(base: pd.DataFrame, other: pd.DataFrame, horizon_day: float) -> pd.DataFrame:
    """Each replicate: whether the outcome of its talks changed, and by how much delay and rise did.

    A replicate has changed if any column of `OUTCOME_OF_TALKS` has. Columns that count what goes on around the talks
    (provocations, protests, threats, furlough, votes cast), follow from others, or value the settlement do not bear on
    it: a world with fewer provocations has other counts of them in every replicate, and mostly the same talks.

    Returns
    -------
    DataFrame
        replicate, changed, one flag for each of `CHANGES`, and base and other values of delay, agreement day and rise.
    """
    first, second = matched(base, other)
    differs = {name: _differs(first[name], second[name]) for name in OUTCOME_OF_TALKS if name in first}
    a, b = columns_of(first, horizon_day), columns_of(second, horizon_day)
    return pd.DataFrame(
        {
            "replicate": first["replicate"].to_numpy(),
            "changed": np.any(np.stack(list(differs.values())), axis=0),
            **{name: differs[name] for name in CHANGES if name in differs},
            "delay_base": a.delay,
            "delay_other": b.delay,
            "agreement_day_base": first["agreement_day"].to_numpy(dtype=np.float64, na_value=np.nan),
            "agreement_day_other": second["agreement_day"].to_numpy(dtype=np.float64, na_value=np.nan),
            "rise_base": a.rise / 100,
            "rise_other": b.rise / 100,
        }
    )


def _differs(a: pd.Series, b: pd.Series) -> Flags:
    """Where two columns differ; two missing values do not."""
    if isinstance(a.dtype, pd.CategoricalDtype) or a.dtype == object:
        words = [each.astype(object).where(each.notna(), "") for each in (a, b)]
        return np.asarray(words[0] != words[1], dtype=np.bool_)
    x, y = (each.to_numpy(dtype=np.float64, na_value=np.nan) for each in (a, b))
    return np.asarray((x != y) & ~(np.isnan(x) & np.isnan(y)), dtype=np.bool_)


def to_explain(table: pd.DataFrame, count: int) -> list[int]:
    """Numbers of a few changed replicates, spread evenly from the largest fall in delay to the largest growth."""
    moved = table[table["changed"]]
    moved = moved.assign(by=moved["delay_other"] - moved["delay_base"]).sort_values(["by", "replicate"])
    if len(moved) <= count:
        return [int(each) for each in moved["replicate"]]
    places = np.unique(np.linspace(0, len(moved) - 1, max(count, 1)).round().astype(int))[:count]
    return [int(each) for each in moved["replicate"].iloc[places]]
