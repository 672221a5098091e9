"""Damaged study files end in an error of this package, or load; nothing else escapes.

The long one: `python -m pytest -m slow tests/unit/experiments/test_study_fuzz.py`.
"""

import pytest

from sim.errors import SimError
from sim.experiments.plan import plan_sweep
from tests.mutations import escapes, mutations
from tests.unit.experiments.bad_studies import FUZZED, POINTS, TABLE, fuzzed_studies

SEED = 20


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
def test_nothing_but_a_sim_error_escapes(tmp_path, count):
    escaped = [study for study, load in fuzzed_studies(tmp_path, count, SEED) if escapes(load)]
    assert escaped == []


def test_the_studies_that_are_damaged_are_good_and_most_damage_is_told(tmp_path):
    for number, text in enumerate(FUZZED):
        (tmp_path / "study.toml").write_text(text)
        assert plan_sweep(tmp_path / "study.toml").manifest.points > 1, number
    told = 0
    for _, load in fuzzed_studies(tmp_path, 60, SEED):
        try:
            load()
        except SimError:
            told += 1
    assert 30 < told < 60


@pytest.mark.parametrize("count", [50, pytest.param(5_000, marks=pytest.mark.slow)])
def test_nothing_escapes_from_a_damaged_file_of_points(tmp_path, count):
    (tmp_path / "study.toml").write_text(TABLE)
    for content in mutations(POINTS.encode(), count, SEED):
        (tmp_path / "p.csv").write_bytes(content)
        assert not escapes(lambda: plan_sweep(tmp_path / "study.toml")), content
