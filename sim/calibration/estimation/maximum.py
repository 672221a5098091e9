"""Maximum likelihood: the search, standard errors from the observed information, limits where a bound holds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.stats import chi2

LogLikelihood = Callable[[Mapping[str, float]], float]
LEVEL = 0.95
NORMAL = 1.959964  # standard errors on each side of a 95% interval
FALL = float(chi2.ppf(LEVEL, 1)) / 2.0  # of the log-likelihood from its top to a profile limit
WORST = 1e9  # stands for minus an infinite log-likelihood, which the search cannot take
STEP = 1e-3  # of a numerical second derivative, on the scale of the search
EDGE = 1e-6  # nearer than this to a bound is at it


class Axis(NamedTuple):
    """A parameter to be found: its name, the scale it is searched on, its bounds and where to begin."""

    name: str
    scale: Literal["plain", "log", "logit"]
    least: float
    most: float
    start: float

    def inward(self, value: float) -> float:
        """Value on the scale of the search."""
        if self.scale == "log":
            return math.log(value)
        return math.log(value / (1.0 - value)) if self.scale == "logit" else value

    def outward(self, z: float) -> float:
        """Value from the scale of the search."""
        if self.scale == "log":
            return math.exp(z)
        return 1.0 / (1.0 + math.exp(-z)) if self.scale == "logit" else z

    def slope(self, value: float) -> float:
        """Change of the value for a small change on the scale of the search, for the delta method."""
        if self.scale == "log":
            return value
        return value * (1.0 - value) if self.scale == "logit" else 1.0


@dataclass(frozen=True)
class Maximum:
    """Where a likelihood is highest.

    `values` holds every parameter, the fixed ones too; `at_bound` names those found at a bound of theirs.
    """

    axes: tuple[Axis, ...]
    values: Mapping[str, float]
    log_likelihood: float
    at_bound: frozenset[str]

    @property
    def aic(self) -> float:
        """Akaike's criterion: 2 parameters - 2 log-likelihood; a parameter at its bound counts."""
        return 2.0 * len(self.axes) - 2.0 * self.log_likelihood


class Estimate(NamedTuple):
    """A parameter found. `error` is None where it stands at a bound: `low` and `high` are then profile limits."""

    name: str
    value: float
    error: float | None
    low: float
    high: float


def maximise(
    log_likelihood: LogLikelihood,
    axes: Sequence[Axis],
    fixed: Mapping[str, float] | None = None,
    start: Mapping[str, float] | None = None,
) -> Maximum:
    """Parameters at which a log-likelihood is highest, by L-BFGS-B (Byrd, Lu, Nocedal & Zhu 1995).

    Parameters
    ----------
    log_likelihood : of all parameters by name
    axes : those to be found
    fixed : the others
    start : where to begin, for those axes it names
    """
    held = dict(fixed or {})
    if not axes:
        return Maximum((), held, log_likelihood(held), frozenset())
    begin = {axis.name: min(max((start or {}).get(axis.name, axis.start), axis.least), axis.most) for axis in axes}

    def loss(z: np.ndarray) -> float:
        return -max(log_likelihood(held | _outward(axes, z)), -WORST)

    found = minimize(
        loss,
        np.array([axis.inward(begin[axis.name]) for axis in axes]),
        method="L-BFGS-B",
        bounds=[(axis.inward(axis.least), axis.inward(axis.most)) for axis in axes],
        options={"ftol": 1e-11, "gtol": 1e-5},
    )
    values = _outward(axes, found.x)
    edge = frozenset(
        axis.name
        for axis, z in zip(axes, found.x, strict=True)
        if min(z - axis.inward(axis.least), axis.inward(axis.most) - z) < EDGE
    )
    return Maximum(tuple(axes), held | values, -float(found.fun), edge)


def covariance(log_likelihood: LogLikelihood, top: Maximum) -> tuple[tuple[str, ...], np.ndarray]:
    """Inverse of the observed information on the scale of the search, and the parameters it belongs to.

    Parameters at a bound are held there. Second derivatives are central differences.
    """
    inside = [axis for axis in top.axes if axis.name not in top.at_bound]
    z = np.array([axis.inward(top.values[axis.name]) for axis in inside])

    def at(moved: np.ndarray) -> float:
        return log_likelihood(dict(top.values) | _outward(inside, moved))

    steps = np.eye(z.size) * STEP
    information = np.zeros((z.size, z.size))
    for i in range(z.size):
        for j in range(i + 1):
            a, b = steps[i], steps[j]
            second = (at(z + a + b) - at(z + a - b) - at(z - a + b) + at(z - a - b)) / (4.0 * STEP**2)
            information[i, j] = information[j, i] = -second
    return tuple(axis.name for axis in inside), np.linalg.inv(information)


def estimates(log_likelihood: LogLikelihood, top: Maximum) -> tuple[Estimate, ...]:
    """Each parameter with its standard error (delta method) and 95% interval.

    Inside its bounds: 1.96 standard errors to both sides on the scale of the search. At a bound: from there to where
    the profile likelihood has fallen by 1.92, half the 95% point of chi-squared with one degree of freedom.
    """
    names, spread = covariance(log_likelihood, top)
    made = []
    for axis in top.axes:
        value = top.values[axis.name]
        if axis.name in names:
            error = math.sqrt(spread[names.index(axis.name), names.index(axis.name)])
            z = axis.inward(value)
            ends = (axis.outward(z - NORMAL * error), axis.outward(z + NORMAL * error))
            made.append(Estimate(axis.name, value, error * axis.slope(value), *ends))
        else:
            far = profile_limit(log_likelihood, top, axis)
            made.append(Estimate(axis.name, value, None, min(value, far), max(value, far)))
    return tuple(made)


def profile_limit(log_likelihood: LogLikelihood, top: Maximum, axis: Axis) -> float:
    """Where, going inward from a bound, the profile likelihood has fallen by 1.92; the other bound if it never has."""
    others = [other for other in top.axes if other is not axis]
    fixed = {name: value for name, value in top.values.items() if all(name != other.name for other in others)}

    def left(value: float) -> float:
        profile = maximise(log_likelihood, others, fixed | {axis.name: value}, top.values)
        return profile.log_likelihood - top.log_likelihood + FALL

    near = top.values[axis.name]
    far = axis.most if abs(near - axis.least) < abs(axis.most - near) else axis.least
    if left(far) > 0.0:
        return far
    return float(brentq(left, near, far, xtol=1e-4))


def _outward(axes: Sequence[Axis], z: np.ndarray) -> dict[str, float]:
    return {axis.name: axis.outward(float(each)) for axis, each in zip(axes, z, strict=True)}
