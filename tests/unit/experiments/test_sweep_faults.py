"""Sweeps that are killed, disks that fail, and memory that stays flat."""

import errno
import os
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

import sim.experiments.jobs as jobs
from sim.errors import StorageError
from sim.experiments.audit import audit_folder
from sim.experiments.executors import serial
from sim.experiments.plan import plan_sweep
from sim.experiments.run import run_plan
from tests.faults import WRITES, full_disk
from tests.unit.experiments.sweeps import ROOT, bytes_of, patch, write


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    jobs._prepared.cache_clear()
    patch(monkeypatch, most=100)


@pytest.fixture
def study(tmp_path):
    return write(tmp_path)


@pytest.fixture
def plan(study):
    return plan_sweep(study)


@pytest.mark.parametrize("point", WRITES)
@pytest.mark.parametrize("number", [1, 2, 7])
def test_a_disk_that_fails_at_any_write_leaves_no_torn_file(plan, tmp_path, point, number):
    run_plan(plan, tmp_path / "whole", serial)
    with (
        full_disk(point, number),
        pytest.raises(StorageError, match="No space left on device. Free some space"),
    ):
        run_plan(plan, tmp_path / "r", serial)
    assert not list((tmp_path / "r").rglob("*.partial"))
    if (tmp_path / "r" / "manifest.json").exists():
        assert audit_folder(tmp_path / "r").damaged == ()
    run_plan(plan, tmp_path / "r", serial)
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "whole")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.EACCES, "Permission denied. Make .* writable"),
        (errno.EROFS, "Read-only file system. That file system is read-only: choose another"),
        (errno.EDQUOT, "Free some of your quota"),
        (errno.EIO, "Check the disk"),
    ],
)
@pytest.mark.parametrize("point", WRITES)
def test_what_keeps_a_write_from_the_disk_is_told_with_its_remedy(plan, tmp_path, point, code, told):
    with full_disk(point, 3, code), pytest.raises(StorageError, match=told):
        run_plan(plan, tmp_path / "r", serial)
    assert not list((tmp_path / "r").rglob("*.partial"))
    assert audit_folder(tmp_path / "r").damaged == ()


def test_memory_is_flat_in_the_number_of_negotiations(tmp_path):
    def peak(replicates):
        plan = plan_sweep(write(tmp_path, replicates=replicates))
        tracemalloc.start()
        run_plan(plan, tmp_path / f"r{replicates}", serial)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    run_plan(plan_sweep(write(tmp_path, replicates=10)), tmp_path / "compiled", serial)  # else traced, which is slow
    low, high = peak(200), peak(1000)
    assert (high - low) / (6 * 800) < 100, "bytes a negotiation"


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_kill_9_at_any_moment_and_resume_gives_the_same_bytes(plan, study, tmp_path, kills):
    run_plan(plan, tmp_path / "whole", serial)
    environment = {**os.environ, "SLOW_KERNEL": "0.02", "MOST": "100"}
    words = [sys.executable, "-m", "tests.unit.experiments.sweeps", "sweep", str(study), "--out", str(tmp_path / "r")]
    rng = np.random.default_rng(kills)
    for kill in range(kills):
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        assert process.stderr is not None
        process.stderr.readline()  # the head line: it is about to run
        try:
            process.wait(rng.uniform(0.0, 0.6))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stderr.close()
        if (tmp_path / "r" / "manifest.json").exists() and kill % 2:
            assert audit_folder(tmp_path / "r").damaged == ()
    swept = run_plan(plan, tmp_path / "r", serial)
    assert swept.mended == 0
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "whole")
