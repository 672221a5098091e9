"""How much a sweep survives: every fault really made, and the outcome set beside its bar in one table.

`python -m benchmarks.reliability` does all of it; `--quick` with small sizes, `R1 R9 …` some of the bars only.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

import sim.experiments.jobs as jobs
from benchmarks.drive import FULL, QUICK, REPLICATES, ROOT, Row, Sizes, digest, words, write_study
from benchmarks.killed import dask_faults, kill_and_resume, left_alive, second_run, signals, whole
from sim.errors import StorageError
from sim.experiments.audit import audit_folder
from sim.experiments.cluster import local_cluster
from sim.experiments.executors import Executor, serial, threads
from sim.experiments.jobs import Done, Job, World
from sim.experiments.plan import Plan, plan_sweep
from sim.experiments.run import run_plan
from sim.experiments.store import Store
from sim.prepare import prepare
from sim.scenario.load import load_scenario
from tests.faults import DAMAGE, WRITES, damage, full_disk
from tests.mutations import escapes, mutations
from tests.parity.runners import by_engine, by_model, differences
from tests.unit.experiments.bad_studies import BAD, BAD_POINTS, TABLE, fuzzed_studies, write_bad
from tests.unit.experiments.sweeps import bytes_of
from tests.unit.scenario.small import SMALL, write_small

SMALL_JOB = 100  # negotiations in a job where a sweep is run very often


def small_plan(scratch: Path) -> Plan:
    """A plan of eight jobs that run in no time."""
    return plan_sweep(write_study(scratch / "small.toml", 4, 2 * SMALL_JOB))


def failing_writes(sizes: Sizes, scratch: Path) -> list[Row]:
    """R2. Every single write of a sweep finds the disk full in turn; and a file system that really is full."""
    torn = invalid = other = tried = 0
    with patch.object(jobs, "MOST", SMALL_JOB):
        plan = small_plan(scratch)
        run_plan(plan, scratch / "sound", serial)
        for point in WRITES:
            with full_disk(point, 0) as calls:
                run_plan(plan, scratch / f"count {point}", serial)
            for number in range(1, calls[0] + 1):
                folder = scratch / f"{point} {number}"
                tried += 1
                with full_disk(point, number):
                    try:
                        run_plan(plan, folder, serial)
                        other += 1  # the failure went unnoticed
                    except StorageError:
                        pass
                torn += len(list(folder.rglob("*.partial")))
                if (folder / "manifest.json").exists():
                    invalid += len(audit_folder(folder).damaged)
                run_plan(plan, folder, serial)
                other += bytes_of(folder) != bytes_of(scratch / "sound")
    said = f"{tried} writes: {torn} torn files, {invalid} damaged shards, {other} not identical after resume"
    row = Row("R2", "disk full at every single write", "no torn file; shards valid; identical after resume", said,
              torn + invalid + other == 0)  # fmt: skip
    return [row, really_full(sizes, scratch)]


def really_full(sizes: Sizes, scratch: Path) -> Row:
    """A file system of 600 KB, then made larger; its mount is seen by the processes below alone."""
    study, sound, _ = whole(sizes, scratch)
    (scratch / "tight").mkdir()
    sweep = " ".join(f"'{word}'" for word in words(study, Path("tight/r"), "--workers", "1"))
    script = (
        "mount -t tmpfs -o size=600k tmpfs tight || exit 99\n"
        f"{sweep}; first=$?; ls -A tight/r tight/r/shards | grep -c partial\n"
        f"mount -o remount,size=64m tight && {sweep}; second=$?\n"
        "cp tight/r/complete.json .; exit $((first * 16 + second))"
    )
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script], cwd=scratch, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    bar, what = "exit 4; identical after resume", "a file system that is full, then is not"
    if done.returncode in (1, 99):
        return Row("R2", what, bar, "not tried: no mounting here", None)
    first, second = divmod(done.returncode, 16)
    same = digest(scratch) == digest(sound)
    torn = done.stdout.splitlines()[0]
    said = f"exit {first}, {torn} torn files; resumed: exit {second}, {'same' if same else 'another'} digest"
    return Row("R2", what, bar, said, (first, torn, second, same) == (4, "0", 0, True))


def damaged_shards(sizes: Sizes, scratch: Path) -> Row:
    """R3. Two shards of eight damaged in each of five ways; the audit must name them, the rerun make them alone."""
    found = redone = same = 0
    ways = (*DAMAGE, "wrong digest")
    with patch.object(jobs, "MOST", SMALL_JOB):
        plan = small_plan(scratch)
        sound = run_plan(plan, scratch / "undamaged", serial)
        for how in ways:
            folder = scratch / f"damaged {how}"
            run_plan(plan, folder, serial)
            store = Store(folder)
            hit = [record for record in store.records.values() if record.job in (1, 6)]
            for record in hit:
                if how == "wrong digest":
                    store.append(replace(record, sha256="0" * 64))
                else:
                    damage(folder / record.file, how)
            named = {name for name, _ in audit_folder(folder).damaged}
            found += named == {record.file for record in hit}
            again = run_plan(plan, folder, serial)
            redone += again.run == len(hit)
            same += again.digest == sound.digest and not audit_folder(folder).damaged
    count = len(ways)
    said = f"{found} of {count} ways found, {redone} with those alone redone, {same} with the same digest"
    what = "damaged shards: flipped bit, truncated, deleted, emptied, wrong digest"
    return Row("R3", what, "all found, only those redone", said, found == redone == same == count)


def bad_studies(sizes: Sizes, scratch: Path) -> Row:
    """R5. A process of its own for each class of bad study: exit code, processor time, memory, and what it wrote."""
    cases = [(content, None) for _, content, _ in BAD] + [(TABLE, points) for _, points, _ in BAD_POINTS]
    chosen = cases[:: max(1, len(cases) // sizes.classes)]
    right, spent, peaks = 0, [], []
    for number, (content, points) in enumerate(chosen):
        folder = scratch / f"bad{number}"
        folder.mkdir()
        write_bad(folder, content, points)
        before = sorted(folder.rglob("*"))
        ended, seconds, kilobytes = measured([sys.executable, "-m", "sim", "sweep", "study.toml"], folder)
        right += ended == 2 and sorted(folder.rglob("*")) == before
        spent.append(seconds)
        peaks.append(kilobytes / 1024)
    slow = sum(seconds > 1 for seconds in spent), sum(peak > 200 for peak in peaks)
    said = (
        f"{right} of {len(chosen)} exit 2 and write nothing; median {np.median(spent):.1f} s and"
        f" {np.median(peaks):.0f} MB, {slow[0]} over 1 s (most {max(spent):.1f}),"
        f" {slow[1]} over 200 MB (most {max(peaks):.0f})"
    )
    return Row("R5", f"{len(cases)} classes of bad studies (places and remedies: the tests)",
               "30 classes; nothing written; 1 s, 200 MB each", said,
               right == len(chosen) and slow == (0, 0))  # fmt: skip


def fuzz(sizes: Sizes, scratch: Path) -> list[Row]:
    """R5. Files damaged at random, in this process."""
    studies = sum(escapes(load) for _, load in fuzzed_studies(scratch, sizes.mutations, 20))
    small = write_small(scratch)
    scenarios = 0
    for content in mutations(SMALL.encode(), sizes.mutations, 21):
        small.write_bytes(content)
        scenarios += escapes(lambda: load_scenario(small))
    return [
        Row(
            "R5",
            f"{what} damaged at random",
            "20,000, none escapes",
            f"{sizes.mutations:,}, {count} escaped",
            count == 0,
        )
        for what, count in (("studies", studies), ("scenarios", scenarios))
    ]


def backwards(world: World, left: Iterable[Job]) -> Generator[Done, None, None]:
    """Executor that runs the last job first."""
    yield from serial(world, reversed(list(left)))


def determinism(sizes: Sizes, scratch: Path) -> list[Row]:
    """R7. The same study by every executor, several numbers of workers and orders; and both runners, bit for bit."""

    study, sound, _ = whole(sizes, scratch)
    plan = plan_sweep(study)
    ways: dict[str, Executor] = {"serial": serial, "backwards": backwards, "threads5": threads(5)}
    for name, executor in ways.items():
        run_plan(plan, scratch / name, executor)
    with local_cluster(2) as executor:
        run_plan(plan, scratch / "dask", executor)
    same = sum(bytes_of(scratch / name) == bytes_of(sound) for name in (*ways, "dask"))
    prepared = prepare(load_scenario(ROOT / "scenarios" / "sma11.toml", draws="central").scenario)
    replicates = range(sizes.parity)
    other = differences(by_model(prepared, 1, replicates), by_engine(prepared, 1, replicates))
    python = ".".join(map(str, sys.version_info[:2]))
    return [
        Row("R7", "serial, backwards, 5 threads, Dask; beside 2 threads", "equal bytes",
            f"{same} of 4 equal", same == 4),
        Row("R7", "model and engine; other Pythons: the pinned outcomes, by .ci/run", "equal bits",
            f"{sizes.parity} replicates, {len(other.splitlines())} differences (Python {python})", not other),
    ]  # fmt: skip


def memory(sizes: Sizes, scratch: Path) -> Row:
    """R11. Peak memory of a sweep process at two numbers of negotiations."""
    peaks = []
    for negotiations in sizes.memory:
        study = write_study(scratch / f"memory{negotiations}.toml", 4, negotiations // 4)
        code, _, kilobytes = measured(words(study, scratch / f"memory{negotiations}", "--workers", "2"), ROOT)
        assert code == 0
        peaks.append(kilobytes)
    slope = (peaks[1] - peaks[0]) / (sizes.memory[1] - sizes.memory[0])
    at = [f"{peak / 1024:.0f} MB at {count:,}" for peak, count in zip(peaks, sizes.memory, strict=True)]
    said = f"{slope:+.3f} KB a run: {at[0]}, {at[1]}"
    return Row("R11", "memory by the number of negotiations", "slope under 0.1 KB a run", said, slope < 0.1)


# Runs a command and prints its exit code, processor seconds and peak memory in KB. A process of its own, and a small
# one: what the system says of a process counts the memory of the one that started it, until it became another program.
WATCH = """\
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def measured(command: list[str], folder: Path) -> tuple[int, float, int]:
    """Exit code, processor seconds and peak memory in KB of a command."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    watch = [sys.executable, "-S", "-c", WATCH, *command]
    code, seconds, kilobytes = subprocess.run(
        watch, cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    return int(code), float(seconds), int(kilobytes)


BARS: dict[str, Sequence[Callable[[Sizes, Path], Row | list[Row]]]] = {
    "R1": (kill_and_resume,),
    "R2": (failing_writes,),
    "R3": (damaged_shards,),
    "R4": (second_run,),
    "R5": (bad_studies, fuzz),
    "R7": (determinism,),
    "R9": (dask_faults,),
    "R10": (left_alive,),
    "R11": (memory,),
    "R13": (signals,),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bars", nargs="*", metavar="BAR", help=f"some of {', '.join(BARS)}; all by default")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it works")
    asked = parser.parse_args()
    if set(asked.bars) - set(BARS):
        parser.error(f"known are {', '.join(BARS)}")
    sizes = QUICK if asked.quick else FULL
    load = os.getloadavg()[0]
    cores = len(os.sched_getaffinity(0))
    print(
        f"{sizes.points} points x {REPLICATES:,} replicates, {'quick' if asked.quick else 'full'}; Python"
        f" {sys.version.split()[0]}, {cores} processors, load {load:.1f} at the start. Times grow with the load.\n"
    )
    print("| bar | what is done | must | measured | met |\n| --- | --- | --- | --- | --- |", flush=True)
    missed = False
    with tempfile.TemporaryDirectory() as place:
        for bar in asked.bars or BARS:
            for trial in BARS[bar]:
                found = trial(sizes, Path(place))
                for row in [found] if isinstance(found, Row) else found:
                    met = {True: "yes", False: "NO", None: "–"}[row.met]
                    print(f"| {row.id} | {row.what} | {row.bar} | {row.measured} | {met} |", flush=True)
                    missed = missed or row.met is False
    sys.exit(missed)


if __name__ == "__main__":
    main()
