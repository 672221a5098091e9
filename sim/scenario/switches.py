"""Switches: each mechanism can be taken out of a scenario, and out means its stated neutral value.

This is the one list of mechanisms: what holds instead of each, the group in which it is ablated, and its neutral
weights and facts, which `neutral.py` writes into a scenario. Some have neither, and stay as they are for the rules to
read: `waiting`, `leader_approval`, `ratification`, `capped_demand`, `outside_option` and `election_pressure`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.rules.kinds import ProvocationMode
from sim.scenario.fields import Flag, Strict, fact

Facts = Callable[[Any], dict[str, Any]]  # of a scenario: the tables that change, as they are without the mechanism

NEVER = 1e9  # rounds after which a level of the talks is never reached
LOOKING_AHEAD, LEADERS, HOME_FRONT = "looking ahead", "leaders", "home front"
NORTH, PRESSURE, PROCEDURE = "the North", "pressure", "procedure"
GROUP_NAMES = (LOOKING_AHEAD, LEADERS, HOME_FRONT, NORTH, PRESSURE, PROCEDURE)
ANGER = ("anger_demand", "anger_affront", "anger_furlough", "anger_withdrawal", "anger_protest")
AUDIENCE = ("audience_peer", "audience_line", "audience_public", "audience_election")


@dataclass(frozen=True)
class Mechanism:
    """What a switch takes out: the group it belongs to, and its neutral weights and facts."""

    group: str
    weights: Mapping[str, float] = field(default_factory=dict)
    facts: Facts | None = None


def switch(
    label: str, off: str, group: str, weights: Mapping[str, float] | None = None, facts: Facts | None = None
) -> Any:
    """Declare a switch; `label` names the mechanism, `off` says what holds instead of it."""
    declared = fact(f"Off: {off}", "true or false", label=label, group=group, default=True)
    declared.metadata.append(Mechanism(group, weights or {}, facts))
    return declared


def zero(*names: str) -> dict[str, float]:
    """Weights of nothing."""
    return dict.fromkeys(names, 0.0)


def _without(kind: str) -> Facts:
    """Facts without the states of the world of a kind."""
    return lambda s: {"intervals": tuple(spell for spell in s.intervals if spell.kind != kind)}


def _part(table: str, **values: Any) -> Facts:
    """Facts with some values of one table changed."""
    return lambda s: {table: getattr(s, table).model_copy(update=values)}


def _same_fx(scenario: Any) -> dict[str, Any]:
    """Facts in which the exchange rate is that of the year the base was set, in every year."""
    rate = next((row.fx for row in scenario.macro if row.year == scenario.agreement.base_year), None)
    if rate is None:
        return {}
    return {"macro": tuple(row.model_copy(update={"fx": rate}) for row in scenario.macro)}


class Switches(Strict):
    """Mechanisms that may be switched off. Draws of the others stay as they were."""

    provocations: Flag = switch(
        "Provocations by the North",
        "the North does nothing",
        NORTH,
        facts=_part("provocations", mode=ProvocationMode.NONE),
    )
    public_opinion: Flag = switch(
        "Public opinion", "the public's view weighs on nobody, nobody gets angry or protests", HOME_FRONT,
        zero(*ANGER, "protest_chance", "audience_public"),
    )  # fmt: skip
    audience_cost: Flag = switch(
        "Price the public puts on a rise", "the host's public puts no price on a rise", HOME_FRONT, zero(*AUDIENCE)
    )
    peer_comparison: Flag = switch(
        "Comparison with other hosts",
        "the host's public does not compare with the peers' last rise",
        HOME_FRONT,
        zero("audience_peer"),
    )
    ratification: Flag = switch(
        "Vote of the legislature", "the legislature passes every text, at the mean lag, and sets no win-set", HOME_FRONT
    )
    leader_approval: Flag = switch("Leaders' consent", "both leaders consent to every text", LEADERS)
    furlough: Flag = switch(
        "Furloughs of base workers", "base workers are never sent home", PRESSURE, zero("furlough_hardness")
    )
    waiting: Flag = switch(
        "Worth of waiting",
        "a side's reservation value is what a lapse without end is worth, whoever may come; the pace stays",
        LOOKING_AHEAD,
    )
    succession: Flag = switch(
        "Changes of government", "the governments that open the talks stay, and nobody expects otherwise",
        LOOKING_AHEAD, facts=lambda s: {"successions": ()},
    )  # fmt: skip
    guest_audience: Flag = switch(
        "The guest's voters",
        "the first-year rise is worth no more to the guest than its money",
        HOME_FRONT,
        zero("audience_guest"),
    )
    precedent: Flag = switch(
        "Precedent for other hosts",
        "a rise above the peers' is worth nothing extra to the guest",
        PRESSURE,
        zero("precedent_guest"),
    )
    escalation: Flag = switch(
        "Rise to ministers and leaders",
        "the talks stay at working level",
        PROCEDURE,
        {"ministerial_after": NEVER, "leader_after": NEVER},
    )
    line: Flag = switch(
        "Own public offer as a line",
        "going above one's own public offer costs nothing",
        HOME_FRONT,
        zero("audience_line"),
    )
    protests: Flag = switch("Protests", "nobody protests", HOME_FRONT, zero("protest_chance"))
    capped_demand: Flag = switch(
        "Demand capped by the zone", "a side asks from the whole of its opening, beyond the zone", LOOKING_AHEAD
    )
    outside_option: Flag = switch("A refused text stands", "a refused text stands for nothing", LEADERS)
    leader_price: Flag = switch(
        "The leader's own price",
        "the guest's leader wants what his ministers want",
        LEADERS,
        zero("leader_price", "leader_spread"),
    )
    dollars: Flag = switch(
        "The guest counts in dollars", "the guest counts in the host's currency", PRESSURE, facts=_same_fx
    )
    rivalry: Flag = switch(
        "Rivalry in the region", "rivalry in the region gives the bases no worth", PRESSURE, zero("rivalry_guest")
    )
    habit: Flag = switch(
        "Habit of rule and term", "leaving the last agreement's rule and term costs nothing", PROCEDURE, zero("habit")
    )
    election_pressure: Flag = switch(
        "Pressure of elections ahead", "elections ahead press nobody; they are still waited for", PRESSURE
    )
    epidemic: Flag = switch("Epidemic", "there is no epidemic", PROCEDURE, facts=_without("epidemic"))
    detente: Flag = switch("Detente", "there is no detente with the North", NORTH, facts=_without("detente"))
    tactics: Flag = switch(
        "Walkouts and threats",
        "the guest neither walks out nor threatens to withdraw",
        PRESSURE,
        zero("walkout_chance", "threat_chance"),
    )
    memory: Flag = switch(
        "Memory of the talks before",
        "the talks before leave no trace",
        PROCEDURE,
        facts=_part("agreement", prior_talks_failed_rounds=0),
    )


MECHANISMS: Mapping[str, Mechanism] = {
    name: next(each for each in declared.metadata if isinstance(each, Mechanism))
    for name, declared in Switches.model_fields.items()
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    group: tuple(name for name, mechanism in MECHANISMS.items() if mechanism.group == group) for group in GROUP_NAMES
}
