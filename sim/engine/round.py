"""Order of one round in the fast runner: what both sides ask, whether a text closes, what follows if not."""

from __future__ import annotations

import numpy as np

from sim.compiled import compiled_loop
from sim.draws import exponential, uniform, uniforms
from sim.engine.public import protest, react
from sim.engine.state import BROKEN, TEXT, State
from sim.engine.view import view_of
from sim.outcome import INDEX as COL
from sim.rules.acceptance import acceptance_chance
from sim.rules.concession import asked, concession, progress
from sim.rules.equilibrium import Refusing, proposer, refusing_values
from sim.rules.kinds import EQUILIBRIUM, MEDIATED, Party, Purpose
from sim.rules.package import standing_worth
from sim.rules.settlement import (
    MOST_RISE,
    TIE,
    best_for_guest,
    best_for_host,
    nash_settlement,
    opening_worth_guest,
    opening_worth_host,
)
from sim.rules.succession import delegation_least, lame_duck
from sim.rules.talks import (
    breaks_off,
    bridge_at,
    leader_takes,
    level_of_talks,
    moved,
    next_round_in,
    side_letter_closes,
    tactic_chance,
    worth_with_letter,
)
from sim.rules.terms import Facts, Menu, Params, Prospects
from sim.rules.utility import between, hardness_of
from sim.rules.winset import within_win_set

GUEST = Party.GUEST.value
HOST = Party.HOST.value


