"""Outcomes on disk: one Parquet file in row groups, written in order, checked on reading, the same bytes each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import StorageError
from sim.experiments.columns import frame_of, names_of, record_batch, schema
from sim.experiments.manifest import MANIFEST, OUTCOMES, read_manifest
from sim.experiments.remedies import command, seen_from_here
from sim.outcome import COLUMNS, NAMES


class OutcomeWriter:
    """Takes blocks of outcomes in order and writes each as one row group; nothing else is kept in memory."""

    def __init__(self, path: Path, administrations: Sequence[str], facts: Mapping[str, str]) -> None:
        self._form = schema(facts)
        self._names = names_of(administrations)
        reals = [column.name for column in COLUMNS if column.kind == "real"]
        self._file = pq.ParquetWriter(
            path,
            self._form,
            compression="zstd",
            compression_level=1,
            use_dictionary=[name for name in NAMES if name not in reals],
            write_page_checksum=True,
            write_statistics=False,  # replicates come in no order that a reader could skip by
        )

    def write(self, block: npt.NDArray[np.float64]) -> None:
        """Append one row group; shape (replicates, columns), in the order of `sim.outcome.NAMES`."""
        batch = record_batch(block, self._names, self._form)
        self._file.write_batch(batch, row_group_size=len(block))

    def close(self) -> None:
        """Write the foot of the file."""
        self._file.close()


class OutcomeFile:
    """A stored file of outcomes, read a row group and a few columns at a time, the checksum of every page verified."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def blocks(self, *names: str) -> Iterator[pd.DataFrame]:
        """Row groups in order with the columns named; missing numbers are NaN, names are categories."""
        with _readable(self.path), pq.ParquetFile(self.path, page_checksum_verification=True) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group, columns=list(names)).to_pandas()

    def frame(self) -> pd.DataFrame:
        """The whole table. A whole number that may be missing comes as a real one, with NaN where it is."""
        with _readable(self.path), pq.ParquetFile(self.path, page_checksum_verification=True) as file:
            return frame_of(file.read())


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what goes wrong in reading into a message that says what to do."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise StorageError(
            f"{path}: cannot be read as a file of outcomes: {error}."
            f" If it is damaged, make it again: {_again(path.parent)}"
        ) from error


def load_results(path: str | Path) -> pd.DataFrame:
    """Outcomes of a finished run, one row a replicate, every file verified against the digest in its manifest.

    Columns are those of `sim.outcome.COLUMNS`: names are categories; a whole number that may be missing comes as a
    real one, with NaN where there is no such thing.

    Parameters
    ----------
    path : folder of the run, or the manifest in it

    Examples
    --------
    >>> load_results("results/sma11")["rise"].median()  # doctest: +SKIP
    0.139
    """
    given = Path(path)
    folder = given if given.is_dir() else given.parent
    for name, record in read_manifest(folder).files.items():
        found = sha256(folder / name)
        if found != record.sha256:
            raise StorageError(
                f"{folder / name}: damaged: its SHA-256 is {found[:16]}…, the manifest has {record.sha256[:16]}…."
                f" Make it again: {_again(folder)}"
            )
    return OutcomeFile(folder / OUTCOMES).frame()


def _again(folder: Path) -> str:
    return command("run", seen_from_here(folder) / MANIFEST)


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StorageError(f"{path}: cannot be read: {error.strerror}.") from error
