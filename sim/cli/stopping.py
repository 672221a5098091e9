"""Stopping in good order on Ctrl-C and on a request to terminate."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from sim.cli.output import inform

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """A signal asked the program to stop. Not an `Exception`: nothing but the command itself may catch it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def exit_code(self) -> int:
        """128 plus the signal's number, as shells have it: 130 for Ctrl-C, 143 for termination."""
        return 128 + self.number


class Stop:
    """Remembers a signal: one raised inside a library's callback may be swallowed there."""

    def __init__(self) -> None:
        self.number: int | None = None

    def receive(self, number: int, frame: FrameType | None) -> None:
        """Handle a signal."""
        self.number = number
        raise Stopped(number)

    def check(self) -> None:
        """Stop now if a signal came and was lost on its way."""
        if self.number is not None:
            raise Stopped(self.number)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Turn SIGINT and SIGTERM into `Stopped` while the block runs; what handled them before does so again after."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():  # only there can handlers be set
        yield stop
        return
    before = {number: signal.signal(number, stop.receive) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def ended_by_signals(*words: str | Callable[[], str]) -> Iterator[Stop]:
    """`stoppable` for a whole command, which then ends with the exit code of the signal.

    `words` : lines that say what is left and how to go on; what is known only then as a function
    """
    try:
        with stoppable() as stop:
            yield stop
    except Stopped as stopped:
        for line in words:
            inform(line if isinstance(line, str) else line())
        raise typer.Exit(stopped.exit_code) from None
