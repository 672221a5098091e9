"""Where the page's runs are made: one at a time, the last ones kept, an older one stopped where a newer is wanted."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sim.errors import Interrupted, SimError
from sim.page.asked import REPLICATES, Asked

if TYPE_CHECKING:
    from sim.experiments.in_memory import Run

Stop = Callable[[], bool]
Phase = Literal["starting", "compiling", "ready", "failed"]
KEPT = 12  # runs in memory, some 3 MB each
LOOK = 0.02  # seconds between two looks at whether to give up waiting


@dataclass(frozen=True)
class Progress:
    """How far the desk is: with its own preparation, then with the run at hand."""

    phase: Phase
    done: int = 0
    total: int = 0
    fault: str = ""


class Desk:
    """Runs of a library of scenarios.

    Parameters
    ----------
    find : files by name, looked for when the first is needed; no other is ever read
    """

    def __init__(self, find: Callable[[], Mapping[str, Path]]) -> None:
        self._find = find
        self.progress = Progress("starting")
        self._busy = threading.Lock()
        self._runs: OrderedDict[str, Run] = OrderedDict()
        self._newest: dict[str, int] = {}

    @cached_property
    def library(self) -> Mapping[str, Path]:
        """Files that may be read, by name."""
        return self._find()

    def prepare(self, asked: Asked) -> None:
        """Import and compile what a run needs, and make the first one; for a thread of its own.

        A scenario that cannot be run is told by whoever asks for it; what fails here is told in `progress`.
        """
        try:
            with self._busy:
                self._compile(asked)
            self.progress = Progress("ready")
            self.run(asked)
        except SimError:
            self.progress = Progress("ready")
        except Exception as fault:  # nobody waits for this thread: the page tells it
            self.progress = Progress("failed", fault=f"{type(fault).__name__}: {fault}")
            raise

    def _compile(self, asked: Asked) -> None:
        from sim.engine.batch import simulate
        from sim.experiments.explanation import warm_up
        from sim.experiments.plan import plan_run
        from sim.prepare import prepare

        def told(done: int, total: int) -> None:
            self.progress = Progress("compiling", done, total)

        plan = plan_run(asked.load(self.library), 1, asked.seed)
        simulate(prepare(plan.scenario), 1, 0, 1, tell=told)
        warm_up(plan, told)

    def newest(self, tab: str, number: int) -> Stop:
        """Whether a request of a tab has been overtaken by a later one of it, to be asked now and then."""
        self._newest[tab] = max(number, self._newest.get(tab, 0))
        return lambda: self._newest[tab] > number

    def run(self, asked: Asked, stop: Stop = lambda: False) -> Run:
        """The run asked for, made now or kept from before.

        Raises
        ------
        Interrupted : `stop` said so, before it began or while it went on
        ScenarioError : it cannot be run
        """
        key = asked.key()
        with self.alone(stop):
            if key not in self._runs:
                self._runs[key] = self._made(asked, stop)
                while len(self._runs) > KEPT:
                    self._runs.popitem(last=False)
            self._runs.move_to_end(key)
            return self._runs[key]

    def _made(self, asked: Asked, stop: Stop) -> Run:
        from sim.experiments.in_memory import run

        def told(done: int, total: int) -> None:
            self.progress = Progress("ready", done, total)

        return run(asked.load(self.library), replicates=REPLICATES, seed=asked.seed, progress=told, stop=stop)

    @contextmanager
    def alone(self, stop: Stop = lambda: False) -> Generator[None, None, None]:
        """The processors for oneself.

        Raises
        ------
        Interrupted : `stop` said so while others had them
        """
        while not self._busy.acquire(timeout=LOOK):
            if stop():
                raise Interrupted("stopped before it began")
        try:
            if stop():
                raise Interrupted("stopped before it began")
            yield
        finally:
            self._busy.release()

    def wait_until_ready(self, stop: Stop = lambda: False) -> None:
        """Return once everything is compiled.

        Raises
        ------
        Interrupted : `stop` said so before
        SimError : the preparation failed
        """
        while self.progress.phase in ("starting", "compiling"):
            if stop():
                raise Interrupted("stopped before it began")
            time.sleep(LOOK)
        if self.progress.phase == "failed":
            raise SimError(f"the engine could not be prepared: {self.progress.fault}. See where `sma page` runs.")
