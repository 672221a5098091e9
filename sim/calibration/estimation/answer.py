"""The North's posterior: pace, excitation and severity, and its answer to discord in the talks.

The factors of the states of the world enter the facts of a run, one set for all replicates, and are not drawn: they are
held at their shipped values here, so that the base rate is known as it is used, beside them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.calibration.estimation.maximum import NORMAL, Estimate, LogLikelihood, covariance, estimates, maximise
from sim.calibration.estimation.north import AXES, DISCORD, EXCITATION, NEUTRAL, SEVERITIES, Model, Record, likelihood
from sim.calibration.estimation.resampling import Drawn, generator
from sim.timeline.states import ACTS_ON_NORTH

PRIOR_SD = 0.5  # of the log-factor after discord, centred on no answer
NORTH = (
    "provocation_rate", "provocation_branching", "provocation_half_life", "provocation_severity", "provocation_discord",
    "severity_1", "severity_2", "severity_3", "severity_4",
)  # fmt: skip


def with_prior(record: Record, model: Model) -> LogLikelihood:
    """Log-likelihood of the record plus the logarithm of the prior of the answer to discord, normal(0, 0.5)."""
    of_record = likelihood(record, model)
    return lambda values: of_record(values) - (values[DISCORD] / PRIOR_SD) ** 2 / 2.0


def answer(record: Record, model: Model, start: Mapping[str, float], prior: bool = True) -> Estimate:
    """The answer to discord, every other parameter free beside it: posterior mode and error, or without its prior."""
    free = [AXES[name] for name in (*model.free, DISCORD)]
    fixed = {name: value for name, value in NEUTRAL.items() if name not in (*model.free, DISCORD)}
    density = with_prior(record, model) if prior else likelihood(record, model)
    top = maximise(density, free, fixed, start)
    names, spread = covariance(density, top)
    place = names.index(DISCORD)
    value, error = top.values[DISCORD], float(np.sqrt(spread[place, place]))
    return Estimate(DISCORD, value, error, value - NORMAL * error, value + NORMAL * error)


def north(
    record: Record, model: Model, start: Mapping[str, float], factors: Mapping[str, float], seed: int, count: int
) -> Drawn:
    """Draws of the North's parameters in the order of `NORTH`.

    Pace, excitation and answer: normal about the mode on the scale of the search, with the inverse of the observed
    information, kept within the bounds of the search. Growth by severity, at its bound of 0: half-normal with the
    profile limit of 95% as its 95% point.
    Severity: Dirichlet(1/2 + days of each).

    Parameters
    ----------
    model, start : steps of the base rate, and where the search begins
    factors : of the states of the world, by the names in `ACTS_ON_NORTH`; held
    """
    rng = generator(seed, 5)
    free = [AXES[name] for name in (*(each for each in model.free if each not in ACTS_ON_NORTH), DISCORD)]
    fixed = {name: value for name, value in NEUTRAL.items() if all(name != axis.name for axis in free)}
    density = with_prior(record, model)
    top = maximise(density, free, fixed | dict(factors), start)
    names, spread = covariance(density, top)
    axes = {axis.name: axis for axis in free}
    middle = np.array([axes[name].inward(top.values[name]) for name in names])
    drawn = rng.multivariate_normal(middle, spread, count)
    columns = {
        name: np.clip([axes[name].outward(z) for z in drawn[:, place]], axes[name].least, axes[name].most)
        for place, name in enumerate(names)
    }
    for each in estimates(density, top):
        if each.error is None:
            columns[each.name] = np.abs(rng.normal(0.0, each.high / NORMAL, count))
    days = [int((record.severity == level).sum()) for level in SEVERITIES]
    shares = rng.dirichlet(0.5 + np.array(days), count)
    values = [columns[name] for name in ("rate", *EXCITATION, DISCORD)]
    return Drawn(NORTH, np.column_stack([*values, shares[:, :4]]))
