"""Many sets of parameters, each under the same luck: the block of replicates that a fit plays."""

from __future__ import annotations

import numpy as np

from sim.compiled import borrowed
from sim.draws import checked_luck
from sim.engine.batch import NO_LOG, rows_of
from sim.engine.checked import fault_of
from sim.engine.loop import RULES
from sim.engine.ready import helped
from sim.engine.state import State
from sim.engine.talks import run_talks
from sim.engine.world import EMPTY, World
from sim.outcome import NAMES, Row
from sim.prepare import Prepared
from sim.records import blank
from sim.rules.terms import Facts, Menu, Prospects


def run_sets(
    seed: int, each: int, s: State, f: Facts, draws: np.ndarray, q: Prospects, m: Menu, rows: np.ndarray,
    empty: Row, log: np.ndarray,
) -> int:  # fmt: skip
    """Play replicates 0 to `each` - 1 of every set, one a row; how many before a decision gave no useful answer."""
    kept = borrowed(log)
    for i in range(rows.shape[0]):
        rows[i] = empty
        w = World(seed, i % each, s, f, draws[i], q, m, rows[i], kept)
        run_talks(w)
        if s.fault >= 0:
            return i
    return int(rows.shape[0])


def simulate_sets(prepared: Prepared, draws: np.ndarray, seed: int, each: int) -> np.ndarray:
    """Outcomes of replicates 0 to `each` - 1 of every set, shape (n, columns of `sim.outcome`).

    Those of a set are what `simulate` gives of a scenario with its draws alone.

    Parameters
    ----------
    prepared : from `sim.prepare.prepare`; its own draws are not used
    draws : records of parameters, one a row of the table, shape (n,): the first `each` are those of the first set
    """
    seed, _, each = checked_luck(seed, 0, each)
    table = np.empty((len(draws), len(NAMES)))
    run = RULES.of(run_sets)
    state, prospects, menu = blank(State), blank(Prospects), blank(Menu)
    with helped(run, None):
        played = run(seed, each, state, prepared.facts, draws, prospects, menu, rows_of(table), EMPTY, NO_LOG)
    if played < len(table):
        raise fault_of(state, prepared, played % each)
    return table
