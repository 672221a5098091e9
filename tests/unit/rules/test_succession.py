"""Elections ahead: who may sit, who is expected, what waiting for them is worth."""

import math

import numpy as np
import pytest

from sim.records import blank
from sim.rules.kinds import Party
from sim.rules.payment import DAYS_PER_YEAR, TERM_OF_OFFICE
from sim.rules.succession import (
    after_succession,
    lame_duck,
    mark_reached,
    next_succession,
    outlook,
    price_known,
    solve_prospects,
    waiting_values,
    win_chance,
)
from sim.rules.terms import Menu
from sim.rules.utility import hardness_of
from sim.rules.waiting import waiting_value

GUEST, HOST = Party.GUEST.value, Party.HOST.value


def reached(prospects) -> set[tuple[int, int]]:
    return {tuple(map(int, place)) for place in np.argwhere(prospects.reached)}


def test_from_the_opening_whoever_may_win_the_guests_elections_is_reached(facts, prospects):
    mark_reached(0, 0, prospects, facts)
    assert reached(prospects) == {(0, 0), (0, 1), (2, 0), (2, 1)}, "the host's own election, number 1, is no turn"


def test_once_votes_are_counted_only_the_winner_comes(facts, prospects):
    mark_reached(520, 0, prospects, facts)
    assert reached(prospects) == {(0, 1), (2, 0), (2, 1)}


def test_past_handovers_are_forgotten(facts, prospects):
    mark_reached(0, 0, prospects, facts)
    mark_reached(600, 1, prospects, facts)
    assert reached(prospects) == {(2, 0), (2, 1)}


def test_an_election_nobody_reckons_with_is_not_ahead(facts, prospects):
    facts.known_from[0] = 300
    assert next_succession(0.0, 299, facts) == 2
    assert next_succession(0.0, 300, facts) == 0
    mark_reached(299, 0, prospects, facts)
    assert {place[0] for place in reached(prospects)} == {2}


def test_the_next_handover_is_the_guests_first_after_the_day(facts):
    assert [next_succession(float(day), 0, facts) for day in (0, 549, 550, 949, 950, 2050)] == [0, 0, 2, 2, 2, -1]


def test_before_an_election_each_side_has_its_belief_and_after_it_both_know(facts, prospects):
    assert win_chance(0, GUEST, 499, prospects, facts) == 0.7
    assert win_chance(0, HOST, 499, prospects, facts) == 0.2
    assert win_chance(0, GUEST, 500, prospects, facts) == win_chance(0, HOST, 500, prospects, facts) == 0.0
    prospects.winners[0] = 0
    assert win_chance(0, HOST, 500, prospects, facts) == 1.0


def test_outlook_is_the_next_election_of_the_guest_by_the_partys_belief(facts, prospects):
    own, seen = (outlook(0.0, 0, 0, party, prospects, facts) for party in (GUEST, HOST))
    assert own.tenure_days == seen.tenure_days == 550.0
    assert (own.stay, seen.stay) == (pytest.approx(0.7), pytest.approx(0.2))
    hard, soft = hardness_of(0.1), hardness_of(0.9)
    assert own.hardness == pytest.approx(0.7 * hard + 0.3 * soft)
    assert outlook(0.0, 0, 1, GUEST, prospects, facts).stay == pytest.approx(0.3), "the second candidate's chance"


def test_beyond_the_last_known_election_the_guest_expects_a_full_term(facts, prospects):
    late = outlook(2050.0, 600, 1, GUEST, prospects, facts)
    assert late.tenure_days == pytest.approx(TERM_OF_OFFICE * DAYS_PER_YEAR)
    assert late.stay == 0.0
    later = outlook(2050.0 + 400.0, 600, 1, GUEST, prospects, facts)
    assert later.tenure_days == pytest.approx(TERM_OF_OFFICE * DAYS_PER_YEAR - 400.0)


def test_each_side_expects_the_mean_over_winners_by_its_own_belief(facts, prospects):
    prospects.host[0, :2] = -0.2, 0.1
    prospects.guest[0, 0], prospects.money[0, 1] = 0.3, 0.05
    host, guest = after_succession(0, 0, 0, 0.5, prospects, facts)
    assert host == pytest.approx(0.2 * -0.2 + 0.8 * 0.1)
    assert guest == pytest.approx(0.7 * 0.3 + 0.3 * 0.5 * 0.05)
    _, other = after_succession(0, 0, 1, 0.5, prospects, facts)
    assert other == pytest.approx(0.7 * 0.5 * prospects.money[0, 0] + 0.3 * prospects.guest[0, 1])


