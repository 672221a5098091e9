"""Prior of the structural parameters that no record of its own fixes: uniform over the range in the parameters file.

Free are those whose source is "assumed", whose range has a width, and which the behavioural core reads. Parameters with
records of their own (the North, votes, opinion, lags) are not fitted to the settlements, which say next to nothing of
them: their own posteriors stand beside every set of free parameters, in a fit as in a run (`sim.posterior.joined`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.rules.kinds import Policy
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
    central : values of all parameters in the file; of the free ones the middle of the prior, about, and never a
        finding
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


UNREAD: Mapping[Policy, tuple[str, ...]] = {  # parameters of the pace of concession, by the cores that have another
    Policy.WAITING: ("concession_exponent",),
    Policy.TACTICS: ("concession_rate", "concession_reach"),
    Policy.EQUILIBRIUM: ("concession_rate", "concession_reach", "concession_exponent"),
}


def free_of(parameters: Parameters) -> tuple[str, ...]:
    """Free parameters of a file, of all behavioural cores together."""
    each = ((name, getattr(parameters, name)) for name in PARAMETER_NAMES)
    return tuple(name for name, one in each if one.source == ASSUMED and one.prior[0] < one.prior[1])


def prior_of(parameters: Parameters, policy: Policy = Policy.WAITING) -> Prior:
    """Prior that a parameters file states, of what one behavioural core reads."""
    each = {name: getattr(parameters, name) for name in PARAMETER_NAMES}
    names = tuple(name for name in free_of(parameters) if name not in UNREAD[policy])
    low, high = (np.array([each[name].prior[end] for name in names]) for end in (0, 1))
    return Prior(names, low, high, {name: one.value for name, one in each.items()})
