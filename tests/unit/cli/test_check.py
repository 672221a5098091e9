"""`sma check` and `sma show`: what a file drops, takes away, and where each value comes from."""

import pytest

from tests.runs import SCENARIOS, shipped
from tests.unit.cli.shell import sma

CHILD = f"""\
extends = "{SCENARIOS / "sma11.toml"}"
unset = ["opening.guest_rise"]
name = "child"
kind = "counterfactual"
parameters.habit = 0.25
[[intervals]]
kind = "exercise"
since = 2020-03-01
until = 2020-03-10
strength = 1.0
source = "assumed"
"""
STATES = len(shipped("sma11").intervals)
HABIT = shipped("sma11").parameters.habit.value


@pytest.fixture
def child(tmp_path):
    path = tmp_path / "child.toml"
    path.write_text(CHILD, encoding="utf-8")
    return path


def test_check_says_how_many_rows_a_list_replaces_and_warns(child, capsys):
    assert sma("check", child) == 0
    out, err = capsys.readouterr()
    told = f"{child}:6:3: intervals: 1 row replaces {STATES} inherited rows, of which {STATES} are gone"
    assert out.splitlines() == [f"ok {child}: 11th SMA, talks 2019-2021", f"   {told}"]
    assert err.startswith(f"warning: {told}. To add to them, write [[add.intervals]]")


def test_a_run_warns_too(child, tmp_path, capsys):
    assert sma("run", child, "--replicates", 2, "--point", "--no-figures", "--out", tmp_path / "r") == 0
    assert "warning: " in capsys.readouterr().err


def test_show_says_what_was_replaced_and_unset(child, capsys):
    assert sma("show", child) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert f"1 row replaces {STATES} inherited rows" in text
    assert f"opening.guest_rise, at {child}:2" in text


def test_origins_name_file_and_line_of_each_value(child, capsys):
    assert sma("show", child, "--origins", "--set", "step_days=3") == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"parameters.habit = 0.25   [{child}:5] overridden; the shared value is {HABIT:g}" in lines
    assert f"intervals.0.since = 2020-03-01   [{child}:8]" in lines
    assert "step_days = 3   [--set 'step_days=3']" in lines
    written = (SCENARIOS / "sma11.toml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(number for number, text in enumerate(written) if text.startswith("base_amount = "))
    assert f"agreement.base_amount = 1038.9   [{SCENARIOS / 'sma11.toml'}:{line}] MOFA 2019-02-10" in lines
    assert lines[-1] == f"opening.guest_rise = unset   [{child}:2]"
    assert not any(line.startswith("opening.guest_rise = 4") for line in lines)


def test_resolved_and_origins_exclude_each_other(child, capsys):
    assert sma("show", child, "--origins", "--resolved") == 2
    assert "Leave one of them out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("agreement.base_amount=1000", "not the talks on record"),
        ("as_of=2021-03-06", ""),
        ("as_of=2021-03-07", "before the talks about agreement 11 were over"),
    ],
)
def test_a_day_from_which_a_run_cannot_begin_is_no_good_file(override, words, capsys):
    code = sma("check", "sma11", "--set", "as_of=2020-04-02", "--set", override)
    assert code == (2 if words else 0)
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("protocol", ["mediated", "alternating"])
def test_draws_that_no_core_has_are_told_before_a_run(protocol, capsys):
    code = sma("check", "sma11", "--set", "parameter_draws=posterior", "--set", f"protocol={protocol}")
    assert code == (0 if protocol == "mediated" else 2)
    assert ("no posterior draws were fitted" in capsys.readouterr().err) == (protocol == "alternating")
