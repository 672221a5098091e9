"""How many replicates a run needs for a figure as precise as asked: found first, then run like any other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.analysis.precision import LEAST, RULE, Look, Target, look, next_size, refuse_censored
from sim.engine.batch import simulate
from sim.errors import ScenarioError
from sim.experiments.executors import RealArray, all_workers, in_order
from sim.experiments.manifest import StoppingRecord
from sim.experiments.plan import Plan
from sim.outcome import INDEX, NAMES
from sim.prepare import prepare

DEFAULT_MOST = 1_000_000
Told = Callable[[Look], None]


def planned_until(
    plan: Plan, target: Target, most: int = DEFAULT_MOST, workers: int | None = None, told: Told | None = None
) -> Plan:
    """The plan with as many replicates as the target needs, and the record of how that was found.

    Blocks of replicates are simulated and only the figure's column is kept; the run itself then starts from the first
    replicate again, so it is the same as one that was given this number, and repeats like it.

    Parameters
    ----------
    plan : its number of replicates is not used
    target : the figure and the width wanted
    most : replicates at which to stop whatever the width
    told : told of every look
    """
    if most < 2:
        raise ScenarioError(f"--max-replicates: found {most}; 2 or more are needed for an interval.")
    prepared = prepare(plan.scenario)
    column = getattr(INDEX, target.column)
    day = None if target.day is None else getattr(INDEX, target.day)
    simulate(prepared, plan.seed, 0, 1)  # compiled once, in this thread
    values, days = np.empty(0), np.empty(0)
    size = min(LEAST, most)
    while True:
        start = len(values)

        def fill(first: int, rows: RealArray, start: int = start) -> None:
            simulate(prepared, plan.seed, start + first, len(rows), rows)

        parts = [
            (rows[:, column].copy(), rows[:, column if day is None else day].copy())
            for rows in in_order(fill, size - start, len(NAMES), workers or all_workers())
        ]
        values = np.concatenate([values, *(part[0] for part in parts)])
        days = np.concatenate([days, *(part[1] for part in parts)])
        seen = look(target, values, None if day is None else days)
        refuse_censored(target, seen)
        if told is not None:
            told(seen)
        if seen.width <= target.width or size == most:
            break
        size = next_size(size, most)
    record = StoppingRecord(
        figure=target.name,
        width=target.width,
        max_replicates=most,
        rule=RULE,
        reached=bool(seen.width <= target.width),
        value=_finite(seen.value),
        lower=_finite(seen.lower),
        upper=_finite(seen.upper),
    )
    return plan.sized(size, record)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
