"""Rounds, levels, tactics, lags and furlough: how talks go on from one meeting to the next."""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.parameters import Params
from sim.rules.terms import Facts


@compiled
def decay(half_life: float, days: float) -> float:
    """Share left of a stock after some days: 2 ** (-days / half_life)."""
    return math.exp(-math.log(2.0) * days / half_life)


@compiled
def stretched(mean: float, factor: float, epidemic: float) -> float:
    """Mean days stretched by an epidemic of strength 0 to 1: mean (1 + (factor - 1) epidemic)."""
    return mean * (1.0 + (factor - 1.0) * epidemic)


@compiled
def mean_spacing(
    working: float, close: float, parked: float, is_parked: bool, gap: float, close_gap: float,
    epidemic_factor: float, epidemic: float,
) -> float:  # fmt: skip
    """Mean days to the next round: short when the gap is small, long while talks are parked, more in an epidemic."""
    mean = working
    if is_parked:
        mean = parked
    elif gap < close_gap:
        mean = close
    return stretched(mean, epidemic_factor, epidemic)


@compiled
def lag(least: float, mean: float, unit_exponential: float) -> int:
    """Whole days of a lag: the least, plus an exponential part that brings the mean to `mean`."""
    return int(least + max(mean - least, 0.0) * unit_exponential)


@compiled
def due_in(least: float, mean: float, unit_exponential: float) -> int:
    """Days to the next step of a text, at least one."""
    return max(lag(least, mean, unit_exponential), 1)


@compiled
def vote_in(unit_exponential: float, f: Facts, p: Params) -> int:
    """Days from signature to the vote: drawn, or the mean lag where the vote is switched off; at least one."""
    if f.ratifies == 0:
        return max(int(p.vote_mean_days), 1)
    return due_in(p.vote_least, p.vote_mean_days, unit_exponential)


@compiled
def leader_takes(mean: float, unit_exponential: float) -> int:
    """Days until the leaders have made up their minds about a text: the next day, plus a lag."""
    return 1 + lag(0.0, mean, unit_exponential)


@compiled
def next_round_in(day: int, gap: float, parked: bool, unit_exponential: float, f: Facts, p: Params) -> int:
    """Days to the next round, drawn."""
    mean = mean_spacing(
        p.spacing_working, p.spacing_close, p.spacing_parked, parked, gap, p.close_gap, p.spacing_epidemic,
        f.epidemic[day],
    )  # fmt: skip
    return max(lag(p.spacing_least, mean, unit_exponential), 1)


@compiled
def round_after_handover(day: int, planned: int, unit_exponential: float, f: Facts, p: Params) -> int:
    """Day of the next round once a new guest took office on `day`: drawn, not after the planned one, not that day."""
    mean = stretched(p.spacing_handover, p.spacing_epidemic, f.epidemic[day])
    return max(min(planned, day + 1 + lag(0.0, mean, unit_exponential)), day + 1)


@compiled
def days_in_office(day: int, since: float) -> float:
    """Days a new guest has been in office; -1 for one who opened the talks (`since` NaN)."""
    return -1.0 if math.isnan(since) else day - since


@compiled
def level_of_talks(failed: int, ministerial_after: float, leader_after: float) -> int:
    """Level of the next round: 0 working, 1 ministerial, 2 leader, by rounds failed so far."""
    if failed >= leader_after:
        return 2
    return 1 if failed >= ministerial_after else 0


@compiled
def tactic_chance(chance: float, hardness: float, gap: float, threshold: float) -> float:
    """Chance of a walkout or a threat after a round: chance * hardness when the gap exceeds the threshold, else 0."""
    return chance * hardness if gap > threshold else 0.0


@compiled
def leaving(day: int, f: Facts) -> float:
    """Share of the troops that leaves on a day."""
    return f.withdrawn[day] - (f.withdrawn[day - 1] if day > 0 else 0.0)


@compiled
def breaks_off(
    u: float, chance: float, apart: bool, host_waits: float, host_exit: float, guest_waits: float, guest_exit: float
) -> bool:
    """Whether the talks end for good after a failed round.

    They break down with a chance; and a side that gets more by leaving than by waiting leaves where no package is
    worth enough to both (`apart`).
    """
    return u < chance or (apart and (host_exit > host_waits or guest_exit > guest_waits))


@compiled
def furlough_day(expiry: float, funds_days: float) -> int:
    """First day on which there is no money for base workers."""
    return int(expiry + funds_days) + 1


@compiled
def furlough_chance(of_transactional: float, hardness: float) -> float:
    """Chance that a guest sends base workers home on that day; `hardness` is his."""
    return of_transactional * hardness


@compiled
def gain_lost(
    host_gain: float, guest_gain: float, host_discount: float, guest_discount: float, lapse_years: float
) -> float:
    """Share of the joint gain from agreeing at expiry that a lapse of some years has burnt.

    sum_i gain_i (1 - exp(-r_i years)) / sum_i gain_i, where a gain is the worth of the agreement over a lapse for ever
    """
    total = max(host_gain, 0.0) + max(guest_gain, 0.0)
    if total <= 0.0:
        return 0.0
    host_lost = max(host_gain, 0.0) * (1.0 - math.exp(-host_discount * lapse_years))
    guest_lost = max(guest_gain, 0.0) * (1.0 - math.exp(-guest_discount * lapse_years))
    return (host_lost + guest_lost) / total
