"""What is known of how far a run may be believed is said where such a run is told, and said once."""

import re
from pathlib import Path

import pytest

from sim.analysis.limits import AHEAD, ANOTHER_HOST, limits_of
from sim.experiments.plan import plan_run
from sim.experiments.run import run_plan
from sim.scenario.load import override_scenario
from tests.runs import SCENARIOS, loaded, shipped
from tests.unit.cli.shell import sma


@pytest.mark.parametrize(
    ("name", "override", "limits"),
    [
        ("sma11", "step_days=7", ()),
        ("sma11", "kind=forward", (AHEAD,)),
        ("variants/sma11_withdrawal", "step_days=7", ()),
        ("forward/sma13", "step_days=7", (AHEAD,)),
        ("forward/sma13", "kind=counterfactual", (AHEAD,)),
        ("japan2021", "step_days=7", (ANOTHER_HOST,)),
        ("japan2021", "kind=forward", (ANOTHER_HOST, AHEAD)),
        ("theory/pie", "step_days=7", ()),
    ],
)
def test_the_limits_that_bear_on_a_scenario(name, override, limits):
    assert limits_of(shipped(name, override)) == limits


@pytest.mark.parametrize("limit", [AHEAD, ANOTHER_HOST], ids=lambda each: each.mark)
def test_the_readme_says_the_same(limit):
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert limit.words in re.sub(r"\s+", " ", readme)


def test_summary_caption_and_manifest_of_a_run_repeat_them(tmp_path):
    found = run_plan(plan_run(override_scenario(loaded("japan2021"), ["kind=forward"]), 20, 1), tmp_path / "run")
    assert found.summary.as_json()["limits"] == [ANOTHER_HOST.words, AHEAD.words]
    assert found.plan.record.limits == dict((ANOTHER_HOST, AHEAD))
    assert f" · {ANOTHER_HOST.mark} · {AHEAD.mark} · " in found.summary.label.line()


def test_run_and_show_print_them(tmp_path, capsys):
    run = ("run", SCENARIOS / "forward" / "sma13.toml", "--replicates", 20, "--point", "--no-figures")
    assert sma(*run, "--out", tmp_path / "run") == 0
    assert f"Limit: {AHEAD.words}" in capsys.readouterr().out
    assert sma("show", SCENARIOS / "japan2021.toml") == 0
    assert ANOTHER_HOST.words in re.sub(r"\s+", " ", capsys.readouterr().out)
