"""The date the talks run against."""

import pytest

from sim.records import blank
from sim.rules.deadline import NOTICE, talks_deadline
from sim.rules.settlement import Package
from sim.rules.succession import solve_prospects, waiting_values
from sim.rules.terms import Menu

NOTHING = Package(-1, -1, 0.0, 0.0, 0.0)


def deadline(today, facts, prospects, params, deal=NOTHING, guest=0):
    solve_prospects(today, guest, 0, prospects, blank(Menu), facts, params)
    waits = waiting_values(float(today), today, guest, 0, 0.0, 0.0, 0.0, 0.0, prospects, facts, params)
    return talks_deadline(today, guest, 0, deal, waits, prospects, facts, params)


def test_talks_run_to_expiry_where_the_lapse_bites_at_once(facts, prospects, params):
    params.lapse_early = 0.9
    assert deadline(0, facts, prospects, params) == 100.0


def test_talks_run_to_the_end_of_the_money_where_only_then_it_bites(facts, prospects, params):
    params.lapse_early = 0.0
    assert deadline(0, facts, prospects, params) == 190.0


def test_an_election_that_may_bring_a_harder_guest_sets_the_pace(facts, prospects, params):
    """An alliance-minded guest sits, a deal is worth much to both, and both expect to lose it."""
    params.lapse_early = params.lapse_host = params.lapse_guest = params.lapse_hardness = 0.0
    rich = Package(0, 0, 0.05, 0.5, 0.5)
    assert deadline(0, facts, prospects, params, rich, guest=1) == 500.0


def test_where_nothing_is_lost_a_government_gives_itself_its_own_time(facts, prospects, params):
    params.lapse_host = params.lapse_guest = params.lapse_hardness = 0.0
    poor = Package(0, 0, 0.05, -9.0, -9.0)
    assert deadline(30, facts, prospects, params, poor) == pytest.approx(30 + params.clock_days)


def test_a_date_that_is_upon_us_no_longer_sets_the_pace(facts, prospects, params):
    params.lapse_early = 0.9
    assert deadline(100 - NOTICE, facts, prospects, params) == 100.0
    assert deadline(100 - NOTICE + 1, facts, prospects, params) == 190.0


def test_the_hosts_own_election_sets_no_pace(facts, prospects, params):
    params.lapse_host = params.lapse_guest = params.lapse_hardness = params.lapse_early = 0.0
    rich = Package(0, 0, 0.05, 0.5, 0.5)
    facts.successions = 2
    facts.handover[0] = facts.election[0] = -1  # the guest's election is over
    assert deadline(0, facts, prospects, params, rich) == params.clock_days
