"""Order of one round: what both sides ask and offer, whether a text closes, what follows if not."""

from __future__ import annotations

from typing import NamedTuple

from sim.draws import exponential
from sim.engine.decisions import (
    guest_asks,
    guest_least,
    guest_offers,
    guest_takes,
    guest_threatens,
    guest_walks_out,
    host_asks,
    host_least,
    host_offers,
    host_takes,
)
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.public import protest, react
from sim.engine.state import BROKEN, TEXT
from sim.engine.world import World, four, one, view_of
from sim.rules.assessment import View
from sim.rules.concession import concession
from sim.rules.equilibrium import Refusing, proposer, refusing_values
from sim.rules.kinds import EQUILIBRIUM, MEDIATED, Act, Party, Purpose, Reason
from sim.rules.package import standing_worth
from sim.rules.settlement import MOST_RISE, TIE, Package, best_for_guest, nash_settlement
from sim.rules.succession import lame_duck
from sim.rules.talks import (
    breaks_off,
    leader_takes,
    level_of_talks,
    moved,
    next_round_in,
    side_letter_closes,
    worth_with_letter,
)
from sim.rules.winset import within_win_set

GUEST = Party.GUEST.value
HOST = Party.HOST.value


class Bids(NamedTuple):
    """What both sides could do without, ask for and offer in a round; utilities in shares of the base amount a year."""

    level: int
    host_waits: float  # worth of waiting, or of refusing in the equilibrium
    guest_waits: float  # of the delegation, or of the text that stands
    own_waits: float  # of the delegation alone
    host_least: float  # worth of waiting, or of leaving for good
    guest_least: float
    host_asks: float
    guest_asks: float
    host_offer: Package
    guest_offer: Package
    most: float  # largest rise the host's delegation may name: beyond it lies no ratification


class Table(NamedTuple):
    """What lies on the table of a round."""

    deal: Package
    letter: float  # worth to the guest of its side letter
    gap: float  # utility by which it falls short of what is asked; 0 or less closes
    closes: bool


def hold_round(day: int, w: World) -> None:
    """Hold a round: both sides ask and offer, a text closes or not, and what follows if not."""
    w.s.next_round = -1
    w.row.rounds += 1
    refusing = Refusing(0.0, 0.0)
    if w.f.policy == EQUILIBRIUM:
        refusing = refusing_values(day, int(w.row.rounds) - 1, w.s.guest, w.s.host, w.q, w.m, w.f, w.p)
    view = view_of(day, w)
    bids = exchange(day, w, view, refusing)
    hear_offers(w, bids)
    table = put_text(day, w, view, bids)
    reason = Reason.NONE.value
    if table.closes:
        reason = answer(day, w, bids, table)
    index = note(Happening.ROUND.value, day, w, number=int(w.row.rounds))
    if index >= 0:
        note_round(index, w, view, bids, table, reason)
    if reason == Reason.CLOSED.value:
        close(day, w, table)
    else:
        part(day, w, view, bids, table, index)


def exchange(day: int, w: World, view: View, refusing: Refusing) -> Bids:
    """Each side works out what it could do without, what it asks for, and its offer."""
    s, f = w.s, w.f
    level = level_of_talks(s.failed, w.p.ministerial_after, w.p.leader_after)
    if f.policy == EQUILIBRIUM:
        host_waits, own_waits = refusing.host, refusing.guest
        guest_waits = own_waits
    else:
        host_waits = host_least(day, w, view, level)
        own_waits = guest_least(day, w, view, level)
        guest_waits = max(own_waits, standing(view, w, host_waits))
    least_host, least_guest = max(host_waits, f.exit_host), max(guest_waits, f.exit_guest)
    asks_host = host_asks(day, w, view, level, least_host)
    asks_guest = guest_asks(day, w, view, level, least_guest)
    most = MOST_RISE
    host_offer = host_offers(day, w, view, asks_host, asks_guest, most)
    if f.policy != EQUILIBRIUM:
        within = rise_to_carry(host_offer.rise, day, w)
        if within < host_offer.rise:
            most = within
            host_offer = host_offers(day, w, view, asks_host, asks_guest, most)
    guest_offer = guest_offers(day, w, view, asks_guest, asks_host)
    return Bids(
        level, host_waits, guest_waits, own_waits, least_host, least_guest, asks_host, asks_guest, host_offer,
        guest_offer, most,
    )  # fmt: skip


