"""Rows that a file adds to lists of the files it extends: where they go, what they change, and how faults are told."""

from datetime import date
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.layers import changed_facts
from sim.scenario.load import load_scenario, load_scenario_text
from tests.unit.scenario.small import HERE, SMALL

HEAD = 'extends = "small.toml"\nname = "more"\nkind = "counterfactual"\n'
DEAL = '[[add.peer_deals]]\nsince = 2020-06-01\nrise = 0.2\nhost = "Utopia"\nsource = "press"\n'


def overlay(small: Path, text: str, name: str = "more.toml", head: str = HEAD) -> Path:
    path = small.parent / name
    path.write_text(head + text, encoding="utf-8")
    return path


def message_of(path: Path) -> str:
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path)
    return str(raised.value)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-01", [0.2, 0.13]),
        ("2020-03-30", [0.2, 0.13]),
        ("2020-04-01", [0.13, 0.2]),
        ("2021-01-01", [0.13, 0.2]),
    ],
)
def test_a_row_takes_its_place_by_date(small, day, expected):
    loaded = load_scenario(overlay(small, DEAL.replace("2020-06-01", day)))
    assert [deal.rise for deal in loaded.scenario.peer_deals] == expected


def test_a_row_of_the_same_day_comes_after_the_one_that_stood_there(small):
    text = '[[add.successions]]\noffice = "host"\nelection = 2020-11-03\nhandover = 2020-12-01\n'
    text += 'candidates = ["left", "r"]\nwinner = "left"\nsource = "x"\n'
    text += 'beliefs = [{ since = 2019-09-24, guest = 0.5, host = 0.5, source = "x" }]\n'
    text += '[governments.r]\nname = "R"\norientation = 0.8\ncamp = "conservative"\nsource = "assumed"\n'
    loaded = load_scenario(overlay(small, text))
    assert [one.office for one in loaded.scenario.successions] == ["guest", "host"]


def test_a_list_without_order_grows_at_its_end(small):
    text = '[[add.intervals]]\nkind = "stalled"\nsince = 1999-01-01\nuntil = 1999-02-01\nstrength = 1\nsource = "x"\n'
    loaded = load_scenario(overlay(small, text))
    assert [spell.kind for spell in loaded.scenario.intervals] == ["detente", "stalled"]


def test_rows_of_a_list_that_no_file_gives_and_of_one_inside_a_table(small):
    text = '[[add.withdrawals]]\nsince = 2020-02-01\nshare = 0.1\nsource = "x"\n'
    text += '[[add.provocations.quiet]]\nsince = 2020-03-01\nuntil = 2020-03-31\nsource = "x"\n'
    loaded = load_scenario(overlay(small, text))
    assert loaded.scenario.withdrawals[0].share == 0.1
    assert loaded.scenario.provocations.quiet[0].until == date(2020, 3, 31)
    assert loaded.scenario.provocations.mode.value == "none"


def test_years_may_follow_a_series(small):
    text = '[[add.macro]]\nyear = 2024\nfx = 1200.0\ncpi = 0.01\ndefence = 0.04\nsource = "x"\n'
    text += text.replace("2024", "2015")
    loaded = load_scenario(overlay(small, text))
    assert [row.year for row in loaded.scenario.macro] == list(range(2015, 2025))


def test_added_rows_are_added_to_in_turn(small):
    overlay(small, DEAL)
    again = overlay(small, DEAL.replace("06-01", "05-01"), "again.toml", HEAD.replace("small.toml", "more.toml"))
    assert [deal.since.month for deal in load_scenario(again).scenario.peer_deals] == [3, 5, 6]


def test_only_the_list_that_grew_counts_as_changed(small):
    before, after = load_scenario(small), load_scenario(overlay(small, DEAL))
    assert changed_facts(before.resolved, after.resolved) == (("peer_deals",),)


def test_a_historical_file_may_not_add_rows(small):
    path = overlay(small, DEAL, head=HEAD.replace("counterfactual", "historical"))
    message = message_of(path)
    assert message.startswith(f"{path}:4:7: peer_deals: differs from the historical scenario")
    assert 'Write kind = "counterfactual"' in message


