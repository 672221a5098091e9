"""A trace as data: schema-stable, complete, and the same moves in either form."""

import csv
import io
import json

import pytest

from sim.outcome import NAMES
from sim.stories.trace_data import MOVE_COLUMNS, as_csv, as_json, move_rows, trace_data
from tests.unit.handmade import played

ENTRY = [
    "type", "date", "day", "day_from_expiry", "actor", "reason", "content", "worth", "waiting", "terms", "constraint",
    "nearest", "waiter", "awaited", "values", "names",
]  # fmt: skip
CASES = (("sma11", 7), ("sma10", 3), ("sma12", 1), ("sma09", 2, "parameters.vote_level=-2"))


@pytest.fixture(params=CASES, ids=lambda case: case[0])
def data(request):
    name, replicate, *overrides = request.param
    ready, history, result = played(name, replicate, *overrides)
    return trace_data(ready, history, result, 1)


def test_json_says_what_the_data_say(data):
    assert json.loads(as_json(data)) == data


def test_every_object_of_a_kind_has_the_same_keys(data):
    assert list(data) == [
        "format", "program", "scenario", "parameters", "seed", "replicate", "outcome", "rounds", "entries",
    ]  # fmt: skip
    assert list(data["outcome"]) == list(NAMES)
    assert all(list(entry) == ENTRY for entry in data["entries"])
    assert len({tuple(one) for one in data["rounds"]}) == 1
    for side in ("host", "guest", "host_waiting", "guest_waiting"):
        kinds = {tuple(e["terms"][side]) for e in data["entries"] if e["terms"] and side in e["terms"]}
        assert len(kinds) == 1


def test_terms_still_add_up_after_rounding(data):
    for entry in data["entries"]:
        for side, terms in (entry["terms"] or {}).items():
            if side == "members":
                continue
            whole = entry["waiting"] if side.endswith("_waiting") else entry["worth"]
            assert sum(terms.values()) == pytest.approx(whole[side.removesuffix("_waiting")], abs=1e-9)


def test_every_offer_refusal_walkout_and_vote_has_its_reasons(data):
    for entry in data["entries"]:
        if entry["type"] in ("offer", "text", "decline", "refusal", "walkout", "threat", "consent", "vote"):
            assert entry["terms"]
            assert entry["constraint"]
        else:
            assert entry["terms"] is entry["constraint"] is entry["nearest"] is None


def test_a_table_of_moves_has_those_of_the_data(data):
    rows = move_rows(data)
    read = list(csv.DictReader(io.StringIO(as_csv(rows))))
    moves = [entry for entry in data["entries"] if entry["terms"] is not None]
    assert tuple(read[0]) == MOVE_COLUMNS
    assert len(read) == len(rows) == len(moves)
    for row, move in zip(read, moves, strict=True):
        assert (row["date"], row["move"], row["party"]) == (move["date"], move["type"], move["actor"])
        assert float(row["rise"]) == move["content"]["rise"]
        assert row["growth"] == move["content"]["growth"]
        assert row["operational_support"] == str(move["content"]["operational_support"]).lower()
        assert (row["nearest_rise"] == "") == (move["nearest"] is None)
        assert (row["worth_host"] == "") == (move["worth"] is None)


def test_names_stand_for_numbers_and_nothing_for_what_is_missing(data):
    assert data["outcome"]["end"] in ("open", "pending", "in_force", "stands")
    if data["outcome"]["agreed"]:
        assert data["outcome"]["escalator"] in ("none", "cpi", "defence", "fixed")
    else:
        assert data["outcome"]["rise"] is None
