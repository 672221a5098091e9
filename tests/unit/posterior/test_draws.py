"""The file of posterior draws: written to the same bytes, read as written, and every fault told with its remedy."""

import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sim.posterior.draws as draws
from sim.errors import StorageError
from sim.posterior.draws import (
    LEFT_OUT,
    MADE_BY,
    Posterior,
    draws_of,
    middle_draw,
    middle_of,
    posterior_for,
    read_posterior,
    shipped_digest,
)
from sim.posterior.hosts import parameter_of, spread_of
from sim.posterior.write import write_posterior
from sim.rules.parameters import PARAMETER_NAMES
from tests.posteriors import DRAWS, near, prior, put, use
from tests.runs import shipped

NAMES = ("lapse_host", "fair_growth")
VALUES = {"korea-9": np.array([[0.7, 0.01]]), "": np.array([[0.1, 0.02], [1 / 3, 0.03]])}
MADE = {"seed": 1, "method": "made up", "sizes": [2, 1]}


@pytest.fixture
def path(tmp_path):
    write_posterior(tmp_path / "p.parquet", NAMES, VALUES, MADE)
    return tmp_path / "p.parquet"


def test_what_was_written_is_read_in_single_precision(path):
    for left_out, values in VALUES.items():
        found = read_posterior(path, left_out)
        assert found.names == NAMES
        assert found.values.tobytes() == values.astype(np.float32).astype(np.float64).tobytes()
        assert found.made_by == MADE


def test_equal_draws_give_equal_bytes_whatever_the_order_they_came_in(path, tmp_path):
    other = dict(reversed(VALUES.items()))
    write_posterior(tmp_path / "q.parquet", list(NAMES), other, dict(reversed(MADE.items())))
    assert (tmp_path / "q.parquet").read_bytes() == path.read_bytes()
    assert not list(tmp_path.glob(".*"))


def test_numbers_are_compressed_and_of_single_precision(path):
    file = pq.ParquetFile(path)
    assert [str(each.type) for each in file.schema_arrow] == ["string", "float", "float"]
    assert {file.metadata.row_group(0).column(place).compression for place in range(3)} == {"ZSTD"}


def test_a_flipped_bit_never_gives_other_numbers(tmp_path):
    """Where it stands in a number it is found; a few in the head of a page change nothing."""
    write_posterior(tmp_path / "p.parquet", prior().names, {"": near(50)}, {})
    whole, good = (tmp_path / "p.parquet").read_bytes(), read_posterior(tmp_path / "p.parquet").values
    column = pq.ParquetFile(tmp_path / "p.parquet").metadata.row_group(0).column(5)
    first, size = column.data_page_offset, column.total_compressed_size
    found = 0
    for place in range(first, first + size, 3):
        damaged = tmp_path / f"{place}.parquet"
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            same = read_posterior(damaged).values.tobytes() == good.tobytes()
        except StorageError:
            found += 1
        else:
            assert same, place
    assert found > 0.8 * size / 3


def table(path, columns, metadata=None):
    pq.write_table(pa.table(columns).replace_schema_metadata(metadata), path)


