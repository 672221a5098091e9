"""Many replicates, one after the other, into an outcome table."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.compiled import borrowed
from sim.draws import checked_luck
from sim.engine.checked import fault_of
from sim.engine.log import Event
from sim.engine.loop import Decisions, loop_of, named, telling
from sim.engine.ready import Tell, helped
from sim.engine.state import State
from sim.engine.talks import run_talks
from sim.engine.world import EMPTY, World
from sim.errors import ScenarioError
from sim.outcome import NAMES, Row
from sim.prepare import Prepared
from sim.records import blank, blanks, dtype_of
from sim.rules.terms import Facts, Menu, Prospects

NO_LOG = blanks(Event, 0)
ROWS = dtype_of(Row)


def run_block(
    seed: int, first: int, s: State, f: Facts, draws: np.ndarray, q: Prospects, m: Menu, rows: np.ndarray,
    empty: Row, log: np.ndarray,
) -> int:  # fmt: skip
    """Play replicates from `first` on, one a row; how many before a decision gave no useful answer."""
    kept = borrowed(log)
    for i in range(rows.shape[0]):
        replicate = first + i
        rows[i] = empty
        w = World(seed, replicate, s, f, draws[replicate % draws.shape[0]], q, m, rows[i], kept)
        run_talks(w)
        if s.fault >= 0:
            return i
    return int(rows.shape[0])


def rows_of(table: np.ndarray) -> np.ndarray:
    """The same numbers as records of `Row`, shape (count,)."""
    return table.view(ROWS)[:, 0].view(np.recarray)


def simulate(
    prepared: Prepared, seed: int, first: int, count: int, out: np.ndarray | None = None,
    decisions: Decisions | None = None, tell: Tell | None = None,
) -> np.ndarray:  # fmt: skip
    """Outcomes of `count` replicates numbered from `first`; row i does not depend on the others.

    Replicate r takes the parameters `prepared.of(r)`: the same for all, or draws from a posterior in turn.

    Parameters
    ----------
    prepared : from `sim.prepare.prepare`
    seed : 0 to 2**63 - 1
    first, count : number of the first replicate, at least 0, and how many
    out : table to write into, float64, shape (count, columns of `sim.outcome`), rows one after the other in memory;
        made when absent
    decisions : functions that decide instead of the rules, by their names in `sim.engine.decisions`; plain Python
        functions that Numba can compile, or such as it has compiled. They are compiled once and run at the engine's
        speed
    tell : told how many functions are compiled and of how many, where that has to be done first

    Returns
    -------
    The table. A missing value is NaN; columns that hold names hold their numbers.

    Raises
    ------
    ScenarioError : an argument is not as above; nothing was written
    AgentError : no decision has that name, or one gave an answer that is of no use; it says which, when and what
    """
    if not isinstance(prepared, Prepared):
        raise ScenarioError(
            f"prepared: found {type(prepared).__name__}; what sim.prepare.prepare makes of a scenario is needed, as in"
            ' simulate(prepare(load_scenario("sma11.toml").scenario), 1, 0, 100).'
        )
    seed, first, count = checked_luck(seed, first, count)
    table = np.empty((count, len(NAMES))) if out is None else _checked_table(out, count)
    run = loop_of(named(decisions)).of(run_block)
    state, prospects, menu = blank(State), blank(Prospects), blank(Menu)
    with telling(decisions), helped(run, tell):
        played = run(seed, first, state, prepared.facts, prepared.draws, prospects, menu, rows_of(table), EMPTY, NO_LOG)
    if played < count:
        raise fault_of(state, prepared, first + played)
    return table


def _checked_table(out: Any, count: int) -> np.ndarray:
    """The same table, once it is known that it has room for every row: compiled code would write past the end."""
    shape = (count, len(NAMES))
    if not isinstance(out, np.ndarray):
        what = type(out).__name__
    elif out.dtype != np.float64 or not out.dtype.isnative:
        what = f"numbers of type {out.dtype.str}"
    elif out.shape != shape:
        what = f"shape {out.shape}"
    elif not out.flags.carray:
        what = "an array that cannot be written to, or whose rows do not lie one after the other"
    else:
        return out
    raise ScenarioError(
        f"out: found {what}; a float64 array of shape {shape} that can be written to is needed, as numpy.empty({shape})"
        " makes it, or no table at all."
    )
