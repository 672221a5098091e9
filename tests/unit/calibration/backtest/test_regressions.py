"""The regressions to beat, on data with known coefficients."""

import numpy as np
import pytest
from scipy import stats

from sim.calibration.backtest.regressions import QUANTILES, Known, days_to_agreement, yearly_rise


def known(count, seed, came=None, hosts=2):
    random = np.random.default_rng(seed)
    host = np.arange(count) % hosts
    return Known(
        random.uniform(60, 600, count), random.random(count) < 0.4, host, np.zeros(count) if came is None else came
    )


def test_the_survival_regression_finds_the_weibull_it_was_drawn_from():
    others = known(600, 1)
    smallest = np.log(np.random.default_rng(2).standard_exponential(600))
    took = np.exp(1.0 + 0.7 * np.log(others.ahead) + 0.5 * others.transactional + 0.4 * smallest)
    for ahead, hard in ((200.0, True), (400.0, False)):
        found = days_to_agreement(others, took, ahead, hard)
        right = np.exp(1.0 + 0.7 * np.log(ahead) + 0.5 * hard + 0.4 * np.log(-np.log1p(-QUANTILES)))
        assert found.shape == QUANTILES.shape
        assert (np.diff(found) > 0.0).all()
        assert found[20:-10] == pytest.approx(right[20:-10], rel=0.15)


def test_the_interval_of_a_rise_holds_as_often_as_it_says():
    """80% intervals of a dozen negotiations, two hosts and two kinds of guest, in 400 worlds."""
    random = np.random.default_rng(3)
    held = 0
    for world in range(400):
        others = known(12, world)
        mean = 0.02 + 0.03 * others.host + 0.01 * others.transactional
        others = Known(others.ahead, others.transactional, others.host, mean + 0.02 * random.standard_normal(12))
        found = yearly_rise(others, 1, True)
        low, high = found[20], found[179]  # at 0.1025 and 0.8975
        held += low <= 0.06 + 0.02 * random.standard_normal() <= high
    assert held / 400 == pytest.approx(0.795, abs=3 * (0.8 * 0.2 / 400) ** 0.5)


def test_the_forecast_is_students_t_about_the_mean_of_the_host():
    came = np.array([0.01, 0.03, 0.02, 0.06, 0.08, 0.10])
    others = Known(np.full(6, 100.0), np.zeros(6, bool), np.array([0, 0, 0, 1, 1, 1]), came)
    left = np.array([-0.01, 0.01, 0.0, -0.02, 0.0, 0.02])
    width = np.sqrt((left @ left) / 4 * (1 + 1 / 3))  # four degrees of freedom; the mean of three
    right = 0.08 + width * stats.t.ppf(QUANTILES, 4)
    assert yearly_rise(others, 1, False) == pytest.approx(right)
    assert yearly_rise(others, 1, True) == pytest.approx(right), "of what none of the others had nothing is known"


def test_a_host_not_known_has_the_mean_of_the_hosts():
    came = np.array([0.01, 0.03, 0.02, 0.06, 0.08, 0.10, 0.03])
    host = np.array([0, 0, 0, 1, 1, 1, 0])  # means 0.0225 and 0.08: of hosts and not of negotiations
    others = Known(np.full(7, 100.0), np.zeros(7, bool), host, came)
    assert np.mean(yearly_rise(others, 2, False)) == pytest.approx((0.0225 + 0.08) / 2)


def test_one_host_alone_has_one_mean():
    came = np.array([0.01, 0.03, 0.02])
    others = Known(np.full(3, 100.0), np.zeros(3, bool), np.zeros(3, int), came)
    assert np.mean(yearly_rise(others, 1, False)) == pytest.approx(0.02)
