"""Overrides by dotted path."""

import pickle
from datetime import date

import pytest

from sim.errors import ScenarioError
from sim.scenario.identity import content_hash
from sim.scenario.load import load_scenario, override_scenario
from sim.scenario.override import apply_override, apply_overrides, parse_override


def test_values_of_every_kind(small):
    scenario = load_scenario(
        small,
        [
            "agreement.talks_open=2019-08-01",
            "rounds.first=host",
            "successions.0.winner=draw",
            "successions.0.beliefs.1.guest = 0.7",
            'title="a longer title"',
            "table.operational_support=true",
            "table.terms=[1, 5]",
            "agreement.base_amount=1000",
            "provocations.replay_until=2020-01-01",
        ],
    ).scenario
    assert scenario.agreement.talks_open == date(2019, 8, 1)
    assert scenario.rounds.first == "host"
    assert scenario.successions[0].winner == "draw"
    assert scenario.successions[0].beliefs[1].guest == 0.7
    assert scenario.successions[0].beliefs[0].guest == 0.5
    assert scenario.title == "a longer title"
    assert scenario.table.operational_support is True
    assert scenario.table.terms == (1, 5)
    assert scenario.agreement.base_amount == 1000
    assert scenario.provocations.replay_until == date(2020, 1, 1)


@pytest.mark.parametrize("path", ["parameters.lapse_early", "parameters.lapse_early.value"])
def test_a_parameter_keeps_its_unit_and_prior(small, path):
    loaded = load_scenario(small, [f"{path}=0.2"])
    parameter = loaded.scenario.parameters.lapse_early
    assert (parameter.value, parameter.prior) == (0.2, (0.0, 1.0))
    assert parameter.source == "overridden; the shared value is 0.5"
    assert loaded.overridden_parameters == ("parameters.lapse_early",)
    assert loaded.sources["parameters.lapse_early"].line == 0


@pytest.mark.parametrize(
    ("override", "kind"),
    [
        ("parameters.lapse_early=0.2", "counterfactual"),
        ("parameters.lapse_early.prior=[0.1, 0.9]", "counterfactual"),
        ("successions.0.winner=hard", "counterfactual"),
        ("agreement.base_amount=1000", "counterfactual"),
        ("rounds.first=host", "counterfactual"),
        ("parameters.lapse_early=0.5", "counterfactual"),  # as shared, but held in every draw
        ("agreement.base_amount=1038.9", "historical"),  # as on record
        ("step_days=1", "historical"),
        ("provocations.mode=simulate", "historical"),
        ("protocol=random", "historical"),
        ("agreement.horizon_years=2", "historical"),
        ("name=other", "historical"),
        ("kind=counterfactual", "counterfactual"),
    ],
)
def test_overriding_history_makes_the_run_counterfactual(small, override, kind):
    loaded = load_scenario(small, [override])
    assert loaded.effective_kind == loaded.scenario.kind == loaded.resolved["kind"] == kind
    assert loaded.declared_kind == ("counterfactual" if override.startswith("kind") else "historical")


def test_a_later_override_wins_and_the_loaded_scenario_stays_as_it_is(small):
    loaded = load_scenario(small, ["step_days=1"])
    before = content_hash(loaded.scenario)
    further = override_scenario(loaded, ["step_days=2", "parameters.lapse_early=0.2"])
    assert (loaded.scenario.step_days, further.scenario.step_days) == (1, 2)
    assert further.overrides == ("step_days=1", "step_days=2", "parameters.lapse_early=0.2")
    assert content_hash(loaded.scenario) == before
    assert further.effective_kind == "counterfactual"
    assert further.named_changes == ("step_days=1", "step_days=2", "parameters.lapse_early=0.2")
    assert override_scenario(loaded, ["parameter_draws=posterior", "title=other"]).named_changes == ("step_days=1",)


def test_a_loaded_scenario_travels_to_another_process(small):
    loaded = load_scenario(small, ["parameters.lapse_early=0.2"])
    copy = pickle.loads(pickle.dumps(loaded))
    assert copy.scenario == loaded.scenario
    assert copy.sources == loaded.sources
    assert override_scenario(copy, ["step_days=1"]).scenario.step_days == 1


