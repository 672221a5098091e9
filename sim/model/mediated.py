"""A round: both sides say what they ask, and a text closes where the two meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sim.model.turns import Text, offer_in_turn
from sim.rules.assessment import View
from sim.rules.equilibrium import Refusing
from sim.rules.kinds import MEDIATED, Level, Party, Purpose, Reason
from sim.rules.package import standing_worth
from sim.rules.settlement import MOST_RISE, Package, best_for_guest, best_for_host, nash_settlement
from sim.rules.succession import lame_duck
from sim.rules.talks import bridge_at, level_of_talks, side_letter_closes, worth_with_letter

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


class Bids(NamedTuple):
    """What both sides could do without, ask for and offer in a round; utilities in shares of the base amount a year."""

    host_waits: float  # worth of waiting, or of refusing in the equilibrium
    guest_waits: float  # of the delegation
    host_least: float  # that, or the worth of leaving for good
    guest_least: float
    host_asks: float
    guest_asks: float
    host_offer: Package
    guest_offer: Package
    most: float  # largest rise the host's delegation may name: beyond it lies no ratification

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
    gap: float  # utility by which the offer on the table falls short of what is asked
    parked: bool = False  # nobody is in a hurry to meet again
    apart: bool = False  # no package is worth enough to both


def hold_round(model: NegotiationModel, day: int) -> Meeting:
    """Both sides ask and offer; one of them, or a mediator, puts a text; each delegation takes it or lets it go."""
    refusing = model.refusing(day)
    view = model.assess(day)
    level = Level(level_of_talks(model.talks.failed, model.params.ministerial_after, model.params.leader_after))
    bids = exchange(model, day, level, view, refusing)
    if model.facts.protocol == MEDIATED:
        text, gap = propose(model, day, level, view, bids), bids.gap
    else:
        text, gap = offer_in_turn(model, day, bids)
    if text is None:
        reason = Reason.NONE
    else:
        reason = answer(model, day, bids, text)
        if reason is Reason.CLOSED:
            return Meeting(day, level, view, bids, text, reason, gap)
    obstacle = find_obstacle(model, day, view, bids)
    apart, parked = obstacle is Reason.NO_ZONE, obstacle in (Reason.NO_ZONE, Reason.PARKED)
    if reason is Reason.NONE:  # offers that meet, but leave no gain to share, are no zone either
        reason = obstacle if gap > 0.0 else Reason.NO_ZONE
    return Meeting(day, level, view, bids, text, reason, gap, parked, apart)


def exchange(model: NegotiationModel, day: int, level: Level, view: View, refusing: Refusing | None) -> Bids:
    """Each side works out what it asks, makes its offer, and hears the other's.

    `refusing` is what refusing is worth to both in the equilibrium, None under the other policies.
    """
    guest, host = model.guest, model.host
    if refusing is None:
        bids = _by_concession(model, day, level, view)
    else:
        bids = _in_equilibrium(model, view, refusing)
    guest.hear(bids.host_offer.guest)
    host.hear(bids.guest_offer.host)
    return bids


def _in_equilibrium(model: NegotiationModel, view: View, refusing: Refusing) -> Bids:
    """Whoever offers keeps all that the other need not have."""
    facts, menu = model.facts, model.records.menu
    host_least, guest_least = max(refusing.host, facts.exit_host), max(refusing.guest, facts.exit_guest)
    host_offer = best_for_host(guest_least, menu, view.kinks)
    guest_offer = best_for_guest(host_least, menu, view.kinks)
    return Bids(
        refusing.host, refusing.guest, host_least, guest_least, host_least, guest_least, host_offer, guest_offer,
        MOST_RISE,
    )  # fmt: skip


def _by_concession(model: NegotiationModel, day: int, level: Level, view: View) -> Bids:
    """Each side comes down from its opening to what it could do without."""
    guest, host, talks, p, records = model.guest, model.host, model.talks, model.params, model.records
    bridge = bridge_at(level.value, p.bridge_ministerial, p.bridge_leader)
    host_least = host.least(view)
    guest_least = guest.delegation_least(view, level)
    if talks.standing is not None:
        signed = view.setting.day
        standing = standing_worth(*talks.standing, signed, host_least, records.menu, view.kinks, records.facts)
        guest_least = max(guest_least, standing)
    host_waits, guest_waits = host_least, guest_least
    host_least, guest_least = max(host_least, model.facts.exit_host), max(guest_least, model.facts.exit_guest)
    host_asks = host.ask(view, day, host_least, bridge)
    guest_asks = guest.ask(view, day, guest_least, bridge)
    host_offer, most = host.offer(view, host_asks), MOST_RISE
    within = model.within_win_set(host_offer.rise, day)
    if within < host_offer.rise:
        host_offer, most = best_for_guest(host_asks, records.menu, view.kinks, within), within
    guest_offer = guest.offer(view, guest_asks)
    return Bids(
        host_waits, guest_waits, host_least, guest_least, host_asks, guest_asks, host_offer, guest_offer, most
    )  # fmt: skip


def propose(model: NegotiationModel, day: int, level: Level, view: View, bids: Bids) -> Text | None:
    """Text of the mediator: the Nash settlement where offers meet, the host's with a side letter where nearly."""
    p = model.params
    if bids.gap <= 0.0:
        deal = _settle(model, view, bids, bids.most)
        within = model.within_win_set(deal.rise, day)
        if deal.pair >= 0 and within < deal.rise:
            deal = _settle(model, view, bids, within)
        return Text(deal, 0.0) if deal.pair >= 0 else None
    if model.facts.side_letter == 1 and side_letter_closes(
        level.value, bids.gap, p.side_letter_most, p.side_letter_cost, bids.host_asks, bids.host_least
    ):
        return Text(bids.host_offer, bids.gap)
    return None


def _settle(model: NegotiationModel, view: View, bids: Bids, most: float) -> Package:
    """Nash settlement that gives both what they ask, its rise no larger than `most`."""
    deal: Package = nash_settlement(
        bids.host_least, bids.guest_least, model.params.bargaining_weight_host, model.records.menu, view.kinks,
        bids.host_asks - bids.host_least, bids.guest_asks - bids.guest_least, most,
    )  # fmt: skip
    return deal


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
    unbound = best_for_guest(bids.host_asks, records.menu, view.kinks)
    if bids.most < unbound.rise and bids.guest_asks <= unbound.guest and bids.gap > 0.0:
        return Reason.WIN_SET
    return Reason.GAP
