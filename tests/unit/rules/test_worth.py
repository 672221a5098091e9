"""Both sides' utilities over the menu: signs, and packages that are not on the table."""

import pytest

from sim.records import blank
from sim.rules.package import pair_of
from sim.rules.settlement import NEVER, package_worth_guest, package_worth_host
from sim.rules.succession import setting_now
from sim.rules.terms import Menu
from sim.rules.utility import (
    agreement_worth_host,
    audience_weight,
    between,
    circumstances_host,
    hardness_of,
    piecewise,
    pledge,
    return_cost,
    since_expiry,
)
from sim.rules.waiting import lapse_cost_host, seen_from_outside, stay_weight
from sim.rules.worth import fill_guest, fill_host, kinks_on, paid_years


def filled(day, facts, prospects, params, threat=0.0, anger=0.0, guest=0):
    menu = blank(Menu)
    setting = setting_now(day, day + 35.0, guest, 0, -1.0, threat, anger, 0.0, prospects, facts, params)
    fill_host(menu, setting, facts, params)
    fill_guest(menu, setting, facts, params)
    return menu, kinks_on(min(day, facts.horizon), setting.audience, setting.hardness, 0.0, facts, params)


@pytest.mark.parametrize(
    ("day", "term", "closed", "years"),
    [
        (0, 1, 0, 1),
        (0, 6, 0, 0),
        (0, 5, 0, 5),
        (500, 1, 0, 0),
        (500, 6, 0, 5),
        (500, 3, 0, 2),
        (0, 3, 5, 0),
        (0, 5, 5, 5),
        (500, 5, 5, 4),  # one year has frozen, and five is the longest term on the table
        (500, 3, 5, 0),
    ],
)
def test_paid_years_leave_out_the_frozen_ones(day, term, closed, years, facts):
    assert paid_years(float(day), term, closed, 5.0, facts) == years


def test_the_host_likes_lower_rises_and_the_guest_higher_ones(facts, prospects, params):
    menu, k = filled(0, facts, prospects, params)
    for pair in range(3):
        hosts = [package_worth_host(pair, 0, rise, menu, k) for rise in (-0.1, 0.0, 0.1, 0.5)]
        guests = [package_worth_guest(pair, 0, rise, menu, k) for rise in (-0.1, 0.0, 0.1, 0.5)]
        assert hosts == sorted(hosts, reverse=True)
        assert guests == sorted(guests)


def test_a_term_that_has_run_out_is_off_the_table(facts, prospects, params):
    menu, _ = filled(500, facts, prospects, params)
    assert menu.host_base[0] == menu.guest_base[0] == NEVER, "one year from expiry has passed"
    assert menu.host_base[1] > NEVER


def test_money_is_all_that_passes_between_the_sides_where_they_count_alike(facts, prospects, params):
    """With one horizon, one rate and no other terms, what the host loses by a point of the rise the guest wins."""
    params.agreement_host = params.agreement_guest = 0.0
    params.later_weight_transactional = params.later_weight_alliance = 1.0
    menu, k = filled(0, facts, prospects, params)
    for pair in range(3):
        for rise in (0.0, 0.1):
            total = package_worth_host(pair, 0, rise, menu, k) + package_worth_guest(pair, 0, rise, menu, k)
            assert total == pytest.approx(0.0, abs=1e-12)


def test_the_figure_is_worth_as_much_to_the_guest_whatever_the_term_and_nothing_to_the_host(facts, prospects, params):
    params.audience_guest = 0.0
    plain, k = filled(0, facts, prospects, params)
    params.audience_guest = 0.3
    judged, _ = filled(0, facts, prospects, params)
    for pair in range(3):
        for rise in (-0.1, 0.0, 0.1):
            gain = package_worth_guest(pair, 0, rise, judged, k) - package_worth_guest(pair, 0, rise, plain, k)
            assert gain == pytest.approx(0.3 * rise, abs=1e-12)
            assert package_worth_host(pair, 0, rise, judged, k) == package_worth_host(pair, 0, rise, plain, k)


