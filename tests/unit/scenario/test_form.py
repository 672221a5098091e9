"""What a form shows of each field: label, group, step, prior, choices; in Korean too."""

from collections import Counter

import pytest

from sim.posterior.quantiles import parameter_quantiles
from sim.rules.parameters import PARAMETER_GROUPS
from sim.scenario.form import shared_prior, winners
from sim.scenario.json_schema import json_schema
from sim.scenario.load import load_scenario
from sim.scenario.parameters import MEANINGS
from sim.scenario.schema import FIELD_GROUPS, Scenario
from sim.scenario.switches import GROUP_NAMES, MECHANISMS
from sim.words.ko.fields import CHOICES, GROUPS, LABELS, UNITS


@pytest.fixture(scope="module")
def schema():
    return json_schema()


def fields(schema):
    """Name and schema of each field that a person may set."""
    for table, content in {**schema["$defs"], "Scenario": schema}.items():
        for name, field in content.get("properties", {}).items():
            if table == "Parameters":
                yield f"parameters.{name}", field
            elif table == "Switches":
                yield f"switches.{name}", field
            elif "label" in field:
                yield f"{table}.{name}", field
            else:
                assert "$ref" in field or name in ("extends", "unset", "add") or "$ref" in str(field), (table, name)


def test_every_field_has_a_short_label_and_a_group(schema):
    for name, field in fields(schema):
        assert 0 < len(field["label"]) <= 45, name
        assert field["group"] in (*PARAMETER_GROUPS, *FIELD_GROUPS, *GROUP_NAMES), name


def test_labels_of_a_table_differ(schema):
    tables = Counter((name.split(".")[0], field["label"]) for name, field in fields(schema))
    assert [key for key, times in tables.items() if times > 1] == []


def test_a_parameter_carries_its_prior_and_a_step_of_it(schema):
    for name, field in schema["$defs"]["Parameters"]["properties"].items():
        low, high = field["prior"]
        assert (low, high) == shared_prior(name)
        assert field["minimum"] <= low <= high <= field["maximum"], name
        assert high == low or 50 <= round((high - low) / field["step"], 6) <= 125, name


def test_a_number_has_a_step(schema):
    assert schema["$defs"]["Agreement"]["properties"]["base_year"]["step"] == 1
    assert schema["$defs"]["Host"]["properties"]["burden_share"]["step"] == 0.01


def test_korean_has_every_label_group_unit_and_no_other(schema):
    named = dict(fields(schema))
    assert set(LABELS) == set(named)
    assert set(GROUPS) == {field["group"] for field in named.values()}
    units = {field["unit"] for field in named.values()} - {"no unit", "date", "true or false"}
    assert set(UNITS) == units
    assert set(CHOICES) >= {"draw", "guest", "host"}
    assert set(MEANINGS) | set(MECHANISMS) <= {name.split(".")[1] for name in LABELS}


def test_a_winner_is_a_candidate_or_drawn():
    scenario = load_scenario("sma11").scenario
    assert winners(scenario, 0) == ("trump_1", "biden", "draw")
    assert Scenario.model_fields["successions"].json_schema_extra["label"] == "Elections ahead"


def test_quantiles_of_what_is_drawn_and_of_nothing_else():
    scenario = load_scenario("sma11", ["parameters.habit=0.01"]).scenario
    found = parameter_quantiles(scenario)
    low, middle, high = found["leader_price"]
    assert low < middle < high
    assert "habit" not in found
    assert parameter_quantiles(load_scenario("sma11", draws="central").scenario) == {}
