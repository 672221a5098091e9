"""A sweep from a study to a folder: what is not yet done is run, so calling it again is resuming."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.engine.batch import simulate
from sim.errors import SimError, StorageError
from sim.experiments.designs import Design, design_of
from sim.experiments.executors import Executor, all_workers, serial, threads
from sim.experiments.folder import RESULTS, default_folder
from sim.experiments.jobs import Failure, Job, Slot, World, job_at, run_job, slots_of
from sim.experiments.manifest import POSTERIOR, bytes_depend_on
from sim.experiments.study_file import LoadedStudy, load_study
from sim.experiments.sweep_manifest import SweepManifest, manifest_of
from sim.experiments.sweep_store import MANIFEST, Store, opened
from sim.experiments.variation import check_variation
from sim.prepare import prepare
from sim.scenario.problems import counted

Told = Callable[[int, int], None]  # negotiations done, negotiations in all
PROBE = 200  # negotiations from which time and disk are estimated


@dataclass(frozen=True)
class SweepPlan:
    """What is to be run, and all that decides its numbers."""

    loaded: LoadedStudy
    design: Design
    table: bytes  # the points as a file
    manifest: SweepManifest

    @property
    def world(self) -> World:
        """What its jobs share."""
        drawn = POSTERIOR in self.manifest.versions
        return World(self.manifest.scenario_text, self.loaded.study.outputs, bytes_depend_on(drawn))

    @property
    def slots(self) -> list[Slot]:
        """Places of all its jobs, in order."""
        return list(slots_of(self.design, self.manifest.scenario_sha256))

    def job(self, slot: Slot) -> Job:
        """The job of a slot."""
        return job_at(self.design, slot)


@dataclass(frozen=True)
class Swept:
    """A sweep that stands in its folder.

    Attributes
    ----------
    digest : SHA-256 over all decoded columns in the order of points and replicates
    run, skipped, mended : jobs run now, jobs that stood there already, and those of the first that had been damaged
    failures : points that could not be run
    """

    folder: Path
    digest: str
    negotiations: int
    run: int
    skipped: int
    mended: int
    failures: tuple[Failure, ...]
    seconds: float
    bytes: int


@dataclass(frozen=True)
class Estimate:
    """What a sweep would take, from a short run of its first point that can be run."""

    points: int
    negotiations: int
    jobs: int
    seconds: float
    bytes: int
    workers: int


def plan_sweep(study: str | Path | LoadedStudy) -> SweepPlan:
    """Plan of a study, or of the file of one.

    Raises
    ------
    ScenarioProblems : faults of the file, each with its place
    """
    loaded = study if isinstance(study, LoadedStudy) else load_study(study)
    design = design_of(loaded)
    table = _points_file(design)
    digest = hashlib.sha256(table).hexdigest()
    return SweepPlan(loaded, design, table, manifest_of(loaded, design, digest))


def folder_of(plan: SweepPlan, folder: Path | None) -> Path:
    """The folder given, or `results/NAME`."""
    return Path(RESULTS) / plan.loaded.study.name if folder is None else folder


def run_sweep(
    plan: SweepPlan, folder: Path | None = None, executor: Executor | None = None, told: Told | None = None
) -> Swept:
    """Run what is not yet done of a sweep, and leave its outcomes in a folder.

    The bytes of the shards depend on the plan and the program's version, not on the executor or the order.

    Parameters
    ----------
    plan : from `plan_sweep`
    folder : where the results stand or are to stand; None means `results/NAME`
    executor : None means threads, one for each processor
    told : told how many negotiations are done, those of earlier calls among them
    """
    started = time.monotonic()
    slots = plan.slots
    if not (folder_of(plan, folder) / MANIFEST).exists():
        check_variation(plan.loaded, plan.design)  # before anything is written
    folder = default_folder(plan.loaded.study.name) if folder is None else folder
    with opened(folder, plan.manifest, plan.table) as store:
        finished = store.finished(slot.id for slot in slots)
        left = [slot for slot in slots if slot.id not in finished]
        _run(plan, store, left, executor or threads(all_workers()), told)
        failures = store.write_failures()
        marker = store.complete([slot.id for slot in slots])
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    spent = time.monotonic() - started
    mended = min(store.mended, len(left))
    return Swept(
        folder, marker["digest"], marker["negotiations"], len(left), len(finished), mended, failures, spent, size
    )


def _run(plan: SweepPlan, store: Store, left: list[Slot], executor: Executor, told: Told | None) -> None:
    """Run jobs and store each as it comes."""
    total = plan.manifest.negotiations
    done = total - sum(slot.negotiations for slot in left)
    if told is not None:
        told(done, total)
    if not left:
        return
    sizes = {slot.id: slot.negotiations for slot in left}
    came = 0
    with closing(executor(plan.world, map(plan.job, left))) as results:
        for result in results:
            store.add(result)
            came += 1
            done += sizes[result.id]
            if told is not None:
                told(done, total)
    if came < len(left):
        raise StorageError(f"{came} of {counted(len(left), 'job')} came back.")


def chosen_executor(workers: int | None) -> Executor:
    """Executor for a number of workers in this process; None means one for each processor."""
    count = workers or all_workers()
    return serial if count == 1 else threads(count)


def warm_up(plan: SweepPlan) -> None:
    """Compile what runs, in this thread: a signal can then stop it, and it is done only once."""
    simulate(prepare(plan.loaded.base.scenario), 0, 0, 1)


def estimate(plan: SweepPlan, workers: int | None = None) -> Estimate:
    """Time and disk of a sweep, from a short run of the first of its points that can be run."""
    check_variation(plan.loaded, plan.design)
    warm_up(plan)
    manifest = plan.manifest
    count = min(PROBE, manifest.replicates)
    for slot in islice(plan.slots, 20):
        for point in plan.job(slot).points:
            probe = Job(0, "", (point,), 0, count)
            started = time.perf_counter()
            done = run_job(plan.world, probe)
            spent = time.perf_counter() - started
            if not done.failures:
                again = time.perf_counter()
                run_job(plan.world, Job(0, "", (point,), 0, 1))
                fixed = time.perf_counter() - again
                each = max(spent - fixed, 1e-9) / max(count - 1, 1)
                threads_used = workers or all_workers()
                # What is done once for each point holds the interpreter lock; what is done for each replicate does not.
                seconds = max(manifest.points * fixed, 0) + manifest.negotiations * each / threads_used
                empty = len(run_job(plan.world, Job(0, "", (point,), 0, 1)).shard)
                bytes_each = max(len(done.shard) - empty, 0) / max(count - 1, 1)
                size = int(manifest.jobs * empty + manifest.negotiations * bytes_each + len(plan.table))
                return Estimate(manifest.points, manifest.negotiations, manifest.jobs, seconds, size, threads_used)
    raise SimError("none of the first points can be run; run the study to have each told with its reason.")


def _points_file(design: Design) -> bytes:
    """Table of points as a Parquet file, with the study's factors as the metadata of its columns."""
    table = pa.Table.from_pandas(design.table(), preserve_index=False).replace_schema_metadata(
        {"study": design.study.name, "title": design.study.title}
    )
    stream = BytesIO()
    pq.write_table(table, stream, compression="zstd", write_page_checksum=True)
    return stream.getvalue()
