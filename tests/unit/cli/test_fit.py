"""`sma fit`: what it prints and writes."""

import csv
import json
from pathlib import Path

import pytest

from sim.cli import main as cli

SCENARIO = Path(__file__).parents[3] / "scenarios" / "sma12.toml"


def sma(*arguments) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_fit_provocations_prints_and_writes_its_tables_and_figure(tmp_path, capsys):
    folder = tmp_path / "fit"
    assert sma("fit", "provocations", "--scenario", SCENARIO, "--out", folder, "--seed", 3) == 0
    out, err = capsys.readouterr()
    assert "provocation_branching" in out
    assert "Kolmogorov-Smirnov distance" in out
    assert "AIC" in out
    assert str(folder) in err
    assert {path.name for path in folder.iterdir()} == {
        "provocations.csv", "provocations.json", "provocations.png", "provocations.svg",
    }  # fmt: skip
    with (folder / "provocations.csv").open(encoding="utf-8") as file:
        rows = {row["parameter"]: row for row in csv.DictReader(file)}
    read = json.loads((folder / "provocations.json").read_text(encoding="utf-8"))
    assert float(rows["provocation_rate"]["estimate"]) == read["parameters"][0]["estimate"]
    assert rows["provocation_detente"]["error"] == "", "at its bound there is no standard error"


def test_fit_says_what_can_be_fitted(capsys):
    assert sma("fit", "weather") == 2
    assert "provocations" in capsys.readouterr().err
