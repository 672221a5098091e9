"""Sweeps on Dask: same bytes, dead workers, dead schedulers, poison, and nothing left alive."""

import os
import pickle
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import sim.experiments.cluster as clusters
import sim.experiments.jobs as jobs
from sim.errors import MismatchError, SimError, StorageError
from sim.experiments.audit import status_of
from sim.experiments.executors import serial
from sim.experiments.plan import plan_sweep
from sim.experiments.run import run_plan
from tests.faults import is_worker, processes_below
from tests.unit.experiments.sweeps import ROOT, patch, write

distributed = pytest.importorskip("distributed")


@pytest.fixture
def client():
    """Scheduler and two workers in this process: quick, and the stand-in for the kernel holds in them."""
    made = {
        "n_workers": 2,
        "threads_per_worker": 1,
        "processes": False,
        "dashboard_address": None,
        "protocol": "inproc://",
    }
    with distributed.LocalCluster(**made) as cluster, distributed.Client(cluster) as client:
        yield client


@pytest.fixture
def plan(tmp_path, monkeypatch):
    patch(monkeypatch, most=100)
    return plan_sweep(write(tmp_path))


def test_dask_gives_the_same_bytes(plan, client, tmp_path):
    one = run_plan(plan, tmp_path / "one", serial)
    two = run_plan(plan, tmp_path / "two", clusters._executor(distributed, client, 4))
    assert one.digest == two.digest


def test_a_job_that_kills_its_workers_becomes_failures(plan, client, tmp_path, monkeypatch):
    real = jobs.run_job

    def poison(world, job):
        if job.number == 4:
            raise distributed.KilledWorker("job", SimpleNamespace(address="tcp://worker"), 3)
        return real(world, job)

    monkeypatch.setattr(clusters, "run_job", poison)
    swept = run_plan(plan, tmp_path / "r", clusters._executor(distributed, client, 4))
    assert [(each.point, each.stage, each.type) for each in swept.failures] == [(1, "worker", "KilledWorker")]


def test_an_exception_that_cannot_be_sent_comes_back_as_words(plan, monkeypatch):
    class Stubborn(Exception):
        def __reduce__(self):
            raise TypeError

    def failing(world, job):
        raise Stubborn("no")

    monkeypatch.setattr(clusters, "run_job", failing)
    done = clusters.brought_home(plan.world, plan.job(plan.slots[0]))
    assert pickle.loads(pickle.dumps(done)) == done
    assert [(each.stage, each.type, each.message) for each in done.failures] == [("worker", "Stubborn", "no")]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_workers_of_a_local_cluster_leave_ctrl_c_to_the_driver():
    with clusters.local_cluster(1):
        (worker,) = [pid for pid in processes_below(os.getpid()) if is_worker(pid)]
        ignored = re.search(r"SigIgn:\t(\w+)", Path(f"/proc/{worker}/status").read_text())
    assert ignored is not None
    assert int(ignored[1], 16) & 1 << signal.SIGINT - 1


def test_a_scheduler_that_dies_ends_the_sweep_with_counts(plan, client, tmp_path):
    def told(done, total):
        if done == 500:
            client.cluster.close()

    with pytest.raises(StorageError, match=r"the Dask scheduler is gone .*; \d+ jobs? on .* way did not come back"):
        run_plan(plan, tmp_path / "r", clusters._executor(distributed, client, 4), told)
    assert status_of(tmp_path / "r").done == 5
    assert run_plan(plan, tmp_path / "r").skipped == 5


def test_workers_that_are_all_gone_end_the_sweep_with_counts(plan, client, tmp_path, monkeypatch):
    monkeypatch.setattr(clusters, "WORKERLESS_SECONDS", 0.5)
    monkeypatch.setattr(clusters, "GATHER_SECONDS", 1.0)

    def told(done, total):
        if done == 500:
            client.cluster.scale(0)

    with pytest.raises(StorageError, match=r"has had no worker for 0 s; \d+ jobs? on .* way did not come back"):
        run_plan(plan, tmp_path / "r", clusters._executor(distributed, client, 4), told)
    assert run_plan(plan, tmp_path / "r").skipped >= 5


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(clusters, "CONNECT_SECONDS", 0.3)
    with pytest.raises(StorageError, match="no Dask scheduler answers there"), clusters.dask_cluster("127.0.0.1:9"):
        pass


def test_workers_without_this_program_or_with_another_version_are_refused(client):
    clusters._check_workers("here", client)
    with pytest.raises(SimError, match="its workers cannot run this program .ModuleNotFoundError."):
        clusters._check_workers("here", SimpleNamespace(run=lambda function: __import__("no_such_module")))
    with pytest.raises(MismatchError, match="numpy 0.1, here"):
        clusters._check_workers("here", SimpleNamespace(run=lambda function: {"worker": (("numpy", "0.1"),)}))


def test_without_dask_its_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SimError, match=r"pip install 'sma-sim\[cluster\]'"), clusters.local_cluster(1):
        pass


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_worker_processes_killed_and_the_driver_killed(tmp_path):
    """One worker of two killed: the same digest. The driver killed: no process left after 3 s, and it resumes."""
    study = write(tmp_path, replicates=20_000)
    plan = plan_sweep(study)
    whole = run_plan(plan, tmp_path / "whole")
    words = [sys.executable, "-m", "sim", "sweep", str(study), "--local-cluster", "2", "--out", str(tmp_path / "r")]

    def until_some_are_done(process, count):
        journal = tmp_path / "r" / "journal.jsonl"
        while process.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < count):
            time.sleep(0.05)

    process = subprocess.Popen(words, cwd=ROOT)
    until_some_are_done(process, 2)
    below = processes_below(process.pid)
    assert sum(map(is_worker, below)) == 2
    process.kill()
    process.wait()
    time.sleep(3)
    assert [pid for pid in below if is_worker(pid)] == []
    process = subprocess.Popen(words, cwd=ROOT)
    until_some_are_done(process, 4)
    workers = [pid for pid in processes_below(process.pid) if is_worker(pid)]
    os.kill(workers[0], signal.SIGKILL)
    assert process.wait(300) == 0
    assert run_plan(plan, tmp_path / "r").digest == whole.digest
