"""Order of one round: what both sides ask and offer, whether a text closes, what follows if not."""

from __future__ import annotations

import math
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
from sim.engine.public import discord, protest, react
from sim.engine.state import BROKEN, TEXT
from sim.engine.world import World, four, one, threat_on, view_of
from sim.rules.assessment import View
from sim.rules.equilibrium import Refusing, proposer, refusing_values
from sim.rules.kinds import EQUILIBRIUM, MEDIATED, Act, Party, Purpose, Reason
from sim.rules.package import standing_worth
from sim.rules.pressing import pressure_on
from sim.rules.pressure import Pressure, conceded
from sim.rules.settlement import MOST_RISE, TIE, Package, best_for_guest, best_for_host, nash_settlement
from sim.rules.succession import lame_duck, price_known
from sim.rules.talks import breaks_off, leader_takes, level_of_talks, next_round_in
from sim.rules.winset import within_win_set

GUEST = Party.GUEST.value
HOST = Party.HOST.value


class Bids(NamedTuple):
    """What both sides could do without, ask for and offer in a round; utilities in shares of the base amount a year."""

    level: int
    host_waits: float  # worth of waiting, or of refusing in the equilibrium
    guest_waits: float  # of the delegation
    host_least: float  # that, or the worth of leaving for good
    guest_least: float
    standing: float  # worth to the guest of the text that stands, minus infinity for none
    host_zone: float  # the most each could gain where the other gets just what it could do without
    guest_zone: float
    host_asks: float
    guest_asks: float
    host_offer: Package
    guest_offer: Package
    most: float  # largest rise the host's delegation may name: beyond it lies no ratification
    pressure: Pressure


class Table(NamedTuple):
    """What lies on the table of a round."""

    deal: Package
    gap: float  # utility by which it falls short of what is asked; 0 or less closes
    closes: bool


def hold_round(day: int, w: World) -> None:
    """Hold a round: both sides ask and offer, a text closes or not, and what follows if not."""
    w.s.next_round = -1
    w.row.rounds += 1
    refusing = Refusing(0.0, 0.0)
    if w.f.policy == EQUILIBRIUM:
        refusing = refusing_values(day, int(w.row.rounds) - 1, w.s.guest, w.s.host, w.q, w.m, w.f, w.p)
    level = level_of_talks(w.s.failed, w.p.ministerial_after, w.p.leader_after)
    price = price_known(w.s.guest_private[w.s.guest], w.s.refused == 1, level)
    view = view_of(day, w, price)
    bids = exchange(day, w, view, level, refusing)
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
        part(day, w, bids, table, index)


def exchange(day: int, w: World, view: View, level: int, refusing: Refusing) -> Bids:
    """Each side works out what it could do without, gives way under the pressure, and says what it asks and offers."""
    f = w.f
    host_waits, guest_waits = refusing.host, refusing.guest
    if f.policy != EQUILIBRIUM:
        host_waits = host_least(day, w, view, level)
        guest_waits = guest_least(day, w, view, level)
    least_host, least_guest = max(host_waits, f.exit_host), max(guest_waits, f.exit_guest)
    zone_host, zone_guest = zones(w, view, least_host, least_guest)
    pressure = press(day, w, view, least_host + least_guest, zone_host, zone_guest)
    asks_host = host_asks(day, w, view, zone_host if f.capped == 1 else math.inf, least_host)
    asks_guest = guest_asks(day, w, view, zone_guest if f.capped == 1 else math.inf, least_guest)
    standing = -math.inf
    if f.policy != EQUILIBRIUM:
        standing = text_that_stands(view, w, least_host)
        asks_guest = max(asks_guest, standing)
    most = MOST_RISE
    host_offer = host_offers(day, w, view, asks_host, asks_guest, most)
    if f.policy != EQUILIBRIUM:
        within = rise_to_carry(host_offer.rise, day, w)
        if within < host_offer.rise:
            most = within
            host_offer = host_offers(day, w, view, asks_host, asks_guest, most)
    guest_offer = guest_offers(day, w, view, asks_guest, asks_host)
    return Bids(
        level, host_waits, guest_waits, least_host, least_guest, standing, zone_host, zone_guest, asks_host, asks_guest,
        host_offer, guest_offer, most, pressure,
    )  # fmt: skip


