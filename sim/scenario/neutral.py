"""What holds instead of a mechanism that is switched off: neutral weights and facts, written into the scenario.

Three switches have no neutral weight and stay as they are for the rules to read: `waiting`, `leader_approval` and
`ratification`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sim.rules.kinds import ProvocationMode
from sim.scenario.schema import Scenario

NEUTRAL = "neutral: the mechanism is switched off"  # source of such a value
NEVER = 1e9  # rounds after which a level of the talks is never reached

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "public_opinion": dict.fromkeys(
        (
            "anger_demand",
            "anger_walkout",
            "anger_threat",
            "anger_refusal",
            "anger_furlough",
            "anger_withdrawal",
            "support_per_severity",
            "opinion_influence",
            "protest_chance",
        ),
        0.0,
    ),
    "audience_cost": dict.fromkeys(
        ("audience_rise", "audience_peer", "audience_line", "audience_anger", "audience_election"), 0.0
    ),
    "peer_comparison": {"audience_peer": 0.0},
    "furlough": {"furlough_hardness": 0.0},
    "guest_audience": {"audience_guest": 0.0},
    "precedent": {"precedent_guest": 0.0},
    "reciprocity": {"reciprocity": 0.0},
    "escalation": {"ministerial_after": NEVER, "leader_after": NEVER},
    "tactics": {"walkout_chance": 0.0, "threat_chance": 0.0},
    "memory": {"relations_memory": 0.0},
}


def _without(kind: str) -> Callable[[Scenario], dict[str, Any]]:
    """Facts without the states of the world of a kind."""
    return lambda s: {"intervals": tuple(spell for spell in s.intervals if spell.kind != kind)}


FACTS: Mapping[str, Callable[[Scenario], dict[str, Any]]] = {
    "provocations": lambda s: {"provocations": s.provocations.model_copy(update={"mode": ProvocationMode.NONE})},
    "succession": lambda s: {"successions": ()},
    "announced_ceiling": lambda s: {"lines": ()},
    "side_letter": lambda s: {"table": s.table.model_copy(update={"side_letter": False})},
    "epidemic": _without("epidemic"),
    "detente": _without("detente"),
    "memory": lambda s: {"agreement": s.agreement.model_copy(update={"prior_talks_failed_rounds": 0})},
}


def neutral(scenario: Scenario) -> Scenario:
    """The scenario with the neutral values of every mechanism that is switched off; the same one where all are on."""
    off = [name for name in type(scenario.switches).model_fields if not getattr(scenario.switches, name)]
    weights: dict[str, float] = {}
    for name in off:
        weights.update(WEIGHTS.get(name, {}))
        if name in FACTS:
            scenario = scenario.model_copy(update=FACTS[name](scenario))
    if not weights:
        return scenario
    parameters = scenario.parameters
    changed = {
        name: getattr(parameters, name).model_copy(update={"value": value, "source": NEUTRAL})
        for name, value in weights.items()
    }
    return scenario.model_copy(update={"parameters": parameters.model_copy(update=changed)})
