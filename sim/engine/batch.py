"""Many replicates, one after the other, into an outcome table."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.compiled import compiled_loop
from sim.draws import checked_luck
from sim.engine.replicate import run_replicate
from sim.engine.state import STATE, State
from sim.errors import ScenarioError
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
    prepared : from `sim.prepare.prepare`
    seed : 0 to 2**63 - 1
    first, count : number of the first replicate, at least 0, and how many
    out : table to write into, float64, shape (count, columns of `sim.outcome`), rows one after the other in memory;
        made when absent

    Returns
    -------
    The table. A missing value is NaN; columns that hold names hold their numbers.

    Raises
    ------
    ScenarioError : an argument is not as above; nothing was written
    """
    if not isinstance(prepared, Prepared):
        raise ScenarioError(
            f"prepared: found {type(prepared).__name__}; what sim.prepare.prepare makes of a scenario is needed, as in"
            ' simulate(prepare(load_scenario("sma11.toml").scenario), 1, 0, 100).'
        )
    seed, first, count = checked_luck(seed, first, count)
    table = np.empty((count, len(NAMES))) if out is None else _checked_table(out, count)
    state, prospects, menu = blank(STATE), blank(PROSPECTS), blank(MENU)
    _run_block(seed, first, state, prepared.facts, prepared.draws, prospects, menu, table)
    return table


def _checked_table(out: Any, count: int) -> np.ndarray:
    """The same table, once it is known that every row has its place: compiled code would write past the end."""
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
