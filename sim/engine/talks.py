"""The order of talks: from the opening day by day to the end. Everything else says what one of these steps does."""

from __future__ import annotations

from typing import NamedTuple

from sim.engine.calendar import next_dated, pass_calendar, pass_change
from sim.engine.closing import close_books
from sim.engine.log import Happening
from sim.engine.north import pass_north
from sim.engine.note import note
from sim.engine.opening import open_talks
from sim.engine.recorded import replay
from sim.engine.round import hold_round
from sim.engine.state import BROKEN, DONE, TALKING
from sim.engine.text import bring_on
from sim.engine.workers import pass_furlough
from sim.engine.world import World
from sim.rules.parameters import Params
from sim.rules.succession import lame_duck
from sim.rules.talks import decay


class Kept(NamedTuple):
    """Shares of what fades that a day leaves."""

    tension: float
    excitation: float
    memory: float  # of anger and of withdrawal threats


def kept_by(p: Params) -> Kept:
    """Those shares, by the half-lives."""
    return Kept(
        decay(p.threat_half_life, 1.0), decay(p.provocation_half_life, 1.0), decay(p.memory_half_life, 1.0)
    )  # fmt: skip


def run_talks(w: World) -> None:
    """One negotiation from the opening to its end."""
    open_talks(w)
    kept = kept_by(w.p)
    while goes_on(w):
        pass_step(w, kept)
    close_books(w)


def goes_on(w: World) -> bool:
    """Whether there is a next day: no end has come, and the horizon is not passed."""
    return w.s.day <= w.f.horizon and BROKEN < w.s.stage < DONE


def pass_step(w: World, kept: Kept) -> None:
    """One step, usually a week: its days in turn."""
    s, f = w.s, w.f
    day = int(s.day)
    days = min(f.step, f.horizon + 1 - day)
    end = day + days
    while day < end and BROKEN < s.stage < DONE:
        if day == s.dated:
            pass_calendar(day, w)
            s.dated = next_dated(day + 1, f, w.p)
        s.tension *= kept.tension
        s.excitation *= kept.excitation
        s.withdrawal *= kept.memory
        for i in range(3):
            s.anger[i] *= kept.memory
        if f.change_rate > 0.0 and w.q.changed == 0:
            pass_change(day, w)
        if day > f.replay_until or f.recorded_severity[day] > 0:
            pass_north(day, w)
        if s.furlough_until >= 0:
            pass_furlough(day, w)
        if day <= f.as_of:
            replay(day, w)
        elif s.stage == TALKING:
            if day == s.next_round:
                meet_or_wait(day, w)
        elif day == s.due:
            bring_on(day, w)
        day += 1
        s.day = day


def meet_or_wait(day: int, w: World) -> None:
    """Meet, unless a successor who bargains otherwise is elected: then the handover sets the date anew."""
    if lame_duck(day, w.s.guest, w.q, w.f):
        w.s.next_round = w.f.horizon + 1
        note(Happening.PARKED.value, day, w)
    else:
        hold_round(day, w)
