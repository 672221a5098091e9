"""Reads posterior draws of the structural parameters: a Parquet file with one row a draw and one column a parameter.

The column `left_out` is 0 for the posterior given all agreements, else the number of the one it has not seen. The
file's metadata hold what made it. `sma calibrate` writes such a file; the one beside this module is shipped.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import StorageError
from sim.rules.terms import PARAMETER_NAMES

RealArray = npt.NDArray[np.float64]
SHIPPED = Path(__file__).parent / "posterior.parquet"
LEFT_OUT = "left_out"
MADE_BY = b"sma-sim"  # key of the metadata


@dataclass(frozen=True)
class Posterior:
    """Equally likely draws of the free parameters.

    Attributes
    ----------
    names : of the k parameters drawn
    values : shape (n, k)
    made_by : what made it: method, seed, sizes, targets, versions
    """

    names: tuple[str, ...]
    values: RealArray
    made_by: dict[str, Any]


@lru_cache(maxsize=8)
def read_posterior(path: Path = SHIPPED, left_out: int = 0) -> Posterior:
    """Draws in a file, in its order.

    Parameters
    ----------
    left_out : 0 for the posterior given all agreements, else the one it must not have seen

    Raises
    ------
    StorageError : the file is missing or damaged, or holds no such draws
    """
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read()
    except (OSError, pa.ArrowException) as error:
        raise StorageError(f"{path}: cannot be read as a file of posterior draws: {error}.") from error
    names = tuple(name for name in table.column_names if name != LEFT_OUT)
    unknown = sorted(set(names) - set(PARAMETER_NAMES))
    if unknown or LEFT_OUT not in table.column_names:
        what = f"unknown parameters {', '.join(unknown)}" if unknown else f"no column {LEFT_OUT}"
        raise StorageError(f"{path}: {what}: written by another version. Run `sma calibrate` with this one.")
    rows = table.column(LEFT_OUT).to_numpy() == left_out
    if not rows.any():
        raise StorageError(f"{path}: holds no draws that leave out agreement {left_out}. Run `sma calibrate`.")
    values = np.column_stack([table.column(name).to_numpy()[rows] for name in names]).astype(np.float64)
    made_by = json.loads((table.schema.metadata or {}).get(MADE_BY, b"{}"))
    return Posterior(names, values, made_by)


@cache
def shipped_digest() -> str:
    """Digest of the shipped file, which runs that draw from it depend on."""
    return hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:16] if SHIPPED.exists() else "none"
