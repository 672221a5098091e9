"""Outcomes as typed columns: how each kind of column is stored, and a block of numbers turned into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from sim.errors import StorageError
from sim.outcome import COLUMNS, Column
from sim.rules.kinds import End, Escalator

MOST_REPLICATES = 2**31 - 1  # what the column `replicate` can count


def _type(column: Column) -> pa.DataType:
    """Smallest type that holds a column: day numbers and counts of one negotiation fit 16 bits."""
    if column.name == "replicate":
        return pa.int32()
    names = pa.dictionary(pa.int8(), pa.string())
    return {"int": pa.int16(), "real": pa.float64(), "flag": pa.bool_(), "name": names}[column.kind]


def schema(facts: Mapping[str, str]) -> pa.Schema:
    """Schema of the file of outcomes: each column with its meaning and unit, and `facts` about the whole."""
    fields = [
        pa.field(
            column.name,
            _type(column),
            nullable=column.missing,
            metadata={"meaning": column.meaning, "unit": column.unit},
        )
        for column in COLUMNS
    ]
    return pa.schema(fields, metadata=dict(facts))


def names_of(administrations: Sequence[str]) -> dict[str, list[str]]:
    """Names behind the numbers of each `name` column, in the order of the numbers."""
    return {
        "end": [each.name.lower() for each in End],
        "escalator": [each.name.lower() for each in Escalator],
        "guest_at_agreement": list(administrations),
    }


def record_batch(block: npt.NDArray[np.float64], names: Mapping[str, list[str]], form: pa.Schema) -> pa.RecordBatch:
    """Block of outcomes, one row a replicate, as typed columns; NaN becomes null.

    Parameters
    ----------
    block : outcomes in the order of `sim.outcome.NAMES`; shape (replicates, columns)
    names : names behind the numbers, from `names_of`
    form : the schema
    """
    columns = np.ascontiguousarray(block.T)  # twice as fast as picking each column out of the rows
    arrays = [_array(values, column, names) for values, column in zip(columns, COLUMNS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=form)


def frame_of(stored: pa.Table | pa.RecordBatch) -> pd.DataFrame:
    """Outcomes for pandas: names as categories; a whole number that may be missing as a real one, NaN where it is."""
    frame: pd.DataFrame = stored.to_pandas()
    gaps = [column.name for column in COLUMNS if column.kind == "int" and column.missing and column.name in frame]
    return in_order_of_names(frame.astype(dict.fromkeys(gaps, "float64")))


def in_order_of_names(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table, the categories of each column those that occur in it, in the order of the alphabet."""
    found = {
        str(name): values.cat.set_categories(sorted(values.cat.categories[np.unique(values.cat.codes[values.notna()])]))
        for name, values in frame.items()
        if isinstance(values.dtype, pd.CategoricalDtype)
    }
    return frame.assign(**found)


def _array(values: npt.NDArray[np.float64], column: Column, names: Mapping[str, list[str]]) -> pa.Array:
    """One column. A number that does not fit its type, and a gap where none may be, are faults of the program."""
    whole = pa.array(values, from_pandas=True)
    if whole.null_count and not column.missing:
        first = int(np.flatnonzero(np.isnan(values))[0])
        raise StorageError(
            f"outcome column '{column.name}' has no value in row {first} of its block, though it must always have one."
            " This is a fault of the program: nothing was stored. Please report the scenario and the seed."
        )
    if column.kind == "name":
        known = names[column.name]
        in_order = sorted(known)  # so that the order of a scenario's entries leaves no trace in the file
        ranks = pa.array([in_order.index(name) for name in known], pa.int8())
        return pa.DictionaryArray.from_arrays(ranks.take(whole.cast(pa.int8())), in_order)
    return whole.cast(_type(column))
