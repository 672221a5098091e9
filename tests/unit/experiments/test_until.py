"""A run with as many replicates as a figure needs: found, stated, and repeated to the same bytes."""

import json
from pathlib import Path

import pytest

from sim.analysis.precision import parse_target
from sim.cli import main as cli
from sim.experiments.plan import plan_repeat, plan_run
from sim.experiments.until import planned_until
from sim.scenario.load import load_scenario
from tests.unit.experiments.sweeps import bytes_of, made_of

SMA11 = Path(__file__).parents[3] / "scenarios" / "sma11.toml"


def sma(*arguments) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def width_of_a_thousand(folder: Path) -> float:
    """Width of the interval of the mean blank period after the first look of a run."""
    until = ("--until-width", "blank_days.mean=1e6", "--no-figures", "--out", folder)
    assert sma("run", SMA11, "--seed", 1, *until) == 0
    stopping = json.loads((folder / "manifest.json").read_text())["stopping"]
    return stopping["upper"] - stopping["lower"]


def test_the_run_is_that_of_the_number_found_and_repeats_to_the_same_bytes(tmp_path, capsys):
    found, width = tmp_path / "found", 0.6 * width_of_a_thousand(tmp_path / "first")
    until = f"blank_days.mean={width:.6g}"
    assert sma("run", SMA11, "--seed", 1, "--until-width", until, "--no-figures", "--out", found) == 0
    assert "Stopping rule: looks after 1,000 replicates" in capsys.readouterr().err
    manifest = json.loads((found / "manifest.json").read_text())
    stopping = manifest["stopping"]
    assert stopping["reached"]
    assert manifest["replicates"] > 2_000, "after more than one look"
    assert 0 < stopping["upper"] - stopping["lower"] <= width * (1 + 1e-5)
    given = tmp_path / "given"
    count = manifest["replicates"]
    assert sma("run", SMA11, "--seed", 1, "--replicates", count, "--no-figures", "--out", given) == 0
    assert made_of(found) == made_of(given)
    before = bytes_of(found)
    assert sma("run", found, "--no-figures") == 0
    assert bytes_of(found) == before
    assert plan_repeat(found).manifest.stopping.reached
    assert json.loads((found / "manifest.json").read_text())["stopping"] == stopping


def test_the_most_allowed_ends_it_and_is_said(tmp_path, capsys):
    arguments = ("--until-width", "rise.mean=1e-9", "--max-replicates", 1500, "--no-figures", "--out", tmp_path / "x")
    assert sma("run", SMA11, "--seed", 1, *arguments) == 0
    assert "is still wider than asked at --max-replicates" in capsys.readouterr().err
    assert json.loads((tmp_path / "x" / "manifest.json").read_text())["replicates"] == 1500


def test_a_median_beyond_the_horizon_is_refused_and_nothing_written(tmp_path, capsys):
    arguments = ("--set", "agreement.horizon_years=1", "--until-width", "blank_days.median=5", "--out", tmp_path / "x")
    assert sma("run", SMA11, "--seed", 1, *arguments) == 2
    assert "so the median lies beyond it" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_threads_do_not_change_where_it_stops():
    plan, target = plan_run(load_scenario(SMA11), 1, 1), parse_target("rise.mean=0.002")
    one, two = (planned_until(plan, target, workers=workers).manifest for workers in (1, 2))
    assert one == two
    assert one.replicates > 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((SMA11, "--max-replicates", 5), "means nothing without it"),
        ((SMA11, "--replicates", 5, "--until-width", "rise.mean=1"), "--replicates cannot go with it"),
    ],
)
def test_options_that_contradict_each_other(capsys, arguments, words):
    assert sma("run", *arguments) == 2
    assert words in capsys.readouterr().err
