"""The blank period: share of replicates still without a deal, day by day, with censoring at the horizon.

Days are whole, so a run of any size is first counted by day; the estimate then needs no more memory than days.
That is why Kaplan and Meier's product stands here and not `scipy.stats.ecdf`, which wants every duration at once;
the tests hold the two equal.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.shares import NORMAL_975
from sim.analysis.tables import Outcomes, RealArray, outcomes_of

# What ends the blank period: the column of its signed day, and that of the time waited, which censors it.
ENDS = {
    "agreement": ("agreement_day", "blank_days_agreement"),
    "signature": ("signature_day", "blank_days"),
    "entry": ("entry_day", "blank_days_entry"),
}


@dataclass(frozen=True)
class Survival:
    """Share of replicates in which something has not yet happened, after each day on which it happened to some.

    Attributes
    ----------
    count : replicates
    censored : replicates in which it had not happened when they ended
    censored_day : last day on which one of those was watched (the horizon), from expiry; None where there is none
    days : distinct days on which it happened, from expiry, rising; shape (d,)
    happened : replicates in which it happened on that day; shape (d,)
    without : share still without it at the end of that day; shape (d,)
    lower, upper : 95% interval of `without`; shape (d,)
    """

    count: int
    censored: int
    censored_day: int | None
    days: RealArray
    happened: RealArray
    without: RealArray
    lower: RealArray
    upper: RealArray

    def quantile(self, per_mille: int) -> int | None:
        """First day by which that many thousandths have it; None where that lies beyond the horizon."""
        reached = np.flatnonzero(self.without <= 1 - per_mille / 1000 + 1e-11)  # the product carries rounding errors
        return int(self.days[reached[0]]) if reached.size else None

    def without_at(self, day: float) -> float:
        """Share still without it at the end of a day."""
        seen = int(np.searchsorted(self.days, day, side="right"))
        return float(self.without[seen - 1]) if seen else 1.0

    def percentile(self, day: float) -> float | None:
        """Share of replicates that had it before `day`, half of those on the day included."""
        if self.count == 0:
            return None
        before = float(self.happened[self.days < day].sum())
        return (before + float(self.happened[self.days == day].sum()) / 2) / self.count


def survival(table: Outcomes | pd.DataFrame, end: str = "signature") -> Survival:
    """Kaplan-Meier estimate of the share without agreement, signature or entry into force.

    S(t) = product over days s <= t of (1 - happened_s / at_risk_s); its interval is Greenwood's on the scale
    log(-log S), which stays within 0 and 1.

    Parameters
    ----------
    table : outcomes
    end : `agreement`, `signature` or `entry`

    References
    ----------
    Kaplan & Meier (1958), Journal of the American Statistical Association 53, 457-481.
    Kalbfleisch & Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4.
    """
    day_column, waited_column = ENDS[end]
    happened: Counter[int] = Counter()
    censored: Counter[int] = Counter()
    for frame in outcomes_of(table).blocks(day_column, waited_column):
        missing = frame[day_column].isna().to_numpy()
        for counter, values in ((happened, frame[day_column][~missing]), (censored, frame[waited_column][missing])):
            days, times = np.unique(values.to_numpy(dtype=np.int64), return_counts=True)
            counter.update(dict(zip(days.tolist(), times.tolist(), strict=True)))
    return _kaplan_meier(happened, censored)


@dataclass(frozen=True)
class Incidence:
    """Share of replicates that ended in one of two ways, the other having come first in some.

    Attributes
    ----------
    count, censored : replicates, and those that had ended in neither way when they were last watched
    days : distinct days on which one of the two happened, from expiry, rising; shape (d,)
    reached : share that ended in this way by the end of that day; shape (d,)
    """

    count: int
    censored: int
    days: RealArray
    reached: RealArray

    def at(self, day: float) -> float:
        """Share that ended in this way by the end of a day."""
        seen = int(np.searchsorted(self.days, day, side="right"))
        return float(self.reached[seen - 1]) if seen else 0.0


def cumulative_incidence(table: Outcomes | pd.DataFrame, end: str) -> Incidence:
    """Aalen-Johansen estimate of the share that ends in agreement, or in breaking off, by each day.

    CIF(t) = sum over days s <= t of S(s-) happened_s / at_risk_s, with S the share that has ended in neither way.

    Parameters
    ----------
    table : outcomes
    end : `agreement` or `break`; the other one competes with it

    References
    ----------
    Aalen & Johansen (1978), Scandinavian Journal of Statistics 5, 141-150.
    """
    happened: dict[str, Counter[int]] = {"agreement": Counter(), "break": Counter()}
    censored: Counter[int] = Counter()
    for frame in outcomes_of(table).blocks("agreement_day", "break_day", "blank_days_agreement"):
        agreed, broken = frame["agreement_day"], frame["break_day"]
        neither = agreed.isna() & broken.isna()
        for counter, days in (
            (happened["agreement"], agreed[agreed.notna()]),
            (happened["break"], broken[broken.notna()]),
            (censored, frame["blank_days_agreement"][neither]),
        ):
            counter.update(days.to_numpy(dtype=np.int64).tolist())
    either = _kaplan_meier(happened["agreement"] + happened["break"], censored)
    this = np.array([happened[end][int(day)] for day in either.days], dtype=np.float64)
    before = np.concatenate([[1.0], either.without[:-1]])[: either.days.size]
    falls = before - either.without  # S(s-) times the share of those at risk that ended in either way
    return Incidence(either.count, either.censored, either.days, np.cumsum(falls * this / either.happened))


def _kaplan_meier(happened: Counter[int], censored: Counter[int]) -> Survival:
    """Estimate from the numbers of replicates by day of the event and by day of censoring."""
    days = np.array(sorted(happened), dtype=np.float64)
    events = np.array([happened[day] for day in sorted(happened)], dtype=np.float64)
    lost_days = np.array(sorted(censored), dtype=np.float64)
    lost = np.concatenate([[0.0], np.cumsum([censored[day] for day in sorted(censored)])])
    count = int(events.sum() + lost[-1])
    before = np.concatenate([[0.0], np.cumsum(events)[:-1]])[: days.size]
    at_risk = count - before - lost[np.searchsorted(lost_days, days, side="left")]
    without = np.cumprod(1 - events / at_risk)
    lower, upper = _greenwood(without, events, at_risk)
    last = int(lost_days[-1]) if lost_days.size else None
    return Survival(count, int(lost[-1]), last, days, events, without, lower, upper)


def _greenwood(without: RealArray, events: RealArray, at_risk: RealArray) -> tuple[RealArray, RealArray]:
    """Greenwood's 95% interval on the scale log(-log S); where S is 0 or 1 it has no width."""
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events))))
        half = NORMAL_975 * spread / np.log(without)  # the logarithm is negative, so is the half-width
        lower, upper = without ** np.exp(-half), without ** np.exp(half)
    inside = (without > 0) & (without < 1)
    return np.where(inside, lower, without), np.where(inside, upper, without)
