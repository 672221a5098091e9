"""Prior of the structural parameters that no record of its own fixes: uniform over the range in the parameters file.

Free are those whose source is "assumed" and whose range has a width. Parameters fitted to records of their own (the
North, votes, lags) keep their values: the five settlements say next to nothing of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.rules.parameters import PARAMETER_NAMES, parameter_records
from sim.scenario.parameters import ASSUMED, Parameters

RealArray = npt.NDArray[np.float64]
WORDS = 4  # numbers one call of the generator gives


@dataclass(frozen=True)
class Prior:
    """Independent uniform priors of the free parameters, and the values the others keep.

    Attributes
    ----------
    names : of the k free parameters
    low, high : shape (k,)
    central : values of all parameters in the file
    """

    names: tuple[str, ...]
    low: RealArray
    high: RealArray
    central: dict[str, float]

    @property
    def centre(self) -> RealArray:
        """Values of the free parameters in the file, shape (k,)."""
        return np.array([self.central[name] for name in self.names])

    def draw(self, seed: int, first: int, count: int) -> RealArray:
        """Draws numbered from `first`, shape (count, k); draw i depends on the seed and on i alone."""
        room = -(-len(self.names) // WORDS) * WORDS
        source = np.random.Philox(key=seed).advance(first * room // WORDS)
        return self.at(np.random.Generator(source).random((count, room))[:, : len(self.names)])

    def at(self, share: RealArray) -> RealArray:
        """Values at shares of the ranges, 0 their lower and 1 their upper ends; shape (..., k)."""
        values: RealArray = self.low + (self.high - self.low) * share
        return values

    def share(self, values: RealArray) -> RealArray:
        """Where values lie in the ranges, 0 to 1; shape (..., k)."""
        shares: RealArray = (values - self.low) / (self.high - self.low)
        return shares

    def records(self, values: RealArray) -> np.ndarray:
        """Parameter records for the runners, one for each row of `values` (n, k)."""
        return parameter_records(self.central, self.names, values)


def prior_of(parameters: Parameters) -> Prior:
    """Prior that a parameters file states."""
    each = {name: getattr(parameters, name) for name in PARAMETER_NAMES}
    names = tuple(name for name, one in each.items() if one.source == ASSUMED and one.prior[0] < one.prior[1])
    low, high = (np.array([each[name].prior[end] for name in names]) for end in (0, 1))
    return Prior(names, low, high, {name: one.value for name, one in each.items()})
