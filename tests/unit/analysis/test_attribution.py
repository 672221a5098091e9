"""Shapley shares and paired differences against games and samples solved by hand."""

import math

import numpy as np
import pytest

from sim.analysis.attribution import MEASURES, NORMAL_95, Sample, combined, contribution, measured, shapley
from sim.outcome import INDEX, NAMES


def world(value: float, influence: np.ndarray | None = None) -> Sample:
    """A world whose measures all have one value."""
    each = np.zeros(4) if influence is None else influence
    return Sample(np.full(len(MEASURES), value), np.tile(each, (len(MEASURES), 1)))


def shares(game, players: int) -> list[float]:
    worlds = {key: world(game({p for p in range(players) if key >> p & 1})) for key in range(2**players)}
    return [row[0].value for row in shapley(worlds, players)]


def test_the_glove_game():
    """One left glove (0) and two right ones: a pair is worth 1. Shapley: 2/3, 1/6, 1/6."""
    found = shares(lambda on: float(0 in on and bool(on & {1, 2})), 3)
    assert found == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-12)


def test_the_airport_game():
    """Costs 1, 2, 3 for runways; the worth of a coalition is its dearest: 1/3, 1/3 + 1/2, 1/3 + 1/2 + 1."""
    found = shares(lambda on: float(max((p + 1 for p in on), default=0)), 3)
    assert found == pytest.approx([1 / 3, 5 / 6, 11 / 6], abs=1e-12)


def test_shares_add_up_and_a_dummy_gets_nothing():
    rng = np.random.default_rng(0)
    values = {key & 0b0111: float(rng.normal()) for key in range(16)}
    found = shares(lambda on: values[sum(1 << p for p in on) & 0b0111], 4)
    assert sum(found) == pytest.approx(values[0b0111] - values[0], abs=1e-12)
    assert found[3] == pytest.approx(0.0, abs=1e-12)


def test_what_worlds_share_drops_out_of_the_error_of_a_difference():
    luck = np.array([3.0, -1.0, 4.0, -6.0])
    same = contribution(world(5.0, luck), world(2.0, luck))[0]
    assert (same.value, same.lower, same.upper) == (3.0, 3.0, 3.0)
    own = contribution(world(5.0, luck), world(2.0, -luck))[0]
    assert own.upper - own.value == pytest.approx(NORMAL_95 * np.std(2 * luck, ddof=1) / 2)


def rows_of(days: list[float], rises: list[float]) -> np.ndarray:
    rows = np.zeros((len(days), len(NAMES)))
    rows[:, INDEX.agreement_day] = days
    rows[:, INDEX.agreed] = ~np.isnan(days)
    rows[:, INDEX.rise] = rises
    rows[:, INDEX.blank_days] = np.where(np.isnan(days), 1000.0, np.maximum(days, 0.0) + 10.0)
    return rows


def test_measures_by_hand():
    """Three agreements, on days -10, 20 and 200, and one replicate without."""
    sample = measured(rows_of([-10, 20, 200, math.nan], [0.02, 0.05, 0.11, math.nan]), 1000.0)
    named = dict(zip([each.name for each in MEASURES], sample.values, strict=True))
    assert named == {
        "delay": pytest.approx((-10 + 20 + 200 + 1000) / 4),
        "blank": pytest.approx((10 + 30 + 210 + 1000) / 4),
        "rise": pytest.approx(6.0),
        "by_expiry": pytest.approx(25.0),
        "agreed": pytest.approx(75.0),
        "stands": pytest.approx(0.0),
    }
    assert np.allclose(sample.influence.mean(axis=1), 0.0)


def test_the_error_of_the_rise_is_that_of_the_mean_where_all_agree():
    rises = [0.02, 0.05, 0.11, 0.04]
    estimate = combined((measured(rows_of([1, 2, 3, 4], rises), 1000.0),), (1.0,))[2]
    assert estimate.upper - estimate.value == pytest.approx(NORMAL_95 * 100 * np.std(rises, ddof=1) / 2)


def test_the_error_of_the_rise_is_larger_where_some_do_not_agree():
    """Rises of 2, 5 and 11 percent, mean 6, and one without: by the delta method (-4, -1, 5, 0) over a share of 3/4."""
    sample = measured(rows_of([-10, 20, 200, math.nan], [0.02, 0.05, 0.11, math.nan]), 1000.0)
    assert sample.influence[2] == pytest.approx(np.array([-4.0, -1.0, 5.0, 0.0]) / 0.75)
    wide = combined((sample,), (1.0,))[2]
    assert wide.upper - wide.value == pytest.approx(NORMAL_95 * math.sqrt(42 / 3) / 0.75 / 2)


def test_an_agreement_on_the_day_of_expiry_is_one_by_expiry():
    sample = measured(rows_of([-1, 0, 1, math.nan], [0.02, 0.05, 0.11, math.nan]), 1000.0)
    assert sample.values[[each.name for each in MEASURES].index("by_expiry")] == pytest.approx(50.0)


def test_a_rise_nobody_agreed_on_is_no_number():
    estimate = combined((measured(rows_of([math.nan] * 3, [math.nan] * 3), 1000.0),), (1.0,))[2]
    assert math.isnan(estimate.value)
