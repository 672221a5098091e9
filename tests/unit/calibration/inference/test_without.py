"""Fits without an agreement or a host: from the weights of the whole fit where these do, else fitted again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.calibration.inference.annealing import Settings
from sim.calibration.inference.posterior import Effort, Fit, fit_without, some_of
from sim.calibration.inference.simulated import load_episodes
from sim.compiled import INTERPRETED
from tests.runs import SCENARIOS, few_free

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")
KEYS = ("korea-9", "korea-10", "japan-2011")
SETTINGS = Settings(walkers=24, pool=48, steps=1, final=1, kept=0.3, sweeps=1)
SMALL = Effort(replicates=2, rate=1.0, settings=SETTINGS, kept=2, without=2)
DRAWS = 200
SOUND, HEAVY = 0.2, 9.0  # mean score lost, by which weights do and do not do


@pytest.fixture(scope="module")
def episodes():
    found = load_episodes(SCENARIOS, few_free(8), keys=KEYS)
    assert found.prior.pooled, "the free ones hold one that differs by host"
    return found


def whole(episodes, spread, column=1):
    """A fit to all whose draws are the prior's, an agreement met by scores of a given spread."""
    scores = np.full((DRAWS, len(KEYS)), -40.0)  # so low that real scores are taken
    scores[:, column] = -spread * np.random.default_rng(1).standard_exponential(DRAWS)
    return Fit("", episodes.prior.draw(1, 0, DRAWS), scores, (0.0, 1.0), (1.0, 0.3), (0.0, 0.0))


def rows_of(found, among):
    """Which draws of another fit the draws of a fit are."""
    return [int(np.flatnonzero((among.draws == draw).all(axis=1))[0]) for draw in found.draws]


def test_where_weights_do_its_draws_are_those_of_the_whole_fit_weighed(episodes):
    every = whole(episodes, SOUND)
    found = fit_without(every, episodes, "korea-10", SMALL, seed=3)
    assert found.weighed is not None
    assert not found.weighed.refitted
    assert found.weighed.worth < DRAWS
    rows = rows_of(found, every)
    assert len(rows) == DRAWS
    assert np.array_equal(found.scores, every.scores[rows][:, [0, 2]]), "of the agreements it has seen"
    often = np.bincount(rows, minlength=DRAWS)
    assert np.corrcoef(often, -every.scores[:, 1])[0, 1] > 0.3, "those that met it worse count for more"
    assert found.left_out == "korea-10"


def test_where_they_do_not_it_is_fitted_again_and_says_so(episodes):
    every = whole(episodes, HEAVY)
    found = fit_without(every, episodes, "korea-10", SMALL, seed=3)
    assert found.weighed is not None
    assert found.weighed.refitted
    assert found.draws.shape == (SETTINGS.walkers, len(episodes.prior.names)), "one sweep of two counts"
    assert found.scores.shape == (SETTINGS.walkers, 2)
    assert len(found.weights) == 1 + SMALL.without
    assert set(found.weights) == {1.0}, "it begins at the full weight of the score"


def test_a_host_left_out_begins_from_the_prior(episodes):
    """Its agreements are all gone: one of Japan's here, two of Korea's."""
    found = fit_without(whole(episodes, HEAVY), episodes, "Republic of Korea", SMALL, seed=3)
    assert found.weighed is not None
    assert found.weighed.refitted
    assert found.weights[0] == 0.0
    assert found.weights[-1] == 1.0
    assert found.scores.shape[1] == 1


def test_it_is_the_same_with_any_number_of_threads_and_gone_on_from_a_checkpoint(episodes, tmp_path):
    class Killed(Exception):
        pass

    def kill(left_out, stage):
        assert left_out == "korea-10"
        raise Killed

    every = whole(episodes, HEAVY)
    once = fit_without(every, episodes, "korea-10", SMALL, seed=3)
    path = tmp_path / "fit.npz"
    with pytest.raises(Killed):
        fit_without(every, episodes, "korea-10", SMALL, 3, checkpoint=path, told=kill)
    stages = []
    again = fit_without(every, episodes, "korea-10", SMALL, 3, 2, path, lambda _, stage: stages.append(stage.number))
    assert len(stages) == SMALL.without - 1, "the stage that was done is not done again"
    assert np.array_equal(again.draws, once.draws)
    assert again.medians == once.medians
    other = fit_without(every, episodes, "korea-10", SMALL, seed=4)
    assert not np.array_equal(other.draws, once.draws)


def test_what_is_left_out_is_not_seen(episodes):
    """Without its negotiations at hand, and whatever they would be, the fit that leaves them out is the same."""
    every = whole(episodes, HEAVY)
    once = fit_without(every, episodes, "korea-10", SMALL, seed=3)
    other = {**episodes.prepared, "korea-10": episodes.prepared["korea-9"]}
    changed = replace(episodes, prepared=other)
    assert np.array_equal(fit_without(every, changed, "korea-10", SMALL, seed=3).draws, once.draws)
    seen = {**episodes.prepared, "korea-9": episodes.prepared["korea-10"]}
    changed = replace(episodes, prepared=seen)
    assert not np.array_equal(fit_without(every, changed, "korea-10", SMALL, seed=3).draws, once.draws)


def test_some_of_the_draws_are_shuffled_by_what_is_left_out(episodes):
    every = whole(episodes, SOUND)
    one, again, other = (some_of(each, 20, 1) for each in (every, every, replace(every, left_out="korea-9")))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert one.shape == (20, len(episodes.prior.names))
