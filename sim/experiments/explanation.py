"""Reasons for every negotiation of a run: a plan played with logs, and what bound counted by phase of the talks."""

from __future__ import annotations

from contextlib import closing

import numpy as np

from sim.analysis.explanation import Explanation, Tally, phase_words
from sim.engine.ready import Tell
from sim.experiments.executors import Progress, RealArray, all_workers, in_order
from sim.experiments.plan import Plan
from sim.prepare import prepare
from sim.reasons.causes import COLUMNS, WIDTH, phases_of, simulate_causes

GROUP = 4_000  # negotiations whose counts are in memory at a time, twice over


def warm_up(plan: Plan, tell: Tell | None = None) -> None:
    """Compile what runs, in this thread: a signal can then stop it, and it is done only once.

    `tell` : told how many functions are compiled, and of how many
    """
    prepared = prepare(plan.scenario)
    simulate_causes(prepared, plan.seed, 0, np.empty((1, len(phases_of(prepared)[0]) * WIDTH)), tell)


def explain_run(plan: Plan, workers: int | None = None, progress: Progress | None = None) -> Explanation:
    """What kept the sides apart, what refusals turned on and what ended the talks, over the replicates of a plan.

    The replicates are those of `sma run` with the same scenario, seed and draws.

    Parameters
    ----------
    plan : from `sim.experiments.plan.plan_run`
    workers : threads, which do not change what is found; None means one for each processor
    progress : told how many replicates are done, and of how many
    """
    warm_up(plan)
    prepared = prepare(plan.scenario)
    phases = phases_of(prepared)[0]
    width = len(phases) * WIDTH

    def fill(first: int, rows: RealArray) -> None:
        simulate_causes(prepared, plan.seed, first, rows)

    words = tuple(phase_words(*phase) for phase in phases)
    tally = Tally(words, COLUMNS)
    groups = in_order(fill, plan.replicates, width, workers or all_workers(), progress, GROUP)
    with closing(groups):
        for rows in groups:
            tally.add(rows)
    return Explanation(plan.label, words, tally.table(), tuple(phases))
