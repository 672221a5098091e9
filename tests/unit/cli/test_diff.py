"""`sma diff`."""

from pathlib import Path

import pytest

from tests.unit.cli.shell import sma

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SMA11, SMA12 = SCENARIOS / "sma11.toml", SCENARIOS / "sma12.toml"


def test_paths_values_units_and_sources(capsys):
    assert sma("diff", SMA11, SMA12) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(f"A  {SMA11}\nB  {SMA12}\n\n")
    for words in (
        "agreement.prior_talks_failed_rounds", "1038.9", "1402.8", "(Democratic Party)", "table.cpi_cap", "per year",
        "sma12.toml:", "B: default",
    ):  # fmt: skip
        assert words in out
    assert out.rstrip().endswith(" differences")
    assert not any(line != line.rstrip() for line in out.splitlines())


def test_no_difference(capsys):
    assert sma("diff", SMA11, SMA11, "--exit-code") == 0
    assert capsys.readouterr().out == f"No difference between A {SMA11} and B {SMA11}.\n"


@pytest.mark.parametrize(("flags", "code"), [((), 0), (("--exit-code",), 1)])
def test_the_exit_code_tells_only_where_it_is_asked_to(capsys, flags, code):
    assert sma("diff", SMA11, SMA11, "--set-b", "parameters.habit=0.2", *flags) == code
    out = capsys.readouterr().out
    assert f"B  {SMA11} --set parameters.habit=0.2" in out
    assert "B: its overrides" in out
    assert out.rstrip().endswith("2 differences")


def test_overrides_of_both_and_of_one(capsys):
    override = "parameters.habit=0.2"
    assert sma("diff", SMA11, SMA11, "--set", override, "--exit-code") == 0
    assert sma("diff", SMA11, SMA11, "--set", override, "--set-a", "parameters.habit=0.4", "--exit-code") == 1
    words = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("parameters.habit"))
    assert words.split()[1:3] == ["0.4", "0.2"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((SMA11, "none.toml"), "none.toml"),
        ((SMA11, SMA12, "--set-b", "nonsense=1"), "nonsense"),
        ((SMA11,), "B"),
    ],
)
def test_faults_are_told_gently(capsys, arguments, words):
    assert sma("diff", *arguments) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert "Traceback" not in err
    assert out == ""
