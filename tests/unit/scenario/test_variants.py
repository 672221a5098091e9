"""Variants change the one thing their heads say: in the files, and in the numbers both runners read."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from sim.prepare import prepare
from sim.rules.parameters import PARAMETER_NAMES
from sim.rules.terms import FACTS
from sim.scenario.listing import list_scenarios
from sim.scenario.load import load_scenario

FOLDER = Path(__file__).parents[3] / "scenarios"
VARIANTS = {each.path.stem: each for each in list_scenarios(FOLDER / "variants")}

# What differs in the file, and which numbers differ for the runners.
CHANGED = {
    "sma11_text_accepted": ({"switches"}, {"leaders"}),
    "sma11_hardliner_reelected": ({"successions"}, {"winner"}),
    "sma11_quiet_march": ({"provocations.quiet"}, {"quiet", "recorded_severity"}),
    "sma11_full_detente": ({"intervals"}, {"detente", "provocation_factor"}),
    "sma11_withdrawal": ({"withdrawals"}, {"withdrawn"}),
    "sma11_price_link": ({"table.escalators"}, {"pairs", "pair_escalator", "pair_term"}),
    "sma11_one_year_terms": ({"table.terms"}, {"pairs", "pair_escalator", "pair_term"}),
}
RESUMED = "sma12_after_election"  # one change, several dates


def differing(path: Path) -> set[str]:
    """Names of the facts and parameters in which a variant differs from the episode it extends."""
    base, variant = (
        prepare(load_scenario(file, draws="central").scenario) for file in (FOLDER / f"{path.stem[:5]}.toml", path)
    )
    facts = {name for name in FACTS.names if not np.array_equal(base.facts[name], variant.facts[name], equal_nan=True)}
    return facts | {name for name in PARAMETER_NAMES if base.params[name] != variant.params[name]}


def test_every_variant_is_looked_at():
    assert set(VARIANTS) == {*CHANGED, RESUMED}
    assert not [each.fault for each in VARIANTS.values() if each.fault]


@pytest.mark.parametrize("name", CHANGED)
def test_a_variant_changes_one_thing(name):
    files, numbers = CHANGED[name]
    listed = VARIANTS[name]
    assert (listed.kind, listed.parent) == ("counterfactual", name[:5])
    assert set(listed.changes) == files
    assert differing(listed.path) == numbers


def test_the_talks_of_2025_have_their_own_dates_and_governments_and_nothing_else():
    listed = VARIANTS[RESUMED]
    assert set(listed.changes) == {"agreement.talks_open", "incumbents.guest", "successions"}
    variant = load_scenario(listed.path).scenario
    base = load_scenario(FOLDER / "sma12.toml").scenario
    assert [one.election for one in variant.successions] == [one.election for one in base.successions[1:]]
    assert variant.incumbents.host == base.incumbents.host


def test_the_other_winner_is_the_only_change_in_the_list():
    base, variant = (
        load_scenario(file).scenario.successions
        for file in (FOLDER / "sma11.toml", VARIANTS["sma11_hardliner_reelected"].path)
    )
    assert [one.winner for one in variant] == ["trump_1", *(one.winner for one in base[1:])]
    assert [one.model_copy(update={"winner": "", "source": ""}) for one in variant] == [
        one.model_copy(update={"winner": "", "source": ""}) for one in base
    ]


@pytest.mark.parametrize("name", VARIANTS)
def test_the_head_says_what_changes_whom_it_answers_and_what_to_expect(name):
    text = VARIANTS[name].path.read_text(encoding="utf-8")
    head = text.partition("\nextends")[0]
    assert [word for word in ("# Changed: ", "# Answers ", "# Expected: ") if f"\n{word}" not in f"\n{head}"] == []


def test_names_are_unique():
    names = Counter(load_scenario(each.path).scenario.name for each in list_scenarios(FOLDER))
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_korean_stands_in_the_scenario_of_japan():
    japan = load_scenario(FOLDER / "japan2021.toml")
    assert not [file for file in japan.files if file.name == "base.toml"]
    assert (japan.scenario.host.currency, japan.scenario.host.legislature) == ("JPY", "Diet")
    assert {deal.host for deal in japan.scenario.peer_deals} == {"Republic of Korea"}
    assert japan.overridden_parameters == ()


@pytest.mark.parametrize("path", sorted((FOLDER / "forward").glob("*.toml")), ids=lambda path: path.stem)
def test_what_lies_ahead_is_drawn(path):
    scenario = load_scenario(path).scenario
    assert scenario.kind == "forward"
    assert {one.winner for one in scenario.successions} == {"draw"}
    assert scenario.provocations.mode == "simulate"
