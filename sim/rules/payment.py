"""What a package costs: the payment path against the path both sides regard as normal.

Years are contract years after expiry, numbered from 0. A year that ends without a signed deal keeps the old
amount; a deal signed within a year sets that whole year. Everything is a discounted average per year, in units of
the amount last in force, so that one percent of it for ever is worth 0.01.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.compiled import compiled
from sim.rules.terms import Facts

DAYS_PER_YEAR = 365.25
TERM_OF_OFFICE = 4.0  # years a guest administration governs


@compiled
def frozen_years(day: float, year_ends: np.ndarray) -> int:
    """Contract years that ended before `day` without a deal: the number of the first paid year.

    `year_ends` : last day of each contract year, days since talks opened, shape (years,)
    """
    count = 0
    while count < year_ends.shape[0] - 1 and day > year_ends[count]:
        count += 1
    return count


@compiled
def blank_days(day: float, horizon: float) -> float:
    """Days without agreement after expiry up to `day`, days from expiry; to the horizon where it never came (NaN)."""
    return max(horizon if math.isnan(day) else day, 0.0)


@compiled
def years_since_base(first: int, base_age: int) -> int:
    """Years from the one in which the base was set to the first paid year; `base_age` of them before expiry."""
    return first + 1 + base_age


@compiled
def normal_growth(real: float, inflation: float) -> float:
    """Yearly growth both sides regard as normal: real growth and the inflation expected as talks open."""
    return real + inflation


@compiled
def normal_level(fair_growth: float, years: int) -> float:
    """Level both sides regard as normal `years` after the base was set: (1 + fair_growth) ** years."""
    level = 1.0
    for _ in range(years):
        level *= 1.0 + fair_growth
    return level


@compiled
def normal_rise(fair_growth: float, years: int) -> float:
    """Rise both sides regard as normal `years` after the base was set."""
    return normal_level(fair_growth, years) - 1.0


@compiled
def annualised(rise: float, years: int) -> float:
    """Rise for each year since the base was set: (1 + rise) ** (1 / years) - 1."""
    return math.exp(math.log(1.0 + rise) / years) - 1.0


@compiled
def fill_year_weights(
    weights: np.ndarray,
    day: float,
    old_pay: float,
    year_ends: np.ndarray,
    first: int,
    discount: float,
    tenure_days: float,
    later: float,
    beyond: float,
    arrears: float = 1.0,
) -> None:
    """Weight of each contract year in a side's average, written into `weights`, shape (years,).

    w_y = integral of r exp(-r s) over the year, s in years from `day`; a part already past counts undiscounted,
    because a deal sets the whole year. The last element also carries all years after it. A guest counts years in
    his tenure fully, the next term by `later`, and what follows by `beyond`; a host passes an endless tenure.

    Parameters
    ----------
    day, old_pay : days since talks opened; `old_pay` the last one of the old payment
    first : first paid year; earlier ones get weight 0
    discount : r, per year
    tenure_days : days to the next handover of this side, or infinity
    later, beyond : weights of the term after this tenure and of the time after that, 0 to 1
    arrears : 1 where a deal sets the whole year, 0 where it pays from its signature on
    """
    years = year_ends.shape[0]
    in_office = tenure_days / DAYS_PER_YEAR
    for year in range(years):
        weights[year] = 0.0
    start = ((old_pay if first == 0 else year_ends[first - 1]) - day) / DAYS_PER_YEAR
    at_start = math.exp(-discount * max(start, 0.0))
    for year in range(first, years):
        end = (year_ends[year] - day) / DAYS_PER_YEAR
        at_end = math.exp(-discount * max(end, 0.0))
        weight = arrears * discount * (max(-start, 0.0) - max(-end, 0.0)) + at_start - at_end
        own = min(max((in_office - start) / (end - start), 0.0), 1.0)
        next_term = min(max((in_office + TERM_OF_OFFICE - start) / (end - start), 0.0), 1.0)
        weights[year] = weight * (own + (next_term - own) * later + (1.0 - next_term) * beyond)
        start = end
        at_start = at_end
    tail = 1.0 if in_office == math.inf else beyond
    weights[years - 1] += at_start * tail


@compiled
def package_cost(
    weights: np.ndarray,
    first: int,
    end: int,
    years_since_base: int,
    growth: float,
    fair_growth: float,
    persistence: float,
    renewal: np.ndarray,
) -> tuple[float, float]:
    """Excess of a payment path over the normal path as A + B (1 + a): returns (A, B).

    In year y of the term, `first` to `end` - 1, the level is (1 + a) (1 + growth)^(y - first) against
    (1 + fair_growth)^(n + y - first), n years after the base was set. After the term the share `persistence` of the
    last excess stays, and the renewal brings the further excess `renewal[y]` that the side expects.

    K(a) = sum_{y < end} w_y (l_y (1 + a) - 1) + sum_{y >= end} w_y (psi (l_last (1 + a) - 1) + renewal_y)
    with l_y = (1 + growth)^(y - first) / (1 + fair_growth)^(n + y - first)

    Parameters
    ----------
    weights, renewal : shape (years,), see `fill_year_weights`
    first, end : first paid year and the one after the last; `first` < `end`, cut to the years there are
    years_since_base : n, from the year the base was set to the first paid year
    """
    level = 1.0 / normal_level(fair_growth, years_since_base)
    ratio = (1.0 + growth) / (1.0 + fair_growth)
    constant = 0.0
    slope = 0.0
    last = level
    last_year = min(end, weights.shape[0])
    for year in range(first, last_year):
        slope += weights[year] * level
        constant -= weights[year]
        last = level
        level *= ratio
    for year in range(last_year, weights.shape[0]):
        slope += weights[year] * persistence * last
        constant += weights[year] * (renewal[year] - persistence)
    return constant, slope


class FirstYear(NamedTuple):
    """What a deal comes to in its first paid year."""

    rise_annualised: float  # per year since the base was set
    amount: float  # billions of host currency
    amount_usd_m: float


@compiled
def first_year(day: float, rise: float, f: Facts) -> FirstYear:
    """Sums of a deal signed on `day`: that contract year is the first paid one, at its own exchange rate."""
    first = frozen_years(day, f.year_ends)
    amount = f.base_amount * (1.0 + rise)
    years = years_since_base(first, f.base_age)
    return FirstYear(annualised(rise, years), amount, amount / f.fx[first] * 1000.0)
