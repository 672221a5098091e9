"""What holds instead of a mechanism that is switched off: its neutral weights and facts, written into the scenario."""

from __future__ import annotations

from sim.scenario.schema import Scenario
from sim.scenario.switches import MECHANISMS

NEUTRAL = "neutral: the mechanism is switched off"  # source of such a value


def neutral(scenario: Scenario) -> Scenario:
    """The scenario with the neutral values of every mechanism that is switched off; the same one where all are on."""
    off = [mechanism for name, mechanism in MECHANISMS.items() if not getattr(scenario.switches, name)]
    weights: dict[str, float] = {}
    for mechanism in off:
        weights.update(mechanism.weights)
        if mechanism.facts is not None:
            scenario = scenario.model_copy(update=mechanism.facts(scenario))
    if not weights:
        return scenario
    parameters = scenario.parameters
    changed = {
        name: getattr(parameters, name).model_copy(update={"value": value, "source": NEUTRAL})
        for name, value in weights.items()
    }
    return scenario.model_copy(update={"parameters": parameters.model_copy(update=changed)})
