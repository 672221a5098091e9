"""`sma scenario`: episodes listed with what they give, and the scenario of one written."""

import shutil

import pytest

from sim.history.tables import DATA
from sim.scenario.load import load_scenario
from tests.runs import SCENARIOS
from tests.unit.cli.shell import sma


def test_episodes_are_listed_with_the_reason_where_one_gives_no_scenario(capsys):
    assert sma("scenario", "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 29
    assert lines[0].split() == ["host", "number", "opening", "expiry", "deal", "rise", "years", "scenario"]
    told = {tuple(line.split()[:2]): line for line in lines}
    assert told["korea", "9"].split()[2:] == ["2013-07-02", "2013-12-31", "2014-01-11", "+5.8%", "5", "yes"]
    assert told["korea", "3"].endswith("none: the opening of its talks is not on record")
    assert "none: macro.csv has no series of West Germany" in told["germany", "4"]


def test_a_scenario_is_printed_or_written(tmp_path, capsys):
    assert sma("scenario", "new", "japan", 2016) == 0
    text = capsys.readouterr().out
    assert text == (SCENARIOS / "japan2016.toml").read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    assert sma("scenario", "new", "Japan", 2016, "--out", file) == 0
    out, err = capsys.readouterr()
    assert (out, file.read_text(encoding="utf-8")) == ("", text)
    assert err == f"Japan, the agreement of 2016, talks 2015: {file}. To run it: sma run {file}\n"
    assert load_scenario(file).scenario.agreement.number == 2016


def test_from_a_record_of_ones_own(tmp_path, capsys):
    folder = shutil.copytree(DATA, tmp_path / "own")
    text = (folder / "agreements.csv").read_text(encoding="utf-8")
    assert sma("scenario", "new", "korea", 11, "--record", folder) == 0
    assert 'name = "korea11"' in capsys.readouterr().out
    (folder / "agreements.csv").write_text(text.replace("1183.3,1038.9", "1183.3,1038.9,", 1), encoding="utf-8")
    for action in (("list",), ("new", "korea", 11)):
        assert sma("scenario", *action, "--record", folder) == 2
        assert "agreements.csv:9: found 38 cells; allowed: 37, one a column" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new",), "sma scenario new needs a host and an episode"),
        (("new", "japan"), "sma scenario new needs a host and an episode"),
        (("new", "mars", 3), "host: found 'mars'; allowed: korea (Republic of Korea), japan (Japan)"),
        (("new", "korea", 7), "found agreement 7 of Republic of Korea; allowed: 1, 2, 3, 4, 8"),
        (("new", "korea", 2), "it gives no scenario: the opening of its talks is not on record"),
        (("list", "japan"), "sma scenario list takes --record alone"),
        (("list", "--record", "nowhere"), "'nowhere' is no folder"),
    ],
)
def test_what_cannot_be_is_told_with_what_to_do(arguments, words, capsys):
    assert sma("scenario", *arguments) == 2
    assert words in capsys.readouterr().err


def test_a_file_that_cannot_be_written(tmp_path, capsys):
    assert sma("scenario", "new", "japan", 2016, "--out", tmp_path / "no" / "x.toml") == 4
    assert "Name another file with --out" in capsys.readouterr().err
