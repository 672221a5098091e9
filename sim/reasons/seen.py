"""One day as both sides saw it, worked out once more from an event of the log."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np

from sim.compiled import compiled, compiled_loop
from sim.engine.log import Event, Happening
from sim.rules.assessment import View, assess
from sim.rules.kinds import Party
from sim.rules.parameters import PARAMETER_NAMES, Params
from sim.rules.settlement import Kinks, best_for_guest
from sim.rules.succession import Waiting, price_known, solve_prospects
from sim.rules.terms import Facts, Menu, Prospects

# Parts a package's worth adds, by how their names begin.
ADDED = ("agreement_", "rivalry_", "renewal", "habit", "labour_", "operations_", "audience_", "precedent_")
FACTORS = ("audience_public", "audience_election")  # weights that multiply such parts
SHARED = ("renewal",)  # hoped for by the guest, feared by the host
WEIGHTS = tuple(name for name in PARAMETER_NAMES if name.startswith(ADDED) and name not in FACTORS)
GUEST_WEIGHTS = tuple(name for name in WEIGHTS if name.endswith("_guest") or name in SHARED)
HOST_WEIGHTS = tuple(name for name in WEIGHTS if name not in GUEST_WEIGHTS or name in SHARED)
AUDIENCE = tuple(name for name in HOST_WEIGHTS if name.startswith("audience_"))
P = TypeVar("P", Params, np.ndarray)
OPEN = Happening.OPEN.value
PROSPECTS = Happening.PROSPECTS.value
CHANGE = Happening.CHANGE.value
HANDOVER = Happening.HANDOVER.value
ROUND = Happening.ROUND.value
HOST = Party.HOST.value


@compiled
def expected_anew(e: Event) -> bool:
    """Whether what the sides expect is worked out: at the opening, where a succession comes up, under a new host."""
    return e.kind in (OPEN, PROSPECTS) or (e.kind == HANDOVER and e.party == HOST and e.host != e.number)


@compiled_loop
def follow(e: Event, q: Prospects, m: Menu, f: Facts, p: Params) -> None:
    """Bring what the sides expect up to an event."""
    if e.kind == OPEN:
        q.changed = 0
    if expected_anew(e):
        solve_prospects(e.day, e.guest, e.host, q, m, f, p)
    elif e.kind == CHANGE:
        q.changed = 1


@compiled_loop
def seen(e: Event, q: Prospects, m: Menu, f: Facts, p: Params) -> View:
    """View of the day of an event in the state it happened in; the worth of every package goes into `m`."""
    return seen_with(e, e.line, price_in(e), q, m, f, p)


@compiled_loop
def seen_with(e: Event, line: float, price: float, q: Prospects, m: Menu, f: Facts, p: Params) -> View:
    """The same, had the host's last public offer been `line`, infinity for none, and the leader's price `price`."""
    return assess(
        e.day, e.day + p.signature_mean_days, e.guest, e.host, e.in_office, e.threat, e.support, e.withdrawal,
        e.furloughed == 1, line, price, q, m, f, p,
    )  # fmt: skip


@compiled
def price_in(e: Event) -> float:
    """Price of the guest's leader with which packages are weighed: in a round what his delegation knows of it."""
    return price_known(e.guest_private, e.refused == 1, e.level) if e.kind == ROUND else e.guest_private


@compiled
def none_ahead(waits: Waiting) -> Waiting:
    """Worth of waiting to those who expect the lapse to go on for ever."""
    return Waiting(waits.host_forever, waits.guest_forever, waits.host_forever, waits.guest_forever, math.inf)


@compiled
def something_comes(waits: Waiting) -> bool:
    """Whether a change of government, or one from outside, is expected."""
    return waits.until < math.inf


@compiled_loop
def has_zone(host_least: float, guest_least: float, m: Menu, k: Kinks) -> bool:
    """Whether some package is worth what it takes to both sides."""
    return best_for_guest(host_least, m, k).guest >= guest_least


def without(params: P, weights: tuple[str, ...]) -> P:
    """Copy of the parameters, one set or an array of them, with some weights set to zero."""
    changed: P = params.copy()
    for name in weights:
        changed[name] = 0.0
    return changed
