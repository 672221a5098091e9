"""How many parameters there are of which kind: free in the fit to the agreements, drawn from own records, or held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.calibration.inference.prior import free_of
from sim.posterior.cores import FITTED, posterior_of
from sim.posterior.draws import SHIPPED, read_posterior
from sim.posterior.hosts import NEW, of_host, parameter_of
from sim.posterior.outside import GROUPS, read_outside
from sim.rules.parameters import PARAMETER_NAMES
from sim.scenario.parameters import Parameters

MOST_FREE = 40  # coordinates that the agreements on record may be asked to tell of; a test holds them to it


@dataclass(frozen=True)
class Kinds:
    """Names of all parameters by kind; every parameter is of one.

    Attributes
    ----------
    free : coordinates of the posteriors of all behavioural cores, together, values by host and their spread included
    outside : by group, drawn from posteriors that own records give
    held : with one value in every run
    """

    free: tuple[str, ...]
    outside: Mapping[str, tuple[str, ...]]
    held: tuple[str, ...]


def kinds_of(parameters: Parameters, posterior: Path = SHIPPED) -> Kinds:
    """Kinds of the parameters under the posteriors beside a file, and those that the parameters file calls assumed.

    An assumed one that no posterior holds counts as free all the same: nothing else says what it is.
    """
    drawn = {name for file in _beside(posterior) for name in _coordinates(file)} | set(free_of(parameters))
    others = read_outside().names
    outside = {group: tuple(name for name in names if name in others) for group, names in GROUPS.items()}
    held = (name for name in PARAMETER_NAMES if name not in drawn and name not in others)
    return Kinds(_in_order(drawn), outside, tuple(held))


def _beside(posterior: Path) -> list[Path]:
    files = (posterior_of(core, posterior) for core in FITTED)
    return [file for file in files if file.exists()]


def _coordinates(file: Path) -> tuple[str, ...]:
    """Columns of a file that were fitted: a host of which nothing is on record follows from the others."""
    return tuple(name for name in read_posterior(file).names if name != of_host(parameter_of(name), NEW))


def _in_order(names: set[str]) -> tuple[str, ...]:
    """Parameters in their own order, each with its spread and its hosts behind it."""
    return tuple(sorted(names, key=lambda name: (PARAMETER_NAMES.index(parameter_of(name)), name)))
