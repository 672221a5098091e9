"""Talks as recorded: the moves of a day, and how the talks go on after the last one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.draws import exponential
from sim.model.public import Act
from sim.rules.kinds import Escalator, Moved, Party, Purpose
from sim.rules.package import pair_of
from sim.rules.record import first_move, refused_term, round_after_record
from sim.rules.settlement import package_worth_guest, package_worth_host
from sim.rules.succession import lame_duck

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


class Standing(NamedTuple):
    """A text the host took and the guest's leader refused: it stands, over years and changes of government."""

    escalator: int
    years: int
    extra: int
    rise: float


class Recorded(NamedTuple):
    """One move on record; of an offer or a text its rise, growth rule and paid years, else 0."""

    kind: Moved
    rise: float
    escalator: Escalator
    years: int


def replay(model: NegotiationModel, day: int) -> None:
    """Take the moves on record for a day."""
    facts = model.facts
    n = int(first_move(day, model.records.facts))
    while n < facts.moves and facts.move_day[n] == day:
        move = Recorded(
            Moved(facts.move_kind[n]),
            float(facts.move_rise[n]),
            Escalator(facts.move_escalator[n]),
            int(facts.move_years[n]),
        )
        _take(model, day, move)
        model.listener.replayed(day, move)
        n += 1


def _take(model: NegotiationModel, day: int, move: Recorded) -> None:
    """What a move does, as it would had it been drawn."""
    p, talks, books = model.params, model.talks, model.books
    if move.kind in (Moved.GUEST_OFFER, Moved.HOST_OFFER):
        _hear(model, day, move)
    elif move.kind is Moved.ROUND:
        books["rounds"] += 1
        talks.fail(p.relations_failure)
    elif move.kind is Moved.WALKOUT:
        books["walkouts"] += 1
        talks.sour(p.relations_walkout)
        model.public.react(p.anger_walkout)
        model.protest(day, Act.TACTIC)
    else:
        _refuse(model, day, move)


def _hear(model: NegotiationModel, day: int, move: Recorded) -> None:
    """One side takes in the other's offer, with labour and items as today."""
    records = model.records
    pair = int(pair_of(move.escalator.value, move.years, day + model.params.signature_mean_days, records.facts))
    if pair < 0:
        return
    kinks = model.assess(day).kinks
    if move.kind is Moved.GUEST_OFFER:
        model.host.hear(package_worth_host(pair, 0, move.rise, records.menu, kinks))
    else:
        model.guest.hear(package_worth_guest(pair, 0, move.rise, records.menu, kinks))


def _refuse(model: NegotiationModel, day: int, move: Recorded) -> None:
    """The guest's leader refused a text."""
    p, books = model.params, model.books
    books["texts"] += 1
    books["guest_refusals"] += 1
    if math.isnan(books["first_refusal_day"]):
        term = refused_term(move.years, day + p.signature_mean_days, model.records.facts)
        books.update(
            first_refusal_day=day - model.facts.expiry, first_refused_rise=move.rise, first_refused_term=float(term)
        )
    model.guest.refused = True
    model.talks.fail(p.relations_failure + p.relations_walkout)
    model.public.react(p.anger_refusal)
    model.talks.standing = Standing(move.escalator.value, move.years, 0, move.rise)
    model.protest(day, Act.REFUSAL)


def resume(model: NegotiationModel) -> None:
    """On the last day on record: when the delegations meet next, and when a furlough on record ends."""
    records, guest, talks = model.records, model.guest, model.talks
    day = int(model.facts.as_of)
    u = model.luck.one(Purpose.SPACING, Party.HOST.value, day)
    lame = lame_duck(day, guest.number, records.prospects, records.facts)
    talks.next_round = round_after_record(
        guest.since, talks.failed, lame, exponential(u), records.facts, records.params
    )
    if model.workers.on_furlough:
        v = model.luck.four(Purpose.FURLOUGH, Party.GUEST.value, day)
        model.workers.stay_home(day, v[1])
    model.listener.resumed(day)
