"""Both sides' utilities over the menu, by hand and by sign."""

import math

import pytest

from sim.records import blank
from sim.rules.payment import DAYS_PER_YEAR, fill_year_weights, frozen_years
from sim.rules.pressing import pressure_on
from sim.rules.settlement import package_worth_guest, package_worth_host
from sim.rules.succession import setting_now, waiting_values
from sim.rules.terms import Menu
from sim.rules.worth import fill_guest, fill_host, kinks_on, term_from_expiry, years_paid


def filled(day, facts, prospects, params, threat=0.0, support=0.5, guest=0, line=math.inf, price=0.0):
    menu = blank(Menu)
    setting = setting_now(day, day + 35.0, guest, 0, -1.0, threat, support, line, price, prospects, facts, params)
    fill_host(menu, setting, facts, params)
    fill_guest(menu, setting, facts, params)
    return menu, kinks_on(min(day, facts.horizon), setting, facts, params)


@pytest.mark.parametrize(("day", "frozen"), [(0.0, 0), (465.0, 0), (466.0, 1), (900.0, 2)])
def test_a_text_is_paid_for_its_term_and_its_label_counts_the_frozen_years_too(day, frozen, facts):
    assert frozen_years(day, facts.year_ends) == frozen
    for pair, paid in enumerate((1, 3, 5)):
        assert years_paid(pair, facts) == paid
        assert term_from_expiry(day, pair, facts) == frozen + paid


def test_the_host_likes_lower_rises_and_the_guest_higher_ones(facts, prospects, params):
    menu, k = filled(0, facts, prospects, params)
    for pair in range(3):
        hosts = [package_worth_host(pair, 0, rise, menu, k) for rise in (-0.1, 0.0, 0.1, 0.5)]
        guests = [package_worth_guest(pair, 0, rise, menu, k) for rise in (-0.1, 0.0, 0.1, 0.5)]
        assert hosts == sorted(hosts, reverse=True)
        assert guests == sorted(guests)


def test_money_is_all_that_passes_between_the_sides_where_they_count_alike(facts, prospects, params):
    """With one horizon, one rate and no other terms, what the host loses by a point of the rise the guest wins."""
    params.agreement_host = params.agreement_guest = 0.0
    params.later_weight, params.habit = 1.0, 0.0
    facts.guest_type[:2] = prospects.types[:2] = 1.0
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


def test_threat_raises_what_an_agreement_is_worth_to_the_host(facts, prospects, params):
    params.agreement_threat = 0.1
    calm, _ = filled(0, facts, prospects, params)
    afraid, _ = filled(0, facts, prospects, params, threat=1.0)
    relieved, _ = filled(0, facts, prospects, params, threat=-1.0)
    assert afraid.host_base[0] > calm.host_base[0] > relieved.host_base[0]
    assert afraid.guest_base[0] == calm.guest_base[0]


def test_a_transactional_guest_cares_less_for_years_after_his_own(facts, prospects, params):
    params.later_weight = 1.0
    facts.belief[:] = 0.0
    hard, _ = filled(0, facts, prospects, params, guest=0)
    prospects.types[0] = 0.9
    soft, _ = filled(0, facts, prospects, params, guest=0)
    assert hard.guest_slope[2] < soft.guest_slope[2]


def test_another_rule_or_term_than_the_last_agreements_costs_the_host_and_not_the_guest(facts, prospects, params):
    """The last one had rule 1 and five years: the menu has (0, 1), (1, 3) and (1, 5)."""
    plain, _ = filled(0, facts, prospects, params)
    params.habit = 0.02
    held, _ = filled(0, facts, prospects, params)
    lost = plain.host_base[:3] - held.host_base[:3]
    assert lost == pytest.approx([0.04, 0.02, 0.0], abs=1e-12)
    assert held.guest_base[:3].tolist() == plain.guest_base[:3].tolist()


def test_the_guest_counts_dollars_of_the_first_paid_year(facts, prospects, params):
    params.audience_guest = 0.3
    plain, _ = filled(0, facts, prospects, params)
    facts.dollar_worth[0], facts.dollar_worth[1:] = 0.8, 0.5
    weak, _ = filled(0, facts, prospects, params)
    for pair in range(3):
        assert weak.guest_slope[pair] - 0.3 == pytest.approx(0.8 * (plain.guest_slope[pair] - 0.3))
        assert weak.host_slope[pair] == plain.host_slope[pair]
    later, _ = filled(500, facts, prospects, params)
    facts.dollar_worth[:] = 1.0
    unchanged, _ = filled(500, facts, prospects, params)
    assert later.guest_slope[2] - 0.3 == pytest.approx(0.5 * (unchanged.guest_slope[2] - 0.3))


