"""One day as both sides saw it, worked out once more from an event of the log."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np

from sim.compiled import compiled, compiled_loop
from sim.engine.log import Event, Happening
from sim.rules.assessment import View, assess
from sim.rules.parameters import PARAMETER_NAMES, Params
from sim.rules.settlement import Kinks, best_for_guest
from sim.rules.succession import Waiting, solve_prospects
from sim.rules.terms import Facts, Menu, Prospects

ADDED = ("agreement_", "renewal_", "labour_", "operations_", "audience_", "precedent_")  # parts a package's worth adds
FACTORS = ("audience_anger", "audience_election")  # weights that multiply such parts
WEIGHTS = tuple(name for name in PARAMETER_NAMES if name.startswith(ADDED) and name not in FACTORS)
GUEST_WEIGHTS = tuple(
    name for name in WEIGHTS if name.endswith("_guest") or name in ("renewal_hope", "operations_transactional")
)
HOST_WEIGHTS = tuple(name for name in WEIGHTS if name not in GUEST_WEIGHTS)
AUDIENCE = tuple(name for name in HOST_WEIGHTS if name.startswith("audience_"))
P = TypeVar("P", Params, np.ndarray)
OPEN = Happening.OPEN.value
PROSPECTS = Happening.PROSPECTS.value
CHANGE = Happening.CHANGE.value


@compiled_loop
def follow(e: Event, q: Prospects, m: Menu, f: Facts, p: Params) -> None:
    """Bring what the sides expect up to an event: it is worked out at the opening, and where a succession comes up."""
    if e.kind == OPEN:
        q.changed = 0
    if e.kind in (OPEN, PROSPECTS):
        solve_prospects(e.day, e.guest, e.host, q, m, f, p)
    elif e.kind == CHANGE:
        q.changed = 1


@compiled_loop
def seen(e: Event, q: Prospects, m: Menu, f: Facts, p: Params) -> View:
    """View of the day of an event in the state it happened in; the worth of every package goes into `m`."""
    return assess(
        e.day, e.day + p.signature_mean_days, e.guest, e.host, e.in_office, e.threat, e.anger, e.relations,
        e.withdrawal, e.furloughed == 1, q, m, f, p,
    )  # fmt: skip


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
