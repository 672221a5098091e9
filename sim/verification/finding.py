"""What a theory check finds: a value from theory beside the one simulated, and how close they must be."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.verification.theory import Theory

EXACT = 1e-9
ERRORS = 4.0  # standard errors that chance is allowed
HALVING = 0.2  # by which the ratio of errors may miss 2
KS_CRITICAL = math.sqrt(-math.log(1e-4 / 2.0) / 2.0)  # of the Kolmogorov-Smirnov statistic times sqrt(n), p = 1e-4


class Kind(StrEnum):
    """Class of tolerance."""

    EXACT = "T0"  # 1e-9
    ORDER = "T1"  # first order in the step
    CHANCE = "T2"  # four standard errors at fixed seeds
    SIGN = "T3"  # greater than


@dataclass(frozen=True)
class Finding:
    """One comparison of a check.

    Attributes
    ----------
    setup : what is set up, in words
    kind : class of tolerance
    theory, simulated : the two values
    tolerance : largest error that passes; 0 for a sign, where the simulated value must exceed that of theory
    """

    setup: str
    kind: Kind
    theory: float
    simulated: float
    tolerance: float

    @property
    def error(self) -> float:
        """Distance between the two values."""
        return abs(self.simulated - self.theory)

    @property
    def passed(self) -> bool:
        """Whether the simulated value is as theory has it; a missing one is not."""
        if self.kind is Kind.SIGN:
            return self.simulated > self.theory
        return self.error <= self.tolerance


@dataclass(frozen=True)
class Check:
    """A limiting case with a known answer.

    Attributes
    ----------
    id : its number
    theory : authors and year, or the name of the law
    shows : what it shows about the simulator
    run : makes the comparisons
    """

    id: str
    theory: str
    shows: str
    run: Callable[[Theory], Iterable[Finding]]


def exact(setup: str, theory: float, simulated: float) -> Finding:
    """The two are equal but for rounding."""
    return Finding(setup, Kind.EXACT, theory, simulated, EXACT)


def near(setup: str, theory: float, simulated: float, tolerance: float) -> Finding:
    """The two differ by no more than the step allows."""
    return Finding(setup, Kind.ORDER, theory, simulated, tolerance)


def halving(setup: str, limit: float, coarse: float, fine: float) -> Finding:
    """Half the step brings half the error: `coarse` and `fine` are simulated with a step and half of it."""
    left = fine - limit
    return Finding(setup, Kind.ORDER, 2.0, (coarse - limit) / left if left != 0.0 else math.nan, HALVING)


def sampled(setup: str, theory: float, simulated: float, standard_error: float, step_bias: float = 0.0) -> Finding:
    """The two differ by no more than chance allows, and by `step_bias` for what is seen once a day only."""
    return Finding(setup, Kind.CHANCE, theory, simulated, ERRORS * standard_error + step_bias)


def share(setup: str, theory: float, simulated: float, count: int) -> Finding:
    """A share of `count` independent trials."""
    return sampled(setup, theory, simulated, math.sqrt(theory * (1.0 - theory) / count))


def law(setup: str, distance: float, count: int, step_bias: float = 0.0) -> Finding:
    """Kolmogorov-Smirnov distance of `count` independent draws from their law: p above 1e-4."""
    return Finding(setup, Kind.CHANCE, 0.0, distance, KS_CRITICAL / math.sqrt(count) + step_bias)


def rises(setup: str, below: float, above: float) -> Finding:
    """The second is larger than the first."""
    return Finding(setup, Kind.SIGN, below, above, 0.0)
