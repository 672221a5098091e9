"""Posterior predictive checks: patterns of the record that no fit was shown as such.

Negotiation r of each agreement takes posterior draw r, so that row r of all is one simulated record. Each pattern
is a number of many such rows, with an interval over draws, what is on record, and the condition under which it counts
as met. Conditions were set beforehand from the words of the model's description; where a count over the five
agreements can be compared, the posterior predictive p-value is the share of simulated records with as many or more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.resample import middle_95, resamples
from sim.calibration.identification.contraction import records_of
from sim.calibration.inference.simulated import Episodes
from sim.calibration.inference.targets import refused
from sim.engine.batch import simulate
from sim.history.episodes import recorded
from sim.outcome import INDEX
from sim.posterior.draws import Posterior
from sim.prepare import Prepared
from sim.rules.kinds import Party

RealArray = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
LEAST_RISE, MOST_RISE = 0.02, 0.14
NEAR_REFUSED = (0.08, 0.18)  # about +13%
LONG_LAPSE = 180  # days without agreement
NEAR = 60  # days before a deadline, and after: two months
LATEST_AFTER = 120  # days after a change of administration, the wider window
SUMMER = 182  # 2020-06-30, three months after the provocations of March 2020
FUNDS_GONE = 150  # days of lapse by which a furlough must have begun
RESAMPLED = 200  # times draws are, for intervals
HARD = 0.5  # type of guest below which he is called transactional
RECORDED_NEAR = 1.0  # all five: days -41, 11 and 35 lie near expiry, 432 near 2021-01-20, -455 near 2024-11-05


@dataclass(frozen=True)
class Runs:
    """Posterior predictive negotiations.

    Attributes
    ----------
    prepared : by key of the agreement
    outcomes : by key, shape (n, columns of `sim.outcome`); row i of all is of one draw
    quiet : the 11th with the same draws and luck, the North quiet in March 2020
    draw : number of the posterior draw of each row
    """

    prepared: Mapping[str, Prepared]
    outcomes: Mapping[str, RealArray]
    quiet: RealArray
    draw: Places

    def column(self, key: str, name: str) -> RealArray:
        """A column of an agreement's outcomes."""
        found: RealArray = self.outcomes[key][:, getattr(INDEX, name)]
        return found

    def pooled(self, name: str) -> RealArray:
        """A column of all of them, shape (n, agreements)."""
        return np.column_stack([self.column(key, name) for key in self.prepared])


@dataclass(frozen=True)
class Pattern:
    """A pattern, and what it is in some rows of the runs.

    Attributes
    ----------
    of : value in some rows; NaN where no row has the case
    recorded : on record; NaN where there is no such number
    low, high : between which it counts as met
    words : of that condition
    at_least : of each row, a count to be compared with the recorded one; None where there is no count
    """

    name: str
    statistic: str
    of: Callable[[Runs, Places], float]
    recorded: float
    low: float
    high: float
    words: str
    at_least: Callable[[Runs], Flags] | None = None


def run_patterns(
    episodes: Episodes, quiet: Prepared, posterior: Posterior, seed: int, count: int, told: Callable[[int, int], None]
) -> Runs:
    """Negotiations of every agreement, and of the 11th with a quiet North, draws in turn.

    Parameters
    ----------
    quiet : `scenarios/variants/sma11_quiet_march.toml`
    count : of each
    told : negotiations done, and in all
    """
    worlds = {**episodes.prepared, "quiet": quiet}
    found = {}
    for done, (name, prepared) in enumerate(worlds.items()):
        told(done * count, len(worlds) * count)
        found[name] = simulate(replace(prepared, draws=records_of(prepared, posterior)), seed, 0, count)
    told(len(worlds) * count, len(worlds) * count)
    outcomes = {key: found[key] for key in episodes.prepared}
    return Runs(episodes.prepared, outcomes, found["quiet"], np.arange(count) % len(posterior.values))


