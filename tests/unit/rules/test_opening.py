"""What is drawn and asked for before the first round, and what stands of an old text."""

import math

import pytest

from sim.rules.opening import public_demand, true_opening, type_drawn, winner_drawn
from sim.rules.package import standing_worth
from sim.rules.payment import blank_days, first_year, normal_rise, years_since_base
from sim.rules.settlement import package_worth_guest
from tests.menus import NO_KINKS, PIE, menu_of


def test_a_type_lies_within_its_band_and_between_0_and_1():
    assert type_drawn(0.5, 0.1, 0.0) == pytest.approx(0.4)
    assert type_drawn(0.5, 0.1, 0.75) == pytest.approx(0.55)
    assert type_drawn(0.05, 0.1, 0.0) == 0.0
    assert type_drawn(0.95, 0.1, 1.0 - 2.0**-53) == 1.0


def test_the_first_candidate_wins_with_his_chance():
    assert [winner_drawn(0.3, u) for u in (0.0, 0.29, 0.3, 0.99)] == [0, 0, 1, 1]
    assert winner_drawn(0.0, 0.0) == 1
    assert winner_drawn(1.0, 0.999) == 0


def test_a_published_demand_goes_before_that_of_the_type():
    assert public_demand(4.61, 1.0, 0.2, 0.5) == 4.61
    assert public_demand(math.nan, 1.0, 0.2, 0.25) == pytest.approx(0.8)


def test_the_true_opening_lies_around_the_public_demand():
    assert [true_opening(0.5, 0.2, u) for u in (0.0, 0.5, 1.0)] == pytest.approx([0.4, 0.5, 0.6])


def test_a_blank_period_is_the_day_floored_at_0_or_the_horizon():
    assert blank_days(-41.0, 1096.0) == 0.0
    assert blank_days(464.0, 1096.0) == 464.0
    assert blank_days(math.nan, 1096.0) == 1096.0


def test_first_year_by_hand(facts):
    """Base 1000 bn set in the expiry year; signed within the second year: one frozen year, two since the base."""
    facts.fx[:3] = (1000.0, 1250.0, 2000.0)
    assert years_since_base(1, facts.base_age) == 2
    year = first_year(500.0, 0.21, facts)
    assert year.rise_annualised == pytest.approx(0.1)
    assert year.amount == pytest.approx(1210.0)
    assert year.amount_usd_m == pytest.approx(968.0)
    assert normal_rise(0.05, 2) == pytest.approx(0.1025)


def test_a_text_the_host_would_still_take_stands_at_what_it_is_worth_to_the_guest(facts):
    menu = menu_of([PIE, PIE, PIE])
    worth = package_worth_guest(2, 0, 0.1, menu, NO_KINKS)

    def stands(escalator: int, signed: float = 0.0, host_least: float = 0.5) -> float:
        return standing_worth(escalator, 5, 0, 0.1, signed, host_least, menu, NO_KINKS, facts)

    assert stands(1) == worth
    assert stands(-1) == -math.inf, "none stands"
    assert stands(2) == -math.inf, "no such growth rule"
    assert stands(1, host_least=0.95) == -math.inf, "the host would rather wait now"
    assert stands(1, signed=100.0 + 5 * 365 + 1) == -math.inf, "its last year has frozen"
