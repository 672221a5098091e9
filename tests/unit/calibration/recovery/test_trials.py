"""Trials with known parameters: what is drawn, kept, read back and gone on with."""

from pathlib import Path

import numpy as np
import pytest

import sim.calibration.recovery.trials as trust
from sim.calibration.inference.posterior import Effort, Fit
from sim.calibration.inference.simulated import load_episodes
from sim.calibration.inference.targets import targets_of
from sim.calibration.recovery.ranks import DRAWS
from sim.errors import MismatchError, StorageError
from tests.runs import SCENARIOS

EFFORT = Effort(replicates=2)
EIGHTH = "korea-8"


@pytest.fixture(scope="module")
def episodes():
    return load_episodes(SCENARIOS, keys=(EIGHTH,))


@pytest.fixture
def fits(monkeypatch):
    """Fits that know nothing: draws from the prior; and a list of the records they were given."""
    given = []

    def blind(episodes, effort, seed, workers=1, checkpoint=None, told=None, record=None):
        given.append(record)
        draws = episodes.prior.draw(seed, 0, 2 * DRAWS)
        return Fit("", draws, np.zeros((len(draws), 1)), (0.0, 1.0), (1.0, 0.3), (0.0, 0.0))

    monkeypatch.setattr(trust, "fit", blind)
    monkeypatch.setattr(trust, "FORESEEN", 1)
    return given


def test_a_record_is_simulated_for_each_truth_and_is_the_same_each_time(episodes):
    one, record = trust.simulated_record(episodes, 1, 0)
    again, same = trust.simulated_record(episodes, 1, 0)
    other, another = trust.simulated_record(episodes, 1, 1)
    assert np.array_equal(one, again)
    assert record == same
    assert not np.array_equal(one, other)
    assert record != another
    assert set(record) == {target.name for target in targets_of((EIGHTH,))}
    share = episodes.prior.share(one)
    assert ((share >= 0.0) & (share <= 1.0)).all()


def test_quantities_are_functions_of_the_parameters_and_the_score_is_last(episodes):
    truth, record = trust.simulated_record(episodes, 1, 0)
    names = trust.quantity_names(targets_of((EIGHTH,)))
    found = trust.foreseen(episodes, record, np.stack([truth, truth, episodes.prior.centre]), 5)
    assert found.shape == (3, len(names))
    assert names[-1] == "score"
    assert np.array_equal(found[0], found[1])
    assert (found[:, -1] <= 0.0).all()
    shares = found[:, [names.index("korea-8.blank_period"), names.index("korea-8.escalator")]]
    assert ((shares >= 0.0) & (shares <= 1.0)).all()


def test_trials_are_kept_read_back_and_added_to(episodes, fits, tmp_path):
    first = trust.run_trials(episodes, EFFORT, 1, 1, tmp_path / "trials")
    both = trust.run_trials(episodes, EFFORT, 1, 2, tmp_path / "trials")
    assert len(fits) == 2, "the first trial is read, not fitted again"
    assert np.array_equal(first[0].parameters.rank, both[0].parameters.rank)
    assert np.array_equal(first[0].quantities.truth, both[0].quantities.truth)
    assert sorted(path.name for path in (tmp_path / "trials").iterdir()) == ["trial-0000.json", "trial-0001.json"]
    afresh = trust.run_trials(episodes, EFFORT, 1, 2, tmp_path / "other")
    assert np.array_equal(afresh[1].parameters.rank, both[1].parameters.rank)
    known = both[1].parameters
    assert ((known.rank >= 0) & (known.rank <= DRAWS)).all()
    assert (known.low < known.high).all()


def test_trials_of_another_seed_or_effort_are_refused_and_damage_is_named(episodes, fits, tmp_path):
    trust.run_trials(episodes, EFFORT, 1, 1, tmp_path)
    for seed, effort in ((2, EFFORT), (1, Effort(replicates=3))):
        with pytest.raises(MismatchError, match="trial of another seed, effort, scenario or version"):
            trust.run_trials(episodes, effort, seed, 1, tmp_path)
    path: Path = tmp_path / "trial-0000.json"
    path.write_text(path.read_text()[:100])
    with pytest.raises(StorageError, match="Delete it to fit this trial again"):
        trust.run_trials(episodes, EFFORT, 1, 1, tmp_path)


def test_a_changed_digit_of_a_trial_is_seen(episodes, fits, tmp_path):
    trust.run_trials(episodes, EFFORT, 1, 1, tmp_path)
    path: Path = tmp_path / "trial-0000.json"
    text = path.read_text()
    place = next(place for place in range(len(text) // 2, len(text)) if text[place] == "3")
    path.write_text(f"{text[:place]}4{text[place + 1 :]}")
    with pytest.raises(StorageError, match="damaged, it cannot be read: it is not as it was written"):
        trust.run_trials(episodes, EFFORT, 1, 1, tmp_path)
