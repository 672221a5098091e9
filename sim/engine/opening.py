"""The first day: the state talks open in, and what is drawn once and stays hidden."""

from __future__ import annotations

import math

from sim.draws import logistic
from sim.engine.calendar import next_dated
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.public import protest, react
from sim.engine.state import TALKING
from sim.engine.world import World, hidden, one
from sim.rules.deadline import deadline_seen
from sim.rules.kinds import Act, Party, Purpose
from sim.rules.opening import public_demand, true_opening, type_drawn, winner_drawn
from sim.rules.opinion import demand_anger
from sim.rules.succession import solve_prospects
from sim.rules.talks import relations_at_opening

GUEST = Party.GUEST.value
HOST = Party.HOST.value
DRAWN = 2  # an election the scenario leaves open


def open_talks(w: World) -> None:
    """Draw what is hidden, set the state of the first day, and hear the guest's first demand."""
    s, f, p = w.s, w.f, w.p
    w.row.replicate = w.replicate
    draw_hidden(w)
    first_state(w)
    public = public_demand(f.opening_guest, p.opening_transactional, p.opening_alliance, w.q.types[s.guest])
    s.guest_opening = true_opening(public, p.opening_spread, one(0, w, Purpose.OPENING.value, GUEST))
    react(0, w, demand_anger(p.anger_demand, public))
    solve_prospects(0, s.guest, s.host, w.q, w.m, f, p)
    deadline = deadline_seen(0, s.guest, s.host, w.q, w.m, f, p)
    s.guest_start, s.guest_deadline = 0.0, deadline
    s.host_start, s.host_deadline = 0.0, deadline
    s.dated = next_dated(0, f, p)
    index = note(Happening.OPEN.value, 0, w, amount=public)
    if index >= 0:
        w.log[index].deadline = deadline
    protest(0, w, Act.DEMAND.value)


def draw_hidden(w: World) -> None:
    """Types and private reservation values of all who may govern, and the winners of elections left open."""
    f, q = w.f, w.q
    for a in range(f.guests):
        q.types[a] = type_drawn(f.guest_type[a], f.guest_band[a], hidden(f.guest_key[a], w, Purpose.TYPE.value, GUEST))
        u = hidden(f.guest_key[a], w, Purpose.RESERVATION.value, GUEST)
        w.s.guest_private[a] = w.p.reservation_sd_guest * logistic(u)
    for g in range(f.hosts):
        u = hidden(f.host_key[g], w, Purpose.RESERVATION.value, HOST)
        w.s.host_private[g] = w.p.reservation_sd_host * logistic(u)
    for k in range(f.successions):
        q.winners[k] = f.winner[k]
        if f.winner[k] == DRAWN:
            q.winners[k] = winner_drawn(f.chance[k], one(f.election[k], w, Purpose.ELECTION.value, f.office[k]))
    q.changed = 0


def first_state(w: World) -> None:
    """Nothing agreed, nothing refused, nobody angry."""
    s, f = w.s, w.f
    s.stage, s.due, s.pair, s.extra, s.rise, s.letter = TALKING, -1, -1, 0, 0.0, 0.0
    s.guest, s.host, s.guest_since = f.guest_first, f.host_first, math.nan
    s.next_round = f.round_days[0] if f.rounds > 0 else 0
    s.failed, s.refused = 0, 0
    s.last_host_offer, s.last_guest_offer = math.nan, math.nan
    s.guest_received, s.host_received = 0.0, 0.0
    s.standing_escalator = -1
    s.relations = relations_at_opening(w.p.relations_memory, f.failed_before)
    s.withdrawal, s.tension, s.excitation = 0.0, 0.0, 0.0
    s.furlough_since, s.furlough_until = -1, -1
    for i in range(3):
        s.support[i] = f.segment_support[i]
        s.anger[i] = 0.0
    s.day, s.logged, s.fault = 0, 0, -1
