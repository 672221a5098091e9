"""The shipped draws of parameters with records of their own."""

import numpy as np
import pytest

import sim.posterior.outside as outside
from sim.errors import StorageError
from sim.posterior.outside import GROUPS, coordinates, read_outside
from sim.scenario.parameters import MEANINGS
from sim.timeline.states import ACTS_ON_NORTH


def test_there_are_600_rows_of_every_parameter_of_every_group():
    found = read_outside()
    assert found.values.shape == (600, 34)
    assert found.names == tuple(name for names in GROUPS.values() for name in names)
    assert coordinates() == {"lags": 13, "votes": 6, "opinion": 6, "the North": 9}
    assert {"method", "seed", "draws", "versions", "records"} <= set(found.made_by)


def test_every_draw_has_a_meaning_and_every_column_a_width():
    found = read_outside()
    for name, column in zip(found.names, found.values.T, strict=True):
        assert MEANINGS[name].low <= column.min() < column.max() <= MEANINGS[name].high, name


def test_what_has_no_width_or_enters_the_facts_is_not_drawn():
    assert not {"anger_demand", *(f"provocation_{name}" for name in ACTS_ON_NORTH)} & set(read_outside().names)


def test_lags_hang_together_in_every_draw():
    found = read_outside()
    of = dict(zip(found.names, found.values.T, strict=True))
    assert (of["spacing_least"] < of["spacing_close"]).all()
    assert (of["signature_least"] <= of["signature_mean_days"]).all()
    assert (of["vote_least"] <= of["vote_mean_days"]).all()
    assert (sum(of[f"severity_{level}"] for level in range(1, 5)) < 1.0).all()


def test_groups_are_independent_row_by_row():
    """Correlations across groups of 600 rows stay below 4 of their errors, but for opinion and votes."""
    found = read_outside()
    group = {name: number for number, names in enumerate(GROUPS.values()) for name in names}
    told_together = {1, 2}
    correlation = np.corrcoef(found.values.T)
    for i, one in enumerate(found.names):
        for j, other in enumerate(found.names[:i]):
            apart = {group[one], group[other]}
            if len(apart) == 2 and apart != told_together:
                assert abs(correlation[i, j]) < 4 / 600**0.5, (one, other)


def test_it_is_read_once():
    assert read_outside() is read_outside()


def test_a_missing_file_names_the_command_that_makes_it(tmp_path, monkeypatch):
    monkeypatch.setattr(outside, "OUTSIDE", tmp_path / "none.parquet")
    with pytest.raises(StorageError, match=r"none\.parquet.*sma fit outside.*parameter_draws=central"):
        read_outside()


def test_a_damaged_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "bad.parquet").write_bytes(b"nothing of the kind")
    monkeypatch.setattr(outside, "OUTSIDE", tmp_path / "bad.parquet")
    with pytest.raises(StorageError, match="sma fit outside"):
        read_outside()