def check(runs: Runs) -> pd.DataFrame:
    """A row for each pattern.

    Columns `pattern`, `statistic`, `recorded`, `value`, `lower`, `upper` (95%, over draws), `met`, `condition`,
    `p` (share of simulated records with a count as large as the recorded one; NaN where none is counted).
    """
    draws = np.unique(runs.draw)
    by_draw = [np.flatnonzero(runs.draw == draw) for draw in draws]
    chosen = [
        np.concatenate([by_draw[index] for index in chosen_draws]) for chosen_draws in resamples(len(draws), RESAMPLED)
    ]
    every = np.arange(len(runs.draw))
    rows = []
    for one in patterns():
        value = one.of(runs, every)
        lower, upper = middle_95(np.array([one.of(runs, places) for places in chosen]))
        p = float("nan") if one.at_least is None else float(one.at_least(runs).mean())
        met = "no case" if math.isnan(value) else "yes" if one.low <= value <= one.high else "no"
        rows.append((one.name, one.statistic, one.recorded, value, lower, upper, met, one.words, p))
    columns = ["pattern", "statistic", "recorded", "value", "lower", "upper", "met", "condition", "p"]
    return pd.DataFrame(rows, columns=columns)


def share(flags: Flags, among: Flags | None = None) -> float:
    """Share of rows, or of those among some; NaN where there are none."""
    if among is None:
        return float(flags.mean()) if flags.size else float("nan")
    return float(flags[among].mean()) if among.any() else float("nan")


def handovers(prepared: Prepared) -> RealArray:
    """Days from expiry on which a new US administration takes office, the incumbent's return left out."""
    f = prepared.facts
    incumbent, found = prepared.scenario.incumbents.guest, []
    for k in range(int(f.successions)):
        if int(f.office[k]) != Party.GUEST or int(f.winner[k]) > 1:
            continue
        came = prepared.administrations[int((f.candidate_1, f.candidate_2)[int(f.winner[k])][k])]
        if came != incumbent:
            found.append(float(f.handover[k] - f.expiry))
        incumbent = came
    return np.array(found)


def deadlines(prepared: Prepared) -> RealArray:
    """Days from expiry of expiry itself, and of US elections and handovers."""
    f = prepared.facts
    ours = [k for k in range(int(f.successions)) if int(f.office[k]) == Party.GUEST]
    votes = [float(day[k] - f.expiry) for k in ours for day in (f.election, f.handover)]
    return np.array([0.0, *votes])


def near_deadline(prepared: Prepared, days: RealArray) -> Flags:
    """Whether days lie within `NEAR` of a deadline, before or after; false for missing ones."""
    apart = np.abs(days[:, None] - deadlines(prepared)[None, :]).min(axis=1)
    near: Flags = np.nan_to_num(apart, nan=np.inf) <= NEAR
    return near


def after_change(prepared: Prepared, days: RealArray, within: int) -> Flags:
    """Whether days lie at most `within` after a change of US administration."""
    found = np.zeros(len(days), dtype=bool)
    for day in handovers(prepared):
        found |= (days >= day) & (days <= day + within)
    return found


def _rises(runs: Runs, rows: Places) -> float:
    rises = runs.pooled("rise")[rows]
    return share((rises >= LEAST_RISE) & (rises <= MOST_RISE), ~np.isnan(rises))


def _rise_11(runs: Runs, rows: Places) -> float:
    rises = runs.column("korea-11", "rise")[rows]
    return share(rises <= MOST_RISE, ~np.isnan(rises))


def _all_within(runs: Runs) -> Flags:
    rises = runs.pooled("rise")
    return np.asarray(((rises >= LEAST_RISE) & (rises <= MOST_RISE)).all(axis=1), dtype=np.bool_)


def _refused(runs: Runs) -> Flags:
    return refused(runs.outcomes["korea-11"])


def _refusal(runs: Runs, rows: Places) -> float:
    return share(_refused(runs)[rows])


def _refusal_like(runs: Runs, rows: Places) -> float:
    rise, term = runs.column("korea-11", "first_refused_rise"), runs.column("korea-11", "first_refused_term")
    alike = (rise >= NEAR_REFUSED[0]) & (rise <= NEAR_REFUSED[1]) & (term >= 5)
    return share(alike[rows], _refused(runs)[rows])


def _lapse_ends(within: int, runs: Runs, rows: Places) -> float:
    ended, long = [], []
    for key, prepared in runs.prepared.items():
        days = runs.column(key, "agreement_day")[rows]
        long.append(days > LONG_LAPSE)
        ended.append(after_change(prepared, days, within))
    return share(np.concatenate(ended), np.concatenate(long))


