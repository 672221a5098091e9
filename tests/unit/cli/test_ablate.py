"""`sma ablate`: the table on standard output, tables and a figure in a folder."""

import csv
import json
from pathlib import Path

import pytest

from sim.analysis.attribution import MEASURES
from sim.scenario.switches import Switches
from tests.unit.cli.shell import sma

SMA11 = Path(__file__).parents[3] / "scenarios" / "sma11.toml"
SMALL = (SMA11, "--replicates", 20, "--group", "ahead=waiting,succession", "--group", "leaders=leader_approval")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_table_files_and_figure_tell_the_same(capsys, here):
    assert sma("ablate", *SMALL) == 0
    out, err = capsys.readouterr()
    assert "Shapley shares of the groups" in out
    assert "ahead: waiting, succession." in out
    assert "seed 1 · 20 replicates" in out
    folder = here / "results" / "sma11-ablation"
    assert "results/sma11-ablation/" in err
    assert {path.name for path in folder.iterdir()} == {
        "ablation.csv", "ablation.json", "ablation.png", "ablation.svg", "manifest.json",
    }  # fmt: skip
    rows = list(csv.DictReader((folder / "ablation.csv").open(encoding="utf-8")))
    assert len(rows) == (2 + len(Switches.model_fields) + 2) * len(MEASURES)
    delay = next(row for row in rows if (row["name"], row["measure"]) == ("leader_approval", "delay"))
    assert f"{float(delay['value']):+.1f} ±" in out
    whole = json.loads((folder / "ablation.json").read_text(encoding="utf-8"))
    assert whole["groups"] == {"ahead": ["waiting", "succession"], "leaders": ["leader_approval"]}
    assert len(whole["rows"]) * len(MEASURES) == len(rows)


def test_json_on_standard_output_is_that_of_the_folder(capsys, here):
    assert sma("ablate", *SMALL, "--json", "--no-figures", "--out", "there") == 0
    assert json.loads(capsys.readouterr().out) == json.loads((here / "there" / "ablation.json").read_text())
    assert not list((here / "there").glob("*.png"))


@pytest.mark.parametrize(
    ("text", "words"),
    [("waiting", "write NAME=SWITCH"), ("a=wating", "'wating' is no switch"), ("a=", "write NAME=SWITCH")],
)
def test_a_group_that_cannot_be_read_is_refused_before_anything_runs(capsys, text, words):
    assert sma("ablate", SMA11, "--group", text) == 2
    assert words in capsys.readouterr().err


def test_a_group_named_twice_is_refused(capsys):
    assert sma("ablate", SMA11, "--group", "a=waiting", "--group", "a=furlough") == 2
    assert "'a' is there already" in capsys.readouterr().err
