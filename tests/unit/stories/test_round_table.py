"""The table of rounds: one row a round, what came of it, and the dates between."""

import math

import pytest

from sim.rules.kinds import Reason
from sim.stories.round_table import COLUMNS, NUMERIC, markdown_table, round_rows
from sim.traces.entries import (
    Consent,
    Expiry,
    FurloughBegun,
    FurloughEnded,
    HorizonReached,
    HostRefusal,
    Signature,
    TextMade,
    Threat,
    Vote,
    Walkout,
)
from sim.words import words_in
from tests.unit.handmade import content, elected, entry, handover, meeting, played, prepared, trace

RESULT = COLUMNS.index("result")


def results(*parts):
    return [row[RESULT] for row in round_rows(prepared(), trace(*parts))]


def test_a_row():
    (row,) = round_rows(prepared(), trace(meeting(1, 0)))
    assert row == (
        "1", "2019-09-24", "working", "+41% 5y CPI", "+4.0% 3y CPI", "0.200", "gap", "0.10", "0.30", "30%", "0.170",
        "0.050", "25%", "5%",
    )  # fmt: skip
    assert len(row) == len(COLUMNS)


@pytest.mark.parametrize(
    ("reason", "changes", "expected"),
    [
        (Reason.NO_ZONE, {"least_rise": 0.13, "most_rise": 0.09}, "no zone: +9.0% at most, +13.0% at least"),
        (Reason.NO_ZONE, {"least_rise": math.nan}, "no zone"),
        (Reason.GUEST_DECLINED, {}, "guest's delegation turns the text down"),
        (Reason.HOST_DECLINED, {}, "host's delegation turns the text down"),
        (Reason.PARKED, {}, "parked until the handover"),
    ],
)
def test_why_a_round_did_not_close(reason, changes, expected):
    assert results(meeting(1, 0, reason, **changes)) == [expected]


def test_a_walkout_keeps_what_stood_between_the_sides():
    walkout = entry(0, Walkout, reason=Reason.NO_ZONE, gap=0.2)
    threat = entry(0, Threat, reason=Reason.NO_ZONE, gap=0.2)
    assert results(meeting(1, 0, Reason.WALKOUT, least_rise=math.nan), walkout, threat) == [
        "no zone; walkout; withdrawal threat"
    ]


def test_what_became_of_a_text():
    text = entry(60, TextMade, content=content())
    refusal = entry(63, HostRefusal, content=content())
    again = entry(90, TextMade, content=content())
    consent = entry(93, Consent, content=content())
    parts = (meeting(1, 60, Reason.CLOSED), text, refusal, meeting(2, 90, Reason.CLOSED), again, consent)
    assert results(*parts) == [
        "text +12.9% 5y CPI; host's leader refuses, 2019-11-26",
        "text +12.9% 5y CPI; leaders consent, 2019-12-26",
    ]


def test_dates_between_rounds_stand_in_order():
    parts = (
        meeting(1, 0), entry(98, Expiry), entry(189, FurloughBegun), entry(200, FurloughEnded, by="act"),
        elected(),
        handover(),
        entry(490, Signature),
        entry(500, Vote, reason=Reason.VOTE_FAILED, votes_for=3, votes_against=4),
        entry(1194, HorizonReached),
    )  # fmt: skip
    assert results(*parts) == [
        "gap", "– old agreement expires", "– furlough begins", "– furlough ends", "– Biden administration elected",
        "– Biden administration in office", "– signed", "– vote fails, 3 to 4", "– horizon after 1,194 days",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["sma08", "sma09", "sma10", "sma11", "sma12"])
def test_real_tables_have_a_row_for_every_round(name):
    ready, history, row = played(name, 3)
    rows = round_rows(ready, history)
    assert [cells[0] for cells in rows if cells[0]] == [str(n + 1) for n in range(int(row.rounds))]
    assert [cells[1] for cells in rows] == sorted(cells[1] for cells in rows)


def test_markdown_is_aligned():
    lines = markdown_table(words_in("en"), round_rows(*played("sma11", 7)[:2])).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[1].count(":") == len(NUMERIC)
