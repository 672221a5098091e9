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
from sim.rules.kinds import Act, Party, Purpose
from sim.rules.opening import public_demand, type_drawn, winner_drawn
from sim.rules.opinion import demand_anger
from sim.rules.succession import solve_prospects
from sim.rules.utility import hardness_of, leaders_price

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
    s.guest_opening = public
    react(0, w, demand_anger(p.anger_demand, public))
    solve_prospects(0, s.guest, s.host, w.q, w.m, f, p)
    s.dated = next_dated(0, f, p)
    note(Happening.OPEN.value, 0, w, amount=public)
    protest(0, w, Act.DEMAND.value)


def draw_hidden(w: World) -> None:
    """Types of all who may govern, what each wants for itself, and the winners of elections left open."""
    f, q = w.f, w.q
    for a in range(f.guests):
        q.types[a] = type_drawn(f.guest_type[a], f.guest_band[a], hidden(f.guest_key[a], w, Purpose.TYPE.value, GUEST))
        u = hidden(f.guest_key[a], w, Purpose.RESERVATION.value, GUEST)
        hardness = hardness_of(q.types[a])
        price = leaders_price(w.p.leader_price, hardness, f.burden)
        w.s.guest_private[a] = price + hardness * w.p.leader_spread * logistic(u)
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
    s.stage, s.due, s.pair, s.extra, s.rise = TALKING, -1, -1, 0, 0.0
    s.guest, s.host, s.guest_since = f.guest_first, f.host_first, math.nan
    s.next_round, s.looked = 0, 0
    s.host_conceded, s.guest_conceded = 0.0, 0.0
    s.failed, s.refused = 0, 0
    s.standing_escalator = -1
    s.line, s.stalled = math.inf, -1
    s.withdrawal, s.tension, s.excitation = 0.0, f.tension_open, 0.0
    s.furlough_since, s.furlough_until = -1, -1
    for i in range(3):
        s.anger[i] = 0.0
    s.day, s.logged, s.fault = 0, 0, -1
