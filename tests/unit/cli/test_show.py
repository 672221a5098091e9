"""`sma show` and `sma schema`."""

import json

import pytest

from sim.cli.commands.show import rows
from sim.scenario.identity import content_hash
from sim.scenario.load import load_scenario, load_scenario_text
from tests.unit.cli.shell import sma
from tests.unit.scenario.small import SMALL, write_small


@pytest.fixture
def small(tmp_path):
    return write_small(tmp_path)


def test_the_summary_tells_who_when_and_how_much(small, capsys):
    assert sma("show", small) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in (
        "Talks with Ruritania",
        "small (historical)",
        "talks open 2019-09-24, old agreement expires 2019-12-31, horizon 2.5 years after expiry",
        "1,038.9 bn RUR a year, set in 2019, 1 paid year, escalator none; the host bears 60% of what the",
        "rivalry",
        "guest asks +460.0%; host offers +4.0%",
        "2020-11-03, handover 2021-01-20: hard or soft; winner soft",
        "chance of hard from 2020-06-01: guest 0.4, host 0.4",
        "terms 1, 3, 5 paid years; escalators none, cpi (CPI cap 4.0%)",
        "Left 60, Right 40 of 100 seats",
        "the shared set",
        "shared.toml",
        content_hash(load_scenario(small).scenario),
    ):
        assert words in out.replace("\n", " "), words


def test_the_summary_says_when_history_was_overridden(small):
    loaded = load_scenario(small, ["parameters.habit=0.2", "successions.0.winner=draw"])
    told = dict(rows(loaded))
    assert told["name"] == "small (counterfactual)"
    assert told["parameters"].endswith("the shared set but for habit = 0.2")
    assert told["guest election"].endswith("winner drawn, hard with 0.5")
    assert ("", "the files say historical; the overrides make the run counterfactual") in list(rows(loaded))


def test_text_in_square_brackets_is_no_markup(tmp_path, capsys):
    path = write_small(tmp_path, SMALL.replace("Talks with Ruritania", "Talks [bold]with[/bold] [Ruritania]"))
    assert sma("show", path) == 0
    assert "Talks [bold]with[/bold] [Ruritania]" in capsys.readouterr().out


def test_resolved_text_is_self_contained(small, capsys):
    assert sma("show", small, "--resolved", "--set", "parameters.habit=0.2") == 0
    text = capsys.readouterr().out
    expected = load_scenario(small, ["parameters.habit=0.2"])
    assert content_hash(load_scenario_text(text, "out").scenario) == content_hash(expected.scenario)


def test_faults_end_with_2(small, capsys):
    assert sma("show", small.parent / "none.toml") == 2
    assert "there is no file" in capsys.readouterr().err


def test_schema_is_json(capsys):
    assert sma("schema") == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "extends" in schema["properties"]
