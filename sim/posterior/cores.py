"""Which posterior draws belong to a scenario: each behavioural core was fitted by itself, under one order of offers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.errors import ScenarioError
from sim.rules.kinds import Policy, Protocol
from sim.scenario.schema import Scenario

SHIPPED_CORE = "waiting"
FITTED: Mapping[str, tuple[Policy, Protocol]] = {  # what draws of a core were fitted with
    SHIPPED_CORE: (Policy.WAITING, Protocol.MEDIATED),
    "tactics": (Policy.TACTICS, Protocol.MEDIATED),
    "equilibrium": (Policy.EQUILIBRIUM, Protocol.ALTERNATING),  # played only where sides take turns
}


def core_of(scenario: Scenario) -> str:
    """Core whose draws belong to a scenario, by its policy and order of offers.

    Raises
    ------
    ScenarioError : no draws were fitted with these two
    """
    for core, (policy, protocol) in FITTED.items():
        if (scenario.policy, scenario.protocol) == (policy, protocol):
            return core
    known = ", ".join(f"{policy.value} with {protocol.value}" for policy, protocol in FITTED.values())
    raise ScenarioError(
        f'{scenario.name}: no posterior draws were fitted with policy "{scenario.policy.value}" and protocol'
        f' "{scenario.protocol.value}"; there are draws for {known}. Choose such a pair, or run the middle of'
        " the priors with --set parameter_draws=central."
    )


def posterior_of(core: str, posterior: Path) -> Path:
    """File of a core's posterior: that of the shipped core, or beside it NAME-CORE.parquet."""
    return posterior if core == SHIPPED_CORE else posterior.with_name(f"{posterior.stem}-{core}{posterior.suffix}")