def test_waiting_is_the_lapse_up_to_the_handover_and_then_what_is_expected(facts, prospects, params):
    solve_prospects(0, 0, 0, prospects, blank(Menu), facts, params)
    waits = waiting_values(200.0, 200, 0, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params)
    outside = params.later_weight * 0.1
    host, guest = after_succession(0, 200, 0, outside, prospects, facts)
    cost = params.lapse_host + params.lapse_hardness * hardness_of(0.1)
    assert waits.until == 550.0
    assert waits.host == pytest.approx(
        waiting_value(200.0, 100.0, 190.0, 550.0, 0.1, params.fair_growth, cost, 0.3, host), abs=1e-12
    )
    assert waits.guest == pytest.approx(
        waiting_value(200.0, 100.0, 190.0, 550.0, 0.1, -params.fair_growth, 0.006, 0.3, guest), abs=1e-12
    )
    assert waits.host_forever == pytest.approx(params.fair_growth - cost, abs=1e-12)


def test_normal_growth_saved_in_a_lapse_is_real_growth_and_inflation(facts, prospects, params):
    plain = waiting_values(200.0, 200, 0, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params).host_forever
    facts.inflation = 0.02
    dearer = waiting_values(200.0, 200, 0, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params).host_forever
    assert dearer - plain == pytest.approx(0.02, abs=1e-12)


def test_after_the_last_handover_the_lapse_lasts_one_more_term_and_a_normal_text_follows(facts, prospects, params):
    """50 days into the last known term: until its end a lapse, then what an agreement is worth to each."""
    waits = waiting_values(2100.0, 1100, 1, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params)
    until = 2050.0 + TERM_OF_OFFICE * DAYS_PER_YEAR
    cost = params.lapse_host + params.lapse_hardness * hardness_of(0.9)
    assert waits.until == pytest.approx(until)
    assert waits.host == pytest.approx(
        waiting_value(2100.0, 100.0, 190.0, until, 0.1, 0.05, cost, 0.3, params.agreement_host), abs=1e-12
    )
    outside = params.later_weight * 0.9
    assert waits.guest == pytest.approx(
        waiting_value(2100.0, 100.0, 190.0, until, 0.1, -0.05, 0.06 * 0.9, 0.3, outside * 0.05 * 0.9), abs=1e-12
    )
    assert waits.host > waits.host_forever


@pytest.mark.parametrize("field", ["waits", "successions"])
def test_who_looks_at_no_date_or_knows_of_none_compares_with_a_lapse_without_end(field, facts, prospects, params):
    facts[field] = 0
    waits = waiting_values(200.0, 200, 1, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params)
    assert waits.until == math.inf
    assert (waits.host, waits.guest) == (waits.host_forever, waits.guest_forever)


def test_prospects_beat_waiting_for_every_guest_that_may_sit(facts, prospects, params):
    """A settlement is at least as good as waiting for both; and the harder guest leaves the host less."""
    solve_prospects(0, 0, 0, prospects, blank(Menu), facts, params)
    for k, guest in reached(prospects):
        day = float(facts.handover[k])
        waits = waiting_values(day, 0, guest, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params)
        assert prospects.host[k, guest] >= waits.host - 1e-12
        assert prospects.guest[k, guest] >= waits.guest - 1e-12
    assert prospects.host[0, 0] < prospects.host[0, 1]


def test_a_hard_leaders_price_is_reckoned_with_and_leaves_the_host_less(facts, prospects, params):
    hosts = []
    for price in (0.0, 0.05):
        params.leader_price = price
        solve_prospects(0, 1, 0, prospects, blank(Menu), facts, params)
        hosts.append((prospects.host[0, 0], prospects.host[2, 1]))
    (hard, soft), (hard_priced, soft_priced) = hosts
    assert hard_priced < hard - 0.003
    assert hard - hard_priced > soft - soft_priced, "of type 0.9 he wants next to nothing beyond"


def test_a_better_hope_of_the_soft_successor_makes_waiting_better_for_the_host(facts, prospects, params):
    worths = []
    for chance in (0.9, 0.5, 0.1):
        facts.belief[0, HOST] = chance
        solve_prospects(0, 0, 0, prospects, blank(Menu), facts, params)
        worths.append(waiting_values(0.0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params).host)
    assert worths == sorted(worths)
    assert worths[0] < worths[-1]


def test_ministers_learn_their_leaders_price_when_he_refuses_or_negotiates_himself():
    assert price_known(0.2, False, 0) == price_known(0.2, False, 1) == 0.0
    assert price_known(0.2, True, 0) == price_known(0.2, True, 1) == 0.2
    assert price_known(0.2, False, 2) == 0.2


def test_a_lame_duck_sits_between_a_lost_election_and_the_handover(facts, prospects):
    assert [lame_duck(day, 0, prospects, facts) for day in (499, 500, 549, 550)] == [False, True, True, False]
    assert not lame_duck(520, 1, prospects, facts), "the winner is no lame duck"
    assert not lame_duck(920, 0, prospects, facts), "the host's election does not concern him"
    prospects.types[1] = 0.2
    assert not lame_duck(520, 0, prospects, facts), "a successor of his own kind is not worth waiting for"
