"""The public in the fast runner: what angers it, how angry it is on average, and whether it protests."""

from __future__ import annotations

import numpy as np

from sim.compiled import compiled_loop
from sim.draws import uniforms
from sim.engine.state import State
from sim.outcome import INDEX as COL
from sim.rules.kinds import Party, Purpose
from sim.rules.opinion import angered, average, protest_chance
from sim.rules.terms import Facts, Params


@compiled_loop
def anger_of(s: State, f: Facts) -> float:
    """Average anger of the segments."""
    share = f.segment_share
    return average(share[0], share[1], share[2], s.anger[0], s.anger[1], s.anger[2])


@compiled_loop
def react(raised: float, s: State, f: Facts) -> None:
    """Every segment takes something amiss."""
    for i in range(3):
        s.anger[i] = angered(s.anger[i], raised, f.segment_anger[i])


@compiled_loop
def protest(
    calendar: int, seed: int, replicate: int, act: int, offence: float, s: State, f: Facts, p: Params, row: np.ndarray
) -> None:
    """Count a protest after an act, by chance; `act` is its place among the draws of the day, 0 to 3."""
    u = uniforms(seed, replicate, Purpose.PROTEST.value, Party.HOST.value, calendar)
    if u[act] < protest_chance(p.protest_chance, anger_of(s, f), offence):
        row[COL.protests] += 1
