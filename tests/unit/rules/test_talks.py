"""How talks go on from one meeting to the next."""

import math

import numpy as np
import pytest

from sim.rules.talks import (
    breaks_off,
    days_in_office,
    decay,
    due_in,
    furlough_chance,
    furlough_day,
    gain_lost,
    lag,
    leader_takes,
    level_of_talks,
    mean_spacing,
    next_round_in,
    round_after_handover,
    tactic_chance,
)


def test_a_stock_halves_in_a_half_life():
    assert decay(30.0, 30.0) == pytest.approx(0.5, abs=1e-15)
    assert decay(30.0, 0.0) == 1.0
    assert decay(30.0, 7.0) * decay(30.0, 3.0) == pytest.approx(decay(30.0, 10.0), abs=1e-15)


@pytest.mark.parametrize(
    ("parked", "gap", "epidemic", "days"),
    [
        (False, 0.5, 0.0, 26),
        (False, 0.04, 0.0, 14),
        (True, 0.04, 0.0, 90),
        (False, 0.5, 1.0, 52),
        (True, 0.5, 0.5, 135),
    ],
)
def test_mean_spacing_depends_on_the_state_of_the_talks(parked, gap, epidemic, days):
    assert mean_spacing(26.0, 14.0, 90.0, parked, gap, 0.05, 2.0, epidemic) == pytest.approx(days)


def test_a_lag_has_its_mean_and_never_less_than_the_least():
    u = (np.arange(100_000) + 0.5) / 100_000
    lags = np.array([lag(10.0, 26.0, -math.log(1.0 - x)) for x in u[::10]])
    assert lags.min() == 10
    assert lags.mean() == pytest.approx(26.0, abs=0.6), "whole days lose half a day on average"
    assert lag(10.0, 5.0, 9.9) == 10, "a mean below the least leaves no spread"


def test_the_next_round_is_drawn_by_how_far_apart_the_sides_are(facts, params):
    assert next_round_in(0, 0.5, False, 1.0, facts, params) == 26
    assert next_round_in(0, 0.04, False, 1.0, facts, params) == 14
    assert next_round_in(0, 0.5, True, 1.0, facts, params) == 90
    assert next_round_in(0, 0.5, False, 0.0, facts, params) == 10, "never sooner than the least"


def test_an_epidemic_stretches_the_drawn_spacing(facts, params):
    facts.epidemic[60:] = 1.0
    assert next_round_in(50, 0.5, False, 1.0, facts, params) == 26
    assert next_round_in(60, 0.5, False, 1.0, facts, params) == 52


def test_the_next_round_is_tomorrow_at_the_earliest(facts, params):
    params.spacing_least = params.spacing_working = 0.0
    assert next_round_in(50, 0.5, False, 0.0, facts, params) == 1


def test_a_new_guest_meets_soon_and_not_on_his_first_day(facts, params):
    params.spacing_handover = 20.0
    assert round_after_handover(50, 400, 1.0, facts, params) == 71
    assert round_after_handover(50, 60, 1.0, facts, params) == 60, "the round already planned is kept if it is sooner"
    assert round_after_handover(50, 50, 0.0, facts, params) == 51
    facts.epidemic[50] = 1.0
    assert round_after_handover(50, 400, 1.0, facts, params) == 91


def test_steps_of_a_text_take_at_least_a_day():
    assert due_in(0.0, 0.0, 0.0) == 1
    assert due_in(14.0, 35.0, 1.0) == 35
    assert leader_takes(3.0, 0.0) == 1
    assert leader_takes(3.0, 1.0) == 4


def test_days_in_office_count_from_the_handover():
    assert days_in_office(500, math.nan) == -1.0
    assert days_in_office(500, 484.0) == 16.0


def test_money_runs_out_at_the_end_of_its_last_day():
    assert furlough_day(98.0, 90.0) == 189
    assert furlough_chance(0.9, 0.81) == pytest.approx(0.729)


def test_failed_rounds_raise_the_level():
    assert [level_of_talks(failed, 6.0, 9.0) for failed in (0, 5, 6, 8, 9, 30)] == [0, 0, 1, 1, 2, 2]


def test_tactics_need_a_wide_gap_and_a_hard_guest():
    assert tactic_chance(0.2, 0.5, 0.3, 0.2) == pytest.approx(0.1)
    assert tactic_chance(0.2, 0.5, 0.2, 0.2) == 0.0
    assert tactic_chance(0.2, 0.0, 9.0, 0.2) == 0.0


def test_joint_gain_lost_is_the_discounted_share_of_each_gain():
    """By hand: gains 0.3 and 0.1, a lapse of two years at 10% and 20%."""
    expected = (0.3 * (1 - math.exp(-0.2)) + 0.1 * (1 - math.exp(-0.4))) / 0.4
    assert gain_lost(0.3, 0.1, 0.1, 0.2, 2.0) == pytest.approx(expected, abs=1e-15)
    assert gain_lost(0.3, 0.1, 0.1, 0.2, 0.0) == 0.0
    assert gain_lost(0.3, -0.1, 0.1, 0.2, 1e6) == pytest.approx(1.0)
    assert gain_lost(-0.3, -0.1, 0.1, 0.2, 2.0) == 0.0, "where there was nothing to gain nothing is lost"


def test_talks_break_off_by_chance_or_where_a_side_does_better_by_leaving_and_nothing_is_worth_it_to_both():
    def ends(u=0.5, chance=0.1, apart=False, host_exit=-math.inf, guest_exit=-math.inf):
        return breaks_off(u, chance, apart, 0.2, host_exit, 0.3, guest_exit)

    assert ends(u=0.05)
    assert not ends(u=0.1)
    assert ends(apart=True, host_exit=0.25)
    assert ends(apart=True, guest_exit=0.35)
    assert not ends(apart=True, host_exit=0.15, guest_exit=0.25), "waiting is worth more"
    assert not ends(host_exit=0.25, guest_exit=0.35), "there is a package for both"