FAULTS = {
    "not there": (lambda path: None, "no posterior draws there"),
    "empty": (lambda path: path.write_bytes(b""), "cannot be read as a file of posterior draws"),
    "no Parquet": (lambda path: path.write_text("left_out,lapse_host\n0,0.5\n"), "cannot be read as"),
    "unknown column": (lambda path: table(path, {LEFT_OUT: [""], "patience": [1.0]}), "unknown parameters patience"),
    "no left_out": (lambda path: table(path, {"lapse_host": [1.0]}), "no column left_out"),
    "no parameter": (lambda path: table(path, {LEFT_OUT: [""]}), "no parameters"),
    "text for a number": (lambda path: table(path, {LEFT_OUT: [""], "lapse_host": ["much"]}), "cannot be read as"),
    "a gap": (lambda path: table(path, {LEFT_OUT: [""], "lapse_host": [None]}), "cannot be read as"),
    "an infinity": (lambda path: table(path, {LEFT_OUT: [""], "lapse_host": [np.inf]}), "missing or infinite"),
    "odd metadata": (
        lambda path: table(path, {LEFT_OUT: [""], "lapse_host": [0.5]}, {MADE_BY: b"{"}),
        "cannot be read as",
    ),
    "none of these": (
        lambda path: table(path, {LEFT_OUT: ["korea-8"], "lapse_host": [0.5]}),
        "no draws that leave out",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_told_with_what_to_do(tmp_path, fault):
    make, words = FAULTS[fault]
    path = tmp_path / "p.parquet"
    make(path)
    with pytest.raises(StorageError, match=words) as told:
        read_posterior(path)
    assert str(told.value).startswith(f"{path}: ")
    assert str(told.value).endswith(
        "Make it anew with `sma calibrate`, or run the middle of the priors with --set parameter_draws=central."
    )
    assert "\n" not in str(told.value)


def test_a_disk_that_fails_leaves_the_file_that_was_there(path, monkeypatch):
    before = path.read_bytes()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.posterior.write.os.replace", full)
    with pytest.raises(StorageError, match=r"p\.parquet: cannot be written: .*No space left"):
        write_posterior(path, NAMES, {"": VALUES["korea-9"]}, {})
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_the_digest_is_that_of_the_file_and_none_without_one(tmp_path, monkeypatch):
    put(monkeypatch, tmp_path / "one.parquet", seed=1)
    one = shipped_digest()
    put(monkeypatch, tmp_path / "two.parquet", seed=2)
    assert len(one) == len(shipped_digest()) == 16
    assert one != shipped_digest()
    use(monkeypatch, tmp_path / "nowhere.parquet")
    assert shipped_digest() == "none"


def test_the_middle_draw_is_that_whose_ranks_lie_nearest_the_median_rank():
    # Ranks of the rows: (1, 5), (2, 4), (3, 1), (4, 3), (5, 2); of 5, shares k/6, the median 1/2. Squares off it, in
    # 36ths: 4 + 4, 1 + 1, 0 + 4, 1 + 0, 4 + 1.
    values = np.array([[0.0, 90.0], [1.0, 80.0], [2.0, -3.0], [30.0, 7.0], [4000.0, 6.0]])
    found = Posterior(("lapse_host", "fair_growth"), values, {})
    assert middle_draw(found) == 3
    assert middle_of(found).values.tolist() == [[30.0, 7.0]]
    assert middle_draw(Posterior(found.names, np.exp(values / 1000.0), {})) == 3, "ranks know no units"


def test_the_middle_draw_of_equals_is_the_first_and_of_one_the_one():
    assert middle_draw(Posterior(("lapse_host",), np.zeros((4, 1)), {})) == 0
    assert middle_draw(Posterior(("lapse_host",), np.array([[0.0], [2.0], [1.0], [3.0]]), {})) == 1
    assert middle_draw(Posterior((), np.empty((1, 0)), {})) == 0


def test_with_point_all_replicates_have_the_middle_draw(tmp_path, monkeypatch):
    put(monkeypatch, tmp_path / "p.parquet")
    whole, one = (posterior_for(shipped("sma11", f"parameter_draws={each}")) for each in ("posterior", "point"))
    assert one.values.tolist() == [whole.values[middle_draw(whole)].tolist()]
    assert draws_of(shipped("sma11", "parameter_draws=point")) == 1
    assert posterior_for(shipped("theory/pie", "parameter_draws=point")) is None


def test_only_a_scenario_that_draws_has_draws(tmp_path, monkeypatch):
    put(monkeypatch, tmp_path / "p.parquet")
    assert draws_of(shipped("sma11", "parameter_draws=posterior")) == DRAWS
    use(monkeypatch, tmp_path / "nowhere.parquet")
    assert draws_of(shipped("sma11")) == 0


def test_the_shipped_file_draws_free_parameters_within_their_priors():
    found, free = read_posterior(), prior()
    assert {parameter_of(name) for name in found.names} <= set(free.names) <= set(PARAMETER_NAMES)
    assert len(found.values) >= 100
    for column_name, column in zip(found.names, found.values.T, strict=True):
        name = parameter_of(column_name)
        if column_name == spread_of(name):
            assert column.min() >= 0.0
            continue
        low, high = free.low[free.names.index(name)], free.high[free.names.index(name)]
        spare = 1e-6 * max(abs(low), abs(high))  # the file is in single precision
        assert low - spare <= column.min() <= column.max() <= high + spare, name
    json.dumps(found.made_by)
    assert shipped_digest() != "none"
    assert draws.SHIPPED.name == "posterior.parquet"
