"""A job: a block of replicates at one point, or all replicates at some points where they are few.

`run_job` is a plain function of plain data, so any executor may call it anywhere: it hands back the bytes of a shard,
which depend on the job alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.engine.batch import simulate
from sim.errors import Interrupted, SimError
from sim.experiments.columns import names_of, record_batch, schema
from sim.experiments.designs import Design
from sim.experiments.versions import POSTERIOR, bytes_depend_on
from sim.outcome import COLUMNS, NAMES
from sim.prepare import Prepared, prepare
from sim.scenario.load import LoadedScenario, load_scenario_text, override_scenario

MOST = 10_000  # negotiations in a job: little enough to stop soon after a signal
LEAST, PARTS = 1_000, 4  # of a single point: negotiations in a job at least, and jobs that a small run has
CHUNK = 500  # negotiations between two looks at whether to stop
Stopping = Callable[[], bool]


@dataclass(frozen=True)
class Point:
    """A world to be run: its number, seed, and overrides of the base scenario."""

    number: int
    seed: int
    overrides: tuple[str, ...]


@dataclass(frozen=True)
class Slot:
    """Place of a job in a sweep: replicates `first` to `first + count - 1` at points `start` to `stop - 1`.

    Attributes
    ----------
    number : place of its rows among those of the whole sweep
    id : hash of the full scenarios, seeds and the block of replicates, and of nothing else
    """

    number: int
    id: str
    start: int
    stop: int
    first: int
    count: int

    @property
    def negotiations(self) -> int:
        """How many negotiations it holds."""
        return (self.stop - self.start) * self.count


@dataclass(frozen=True)
class Job:
    """A slot with its worlds: all that a worker needs but what the jobs of a sweep share."""

    number: int
    id: str
    points: tuple[Point, ...]
    first: int
    count: int


@dataclass(frozen=True)
class World:
    """What all jobs of a sweep share.

    `text` is the base scenario whole in itself; `versions` are those on which bytes depend, checked where a job runs.
    """

    text: str
    outputs: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Failure:
    """A point that could not be run; `stage` says at what: scenario, prepare, simulate, store or worker."""

    point: int
    first: int
    count: int
    seed: int
    stage: str
    type: str
    message: str
    overrides: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """What a job gave: the bytes of its shard, the digest of its decoded columns, and the points that failed."""

    job: int
    id: str
    shard: bytes
    rows: int
    digest: str
    failures: tuple[Failure, ...] = ()


def block_of(points: int, replicates: int) -> int:
    """Replicates in a job, at most: a single point is parted so that several processors have something to do."""
    return MOST if points > 1 else min(MOST, max(LEAST, -(-replicates // PARTS)))


def slots_of(design: Design, scenario: str) -> Iterator[Slot]:
    """Places of all jobs of a sweep in order; `scenario` is the content hash of the base scenario."""
    replicates = design.study.replicates
    block, together = block_of(len(design), replicates), max(1, MOST // replicates)
    number = 0
    for start in range(0, len(design), together):
        stop = min(start + together, len(design))
        worlds = f"{scenario} {design.digest_of(start, stop)}"
        for first in range(0, replicates, block):
            count = min(block, replicates - first)
            found = hashlib.sha256(f"{worlds} {first} {count}".encode()).hexdigest()
            yield Slot(number, found, start, stop, first, count)
            number += 1


def job_at(design: Design, slot: Slot) -> Job:
    """The job of a slot."""
    inside = range(slot.start, slot.stop)
    points = tuple(Point(point, design.seed(point), design.overrides(point)) for point in inside)
    return Job(slot.number, slot.id, points, slot.first, slot.count)


def number_of_jobs(points: int, replicates: int) -> int:
    """How many jobs a sweep has."""
    return -(-points // max(1, MOST // replicates)) * -(-replicates // block_of(points, replicates))


def run_job(world: World, job: Job, stopping: Stopping | None = None) -> Done:
    """Run a job; a point that fails leaves a record and no rows.

    Raises
    ------
    Interrupted : `stopping` said so
    """
    form = shard_schema(world.outputs)
    tables: list[pa.Table] = []
    failures: list[Failure] = []
    for point in job.points:
        found = _point_table(world, job, point, form, stopping)
        if isinstance(found, Failure):
            failures.append(found)
        else:
            tables.append(found)
    whole = pa.concat_tables([form.empty_table(), *tables])
    digest = decoded_digest(whole, [failure.point for failure in failures])
    return Done(job.number, job.id, _parquet(whole) if tables else b"", len(whole), digest, tuple(failures))


def stored_rows(job: Job, rows: pa.RecordBatch) -> Done:
    """What a job at a single point gives whose outcomes are there already, in the columns of `record_batch`."""
    form = shard_schema([name for name in rows.schema.names if name != "replicate"])
    whole = _selected(rows, job.points[0].number, form)
    return Done(job.number, job.id, _parquet(whole), len(whole), decoded_digest(whole))


def lost_job(job: Job, error: BaseException) -> Done:
    """Record of a job that no worker could bring home."""
    text = str(error) or type(error).__name__
    points = [point.number for point in job.points]
    failures = tuple(
        Failure(point.number, job.first, job.count, point.seed, "worker", type(error).__name__, text, point.overrides)
        for point in job.points
    )
    return Done(job.number, job.id, b"", 0, decoded_digest(shard_schema(()).empty_table(), points), failures)


@lru_cache(maxsize=2)
def _base(text: str) -> LoadedScenario:
    return load_scenario_text(text, "the base scenario")


class _AtStage(Exception):
    """What went wrong, its cause, and at which stage."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


