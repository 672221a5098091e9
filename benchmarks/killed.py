"""Bars that are about processes: drivers, workers and schedulers killed, two runs in one folder, signals."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.drive import PATIENCE, ROOT, Row, Sizes, digest, driver, swept, write_study
from tests.faults import is_alive, is_worker, processes_below
from tests.unit.experiments.sweeps import bytes_of

WAYS = {"serial": ("--workers", "1"), "threads": ("--workers", "2"), "local cluster": ("--local-cluster", "2")}
STOP_SECONDS, LEFT_SECONDS = 5.0, 3.0


def whole(sizes: Sizes, scratch: Path) -> tuple[Path, Path, float]:
    """The study, its sweep that nothing disturbed (made once), and how many seconds that took."""
    study, folder = scratch / "bars.toml", scratch / "whole"
    if not study.exists():
        ended = swept(write_study(study, sizes.points), folder, *WAYS["threads"])
        if ended.code:
            raise SystemExit(f"the undisturbed sweep ended with {ended.code}: {ended.told}")
        (scratch / "seconds").write_text(str(ended.seconds))
    return study, folder, float((scratch / "seconds").read_text())


def kill_and_resume(sizes: Sizes, scratch: Path) -> Row:
    """R1. Kill at moments drawn over the length of a whole sweep, two in a folder, then resume and compare bytes."""
    study, sound, seconds = whole(sizes, scratch)
    draws = random.Random(1)
    killed = mismatches = folders = 0
    while killed < sizes.kills:
        folder = scratch / f"killed{folders}"
        folders += 1
        for _ in range(min(2, sizes.kills - killed)):
            with driver(study, folder, *WAYS["threads"]) as process:
                try:
                    process.process.wait(draws.uniform(0.0, seconds))
                except subprocess.TimeoutExpired:
                    process.kill()
                    killed += 1
        swept(study, folder, *WAYS["threads"])
        mismatches += bytes_of(folder) != bytes_of(sound)
    measured = f"{killed} kills in {folders} sweeps, {mismatches} mismatches"
    return Row("R1", "kill -9 of the driver at random moments, resume, compare all bytes", "20 kills, 0 mismatches",
               measured, killed >= min(20, sizes.kills) and not mismatches)  # fmt: skip


def second_run(sizes: Sizes, scratch: Path) -> Row:
    """R4. A second run in the folder of a running one; then the first is killed and a third takes over."""
    study, sound, _ = whole(sizes, scratch)
    folder = scratch / "busy"
    with driver(study, folder, *WAYS["threads"]) as first:
        first.until(1)
        second = swept(study, folder, *WAYS["threads"])
        running = first.process.poll() is None
        first.kill()
    third = swept(study, folder, *WAYS["threads"])
    same = digest(folder) == digest(sound)
    measured = (
        f"exit {second.code} after {second.seconds:.1f} s, start of Python and all; after kill -9: exit {third.code}"
    )
    return Row("R4", "two runs in one folder", "second exits 3 at once; lock free after kill -9",
               measured + ("" if running else " (the first had ended)"),
               running and second.code == 3 and third.code == 0 and same)  # fmt: skip


@contextmanager
def dask(scratch: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Address and process of a Dask scheduler with two workers, each a process, as on several machines."""
    place = scratch / "scheduler.json"
    place.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet = {"cwd": scratch, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    named = ("--scheduler-file", str(place))
    command = [sys.executable, "-m", "dask"]
    scheduler = subprocess.Popen(
        [*command, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *named], **quiet
    )
    workers = subprocess.Popen(
        [*command, "worker", *named, "--nworkers", "2", "--nthreads", "1", "--no-dashboard", *options], **quiet
    )
    try:
        import distributed

        with distributed.Client(scheduler_file=str(place), timeout=PATIENCE) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
            address = client.scheduler.address
        yield address, scheduler
    finally:
        below = [pid for process in (workers, scheduler) for pid in processes_below(process.pid)]
        for process in (workers, scheduler):
            process.kill()
            process.wait()
        for pid in below:
            if is_worker(pid):
                os.kill(pid, signal.SIGKILL)


def dask_faults(sizes: Sizes, scratch: Path) -> list[Row]:
    """R9. A worker killed, the scheduler killed, and a job that kills every worker it meets."""
    study, sound, _ = whole(sizes, scratch)
    folder = scratch / "worker"
    with driver(study, folder, *WAYS["local cluster"]) as process:
        process.until(2)
        workers = [pid for pid in processes_below(process.process.pid) if is_worker(pid)]
        os.kill(workers[0], signal.SIGKILL)
        ended = process.end()
    same = digest(folder) == digest(sound)
    said = f"exit {ended.code}, {'same' if same else 'another'} digest"
    rows = [Row("R9", "Dask: one worker of two killed", "results complete", said, ended.code == 0 and same)]

    folder = scratch / "scheduler"
    with dask(scratch) as (address, scheduler), driver(study, folder, "--dask", address) as process:
        process.until(2)
        scheduler.kill()
        killed = time.monotonic()
        ended = process.end()
        seconds = time.monotonic() - killed
    counted = re.search(r"(\d+) jobs on their way did not come back.*?(\d+) of (\d+) jobs are stored", ended.told, re.S)
    again = swept(study, folder, *WAYS["threads"])
    same = again.code == 0 and digest(folder) == digest(sound)
    counts = f"{counted[1]} on their way, {counted[2]} of {counted[3]} stored" if counted else "no counts"
    said = f"exit {ended.code} after {seconds:.1f} s, {counts}; resumed: {'same' if same else 'another'} digest"
    rows.append(Row("R9", "Dask: scheduler killed", "exit 4 with counts", said,
                    ended.code == 4 and counted is not None and same))  # fmt: skip

    folder = scratch / "poison"
    preload = ("--preload", str(ROOT / "benchmarks" / "poison.py"))
    with dask(scratch, *preload) as (address, _), driver(study, folder, "--dask", address) as process:
        ended = process.end()
    failures = re.findall(r"failed: point (\d+) at stage worker: (.*)", ended.told)
    again = swept(study, folder, *WAYS["threads"])
    same = again.code == 0 and digest(folder) == digest(sound)
    named = f"points {', '.join(point for point, _ in failures) or 'none'} named as failed at stage worker"
    said = f"exit {ended.code}, {named}; run again without poison: {'same' if same else 'another'} digest"
    rows.append(Row("R9", "Dask: a job that kills each worker it meets", "exit 6 with the failure named", said,
                    ended.code == 6 and "3" in [point for point, _ in failures] and same))  # fmt: skip
    return rows


def left_alive(sizes: Sizes, scratch: Path) -> Row:
    """R10. Processes below a driver that are alive 3 s after its kill -9, for each executor."""
    study, _, _ = whole(sizes, scratch)
    said, left = [], 0
    for name, options in WAYS.items():
        with driver(study, scratch / f"left {name}", *options) as process:
            process.until(1)
            below = processes_below(process.process.pid)
            process.kill()
        time.sleep(LEFT_SECONDS)
        alive = [pid for pid in below if is_alive(pid)]
        left += len(alive)
        said.append(f"{name} {len(alive)} of {len(below)}")
    return Row("R10", "processes alive 3 s after kill -9 of the driver", "none", ", ".join(said), left == 0)


def signals(sizes: Sizes, scratch: Path) -> list[Row]:
    """R13. Ctrl-C and SIGTERM in the middle of a sweep: how long until it has ended, and what it says."""
    study, sound, _ = whole(sizes, scratch)
    rows = []
    for name, options in WAYS.items():
        said, met = [], True
        for number in (signal.SIGINT, signal.SIGTERM):
            folder = scratch / f"{name} {number.name}"
            with driver(study, folder, *options) as process:
                process.until(2)
                sent = time.monotonic()
                process.interrupt(number)
                ended = process.end(min(60.0, PATIENCE))
                seconds = time.monotonic() - sent
            resume = f"To go on: sma sweep {study}" in ended.told
            said.append(
                f"{number.name} {seconds:.1f} s, exit {ended.code}{'' if resume else ', NOT told how to go on'}"
            )
            met = met and seconds <= STOP_SECONDS and ended.code == 128 + number and resume
        again = swept(study, folder, *WAYS["threads"])
        met = met and again.code == 0 and digest(folder) == digest(sound)
        rows.append(
            Row("R13", f"Ctrl-C, SIGTERM: {name}", "stops within 5 s, says how to resume", "; ".join(said), met)
        )
    return rows
