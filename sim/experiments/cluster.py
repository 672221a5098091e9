"""Jobs of a sweep on Dask workers: those of a scheduler somewhere, or processes started here on loopback.

A worker that dies is replaced and its jobs run again elsewhere. A job that kills one worker after another becomes a
failure. If the scheduler dies, Dask's iterator ends without a word, so what came back is counted.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from sim.errors import MismatchError, SimError, StorageError
from sim.experiments.executors import Executor
from sim.experiments.jobs import Done, Job, World, lost_job, run_job
from sim.experiments.versions import bytes_depend_on
from sim.scenario.problems import counted

CONNECT_SECONDS = 10
WORKERLESS_SECONDS = 120.0  # after which a sweep without any worker ends
GATHER_SECONDS = 60.0  # that a finished job has to bring home what it gave, before it is asked for again
POLL_SECONDS = 0.02
# Run by each worker process as it starts. A terminal sends Ctrl-C to all of them, and each that it ends is begun anew
# by Dask, which holds up the end; the driver ends them itself.
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"


@contextmanager
def local_cluster(workers: int) -> Iterator[Executor]:
    """Executor on worker processes of this machine, listening on loopback alone; they end with this process."""
    distributed = _distributed()
    cluster = distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        silence_logs=logging.ERROR,
        preload=[DEAF],
    )
    client = distributed.Client(cluster)
    try:
        yield _executor(distributed, client, 2 * workers)
    finally:
        _end(cluster, client)


def _end(cluster: Any, client: Any) -> None:
    """End workers at once, whatever they are at: a job leaves nothing behind, and a signal must not wait for it."""
    for nanny in cluster.workers.values():
        with suppress(OSError, AttributeError, TypeError):
            os.kill(nanny.pid, signal.SIGKILL)
    with suppress(Exception):
        client.close(timeout=1)
    with suppress(Exception):
        cluster.close(timeout=2)


@contextmanager
def dask_cluster(address: str) -> Iterator[Executor]:
    """Executor on the workers of a Dask scheduler."""
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TypeError) as error:
        raise StorageError(
            f"{address}: no Dask scheduler answers there ({error}). Start one (dask scheduler) and its workers (dask"
            " worker ADDRESS), each in an environment with this version of sma-sim; then run again."
        ) from None
    try:
        cores = sum(client.nthreads().values())
        if not cores:
            raise StorageError(f"{address}: the Dask scheduler has no workers. Start some: dask worker {address}")
        _check_workers(address, client)
        yield _executor(distributed, client, 2 * cores)
    finally:
        with suppress(Exception):
            client.close(timeout=1)


def _check_workers(address: str, client: Any) -> None:
    """Refuse workers that lack this program, or that have another version of it."""
    try:
        found = client.run(bytes_depend_on)
    except Exception as error:
        raise SimError(
            f"{address}: its workers cannot run this program ({type(error).__name__})."
            " Install sma-sim, in this version, in the environment of each worker."
        ) from None
    for worker, versions in found.items():
        there = dict(versions)
        other = [f"{name} {there.get(name)}, here {own}" for name, own in bytes_depend_on() if there.get(name) != own]
        if other:
            raise MismatchError(f"{worker}: runs another version: {'; '.join(other)}. Install the same on each worker.")


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError:
        raise SimError(
            "runs on several machines need the package 'distributed', which is not installed."
            " Install it with: pip install 'sma-sim[cluster]'"
        ) from None
    for name in ("distributed.client", "distributed.core", "distributed.comm", "distributed.nanny"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def _executor(distributed: Any, client: Any, window: int) -> Executor:
    """Executor on the workers of a client; at most `window` jobs are on their way at a time."""

    def results(world: World, jobs: Iterable[Job]) -> Generator[Done, None, None]:
        left = iter(jobs)
        waiting: dict[str, Job] = {}

        def submit(job: Job) -> Any:
            future = client.submit(brought_home, world, job, key=f"job-{job.id}", pure=False)
            waiting[future.key] = job
            return future

        try:
            stream = distributed.as_completed([submit(job) for job in islice(left, window)])
            for future in _as_they_come(client, stream):
                if future.status == "finished":
                    try:
                        done = future.result(timeout=GATHER_SECONDS)
                    except TimeoutError:  # its worker died before it was fetched: asked again, once it is there again
                        stream.add(future)
                        continue
                elif future.status == "error":
                    done = lost_job(waiting[future.key], future.exception())
                elif future.status in ("lost", "pending"):  # its worker died with what it gave: Dask runs it again
                    stream.add(future)
                    continue
                else:
                    break
                del waiting[future.key]
                for job in islice(left, 1):
                    stream.add(submit(job))
                future.release()
                yield done
        except (OSError, TimeoutError, distributed.CancelledError) as error:
            raise _gone(len(waiting), str(error)) from error
        if waiting or next(left, None) is not None:
            raise _gone(len(waiting), "it ended")

    return results


def _as_they_come(client: Any, stream: Any) -> Iterator[Any]:
    """Futures as they are done. Where all workers have died and none comes, Dask would wait for ever."""
    seen = asked = time.monotonic()  # a worker, or a result; and the last question for workers
    while not stream.is_empty():
        now = time.monotonic()
        if stream.has_ready():
            yield next(stream)
            seen = time.monotonic()
        elif now - asked < min(WORKERLESS_SECONDS / 3, 5):
            time.sleep(POLL_SECONDS)
        else:
            asked = now
            if client.scheduler_info()["workers"]:
                seen = now
            elif now - seen > WORKERLESS_SECONDS:
                raise StorageError(
                    f"the Dask scheduler has had no worker for {WORKERLESS_SECONDS:.0f} s;"
                    f" {counted(stream.count(), 'job')} on"
                    " their way did not come back. Start workers (dask worker ADDRESS)."
                )


def brought_home(world: World, job: Job) -> Done:
    """What a job gave. An exception comes back as words: one that cannot be sent would leave the driver waiting."""
    try:
        return run_job(world, job)
    except Exception as error:
        return lost_job(job, error)


def _gone(missing: int, why: str) -> StorageError:
    return StorageError(f"the Dask scheduler is gone ({why}); {counted(missing, 'job')} on the way did not come back.")
