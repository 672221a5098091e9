"""`sma fit`: what it prints and writes."""

import csv
import json
from pathlib import Path

from sim.calibration.estimation.breaks import candidates
from sim.posterior.draws import read_posterior
from sim.posterior.outside import read_outside
from tests.unit.cli.shell import sma

SCENARIO = Path(__file__).parents[3] / "scenarios" / "sma12.toml"


def test_fit_provocations_prints_and_writes_its_tables_and_figure(tmp_path, capsys, monkeypatch):
    """With a coarse search for breaks; the full one is tested where the fit is."""
    monkeypatch.setattr(
        "sim.calibration.estimation.breaks.candidates", lambda record, model: candidates(record, model)[::6]
    )
    folder = tmp_path / "fit"
    assert sma("fit", "provocations", "--scenario", SCENARIO, "--out", folder, "--seed", 3) == 0
    out, err = capsys.readouterr()
    assert "provocation_branching" in out
    assert "Kolmogorov-Smirnov distance" in out
    assert "AIC" in out
    assert str(folder) in err
    assert {path.name for path in folder.iterdir()} == {
        "manifest.json", "provocations.csv", "provocations.json", "provocations.png", "provocations.svg",
    }  # fmt: skip
    with (folder / "provocations.csv").open(encoding="utf-8") as file:
        rows = {row["parameter"]: row for row in csv.DictReader(file)}
    read = json.loads((folder / "provocations.json").read_text(encoding="utf-8"))
    assert float(rows["provocation_rate"]["estimate"]) == read["parameters"][0]["estimate"]
    assert rows["provocation_detente"]["error"] == "", "at its bound there is no standard error"


def test_fit_says_what_can_be_fitted(capsys):
    assert sma("fit", "weather") == 2
    assert "provocations" in capsys.readouterr().err


def test_fit_opinion_sets_support_beside_the_questions_asked(tmp_path, capsys):
    folder = tmp_path / "fit"
    assert sma("fit", "opinion", "--scenario", SCENARIO, "--out", folder) == 0
    out, _ = capsys.readouterr()
    assert "KINU" in out
    assert "No poll was found on the 11th or the 12th deal" in out
    assert "no. 10" in out
    assert {path.name for path in folder.iterdir()} == {"manifest.json", "opinion.csv", "polls.csv"}


def test_fit_outside_writes_a_file_that_runs_can_draw_from(tmp_path, capsys, monkeypatch):
    """With a coarse search for breaks; the whole is tested where the fits are."""
    monkeypatch.setattr(
        "sim.calibration.estimation.breaks.candidates", lambda record, model: candidates(record, model)[::6]
    )
    folder = tmp_path / "fit"
    assert sma("fit", "outside", "--scenario", SCENARIO, "--out", folder) == 0
    out, _ = capsys.readouterr()
    assert "spacing_working" in out
    assert "tallies 3" in out
    assert {path.name for path in folder.iterdir()} == {"manifest.json", "outside.csv", "outside.parquet"}
    found = read_posterior(folder / "outside.parquet")
    assert found.names == read_outside().names
    assert found.values.shape == read_outside().values.shape
    assert set(found.made_by["method"]) == {"lags", "votes", "opinion", "the North"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert sma("fit", "opinion", "--scenario", SCENARIO, "--out", tmp_path / "file" / "fit") == 4
    assert "Name another place with --out" in capsys.readouterr().err
