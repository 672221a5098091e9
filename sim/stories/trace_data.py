"""The trace of one negotiation as data: one object for JSON, and its moves as rows for a table."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable
from dataclasses import asdict, fields
from enum import Enum
from typing import Any

from sim.analysis.setting import parameters_of
from sim.outcome import COLUMNS, Outcome
from sim.posterior.draws import draws_of
from sim.prepare import Prepared
from sim.rules.kinds import End, Escalator
from sim.scenario.as_of import title_of
from sim.scenario.identity import content_hash
from sim.traces.entries import Entry, MoveEntry
from sim.traces.moves import Content, Move
from sim.traces.trace import Trace
from sim.version import VERSION

FORMAT = 2  # raised whenever a key or a column changes its meaning or goes
DIGITS = 12  # decimals; the terms still add up to a billionth
Data = dict[str, Any]
RENAMED = {"done": "move"}
SHARED = {each.name for each in fields(MoveEntry)}

MOVE_COLUMNS = (
    "date", "day_from_expiry", "move", "party", "rise", "term", "growth", "labour_share", "operational_support",
    "worth_host", "worth_guest", "waiting_host", "waiting_guest", "constraint", "nearest_rise", "nearest_term",
    "nearest_growth", "reason",
)  # fmt: skip


def trace_data(prepared: Prepared, trace: Trace, outcome: Outcome, seed: int) -> Data:
    """One replicate as nested plain values: the same keys in every object of a kind, None where there is no value.

    `entries` holds what happened in order of date; the moves among them have `content`, `worth`, `waiting`, `terms`
    (each adding up to the worth or waiting of its name), `constraint`, `nearest`, `waiter` and `awaited`. Rises are
    shares of the amount last in force; worth, waiting and their terms shares of it a year. Those of a vote are mean
    log-odds.
    """
    scenario = prepared.scenario
    return {
        "format": FORMAT,
        "program": f"sma-sim {VERSION}",
        "scenario": {
            "name": scenario.name,
            "title": title_of(scenario),
            "kind": scenario.kind,
            "content_hash": content_hash(scenario),
            "expiry": scenario.agreement.prior_expiry.isoformat(),
            "base_amount": scenario.agreement.base_amount,
        },
        "parameters": _parameters(prepared, int(outcome.replicate)),
        "seed": seed,
        "replicate": int(outcome.replicate),
        "outcome": _outcome(prepared, outcome),
        "rounds": [_plain(asdict(each)) for each in trace.rounds],
        "entries": [_entry(each, prepared.expiry_day) for each in trace.entries],
    }


def _parameters(prepared: Prepared, replicate: int) -> Data:
    """Which parameters hold: number of the draw, from 0, and how many there are; none for the values of the file."""
    draws = draws_of(prepared.scenario)
    return {"held": parameters_of(prepared.scenario), "draw": replicate % draws if draws else None, "draws": draws}


def as_json(data: Data) -> str:
    """The object as text, one key a line."""
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def move_rows(data: Data) -> list[Data]:
    """Moves of a trace made by `trace_data`, each as a row in `MOVE_COLUMNS`."""
    return [_row(entry) for entry in data["entries"] if entry["constraint"] is not None]


def as_csv(rows: Iterable[Data]) -> str:
    """Rows as comma-separated text with a heading; truth is `true` or `false`, and no value an empty cell."""
    text = io.StringIO()
    table = csv.DictWriter(text, MOVE_COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow({name: str(cell).lower() if isinstance(cell, bool) else cell for name, cell in row.items()})
    return text.getvalue()


def _outcome(prepared: Prepared, outcome: Outcome) -> Data:
    names = {
        "end": lambda number: End(number).name.lower(),
        "escalator": lambda number: Escalator(number).name.lower(),
        "guest_at_agreement": lambda number: prepared.administrations[number],
    }
    values: Data = {}
    for column in COLUMNS:
        value = getattr(outcome, column.name)
        if math.isnan(value):
            values[column.name] = None
        elif column.kind == "real":
            values[column.name] = _plain(value)
        elif column.kind == "flag":
            values[column.name] = bool(value)
        else:
            values[column.name] = names.get(column.name, int)(int(value))
    return values


def _entry(entry: Entry, expiry_day: int) -> Data:
    return {
        "type": entry.kind,
        "date": entry.date.isoformat(),
        "day": entry.day,
        "day_from_expiry": entry.day - expiry_day,
        "actor": entry.actor,
        "reason": entry.reason.name.lower(),
        **_reasons(entry.move if isinstance(entry, MoveEntry) else None),
        **_own(entry),
    }


def _own(entry: Entry) -> Data:
    """What only entries of this kind have: numbers in `values`, words in `names`, what is in a package among both."""
    values: Data = {}
    names: Data = {}
    for each in fields(entry):
        if each.name in SHARED:
            continue
        value = getattr(entry, each.name)
        if isinstance(value, Content):
            names["escalator"] = value.escalator
            values |= {key: float(value_of) for key, value_of in _content(value).items() if key != "growth"}
        elif isinstance(value, str):
            names[RENAMED.get(each.name, each.name)] = value
        elif value is not None:
            values[each.name] = float(value)
    return {"values": _plain(values), "names": names}


def _reasons(move: Move | None) -> Data:
    keys = ("content", "worth", "waiting", "terms", "constraint", "nearest", "waiter", "awaited")
    if move is None:
        return dict.fromkeys(keys)
    of_vote = move.party == "legislature"
    worth = None if move.content is None or of_vote else _worth(move.content)
    waiting = None if of_vote else {"host": _plain(move.host_waiting), "guest": _plain(move.guest_waiting)}
    nearest = None if move.nearest is None else {**_content(move.nearest), "worth": _worth(move.nearest)}
    return {
        "content": None if move.content is None else _content(move.content),
        "worth": worth,
        "waiting": waiting,
        "terms": _plain(move.terms),
        "constraint": move.constraint.value,
        "nearest": nearest,
        "waiter": move.waiter,
        "awaited": _plain(move.awaited),
    }


def _content(content: Content) -> Data:
    return {
        "rise": _plain(content.rise),
        "term": content.term,
        "growth": content.escalator,
        "labour_share": content.labour_share,
        "operational_support": content.operational_support,
    }


def _worth(content: Content) -> Data:
    return {"host": _plain(content.host), "guest": _plain(content.guest)}


def _row(entry: Data) -> Data:
    content, nearest = entry["content"] or {}, entry["nearest"] or {}
    worth, waiting = entry["worth"] or {}, entry["waiting"] or {}
    return {
        "date": entry["date"],
        "day_from_expiry": entry["day_from_expiry"],
        "move": entry["type"],
        "party": entry["actor"],
        **{name: content.get(name) for name in MOVE_COLUMNS[4:9]},
        "worth_host": worth.get("host"),
        "worth_guest": worth.get("guest"),
        "waiting_host": waiting.get("host"),
        "waiting_guest": waiting.get("guest"),
        "constraint": entry["constraint"],
        **{f"nearest_{name}": nearest.get(name) for name in ("rise", "term", "growth")},
        "reason": entry["reason"],
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it: dates and names as text, numbers rounded to `DIGITS`, None for what is no number."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0 if math.isfinite(value) else None
    return value.isoformat()
