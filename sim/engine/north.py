"""The North on a day."""

from __future__ import annotations

from sim.engine.decisions import north_acts
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.state import AGREED
from sim.engine.world import World
from sim.rules.provocation import excitation_jump


def pass_north(day: int, w: World) -> None:
    """A provocation on this day, from the record or drawn; tension and excitation rise."""
    severity = w.f.recorded_severity[day] if day <= w.f.replay_until else north_acts(day, w)
    if severity == 0:
        return
    s, p = w.s, w.p
    s.tension += severity
    s.excitation += excitation_jump(
        p.provocation_branching, p.provocation_half_life, p.provocation_severity, severity
    )  # fmt: skip
    if s.stage < AGREED:
        w.row.provocations += 1
    note(Happening.PROVOCATION.value, day, w, number=severity)
