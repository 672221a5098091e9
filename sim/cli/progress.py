"""How far a run is: a bar with rate and time left on a terminal, a line now and then elsewhere; always on stderr."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column
from rich.text import Text

from sim.cli.output import inform
from sim.scenario.problems import counted

Told = Callable[[int, int], None]

PATIENCE_SECONDS = 3.0  # after which a start is slow enough to be explained
EVERY_SECONDS = 5.0  # between lines where stderr is no terminal


class _RateColumn(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def progress(what: str, of: str = "replicate") -> Iterator[Reporter]:
    """Reporter to be told how many are done, and of how many; `of` says what one of them is."""
    console = Console(stderr=True, markup=False, emoji=False)
    if not console.is_terminal:
        yield _Lines(what, of, console)
        return
    bar = Progress(  # in a narrow terminal the name and the bar give way, never a number
        TextColumn("{task.description}", markup=False, table_column=Column(overflow="ellipsis")),
        BarColumn(),
        MofNCompleteColumn(table_column=Column(no_wrap=True)),
        _RateColumn(table_column=Column(no_wrap=True)),
        TimeRemainingColumn(table_column=Column(no_wrap=True)),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task(what, total=None)
        yield _Bar(what, bar, task)


class Reporter(Protocol):
    """What is told how many are done, and of how many."""

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done."""

    def compiling(self, done: int, total: int) -> None:
        """So many of so many functions are compiled, before the work begins."""


class _Bar:
    """Reporter on a terminal."""

    def __init__(self, what: str, bar: Progress, task: TaskID) -> None:
        self._what, self._bar, self._task = what, bar, task

    def __call__(self, done: int, total: int) -> None:
        self._bar.update(self._task, description=self._what, completed=done, total=total)

    def compiling(self, done: int, total: int) -> None:
        self._bar.update(self._task, description="compiling", completed=done, total=total)


class _Lines:
    """Reporter for a log file."""

    def __init__(self, what: str, of: str, console: Console) -> None:
        self._what, self._of, self._console = what, of, console
        self._started = self._last = 0.0
        self._before = -1  # done when it was first told: by an earlier call of the command, in no time of this one

    def compiling(self, done: int, total: int) -> None:
        """One line says that it takes a while."""

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._before < 0:
            self._started = self._last = now
            self._before = done
        if now - self._last < EVERY_SECONDS and done < total:
            return
        self._last = now
        rate = (done - self._before) / max(now - self._started, 1e-9)
        speed = f", {rate:,.{0 if rate >= 10 else 1}f} a second" if rate else ""
        left = f", {(total - done) / rate:,.0f} s left" if done < total and rate else ""
        self._console.print(
            f"{self._what}: {done:,} of {counted(total, self._of)}{speed}{left}",
            soft_wrap=True,
            highlight=False,
        )


@contextmanager
def told_to_wait(report: Reporter) -> Iterator[Callable[[Callable[[Told], None], bool], None]]:
    """Caller of a function that compiles, once and only where it is needed; a slow one is told on standard error."""
    timer = Timer(PATIENCE_SECONDS, inform, ["Compiling the rules, which only the first run of a version has to do"])
    timer.daemon = True
    asked = False

    def warming(compiles: Callable[[Told], None], needed: bool) -> None:
        nonlocal asked
        if needed and not asked:
            timer.start()
            compiles(report.compiling)
            timer.cancel()
        asked = True

    try:
        yield warming
    finally:
        timer.cancel()
