"""Rank statistics and what is told of trials, on numbers made by hand."""

import numpy as np
import pytest

from sim.calibration.inference.prior import Prior
from sim.calibration.recovery.ranks import (
    DRAWS,
    PLACES,
    band,
    by_chance,
    edges,
    inside,
    ranks_of,
    shares_below,
    spaced,
    uniform_p,
)
from sim.calibration.recovery.trials import Known, Trial
from sim.calibration.recovery.verdict import kept, positive_p, verdict


def test_the_rank_counts_draws_below_and_shares_out_the_equals():
    draws = np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
    assert ranks_of(np.array([2.5, 5.0]), draws, np.array([0.9, 0.0])).tolist() == [2, 0]
    assert ranks_of(np.array([0.0, 5.0]), draws, np.array([0.0, 0.999])).tolist() == [0, 3]


def test_thinned_draws_are_as_many_as_wanted_and_spread_over_all():
    places = spaced(1000)
    assert (places[0], places[-1], len(set(places))) == (0, 999, DRAWS)


def test_every_place_is_inside_an_interval_as_often_as_its_level_says():
    every = np.arange(PLACES)
    assert [inside(every, level).mean() for level in (0.5, 0.8, 0.95)] == [0.5, 0.8, 0.95]


def test_the_band_holds_uniform_ranks_everywhere_at_its_level():
    lower, upper = band(60)
    random = np.random.default_rng(1)
    drawn = [shares_below(random.integers(0, PLACES, 60)) for _ in range(1000)]
    held = np.mean([((lower <= each) & (each <= upper)).all() for each in drawn])
    assert held == pytest.approx(0.95, abs=0.03)
    assert (upper - lower)[99] > (band(600)[1] - band(600)[0])[99], "more ranks, a narrower band"


def test_the_chi_square_test_holds_its_level_and_sees_ranks_at_the_ends():
    random = np.random.default_rng(2)
    p = np.array([uniform_p(random.integers(0, PLACES, 50)) for _ in range(400)])
    assert (p < 0.05).mean() < 0.09
    assert uniform_p(np.repeat([0, DRAWS], 25)) < 1e-6
    assert np.isnan(uniform_p(np.arange(9)))


def test_chance_gives_one_in_twenty():
    assert by_chance(100) == (5.0, 1, 10)


def test_uniform_ranks_lie_on_the_edges():
    assert shares_below(np.arange(PLACES)) == pytest.approx(edges())


def test_of_many_tests_only_those_below_their_own_limit_are_kept():
    p = np.array([0.01, 0.02, 0.03, 0.5, np.nan])
    assert kept(p).tolist() == [True, True, True, False, False]
    assert not kept(np.array([0.2, 0.9])).any()


def test_a_correlation_is_tested_as_fisher_did():
    assert positive_p(np.array([0.0]), 20)[0] == pytest.approx(0.5)
    assert positive_p(np.array([0.5]), 28)[0] == pytest.approx(0.003, abs=0.0005)  # z = 0.5493 * 5 = 2.75
    assert np.isnan(positive_p(np.array([0.9]), 3)[0])


def test_of_two_parameters_the_one_the_fits_follow_is_recovered():
    random = np.random.default_rng(4)
    prior = Prior(("known", "unknown"), np.zeros(2), np.ones(2), {})
    trials = []
    for number in range(40):
        truth = random.random(2)
        mean = np.array([truth[0] + 0.02 * random.standard_normal(), 0.5 - 0.01 * truth[1]])
        sd = np.array([0.02, np.sqrt(1 / 12)])
        rank = np.array([random.integers(0, PLACES), int(truth[1] * PLACES)])
        known = Known(truth, mean, sd, mean - sd, mean + sd, rank)
        trials.append(Trial(number, known, known, 3, 0.3))
    found = verdict(trials, prior, ("one", "other"))
    assert found.recovered["name"].tolist() == ["known"]
    contraction = dict(zip(found.parameters["name"], found.parameters["contraction"], strict=True))
    assert contraction["known"] == pytest.approx(1 - 12 * 0.02**2)
    assert contraction["unknown"] == pytest.approx(0.0)
    assert found.parameters["error"][0] == pytest.approx(0.02, abs=0.01)
    assert set(found.coverage["pool"]) == {"all parameters", "recovered parameters", "quantities foreseen"}
    assert found.few("parameters")[1] == 2
