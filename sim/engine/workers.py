"""Base workers: sent home when a lapse outlasts the money, back at work with an agreement or a special act."""

from __future__ import annotations

from sim.engine.decisions import guest_furloughs, workers_wait
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.public import react
from sim.engine.state import AGREED
from sim.engine.world import World, four
from sim.rules.kinds import Party, Purpose
from sim.rules.opinion import furlough_anger
from sim.rules.talks import furlough_day


def begin_furlough(day: int, w: World) -> None:
    """On the day a furlough began on record, or the day on which the money is gone and the guest sends them home."""
    s, f = w.s, w.f
    if day <= f.as_of:
        if day == f.furlough_from:
            _send_home(day, w, f.furlough_until if f.furlough_until >= 0 else f.horizon + 1)
    elif day == furlough_day(f.expiry, w.p.funds_days) and s.stage < AGREED and s.furlough_since < 0:
        u = four(day, w, Purpose.FURLOUGH.value, Party.GUEST.value)
        if guest_furloughs(day, w, u[0]):
            _send_home(day, w, day + workers_wait(day, w, u[1]))


def _send_home(day: int, w: World, until: int) -> None:
    w.s.furlough_since, w.s.furlough_until = day, until
    w.row.furlough_day = day - w.f.expiry
    note(Happening.FURLOUGH.value, day, w)


def pass_furlough(day: int, w: World) -> None:
    """A day at home: anger while it lasts; an agreement or a special act ends it."""
    s = w.s
    if s.stage >= AGREED or day >= s.furlough_until:
        s.furlough_until = -1
        note(Happening.FURLOUGH_END.value, day, w, number=day - s.furlough_since)
        return
    w.row.furlough_days += 1
    react(day, w, furlough_anger(w.p.anger_furlough))
