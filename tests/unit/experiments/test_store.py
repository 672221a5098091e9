"""The file of outcomes: same bytes each time, damage found, types that a user can compute with."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

from sim.errors import StorageError
from sim.experiments.run import run_experiment
from sim.experiments.store import OutcomeFile, OutcomeWriter, load_results
from sim.outcome import COLUMNS, NAMES
from tests.unit.synthetic import ADMINISTRATIONS, block, table

pytestmark = pytest.mark.usefixtures("made_up_kernel")


def write(path, *blocks):
    writer = OutcomeWriter(path, ADMINISTRATIONS, {"seed": "1"})
    for rows in blocks:
        writer.write(rows)
    writer.close()
    return path


def test_the_same_blocks_give_the_same_bytes(tmp_path):
    rows = block(1_000)
    one, two = (write(tmp_path / name, rows[:600], rows[600:]) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_each_block_is_a_row_group_and_comes_back_as_a_block(tmp_path):
    rows = block(1_000)
    path = write(tmp_path / "outcomes.parquet", rows[:600], rows[600:])
    assert pq.ParquetFile(path).num_row_groups == 2
    blocks = list(OutcomeFile(path).blocks("rise", "end"))
    assert [len(frame) for frame in blocks] == [600, 400]
    expected = table(1_000)[["rise", "end"]]
    pd.testing.assert_frame_equal(
        pd.concat([frame.astype({"end": str}) for frame in blocks], ignore_index=True), expected.astype({"end": str})
    )


def test_types_do_not_depend_on_what_is_missing(tmp_path):
    full = OutcomeFile(write(tmp_path / "full", block(50, settled=1.0))).frame()
    empty = OutcomeFile(write(tmp_path / "empty", block(50, settled=0.0))).frame()
    assert list(full.columns) == list(NAMES)
    for column in COLUMNS:
        if column.kind != "name":
            assert full[column.name].dtype == empty[column.name].dtype, column.name
    assert full["agreement_day"].dtype == "float64"
    assert full["rounds"].dtype == "int16"
    assert full["agreed"].dtype == "bool"
    assert full["end"].cat.categories.tolist() == ["broken_off", "in_force", "open", "pending"]


def test_a_user_gets_the_table_by_folder_or_manifest(plan, tmp_path):
    run_experiment(plan, tmp_path / "run")
    by_folder, by_manifest = load_results(tmp_path / "run"), load_results(tmp_path / "run" / "manifest.json")
    pd.testing.assert_frame_equal(by_folder, by_manifest)
    assert len(by_folder) == plan.replicates
    assert by_folder["replicate"].tolist() == list(range(plan.replicates))


@pytest.mark.parametrize("damage", ["flip", "truncate", "empty"])
def test_damage_is_found_and_the_remedy_named(plan, tmp_path, damage):
    run_experiment(plan, tmp_path / "run")
    path = tmp_path / "run" / "outcomes.parquet"
    data = bytearray(path.read_bytes())
    if damage == "flip":
        data[len(data) // 2] ^= 1
    path.write_bytes({"flip": data, "truncate": data[: len(data) // 2], "empty": b""}[damage])
    with pytest.raises(StorageError, match=r"damaged.*sma run .*manifest\.json"):
        load_results(tmp_path / "run")


def test_a_flipped_bit_is_found_by_the_page_checksum_alone(tmp_path):
    path = write(tmp_path / "outcomes.parquet", block(2_000))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(StorageError, match="cannot be read"):
        OutcomeFile(path).frame()


def test_a_missing_file_or_run_is_named(plan, tmp_path):
    with pytest.raises(StorageError, match="no finished run there"):
        load_results(tmp_path)
    run_experiment(plan, tmp_path / "run")
    (tmp_path / "run" / "outcomes.parquet").unlink()
    with pytest.raises(StorageError, match="cannot be read"):
        load_results(tmp_path / "run")
