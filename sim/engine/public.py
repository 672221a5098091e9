"""The public: what angers it, and whether it takes to the streets."""

from __future__ import annotations

from sim.engine.decisions import public_angered, public_protests
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.world import World, four
from sim.rules.kinds import Party, Purpose

ANSWERED = 60  # days for which the North may answer discord in the talks, or a lapse


def react(day: int, w: World, raised: float) -> None:
    """Every segment takes something amiss."""
    for i in range(3):
        w.s.anger[i] = public_angered(day, w, i, raised)


def protest(day: int, w: World, act: int, offence: float = 0.0) -> None:
    """A protest after an act, by chance, and the anger it raises; `act` (`sim.rules.kinds.Act`) numbers its draw."""
    u = four(day, w, Purpose.PROTEST.value, Party.HOST.value)
    if public_protests(day, w, offence, u[act]):
        w.row.protests += 1
        react(day, w, w.p.anger_protest)
        note(Happening.PROTEST.value, day, w, number=act)


def discord(day: int, w: World) -> None:
    """A walkout, or a text refused by the guest's leader: the public is angry, and the North may answer for a while."""
    react(day, w, w.p.anger_affront)
    w.s.stalled = day + ANSWERED
