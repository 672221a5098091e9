"""What the calendar brings: changes from outside, troops that leave, elections in sight, handovers."""

from __future__ import annotations

import math

from sim.draws import exponential
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.public import ANSWERED, protest, react
from sim.engine.state import AGREED, TALKING
from sim.engine.workers import begin_furlough
from sim.engine.world import World, every_day, four
from sim.rules.kinds import Act, Party, Purpose
from sim.rules.opening import public_demand
from sim.rules.opinion import demand_anger
from sim.rules.parameters import Params
from sim.rules.provocation import provocation_chance
from sim.rules.succession import elected, solve_prospects
from sim.rules.talks import furlough_day, leaving, round_after_handover
from sim.rules.terms import Facts
from sim.rules.utility import hardness_of

GUEST = Party.GUEST.value
HOST = Party.HOST.value


def pass_calendar(day: int, w: World) -> None:
    """Everything that is dated this day, in the order: change, withdrawal, successions, a lapse, furlough."""
    f = w.f
    if f.change_day == day:
        change(day, w)
    left = leaving(day, f)
    if left > 0.0:
        withdraw(day, w, left)
    for k in range(f.successions):
        if f.known_from[k] == day and day > 0:
            solve_prospects(day, w.s.guest, w.s.host, w.q, w.m, f, w.p)
            note(Happening.PROSPECTS.value, day, w)
        if f.handover[k] == day:
            hand_over(day, w, k)
    if day == f.expiry + 1 and w.s.stage < AGREED:
        w.s.stalled = day + ANSWERED
    begin_furlough(day, w)


def change(day: int, w: World) -> None:
    """A change from outside has come."""
    w.q.changed = 1
    note(Happening.CHANGE.value, day, w)


def pass_change(day: int, w: World) -> None:
    """Draws whether an undated outside change occurs today."""
    u = every_day(day, w, Purpose.CHANGE.value, HOST)
    if u < provocation_chance(w.f.change_rate, 1.0, 0.0):
        change(day, w)


def withdraw(day: int, w: World, left: float) -> None:
    """Troops leave, and the public is angry."""
    react(day, w, w.p.anger_withdrawal * left)
    note(Happening.WITHDRAWAL.value, day, w, amount=left)


def hand_over(day: int, w: World, k: int) -> None:
    """Whoever won succession k takes office; a government that stays goes on as before."""
    s = w.s
    comes = elected(k, w.q.winners[k], w.f)
    of_guest = w.f.office[k] == GUEST
    before = s.guest if of_guest else s.host
    if comes != before and of_guest:
        take_office_guest(day, w, comes)
    elif comes != before:
        s.host = comes
        solve_prospects(day, s.guest, comes, w.q, w.m, w.f, w.p)
    note(Happening.HANDOVER.value, day, w, party=w.f.office[k], number=before)


def take_office_guest(day: int, w: World, comes: int) -> None:
    """A new guest: own opening, nothing given up to each other yet, clean slate.

    The text his predecessor refused still stands, and so does what the host has offered in public.
    """
    s, f, p = w.s, w.f, w.p
    s.guest, s.guest_since = comes, float(day)
    s.failed, s.refused, s.withdrawal = 0, 0, 0.0
    s.host_conceded, s.guest_conceded, s.looked = 0.0, 0.0, day
    public = public_demand(math.nan, p.opening_transactional, p.opening_alliance, w.q.types[comes])
    s.guest_opening = public
    react(day, w, demand_anger(p.anger_demand, public) * hardness_of(w.q.types[comes]))
    protest(day, w, Act.DEMAND.value)
    if s.stage == TALKING:
        u = four(day, w, Purpose.OPENING.value, GUEST)
        s.next_round = round_after_handover(day, s.next_round, exponential(u[1]), f, p)


def next_dated(day: int, f: Facts, p: Params) -> int:
    """First day from `day` on that the calendar marks; most days pass without a look at it."""
    following = f.horizon + 1
    for k in range(f.successions):
        for mark in (f.handover[k], f.known_from[k]):
            if day <= mark < following:
                following = mark
    for mark in (int(f.expiry) + 1, furlough_day(f.expiry, p.funds_days), next_withdrawal(day, f), f.furlough_from,
                 int(min(f.change_day, following))):  # fmt: skip
        if day <= mark < following:
            following = mark
    return following


def next_withdrawal(day: int, f: Facts) -> int:
    """First day from `day` on by which more troops have left than the day before; beyond the horizon for none."""
    if f.withdrawn[f.horizon] == 0.0:
        return f.horizon + 1
    for later in range(day, f.horizon + 1):
        if leaving(later, f) > 0.0:
            return later
    return f.horizon + 1
