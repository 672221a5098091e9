"""The pressure on a day, by hand: before expiry, in a lapse, on furlough, and with an election ahead.

The guest in office is number 0, of type 0.1. An agreement is worth 0.1 to the host and 0.05 * 0.1 to him; a lapse costs
the host 0.04 + 0.3 * 0.81 and him 0.06 * 0.1, three tenths of that before the money runs out on day 190. The reach is
100 days.
"""

import math

import pytest

from sim.records import blank
from sim.rules.kinds import Party
from sim.rules.pressing import fall_at_election, pressure_on
from sim.rules.succession import setting_now, solve_prospects
from sim.rules.terms import Menu

MISSING = 0.1 + 0.005
FULL = 0.04 + 0.3 * 0.81 + 0.006


@pytest.fixture
def pressed(facts, prospects, params):
    """The pressure on a day, elections left out unless `joint` is given."""

    def on(day, joint=None, furloughed=False, threat=0.0, withdrawal=0.0, stake=0.25):
        if joint is None:
            facts.presses = 0
        setting = setting_now(day, day + 35.0, 0, 0, -1.0, threat, 0.5, math.inf, 0.0, prospects, facts, params)
        return pressure_on(
            day, 0, 0, threat, withdrawal, furloughed, joint or 0.0, stake, setting, prospects, facts, params
        )  # fmt: skip

    return on


def test_before_expiry_only_dates_ahead_press(pressed):
    found = pressed(0)
    assert found.lapse == found.election == 0.0
    assert found.expiry == pytest.approx((MISSING + 0.3 * FULL) * math.exp(-1.0))
    assert found.money == pytest.approx(0.7 * FULL * math.exp(-1.9))
    assert found.total == pytest.approx(found.expiry + found.money)
    assert found.stake == 0.25


@pytest.mark.parametrize("day", [0, 150, 191, 480])
def test_the_stake_is_what_lies_between_the_sides_and_moves_no_part_of_the_pressure(day, pressed):
    assert pressed(day, joint=0.1, stake=0.5) == pressed(day, joint=0.1)._replace(stake=0.5)


def test_on_the_day_of_expiry_it_presses_in_full_and_the_day_after_it_is_a_lapse(pressed):
    last, first = pressed(100), pressed(101)
    assert (last.lapse, last.expiry) == (0.0, pytest.approx(MISSING + 0.3 * FULL))
    assert (first.lapse, first.expiry) == (pytest.approx(MISSING + 0.3 * FULL), 0.0)


def test_in_a_lapse_the_rest_of_its_cost_presses_until_the_money_is_gone_and_is_in_force_from_then_on(pressed):
    before, last, gone = pressed(150), pressed(190), pressed(191)
    assert before.lapse == last.lapse == pytest.approx(MISSING + 0.3 * FULL)
    assert before.money == pytest.approx(0.7 * FULL * math.exp(-0.4))
    assert last.money == pytest.approx(0.7 * FULL)
    assert (gone.lapse, gone.money, gone.expiry) == (pytest.approx(MISSING + FULL), 0.0, 0.0)
    assert gone.total == gone.lapse


def test_furlough_presses_ahead_by_its_chance_and_in_full_while_it_lasts(pressed, params):
    params.furlough_host, params.furlough_guest, params.furlough_hardness = 0.2, 0.1, 0.5
    ahead = pressed(150)
    assert ahead.money == pytest.approx((0.7 * FULL + 0.5 * 0.81 * 0.3) * math.exp(-0.4))
    assert pressed(191).lapse == pytest.approx(MISSING + FULL), "nobody has been sent home"
    assert pressed(191, furloughed=True).lapse == pytest.approx(MISSING + FULL + 0.3)


def test_threat_and_threats_of_withdrawal_make_the_lapse_press_more(pressed, params):
    params.lapse_threat, params.lapse_withdrawal, params.agreement_threat = 0.5, 0.25, 0.1
    found = pressed(191, threat=0.4, withdrawal=2.0)
    assert found.lapse == pytest.approx(MISSING + 0.1 * 0.4 + 0.283 * 1.2 * 1.5 + 0.006)
    assert found.total == found.lapse


