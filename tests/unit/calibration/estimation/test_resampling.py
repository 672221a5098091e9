"""Small posteriors, against answers known in closed form and on simulated data."""

import numpy as np
import pytest

from sim.calibration.estimation.resampling import (
    generator,
    log_uniform,
    on_grid,
    resampled,
    share_of,
    shifted_exponential,
)
from sim.errors import StorageError


def test_a_uniform_prior_resampled_by_a_binomial_likelihood_is_a_beta():
    """3 of 10 from a uniform prior: beta(4, 8), of mean 1/3 and variance 32 / (144 * 13)."""
    prior = generator(1, 1).random((100_000, 1))
    weight = 3 * np.log(prior[:, 0]) + 7 * np.log1p(-prior[:, 0])
    found = resampled(("share",), prior, weight, 5000, generator(1, 2))
    assert found.of("share").mean() == pytest.approx(1 / 3, abs=0.005)
    assert found.of("share").var() == pytest.approx(32 / (144 * 13), rel=0.05)
    assert found.effective < 100_000


def test_equal_seeds_give_equal_draws_and_parts_are_independent():
    assert generator(1, 1).random() == generator(1, 1).random()
    assert len({generator(seed, part).random() for seed in (1, 2) for part in (1, 2)}) == 4


def test_a_prior_too_wide_for_its_draws_is_refused():
    prior = generator(1, 1).random((1000, 1))
    with pytest.raises(StorageError, match="1000 draws of the prior are worth .* allowed: at least 600"):
        resampled(("share",), prior, -((prior[:, 0] - 0.5) ** 2) * 1e8, 600, generator(1, 2))


def test_draws_on_a_grid_have_the_density_given():
    """Density 2 x on 0 to 1: mean 2/3, median the root of one half."""
    grid = np.linspace(1e-6, 1.0, 2000)
    drawn = on_grid(grid, np.log(grid), 20_000, generator(1, 1))
    assert drawn.mean() == pytest.approx(2 / 3, abs=0.005)
    assert np.median(drawn) == pytest.approx(0.5**0.5, abs=0.01)


def test_a_log_uniform_has_the_geometric_mean_as_its_median():
    drawn = log_uniform(2.0, 32.0, 20_000, generator(1, 1))
    assert np.median(drawn) == pytest.approx(8.0, rel=0.03)
    assert 2.0 <= drawn.min() <= drawn.max() <= 32.0


def test_least_and_mean_of_many_waits_are_found():
    rng = np.random.default_rng(7)
    waits = (12.0 + rng.exponential(28.0, 400)).astype(int)
    least, mean = shifted_exponential(waits, 1.0, 30.0, 2000, generator(1, 1))
    assert least.mean() == pytest.approx(12.0, abs=0.7)
    assert mean.mean() == pytest.approx(40.0, abs=4.0)
    assert mean.std() == pytest.approx(28.0 / 400**0.5, rel=0.15)


def test_intervals_hold_the_truth_as_often_as_they_say():
    """Nine in ten of 200 records of five waits each, as there are five agreements; give or take three errors."""
    rng = np.random.default_rng(8)
    held = 0
    for number in range(200):
        true = 10.0 ** rng.uniform(1.3, 1.8)
        waits = (10.0 + rng.exponential(true, 5)).astype(int)
        _, mean = shifted_exponential(waits, 9.99, 10.01, 500, generator(number, 1))
        low, high = np.quantile(mean, [0.05, 0.95])
        held += low < 10.0 + true < high
    assert 180 - 13 <= held <= 193


def test_a_share_behind_counts_that_agree_has_the_binomial_error():
    drawn, spread = share_of([(50, 100), (51, 100), (49, 100)], 4000, generator(1, 1))
    assert spread == 1.0
    assert drawn.std() == pytest.approx((0.25 / 301) ** 0.5, rel=0.05)


def test_counts_that_differ_more_than_chance_widen_it():
    """Pearson's chi-squared of 30, 50 and 70 of 100 is 32, on 2 degrees of freedom: 16 times the variance."""
    drawn, spread = share_of([(30, 100), (50, 100), (70, 100)], 4000, generator(1, 1))
    assert spread == pytest.approx(16.0)
    assert drawn.std() == pytest.approx((0.25 / (300 / 16 + 2)) ** 0.5, rel=0.05)
