"""Weights and sums of which utilities are made, by hand."""

import math

import numpy as np
import pytest

from sim.rules.opinion import protest_chance, voters_support
from sim.rules.provocation import answered, felt_threat
from sim.rules.utility import (
    agreement_worth_guest,
    agreement_worth_host,
    audience_weight,
    between,
    bound_share,
    habit_cost,
    hardness_of,
    leaders_price,
    not_borne,
    piecewise,
    pledge,
    precedent_weight,
    return_cost,
    since_expiry,
)
from sim.rules.waiting import lapse_cost_host, stay_weight


def test_weights_of_a_type():
    assert (between(0.1, 0.9, 0.0), between(0.1, 0.9, 1.0)) == (0.1, 0.9)
    assert between(0.1, 0.9, 0.25) == pytest.approx(0.3)
    assert (hardness_of(0.0), hardness_of(0.5), hardness_of(1.0)) == (1.0, 0.25, 0.0)
    assert precedent_weight(0.4, 0.25) == pytest.approx(0.1)
    assert pledge(0.8, -1.0) == 0.0
    assert pledge(0.8, 0.0) == 0.8
    assert pledge(0.8, 182.625) == pytest.approx(0.4)
    assert pledge(0.8, 400.0) == 0.0


def test_what_an_agreement_is_worth_to_the_host():
    worth = agreement_worth_host(0.1, 0.04, 0.75, 0.03, 2.0, 0.05, 0.4)
    assert worth == pytest.approx(0.1 + 0.01 + 0.06 + 0.02)
    assert agreement_worth_host(0.1, 0.04, 0.5, 0.03, -1.0, 0.05, 0.0) == pytest.approx(0.07), "calm takes away"


def test_what_an_agreement_is_worth_to_the_guest():
    assert agreement_worth_guest(0.2, 0.9, 0.1, 0.5) == pytest.approx(0.23)
    assert agreement_worth_guest(0.2, 0.0, 0.1, 0.5) == pytest.approx(0.05), "bases near a rival are worth it to anyone"
    assert agreement_worth_guest(0.2, 0.9, 0.1, 0.0) == pytest.approx(0.18)


def test_habit_costs_once_for_the_rule_and_once_for_the_term():
    assert habit_cost(0.02, 1, 5, 1, 5) == 0.0
    assert habit_cost(0.02, 2, 5, 1, 5) == habit_cost(0.02, 1, 1, 1, 5) == pytest.approx(0.02)
    assert habit_cost(0.02, 0, 1, 1, 5) == pytest.approx(0.04)


def test_habit_costs_twice_where_both_are_others_however_the_numbers_are_held():
    """Two truths of NumPy add up to one truth: interpreted rules, that read arrays, must not add them so."""
    plain = getattr(habit_cost, "py_func", habit_cost)
    assert plain(0.02, np.int64(0), np.int64(1), np.int64(1), np.int64(5)) == pytest.approx(0.04)


def test_what_a_leader_wants_beyond_waiting():
    assert (not_borne(0.0), not_borne(0.5), not_borne(1.0)) == (2.0, 1.0, 0.0)
    assert leaders_price(0.2, 1.0, 0.5) == pytest.approx(0.2), "wholly transactional, half borne"
    assert leaders_price(0.2, 0.25, 0.75) == pytest.approx(0.025)
    assert leaders_price(0.2, 0.0, 0.5) == leaders_price(0.2, 1.0, 1.0) == 0.0


@pytest.mark.parametrize(
    ("paid", "years", "share"),
    [(1.0, 4.0, 0.25), (3.0, 4.0, 0.75), (5.0, 4.0, 1.0), (1.0, 0.2, 1.0), (1.0, math.inf, 0.0)],
)
def test_the_share_of_his_time_that_a_text_binds(paid, years, share):
    assert bound_share(paid, years * 365.25) == pytest.approx(share)


def test_felt_threat_is_what_is_beyond_the_usual_less_what_detente_hides():
    assert felt_threat(0.0, 0.5, 0.0, 0.4) == pytest.approx(-0.4), "calmer than usual"
    assert felt_threat(math.e - 1.0, 0.5, 0.0, 0.4) == pytest.approx(0.6)
    assert felt_threat(math.e - 1.0, 0.5, 0.8, 0.4) == pytest.approx(1.0 * (1.0 - 0.4) - 0.4)
    assert felt_threat(3.0, 0.0, 1.0, 0.0) == pytest.approx(math.log(4.0))


def test_the_north_answers_discord_for_a_while():
    assert answered(1.5, 0.4, 60, 60) == pytest.approx(1.5 * math.exp(0.4))
    assert answered(1.5, 0.4, 61, 60) == answered(1.5, 0.4, 0, -1) == 1.5
    assert answered(1.5, -0.4, 10, 60) < 1.5


def test_audience_costs_grow_with_a_public_against_paying_and_near_an_election():
    assert audience_weight(1.0, 1.0, 0.5, 0.0) == 1.0, "a public wholly for paying more"
    assert audience_weight(1.0, 0.25, 0.5, 0.0) == pytest.approx(1.75)
    assert audience_weight(1.0, 0.5, 0.5, 1.0) == pytest.approx(2.25)


def test_anger_takes_support_and_brings_protests():
    assert voters_support(0.4, 0.2, 0.5) == pytest.approx(0.3)
    assert (voters_support(0.4, 1.0, 9.0), voters_support(0.9, -1.0, 9.0)) == (0.0, 1.0)
    assert protest_chance(0.3, 0.5, 0.0) == pytest.approx(0.15)
    assert protest_chance(0.3, 0.5, 1.0) == pytest.approx(0.45)
    assert protest_chance(0.3, 9.0, 1.0) == 1.0


def test_other_sums():
    assert return_cost(0.02, 5, 10.0) == pytest.approx(0.008)
    assert since_expiry(100.0, 100.0, 0.1) == since_expiry(500.0, 100.0, 0.1) == 1.0
    assert since_expiry(0.0, 365.25, 0.1) == pytest.approx(0.904837418)
    assert lapse_cost_host(0.04, 0.3, 0.5, 0.5, 1.0, 0.5, 0.4) == pytest.approx(0.19 * 1.5 * 1.2)
    assert lapse_cost_host(0.04, 0.3, 0.5, 0.5, -3.0, 0.5, 0.4) == 0.0, "calm takes away no more than all"
    assert (stay_weight(1.0, 0.3), stay_weight(0.0, 0.3)) == (1.0, 0.3)
    assert piecewise(0.3, 1.0, -1.0, 0.0, 0.1, 0.2, -0.5, -0.25, -1.0) == pytest.approx(1.0 - 0.3 - 0.15 - 0.05 - 0.1)
