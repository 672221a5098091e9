"""Switches: each mechanism can be taken out of a scenario, and out means its stated neutral value."""

from __future__ import annotations

from typing import Any

from sim.scenario.fields import Flag, Strict, fact


def switch(off: str) -> Any:
    """Declare a switch; `off` says what holds instead of the mechanism."""
    return fact(f"Off: {off}", "true or false", default=True)


class Switches(Strict):
    """Mechanisms that may be switched off. Draws of the others stay as they were."""

    provocations: Flag = switch("the North does nothing")
    public_opinion: Flag = switch("every segment's support stays at its mean, nobody gets angry or protests")
    audience_cost: Flag = switch("the host's public puts no price on a rise")
    peer_comparison: Flag = switch("the host's public does not compare with the peers' last rise")
    ratification: Flag = switch("the legislature passes every text, at the mean lag, and sets no win-set")
    leader_approval: Flag = switch("both leaders consent to every text")
    furlough: Flag = switch("base workers are never sent home")
    waiting: Flag = switch(
        "a side's reservation value is what a lapse without end is worth, whoever may come; the pace stays"
    )
    succession: Flag = switch("the governments that open the talks stay, and nobody expects otherwise")
    guest_audience: Flag = switch("the first-year rise is worth no more to the guest than its money")
    precedent: Flag = switch("a rise above the peers' is worth nothing extra to the guest")
    reciprocity: Flag = switch("no side returns the other's concessions")
    escalation: Flag = switch("the talks stay at working level")
    announced_ceiling: Flag = switch("the host's government announces no ceiling")
    side_letter: Flag = switch("no side letter bridges a gap")
    epidemic: Flag = switch("there is no epidemic")
    detente: Flag = switch("there is no detente with the North")
    tactics: Flag = switch("the guest neither walks out nor threatens to withdraw")
    memory: Flag = switch("the talks before leave no trace")
