"""Many replicates, one after the other, into an outcome table."""

from __future__ import annotations

import numpy as np

from sim.compiled import compiled_loop
from sim.engine.replicate import run_replicate
from sim.engine.state import STATE, State
from sim.outcome import NAMES
from sim.prepare import Prepared
from sim.rules.terms import MENU, PROSPECTS, Facts, Menu, Prospects, blank


@compiled_loop
def _run_block(
    seed: int, first: int, s: State, f: Facts, draws: np.ndarray, q: Prospects, m: Menu, table: np.ndarray
) -> None:
    for row in range(table.shape[0]):
        replicate = first + row
        run_replicate(seed, replicate, s, f, draws[replicate % draws.shape[0]], q, m, table[row])


def simulate(prepared: Prepared, seed: int, first: int, count: int, out: np.ndarray | None = None) -> np.ndarray:
    """Outcomes of `count` replicates numbered from `first`; row i does not depend on the others.

    Replicate r takes the parameters `prepared.of(r)`: the same for all, or draws from a posterior in turn.

    Parameters
    ----------
    seed : 0 to 2**63 - 1
    first, count : number of the first replicate, at least 0, and how many
    out : table to write into, float64, shape (count, columns of `sim.outcome`); made when absent

    Returns
    -------
    The table. A missing value is NaN; columns that hold names hold their numbers.
    """
    table = np.empty((count, len(NAMES))) if out is None else out
    state, prospects, menu = blank(STATE), blank(PROSPECTS), blank(MENU)
    _run_block(seed, first, state, prepared.facts, prepared.draws, prospects, menu, table)
    return table
