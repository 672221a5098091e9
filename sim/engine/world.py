"""The world of one negotiation: its luck, state, facts, parameters, prospects, menu, outcome and log."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.draws import uniform, uniform_of_day, uniforms
from sim.engine.log import Event
from sim.engine.state import State
from sim.outcome import COLUMNS, Row
from sim.records import blank, blanks, quick
from sim.rules.assessment import View, assess
from sim.rules.opinion import average, voters
from sim.rules.parameters import Params
from sim.rules.provocation import felt_threat
from sim.rules.talks import days_in_office
from sim.rules.terms import Facts, Menu, Prospects


class World(NamedTuple):
    """What every function of the loop is given beside the day."""

    seed: int
    replicate: int
    s: State
    f: Facts
    p: Params
    q: Prospects
    m: Menu  # worth of every package to both sides, as of the last look at it
    row: Row  # outcome so far; it begins as `EMPTY` has it
    log: np.ndarray  # of `Event`; of length 0 where nothing is kept


def _empty_row() -> Row:
    row = blank(Row)
    for column in COLUMNS:
        if column.missing:
            setattr(row, column.name, math.nan)
    return row


EMPTY = _empty_row()  # the outcome before anything has happened: counts at 0, what may never come missing


def new_world(seed: int, replicate: int, facts: Facts, params: Params, room: int = 0) -> World:
    """A world in which nothing has happened yet, with room for so many events in its log; for Python to read."""
    return World(
        seed, replicate, quick(blank(State)), quick(facts), quick(params), quick(blank(Prospects)),
        quick(blank(Menu)), quick(EMPTY), blanks(Event, room),
    )  # fmt: skip


def four(day: int, w: World, purpose: int, party: int) -> tuple[float, float, float, float]:
    """Four uniform numbers for a purpose and a party on a day since talks opened."""
    return uniforms(w.seed, w.replicate, purpose, party, w.f.start_ordinal + day)


def one(day: int, w: World, purpose: int, party: int) -> float:
    """The first of them."""
    return uniform(w.seed, w.replicate, purpose, party, w.f.start_ordinal + day)


def every_day(day: int, w: World, purpose: int, party: int) -> float:
    """One number for a purpose that asks on every day."""
    return uniform_of_day(w.seed, w.replicate, purpose, party, w.f.start_ordinal + day)


def hidden(number: int, w: World, purpose: int, party: int) -> float:
    """One number for what a government of a given number keeps to itself, whatever the day."""
    return uniform(w.seed, w.replicate, purpose, party, number)


def anger_of(w: World) -> float:
    """Average anger of the segments."""
    share, anger = w.f.segment_share, w.s.anger
    return average(share[0], share[1], share[2], anger[0], anger[1], anger[2])


def support_of(w: World) -> float:
    """Share of the public for paying more, anger counted in."""
    return voters(w.f.segment_share, w.f.segment_support, w.p.support_anger, w.s.anger)


def threat_on(day: int, w: World) -> float:
    """Threat the host's government feels beyond the usual."""
    return felt_threat(w.s.tension, w.p.threat_detente, w.f.detente[day], w.f.calm)


def view_of(day: int, w: World, price: float) -> View:
    """What both sides see of a text made on `day`; the worth of every package goes into the menu.

    `price` is what is known of the price of the guest's leader.
    """
    s = w.s
    return assess(
        day, day + w.p.signature_mean_days, s.guest, s.host, days_in_office(day, s.guest_since), threat_on(day, w),
        support_of(w), s.withdrawal, s.furlough_until >= 0, s.line, price, w.q, w.m, w.f, w.p,
    )  # fmt: skip
