"""Cost of a package against an explicit sum, and the weights of years against their integral."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from sim.rules.payment import (
    DAYS_PER_YEAR,
    TERM_OF_OFFICE,
    annualised,
    fill_year_weights,
    frozen_years,
    normal_level,
    package_cost,
)
from sim.rules.terms import YEARS
from tests.menus import numbers

EXPIRY = 100.0
YEAR_ENDS = EXPIRY + 365.25 * np.arange(1, YEARS + 1)
examples = settings(derandomize=True)


def weights_of(day: float, discount: float, tenure: float = math.inf, later: float = 1.0, beyond: float = 1.0):
    weights = np.full(YEARS, np.nan)
    first = frozen_years(day, YEAR_ENDS)
    fill_year_weights(weights, day, EXPIRY, YEAR_ENDS, first, discount, tenure, later, beyond)
    return first, weights


@pytest.mark.parametrize(
    ("day", "frozen"), [(0, 0), (100, 0), (465.25, 0), (465.26, 1), (830.5, 1), (831, 2), (1e6, YEARS - 1)]
)
def test_a_year_freezes_on_the_day_after_its_last(day, frozen):
    assert frozen_years(float(day), YEAR_ENDS) == frozen


@examples
@given(day=numbers(0.0, 100.0), discount=numbers(0.01, 1.0))
def test_weights_of_a_side_without_end_of_office_sum_to_the_present_weight_of_all_time_after_expiry(day, discount):
    first, weights = weights_of(day, discount)
    assert first == 0
    assert weights.sum() == pytest.approx(math.exp(-discount * (EXPIRY - day) / DAYS_PER_YEAR), abs=1e-12)


def test_signed_at_expiry_they_sum_to_one():
    assert weights_of(EXPIRY, 0.15)[1].sum() == pytest.approx(1.0, abs=1e-12)


@examples
@given(day=numbers(0.0, 4000.0), discount=numbers(0.01, 1.0))
def test_a_part_of_the_year_that_is_past_counts_undiscounted(day, discount):
    """The deal sets the whole year: integral of r exp(-r max(s, 0)) over each year, s in years from the day."""
    first, weights = weights_of(day, discount)
    assert np.all(weights[:first] == 0.0)
    for year in range(first, YEARS):
        start = ((YEAR_ENDS[year - 1] if year else EXPIRY) - day) / DAYS_PER_YEAR
        end = math.inf if year == YEARS - 1 else (YEAR_ENDS[year] - day) / DAYS_PER_YEAR
        past = discount * max(min(0.0, end) - start, 0.0)
        ahead = quad(lambda s: discount * math.exp(-discount * s), max(start, 0.0), max(end, 0.0))[0]
        assert weights[year] == pytest.approx(past + ahead, abs=1e-8)


def test_a_guest_counts_his_own_years_the_next_term_and_the_rest_by_their_weights():
    """Half a year in office after expiry: half of year 0 is his, the next four years are the next term's."""
    _, plain = weights_of(EXPIRY, 0.1)
    _, weights = weights_of(EXPIRY, 0.1, tenure=0.5 * DAYS_PER_YEAR, later=0.4, beyond=0.2)
    assert TERM_OF_OFFICE == 4.0
    assert weights[0] == pytest.approx(plain[0] * (0.5 + 0.5 * 0.4))
    assert weights[1:4] == pytest.approx(plain[1:4] * 0.4)
    assert weights[4] == pytest.approx(plain[4] * (0.5 * 0.4 + 0.5 * 0.2))
    assert weights[5:] == pytest.approx(plain[5:] * 0.2)


def test_who_cares_for_nothing_after_his_tenure_gives_later_years_no_weight():
    _, weights = weights_of(EXPIRY, 0.1, tenure=DAYS_PER_YEAR, later=0.0, beyond=0.0)
    assert weights[0] > 0.0
    assert np.all(weights[1:] == 0.0)


def explicit_cost(rise, weights, first, term, years_since_base, growth, fair, persistence, renewal):
    """Year by year: what is paid against what is normal, both in units of the amount last in force."""
    total = 0.0
    for year in range(first, YEARS):
        normal = (1 + fair) ** (years_since_base + min(year, term - 1) - first)
        paid = (1 + rise) * (1 + growth) ** (min(year, term - 1) - first)
        excess = paid / normal - 1
        total += weights[year] * (excess if year < term else persistence * excess + renewal[year])
    return total


@examples
@given(data=st.data())
def test_package_cost_is_the_explicit_sum_over_years(data):
    draw = data.draw
    term = draw(st.integers(1, 6))
    first = draw(st.integers(0, term - 1))
    weights = np.array(draw(st.lists(numbers(0.0, 1.0), min_size=YEARS, max_size=YEARS)))
    renewal = np.array(draw(st.lists(numbers(-0.5, 0.5), min_size=YEARS, max_size=YEARS)))
    since, growth, fair = draw(st.integers(0, 7)), draw(numbers(0.0, 0.1)), draw(numbers(0.0, 0.1))
    persistence, rise = draw(numbers(0.0, 1.0)), draw(numbers(-0.5, 3.0))
    constant, slope = package_cost(weights, first, term, since, growth, fair, persistence, renewal)
    expected = explicit_cost(rise, weights, first, term, since, growth, fair, persistence, renewal)
    assert constant + slope * (1 + rise) == pytest.approx(expected, abs=1e-9)


def test_the_normal_path_costs_nothing():
    """A rise of the fair growth since the base was set, growing on at it, with nothing feared of renewals."""
    _, weights = weights_of(EXPIRY, 0.1)
    constant, slope = package_cost(weights, 0, 5, 2, 0.05, 0.05, 0.5, np.zeros(YEARS))
    assert constant + slope * 1.05**2 == pytest.approx(0.0, abs=1e-12)


def test_levels_and_rises_a_year_undo_each_other():
    assert normal_level(0.05, 0) == 1.0
    assert normal_level(0.05, 3) == pytest.approx(1.157625)
    assert annualised(1.157625 - 1.0, 3) == pytest.approx(0.05, abs=1e-12)
    assert annualised(0.139, 2) == pytest.approx(0.067, abs=5e-4), "13.9% after a frozen year is about 6.7% a year"