def test_every_value_knows_its_place_and_source(small):
    path = overlay(small, DEAL.replace("2020-06-01", "2019-12-01").replace("0.2", '{ value = 0.2, source = "X" }'))
    sources = load_scenario(path).sources
    assert (sources["peer_deals.0.rise"].file, sources["peer_deals.0.rise"].line) == (str(path), 6)
    assert sources["peer_deals.0.rise"].source == "X"
    assert sources["peer_deals.1.rise"].file == str(small)
    assert sources["peer_deals.1.rise"].line == next(n for n, text in enumerate(SMALL.split("\n"), 1) if "0.13" in text)


LEAVE = "[[add.withdrawals]]\nsince = 2020-01-01\nshare = 0.6\nsource = 'x'\n"
PLACED = [
    (
        f"[[add.peer_deals]]\nsince = {HERE}3\nhost = 'X'\nrise = 0.2\nsource = 'x'",
        "peer_deals.0.since: found the whole number 3",
    ),
    (
        f"[[add.peer_deals]]\nsince = 2020-01-01\nhost = 'X'\nrise = {HERE}77\nsource = 'x'",
        "peer_deals.0.rise: found the number 77",
    ),
    (
        f"[[add.peer_deals]]\nsince = 2020-01-01\nhost = 'X'\n{HERE}ris = 0.2\nsource = 'x'",
        "unknown key 'ris'. Did you mean 'rise'?",
    ),
    (
        f"[[add.{HERE}peer_deals]]\nsince = 2020-01-01\nhost = 'X'\nrise = 0.2",
        "peer_deals.0: the key 'source' is missing",
    ),
    (
        f"[[add.{HERE}peer_deal]]\nsince = 2020-01-01",
        "add.peer_deal: unknown list 'peer_deal'. Did you mean 'peer_deals'?",
    ),
    (f"[[add.provocations.{HERE}quit]]\nsince = 2020-01-01", "Did you mean 'provocations.quiet'?"),
    (f"[[add.{HERE}segments]]\nname = 'x'", "add.segments: 'segments' takes no further rows. Set it whole, outside"),
    (f"[add.{HERE}table]\nterms = [6]", "takes no further rows"),
    (
        f"[add]\n{HERE}peer_deals = 3",
        "add.peer_deals: found the whole number 3; rows are needed. Write [[add.peer_deals]]",
    ),
    (f"[add]\n{HERE}peer_deals = [3]", "rows are needed"),
    (f"[add]\n{HERE}provocations = 3", "a table of lists is needed"),
    (
        f"peer_deals = []\n[[add.{HERE}peer_deals]]\nrise = 0.2",
        "the file also sets the list peer_deals itself. Put the row there",
    ),
    (
        f"[[add.provocations.quiet]]\nsince = 2020-03-31\nuntil = {HERE}2020-03-01\nsource = 'x'",
        "provocations.quiet.0.until: found 2020-03-01, before its first day (2020-03-31)",
    ),
    (f"{LEAVE}[[add.{HERE}{LEAVE[6:]}", "withdrawals: the shares add up to 1.2"),
    (f"[host]\n{HERE}add = 3", "unknown key 'add'"),
]


@pytest.mark.parametrize(("text", "words"), PLACED)
def test_faults_are_placed_in_the_file_that_adds(small, text, words):
    before, mark, after = (HEAD + text).partition(HERE)
    assert mark
    path = overlay(small, before + after + "\n", head="")
    spot = f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"
    faults = message_of(path).split("\n")
    assert any(fault.startswith(f"{path}:{spot}: ") and words in fault for fault in faults), (spot, faults)


def test_a_fault_of_the_file_below_keeps_its_place(small):
    small.write_text(SMALL.replace("rise = 0.13", 'rise = "high"'), encoding="utf-8")
    line = next(n for n, text in enumerate(SMALL.split("\n"), 1) if "0.13" in text)
    message = message_of(overlay(small, DEAL.replace("2020-06-01", "2019-12-01")))
    assert message.startswith(f"{small}:{line}:8: peer_deals.1.rise: found the text")


def test_a_file_that_extends_nothing_has_no_list_to_add_to(small):
    path = overlay(small, 'name = "x"\n' + DEAL, head="")
    assert message_of(path).startswith(f"{path}:2:3: add: the file extends no other, so there is no list to add to")
    with pytest.raises(ScenarioError, match="no list to add to"):
        load_scenario_text(DEAL, "text")


def test_several_faults_of_add_are_told_together(small):
    message = message_of(overlay(small, "[[add.peer_deal]]\nx = 1\n[[add.segment]]\nx = 1\n"))
    assert message.count("\n") == 1
