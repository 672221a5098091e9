"""Talks as recorded: the moves of a day, and how the talks go on after the last one."""

from __future__ import annotations

import math

from sim.draws import exponential
from sim.engine.decisions import workers_wait
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.public import discord, protest
from sim.engine.round import look
from sim.engine.world import World, four, one
from sim.rules.kinds import Act, Moved, Party, Purpose
from sim.rules.record import first_move, refused_term, round_after_record
from sim.rules.succession import lame_duck

GUEST_OFFER = Moved.GUEST_OFFER.value
ROUND = Moved.ROUND.value
WALKOUT = Moved.WALKOUT.value
REFUSAL = Moved.REFUSAL.value


def replay(day: int, w: World) -> None:
    """Take the moves on record for a day; on the last one, set how the talks go on."""
    s, f = w.s, w.f
    n = first_move(day, f)
    while n < f.moves and f.move_day[n] == day:
        kind = f.move_kind[n]
        if kind < ROUND:
            hear(w, n)
        elif kind == ROUND:
            look(day, w)
            w.row.rounds += 1
            s.failed += 1
        elif kind == WALKOUT:
            w.row.walkouts += 1
            discord(day, w)
            protest(day, w, Act.TACTIC.value)
        elif kind == REFUSAL:
            refuse(day, w, n)
            protest(day, w, Act.REFUSAL.value)
        note(Happening.RECORD.value, day, w, number=n)
        n += 1
    if day == f.as_of:
        resume(day, w)


def hear(w: World, n: int) -> None:
    """An offer made public, move `n` on record: the host's is its line, and the guest asks for no more than he did."""
    s, rise = w.s, w.f.move_rise[n]
    if w.f.move_kind[n] == GUEST_OFFER:
        s.guest_opening = min(s.guest_opening, rise)
    else:
        s.line = rise


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
    discord(day, w)
    s.standing_escalator, s.standing_years = f.move_escalator[n], f.move_years[n]
    s.standing_extra, s.standing_rise, s.line = 0, f.move_rise[n], f.move_rise[n]


def resume(day: int, w: World) -> None:
    """On the last day on record: when the delegations meet next, and when a furlough on record ends."""
    s, f, p = w.s, w.f, w.p
    look(day, w)
    u = one(day, w, Purpose.SPACING.value, Party.HOST.value)
    lame = lame_duck(day, s.guest, w.q, f)
    s.next_round = round_after_record(s.guest_since, s.failed, lame, exponential(u), f, p)
    if s.furlough_until >= 0:
        v = four(day, w, Purpose.FURLOUGH.value, Party.GUEST.value)
        s.furlough_until = day + workers_wait(day, w, v[1])
    note(Happening.AS_OF.value, day, w, number=int(w.row.rounds))
