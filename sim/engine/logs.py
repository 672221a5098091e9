"""Negotiations with their logs: the outcome, and everything that happened on the way to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.draws import checked_luck
from sim.engine.checked import fault_of
from sim.engine.log import Event
from sim.engine.loop import Decisions, loop_of, named, telling
from sim.engine.ready import helped
from sim.engine.state import State
from sim.engine.talks import run_talks
from sim.engine.world import World
from sim.outcome import NAMES
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
    seed: int, first: int, s: State, f: Facts, draws: np.ndarray, q: Prospects, m: Menu, table: np.ndarray,
    log: np.ndarray, ends: np.ndarray, done: int, used: int,
) -> int:  # fmt: skip
    """Play replicates from row `done` on, where `used` events are in the log; the row at which room ran out."""
    for row in range(done, table.shape[0]):
        replicate = first + row
        w = World(seed, replicate, s, f, draws[replicate % draws.shape[0]], q, m, table[row], log[used:])
        run_talks(w)
        if s.fault >= 0 or s.logged > log.shape[0] - used:
            return row
        used += s.logged
        ends[row] = used
    return int(table.shape[0])


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
    log, done = blanks(Event, ROOM * max(count, 1)), 0
    while done < count:
        used = int(ends[done - 1]) if done else 0
        with telling(decisions), helped(run):
            done = run(
                seed, first, state, prepared.facts, prepared.draws, prospects, menu, table, log, ends, done, used
            )
        if done < count and state.fault >= 0:
            raise fault_of(state, prepared, first + done)
        if done < count:
            more = blanks(Event, 2 * len(log) + int(state.logged))
            more[: len(log)] = log
            log = more
    return Logged(table, log[: int(ends[-1]) if count else 0], ends)