@lru_cache(maxsize=8)
def _prepared(text: str, overrides: tuple[str, ...]) -> Prepared:
    """Numbers of a point; kept for the blocks of replicates that follow."""
    try:
        scenario = override_scenario(_base(text), overrides).scenario
    except Exception as error:
        raise _AtStage("scenario") from error
    try:
        return prepare(scenario)
    except Exception as error:
        raise _AtStage("prepare") from error


def _point_table(
    world: World, job: Job, point: Point, form: pa.Schema, stopping: Stopping | None
) -> pa.Table | Failure:
    """Rows of one point, or what went wrong at which stage."""
    stage = "worker"
    try:
        here = dict(bytes_depend_on(POSTERIOR in dict(world.versions)))
        other = [
            f"{name} {version}, here {here.get(name)}" for name, version in world.versions if here.get(name) != version
        ]
        if other:
            raise SimError(f"this worker runs another version than the sweep: {'; '.join(other)}. Install the same")
        prepared = _prepared(world.text, point.overrides)
        stage = "simulate"
        rows = np.empty((job.count, len(NAMES)))
        for at in range(0, job.count, CHUNK):
            if stopping is not None and stopping():
                raise Interrupted
            part = rows[at : at + CHUNK]
            simulate(prepared, point.seed, job.first + at, len(part), part)
        stage = "store"
        batch = record_batch(rows, names_of(prepared.administrations), schema({}))
        return _selected(batch, point.number, form)
    except Interrupted:
        raise
    except Exception as fault:
        error: BaseException = fault
        if isinstance(fault, _AtStage):
            stage, error = fault.stage, fault.__cause__ or fault
        kind = type(error).__name__
        return Failure(point.number, job.first, job.count, point.seed, stage, kind, str(error) or kind, point.overrides)


def shard_schema(outputs: Sequence[str]) -> pa.Schema:
    """Schema of a shard: point, replicate and the outputs kept, names as text."""
    known = schema({})
    fields = [
        pa.field("point", pa.int32(), nullable=False, metadata={"meaning": "number of the point", "unit": "no unit"})
    ]
    for name in ("replicate", *outputs):
        kept = known.field(name)
        fields.append(kept.with_type(pa.string()) if pa.types.is_dictionary(kept.type) else kept)
    return pa.schema(fields)


def _selected(batch: pa.RecordBatch, point: int, form: pa.Schema) -> pa.Table:
    columns = [pa.array(np.full(len(batch), point, dtype=np.int32))]
    columns += [batch.column(field.name).cast(field.type) for field in list(form)[1:]]
    return pa.Table.from_arrays(columns, schema=form)


def _parquet(table: pa.Table) -> bytes:
    """Bytes of a shard: one row group, a checksum on every page."""
    reals = {column.name for column in COLUMNS if column.kind == "real"}
    stream = pa.BufferOutputStream()
    pq.write_table(
        table,
        stream,
        row_group_size=MOST,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in table.column_names if name not in reals],
        write_page_checksum=True,
        write_statistics=["point"],
    )
    return bytes(stream.getvalue().to_pybytes())


def decoded_digest(table: pa.Table, failed: Sequence[int] = ()) -> str:
    """SHA-256 of the values of a table, column by column, and of the numbers of the points that failed.

    Of the values and not of the file: another version of the file format leaves it alone.
    """
    digest = hashlib.sha256(json.dumps(list(failed)).encode())
    for name in table.column_names:
        column = table.column(name)
        digest.update(name.encode())
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            digest.update("\0".join("" if each is None else each for each in column.to_pylist()).encode())
        else:
            values = column.cast(pa.int8()) if pa.types.is_boolean(column.type) else column
            numbers = values.cast(pa.float64()).fill_null(float("nan")).to_numpy()
            digest.update(np.ascontiguousarray(numbers, "<f8").tobytes())
    return digest.hexdigest()
