"""Prior of the structural parameters that no record of its own fixes: uniform over the range in the parameters file.

Free are those whose source is "assumed", whose range has a width, and which the behavioural core reads. Parameters with
records of their own (the North, votes, opinion, lags) are not fitted to the settlements, which say next to nothing of
them: their own posteriors stand beside every set of free parameters, in a fit as in a run (`sim.posterior.joined`).

A few parameters differ from host to host, drawn to a common mean as far as the records say (partial pooling). On the
scale on which a parameter's uniform prior is standard normal, host h has

    x_h = (m + tau z_h) / sqrt(1 + tau^2),   z_h ~ N(0, 1),   tau ~ half-normal(`SPREAD`),

m the common mean, N(0, 1) too (Betancourt and Girolami 2015: z and tau, and not x, are what is drawn). Divided so, the
prior of every host's value is that of the parameters file, whatever the spread tau; with tau = 0 all hosts are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from sim.posterior.hosts import NEW, POOLED, of_host, spread_of
from sim.rules.kinds import Policy
from sim.rules.parameters import PARAMETER_NAMES, parameter_records
from sim.scenario.parameters import ASSUMED, Parameters

RealArray = npt.NDArray[np.float64]
WORDS = 4  # numbers one call of the generator gives
SPREAD = 0.7  # of tau: hosts as far apart as any two draws of the prior are not unlikely, nor are hosts alike
EDGE = 1e-12  # shares beyond which a normal number is not told


@dataclass(frozen=True)
class Prior:
    """Independent priors of the free coordinates, and the values the other parameters keep.

    Coordinates are the free parameters (of those that differ by host, their common mean), then for each that differs
    the spread tau and one z for each host.

    Attributes
    ----------
    names : of the k coordinates
    low, high : range of those with uniform priors; of the others the central 99.8%; shape (k,)
    central : values of all parameters in the file; of the free ones the middle of the prior, about, and never a
        finding
    hosts : whose values are told apart
    """

    names: tuple[str, ...]
    low: RealArray
    high: RealArray
    central: dict[str, float]
    hosts: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The free parameters, without what tells hosts apart."""
        return tuple(name for name in self.names if name in self.central)

    @property
    def pooled(self) -> tuple[str, ...]:
        """Those of them that differ from host to host."""
        return tuple(name for name in self.parameters if spread_of(name) in self.names)

    @property
    def centre(self) -> RealArray:
        """The parameters file as coordinates, hosts at the common mean; shape (k,)."""
        return np.array([self.central.get(name, 0.0) for name in self.names])

    def draw(self, seed: int, first: int, count: int) -> RealArray:
        """Draws numbered from `first`, shape (count, k); draw i depends on the seed and on i alone."""
        room = -(-len(self.names) // WORDS) * WORDS
        source = np.random.Philox(key=seed).advance(first * room // WORDS)
        return self.at(np.random.Generator(source).random((count, room))[:, : len(self.names)])

    def at(self, share: RealArray) -> RealArray:
        """Coordinates at shares of their priors, 0 the lower and 1 the upper ends; shape (..., k)."""
        values: RealArray = self.low + (self.high - self.low) * share
        for column, kind in self._unbounded():
            inside = np.clip(share[..., column], EDGE, 1.0 - EDGE)
            values[..., column] = ndtri(inside) if kind == "host" else SPREAD * ndtri((1.0 + inside) / 2.0)
        return values

    def share(self, values: RealArray) -> RealArray:
        """Where coordinates lie in their priors, 0 to 1; shape (..., k)."""
        shares: RealArray = (values - self.low) / (self.high - self.low)
        for column, kind in self._unbounded():
            own = values[..., column]
            shares[..., column] = ndtr(own) if kind == "host" else 2.0 * ndtr(own / SPREAD) - 1.0
        return shares

    def of_host(self, values: RealArray, host: str) -> RealArray:
        """Free parameters of a host, shape (n, `parameters`); of one not among `hosts` a draw of what it may have."""
        found = values[:, [self.names.index(name) for name in self.parameters]].copy()
        for name in self.pooled:
            own = of_host(name, host)
            z = values[:, self.names.index(own)] if own in self.names else _unmet(len(values), name)
            found[:, self.parameters.index(name)] = self._pooled(values, name, z)
        return found

    def records(self, values: RealArray, host: str) -> np.ndarray:
        """Parameter records of a host for the runners, one for each row of `values` (n, k)."""
        return parameter_records(self.central, self.parameters, self.of_host(values, host))

    def table(self, values: RealArray) -> tuple[tuple[str, ...], RealArray]:
        """Draws as a posterior file holds them: common means, then of what differs the spread and every host's value.

        Names, and values of shape (n, their number); the last host is `NEW`, of which nothing is on record.
        """
        names, columns = list(self.parameters), list(values[:, [self.names.index(n) for n in self.parameters]].T)
        for name in self.pooled:
            names.append(spread_of(name))
            columns.append(values[:, self.names.index(spread_of(name))])
            for host in (*self.hosts, NEW):
                names.append(of_host(name, host))
                columns.append(self.of_host(values, host)[:, self.parameters.index(name)])
        return tuple(names), np.column_stack(columns)

    def _pooled(self, values: RealArray, name: str, z: RealArray) -> RealArray:
        """Values of a parameter for a host z standard deviations of the spread from the common mean; shape (n,)."""
        column = self.names.index(name)
        low, high = self.low[column], self.high[column]
        mean = ndtri(np.clip((values[:, column] - low) / (high - low), EDGE, 1.0 - EDGE))
        tau = values[:, self.names.index(spread_of(name))]
        found: RealArray = low + (high - low) * ndtr((mean + tau * z) / np.sqrt(1.0 + tau**2))
        return found

    def _unbounded(self) -> list[tuple[int, str]]:
        """Columns of the coordinates whose priors are not uniform, and whether they are of a host or a spread."""
        known = {spread_of(name): "spread" for name in POOLED}
        return [(column, known.get(name, "host")) for column, name in enumerate(self.names) if name not in self.central]


UNREAD: Mapping[Policy, tuple[str, ...]] = {  # parameters of the pace of concession, by the cores that have another
    Policy.WAITING: ("concession_exponent",),
    Policy.TACTICS: ("concession_rate", "concession_reach"),
    Policy.EQUILIBRIUM: ("concession_rate", "concession_reach", "concession_exponent"),
}


def free_of(parameters: Parameters) -> tuple[str, ...]:
    """Free parameters of a file, of all behavioural cores together."""
    each = ((name, getattr(parameters, name)) for name in PARAMETER_NAMES)
    return tuple(name for name, one in each if one.source == ASSUMED and one.prior[0] < one.prior[1])


def prior_of(parameters: Parameters, policy: Policy = Policy.WAITING, hosts: Sequence[str] = ()) -> Prior:
    """Prior that a parameters file states, of what one behavioural core reads; `hosts` are told apart if several."""
    each = {name: getattr(parameters, name) for name in PARAMETER_NAMES}
    free = tuple(name for name in free_of(parameters) if name not in UNREAD[policy])
    ranges = {name: each[name].prior for name in free}
    if len(hosts) > 1:
        ends = float(ndtri(0.999))
        for name in (name for name in POOLED if name in free):
            ranges[spread_of(name)] = (0.0, SPREAD * ends)
            ranges |= {of_host(name, host): (-ends, ends) for host in hosts}
    low, high = (np.array([ranges[name][end] for name in ranges]) for end in (0, 1))
    known = {name: one.value for name, one in each.items()}
    return Prior(tuple(ranges), low, high, known, tuple(hosts) if len(hosts) > 1 else ())


def _unmet(count: int, name: str) -> RealArray:
    """Standard normal numbers for a host of which nothing is on record; shape (count,)."""
    key = POOLED.index(name)
    source = np.random.Generator(np.random.Philox(key=(key, 1)))
    return source.standard_normal(count)
