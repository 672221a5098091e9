"""Typed columns: every value survives, and what cannot be stored is refused."""

import numpy as np
import pyarrow as pa
import pytest

from sim.errors import StorageError
from sim.experiments.columns import names_of, record_batch, schema
from sim.outcome import COLUMNS, NAMES
from tests.unit.synthetic import ADMINISTRATIONS, block


def stored(rows, administrations=ADMINISTRATIONS):
    return record_batch(rows, names_of(administrations), schema({}))


def test_every_value_survives():
    rows = block(500)
    batch = stored(rows)
    for place, column in enumerate(COLUMNS):
        values = batch.column(place)
        missing = np.isnan(rows[:, place])
        assert values.is_null().to_numpy(zero_copy_only=False).tolist() == missing.tolist(), column.name
        if column.kind == "name":
            names = names_of(ADMINISTRATIONS)[column.name]
            expected = [None if np.isnan(x) else names[int(x)] for x in rows[:, place]]
            assert values.to_pylist() == expected
        else:
            kept = np.array(values.drop_null().to_pylist(), dtype=np.float64)
            assert np.array_equal(kept, rows[~missing, place]), column.name


def test_each_column_says_what_it_means_and_in_which_unit():
    for field, column in zip(schema({"seed": "1"}), COLUMNS, strict=True):
        assert field.metadata == {b"meaning": column.meaning.encode(), b"unit": column.unit.encode()}
        assert field.nullable == column.missing
    assert schema({"seed": "1"}).metadata == {b"seed": b"1"}


def test_the_order_of_administrations_leaves_no_trace():
    rows = block(200).copy()
    other = rows.copy()
    place = NAMES.index("guest_at_agreement")
    other[:, place] = 1 - other[:, place]
    assert stored(rows, ("trump_1", "biden")).equals(stored(other, ("biden", "trump_1")))


def test_a_gap_where_none_may_be_is_refused():
    rows = block(10).copy()
    rows[3, NAMES.index("gain_lost")] = np.nan
    with pytest.raises(StorageError, match="'gain_lost' has no value in row 3"):
        stored(rows)


@pytest.mark.parametrize("value", [40_000.0, 0.5])
def test_a_number_that_does_not_fit_its_type_is_refused(value):
    rows = block(10).copy()
    rows[3, NAMES.index("rounds")] = value
    with pytest.raises(pa.ArrowInvalid):
        stored(rows)
