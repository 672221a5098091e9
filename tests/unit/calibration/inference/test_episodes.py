"""Fits and back-tests hold files against the record, so the files must be about the talks on record."""

import shutil

import pytest

from sim.calibration.inference.simulated import load_episodes
from sim.errors import ScenarioError
from sim.history.keys import FITTED, HOSTS, KOREAN
from tests.runs import SCENARIOS


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("prior_expiry = 2018-12-31", "prior_expiry = 2018-11-30", "prior_expiry is 2018-11-30, on record 2018-12-31"),
        ("number = 10", "number = 9", "agreement.talks_open is 2018-03-07, on record 2013-07-02"),
        ("value = 960.2", "value = 900", "agreement.base_amount is 900.0, on record 960.2"),
    ],
)
def test_a_file_with_an_edited_fact_is_refused(tmp_path, old, new, words):
    folder = tmp_path / "scenarios"
    shutil.copytree(SCENARIOS, folder)
    text = (folder / "sma10.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "sma10.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as raised:
        load_episodes(folder, keys=KOREAN)
    assert "sma10.toml is not about the talks on record on agreement 10" in str(raised.value)
    assert words in str(raised.value)


@pytest.fixture(scope="module")
def episodes():
    return load_episodes(SCENARIOS)


def test_the_shipped_ones_are_those_on_record(episodes):
    assert tuple(episodes.prepared) == FITTED
    assert episodes.hosts == HOSTS == ("Republic of Korea", "Japan")


def test_some_of_them_have_the_prior_and_the_numbers_of_all(episodes):
    """A fit without a host must still draw a host's own values, whichever talks it sees."""
    one = load_episodes(SCENARIOS, keys=("japan-2011",))
    assert one.prior.names == episodes.prior.names
    assert one.content() == episodes.only(("japan-2011",)).content()
    assert one.hosts == ("Japan",)