def test_an_agreement_is_worth_to_the_guest_by_the_years_he_counts(facts, prospects, params):
    """Bases near a rival: 0.1 * 0.5 a year, by the weights of his years, from expiry on."""
    plain, _ = filled(0, facts, prospects, params)
    params.rivalry_guest, facts.rivalry = 0.1, 0.5
    near, _ = filled(0, facts, prospects, params)
    weights = plain.weights.copy()
    stay, outside = 0.7, params.later_weight * 0.1
    fill_year_weights(
        weights, 35.0, 100.0, facts.year_ends, 0, 0.1, 515.0, stay + (1.0 - stay) * outside, outside, 1.0
    )  # fmt: skip
    assert weights.sum() < 0.9
    assert near.guest_base[0] - plain.guest_base[0] == pytest.approx(0.05 * weights.sum(), abs=1e-12)
    assert near.host_base[0] == plain.host_base[0]


def test_a_leaders_price_is_asked_by_the_share_of_his_time_that_a_text_binds(facts, prospects, params):
    """Signed on day 35, 515 days before he may go: one year binds 1 / 1.41 of them, three years all."""
    plain, _ = filled(0, facts, prospects, params)
    dear, _ = filled(0, facts, prospects, params, price=0.1)
    share = 1.0 / (515.0 / DAYS_PER_YEAR)
    lost = plain.guest_base[:3] - dear.guest_base[:3]
    assert lost == pytest.approx([0.1 * share, 0.1, 0.1], abs=1e-12)
    assert dear.host_base[:3].tolist() == plain.host_base[:3].tolist()


def test_a_host_that_bears_much_already_is_asked_for_less_of_the_figure(facts, prospects, params):
    params.audience_guest = 0.3
    slopes = []
    for burden in (0.0, 0.5, 1.0):
        facts.burden = burden
        slopes.append(filled(0, facts, prospects, params)[0].guest_slope[0])
    assert slopes[0] - slopes[2] == pytest.approx(0.6)
    assert slopes[1] - slopes[2] == pytest.approx(0.3)


def test_a_public_against_paying_makes_every_audience_cost_dearer(facts, prospects, params):
    params.audience_public, params.audience_peer, params.audience_line = 1.0, 0.4, 0.03
    facts.peer[:] = 0.05
    _, half = filled(0, facts, prospects, params, support=0.5, line=0.1)
    _, against = filled(0, facts, prospects, params, support=0.0, line=0.1)
    assert (half.host_0, half.host_1) == pytest.approx((-0.4 * 1.5, -0.03 * 1.5 / 0.005))
    assert (against.host_0, against.host_1) == pytest.approx((-0.4 * 2.0, -0.03 * 2.0 / 0.005))


def test_a_reopened_agreement_pays_from_the_day_after_the_old_payment_and_lapses_at_its_own_expiry(
    facts, prospects, params
):
    """Payment could have gone on to day 465; a text signed on day 0 sets the year that began on day 101."""
    facts.expiry, facts.old_pay = 465.0, 100.0
    facts.presses = 0
    reopened, _ = filled(0, facts, prospects, params)
    facts.old_pay = 465.0
    facts.year_ends[:] += 365.0
    ordinary, _ = filled(0, facts, prospects, params)
    assert -reopened.host_slope[2] == pytest.approx(-ordinary.host_slope[2] * math.exp(0.1), rel=2e-3)
    setting = setting_now(300, 335.0, 0, 0, -1.0, 0.0, 0.5, math.inf, 0.0, prospects, facts, params)
    assert pressure_on(300, 0, 0, 0.0, 0.0, False, 0.0, 0.25, setting, prospects, facts, params).lapse == 0.0
    facts.waits = 0
    waits = waiting_values(300.0, 300, 0, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params)
    later = waiting_values(465.0, 465, 0, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params)
    kept = math.exp(-0.1 * 165.0 / DAYS_PER_YEAR)
    assert waits.host == pytest.approx(later.host * kept, abs=1e-12), "until then the old agreement holds"
