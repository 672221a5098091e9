"""The annealed sampler and the rank statistics, on a toy whose posterior is known in closed form.

The parameters are standard normal under the prior, and y = z + noise of standard deviation s is seen: the posterior is
normal with mean y / (1 + s^2) and variance s^2 / (1 + s^2).
"""

from functools import cache

import numpy as np
import pytest

from sim.calibration.inference.annealing import Settings, first_stage, stages
from sim.calibration.recovery.ranks import ranks_of, spaced
from sim.calibration.recovery.verdict import beyond, coverage, ecdf

SIZE, NOISE = 4, 0.5
MEAN_OF, SD = 1 / (1 + NOISE**2), NOISE / np.sqrt(1 + NOISE**2)
TRIALS = 30


def draws_given(y, settings, seed, weight=1.0, kept=4):
    """Draws of the toy's posterior; `weight` other than 1 makes the score wrong."""

    def score(z):
        return -0.5 * weight * (y - z) ** 2 / NOISE**2

    found = [first_stage(score, SIZE, settings, seed)]
    for stage in stages(score, found[0], settings):
        found.append(stage)
    assert found[-1].done
    return np.concatenate([stage.positions for stage in found[-kept:]]), found


def test_mean_and_spread_of_the_draws_are_those_of_the_known_posterior():
    y = np.array([1.5, -0.5, 0.0, 0.8])
    draws, found = draws_given(y, Settings(walkers=400, pool=800, steps=25, final=8, sweeps=2), 3)
    weights = [stage.weight for stage in found]
    assert weights[0] == 0.0
    assert weights == sorted(weights)
    error = SD / np.sqrt(400)  # four stages of 400 walkers, counted as one: neighbours are alike
    assert draws.mean(axis=0) == pytest.approx(y * MEAN_OF, abs=4 * error)
    assert draws.std(axis=0) == pytest.approx(SD, rel=4 / np.sqrt(2 * 400))
    pairs = np.corrcoef(draws.T)[np.triu_indices(SIZE, 1)]
    assert np.abs(pairs).max() < 4 / np.sqrt(400)


def test_the_same_seed_gives_the_same_draws_and_another_does_not():
    y, settings = np.zeros(SIZE), Settings(walkers=20, pool=40, steps=2, final=1, sweeps=1)
    same = [draws_given(y, settings, seed)[0] for seed in (5, 5, 6)]
    assert np.array_equal(same[0], same[1])
    assert not np.array_equal(same[0], same[2])


def test_a_fit_stopped_and_gone_on_with_equals_one_never_stopped():
    def score(z):
        return -2.0 * (z - 1.0) ** 2

    settings = Settings(walkers=20, pool=40, steps=2, final=2, sweeps=1)
    whole = list(stages(score, first_stage(score, SIZE, settings, 9), settings))
    gone_on = list(stages(score, whole[1], settings))
    assert np.array_equal(whole[-1].positions, gone_on[-1].positions)


def test_sweeps_bring_walkers_that_lag_to_the_posterior():
    """Thirty parameters, and so few moves on the way that the walkers arrive too wide and too near the prior."""
    size, y = 30, 2.0

    def score(z):
        return -0.5 * (y - z) ** 2 / NOISE**2

    def apart(sweeps):
        settings = Settings(walkers=80, pool=80, steps=1, final=1, sweeps=sweeps)
        *_, last = stages(score, first_stage(score, size, settings, 4), settings)
        return abs(last.positions.mean() - MEAN_OF * y), last.positions.std(axis=0).mean() / SD - 1.0

    (far, wide), (near, right) = apart(0), apart(40)
    assert far > 0.5
    assert wide > 0.3
    assert near < 0.05
    assert abs(right) < 0.1


def test_parameters_the_score_says_nothing_of_keep_their_prior():
    size, told = 30, 3

    def score(z):
        return -5.0 * (z[:, :told] - 1.5) ** 2

    settings = Settings(walkers=80, pool=400, steps=20, final=2, sweeps=2)
    *_, last = stages(score, first_stage(score, size, settings, 2), settings)
    left = last.positions[:, told:].var(axis=0)
    assert left.mean() == pytest.approx(1.0, abs=0.1), "the few ancestors of the walkers must not narrow them"
    assert last.positions[:, :told].var(axis=0) == pytest.approx(1 / 11, rel=0.6)


@cache
def ranks(weight):
    """Ranks of true parameters from the prior, shape (trials, parameters)."""
    random = np.random.default_rng(11)
    found = []
    for trial in range(TRIALS):
        truth = random.standard_normal(SIZE)
        y = truth + NOISE * random.standard_normal(SIZE)
        draws, _ = draws_given(y, Settings(walkers=60, pool=240, steps=25, final=4, sweeps=4), trial, weight)
        found.append(ranks_of(truth, draws[spaced(len(draws))], random.random(SIZE)))
    return np.stack(found)


def test_ranks_of_the_truth_are_uniform_where_the_score_is_the_likelihood():
    pools = {"toy": ranks(1.0)}
    assert beyond(ecdf(pools))["own"][0] == 0.0
    covered = coverage(pools)
    assert ((covered["lower"] - 0.02 < covered["level"]) & (covered["level"] < covered["upper"] + 0.02)).all(), covered


def test_a_score_too_sharp_is_told_by_ranks_and_coverage():
    pools = {"toy": ranks(4.0)}
    assert beyond(ecdf(pools))["own"][0] > 0.1, "too many truths lie at the ends: the ECDF should leave the band"
    assert coverage(pools).set_index("level")["upper"][0.8] < 0.8


def test_a_score_too_flat_covers_too_much():
    assert coverage({"toy": ranks(0.25)}).set_index("level")["lower"][0.8] > 0.8
