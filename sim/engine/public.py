"""The public: what angers it, what stirs it, and whether it takes to the streets."""

from __future__ import annotations

from sim.engine.decisions import public_angered, public_protests, public_stirred
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.world import World, anger_of, four, support_of
from sim.rules.kinds import Party, Purpose
from sim.rules.opinion import influence_share, influenced, relaxed


def react(day: int, w: World, raised: float) -> None:
    """Every segment takes something amiss."""
    for i in range(3):
        w.s.anger[i] = public_angered(day, w, i, raised)


def protest(day: int, w: World, act: int, offence: float = 0.0) -> None:
    """Count a protest after an act, by chance; `act` (`sim.rules.kinds.Act`) numbers its draw."""
    u = four(day, w, Purpose.PROTEST.value, Party.HOST.value)
    if public_protests(day, w, offence, u[act]):
        w.row.protests += 1
        note(Happening.PROTEST.value, day, w, number=act)


def stir(day: int, w: World, severity: int) -> None:
    """Every segment answers a provocation in its own way."""
    for i in range(3):
        w.s.support[i] = public_stirred(day, w, i, severity)


def settle_opinion(days: int, kept: float, w: World) -> None:
    """At the end of a step support relaxes to its mean, `kept` of the distance left; segments move to the average."""
    s, f, p = w.s, w.f, w.p
    for i in range(3):
        s.support[i] = relaxed(s.support[i], f.segment_support[i], kept)
    moved_share = influence_share(p.opinion_influence, float(days))
    support, anger = support_of(w), anger_of(w)
    for i in range(3):
        s.support[i] = influenced(s.support[i], support, moved_share)
        s.anger[i] = influenced(s.anger[i], anger, moved_share)
