"""Reader of the results of a run or a sweep, as pandas tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import ScenarioError, StorageError
from sim.experiments.audit import finished_manifest
from sim.experiments.columns import in_order_of_names
from sim.experiments.folder import MANIFEST
from sim.experiments.jobs import Failure
from sim.experiments.manifest import Manifest, read_manifest, study_of
from sim.experiments.remedies import command, seen_from_here
from sim.experiments.store import (
    POINTS,
    Record,
    damage_of,
    damage_of_file,
    damage_of_points,
    failures_of,
    files_of,
    read_complete,
    read_journal,
)
from sim.experiments.study import Study
from sim.scenario.problems import did_you_mean


@dataclass(frozen=True)
class Results:
    """Results of a run or a sweep.

    Attributes
    ----------
    folder : where they stand
    manifest : what was run: versions, base scenario, study
    study : the study, its factors among it; that of a run has none, and keeps all outcomes
    digest : SHA-256 over all outcomes in the order of points and replicates; empty for a partial reading
    """

    folder: Path
    manifest: Manifest
    study: Study
    digest: str
    _records: dict[str, Record] = field(repr=False)

    @property
    def points(self) -> pd.DataFrame:
        """Table of points: number, seed, each factor as a number, as a label and, if sampled, in units of 0 to 1."""
        check_points(self.folder, self.manifest)
        frame: pd.DataFrame = pq.read_table(self.folder / POINTS, page_checksum_verification=True).to_pandas()
        return frame

    @property
    def failures(self) -> pd.DataFrame:
        """Table of the points that could not be run: stage, message, seed, and the command to replay each."""
        found = failures_of(self._records)
        rows = [{**asdict(each), "replay": self.manifest.replay(each, self.folder)} for each in found]
        return pd.DataFrame(rows, columns=[*Failure.__dataclass_fields__, "replay"])

    def outcomes(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Outcomes in the order of points and replicates: `point`, `replicate` and the columns asked for, or all.

        Names are categories; a whole number that may be missing comes as a real one, with NaN where it is.
        """
        wanted = self._known(columns)
        tables = [self._read(record, wanted) for record in self._shards()]
        form = pa.concat_tables(tables) if tables else None
        return _frame(form) if form is not None else pd.DataFrame(columns=wanted)

    @property
    def frame(self) -> pd.DataFrame:
        """Outcomes of a run, one row a replicate, in the columns of docs/columns.md; a sweep's have the point first."""
        found = self.outcomes()
        return found.drop(columns="point") if self.manifest.kind == "run" else found

    def blocks(self, *names: str) -> Iterator[pd.DataFrame]:
        """The same in blocks, one for each shard, so that memory does not grow with the number of negotiations."""
        for record in self._shards():
            yield _frame(self._read(record, self._known(names)))

    def check_kept(self, columns: Sequence[str], what: str) -> None:
        """Refuse where the sweep did not keep all columns that something, `what` in words, is made of."""
        missing = [name for name in columns if name not in self.study.outputs]
        if missing:
            raise ScenarioError(
                f"{self.folder}: the sweep kept no {', '.join(missing)}, of which {what} are made."
                f" Add them to `outputs` in {self.manifest.study_file} and sweep it into another folder (--out)."
            )

    def _known(self, columns: Sequence[str] | None) -> list[str]:
        kept = ("point", "replicate", *self.study.outputs)
        for name in columns or ():
            if name not in kept:
                raise ScenarioError(f"the sweep kept no column '{name}'.{did_you_mean(name, kept)}")
        return list(dict.fromkeys(("point", "replicate", *(self.study.outputs if columns is None else columns))))

    def _shards(self) -> Iterator[Record]:
        return (record for record in self._records.values() if record.file and not record.void)

    def _read(self, record: Record, columns: list[str]) -> pa.Table:
        path = self.folder / record.file
        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as file:
                return file.read(columns=columns)
        except (OSError, pa.ArrowException) as error:
            raise StorageError(f"{path}: cannot be read: {error}. {_remedy(self.folder, self.manifest)}") from error


def load_results(path: str | Path, partial: bool = False) -> Results:
    """Results of a run or a sweep, every file verified against the SHA-256 it was stored with.

    Parameters
    ----------
    path : folder of the run or sweep, or the manifest in it
    partial : whether to read what there is of a sweep that is not finished

    Examples
    --------
    >>> load_results("results/sma11").frame["rise"].median()  # doctest: +SKIP
    0.13
    >>> results = load_results("results/sma11_patience")  # doctest: +SKIP
    >>> results.outcomes(["rise"]).merge(results.points, on="point")  # doctest: +SKIP
    """
    given = Path(path)
    folder = given.parent if given.name == MANIFEST else given
    manifest = read_manifest(folder) if partial else finished_manifest(folder)
    check_points(folder, manifest)
    records, _ = read_journal(folder)
    for record in records.values():
        words = damage_of(folder, record)
        if words and not (partial and record.void):
            raise StorageError(f"{folder / record.file}: {words}. {_remedy(folder, manifest)}")
    for name, written in files_of(folder).items():
        words = damage_of_file(folder, name, written)
        if words:
            raise StorageError(f"{folder / name}: {words}. {_remedy(folder, manifest)}")
    marker = read_complete(folder)
    digest = str(marker["digest"]) if marker is not None and not partial else ""
    return Results(folder, manifest, study_of(manifest), digest, records)


def check_points(folder: Path, manifest: Manifest) -> None:
    """Refuse a table of points that is not as it was written."""
    words = damage_of_points(folder, manifest)
    if words:
        raise StorageError(f"{folder / POINTS}: {words}. {_remedy(folder, manifest)}")


def _remedy(folder: Path, manifest: Manifest) -> str:
    audit = command("audit", seen_from_here(folder))
    return f"Find all that is damaged with: {audit}\nMend it with: {manifest.again(folder)}"


def _frame(table: pa.Table) -> pd.DataFrame:
    """Table for pandas: text as categories, numbers with gaps as real ones."""
    fields = []
    for each in table.schema:
        kind = each.type
        if pa.types.is_string(kind):
            kind = pa.dictionary(pa.int32(), pa.string())
        elif each.nullable and pa.types.is_integer(kind):
            kind = pa.float64()
        fields.append(each.with_type(kind))
    columns = [
        column.dictionary_encode() if pa.types.is_string(column.type) else column.cast(each.type)
        for column, each in zip(table.columns, fields, strict=True)
    ]
    frame: pd.DataFrame = pa.Table.from_arrays(columns, schema=pa.schema(fields)).to_pandas()
    return in_order_of_names(frame)