def standing(view: View, w: World, least_host: float) -> float:
    """Worth to the guest of the text that stands, minus infinity for none."""
    s = w.s
    return standing_worth(
        s.standing_escalator, s.standing_years, s.standing_extra, s.standing_rise, view.setting.day, least_host, w.m,
        view.kinks, w.f,
    )  # fmt: skip


def rise_to_carry(rise: float, day: int, w: World) -> float:
    """The rise, or the largest one the legislature is expected to carry with opinion as it is."""
    return within_win_set(rise, day, w.s.host, w.s.support, w.s.anger, w.f, w.p)


def hear_offers(w: World, bids: Bids) -> None:
    """Each side takes in the other's offer, by what it is worth to it."""
    s = w.s
    s.guest_received = concession(bids.host_offer.guest, s.last_host_offer)
    s.host_received = concession(bids.guest_offer.host, s.last_guest_offer)
    s.last_host_offer = bids.host_offer.guest
    s.last_guest_offer = bids.guest_offer.host


def put_text(day: int, w: World, view: View, bids: Bids) -> Table:
    """The text on the table: a mediator's where offers meet, or the offer of whoever has the turn."""
    if w.f.protocol == MEDIATED:
        return mediate(day, w, view, bids)
    return offer_in_turn(day, w, bids)


def mediate(day: int, w: World, view: View, bids: Bids) -> Table:
    """Where offers meet, the Nash settlement; where they nearly do, the host's offer with a side letter."""
    gap = bids.guest_asks - bids.host_offer.guest
    if gap <= 0.0:
        deal = settle(w, view, bids, bids.most)
        within = rise_to_carry(deal.rise, day, w)
        if deal.pair >= 0 and within < deal.rise:
            deal = settle(w, view, bids, within)
        return Table(deal, 0.0, gap, deal.pair >= 0)
    bridged = w.f.side_letter == 1 and side_letter_closes(
        bids.level, gap, w.p.side_letter_most, w.p.side_letter_cost, bids.host_asks, bids.host_least
    )
    return Table(bids.host_offer, gap if bridged else 0.0, gap, bridged)


def settle(w: World, view: View, bids: Bids, most: float) -> Package:
    """Nash settlement that gives both what they ask, its rise no larger than `most`."""
    return nash_settlement(
        bids.host_least, bids.guest_least, w.p.bargaining_weight_host, w.m, view.kinks,
        bids.host_asks - bids.host_least, bids.guest_asks - bids.guest_least, most,
    )  # fmt: skip


def offer_in_turn(day: int, w: World, bids: Bids) -> Table:
    """The offer of whoever has the turn, and by how much it falls short of what the other asks.

    A side takes what is worth at least what it would ask for itself (Faratin et al. 1998); in the equilibrium it asks
    for what refusing is worth.
    """
    held = int(w.row.rounds) - 1
    u = one(day, w, Purpose.PROPOSER.value, HOST)
    deal = bids.host_offer
    gap = max(bids.guest_asks - deal.guest, bids.host_least - deal.host)
    if proposer(w.f.protocol, w.f.first_offer, held, w.p.bargaining_weight_host, u) == GUEST:
        deal = bids.guest_offer
        gap = max(bids.host_asks - deal.host, bids.guest_least - deal.guest)
    closes = deal.pair >= 0 and gap <= TIE
    if closes and w.f.policy != EQUILIBRIUM:  # a host takes nothing that its legislature would refuse
        closes = rise_to_carry(deal.rise, day, w) >= deal.rise
    return Table(deal, 0.0, gap, closes)


def answer(day: int, w: World, bids: Bids, table: Table) -> int:
    """Whether both delegations take the text, and which turns it down if not; a number of `Reason`."""
    u = four(day, w, Purpose.ACCEPTANCE.value, GUEST)
    deal = table.deal
    if not guest_takes(day, w, deal, deal.guest + table.letter, bids.guest_least, u[0]):
        return Reason.GUEST_DECLINED.value
    worth = worth_with_letter(deal.host, w.p.side_letter_cost, table.letter)
    if not host_takes(day, w, deal, worth, bids.host_least, u[1]):
        return Reason.HOST_DECLINED.value
    return Reason.CLOSED.value