def _lapse_odds(within: int, runs: Runs, rows: Places) -> float:
    """Rate of ends of long lapses within the days after a change, over that outside them, by days at risk."""
    ends, risk = np.zeros(2), np.zeros(2)
    for key, prepared in runs.prepared.items():
        spans = [(day, day + within) for day in handovers(prepared)]
        _count(runs, rows, key, spans, float(LONG_LAPSE), ends, risk)
    return _ratio(ends, risk)


def _deadline_share(runs: Runs, rows: Places) -> float:
    near, agreed = [], []
    for key, prepared in runs.prepared.items():
        days = runs.column(key, "agreement_day")[rows]
        near.append(near_deadline(prepared, days))
        agreed.append(~np.isnan(days))
    return share(np.concatenate(near), np.concatenate(agreed))


def _deadline_odds(runs: Runs, rows: Places) -> float:
    ends, risk = np.zeros(2), np.zeros(2)
    for key, prepared in runs.prepared.items():
        spans = [(day - NEAR, day + NEAR) for day in deadlines(prepared)]
        _count(runs, rows, key, spans, -float(prepared.expiry_day), ends, risk)
    return _ratio(ends, risk)


def _count(
    runs: Runs, rows: Places, key: str, spans: list[tuple[float, float]], since: float, ends: RealArray,
    risk: RealArray,
) -> None:  # fmt: skip
    """Add agreements, and days at risk of one, outside [0] and inside [1] the spans, from a day on."""
    f = runs.prepared[key].facts
    last = int(f.horizon - f.expiry)
    days = np.arange(math.floor(since), last + 1)
    within = np.zeros(days.size, dtype=bool)
    for first, end in spans:
        within |= (days >= first) & (days <= end)
    agreed = runs.column(key, "agreement_day")[rows]
    stop = np.where(np.isnan(agreed), last, agreed)
    cumulated = np.concatenate([[0], np.cumsum(within)])
    until = np.clip(stop - days[0] + 1, 0, days.size).astype(np.int64)
    risk += (until - cumulated[until]).sum(), cumulated[until].sum()
    came = agreed[~np.isnan(agreed) & (agreed >= days[0])].astype(np.int64) - int(days[0])
    ends += (~within[came]).sum(), within[came].sum()


def _ratio(ends: RealArray, risk: RealArray) -> float:
    if (risk == 0).any() or ends[0] == 0:
        return float("nan")
    return float(ends[1] / risk[1] / (ends[0] / risk[0]))


def _one_year(hard: bool, runs: Runs, rows: Places) -> float:
    one, side = [], []
    for key, prepared in runs.prepared.items():
        who = runs.column(key, "guest_at_agreement")[rows]
        known = ~np.isnan(who)
        types = np.where(known, prepared.facts.guest_type[np.where(known, who, 0).astype(np.int64)], np.nan)
        side.append(types < HARD if hard else types >= HARD)
        one.append(runs.column(key, "term_years")[rows] == 1)
    return share(np.concatenate(one), np.concatenate(side))


def _one_year_10(runs: Runs, rows: Places) -> float:
    term = runs.column("korea-10", "term_years")[rows]
    return share(term == 1, ~np.isnan(term))


def _agreed_by_summer(outcomes: RealArray) -> Flags:
    found: Flags = outcomes[:, INDEX.agreement_day] <= SUMMER
    return found


def _provoked(runs: Runs, rows: Places) -> float:
    loud, quiet = _agreed_by_summer(runs.outcomes["korea-11"])[rows], _agreed_by_summer(runs.quiet)[rows]
    return float(loud.mean() - quiet.mean())


def _texts(outcomes: RealArray) -> Flags:
    """Whether the delegations had a text by summer, taken or refused."""
    found: Flags = _agreed_by_summer(outcomes) | (outcomes[:, INDEX.first_refusal_day] <= SUMMER)
    return found


def _provoked_texts(runs: Runs, rows: Places) -> float:
    return float(_texts(runs.outcomes["korea-11"])[rows].mean() - _texts(runs.quiet)[rows].mean())


def _after_refusal(runs: Runs, rows: Places) -> float:
    before = (runs.column("korea-11", "guest_refusals") > 0) & (runs.column("korea-11", "first_refusal_day") <= SUMMER)
    return share(_agreed_by_summer(runs.outcomes["korea-11"])[rows], before[rows])