def test_an_agreement_that_is_worth_less_than_nothing_presses_nobody(pressed, params):
    params.agreement_host = -1.0
    assert pressed(191).lapse == pytest.approx(FULL)


def test_no_money_is_saved_or_lost_together_so_money_does_not_press(pressed, params):
    """What one side pays the other gets."""
    before = pressed(150)
    params.fair_growth = 0.2
    assert pressed(150) == before


@pytest.fixture
def expected(prospects):
    """What both together expect of guest 0 and of guest 1 after the first election."""
    prospects.host[0, :2], prospects.guest[0, 0], prospects.money[0, 1] = (-0.2, 0.1), 0.15, 0.5
    return prospects


def then(params):
    """The host gives guest 0 a chance of 0.2, he himself 0.7; a successor's money counts by 0.6 * 0.1 to him."""
    return 0.2 * -0.2 + 0.8 * 0.1 + 0.7 * 0.15 + 0.3 * params.later_weight * 0.1 * 0.5


def test_an_election_presses_by_what_both_together_stand_to_lose_with_it(expected, facts, params):
    discounted = math.exp(-0.1 * 300.0 / 365.25) * math.exp(-3.0)
    lost = fall_at_election(200, 0, 0.4, expected, facts, params)
    assert lost == pytest.approx((0.4 - then(params)) * discounted)
    assert lost > 0.0
    gained = fall_at_election(200, 0, 0.0, expected, facts, params)
    assert gained == pytest.approx(-then(params) * discounted)
    assert gained < 0.0


def test_once_votes_are_counted_the_handover_is_the_date_and_the_winner_known(expected, facts, params):
    known = 0.1 + params.later_weight * 0.1 * 0.5
    near = math.exp(-0.1 * 30.0 / 365.25) * math.exp(-0.3)
    assert fall_at_election(520, 0, 0.4, expected, facts, params) == pytest.approx((0.4 - known) * near)


def test_an_election_does_not_press_where_it_is_not_looked_at_or_unknown(expected, facts, params):
    assert fall_at_election(200, 0, 0.4, expected, facts, params) != 0.0
    for field in ("presses", "waits"):
        facts[field] = 0
        assert fall_at_election(200, 0, 0.4, expected, facts, params) == 0.0
        facts[field] = 1
    facts.known_from[:3] = 300
    assert fall_at_election(200, 0, 0.4, expected, facts, params) == 0.0


def test_hope_of_better_relieves_but_the_pressure_is_never_below_nothing(pressed, expected, params):
    relieved = pressed(191, joint=-0.1)
    assert relieved.election < 0.0
    assert relieved.total == pytest.approx(relieved.lapse + relieved.election)
    params.lapse_host = params.lapse_guest = params.lapse_hardness = params.agreement_host = 0.0
    params.agreement_guest = 0.0
    hopeful = pressed(480, joint=-0.1)
    assert hopeful.lapse == 0.0 > hopeful.election
    assert hopeful.total == 0.0


def test_a_reopened_agreement_lapses_at_its_own_expiry_and_not_with_the_old_payment(pressed, facts):
    facts.old_pay = 10.0
    found = pressed(50)
    assert found.lapse == 0.0
    assert found.expiry == pytest.approx((MISSING + 0.3 * FULL) * math.exp(-0.5))


def test_the_prospects_the_rules_work_out_press_too(facts, prospects, params):
    """An alliance-minded guest sits; before an election that may bring a hard one both together stand to lose."""
    solve_prospects(0, 1, 0, prospects, blank(Menu), facts, params)
    facts.belief[0, Party.GUEST], facts.belief[0, Party.HOST] = 1.0, 1.0
    hard = fall_at_election(0, 1, 0.2, prospects, facts, params)
    facts.belief[0, Party.GUEST], facts.belief[0, Party.HOST] = 0.0, 0.0
    soft = fall_at_election(0, 1, 0.2, prospects, facts, params)
    assert hard > soft
