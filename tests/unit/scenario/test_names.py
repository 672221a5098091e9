"""Shipped scenarios are found by name from anywhere; a path goes before a name."""

import shutil
from collections import Counter

import pytest

from sim.errors import ScenarioError
from sim.experiments.study_file import load_study
from sim.scenario import shipped
from sim.scenario.load import load_scenario
from sim.scenario.shipped import located, name_of, shipped_files, shipped_folder
from tests.runs import SCENARIOS
from tests.unit.cli.shell import sma
from tests.unit.scenario.small import write_small


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_shipped_file_has_a_name_of_its_own():
    assert shipped_folder().resolve() == SCENARIOS.resolve()
    stems = Counter(path.stem for path in SCENARIOS.rglob("*.toml"))
    assert max(stems.values()) == 1
    assert set(shipped_files()) == set(stems)
    assert name_of(shipped_files()["sma13"]) == "sma13"
    assert name_of(SCENARIOS / "elsewhere" / "sma13.toml") == ""


CENTRAL = "parameter_draws=central"


@pytest.mark.parametrize("name", ["sma11", "sma11_text_accepted", "sma13", "pie", "japan2021"])
def test_a_name_stands_for_its_file(name):
    assert load_scenario(name).scenario == load_scenario(shipped_files()[name]).scenario


def test_a_path_goes_before_a_name(elsewhere):
    shutil.copy(write_small(elsewhere), elsewhere / "sma11")
    assert load_scenario("sma11").scenario.name == "small"
    assert load_scenario("sma10").scenario.name == "sma10"


def test_a_file_of_ones_own_extends_a_shipped_one(elsewhere):
    mine = elsewhere / "mine.toml"
    mine.write_text('extends = "sma11"\nname = "mine"\nkind = "counterfactual"\npeer_deals = []\n', encoding="utf-8")
    loaded = load_scenario("mine.toml")
    assert (loaded.scenario.peer_deals, loaded.scenario.opening.guest_rise) == ((), 4.61)
    mine.write_text('extends = ["sma11", "nothing_such"]\nname = "mine"\n', encoding="utf-8")
    with pytest.raises(ScenarioError, match="mine.toml:1:21: extends: there is no file 'nothing_such'"):
        load_scenario("mine.toml")


def test_parts_are_found_beside_the_file_first(elsewhere):
    folder = elsewhere / "own"
    folder.mkdir()
    write_small(folder)
    assert located("small.toml", folder) == folder / "small.toml"
    assert located("base", folder) == shipped_files()["base"]
    (folder / "base").write_text("x", encoding="utf-8")
    assert located("base", folder) == folder / "base"


def test_a_study_and_its_scenario_are_found_by_name(elsewhere):
    assert load_study("sma11_patience").study.name == "sma11_patience"
    text = shipped_files()["sma11_patience"].read_text(encoding="utf-8").replace("../sma11.toml", "sma10")
    (elsewhere / "mine.toml").write_text(text, encoding="utf-8")
    assert load_study("mine.toml").base.scenario.name == "sma10"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("sm11", "there is no file 'sm11'. Did you mean 'sma11', which comes with the program?"),
        ("sma11.toml", "there is no file 'sma11.toml'. Did you mean 'sma11', which comes with the program?"),
        ("scenarios/sma11.toml", "Did you mean 'sma11', which comes with the program?"),
        ("nothing_like_it_xyz", "or the name of a shipped one (`sma list`)"),
    ],
)
def test_a_name_that_is_none_is_told_with_the_nearest(given, words):
    with pytest.raises(ScenarioError) as raised:
        load_scenario(given)
    assert words in str(raised.value)


@pytest.mark.parametrize("command", [("check", "sma11"), ("show", "japan2021"), ("diff", "sma11", "sma11"), ("list",)])
def test_commands_take_names(command):
    assert sma(*command) == 0


def test_run_and_trace_take_names(elsewhere, capsys):
    assert sma("run", "sma11", "--replicates", 2, "--seed", 1, "--set", CENTRAL, "--no-figures") == 0
    assert (elsewhere / "results" / "sma11" / "manifest.json").is_file()
    assert "sma trace sma11 --set parameter_draws=central --seed 1" in capsys.readouterr().err
    assert sma("trace", "sma11", "--seed", 1, "--set", CENTRAL, "--no-figure") == 0


def test_an_installed_copy_goes_before_the_checked_out_one(elsewhere, monkeypatch):
    monkeypatch.setattr(shipped, "INSTALLED", elsewhere)
    assert shipped_folder() == elsewhere
