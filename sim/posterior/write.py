"""Writes posterior draws as the file that `draws.py` reads: equal draws give equal bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import unwritable
from sim.posterior.draws import LEFT_OUT, MADE_BY, RealArray


def write_posterior(
    path: Path, names: Sequence[str], values_by_left_out: Mapping[str, RealArray], made_by: Mapping[str, Any]
) -> None:
    """Write draws to a file, whole or not at all, in single precision: what is beyond it is no finding.

    Parameters
    ----------
    names : of the k parameters drawn
    values_by_left_out : draws, shape (n, k), by the agreement, or host, they have not seen; empty for
        those that have seen all
    made_by : what made them, as JSON has it: method, seed, sizes, targets, versions
    """
    blocks = {number: np.asarray(values, dtype=np.float64) for number, values in sorted(values_by_left_out.items())}
    left_out = [name for name, values in blocks.items() for _ in range(len(values))]
    values = np.concatenate(list(blocks.values()))
    columns = {LEFT_OUT: left_out, **{name: values[:, index].astype(np.float32) for index, name in enumerate(names)}}
    text = json.dumps(dict(made_by), sort_keys=True, allow_nan=False)
    table = pa.table(columns).replace_schema_metadata({MADE_BY: text.encode()})
    partial = path.with_name(f".{path.name}.partial")
    try:
        pq.write_table(
            table, partial, compression="zstd", use_dictionary=False, write_page_checksum=True, write_statistics=False
        )
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise unwritable(path, error, "Name another place") from error