def _furlough_share(runs: Runs, rows: Places) -> float:
    lapsed = _lapsed(runs.column("korea-11", "agreement_day"))
    return share((runs.column("korea-11", "furlough_days") > 0)[rows], lapsed[rows])


def _furlough_day(runs: Runs, rows: Places) -> float:
    days = runs.column("korea-11", "furlough_day")[rows]
    return float(np.nanmedian(days)) if (~np.isnan(days)).any() else float("nan")


def _furlough_mild(runs: Runs, rows: Places) -> float:
    """Of long lapses that are wholly under a guest who is not hard: the 8th and the 9th."""
    furlough = np.concatenate([(runs.column(key, "furlough_days") > 0)[rows] for key in ("korea-8", "korea-9")])
    lapsed = np.concatenate([_lapsed(runs.column(key, "agreement_day"))[rows] for key in ("korea-8", "korea-9")])
    return share(furlough, lapsed)


def _lapsed(agreement_day: RealArray) -> Flags:
    found: Flags = np.isnan(agreement_day) | (agreement_day > FUNDS_GONE)
    return found


def patterns() -> tuple[Pattern, ...]:
    """Patterns of the model's description, section 9."""
    eleventh = recorded(11)
    assert eleventh is not None
    rises, nan = "first-year rises", float("nan")
    # fmt: off
    return (
        Pattern(rises, "share of agreements at +2% to +14%", _rises, 1.0, 0.5, 1.0, "one half or more", _all_within),
        Pattern(rises, "of the 11th, opened at +461%: share at no more than +14%", _rise_11, 1.0, 0.5, 1.0,
                "one half or more"),
        Pattern("refused text", "11th: refused by a leader before 2021-01-20", _refusal, 1.0, 0.2, 1.0,
                "one fifth or more", _refused),
        Pattern("refused text", "of these, at +8% to +18% and for five years or more", _refusal_like, 1.0, 0.2, 1.0,
                "one fifth or more"),
        Pattern("long lapses", "end within 60 days of a new US administration", partial(_lapse_ends, NEAR), 1.0, 0.2,
                1.0, "one fifth or more"),
        Pattern("long lapses", "end within 120 days of one", partial(_lapse_ends, LATEST_AFTER), 1.0, 0.2, 1.0,
                "one fifth or more"),
        Pattern("long lapses", "rate of ends in those 120 days over that of other days",
                partial(_lapse_odds, LATEST_AFTER), nan, 1.5, math.inf, "1.5 or more"),
        Pattern("deadlines", "share of agreements within 60 days of expiry, a US election or a handover",
                _deadline_share, RECORDED_NEAR, 0.5, 1.0, "one half or more"),
        Pattern("deadlines", "rate of agreements in those days over that of other days", _deadline_odds, nan, 1.5,
                math.inf, "1.5 or more"),
        Pattern("one-year terms", "of agreements under a transactional president", partial(_one_year, True), 1.0, 0.05,
                1.0, "one in twenty or more"),
        Pattern("one-year terms", "of agreements under another", partial(_one_year, False), 0.0, 0.0, 0.05,
                "no more than one in twenty"),
        Pattern("one-year terms", "of the 10th", _one_year_10, 1.0, 0.2, 1.0, "one fifth or more"),
        Pattern("provocations", "11th: chance of agreement by 2020-06-30, more than with a quiet March", _provoked, nan,
                0.0, 0.2, "0 to 0.2: not less, and modest"),
        Pattern("provocations", "the same of a text, taken or refused", _provoked_texts, nan, 0.0, 0.2,
                "0 to 0.2: not less, and modest"),
        Pattern("provocations", "agreement by 2020-06-30 where a leader had refused", _after_refusal, 0.0, 0.0, 0.5,
                "no more than one half"),
        Pattern("furlough", "11th: share of lapses over 150 days with one", _furlough_share, 1.0, 0.5, 1.0,
                "one half or more"),
        Pattern("furlough", "11th: median first day, from expiry", _furlough_day, float(eleventh.furlough_day or nan),
                75.0, 120.0, "75 to 120"),
        Pattern("furlough", "8th and 9th: share of lapses over 150 days with one", _furlough_mild, nan, 0.0, 0.2,
                "no more than one fifth"),
    )
    # fmt: on
