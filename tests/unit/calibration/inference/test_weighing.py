"""Importance weights: the shape of their tail, their truncation, and draws taken by them."""

import numpy as np
import pytest
from scipy.stats import genpareto

from sim.calibration.inference.weighing import FEWEST, ROOT, SOUND, Weights, tail_shape, taken, weights_without


@pytest.mark.parametrize("shape", [0.2, 0.5, 0.9])
def test_the_tail_of_pareto_samples_has_their_shape(shape):
    random = np.random.default_rng(1)
    found = [tail_shape(genpareto.rvs(shape, size=4000, random_state=random)) for _ in range(12)]
    # Of the 189 largest the standard error is about (1 + k) / root of 189; that of the mean a third and a half of it.
    assert np.mean(found) == pytest.approx(shape, abs=4 * (1 + shape) / (ROOT * 4000**0.5) ** 0.5 / 12**0.5 + 0.02)


def test_even_weights_are_sound_and_worth_all_draws():
    found = weights_without(np.full(300, -7.0))
    assert found.values == pytest.approx(np.full(300, 1 / 300))
    assert found.shape <= 0.0
    assert found.sound
    assert found.worth == pytest.approx(300.0)


def test_a_draw_weighs_the_more_the_worse_it_met_what_is_left_out():
    scores = np.linspace(-1.0, 0.0, 400)
    found = weights_without(scores)
    assert found.values == pytest.approx(np.exp(-scores) / np.exp(-scores).sum()), "none of them is truncated"
    assert found.sound
    assert 300 < found.worth < 400
    assert weights_without(scores - 1000.0).values == pytest.approx(found.values), "no overflow"


def test_a_weight_is_cut_at_the_mean_times_the_root_of_the_number():
    scores = np.zeros(400)
    scores[7] = -12.0
    raw = np.exp(-scores)
    cut = raw.mean() * 20.0
    found = weights_without(scores)
    assert raw[7] > cut
    assert found.values[7] == pytest.approx(cut / (cut + 399.0))


def test_heavy_weights_are_not_sound():
    scores = -3.0 * np.random.default_rng(2).standard_exponential(1000)  # weights with tail shape 3
    found = weights_without(scores)
    assert found.shape > SOUND
    assert not found.sound
    assert found.worth < 100


def test_too_few_draws_tell_nothing_of_a_tail():
    few = weights_without(np.zeros(5 * (FEWEST - 1)))
    assert few.shape == float("inf")
    assert not few.sound


def test_draws_are_taken_as_often_as_their_weights_say_give_or_take_one():
    random = np.random.default_rng(3)
    values = random.dirichlet(np.full(40, 0.3))
    for _ in range(5):
        counts = np.bincount(taken(Weights(values, 0.0, 1.0), 1000, random), minlength=40)
        assert counts.sum() == 1000
        assert (np.abs(counts - 1000 * values) < 1.0 + 1e-9).all()


def test_even_weights_take_every_draw_once():
    rows = taken(Weights(np.full(50, 0.02), 0.0, 50.0), 50, np.random.default_rng(4))
    assert np.bincount(rows, minlength=50).tolist() == [1] * 50