def zones(w: World, view: View, least_host: float, least_guest: float) -> tuple[float, float]:
    """The most that host and guest could gain where the other gets just what it could do without."""
    zone_guest = best_for_guest(least_host, w.m, view.kinks).guest - least_guest
    zone_host = best_for_host(least_guest, w.m, view.kinks).host - least_host
    return zone_host, zone_guest


def look(day: int, w: World) -> None:
    """Give way under the pressure so far without a round of one's own: where talks go as recorded."""
    view = view_of(day, w, price_known(w.s.guest_private[w.s.guest], w.s.refused == 1, 0))
    host = host_least(day, w, view, 0)
    guest = guest_least(day, w, view, 0)
    zone_host, zone_guest = zones(w, view, host, guest)
    press(day, w, view, host + guest, zone_host, zone_guest)


def press(day: int, w: World, view: View, least: float, zone_host: float, zone_guest: float) -> Pressure:
    """The pressure of the days since the last look, and what both sides give up under it.

    `least` is what both together could do without, a zone the most that a side could gain beyond its own, below 0 where
    no package is worth to both what they could do without.
    """
    s, p = w.s, w.p
    zone_host, zone_guest = max(zone_host, 0.0), max(zone_guest, 0.0)
    pressure = pressure_on(
        day, s.guest, s.host, threat_on(day, w), s.withdrawal, s.furlough_until >= 0, least + zone_guest,
        0.5 * (zone_host + zone_guest), view.setting, w.q, w.f, p,
    )  # fmt: skip
    days = float(day - s.looked)
    s.host_conceded = conceded(s.host_conceded, p.concession_rate, pressure.total, pressure.stake, days)
    s.guest_conceded = conceded(s.guest_conceded, p.concession_rate, pressure.total, pressure.stake, days)
    s.looked = day
    return pressure


def text_that_stands(view: View, w: World, least_host: float) -> float:
    """Worth to the guest of the text that stands, minus infinity for none."""
    s = w.s
    if w.f.outside_option == 0:
        return -math.inf
    return standing_worth(
        s.standing_escalator, s.standing_years, s.standing_extra, s.standing_rise, least_host, w.m, view.kinks, w.f
    )


def rise_to_carry(rise: float, day: int, w: World) -> float:
    """The rise, or the largest one the legislature is expected to carry with opinion as it is."""
    return within_win_set(rise, day, w.s.host, w.s.line, w.s.anger, w.f, w.p)


def put_text(day: int, w: World, view: View, bids: Bids) -> Table:
    """The text on the table: a mediator's where offers meet, or the offer of whoever has the turn."""
    if w.f.protocol == MEDIATED:
        return mediate(day, w, view, bids)
    return offer_in_turn(day, w, bids)


def mediate(day: int, w: World, view: View, bids: Bids) -> Table:
    """Where offers meet, the Nash settlement."""
    gap = bids.guest_asks - bids.host_offer.guest
    if gap > TIE:
        return Table(bids.host_offer, gap, False)
    deal = settle(w, view, bids, bids.most)
    within = rise_to_carry(deal.rise, day, w)
    if deal.pair >= 0 and within < deal.rise:
        deal = settle(w, view, bids, within)
    return Table(deal, gap, deal.pair >= 0)


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
    return Table(deal, gap, closes)


def answer(day: int, w: World, bids: Bids, table: Table) -> int:
    """Whether both delegations take the text, and which turns it down if not; a number of `Reason`."""
    u = four(day, w, Purpose.ACCEPTANCE.value, GUEST)
    deal = table.deal
    if not guest_takes(day, w, deal, deal.guest, bids.guest_least, u[0]):
        return Reason.GUEST_DECLINED.value
    if not host_takes(day, w, deal, deal.host, bids.host_least, u[1]):
        return Reason.HOST_DECLINED.value
    return Reason.CLOSED.value


