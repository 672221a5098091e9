"""The first compilation on all processors: helpers in processes of their own begin where this one arrives last.

Two processes never compile the same function (`sim.compile_cache`): whoever comes second waits for the first and takes
what it made. A helper that cannot start, or fails, costs nothing but its help.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sim.compile_cache import FOLDER, is_kept, reached
from sim.compiled import INTERPRETED, type_of
from sim.engine.assemble import Assembly
from sim.engine.log import Event
from sim.engine.loop import RULES
from sim.engine.recorded import replay
from sim.engine.round import hold_round
from sim.engine.state import State
from sim.engine.text import bring_on
from sim.engine.world import World
from sim.outcome import Row
from sim.records import blank, blanks
from sim.rules.parameters import Params
from sim.rules.terms import Facts, Menu, Prospects

Tell = Callable[[int, int], None]  # how many functions are compiled, and of how many
LAST = (hold_round, bring_on, replay)  # parts of the loop at which one process arrives last
FEW = 20  # functions to compile for which no helper is worth its start
EVERY = 0.5  # seconds between two looks at how far it is


_ready: set[int] = set()  # loops that this process has looked at; they are never let go


def parts_missing(loop: Any) -> list[Any]:
    """Compiled functions that a loop reaches and that are not on disk yet; none where nothing is kept there."""
    if INTERPRETED or FOLDER is None:
        return []
    return [part for part in reached(loop) if not is_kept(part)]


@contextmanager
def helped(loop: Any, tell: Tell | None = None) -> Iterator[None]:
    """While a loop is compiled for the first time: helpers at work, and somebody told how far it is."""
    missing = [] if id(loop) in _ready else parts_missing(loop)
    _ready.add(id(loop))
    if len(missing) < FEW:
        yield
        return
    helpers = _helpers()
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(missing, done, tell), daemon=True)
    if tell is not None:
        watcher.start()
    try:
        yield
    finally:
        done.set()
        for helper in helpers:
            helper.terminate()
            helper.wait()
        if tell is not None:
            watcher.join()
            tell(len(missing), len(missing))


def _helpers() -> list[subprocess.Popen[bytes]]:
    """A process for each further processor, each beginning with another part of the loop."""
    started: list[subprocess.Popen[bytes]] = []
    for number in range(min((os.cpu_count() or 1) - 1, len(LAST))):
        command = [sys.executable, "-c", f"from sim.engine.ready import compile_from; compile_from({number})"]
        try:
            started.append(
                subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                )
            )  # fmt: skip
        except OSError:
            break
    return started


def _watch(missing: list[Any], done: threading.Event, tell: Tell | None) -> None:
    assert tell is not None
    while not done.wait(EVERY):
        tell(sum(map(is_kept, missing)), len(missing))


def compile_from(number: int) -> None:
    """Compile parts of the loop from one of `LAST` on; what a helper process does."""
    for part in (*LAST[number:], *LAST[:number]):
        compile_part_of(RULES, part)


def compile_part_of(loop: Assembly, part: Callable[..., Any]) -> None:
    """Compile one step of the loop, a function of the day and the world, as the loop will call it."""
    loop.of(part).compile((type_of(1), type_of(_any_world())))


def _any_world() -> World:
    """A world such as the loop makes, as far as its types go."""
    draws = blanks(Params, 1)
    return World(
        1, 1, blank(State), blank(Facts), draws[0], blank(Prospects), blank(Menu), blank(Row), blanks(Event, 0)
    )  # fmt: skip
