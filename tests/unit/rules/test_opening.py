"""What is drawn and asked for before the first round, and what stands of an old text."""

import math

import pytest

from sim.rules.opening import public_demand, type_drawn, winner_drawn
from sim.rules.package import pair_of, standing_worth
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
    menu = menu_of([PIE, PIE, PIE], extras=[(0.0, 0.0), (-0.2, 0.3)])

    def stands(escalator: int, years: int = 5, extra: int = 0, host_least: float = 0.5) -> float:
        return standing_worth(escalator, years, extra, 0.1, host_least, menu, NO_KINKS, facts)

    assert stands(1) == package_worth_guest(2, 0, 0.1, menu, NO_KINKS) == pytest.approx(0.1)
    assert stands(1, extra=1) == pytest.approx(0.4), "with the extras it had"
    assert stands(1, host_least=0.9) == pytest.approx(0.1), "just what the host could do without"
    assert stands(-1) == -math.inf, "none stands"
    assert stands(2) == -math.inf, "no such growth rule"
    assert stands(1, years=2) == -math.inf, "no term as short"
    assert stands(1, host_least=0.95) == -math.inf, "the host would rather wait now"


def test_a_standing_text_finds_its_place_in_the_menu_again(facts):
    assert pair_of(1, 5, facts) == 2, "five paid years"
    assert pair_of(1, 3, facts) == 1
    assert pair_of(1, 4, facts) == 1, "the longest that is not longer"
    assert pair_of(1, 9, facts) == 2
    assert pair_of(1, 2, facts) == -1, "none as short with that growth rule"
    assert pair_of(2, 5, facts) == -1, "no such growth rule"
    assert pair_of(0, 1, facts) == 0
