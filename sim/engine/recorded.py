"""Talks as recorded: the moves of a day, and how the talks go on after the last one."""

from __future__ import annotations

import math

from sim.draws import exponential
from sim.engine.decisions import workers_wait
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.public import protest, react
from sim.engine.world import World, four, one, view_of
from sim.rules.concession import concession
from sim.rules.kinds import Act, Moved, Party, Purpose
from sim.rules.package import pair_of
from sim.rules.record import first_move, refused_term, round_after_record
from sim.rules.settlement import package_worth_guest, package_worth_host
from sim.rules.succession import lame_duck
from sim.rules.talks import moved

GUEST_OFFER = Moved.GUEST_OFFER.value
ROUND = Moved.ROUND.value
WALKOUT = Moved.WALKOUT.value
REFUSAL = Moved.REFUSAL.value


def replay(day: int, w: World) -> None:
    """Take the moves on record for a day; on the last one, set how the talks go on."""
    s, f, p = w.s, w.f, w.p
    n = first_move(day, f)
    while n < f.moves and f.move_day[n] == day:
        kind = f.move_kind[n]
        if kind < ROUND:
            hear(day, w, n)
        elif kind == ROUND:
            w.row.rounds += 1
            s.failed += 1
            s.relations = moved(s.relations, -p.relations_failure)
        elif kind == WALKOUT:
            w.row.walkouts += 1
            s.relations = moved(s.relations, -p.relations_walkout)
            react(day, w, p.anger_walkout)
            protest(day, w, Act.TACTIC.value)
        elif kind == REFUSAL:
            refuse(day, w, n)
            protest(day, w, Act.REFUSAL.value)
        note(Happening.RECORD.value, day, w, number=n)
        n += 1
    if day == f.as_of:
        resume(day, w)


def hear(day: int, w: World, n: int) -> None:
    """One side takes in the other's offer, move `n` on record, with labour and items as today."""
    s, f = w.s, w.f
    pair = pair_of(f.move_escalator[n], f.move_years[n], day + w.p.signature_mean_days, f)
    if pair < 0:
        return
    k = view_of(day, w).kinks
    if f.move_kind[n] == GUEST_OFFER:
        worth = package_worth_host(pair, 0, f.move_rise[n], w.m, k)
        s.host_received = concession(worth, s.last_guest_offer)
        s.last_guest_offer = worth
    else:
        worth = package_worth_guest(pair, 0, f.move_rise[n], w.m, k)
        s.guest_received = concession(worth, s.last_host_offer)
        s.last_host_offer = worth


def refuse(day: int, w: World, n: int) -> None:
    """The guest's leader refused a text, move `n` on record: as after a refusal that was drawn."""
    s, f, p, row = w.s, w.f, w.p, w.row
    row.texts += 1
    row.guest_refusals += 1
    if math.isnan(row.first_refusal_day):
        row.first_refusal_day = day - f.expiry
        row.first_refused_rise = f.move_rise[n]
        row.first_refused_term = refused_term(f.move_years[n], day + p.signature_mean_days, f)
    s.refused = 1
    s.failed += 1
    s.relations = moved(s.relations, -p.relations_failure - p.relations_walkout)
    react(day, w, p.anger_refusal)
    s.standing_escalator, s.standing_years = f.move_escalator[n], f.move_years[n]
    s.standing_extra, s.standing_rise = 0, f.move_rise[n]


def resume(day: int, w: World) -> None:
    """On the last day on record: when the delegations meet next, and when a furlough on record ends."""
    s, f, p = w.s, w.f, w.p
    u = one(day, w, Purpose.SPACING.value, Party.HOST.value)
    lame = lame_duck(day, s.guest, w.q, f)
    s.next_round = round_after_record(s.guest_since, s.failed, lame, exponential(u), f, p)
    if s.furlough_until >= 0:
        v = four(day, w, Purpose.FURLOUGH.value, Party.GUEST.value)
        s.furlough_until = day + workers_wait(day, w, v[1])
    note(Happening.AS_OF.value, day, w, number=int(w.row.rounds))
