"""The loop interpreted, with Mesa agents, beside the loop compiled: compared to the last bit."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.engine.batch import simulate
from sim.model.negotiation import NegotiationModel
from sim.outcome import NAMES
from sim.prepare import Prepared


def by_model(prepared: Prepared, seed: int, replicates: Iterable[int], record: bool = False) -> np.ndarray:
    """Outcomes of the Mesa model, the loop interpreted; shape (replicates, columns)."""
    return np.array([NegotiationModel(prepared, seed, replicate, record).run() for replicate in replicates])


def by_engine(prepared: Prepared, seed: int, replicates: Iterable[int]) -> np.ndarray:
    """Outcomes of the compiled loop, each replicate on its own; shape (replicates, columns)."""
    return np.vstack([simulate(prepared, seed, replicate, 1) for replicate in replicates])


def differences(ours: np.ndarray, theirs: np.ndarray) -> str:
    """Where two tables of outcomes differ in any bit, NaN equal to NaN; empty where they do not."""
    same = (ours.view(np.int64) == theirs.view(np.int64)) | (np.isnan(ours) & np.isnan(theirs))
    return "\n".join(
        f"replicate {ours[row, 0]:.0f}, {NAMES[column]}: {float(ours[row, column])!r} or {float(theirs[row, column])!r}"
        for row, column in np.argwhere(~same)
    )
