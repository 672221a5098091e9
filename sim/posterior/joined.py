"""The draws a scenario's replicates take: those of the fit to the agreements beside those that own records give.

Lags, votes, opinion and the North have records and posteriors of their own (`outside.py`), independent of the fit to
the agreements. Row r of the one stands beside row r of the other, so that n rows of both are n draws of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from sim.posterior.draws import Posterior, middle_of, posterior_for
from sim.posterior.outside import read_outside
from sim.scenario.layers import read_layers
from sim.scenario.parameters import ASSUMED, Parameter, Parameters
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped_folder


def drawn_for(scenario: Scenario) -> Posterior | None:
    """What differs from replicate to replicate: names and draws, without what the scenario sets itself; or None.

    None where all replicates have the values of the parameters file. With `point` there is one draw, the middle of
    each posterior. A switch that is off sets what it makes neutral.

    Raises
    ------
    ScenarioError : no draws were fitted with its policy and protocol
    StorageError : a file of draws is missing or damaged
    """
    fitted = posterior_for(scenario)
    if fitted is None:
        return None
    outside = read_outside()
    both = joined(fitted, middle_of(outside) if scenario.parameter_draws == "point" else outside)
    return left_to_draws(both, scenario.parameters)


def outside_for(parameters: Parameters) -> Posterior:
    """Draws of the parameters with records of their own, without those that a scenario sets itself."""
    return left_to_draws(read_outside(), parameters)


def left_to_draws(posterior: Posterior, parameters: Parameters) -> Posterior:
    """Draws without the parameters that a scenario sets itself, or a switch makes neutral."""
    free = [column for column, name in enumerate(posterior.names) if _drawn(name, getattr(parameters, name))]
    names = tuple(posterior.names[column] for column in free)
    return Posterior(names, posterior.values[:, free], posterior.made_by)


def joined(fitted: Posterior, outside: Posterior) -> Posterior:
    """As many draws as were fitted, each beside the outside draw of its number, these in turn where they are fewer."""
    rows = np.arange(len(fitted.values)) % len(outside.values)
    values = np.hstack([fitted.values, outside.values[rows]])
    return Posterior((*fitted.names, *outside.names), values, fitted.made_by)


def _drawn(name: str, parameter: Parameter) -> bool:
    """Whether a scenario leaves a parameter to the draws: it is assumed, or has the value and source of the program."""
    known = _shipped()[name]
    return parameter.source == ASSUMED or (parameter.value, parameter.source) == (known["value"], known["source"])


@cache
def _shipped() -> Mapping[str, Any]:
    """Tables of the parameters that come with the program, by name."""
    found: Mapping[str, Any] = read_layers(shipped_folder() / "parameters.toml").data["parameters"]
    return found
