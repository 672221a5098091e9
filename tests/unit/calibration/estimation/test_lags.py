"""Waits on record, and what their posteriors find in waits drawn with known lags."""

import numpy as np
import pytest

from sim.calibration.estimation.lags import SPACING, Dates, Parked, Run, dates, ranges, spacing, steps
from sim.rules.talks import lag, leader_takes
from tests.runs import loaded

RUNS = 40
DRAWS = 60_000


@pytest.fixture(scope="module")
def scenario():
    return loaded("sma12").scenario


@pytest.fixture(scope="module")
def found(scenario):
    return dates(scenario.intervals)


def test_waits_are_those_on_record(found):
    assert sum(run.gaps for run in found.runs) == 36
    assert sum(run.days for run in found.runs if run.agreement == 11) == 203, "without the year that talks were parked"
    assert Run(8, 83, 3, False) in found.runs, "two rounds of 2008 have no day on record"
    assert found.parked == (Parked(295, 16, 1.0, 0.25),)
    assert found.signature == (56, 22, 32, 32, 33)
    assert found.vote == (46, 73, 28, 145, 24)
    assert found.entry == (3, 63, 0, 1, 1)


def test_the_posterior_of_the_record_lies_where_its_means_lie(found, scenario):
    rounds = spacing(found, ranges(scenario), 1, 600, DRAWS)
    assert rounds.names == SPACING
    wide = [run for run in found.runs if run.wide]
    mean = sum(run.days for run in wide) / sum(run.gaps for run in wide)
    assert rounds.of("spacing_working").mean() == pytest.approx(mean, abs=1.5)
    assert (rounds.of("spacing_least") < rounds.of("spacing_close")).all()
    assert (rounds.of("spacing_close") < rounds.of("spacing_working")).all()
    assert rounds.of("spacing_parked").mean() > 150, "295 days had passed without a round"
    text = steps(found, ranges(scenario), 1, 600)
    assert np.median(text.of("signature_mean_days")) == pytest.approx(35, abs=3)
    assert np.median(text.of("vote_mean_days")) == pytest.approx(63, abs=8)
    assert (text.of("signature_least") <= 22.5).all()
    assert (text.of("leader_mean_days") > 0).all()


def test_known_lags_are_found_in_waits_drawn_as_the_rules_draw_them(scenario):
    rng = np.random.default_rng(11)
    least, working, close = 9.0, 30.0, 14.0

    def wait(mean):
        return max(lag(least, mean, rng.exponential()), 1)

    runs = [Run(9, wait(working), 1, True) for _ in range(RUNS)]
    runs += [Run(9, wait(working) + wait(working), 2, True) for _ in range(RUNS // 2)]
    runs += [Run(12, wait(working if rng.random() < 0.4 else close), 1, False) for _ in range(RUNS)]
    drawn = spacing(Dates(tuple(runs), (), (), (), ()), ranges(scenario), 1, 100, 200_000)
    for name, true in (("least", least), ("working", working), ("close", close)):
        column = drawn.of(f"spacing_{name}")
        assert abs(column.mean() - true) < 3 * column.std(), name
    assert drawn.of("spacing_working").std() < 4.0


def test_a_longer_wait_for_the_handover_makes_parked_talks_longer(scenario):
    def parked(waited):
        one = Dates((), (Parked(waited, 16, 0.0, 0.0),), (), (), ())
        return spacing(one, ranges(scenario), 1, 600, DRAWS).of("spacing_parked").mean()

    assert parked(20) < parked(120) < parked(400)


def test_a_mean_entry_is_found(scenario):
    rng = np.random.default_rng(12)
    entry = tuple(max(lag(0.0, 8.0, rng.exponential()), 1) for _ in range(300))
    drawn = steps(Dates((), (), (30, 40), (30, 40), entry), ranges(scenario), 1, 600)
    assert drawn.of("entry_mean_days").mean() == pytest.approx(8.0, rel=0.12)


def test_what_no_record_tells_keeps_its_range(scenario):
    low, high = scenario.parameters.close_gap.prior
    drawn = steps(dates(scenario.intervals), ranges(scenario), 1, 2000).of("close_gap")
    assert drawn.mean() == pytest.approx((low + high) / 2, rel=0.05)
    assert drawn.std() == pytest.approx((high - low) / 12**0.5, rel=0.05)


def test_the_refusal_on_the_next_day_is_a_leaders_day_of_the_rules():
    assert leader_takes(2.0, 0.4) == 1
    assert leader_takes(2.0, 0.6) == 2
