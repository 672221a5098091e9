"""A study of many jobs, and sweeps of it in processes of their own: started, watched, ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PATIENCE = 600.0  # seconds after which a process that should have ended counts as stuck
STUDY = """\
name = "bars"
title = "11th SMA: patience of both sides"
scenario = "{scenario}"
design = "grid"
replicates = {replicates}
seed = 1
"""
FACTOR = '[[factors]]\nname = "{0}"\npath = "parameters.{0}"\nrange = [0.05, 0.4]\nlevels = {1}\n'


class Row(NamedTuple):
    """One bar: what was done, what must hold, what was measured. `met` is None where it could not be tried."""

    id: str
    what: str
    bar: str
    measured: str
    met: bool | None


@dataclass(frozen=True)
class Sizes:
    """How much is done: points of the study (a job each), kills, damaged files, negotiations for memory."""

    points: int
    kills: int
    mutations: int
    classes: int  # of bad studies that get a process of their own
    memory: tuple[int, int]
    parity: int  # replicates in both runners


FULL = Sizes(points=12, kills=20, mutations=20_000, classes=1_000, memory=(80_000, 240_000), parity=300)
QUICK = Sizes(points=6, kills=3, mutations=200, classes=6, memory=(80_000, 120_000), parity=30)
REPLICATES = 5_001  # more than half a job's, so that each point is a job of its own


def write_study(path: Path, points: int, replicates: int = REPLICATES) -> Path:
    """A grid of points over the patience of both sides."""
    head = STUDY.format(scenario=ROOT / "scenarios" / "sma11.toml", replicates=replicates)
    path.write_text(head + FACTOR.format("discount_host", points // 2) + FACTOR.format("discount_guest", 2))
    return path


def words(study: Path, folder: Path, *options: str) -> list[str]:
    """Command line of a sweep."""
    return [sys.executable, "-m", "sim", "sweep", str(study), "--out", str(folder), *options]


class Ended(NamedTuple):
    """How a process ended, what it said on standard error, and how long it took."""

    code: int
    told: str
    seconds: float


@dataclass
class Driver:
    """A sweep that runs in a process of its own, in a session of its own as from a terminal."""

    process: subprocess.Popen[bytes]
    folder: Path
    stderr: Any
    started: float

    def until(self, jobs: int) -> bool:
        """Wait until so many jobs are stored; False if it ended before."""
        journal = self.folder / "journal.jsonl"
        while self.process.poll() is None:
            if journal.exists() and journal.read_bytes().count(b"\n") >= jobs:
                return True
            time.sleep(0.02)
        return False

    def kill(self) -> None:
        """Kill -9 it alone, not what it has started."""
        self.process.kill()
        self.process.wait()

    def interrupt(self, number: int) -> None:
        """Send Ctrl-C to all of its session, as a terminal does; any other signal to the process alone."""
        if number == signal.SIGINT:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)

    def end(self, seconds: float = PATIENCE) -> Ended:
        """Wait for its end; killed if it is stuck, which shows as the exit code -9."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        self.stderr.seek(0)
        return Ended(self.process.returncode, self.stderr.read().decode(), time.monotonic() - self.started)


@contextmanager
def driver(study: Path, folder: Path, *options: str) -> Iterator[Driver]:
    """A sweep under way; killed if the block leaves it running."""
    with tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            words(study, folder, *options),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
        found = Driver(process, folder, stderr, time.monotonic())
        try:
            yield found
        finally:
            if process.poll() is None:
                found.kill()


def swept(study: Path, folder: Path, *options: str) -> Ended:
    """A sweep from its start to its end."""
    with driver(study, folder, *options) as process:
        return process.end()


def digest(folder: Path) -> str:
    """Digest of a finished sweep; empty where it is not finished."""
    marker = folder / "complete.json"
    return str(json.loads(marker.read_text())["digest"]) if marker.exists() else ""