def close(day: int, w: World, table: Table) -> None:
    """A text is on its way to the leaders."""
    s, deal = w.s, table.deal
    s.pair, s.extra, s.rise, s.letter = deal.pair, deal.extra, deal.rise, table.letter
    w.row.texts += 1
    s.stage = TEXT
    u = one(day, w, Purpose.LEADER.value, HOST)
    s.due = day + leader_takes(w.p.leader_mean_days, exponential(u))


def part(day: int, w: World, view: View, bids: Bids, table: Table, index: int) -> None:
    """Go home without a text: for good, or until the next round; `index` is that of the round in the log."""
    s, f, p = w.s, w.f, w.p
    s.failed += 1
    s.relations = moved(s.relations, -p.relations_failure)
    apart = best_for_guest(bids.host_least, w.m, view.kinks).guest < bids.guest_least
    u = one(day, w, Purpose.BREAKDOWN.value, HOST)
    if breaks_off(u, f.breakdown_chance, apart, bids.host_waits, f.exit_host, bids.guest_waits, f.exit_guest):
        s.stage = BROKEN
        w.row.break_day = day - f.expiry
        note(Happening.BREAK.value, day, w)
        return
    parked = apart or lame_duck(day, s.guest, w.q, f)
    use_tactics(day, w, table.gap, index)
    v = one(day, w, Purpose.SPACING.value, HOST)
    s.next_round = day + next_round_in(day, table.gap, parked, exponential(v), f, p)


def use_tactics(day: int, w: World, gap: float, index: int) -> None:
    """Walkout and withdrawal threat after a round with a wide gap."""
    u = four(day, w, Purpose.TACTIC.value, GUEST)
    walks_out = guest_walks_out(day, w, gap, u[0])
    threatens = guest_threatens(day, w, gap, u[1])
    if walks_out:
        w.row.walkouts += 1
        w.s.relations = moved(w.s.relations, -w.p.relations_walkout)
        react(day, w, w.p.anger_walkout)
        if index >= 0:
            w.log[index].walked_out = 1
    if threatens:
        w.row.threats += 1
        w.s.withdrawal += w.p.threat_credibility
        react(day, w, w.p.anger_threat)
    if walks_out or threatens:
        protest(day, w, Act.TACTIC.value)
    if walks_out:
        note(Happening.WALKOUT.value, day, w, amount=gap)
    if threatens:
        note(Happening.THREAT.value, day, w, amount=gap)


def note_round(index: int, w: World, view: View, bids: Bids, table: Table, reason: int) -> None:
    """Add the numbers of a round to its event."""
    e = w.log[index]
    e.level, e.reason, e.gap, e.most = bids.level, reason, table.gap, bids.most
    e.host_waits, e.guest_waits, e.own_waits = bids.host_waits, bids.guest_waits, bids.own_waits
    e.host_least, e.guest_least = bids.host_least, bids.guest_least
    e.host_asks, e.guest_asks = bids.host_asks, bids.guest_asks
    e.host_waiting = view.waits.host + w.s.host_private[w.s.host]
    e.guest_waiting = view.waits.guest + w.s.guest_private[w.s.guest]
    own, other = bids.host_offer, bids.guest_offer
    e.host_pair, e.host_extra, e.host_rise, e.host_own, e.host_other = (
        own.pair,
        own.extra,
        own.rise,
        own.host,
        own.guest,
    )
    e.guest_pair, e.guest_extra, e.guest_rise = other.pair, other.extra, other.rise
    e.guest_own, e.guest_other = other.guest, other.host
    deal = table.deal
    e.pair, e.extra, e.rise, e.letter = -1, 0, 0.0, 0.0
    if table.closes:
        e.pair, e.extra, e.rise, e.letter = deal.pair, deal.extra, deal.rise, table.letter
        e.text_host, e.text_guest = deal.host, deal.guest
