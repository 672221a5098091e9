"""Concession by pressure: how near a date is, what is given up, and what a side asks for then."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules.pressure import DAYS_PER_MONTH, asked, conceded, nearness
from tests.menus import numbers

examples = settings(derandomize=True)


def test_nearness_falls_by_e_in_a_reach_and_is_0_once_the_date_is_past():
    assert nearness(0.0, 90.0) == 1.0
    assert nearness(90.0, 90.0) == pytest.approx(math.exp(-1.0))
    assert nearness(30.0, 90.0) == pytest.approx(0.7165313106)
    assert nearness(-1.0, 90.0) == 0.0


def test_a_month_has_the_days_of_a_twelfth_of_a_year():
    assert pytest.approx(30.4375) == DAYS_PER_MONTH


def test_what_is_given_up_by_hand():
    """A pressure of half the stake at a rate of 0.2 a month: 0.1 a month, over two months."""
    assert conceded(0.0, 0.2, 0.05, 0.1, 2.0 * DAYS_PER_MONTH) == pytest.approx(1.0 - math.exp(-0.2))
    assert conceded(0.5, 0.2, 0.05, 0.1, 2.0 * DAYS_PER_MONTH) == pytest.approx(1.0 - 0.5 * math.exp(-0.2))


@examples
@given(
    share=numbers(0.0, 1.0), rate=numbers(0.0, 5.0), pressure=numbers(0.0, 1.0), stake=numbers(0.01, 2.0),
    days=st.lists(numbers(0.0, 100.0), min_size=2, max_size=5),
)  # fmt: skip
def test_under_one_pressure_it_does_not_matter_how_often_the_sides_look(share, rate, pressure, stake, days):
    whole = conceded(share, rate, pressure, stake, sum(days))
    part = share
    for some in days:
        part = conceded(part, rate, pressure, stake, some)
    assert part == pytest.approx(whole, abs=1e-12)
    assert share - 1e-15 <= whole <= 1.0


@pytest.mark.parametrize(
    ("pressure", "stake"), [(0.0, 0.1), (-0.2, 0.1), (0.2, 0.0), (0.2, -0.1)], ids=["none", "relief", "nil", "loss"]
)
def test_nothing_is_given_up_without_pressure_or_where_nothing_is_at_stake(pressure, stake):
    assert conceded(0.3, 0.2, pressure, stake, 100.0) == 0.3


def test_a_side_asks_for_the_part_of_its_opening_that_it_has_not_given_up():
    assert asked(0.5, 0.1, math.inf, 0.0) == pytest.approx(0.5)
    assert asked(0.5, 0.1, math.inf, 0.25) == pytest.approx(0.4)
    assert asked(0.5, 0.1, math.inf, 1.0) == pytest.approx(0.1)


def test_a_demand_beyond_the_zone_buys_nothing():
    assert asked(0.5, 0.1, 0.2, 0.0) == pytest.approx(0.3), "no more than its best inside the zone"
    assert asked(9.0, 0.1, 0.2, 0.5) == asked(0.5, 0.1, 0.2, 0.5) == pytest.approx(0.2)
    assert asked(0.2, 0.1, 0.2, 0.5) == pytest.approx(0.15), "an opening inside it counts as it is"


def test_nobody_asks_for_less_than_it_could_do_without():
    assert asked(-0.5, 0.1, 0.2, 0.0) == 0.1, "an opening worse than waiting"
    assert asked(0.5, 0.1, -0.2, 0.0) == 0.1, "no zone at all"
