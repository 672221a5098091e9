"""How talks go on from one meeting to the next."""

import math

import numpy as np
import pytest

from sim.rules.talks import (
    bridge_at,
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
    moved,
    next_round_in,
    round_after_handover,
    side_letter_closes,
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


def test_recorded_rounds_come_on_their_days_and_drawn_ones_follow(facts, params):
    facts.rounds, facts.round_days[:3] = 3, (0, 20, 50)
    assert next_round_in(0, 0.5, False, 1.0, facts, params) == 20
    assert next_round_in(19, 0.5, True, 1.0, facts, params) == 1
    assert next_round_in(20, 0.5, False, 1.0, facts, params) == 30
    assert next_round_in(50, 0.5, False, 1.0, facts, params) == 26


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


def test_higher_levels_bridge_more():
    assert [bridge_at(level, 0.01, 0.03) for level in (0, 1, 2)] == [0.0, 0.01, 0.03]


def test_money_runs_out_at_the_end_of_its_last_day():
    assert furlough_day(98.0, 90.0) == 189
    assert furlough_chance(0.9, 0.81) == pytest.approx(0.729)


def test_failed_rounds_raise_the_level():
    assert [level_of_talks(failed, 6.0, 9.0) for failed in (0, 5, 6, 8, 9, 30)] == [0, 0, 1, 1, 2, 2]


def test_tactics_need_a_wide_gap_and_a_hard_guest():
    assert tactic_chance(0.2, 0.5, 0.3, 0.2) == pytest.approx(0.1)
    assert tactic_chance(0.2, 0.5, 0.2, 0.2) == 0.0
    assert tactic_chance(0.2, 0.0, 9.0, 0.2) == 0.0


@pytest.mark.parametrize(
    ("gap", "asks", "waiting", "closes"),
    [
        (0.01, 0.10, 0.05, True), (0.03, 0.10, 0.05, False), (0.0, 0.10, 0.05, False), (0.01, 0.05, 0.046, False),
        (0.01, 0.05, 0.044, True),  # at a cost of one half it leaves the host 0.045
    ],
)  # fmt: skip
def test_a_side_letter_bridges_a_small_gap_the_host_can_afford(gap, asks, waiting, closes):
    assert side_letter_closes(1, gap, 0.02, 0.5, asks, waiting) is closes
    assert not side_letter_closes(0, gap, 0.02, 0.5, asks, waiting), "not for delegations at working level"


def test_relations_stay_within_bounds():
    assert moved(0.5, 0.2) == pytest.approx(0.7)
    assert moved(0.9, 0.2) == 1.0
    assert moved(-0.9, -0.2) == -1.0


def test_joint_gain_lost_is_the_discounted_share_of_each_gain():
    """By hand: gains 0.3 and 0.1, a lapse of two years at 10% and 20%."""
    expected = (0.3 * (1 - math.exp(-0.2)) + 0.1 * (1 - math.exp(-0.4))) / 0.4
    assert gain_lost(0.3, 0.1, 0.1, 0.2, 2.0) == pytest.approx(expected, abs=1e-15)
    assert gain_lost(0.3, 0.1, 0.1, 0.2, 0.0) == 0.0
    assert gain_lost(0.3, -0.1, 0.1, 0.2, 1e6) == pytest.approx(1.0)
    assert gain_lost(-0.3, -0.1, 0.1, 0.2, 2.0) == 0.0, "where there was nothing to gain nothing is lost"
