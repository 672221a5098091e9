"""Coalitions of switches: what runs, what it adds up to, and what is refused."""

import pytest

from sim.analysis.setting import Label
from sim.errors import ScenarioError
from sim.experiments.ablation import ablate, check_groups, switched
from sim.outcome import INDEX
from sim.scenario.switches import GROUPS, Switches
from tests.runs import shipped, table

LABEL = Label("x", "x", "historical", 1, 40, "0.1.0")
TWO = {"ahead": ("waiting", "succession"), "leaders": ("leader_approval",)}


@pytest.fixture(scope="module")
def found():
    return ablate(shipped("sma11"), LABEL, 1, 40, TWO, workers=1)


def test_every_switch_stands_in_one_group_and_at_most_six_groups_do():
    check_groups(GROUPS)
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(Switches.model_fields)


def test_shapley_shares_add_up_to_all_on_less_groups_off(found):
    for measure in range(len(found.full)):
        total = sum(row[measure].value for row in found.shares.values())
        assert total == pytest.approx(found.full[measure].value - found.bare[measure].value, abs=1e-9)


def test_a_single_contribution_is_the_difference_of_two_runs(found):
    rows = table(shipped("sma11"), 40), table(switched(shipped("sma11"), ("leader_approval",)), 40)
    with_it, without = (each[:, INDEX.blank_days].mean() for each in rows)
    assert found.singly["leader_approval"][1].value == pytest.approx(with_it - without)
    assert set(found.singly) == set(Switches.model_fields)


def test_what_the_scenario_has_switched_off_stays_off(found):
    without = ablate(switched(shipped("sma11"), ("waiting",)), LABEL, 1, 10, {"one": ("leader_approval",)}, workers=1)
    assert "waiting" not in without.singly


def test_it_tells_of_every_world_it_runs():
    said: list[tuple[int, int]] = []
    ablate(shipped("sma11"), LABEL, 1, 2, TWO, workers=1, told=lambda done, of: said.append((done, of)))
    worlds = 1 + len(Switches.model_fields) + 2 ** len(TWO)
    assert said == [(done, worlds) for done in range(worlds + 1)]


def test_threads_change_nothing(found):
    again = ablate(shipped("sma11"), LABEL, 1, 40, TWO, workers=2)
    assert again.singly == found.singly
    assert again.shares == found.shares


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ({"a": ("wating",)}, "'wating' is no switch"),
        ({"a": ("waiting",), "b": ("waiting",)}, "stands in 'a' and in 'b'"),
        ({str(n): () for n in range(7)}, "found 7 groups; 1 to 6 are allowed"),
        ({}, "found 0 groups"),
    ],
)
def test_groups_that_make_no_sense_are_refused(groups, words):
    with pytest.raises(ScenarioError, match=words):
        check_groups(groups)
