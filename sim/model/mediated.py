"""A round in the mediated protocol: both sides say what they ask, and a text closes where the two meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sim.rules.assessment import View
from sim.rules.kinds import Level, Party, Purpose, Reason
from sim.rules.package import standing_worth
from sim.rules.settlement import Package, best_for_guest, nash_settlement
from sim.rules.succession import lame_duck
from sim.rules.talks import bridge_at, level_of_talks, side_letter_closes, worth_with_letter

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


class Text(NamedTuple):
    """A text: its package, and what its side letter is worth to the guest (0 for none)."""

    package: Package
    letter: float


class Bids(NamedTuple):
    """What both sides could do without, ask for and offer in a round; utilities in shares of the base amount a year."""

    host_least: float
    guest_least: float  # of the delegation
    host_asks: float
    guest_asks: float
    host_offer: Package
    guest_offer: Package

    @property
    def gap(self) -> float:
        """Utility by which the host's offer falls short of what the guest asks; 0 or less closes."""
        return self.guest_asks - self.host_offer.guest


@dataclass(frozen=True)
class Meeting:
    """One round: what both sides saw, what they put on the table, and how it ended.

    `reason` is CLOSED where both delegations took the text; a text may be there that one of them let go.
    """

    day: int
    level: Level
    view: View
    bids: Bids
    text: Text | None
    reason: Reason
    parked: bool = False  # nobody is in a hurry to meet again


def hold_round(model: NegotiationModel, day: int) -> Meeting:
    """Both sides ask and offer; the mediator looks for a text; each delegation takes it or lets it go."""
    view = model.assess(day)
    level = Level(level_of_talks(model.talks.failed, model.params.ministerial_after, model.params.leader_after))
    bids = exchange(model, day, level, view)
    text = propose(model, level, view, bids)
    if text is None:
        reason = Reason.NONE
    else:
        reason = answer(model, day, bids, text)
        if reason is Reason.CLOSED:
            return Meeting(day, level, view, bids, text, reason)
    obstacle = find_obstacle(model, day, view, bids)
    if reason is Reason.NONE:  # offers that meet, but leave no gain to share, are no zone either
        reason = obstacle if bids.gap > 0.0 else Reason.NO_ZONE
    return Meeting(day, level, view, bids, text, reason, parked=obstacle is not Reason.GAP)


def exchange(model: NegotiationModel, day: int, level: Level, view: View) -> Bids:
    """Each side works out what it asks, makes its offer, and hears the other's."""
    guest, host, talks, p, records = model.guest, model.host, model.talks, model.params, model.records
    bridge = bridge_at(level.value, p.bridge_ministerial, p.bridge_leader)
    host_least = host.least(view)
    guest_least = guest.delegation_least(view, level)
    if talks.standing is not None:
        signed = view.setting.day
        standing = standing_worth(*talks.standing, signed, host_least, records.menu, view.kinks, records.facts)
        guest_least = max(guest_least, standing)
    host_asks = host.ask(view, day, host_least, bridge)
    guest_asks = guest.ask(view, day, guest_least, bridge)
    host_offer = host.offer(view, host_asks)
    guest_offer = guest.offer(view, guest_asks)
    guest.hear(host_offer.guest)
    host.hear(guest_offer.host)
    return Bids(host_least, guest_least, host_asks, guest_asks, host_offer, guest_offer)


def propose(model: NegotiationModel, level: Level, view: View, bids: Bids) -> Text | None:
    """Text of the mediator: the Nash settlement where offers meet, the host's with a side letter where nearly."""
    p, menu = model.params, model.records.menu
    if bids.gap <= 0.0:
        deal = nash_settlement(
            bids.host_least, bids.guest_least, p.bargaining_weight_host, menu, view.kinks,
            bids.host_asks - bids.host_least, bids.guest_asks - bids.guest_least,
        )  # fmt: skip
        return Text(deal, 0.0) if deal.pair >= 0 else None
    if model.facts.side_letter == 1 and side_letter_closes(
        level.value, bids.gap, p.side_letter_most, p.side_letter_cost, bids.host_asks, bids.host_least
    ):
        return Text(bids.host_offer, bids.gap)
    return None


def answer(model: NegotiationModel, day: int, bids: Bids, text: Text) -> Reason:
    """Whether both delegations take the text, and which lets it go if not."""
    u = model.luck.four(Purpose.ACCEPTANCE, Party.GUEST.value, day)
    if not model.guest.takes(text.package.guest + text.letter - bids.guest_least, u[0]):
        return Reason.GUEST_DECLINED
    worth = worth_with_letter(text.package.host, model.params.side_letter_cost, text.letter)
    if not model.host.takes(worth - bids.host_least, u[1]):
        return Reason.HOST_DECLINED
    return Reason.CLOSED


def find_obstacle(model: NegotiationModel, day: int, view: View, bids: Bids) -> Reason:
    """What stands between the sides: nothing beats waiting for both, a successor is elected, or both ask too much."""
    records = model.records
    if best_for_guest(bids.host_least, records.menu, view.kinks).guest < bids.guest_least:
        return Reason.NO_ZONE
    if lame_duck(day, model.guest.number, records.prospects, records.facts):
        return Reason.PARKED
    return Reason.GAP
