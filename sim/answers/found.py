"""The numbers of the three answers: when they sign, at what sum, and how long there is no agreement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.quantiles import distributions
from sim.analysis.setting import Setting
from sim.analysis.shares import Share, share
from sim.analysis.survival import Survival, survival
from sim.analysis.tables import Outcomes, outcomes_of
from sim.answers.dots import Dots, dated_dots, value_dots
from sim.answers.parts import Part, parts_of
from sim.history.episodes import RecordedOutcome
from sim.rules.kinds import End

STANDS, BROKEN, LATER = End.STANDS.name.lower(), End.BROKEN_OFF.name.lower(), "later"
LOW, MIDDLE, HIGH = 100, 500, 900  # thousandths: the median and the ends of the inner 80%
LONGER = (30, 90, 182, 365, 730, 1095)  # days without an agreement of which the chance is told


@dataclass(frozen=True)
class Middle:
    """Median and ends of the inner 80%; None is beyond the horizon, or that there is no such value."""

    median: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class When:
    """When they sign, in days from expiry, over all replicates.

    Attributes
    ----------
    signed, stands : by the horizon; without a new text, so that the old agreement stands
    day : of signature, over all replicates
    signed_day : the same over those signed
    dots : fifty of it
    parts : two or three times apart about which they sign; empty where there is one
    horizon_day : last day watched
    record : recorded day
    """

    signed: Share
    stands: Share
    day: Middle
    signed_day: Middle
    dots: Dots
    parts: tuple[Part, ...]
    horizon_day: int
    record: float | None


@dataclass(frozen=True)
class Sum:
    """At what sum they agree, over the replicates that do.

    `rise` is over the amount last in force, as a share; `amount` and `amount_usd_m` are of the first year, in billions
    of host currency (or the unit of the scenario) and millions of dollars. The record has the same.
    """

    agreed: Share
    rise: Middle
    amount: Middle
    amount_usd_m: Middle
    dots: Dots
    record: float | None
    record_amount: float | None
    record_usd_m: float | None


@dataclass(frozen=True)
class Blank:
    """How long there is no agreement: days from expiry to signature, floored at 0.

    Attributes
    ----------
    days : without an agreement
    none : signed before the old one expires, or the old one stands
    longer : share of the replicates in which it lasts longer than so many days, those beyond the horizon left out
    curve : share still without a signature, by day from expiry
    until : days from expiry to the last day watched, at least 0
    record : recorded days
    """

    days: Middle
    none: Share
    longer: dict[int, Share]
    curve: Survival
    until: int
    record: float | None


@dataclass(frozen=True)
class Found:
    """The numbers of the three answers."""

    when: When
    sum: Sum
    blank: Blank


def found_in(table: Outcomes | pd.DataFrame, setting: Setting, record: RecordedOutcome | None = None) -> Found:
    """Numbers of the three answers of a run.

    Parameters
    ----------
    table : outcomes, in memory or stored
    setting : facts of the talks
    record : what happened, where these are talks on record
    """
    outcomes = outcomes_of(table)
    curve = survival(outcomes)
    ends = _ends(outcomes)
    return Found(
        _when(outcomes, curve, ends, setting, record), _sum(outcomes, record), _blank(curve, ends, setting, record)
    )


def _ends(outcomes: Outcomes) -> dict[str, int]:
    """Replicates that are not signed, by why, and those agreed."""
    counts = {LATER: 0, STANDS: 0, BROKEN: 0}
    for frame in outcomes.blocks("signature_day", "end"):
        unsigned = frame["end"][frame["signature_day"].isna()].astype(object)
        for name, times in unsigned.value_counts().items():
            counts[str(name) if name in counts else LATER] += int(times)
    return counts


def _when(
    outcomes: Outcomes, curve: Survival, ends: dict[str, int], setting: Setting, record: RecordedOutcome | None
) -> When:
    return When(
        signed=share("signed", "signed", curve.count - curve.censored, curve.count),
        stands=share(STANDS, "the old agreement stands", ends[STANDS], curve.count),
        day=_dated(curve),
        signed_day=_signed(curve),
        dots=dated_dots(curve, ends),
        parts=parts_of(outcomes, curve),
        horizon_day=setting.horizon_day,
        record=None if record is None else float(record.signature_day),
    )


def _dated(curve: Survival) -> Middle:
    low, median, high = (curve.quantile(each) if curve.count else None for each in (LOW, MIDDLE, HIGH))
    return Middle(median, low, high)


def _signed(curve: Survival) -> Middle:
    """Day of signature over those signed."""
    signed = curve.count - curve.censored
    if not signed:
        return Middle(None, None, None)
    reached = np.cumsum(curve.happened)
    low, median, high = (
        float(curve.days[np.searchsorted(reached, each * signed / 1000 - 1e-9)]) for each in (LOW, MIDDLE, HIGH)
    )
    return Middle(median, low, high)


def _sum(outcomes: Outcomes, record: RecordedOutcome | None) -> Sum:
    names = ("rise", "amount", "amount_usd_m")
    found = distributions(outcomes, (LOW, MIDDLE, HIGH), dict.fromkeys(names))
    agreed = total = 0
    for frame in outcomes.blocks("agreed"):
        agreed, total = agreed + int(frame["agreed"].sum()), total + len(frame)
    middles = {}
    for name in names:
        ends = found[name].quantiles
        middles[name] = Middle(ends[1], ends[0], ends[2]) if ends else Middle(None, None, None)
    return Sum(
        agreed=share("agreed", "agreed", agreed, total),
        rise=middles["rise"],
        amount=middles["amount"],
        amount_usd_m=middles["amount_usd_m"],
        dots=value_dots(outcomes, "rise"),
        record=None if record is None else record.rise,
        record_amount=None if record is None else record.amount,
        record_usd_m=None if record is None else record.amount_usd_m,
    )


def _blank(curve: Survival, ends: dict[str, int], setting: Setting, record: RecordedOutcome | None) -> Blank:
    until = max(setting.horizon_day, 0)
    day = _dated(curve)
    early = int(curve.happened[curve.days <= 0].sum()) + (ends[STANDS] if setting.horizon_day <= 0 else 0)
    longer = {
        days: share(f"longer_{days}", "", round(curve.without_at(days) * curve.count), curve.count)
        for days in LONGER
        if days < until
    }
    floored = [None if each is None else max(each, 0.0) for each in (day.median, day.low, day.high)]
    if until == 0:
        floored = [0.0, 0.0, 0.0]
    return Blank(
        days=Middle(*floored),
        none=share("none", "", early if until else curve.count, curve.count),
        longer=longer,
        curve=curve,
        until=until,
        record=None if record is None else float(record.blank_days),
    )