def test_threat_raises_and_anger_lowers_what_an_agreement_is_worth_to_the_host(facts, prospects, params):
    params.agreement_threat = params.agreement_anger = 0.1
    calm, _ = filled(0, facts, prospects, params)
    afraid, _ = filled(0, facts, prospects, params, threat=1.0)
    angry, _ = filled(0, facts, prospects, params, anger=1.0)
    assert afraid.host_base[0] > calm.host_base[0] > angry.host_base[0]
    assert afraid.guest_base[0] == calm.guest_base[0]


def test_a_transactional_guest_cares_less_for_years_after_his_own(facts, prospects, params):
    params.later_weight_transactional, params.later_weight_alliance = 0.0, 1.0
    facts.belief[:] = 0.0
    facts.belief[0, 0] = 0.0
    hard, _ = filled(0, facts, prospects, params, guest=0)
    prospects.types[0] = 0.9
    soft, _ = filled(0, facts, prospects, params, guest=0)
    assert hard.guest_slope[2] < soft.guest_slope[2]


def test_a_standing_text_finds_its_place_in_the_menu_again(facts):
    assert pair_of(1, 5, 0.0, facts) == 2, "five paid years"
    assert pair_of(1, 3, 0.0, facts) == 1
    assert pair_of(1, 4, 0.0, facts) == 1, "the longest that is not longer"
    assert pair_of(1, 5, 500.0, facts) == 2, "four paid years are left of five"
    assert pair_of(1, 2, 500.0, facts) == 1, "two of three"
    assert pair_of(2, 5, 0.0, facts) == -1, "no such growth rule"
    assert pair_of(0, 1, 500.0, facts) == -1, "its only year has frozen"


def test_weights_of_a_type_by_hand():
    assert (between(0.1, 0.9, 0.0), between(0.1, 0.9, 1.0)) == (0.1, 0.9)
    assert between(0.1, 0.9, 0.25) == pytest.approx(0.3)
    assert (hardness_of(0.0), hardness_of(0.5), hardness_of(1.0)) == (1.0, 0.25, 0.0)
    assert pledge(0.8, -1.0) == 0.0
    assert pledge(0.8, 0.0) == 0.8
    assert pledge(0.8, 182.625) == pytest.approx(0.4)
    assert pledge(0.8, 400.0) == 0.0


def test_sums_by_hand():
    worth = agreement_worth_host(0.1, 0.04, 0.75, 0.03, 2.0, 0.05, 0.4, 0.02, -0.5)
    assert worth == pytest.approx(0.1 + 0.01 + 0.06 - 0.02 - 0.01)
    assert circumstances_host(0.03, 0.5, 0.04, 1.0, 0.03, 0.5, 0.02, 0.4) == pytest.approx(0.015 - 0.04 - 0.015 - 0.008)
    assert audience_weight(1.0, 0.5, 0.5, 1.0) == pytest.approx(2.25)
    assert audience_weight(1.0, -0.5, 0.5, 0.0) == 1.0, "good humour does not lower audience costs"
    assert return_cost(0.02, 5, 10.0) == pytest.approx(0.008)
    assert since_expiry(100.0, 100.0, 0.1) == since_expiry(500.0, 100.0, 0.1) == 1.0
    assert since_expiry(0.0, 365.25, 0.1) == pytest.approx(0.904837418)
    assert lapse_cost_host(0.04, 0.3, 0.5, 0.5, 1.0, 0.5, 0.4) == pytest.approx(0.19 * 1.5 * 1.2)
    assert seen_from_outside(0.5, 0.1, 0.2, 0.9, 0.8) == pytest.approx(0.5 * (0.1 - 0.144))
    assert (stay_weight(1.0, 0.3), stay_weight(0.0, 0.3)) == (1.0, 0.3)
    assert piecewise(0.3, 1.0, -1.0, 0.0, 0.1, 0.2, -0.5, -0.25, -1.0) == pytest.approx(1.0 - 0.3 - 0.15 - 0.05 - 0.1)