def test_a_sourced_fact_loses_its_source(small):
    for path in ("agreement.base_amount", "agreement.base_amount.value"):
        loaded = load_scenario(small, [f"{path}=1000"])
        assert loaded.sources["agreement.base_amount"].source == ""


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("step_days", "path=value is needed"),
        ("=3", "path=value is needed"),
        ("title=", "'title' must have a value, so it cannot be unset. Write another value instead"),
        ("peer_deals.0=", "'peer_deals.0' is a row of a list; keys can be unset"),
        ("opening.guest_ries=", "unknown key 'opening.guest_ries'. Did you mean 'guest_rise'?"),
        ("parameters.lapse_early.value=", "a structural parameter is unset as a whole"),
        ("step_dayz=3", "step_dayz: unknown key 'step_dayz'. Did you mean 'step_days'"),
        ("agreement.nummer=3", "agreement.nummer: unknown key 'nummer'. Did you mean 'number'? Known: base_amount"),
        ("base_amount=3", "Did you mean 'agreement.base_amount'?"),
        ("parameters.lapse_earl=0.1", "unknown key 'lapse_earl'. Did you mean 'lapse_early'?"),
        ("administrations.hrd.type=0.1", "unknown key 'hrd'. Did you mean 'hard'? Known: hard, soft"),
        ("successions.1.winner=hard", "'1' is no item of successions; there is 0 to 0. Count from 0"),
        ("successions.first.winner=hard", "'first' is no item of successions"),
        ("step_days.value=3", "step_days is a single value without parts. Write step_days="),
        ("step_days=1.5", "step_days: found the number 1.5; a whole number is needed"),
        ("step_days=70", "step_days: found the whole number 70; 1 to 31 is allowed"),
        ("step_days=seven", 'step_days: found the text "seven"; a whole number is needed'),
        ("step_days=3\ntitle=3", "is no value"),
        ("step_days=nan", "step_days: found nan"),
        ("title=two words", "'two words' is no value. Write a number"),
        ("a b=3", "'a b' is no path"),
        ("a..b=3", "'a..b' is no path"),
        ("extends=base.toml", "a file's parents cannot be set here"),
        ("successions.0.winner=nobody", "successions.0.winner: 'nobody' is no candidate"),
        ("host.unit.x=3", "no file gives host.unit, so it has no parts to set"),
        ("title=" + "[" * 5000, "is no value"),
        ("title='" + "a" * 20_000 + "'", "more than 10000 characters"),
    ],
)
def test_faulty_overrides_are_named_as_they_were_given(small, override, words):
    with pytest.raises(ScenarioError) as raised:
        load_scenario(small, [override])
    message = str(raised.value)
    assert words in message
    assert message.startswith("--set '")


def test_faults_of_several_overrides_are_told_together(small):
    with pytest.raises(ScenarioError) as raised:
        load_scenario(small, ["step_dayz=3", "table.cpi_cap=7"])
    lines = str(raised.value).split("\n")
    assert [line.split(": ")[0] for line in lines] == ["--set 'step_dayz=3'", "--set 'table.cpi_cap=7'"]


def test_many_overrides_in_one_pass_are_the_same_as_one_after_the_other(small):
    layer = load_scenario(small).of_files
    texts = [
        "parameters.lapse_early=0.3",
        "successions.0.beliefs.0.guest=0.2",
        "successions.0.winner=draw",
        "table.terms=[1, 5]",
        "agreement.base_amount=1000",
        "agreement.base_amonut=1",
        "parameters.lapse_early.value=0.4",
    ]
    one_by_one = layer
    for text in (text for text in texts if "amonut" not in text):
        one_by_one = apply_override(one_by_one, parse_override(text))
    at_once, problems = apply_overrides(layer, texts)
    assert at_once.data == one_by_one.data
    assert [len(problems), problems[0].path] == [1, "agreement.base_amonut"]
    assert at_once.marks.keys() == one_by_one.marks.keys()
    assert all(at_once.marks[path].value == one_by_one.marks[path].value for path in at_once.marks)