def close(day: int, w: World, table: Table) -> None:
    """A text is on its way to the leaders."""
    s, deal = w.s, table.deal
    s.pair, s.extra, s.rise = deal.pair, deal.extra, deal.rise
    w.row.texts += 1
    s.stage = TEXT
    u = one(day, w, Purpose.LEADER.value, HOST)
    s.due = day + leader_takes(w.p.leader_mean_days, exponential(u))


def part(day: int, w: World, bids: Bids, table: Table, index: int) -> None:
    """Go home without a text: for good, or until the next round; `index` is that of the round in the log."""
    s, f, p = w.s, w.f, w.p
    s.failed += 1
    u = one(day, w, Purpose.BREAKDOWN.value, HOST)
    apart = bids.guest_zone < 0.0
    if breaks_off(u, f.breakdown_chance, apart, bids.host_waits, f.exit_host, bids.guest_waits, f.exit_guest):
        s.stage = BROKEN
        w.row.break_day = day - f.expiry
        note(Happening.BREAK.value, day, w)
        return
    parked = apart or lame_duck(day, s.guest, w.q, f)
    use_tactics(day, w, bids.host_offer, table.gap, index)
    v = one(day, w, Purpose.SPACING.value, HOST)
    s.next_round = day + next_round_in(day, table.gap, parked, exponential(v), f, p)


def use_tactics(day: int, w: World, offered: Package, gap: float, index: int) -> None:
    """Walkout and withdrawal threat after a round with a wide gap; the host then makes public what it offered."""
    u = four(day, w, Purpose.TACTIC.value, GUEST)
    walks_out = guest_walks_out(day, w, gap, u[0])
    threatens = guest_threatens(day, w, gap, u[1])
    if walks_out:
        w.row.walkouts += 1
        discord(day, w)
        if index >= 0:
            w.log[index].walked_out = 1
    if threatens:
        w.row.threats += 1
        w.s.withdrawal += 1.0
        react(day, w, w.p.anger_affront)
    if walks_out or threatens:
        if offered.pair >= 0:
            w.s.line = offered.rise
        protest(day, w, Act.TACTIC.value)
    if walks_out:
        note(Happening.WALKOUT.value, day, w, amount=gap)
    if threatens:
        note(Happening.THREAT.value, day, w, amount=gap)


def note_round(index: int, w: World, view: View, bids: Bids, table: Table, reason: int) -> None:
    """Add the numbers of a round to its event."""
    e = w.log[index]
    e.level, e.reason, e.gap, e.most = bids.level, reason, table.gap, bids.most
    e.host_waits, e.guest_waits, e.standing = bids.host_waits, bids.guest_waits, bids.standing
    e.host_least, e.guest_least = bids.host_least, bids.guest_least
    e.host_zone, e.guest_zone = bids.host_zone, bids.guest_zone
    e.host_asks, e.guest_asks = bids.host_asks, bids.guest_asks
    e.host_waiting = view.waits.host + w.s.host_private[w.s.host]
    e.guest_waiting = view.waits.guest
    note_pressure(index, w, bids.pressure)
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
    e.pair, e.extra, e.rise = -1, 0, 0.0
    if table.closes:
        e.pair, e.extra, e.rise = deal.pair, deal.extra, deal.rise
        e.text_host, e.text_guest = deal.host, deal.guest


def note_pressure(index: int, w: World, pressure: Pressure) -> None:
    """Add the pressure by part to the event of a round."""
    e = w.log[index]
    e.press_lapse, e.press_expiry, e.press_money = pressure.lapse, pressure.expiry, pressure.money
    e.press_election, e.pressure, e.stake = pressure.election, pressure.total, pressure.stake
