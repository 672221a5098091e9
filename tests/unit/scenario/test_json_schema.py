"""The schema for editors agrees with the loader."""

import pytest
import tomli

from sim.scenario.json_schema import json_schema
from sim.scenario.load import load_scenario
from tests.unit.scenario.small import SMALL, shared_text

jsonschema = pytest.importorskip("jsonschema")


def dated(value):
    """Values as editors see them: dates as text."""
    if isinstance(value, dict):
        return {key: dated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [dated(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


ADDED = """
extends = "x.toml"
[[add.peer_deals]]
since = 2020-06-01
host = "Utopia"
rise = { value = 0.2, source = "press" }
source = "press"
[[add.provocations.quiet]]
since = 2020-03-01
until = 2020-03-31
source = "assumed"
"""


@pytest.fixture(scope="module")
def checker():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_good_files_pass(checker, small):
    load_scenario(small)
    for text in (SMALL, 'extends = ["a.toml", "b.toml"]\nparameters.lapse_early = 0.2\nagreement.horizon_years = 2\n'):
        checker.validate(dated(tomli.loads(text)))
    checker.validate(dated(tomli.loads('extends = "x.toml"\n' + shared_text())))
    checker.validate(dated(tomli.loads(ADDED)))


@pytest.mark.parametrize(
    "text",
    [
        'name = "x"',  # extends nothing and lacks the rest
        "extends = 3",
        'extends = "a"\nstep_dayz = 3',
        'extends = "a"\nstep_days = 70',
        'extends = "a"\nagreement.base_amount = -1',
        'extends = "a"\nagreement.base_amount = { value = 1, sauce = "x" }',
        'extends = "a"\nparameters.lapse_early = 3',
        'extends = "a"\nparameters.lapse_early = { value = 0.2, unit = "days" }',
        'extends = "a"\ntable.terms = [9]',
        'extends = "a"\nopening.guest_rise = -3',
        'extends = "a"\npeer_deals = [{ since = 2020-01-01 }]',
        'extends = "a"\nprotocol = "shouting"',
        ADDED.replace("peer_deals", "peer_deal"),
        ADDED.replace("rise", "raise"),
        ADDED.replace("quiet", "quit"),
        'extends = "a"\n[[add.segments]]\nname = "centrist"',
    ],
)
def test_faulty_files_fail(checker, text):
    with pytest.raises(jsonschema.ValidationError):
        checker.validate(dated(tomli.loads(text)))


def test_every_number_says_its_meaning_unit_and_range():
    schema = json_schema()
    for name, table in schema["$defs"].items():
        for key, field in table.get("properties", {}).items():
            where = f"{name}.{key}"
            assert field.get("description"), where
            assert field.get("unit"), where
            kinds = {option.get("type") for option in field.get("anyOf", [])}
            if kinds & {"number", "integer"}:
                assert {"minimum", "maximum"} <= set(field), where
