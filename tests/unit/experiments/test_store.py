"""The files of a run: types that a user can compute with, and damage found whatever file it is in."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import sim.experiments.results as results
from sim.errors import StorageError
from sim.experiments.audit import audit_folder
from sim.experiments.columns import frame_of, names_of, record_batch, schema
from sim.experiments.executors import serial
from sim.experiments.jobs import Failure
from sim.experiments.plan import plan_repeat
from sim.experiments.results import load_results
from sim.experiments.run import run_plan
from sim.experiments.store import Record, failures_of
from sim.outcome import COLUMNS, NAMES
from tests.faults import DAMAGE, damage
from tests.unit.experiments.sweeps import bytes_of
from tests.unit.synthetic import ADMINISTRATIONS, block

pytestmark = pytest.mark.usefixtures("made_up_kernel")
FILES = ("shards/000001.parquet", "points.parquet", "summary.json", "scenario.toml")


def framed(settled):
    return frame_of(record_batch(block(500, settled=settled), names_of(ADMINISTRATIONS), schema({})))


def test_types_do_not_depend_on_what_is_missing():
    full, empty = framed(1.0), framed(0.0)
    assert list(full.columns) == list(NAMES)
    for column in COLUMNS:
        if column.kind != "name":
            assert full[column.name].dtype == empty[column.name].dtype, column.name
    assert full["agreement_day"].dtype == "float64"
    assert full["rounds"].dtype == "int16"
    assert full["agreed"].dtype == "bool"
    assert full["end"].cat.categories.tolist() == ["in_force", "pending"], "those that occur, by the alphabet"
    assert empty["guest_at_agreement"].cat.categories.tolist() == []


def test_what_is_stored_comes_back_as_it_was_made(plan, tmp_path):
    run_plan(plan, tmp_path / "run", serial)
    made = frame_of(record_batch(block(5_000)[:2_345], names_of(ADMINISTRATIONS), schema({})))
    pd.testing.assert_frame_equal(load_results(tmp_path / "run").frame, made, check_exact=True)


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("name", FILES)
def test_damage_is_found_told_and_mended(plan, tmp_path, name, how):
    run_plan(plan, tmp_path / "run")
    whole = bytes_of(tmp_path / "run")
    damage(tmp_path / "run" / name, how)
    with pytest.raises(StorageError, match=rf"{name}: .*\nMend it with: sma run .*manifest.json"):
        load_results(tmp_path / "run")
    found = audit_folder(tmp_path / "run")
    assert [each for each, _ in found.damaged] == [name]
    assert run_plan(plan_repeat(tmp_path / "run"), tmp_path / "run").failures == ()
    assert audit_folder(tmp_path / "run").damaged == ()
    after = bytes_of(tmp_path / "run")
    assert {each: after[each] for each in whole if each != "journal.jsonl"} == {
        each: whole[each] for each in whole if each != "journal.jsonl"
    }


def test_a_flipped_bit_is_found_by_the_page_checksum_alone(plan, tmp_path, monkeypatch):
    run_plan(plan, tmp_path / "run")
    read = load_results(tmp_path / "run")
    damage(tmp_path / "run" / "shards" / "000001.parquet", "flipped bit")
    with pytest.raises(StorageError, match="cannot be read"):
        read.outcomes()


def test_a_shard_has_one_row_group_and_its_missing_values_are_null(plan, tmp_path):
    run_plan(plan, tmp_path / "run")
    with pq.ParquetFile(tmp_path / "run" / "shards" / "000000.parquet") as file:
        assert file.num_row_groups == 1
        rise = file.read(columns=["rise"]).column("rise")
    assert rise.null_count == int(np.isnan(block(5_000)[:1_000, NAMES.index("rise")]).sum())


def test_a_missing_run_is_named(tmp_path):
    with pytest.raises(StorageError, match="no run or sweep there"):
        results.load_results(tmp_path)


def test_failures_stand_in_the_order_of_points_whichever_thread_ended_first():
    def failed(point, first):
        failure = Failure(point, first, 1_000, 7, "simulate", "ZeroDivisionError", "in the kernel", ())
        return Record(point, f"{point}-{first}", "", "", 0, "", (failure,))

    ended = {record.id: record for record in (failed(2, 0), failed(1, 2_000), failed(1, 1_000), failed(0, 0))}
    assert [(each.point, each.first) for each in failures_of(ended)] == [(0, 0), (1, 1_000), (1, 2_000), (2, 0)]
