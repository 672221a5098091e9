"""Negotiations with their logs: the outcome, and everything that happened on the way to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.compiled import borrowed
from sim.draws import checked_luck
from sim.engine.batch import rows_of
from sim.engine.checked import fault_of
from sim.engine.log import Event
from sim.engine.loop import Decisions, loop_of, named, telling
from sim.engine.ready import helped
from sim.engine.state import State
from sim.engine.talks import run_talks
from sim.engine.world import EMPTY, World
from sim.outcome import NAMES, Row
from sim.prepare import Prepared
from sim.records import blank, blanks
from sim.rules.terms import Facts, Menu, Prospects

ROOM = 256  # events of a negotiation for which room is made; most have fewer than a hundred


class Logged(NamedTuple):
    """Outcomes and events of replicates one after the other."""

    table: np.ndarray  # shape (count, columns of `sim.outcome`)
    events: np.ndarray  # of `Event`
    ends: np.ndarray  # shape (count,): those of replicate i end before events[ends[i]]

    def of(self, number: int) -> np.ndarray:
        """Events of the replicate with that place in the table."""
        first = 0 if number == 0 else int(self.ends[number - 1])
        return self.events[first : int(self.ends[number])]


def run_logged(
    seed: int, first: int, s: State, f: Facts, draws: np.ndarray, q: Prospects, m: Menu, rows: np.ndarray,
    empty: Row, log: np.ndarray, ends: np.ndarray, done: int, used: int,
) -> int:  # fmt: skip
    """Play replicates from `done` on, where `used` events are in the log; the one for which room ran out."""
    kept = borrowed(log)
    for i in range(done, rows.shape[0]):
        replicate = first + i
        rows[i] = empty
        w = World(seed, replicate, s, f, draws[replicate % draws.shape[0]], q, m, rows[i], kept[used:])
        run_talks(w)
        if s.fault >= 0 or s.logged > log.shape[0] - used:
            return i
        used += s.logged
        ends[i] = used
    return int(rows.shape[0])


def simulate_logged(
    prepared: Prepared, seed: int, first: int, count: int, decisions: Decisions | None = None
) -> Logged:
    """Outcomes as `sim.engine.batch.simulate` gives them, and the logs behind them.

    Parameters and errors are those of `simulate`.
    """
    seed, first, count = checked_luck(seed, first, count)
    run = loop_of(named(decisions)).of(run_logged)
    state, prospects, menu = blank(State), blank(Prospects), blank(Menu)
    table, ends = np.empty((count, len(NAMES))), np.zeros(count, np.int64)
    rows, log, done = rows_of(table), blanks(Event, ROOM * max(count, 1)), 0
    while done < count:
        used = int(ends[done - 1]) if done else 0
        with telling(decisions), helped(run):
            done = run(
                seed, first, state, prepared.facts, prepared.draws, prospects, menu, rows, EMPTY, log, ends, done, used
            )
        if done < count and state.fault >= 0:
            raise fault_of(state, prepared, first + done)
        if done < count:
            more = blanks(Event, 2 * len(log) + int(state.logged))
            more[: len(log)] = log
            log = more
    return Logged(table, log[: int(ends[-1]) if count else 0], ends)
