"""Rounds in which one side offers and the other takes it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.rules.equilibrium import proposer
from sim.rules.kinds import EQUILIBRIUM, Party, Purpose
from sim.rules.settlement import TIE, Package

if TYPE_CHECKING:
    from sim.model.mediated import Bids
    from sim.model.negotiation import NegotiationModel


class Text(NamedTuple):
    """A text: its package, and what its side letter is worth to the guest (0 for none)."""

    package: Package
    letter: float


def who_offers(model: NegotiationModel, day: int) -> Party:
    """Party that offers in the round of a day, which is already counted."""
    facts, p = model.facts, model.params
    u = model.luck.one(Purpose.PROPOSER, Party.HOST.value, day)
    held = int(model.books["rounds"]) - 1
    return Party(proposer(facts.protocol, facts.first_offer, held, p.bargaining_weight_host, u))


def offer_in_turn(model: NegotiationModel, day: int, bids: Bids) -> tuple[Text | None, float]:
    """The offer of whoever has the turn, None where the other asks for more; and by how much it falls short.

    A side takes what is worth at least what it would ask for itself (Faratin et al. 1998); in the equilibrium it asks
    for what refusing is worth.
    """
    if who_offers(model, day) is Party.HOST:
        deal = bids.host_offer
        gap = max(bids.guest_asks - deal.guest, bids.host_least - deal.host)
    else:
        deal = bids.guest_offer
        gap = max(bids.host_asks - deal.host, bids.guest_least - deal.guest)
    closes = deal.pair >= 0 and gap <= TIE
    if closes and model.facts.policy != EQUILIBRIUM:  # a host takes nothing that its legislature would refuse
        closes = model.within_win_set(deal.rise, day) >= deal.rise
    return (Text(deal, 0.0) if closes else None), gap
