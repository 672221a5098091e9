"""Talks as recorded, in the fast runner: the moves of a day, and how the talks go on after the last one."""

from __future__ import annotations

import math

import numpy as np

from sim.compiled import compiled_loop
from sim.draws import exponential, uniform, uniforms
from sim.engine.public import protest, react
from sim.engine.state import State
from sim.engine.view import view_of
from sim.outcome import INDEX as COL
from sim.rules.concession import concession
from sim.rules.kinds import Moved, Party, Purpose
from sim.rules.package import pair_of
from sim.rules.record import first_move, refused_term, round_after_record
from sim.rules.settlement import package_worth_guest, package_worth_host
from sim.rules.succession import lame_duck
from sim.rules.talks import lag, moved
from sim.rules.terms import Facts, Menu, Params, Prospects

GUEST = Party.GUEST.value
HOST = Party.HOST.value
GUEST_OFFER = Moved.GUEST_OFFER.value
ROUND = Moved.ROUND.value
WALKOUT = Moved.WALKOUT.value
REFUSAL = Moved.REFUSAL.value


@compiled_loop
def replay(
    day: int, seed: int, replicate: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu, row: np.ndarray
) -> None:
    """Take the moves on record for a day."""
    calendar = f.start_ordinal + day
    n = first_move(day, f)
    while n < f.moves and f.move_day[n] == day:
        kind = f.move_kind[n]
        if kind < ROUND:
            hear(day, n, s, f, p, q, m)
        elif kind == ROUND:
            row[COL.rounds] += 1
            s.failed += 1
            s.relations = moved(s.relations, -p.relations_failure)
        elif kind == WALKOUT:
            row[COL.walkouts] += 1
            s.relations = moved(s.relations, -p.relations_walkout)
            react(p.anger_walkout, s, f)
            protest(calendar, seed, replicate, 1, 0.0, s, f, p, row)
        elif kind == REFUSAL:
            refuse(day, n, s, f, p, row)
            protest(calendar, seed, replicate, 2, 0.0, s, f, p, row)
        n += 1


@compiled_loop
def hear(day: int, n: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu) -> None:
    """One side takes in the other's offer, move `n` on record, with labour and items as today."""
    signed = day + p.signature_mean_days
    pair = pair_of(f.move_escalator[n], f.move_years[n], signed, f)
    if pair < 0:
        return
    view = view_of(day, s, f, p, q, m)
    if f.move_kind[n] == GUEST_OFFER:
        worth = package_worth_host(pair, 0, f.move_rise[n], m, view.kinks)
        s.host_received = concession(worth, s.last_guest_offer)
        s.last_guest_offer = worth
    else:
        worth = package_worth_guest(pair, 0, f.move_rise[n], m, view.kinks)
        s.guest_received = concession(worth, s.last_host_offer)
        s.last_host_offer = worth


@compiled_loop
def refuse(day: int, n: int, s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """The guest's leader refused a text, move `n` on record: as after a refusal that was drawn."""
    row[COL.texts] += 1
    row[COL.guest_refusals] += 1
    if math.isnan(row[COL.first_refusal_day]):
        row[COL.first_refusal_day] = day - f.expiry
        row[COL.first_refused_rise] = f.move_rise[n]
        row[COL.first_refused_term] = refused_term(f.move_years[n], day + p.signature_mean_days, f)
    s.refused = 1
    s.failed += 1
    s.relations = moved(s.relations, -p.relations_failure - p.relations_walkout)
    react(p.anger_refusal, s, f)
    s.standing_escalator = f.move_escalator[n]
    s.standing_years = f.move_years[n]
    s.standing_extra = 0
    s.standing_rise = f.move_rise[n]


@compiled_loop
def resume(seed: int, replicate: int, s: State, f: Facts, p: Params, q: Prospects) -> None:
    """On the last day on record: when the delegations meet next, and when a furlough on record ends."""
    day = int(f.as_of)
    calendar = f.start_ordinal + day
    u = uniform(seed, replicate, Purpose.SPACING.value, HOST, calendar)
    lame = lame_duck(day, s.guest, q, f)
    s.next_round = round_after_record(s.guest_since, s.failed, lame, exponential(u), f, p)
    if s.furlough_until >= 0:
        v = uniforms(seed, replicate, Purpose.FURLOUGH.value, GUEST, calendar)
        s.furlough_until = day + lag(1.0, p.furlough_mean_days, exponential(v[1]))
