"""The score of a set of parameters, fits that are stopped and go on, and the command that makes them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sim.calibration.inference.annealing import Settings
from sim.calibration.inference.closeness import Closeness, ranked_scores
from sim.calibration.inference.posterior import Effort, fit
from sim.calibration.inference.simulated import load_episodes
from sim.calibration.inference.targets import targets_of
from sim.compiled import INTERPRETED
from sim.errors import MismatchError, StorageError
from tests.posteriors import prior
from tests.runs import SCENARIOS, few_free, shipped

KEYS = ("korea-9", "korea-10")
pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")
SMALL = Effort(
    replicates=2,
    rate=1.0,
    settings=Settings(walkers=40, pool=80, steps=1, final=1, kept=0.3, sweeps=1),
    kept=2,
)


@pytest.fixture(scope="module")
def episodes():
    return load_episodes(SCENARIOS, few_free(), keys=KEYS)


def test_the_ranked_score_is_that_of_all_pairs():
    apart = np.random.default_rng(1).normal(0.4, 1.0, (3, 6, 2))
    for row, found in zip(apart, ranked_scores(apart), strict=True):
        for sample, score in zip(row.T, found, strict=True):
            pairs = [abs(a - b) for a, b in combinations(sample, 2)]
            assert score == pytest.approx(np.abs(sample).mean() - np.mean(pairs) / 2)


def test_the_ranked_score_rewards_the_right_spread():
    """Where the truth is a draw from N(0, 1), a forecast N(0, 1) does better than a narrower and a wider one."""
    random = np.random.default_rng(2)
    truth = random.normal(size=(4000, 1, 1))
    scores = [ranked_scores(spread * random.normal(size=(4000, 40, 1)) - truth).mean() for spread in (0.4, 1.0, 2.0)]
    assert min(scores) == scores[1]
    assert scores[1] == pytest.approx(1 / np.sqrt(np.pi), abs=0.02)  # of N(0, 1) against its own draws


def test_a_score_depends_on_its_row_alone(episodes):
    values = episodes.prior.draw(1, 0, 45)
    one = Closeness(episodes, targets_of(KEYS), 3, 5)(values)
    two = Closeness(episodes, targets_of(KEYS), 3, 5, workers=2)(values)
    assert np.array_equal(one, two)
    assert np.array_equal(Closeness(episodes, targets_of(KEYS), 3, 5)(values[30:31]), one[30:31])


def test_a_record_of_ones_own_takes_the_place_of_the_real_one(episodes):
    targets = targets_of(KEYS)
    own = {target.name: 0.0 for target in targets if target.measure.name == "rise_annualised"}
    values = episodes.prior.draw(1, 0, 5)
    assert not np.array_equal(
        Closeness(episodes, targets, 3, 5)(values), Closeness(episodes, targets, 3, 5, record=own)(values)
    )


def test_a_fit_stopped_and_gone_on_is_the_unbroken_one(episodes, tmp_path):
    class Killed(Exception):
        pass

    def kill(left_out, stage):
        if stage.number == 3:
            raise Killed

    whole = fit(episodes, SMALL, seed=3)
    with pytest.raises(Killed):
        fit(episodes, SMALL, seed=3, checkpoint=tmp_path / "fit.npz", told=kill)
    seen = []
    again = fit(
        episodes, SMALL, 3, workers=2, checkpoint=tmp_path / "fit.npz", told=lambda _, stage: seen.append(stage.number)
    )
    assert seen[0] == 4
    assert np.array_equal(again.draws, whole.draws)
    assert again.medians == whole.medians
    assert len(whole.draws) == 80
    assert whole.weights[-1] == 1.0


def test_another_fit_does_not_go_on_from_a_checkpoint(episodes, tmp_path):
    path = tmp_path / "fit.npz"
    fit(episodes, SMALL, 3, checkpoint=path)
    before = path.read_bytes()
    with pytest.raises(MismatchError, match="holds a fit of another seed"):
        fit(episodes, SMALL, 4, checkpoint=path)
    assert path.read_bytes() == before, "nothing that was computed is lost"


@pytest.mark.parametrize(
    "damaged",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[: len(content) - 30],
        lambda content: b"",
        lambda content: b"PK\x03\x04" + bytes(200),
        lambda content: b"garbage",
        lambda content: content[:3000] + bytes([content[3000] ^ 255]) + content[3001:],
    ],
    ids=["cut", "end cut", "emptied", "zeros", "garbage", "flipped"],
)
def test_a_damaged_checkpoint_is_named_with_its_remedy(episodes, tmp_path, damaged):
    path = tmp_path / "fit 00.npz"
    fit(episodes, SMALL, 3, checkpoint=path)
    path.write_bytes(damaged(path.read_bytes()))
    with pytest.raises(StorageError, match=r"fit 00.npz: damaged, it cannot be read: .*rm '.*fit 00.npz'"):
        fit(episodes, SMALL, 3, checkpoint=path)


def test_a_fit_narrows_what_the_record_speaks_of():
    known = {"leader_price", "lapse_hardness", "fair_growth", "agreement_host"}
    parameters = shipped("sma10").parameters
    held = {name: getattr(parameters, name).value for name in prior().names if name not in known}
    overrides = [f"parameters.{name}.prior=[{value}, {value}]" for name, value in held.items()]
    episodes = load_episodes(SCENARIOS, overrides, keys=KEYS)
    found = fit(episodes, Effort(4, 6.0, Settings(40, 160, 3, 2, 0.4, sweeps=1), kept=2), seed=1)
    assert found.medians[-1] > found.medians[0] * 6.0 + 6.0
    left = episodes.prior.share(found.draws).std(axis=0) * np.sqrt(12)
    assert left.min() < 0.8
