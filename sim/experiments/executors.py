"""Ways to run: a kernel on several threads, its rows in order; and jobs of a sweep, one by one or on threads.

Executors of jobs have one face: jobs in, what they gave out, in any order. `cluster.py` holds one more.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from threading import Event

import numpy as np
import numpy.typing as npt

from sim.experiments.jobs import Done, Job, World, run_job

RealArray = npt.NDArray[np.float64]
Fill = Callable[[int, RealArray], object]  # first replicate, rows to fill
Progress = Callable[[int, int], None]  # replicates done, replicates in all
Executor = Callable[[World, Iterable[Job]], Generator[Done, None, None]]

GROUP = 50_000  # replicates handed over at a time: one row group of the file, whatever the number of workers
BLOCK = 1_000  # replicates a thread fills at a time: small enough to stop soon and to share evenly


def all_workers() -> int:
    """Number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    fill: Fill,
    replicates: int,
    columns: int,
    workers: int,
    progress: Progress | None = None,
    group: int = GROUP,
    block: int = BLOCK,
) -> Generator[RealArray, None, None]:
    """Rows of all replicates, in groups of `group`, in order; one group is filled while the one before is used.

    Parameters
    ----------
    fill : writes the rows of consecutive replicates into the array it gets; called from many threads at once, so
        worth it only where it releases the interpreter lock
    replicates, columns : size of the whole
    workers : threads
    progress : told at the start and after each block, from the calling thread

    Yields
    ------
    ndarray(float, ndim=2)
        Shape (at most `group`, columns). Its memory is used again: it holds good until the next one is asked for.
    """
    firsts = deque(range(0, replicates, group))
    buffers = [np.empty((min(group, replicates), columns)) for _ in range(min(2, len(firsts)))]
    waiting: deque[tuple[RealArray, RealArray, list[Future[object]]]] = deque()
    done = 0
    pool = ThreadPoolExecutor(workers, thread_name_prefix="replicates")

    def start(buffer: RealArray) -> None:
        first = firsts.popleft()
        rows = buffer[: min(group, replicates - first)]
        parts = [rows[at : at + block] for at in range(0, len(rows), block)]
        tasks = [pool.submit(fill, first + place * block, part) for place, part in enumerate(parts)]
        waiting.append((buffer, rows, tasks))

    try:
        if progress is not None:
            progress(0, replicates)
        for buffer in buffers:
            start(buffer)
        while waiting:
            buffer, rows, tasks = waiting.popleft()
            for place, task in enumerate(tasks):
                task.result()
                done += len(rows[place * block : (place + 1) * block])
                if progress is not None:
                    progress(done, replicates)
            yield rows
            if firsts:
                start(buffer)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def serial(world: World, jobs: Iterable[Job]) -> Generator[Done, None, None]:
    """What each job gave, run one after the other in this thread."""
    for job in jobs:
        yield run_job(world, job)


def threads(workers: int) -> Executor:
    """Executor on several threads: the kernel releases the interpreter lock. Few jobs are held at a time."""

    def results(world: World, jobs: Iterable[Job]) -> Generator[Done, None, None]:
        left = iter(jobs)
        stopped = Event()
        pool = ThreadPoolExecutor(workers, thread_name_prefix="jobs")
        try:
            running = {pool.submit(run_job, world, job, stopped.is_set) for job in islice(left, workers + 1)}
            while running:
                ended, running = wait(running, return_when=FIRST_COMPLETED)
                running |= {pool.submit(run_job, world, job, stopped.is_set) for job in islice(left, len(ended))}
                for future in ended:
                    yield future.result()
        finally:
            stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)

    return results
