"""`sma sweep`: every world of a study many times, resumable; the results in a folder."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import DrawsOption, Point, Workers, chosen_draws, warn
from sim.cli.output import SOME_FAILED, STORED, inform
from sim.scenario.problems import counted

if TYPE_CHECKING:
    from sim.cli.stopping import Stop
    from sim.experiments.executors import Executor
    from sim.experiments.plan import Plan
    from sim.experiments.run import Finished

MOST_TOLD = 5  # failures named on the screen


def command(
    study: Annotated[
        Path,
        typer.Argument(show_default=False, help="Study file, or the name of a shipped one, such as sma11_patience."),
    ],
    workers: Workers = None,
    draws: DrawsOption = None,
    point: Point = False,
    out: Annotated[Path | None, typer.Option(show_default="results/NAME", help="Folder for the results.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would take, and run nothing.")] = False,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Run on the workers of this Dask scheduler.")
    ] = None,
    local_cluster: Annotated[
        int | None, typer.Option(min=1, max=256, metavar="N", help="Run on N Dask worker processes of this machine.")
    ] = None,
) -> None:
    """Run every point of a study, and store outcomes, points and a manifest in a folder.

    The same command again goes on where it was stopped, and runs what failed or was damaged once more. Each
    replicate takes its own posterior draw of the parameters at every point, as in `sma run`, but for what factors set.
    """
    from sim.cli.stopping import Stopped, stoppable
    from sim.errors import SimError, StorageError

    if sum((workers is not None, dask is not None, local_cluster is not None)) > 1:
        raise SimError("--workers, --dask and --local-cluster are three ways to run. Choose one.")
    folder, chosen = out, chosen_draws(draws, point)
    options = (("--workers", workers), ("--draws", chosen), ("--out", out), ("--dask", dask))
    again = _again(study, (*options, ("--local-cluster", local_cluster)))
    try:
        with stoppable() as stop:
            from sim.experiments.study_file import load_study

            loaded = load_study(study, chosen)  # faults are told before what is slow to import
            from sim.experiments.plan import plan_sweep
            from sim.experiments.run import folder_of
            from sim.experiments.study import notes

            warn(loaded.base.replaced)
            plan = plan_sweep(loaded)
            for note in notes(loaded.study):
                inform(f"{study}: {note}.")
            if dry_run:
                _estimate(plan, workers or local_cluster)
                return
            folder = folder_of(plan, out)
            with _executor(workers, dask, local_cluster) as executor:
                swept = _sweep(plan, out, executor, stop, here=dask is None)
    except Stopped as stopped:
        inform(STORED)
        inform(f"To go on: {again}")
        raise typer.Exit(stopped.exit_code) from None
    except StorageError as fault:
        done = _progress_in(folder)
        resume = f" To go on: {again}" if done else ""
        raise StorageError(f"{fault}{done}{resume}") from fault
    _tell(plan, swept)
    if swept.failures:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _executor(workers: int | None, dask: str | None, local: int | None) -> Iterator[Executor]:
    """Executor asked for, its workers gone when the block ends."""
    if dask is not None:
        from sim.experiments.cluster import dask_cluster

        with dask_cluster(dask) as executor:
            yield executor
    elif local is not None:
        from sim.experiments.cluster import local_cluster

        with local_cluster(local) as executor:
            yield executor
    else:
        from sim.experiments.run import chosen_executor

        yield chosen_executor(workers)


def _sweep(plan: Plan, folder: Path | None, executor: Executor, stop: Stop, here: bool) -> Finished:
    """Run a plan, telling how far it is."""
    from sim.cli.progress import progress, told_to_wait
    from sim.experiments.run import run_plan, warm_up

    manifest = plan.manifest
    size = f"{counted(manifest.points, 'point')} x {counted(manifest.replicates, 'replicate')}"
    inform(f"{plan.name}: {size}, seed {manifest.seed}")
    with progress(plan.name) as report, told_to_wait(report) as warming:

        def told(done: int, total: int) -> None:
            stop.check()
            warming(lambda compiling: warm_up(plan, compiling), here and done < total)
            report(done, total)

        return run_plan(plan, folder, executor, told)


def _estimate(plan: Plan, workers: int | None) -> None:
    from sim.experiments.run import estimate

    found = estimate(plan, workers)
    print(f"points         {found.points:,}")
    print(f"negotiations   {found.negotiations:,}")
    print(f"jobs           {found.jobs:,}")
    print(f"time           about {_duration(found.seconds)} with {counted(found.workers, 'worker')}")
    print(f"disk           about {found.bytes / 1e6:,.1f} MB")
    print(f"folder         results/{plan.name}")


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:,.0f} s"
    return f"{seconds / 60:,.0f} min" if seconds < 5400 else f"{seconds / 3600:,.1f} h"


def _tell(plan: Plan, swept: Finished) -> None:
    """Tell what came out and where it lies."""
    from sim.experiments.store import FAILURES

    print(
        f"{counted(swept.negotiations, 'negotiation')} at {counted(plan.manifest.points, 'point')} in {swept.folder}/"
    )
    print(f"digest {swept.digest}")
    inform(
        f"{counted(swept.run, 'job')} run in {swept.seconds:,.1f} s, {swept.skipped:,} stood there;"
        f" {swept.bytes / 1e6:,.1f} MB"
    )
    if swept.mended:
        inform(f"{counted(swept.mended, 'damaged shard was', 'damaged shards were')} found and made again")
    for failure in swept.failures[:MOST_TOLD]:
        inform(f"failed: point {failure.point} at stage {failure.stage}: {failure.message.splitlines()[0]}")
    if swept.failures:
        inform(
            f"{counted(len(swept.failures), 'failure')}, each with the command to replay it: {swept.folder / FAILURES}"
        )
    inform(f"read   sim.load_results({json.dumps(str(swept.folder), ensure_ascii=False)}).outcomes()")


def _progress_in(folder: Path | None) -> str:
    """How many jobs of a sweep are stored, as a sentence; nothing where there is no telling."""
    from sim.errors import SimError

    if folder is None:
        return ""
    try:
        from sim.experiments.audit import status_of

        found = status_of(folder)
    except (SimError, OSError):
        return ""
    return f" {found.done:,} of {counted(found.manifest.jobs, 'job')} {'is' if found.done == 1 else 'are'} stored."


def _again(study: Path, options: Iterable[tuple[str, object]]) -> str:
    """Command that goes on."""
    words = ["sma", "sweep", str(study)]
    words += [part for name, value in options if value is not None for part in (name, str(value))]
    return shlex.join(words)
