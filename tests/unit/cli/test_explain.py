"""`sma explain`: tables on standard output, a table and a figure in a folder, never over those of another run."""

import json
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.experiments.explanation import explain_run
from sim.experiments.plan import plan_run
from sim.scenario.load import load_scenario
from tests.unit.cli.shell import sma

SMA11 = Path(__file__).parents[3] / "scenarios" / "sma11.toml"
SMALL = ("explain", SMA11, "--replicates", 60, "--seed", 1, "--point")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("explained") / "out"
    assert sma(*SMALL, "--out", place) == 0
    return place


def test_the_folder_holds_the_table_twice_and_a_figure(folder):
    names = {path.name for path in folder.iterdir()}
    assert names == {f"explanation.{end}" for end in ("csv", "json", "png", "svg")} | {"manifest.json"}
    table = pd.read_csv(folder / "explanation.csv")
    told = json.loads((folder / "explanation.json").read_text(encoding="utf-8"))
    assert told["phases"] == list(table["phase"].unique())
    assert len(told["rows"]) == len(table)
    known = table[table["negotiations"] > 0]
    assert known.groupby(["phase", "question"])["share"].sum().to_numpy() == pytest.approx(1.0)
    assert (known["lower"] <= known["share"] + 1e-12).all()
    assert (known["share"] <= known["upper"] + 1e-12).all()
    ended = table[table["question"] == "ended"].drop_duplicates("phase")
    assert 0 < ended["cases"].sum() <= 60


def test_the_tables_say_it_in_words(capsys, tmp_path):
    assert sma(*SMALL, "--no-figures", "--out", tmp_path / "out") == 0
    told = capsys.readouterr()
    for words in ("What kept the sides apart", "refusals of the guest's leader", "What ended the talks", "one draw of"):
        assert words in told.out
    assert "the price of the guest's leader" in told.out
    assert "Tables in" in told.err
    assert not (tmp_path / "out" / "explanation.png").exists()


def test_json_stands_alone_on_standard_output(capsys, tmp_path):
    assert sma(*SMALL, "--no-figures", "--json", "--out", tmp_path / "out") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["run"]["replicates"] == 60
    assert {row["question"] for row in told["rows"]} == set(told["questions"])


def test_tables_in_korean_and_files_as_ever(folder, capsys, tmp_path):
    assert sma(*SMALL, "--no-figures", "--language", "ko", "--out", tmp_path / "out") == 0
    told = capsys.readouterr().out
    for words in ("양측이 타결에 이르지 못한 이유", "미국 정상의 추가 요구", "협정 공백기", "제11차 방위비분담금"):
        assert words in told
    for name in ("explanation.csv", "explanation.json"):
        assert (tmp_path / "out" / name).read_bytes() == (folder / name).read_bytes()


def test_another_seed_is_refused_and_the_same_run_replaces_its_own(folder, capsys):
    before = (folder / "explanation.csv").read_bytes()
    assert sma("explain", SMA11, "--replicates", 60, "--seed", 2, "--point", "--out", folder) == 5
    assert "seed 1 there, 2 asked for" in capsys.readouterr().err
    assert sma(*SMALL, "--out", folder) == 0
    assert (folder / "explanation.csv").read_bytes() == before


def test_workers_and_blocks_do_not_change_what_is_found(monkeypatch):
    plan = plan_run(load_scenario(SMA11, draws="posterior"), 50, 1)
    one = explain_run(plan, workers=1).table
    monkeypatch.setattr("sim.experiments.explanation.GROUP", 16)
    pd.testing.assert_frame_equal(explain_run(plan, workers=3).table, one, rtol=1e-12)


def test_the_negotiations_are_those_of_a_run():
    """As many agreements, refusals and rounds as the run with the same seed and draws has."""
    frame = sim.run(SMA11, replicates=80, seed=4).frame
    table = explain_run(plan_run(load_scenario(SMA11), 80, 4)).table.drop_duplicates(["phase", "question"])
    cases = table.groupby("question")["cases"].sum()
    assert cases["ended"] == frame["agreed"].sum()
    assert cases["guest_refused"] == frame["guest_refusals"].sum()
    assert cases["host_refused"] == frame["host_refusals"].sum()
    assert cases["apart"] >= (frame["rounds"] - frame["texts"]).sum()
