"""The order of talks: from the opening day by day to the end. Everything else says what one of these steps does."""

from __future__ import annotations

from typing import NamedTuple

from sim.engine.calendar import next_dated, pass_calendar, pass_change
from sim.engine.closing import close_books
from sim.engine.log import Happening
from sim.engine.north import pass_north
from sim.engine.note import note
from sim.engine.opening import open_talks
from sim.engine.public import settle_opinion
from sim.engine.recorded import replay
from sim.engine.round import hold_round
from sim.engine.state import BROKEN, DONE, TALKING
from sim.engine.text import bring_on
from sim.engine.workers import pass_furlough
from sim.engine.world import World
from sim.rules.parameters import Params
from sim.rules.succession import postponed
from sim.rules.talks import decay


class Kept(NamedTuple):
    """Shares of what fades that a day leaves, and a step of what opinion has left its mean by."""

    threat: float
    excitation: float
    withdrawal: float
    relations: float
    anger: float
    opinion: float


def kept_by(p: Params, step: int) -> Kept:
    """Those shares, by the half-lives; a step is of so many days."""
    return Kept(
        decay(p.threat_half_life, 1.0), decay(p.provocation_half_life, 1.0), decay(p.withdrawal_half_life, 1.0),
        decay(p.relations_half_life, 1.0), decay(p.anger_half_life, 1.0),
        decay(p.opinion_half_life, float(step)),
    )  # fmt: skip


def run_talks(w: World) -> None:
    """One negotiation from the opening to its end."""
    open_talks(w)
    kept = kept_by(w.p, w.f.step)
    while goes_on(w):
        pass_step(w, kept)
    close_books(w)


def goes_on(w: World) -> bool:
    """Whether there is a next day: no end has come, and the horizon is not passed."""
    return w.s.day <= w.f.horizon and BROKEN < w.s.stage < DONE


def pass_step(w: World, kept: Kept) -> None:
    """One step, usually a week: its days in turn, public opinion at its end."""
    s, f, p = w.s, w.f, w.p
    day = int(s.day)
    days = min(f.step, f.horizon + 1 - day)
    end = day + days
    while day < end and BROKEN < s.stage < DONE:
        if day == s.dated:
            pass_calendar(day, w)
            s.dated = next_dated(day + 1, f, p)
        s.tension *= kept.threat
        s.excitation *= kept.excitation
        s.withdrawal *= kept.withdrawal
        s.relations *= kept.relations
        for i in range(3):
            s.anger[i] *= kept.anger
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
    settle_opinion(days, kept.opinion if days == f.step else decay(p.opinion_half_life, float(days)), w)


def meet_or_wait(day: int, w: World) -> None:
    """Meet, unless a successor who bargains otherwise is elected: then the handover sets the date anew."""
    if postponed(day, w.s.guest, w.q, w.f):
        w.s.next_round = w.f.horizon + 1
        note(Happening.PARKED.value, day, w)
    else:
        hold_round(day, w)