@compiled_loop
def hold_round(
    day: int, seed: int, replicate: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu, row: np.ndarray
) -> None:
    """Hold a round on `day`: both sides ask, a text closes or not, and what follows if not."""
    s.next_round = -1
    row[COL.rounds] += 1
    calendar = f.start_ordinal + day
    refusing = Refusing(0.0, 0.0)
    if f.policy == EQUILIBRIUM:
        refusing = refusing_values(day, int(row[COL.rounds]) - 1, s.guest, s.host, q, m, f, p)
    view = view_of(day, s, f, p, q, m)
    waits, k = view.waits, view.kinks

    level = level_of_talks(s.failed, p.ministerial_after, p.leader_after)
    if f.policy == EQUILIBRIUM:
        host_least, guest_least = refusing.host, refusing.guest
    else:
        host_least = waits.host + s.host_private[s.host]
        guest_least = delegation_least(waits, s.guest_private[s.guest], s.refused == 1, level, p)
        standing = standing_worth(
            s.standing_escalator, s.standing_years, s.standing_extra, s.standing_rise, view.setting.day, host_least, m,
            k, f,
        )  # fmt: skip
        guest_least = max(guest_least, standing)
    host_waits, guest_waits = host_least, guest_least
    host_least = max(host_least, f.exit_host)
    guest_least = max(guest_least, f.exit_guest)

    host_asks, guest_asks = host_least, guest_least
    if f.policy != EQUILIBRIUM:
        caution = p.election_caution * f.election_near[day]
        host_run = progress(float(day), s.host_start, s.host_deadline, caution)
        guest_run = progress(float(day), s.guest_start, s.guest_deadline, 0.0)
        exponent = between(p.concession_transactional, p.concession_alliance, q.types[s.guest])
        bridge = bridge_at(level, p.bridge_ministerial, p.bridge_leader)
        host_asks = asked(
            opening_worth_host(f.opening_host, m, k), host_least, host_run, p.concession_host, s.host_received,
            p.reciprocity, bridge,
        )  # fmt: skip
        guest_asks = asked(
            opening_worth_guest(s.guest_opening, m, k), guest_least, guest_run, exponent, s.guest_received,
            p.reciprocity, bridge,
        )  # fmt: skip

    host_offer = best_for_guest(host_asks, m, k)
    most = within_win_set(host_offer.rise, day, s.host, s.support, s.anger, f, p)
    if most < host_offer.rise:
        host_offer = best_for_guest(host_asks, m, k, most)
    else:
        most = MOST_RISE
    guest_offer = best_for_host(guest_asks, m, k)
    if f.policy == EQUILIBRIUM:  # whoever offers keeps all that the other need not have
        host_offer, guest_offer = best_for_host(guest_asks, m, k), best_for_guest(host_asks, m, k)
    s.guest_received = concession(host_offer.guest, s.last_host_offer)
    s.host_received = concession(guest_offer.host, s.last_guest_offer)
    s.last_host_offer = host_offer.guest
    s.last_guest_offer = guest_offer.host

    deal, letter = host_offer, 0.0
    if f.protocol == MEDIATED:
        gap = guest_asks - host_offer.guest
        closes = gap <= 0.0
        if closes:
            deal = nash_settlement(
                host_least, guest_least, p.bargaining_weight_host, m, k, host_asks - host_least,
                guest_asks - guest_least, most,
            )  # fmt: skip
            closes = deal.pair >= 0
            capped = within_win_set(deal.rise, day, s.host, s.support, s.anger, f, p)
            if closes and capped < deal.rise:
                deal = nash_settlement(
                    host_least, guest_least, p.bargaining_weight_host, m, k, host_asks - host_least,
                    guest_asks - guest_least, capped,
                )  # fmt: skip
                closes = deal.pair >= 0
        elif f.side_letter == 1 and side_letter_closes(
            level, gap, p.side_letter_most, p.side_letter_cost, host_asks, host_least
        ):
            closes = True
            letter = gap
    else:
        w = uniform(seed, replicate, Purpose.PROPOSER.value, HOST, calendar)
        by = proposer(f.protocol, f.first_offer, int(row[COL.rounds]) - 1, p.bargaining_weight_host, w)
        if by == HOST:
            gap = max(guest_asks - host_offer.guest, host_least - host_offer.host)
        else:
            deal = guest_offer
            gap = max(host_asks - guest_offer.host, guest_least - guest_offer.guest)
        closes = deal.pair >= 0 and gap <= TIE
        if closes and f.policy != EQUILIBRIUM:  # a host takes nothing that its legislature would refuse
            closes = within_win_set(deal.rise, day, s.host, s.support, s.anger, f, p) >= deal.rise
    if closes:
        u = uniforms(seed, replicate, Purpose.ACCEPTANCE.value, GUEST, calendar)
        guest_gain = deal.guest + letter - guest_least
        host_gain = worth_with_letter(deal.host, p.side_letter_cost, letter) - host_least
        closes = u[0] < acceptance_chance(guest_gain, p.temperature) and u[1] < acceptance_chance(
            host_gain, p.temperature
        )
    if closes:
        s.pair, s.extra, s.rise, s.letter = deal.pair, deal.extra, deal.rise, letter
        row[COL.texts] += 1
        s.stage = TEXT
        v = uniform(seed, replicate, Purpose.LEADER.value, HOST, calendar)
        s.due = day + leader_takes(p.leader_mean_days, exponential(v))
        return

    s.failed += 1
    s.relations = moved(s.relations, -p.relations_failure)
    best = best_for_guest(host_least, m, k)
    apart = best.guest < guest_least
    v = uniform(seed, replicate, Purpose.BREAKDOWN.value, HOST, calendar)
    if breaks_off(v, f.breakdown_chance, apart, host_waits, f.exit_host, guest_waits, f.exit_guest):
        s.stage = BROKEN
        row[COL.break_day] = day - f.expiry
        return
    parked = apart or lame_duck(day, s.guest, q, f)
    use_tactics(day, calendar, seed, replicate, gap, s, f, p, q, row)
    v = uniform(seed, replicate, Purpose.SPACING.value, HOST, calendar)
    s.next_round = day + next_round_in(day, gap, parked, exponential(v), f, p)


@compiled_loop
def use_tactics(
    day: int, calendar: int, seed: int, replicate: int, gap: float, s: State, f: Facts, p: Params, q: Prospects,
    row: np.ndarray,
) -> None:  # fmt: skip
    """Walkout and withdrawal threat of a hard guest after a round with a wide gap."""
    hardness = hardness_of(q.types[s.guest])
    u = uniforms(seed, replicate, Purpose.TACTIC.value, GUEST, calendar)
    angry = False
    if u[0] < tactic_chance(p.walkout_chance, hardness, gap, p.walkout_gap):
        row[COL.walkouts] += 1
        s.relations = moved(s.relations, -p.relations_walkout)
        angry = True
        react(p.anger_walkout, s, f)
    if u[1] < tactic_chance(p.threat_chance, hardness, gap, p.walkout_gap):
        row[COL.threats] += 1
        angry = True
        s.withdrawal += p.threat_credibility
        react(p.anger_threat, s, f)
    if angry:
        protest(calendar, seed, replicate, 1, 0.0, s, f, p, row)
