"""A plan to a folder: what is not yet done is run, so calling it again is resuming."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sim.analysis.setting import setting_of
from sim.analysis.summary import Summary, summarise
from sim.analysis.tables import Outcomes
from sim.engine.batch import simulate
from sim.engine.ready import Tell
from sim.errors import MismatchError, SimError, StorageError
from sim.experiments.executors import Executor, Progress, all_workers, serial, threads
from sim.experiments.folder import MANIFEST, RESULTS, default_folder
from sim.experiments.jobs import Done, Failure, Job, Slot, run_job
from sim.experiments.manifest import SCENARIO, SUMMARY, study_of
from sim.experiments.plan import Plan
from sim.experiments.results import Results
from sim.experiments.store import Store, opened
from sim.experiments.variation import check_variation
from sim.history.beside import recorded_beside, why_no_record
from sim.prepare import prepare
from sim.scenario.problems import counted

Finish = Callable[[Path, Outcomes, Summary], None]
PROBE = 200  # negotiations from which time and disk are estimated


@dataclass(frozen=True)
class Finished:
    """A run or sweep that stands in its folder.

    Attributes
    ----------
    plan : what was run
    digest : SHA-256 over all decoded columns in the order of points and replicates
    run, skipped, mended : jobs run now, jobs that stood there already, and those of the first that had been damaged
    failures : points that could not be run
    files : what was made of the outcomes, by name, from the folder
    summary : of a run; None for a sweep, and where replicates of a run could not be run
    """

    folder: Path
    plan: Plan = field(repr=False)
    digest: str
    negotiations: int
    run: int
    skipped: int
    mended: int
    failures: tuple[Failure, ...]
    seconds: float
    bytes: int
    files: tuple[str, ...] = ()
    summary: Summary | None = None


@dataclass(frozen=True)
class Estimate:
    """What a sweep would take, from a short run of its first point that can be run."""

    points: int
    negotiations: int
    jobs: int
    seconds: float
    bytes: int
    workers: int


def folder_of(plan: Plan, folder: Path | None) -> Path:
    """The folder given, or `results/NAME`."""
    return Path(RESULTS) / plan.name if folder is None else folder


def run_plan(
    plan: Plan,
    folder: Path | None = None,
    executor: Executor | None = None,
    told: Progress | None = None,
    finish: Finish | None = None,
) -> Finished:
    """Run what is not yet done of a plan, and leave its outcomes in a folder.

    The bytes of the shards depend on the plan and the program's version, not on the executor or the order. Beside the
    outcomes of a run stand its scenario and its summary.

    Parameters
    ----------
    plan : from `plan_run`, `plan_sweep` or `plan_repeat`, of which the last runs all jobs again
    folder : where the results stand or are to stand; None means `results/NAME`
    executor : None means threads, one for each processor
    told : told how many negotiations are done, those of earlier calls among them, and of how many
    finish : for a run: tells what was found, and adds files, such as figures, to a folder whose content joins the rest

    Raises
    ------
    MismatchError : the folder holds another run or sweep, or a repeat gave other outcomes
    StorageError, BusyError : the folder cannot be written, or another process is writing to it
    """
    started = time.monotonic()
    slots = plan.slots
    if not (folder_of(plan, folder) / MANIFEST).exists():
        check_variation(plan.loaded, plan.design)  # faults are told before anything is written
    if plan.manifest.kind == "run":
        prepare(plan.scenario)
    folder = default_folder(plan.name) if folder is None else folder
    with opened(folder, plan.manifest, plan.table) as store:
        finished = set() if plan.repeats else store.finished(slot.id for slot in slots)
        left = [slot for slot in slots if slot.id not in finished]
        _run(plan, store, left, executor or threads(all_workers()), told)
        failures = store.write_failures()
        summary = None
        if plan.manifest.kind == "run" and not failures:
            summary = _finished(plan, store, finish)
        marker = store.complete([slot.id for slot in slots])
    return Finished(
        folder=folder,
        plan=plan,
        digest=marker["digest"],
        negotiations=marker["negotiations"],
        run=len(left),
        skipped=len(finished),
        mended=min(store.mended, len(left)),
        failures=failures,
        seconds=time.monotonic() - started,
        bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        files=tuple(marker["files"]),
        summary=summary,
    )


def _run(plan: Plan, store: Store, left: list[Slot], executor: Executor, told: Progress | None) -> None:
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
            _check_repeat(plan, result)
            store.add(result)
            came += 1
            done += sizes[result.id]
            if told is not None:
                told(done, total)
    if came < len(left):
        raise StorageError(f"{came} of {counted(len(left), 'job')} came back.")


def _check_repeat(plan: Plan, done: Done) -> None:
    """Refuse a repeat that gave other outcomes than the run it repeats, before it takes their place."""
    before = (plan.repeats or {}).get(done.id, done.digest)
    if before != done.digest:
        raise MismatchError(
            f"{plan.name}: the repeat gave other outcomes than the run it repeats (digest {done.digest[:16]}…, not"
            f" {before[:16]}…), though the versions agree. The old results were kept. Either they were made on a"
            " machine that rounds differently, or the record or the program was changed without a new version."
        )


def _finished(plan: Plan, store: Store, finish: Finish | None) -> Summary:
    """Summary of a run whose outcomes stand; it, the scenario and what `finish` makes are stored beside them."""
    records = dict(sorted(store.records.items(), key=lambda item: item[1].job))
    outcomes = Results(store.place, plan.manifest, study_of(plan.manifest), "", records)
    record, why = recorded_beside(plan.scenario), why_no_record(plan.scenario)
    summary = summarise(outcomes, plan.label, setting_of(plan.scenario), record, why)
    with store.made() as stage:
        if finish is not None:
            finish(stage, outcomes, summary)
        text = json.dumps(summary.as_json(), indent=2, ensure_ascii=False, allow_nan=False)
        (stage / SUMMARY).write_text(text + "\n", encoding="utf-8", newline="\n")
        (stage / SCENARIO).write_text(plan.record.text, encoding="utf-8", newline="\n")
    return summary


def chosen_executor(workers: int | None) -> Executor:
    """Executor for a number of workers in this process; None means one for each processor."""
    count = workers or all_workers()
    return serial if count == 1 else threads(count)


def warm_up(plan: Plan, tell: Tell | None = None) -> None:
    """Compile what runs, in this thread: a signal can then stop it, and it is done only once.

    `tell` : told how many functions are compiled, and of how many
    """
    simulate(prepare(plan.scenario), 0, 0, 1, tell=tell)


def estimate(plan: Plan, workers: int | None = None) -> Estimate:
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
