"""Concession by the clock, under the policy of tactics: the next hard date, and what is given up on the way to it."""

import pytest

from sim.rules.concession import NO_DATE, NOTICE, conceded_by_clock, hard_date, progress


def test_the_first_hard_date_is_expiry_then_the_end_of_the_money_then_a_handover_of_the_guest(facts):
    assert hard_date(0.0, 90.0, facts) == 100.0
    assert hard_date(101.0, 90.0, facts) == 190.0
    assert hard_date(191.0, 90.0, facts) == 550.0
    assert hard_date(551.0, 90.0, facts) == 2050.0, "the host's own handover on day 950 is none"


def test_a_handover_before_expiry_comes_first(facts):
    facts.handover[0] = 60
    assert hard_date(0.0, 90.0, facts) == 60.0


def test_a_date_that_is_upon_us_sets_no_clock(facts):
    assert hard_date(100.0 - NOTICE, 90.0, facts) == 100.0
    assert hard_date(100.0 - NOTICE + 1.0, 90.0, facts) == 190.0


def test_where_no_date_lies_ahead_a_side_gives_itself_a_year(facts):
    assert NO_DATE == 365.0
    assert hard_date(2051.0, 90.0, facts) == 2051.0 + NO_DATE
    facts.successions = 0
    assert hard_date(191.0, 90.0, facts) == 191.0 + NO_DATE


@pytest.mark.parametrize(
    ("day", "run"), [(0.0, 0.0), (20.0, 0.0), (45.0, 0.25), (70.0, 0.5), (120.0, 1.0), (300.0, 1.0)]
)
def test_the_clock_runs_evenly_from_its_start_to_the_date(day, run):
    assert progress(day, 20.0, 120.0) == pytest.approx(run)


def test_a_clock_without_length_has_run():
    assert progress(20.0, 20.0, 20.0) == progress(10.0, 20.0, 15.0) == 1.0


def test_the_exponent_holds_out_below_1_and_yields_early_above():
    assert conceded_by_clock(0.25, 1.0) == pytest.approx(0.25)
    assert conceded_by_clock(0.25, 0.5) == pytest.approx(0.0625)
    assert conceded_by_clock(0.25, 2.0) == pytest.approx(0.5)
    for exponent in (0.05, 1.0, 10.0):
        assert (conceded_by_clock(0.0, exponent), conceded_by_clock(1.0, exponent)) == (0.0, 1.0)
