"""Records of provocations drawn with known parameters, for tests of what the fit finds in them."""

from datetime import date

import numpy as np

from sim.calibration.estimation.north import NEUTRAL, Model, Record, drawn
from sim.prepare import WINTER
from sim.timeline.events import months_by_day
from sim.timeline.states import STATES

FIRST = date(1950, 1, 1)
SHARES = np.array([0.2, 0.35, 0.2, 0.15])
SEED = 20060705


def made(years: int, model: Model, seed: int = SEED, replicate: int = 0, **values: float) -> Record:
    """A record of some years drawn from a model; every second half-year has detente, every fifth month exercises."""
    days = round(years * 365.25)
    calendar = np.arange(days)
    strength = {kind: np.zeros(days) for kind in STATES}
    strength["detente"] = ((calendar // 183) % 2).astype(float)
    strength["exercise"] = ((calendar // 30) % 5 == 0).astype(float)
    empty = Record(FIRST, np.zeros(days, dtype=np.int64), strength, months_by_day(WINTER, FIRST, days))
    return drawn(empty, model, NEUTRAL | values, SHARES, seed, replicate)
