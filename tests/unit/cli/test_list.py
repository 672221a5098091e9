"""`sma list`: one line a scenario, parts left out, bad files named."""

import re

import pytest

from tests.runs import SCENARIOS
from tests.unit.cli.shell import sma
from tests.unit.scenario.small import write_small

VARIANT = 'extends = "../small.toml"\nname = "calm"\ntitle = "No peers"\nkind = "counterfactual"\npeer_deals = []\n'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "scenarios"
    (folder / "variants").mkdir(parents=True)
    write_small(folder)
    (folder / "variants" / "calm.toml").write_text(VARIANT + "parameters.habit = 0.2\n", encoding="utf-8")
    return folder


def test_scenarios_here_with_kind_title_and_changes(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder.parent)
    assert sma("list") == 0
    out, err = capsys.readouterr()
    first, second = (re.split(" {2,}", line) for line in out.splitlines()[-2:])
    assert first == ["scenarios/small.toml", "historical", "Talks with Ruritania"]
    changed = "No peers (small, changed: peer_deals, parameters.habit)"
    assert second == ["scenarios/variants/calm.toml", "counterfactual", changed]
    assert err == ""


def test_a_variant_that_changes_settings_only(folder, capsys):
    (folder / "daily.toml").write_text('extends = "small.toml"\nname = "daily"\nstep_days = 1\n', encoding="utf-8")
    assert sma("list", folder) == 0
    assert "(small, changed: settings only)" in capsys.readouterr().out


def test_bad_files_are_named_and_the_rest_is_listed(folder, capsys):
    (folder / "bad.toml").write_text("a = \n", encoding="utf-8")
    (folder / "worse.toml").write_text('extends = "small.toml"\nstep_dayz = 1\nb = 2\n', encoding="utf-8")
    assert sma("list", folder) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    first, second = err.splitlines()
    assert first.startswith(f"left out, {folder / 'bad.toml'}:1:5: invalid value")
    assert first.endswith(f"(all faults: sma check {folder / 'bad.toml'})")
    assert "worse.toml:2:1: step_dayz: unknown key" in second


def test_hidden_folders_are_left_out(folder, capsys):
    (folder / ".old").mkdir()
    (folder / ".old" / "x.toml").write_text("a = \n", encoding="utf-8")
    assert sma("list", folder) == 0
    assert capsys.readouterr().err == ""


def test_where_there_is_nothing_to_list(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert sma("list", "nowhere") == 2
    assert capsys.readouterr().err == "'nowhere' does not exist. Name a folder of scenario files: sma list FOLDER\n"
    (tmp_path / "file").write_text("")
    assert sma("list", "file") == 2
    assert "'file' is no folder" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert sma("list", "empty") == 2
    assert capsys.readouterr().err.startswith("empty: no scenario file is in it")


def test_the_shipped_ones_are_listed_by_name_from_anywhere(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert sma("list") == 0
    out, err = capsys.readouterr()
    names = [line.split(" ", 1)[0] for line in out.splitlines()]
    japan = [f"japan{year}" for year in (1996, 2001, 2006, 2008, 2011, 2016, 2021, 2022)]
    assert names[:13] == [*japan, "sma08", "sma09", "sma10", "sma11", "sma12"]
    assert {"sma11_text_accepted", "sma13", "pie", "sma11_2020_04_02"} < set(names)
    assert not {"base", "actors", "parameters", "sma11_patience"} & set(names), "parts and studies are no scenarios"
    assert err == ""


def test_in_the_project_they_are_listed_once(monkeypatch, capsys):
    monkeypatch.chdir(SCENARIOS.parent)
    assert sma("list") == 0
    names = [line.split(" ", 1)[0] for line in capsys.readouterr().out.splitlines()]
    assert len(names) == len(set(names))
    assert not [name for name in names if name.startswith("scenarios/")]
