"""What the posterior says of each parameter, for those who would set one: its quantiles, in the parameter's unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.posterior.joined import drawn_for
from sim.scenario.schema import Scenario

USUAL = (0.05, 0.5, 0.95)


def parameter_quantiles(scenario: Scenario, at: Sequence[float] = USUAL) -> dict[str, tuple[float, ...]]:
    """Quantiles of each parameter that is drawn for a scenario's replicates, by name.

    Parameters
    ----------
    at : which, 0 to 1

    Returns
    -------
    Empty where all replicates have the values of the parameters file. A parameter that the scenario sets is not in it.

    Raises
    ------
    ScenarioError : no draws were fitted with its policy and protocol
    StorageError : a file of draws is missing or damaged
    """
    drawn = drawn_for(scenario)
    if drawn is None:
        return {}
    found = np.quantile(drawn.values, np.asarray(at), axis=0)
    return {name: tuple(found[:, column].tolist()) for column, name in enumerate(drawn.names)}
