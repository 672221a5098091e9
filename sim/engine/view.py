"""What both sides see on a day, from the state of a replicate."""

from __future__ import annotations

from sim.compiled import compiled_loop
from sim.engine.public import anger_of
from sim.engine.state import State
from sim.rules.assessment import View, assess
from sim.rules.provocation import felt_threat
from sim.rules.talks import days_in_office
from sim.rules.terms import Facts, Menu, Params, Prospects


@compiled_loop
def view_of(day: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu) -> View:
    """View of a text made on `day`; the worth of every package goes into `m`."""
    threat = felt_threat(s.tension, p.threat_detente, f.detente[day], p.threat_floor)
    return assess(
        day, day + p.signature_mean_days, s.guest, s.host, days_in_office(day, s.guest_since), threat, anger_of(s, f),
        s.relations, s.withdrawal, s.furlough_until >= 0, q, m, f, p,
    )  # fmt: skip
