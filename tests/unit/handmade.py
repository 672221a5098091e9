"""A trace of one negotiation made by hand, for tests of what reads traces."""

from __future__ import annotations

import math
from dataclasses import MISSING, fields, replace
from functools import lru_cache

from sim.model.negotiation import NegotiationModel
from sim.outcome import COLUMNS, Outcome
from sim.prepare import Prepared, prepare
from sim.rules.kinds import End, Reason
from sim.timeline.days import date_of
from sim.traces.entries import Election, Entry, Handover, RoundHeld, TalksOpened
from sim.traces.moves import Content, Move
from sim.traces.trace import Kind, Round, Trace
from tests.runs import shipped


@lru_cache(maxsize=8)
def prepared(name: str = "sma11", *overrides: str) -> Prepared:
    return prepare(shipped(name, *overrides))


def leaves(kind: type[Entry]) -> list[type[Entry]]:
    """Classes of entries that may stand in a trace."""
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in leaves(each)] if below else [kind]


KINDS = leaves(Entry)


def entry(day: int, kind: type[Kind], **given) -> Kind:
    """Entry of a class; what is not given and has no default is nothing in particular."""
    filled = {}
    for each in fields(kind):
        if each.name in ("day", "date") or each.name in given or each.default is not MISSING:
            continue
        filled[each.name] = {
            "actor": "guest", "int": 0, "float": 0.0, "str": "", "Content": content(), "Move": silent(),
            "Literal['agreement', 'act']": "act",
        }[each.name if each.name == "actor" else each.type]  # fmt: skip
    return kind(day, date_of(day, prepared().start), **filled, **given)


def silent(party: str = "guest", **changes) -> Move:
    """A move in which nothing weighed."""
    terms = {side: {} for side in ("host", "guest", "host_waiting", "guest_waiting", "members")}
    return Move(party, content(), **{"terms": terms, **changes})


def opened() -> TalksOpened:
    return entry(0, TalksOpened, guest="trump_1", host="moon_jae_in", guest_rise=4.61, host_rise=0.04)


def elected(day: int = 406, winner: str = "biden", loser: str = "trump_1", office: str = "guest") -> Election:
    return entry(day, Election, actor=office, winner=winner, loser=loser)


def handover(day: int = 484, to: str = "biden", before: str = "trump_1", office: str = "guest") -> Handover:
    return entry(day, Handover, actor=office, elected=to, before=before)


def meeting(number: int, day: int, reason: Reason = Reason.GAP, **changes) -> Round:
    usual = {each.name: 0.0 for each in fields(Round)} | {
        "number": number, "day": day, "date": date_of(day, prepared().start), "level": "working", "reason": reason,
        "host_rise": 0.04, "host_escalator": "cpi", "host_term": 3, "host_labour_share": 0.75,
        "host_operational_support": False, "guest_rise": 0.41, "guest_escalator": "cpi", "guest_term": 5,
        "guest_labour_share": 0.75, "guest_operational_support": True, "host_asks": 0.1, "guest_asks": 0.3,
        "host_waiting": 0.05, "guest_waiting": 0.17, "guest_least": 0.02, "gap": 0.2, "most_rise": 0.11,
        "least_rise": 0.02, "leader_rise": 0.31, "threat": 0.1, "anger": 0.3, "support": 0.3,
        "line": math.inf, "host_conceded": 0.05, "guest_conceded": 0.05, "pressure": 0.06, "stake": 0.24,
        "press_expiry": 0.05, "press_election": 0.01,
    }  # fmt: skip
    return Round(**(usual | changes))


def content(rise: float = 0.129, term: int = 5, **changes) -> Content:
    return replace(Content(rise, "cpi", term, 0.75, False), **changes)


def trace(*parts: Entry | Round) -> Trace:
    """Trace of the parts in the order given; each round brings its own entry."""
    made = Trace([opened()])
    for part in parts:
        if isinstance(part, Round):
            made.rounds.append(part)
            made.entries.append(entry(part.day, RoundHeld, reason=part.reason, number=part.number, level=part.level))
        else:
            made.entries.append(part)
    return made


def outcome(**values: float) -> Outcome:
    """Outcome of a replicate that stayed open, with the values given."""
    usual = {column.name: math.nan if column.missing else 0.0 for column in COLUMNS}
    days = {"blank_days": 1096.0, "blank_days_agreement": 1096.0, "blank_days_entry": 1096.0}
    return Outcome(**{**usual, "end": float(End.OPEN), "gain_lost": 1.0, "rounds": 2.0, **days, **values})


@lru_cache(maxsize=64)
def played(name: str, replicate: int, *overrides: str) -> tuple[Prepared, Trace, Outcome]:
    """A real replicate with seed 1."""
    ready = prepared(name, *overrides)
    model = NegotiationModel(ready, 1, replicate)
    result = model.run()
    assert model.trace is not None
    return ready, model.trace, result
