"""Scores of forecasts that come as samples, beside closed forms and plain references."""

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from scipy.stats import norm

from sim.calibration.backtest.scores import crps, crps_error, interval, log_score, pit, quadratic, score, smallest_set

NORMAL = ndtri((np.arange(20_000) + 0.5) / 20_000)  # as near to a normal distribution as 20,000 numbers come


@pytest.mark.parametrize(("mean", "sd", "value"), [(0.0, 1.0, 0.0), (2.0, 3.0, -1.0), (10.0, 0.5, 11.2)])
def test_crps_of_a_normal_sample_is_the_closed_form(mean, sd, value):
    """Gneiting & Raftery 2007, eq. 21: sd (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi))."""
    z = (value - mean) / sd
    closed = sd * (z * (2 * ndtr(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))
    assert crps(mean + sd * NORMAL, value) == pytest.approx(closed, rel=1e-3)


def test_crps_is_exact_for_the_empirical_distribution():
    sample = np.array([3.0, -1.0, 4.0, 1.0, 5.0])
    pairs = np.abs(sample[:, None] - sample).mean() / 2
    for value in (-2.0, 1.0, 2.5, 7.0):
        assert crps(sample, value) == pytest.approx(np.abs(sample - value).mean() - pairs)


def test_crps_of_one_number_is_its_error_and_of_a_flag_the_square_of_its_probability_s():
    assert crps(np.array([432.0]), -455.0) == 887.0
    assert crps(np.array([1.0, 1.0, 0.0, 0.0, 0.0]), 1.0) == pytest.approx(0.6**2)


def test_the_error_of_crps_is_the_spread_over_samples():
    generator = np.random.Generator(np.random.Philox(key=5))
    samples = generator.normal(size=(800, 150))
    spread = np.std([crps(each, 0.8) for each in samples])
    told = np.mean([crps_error(each, 0.8, 150) for each in samples])
    assert told == pytest.approx(spread, rel=0.1)
    clustered = np.tile(samples[0], 10)  # each number ten times, i modulo 150 alike
    assert crps_error(clustered, 0.8, 150) == pytest.approx(crps_error(samples[0], 0.8, 150))


def test_quadratic_score_of_names_is_half_the_brier_score():
    sample = np.array([0.0, 0.0, 1.0, 2.0])
    assert quadratic(sample, 0.0) == pytest.approx((0.5**2 + 0.25**2 + 0.25**2) / 2)
    assert quadratic(sample, 3.0) == pytest.approx((0.5**2 + 0.25**2 + 0.25**2 + 1.0) / 2), "a name nobody foresaw"
    assert quadratic(np.array([2.0, 2.0]), 2.0) == 0.0


def test_a_name_is_scored_as_a_name_and_a_number_as_a_number():
    sample = np.array([0.0, 2.0, 2.0])
    assert score("name", sample, 2.0) == quadratic(sample, 2.0)
    assert score("flag", sample, 2.0) == score("real", sample, 2.0) == crps(sample, 2.0)


def test_log_score_of_a_normal_sample_is_the_density_of_the_blurred_normal():
    sample = np.column_stack([NORMAL, np.zeros_like(NORMAL)])
    found = log_score(sample, np.array([0.7, 0.1]), np.array([1.0, 0.5]), np.array([10.0, 2.0]), floor=0.0 + 1e-12)
    closed = norm.logpdf(0.7, scale=np.sqrt(2.0)) + norm.logpdf(0.1, scale=0.5)
    assert found == pytest.approx(closed, rel=1e-4)


def test_log_score_far_from_every_sample_is_the_floor():
    found = log_score(np.zeros((5, 2)), np.array([1e6, 0.0]), np.ones(2), np.array([100.0, 2.0]), floor=0.01)
    assert found == pytest.approx(np.log(0.01 / 200.0))


def test_central_intervals_hold_at_least_their_share_and_their_ends_are_of_the_sample():
    sample = np.arange(1.0, 11.0)
    assert interval(sample, 0.8) == (2.0, 9.0)
    assert interval(sample, 0.5) == (3.0, 8.0), "25% of ten are two and a half: two are left out on each side"
    assert interval(sample, 0.95) == (1.0, 10.0)
    low, high = interval(NORMAL, 0.8)
    assert (low, high) == pytest.approx((-1.2816, 1.2816), abs=1e-3)
    assert interval(np.array([7.0]), 0.5) == (7.0, 7.0)


def test_smallest_set_takes_the_likeliest_until_the_level_is_reached():
    sample = np.repeat([0.0, 1.0, 2.0, 3.0], [3, 5, 1, 1])
    assert smallest_set(sample, 0.5) == (1.0,)
    assert smallest_set(sample, 0.8) == (1.0, 0.0), "5 and 3 of 10 are exactly 80%"
    assert smallest_set(sample, 0.95) == (1.0, 0.0, 2.0, 3.0)
    assert smallest_set(np.array([1.0, 0.0]), 0.5) == (0.0,), "of equals the smaller number"


def test_pit_is_the_share_below_and_a_part_of_what_equals():
    sample = np.array([1.0, 2.0, 2.0, 3.0])
    assert pit(sample, 2.5, 0.3) == 0.75
    assert pit(sample, 2.0, 0.5) == pytest.approx(0.5)
    assert (pit(sample, 0.0, 0.9), pit(sample, 9.0, 0.1)) == (0.0, 1.0)


def test_pit_of_right_forecasts_of_flags_is_uniform():
    generator = np.random.Generator(np.random.Philox(key=3))
    sample = np.repeat([0.0, 1.0], [70, 30])
    places = [pit(sample, float(generator.random() < 0.3), generator.random()) for _ in range(4_000)]
    counts = np.histogram(places, 10, (0.0, 1.0))[0]
    assert np.abs(counts - 400).max() < 4 * np.sqrt(400 * 0.9), "every bin within four standard errors"


def test_a_sharper_right_forecast_scores_better():
    generator = np.random.Generator(np.random.Philox(key=4))
    records = generator.normal(size=200)
    mean = {width: np.mean([crps(width * NORMAL[::20], value) for value in records]) for width in (0.3, 1.0, 3.0)}
    assert mean[1.0] < mean[3.0], "the right width scores better than one too wide"
    assert mean[1.0] < mean[0.3], "and better than one too narrow"
    off = np.mean([crps(1.0 + NORMAL[::20], value) for value in records])
    assert mean[1.0] < off, "and better than one off the mark"
