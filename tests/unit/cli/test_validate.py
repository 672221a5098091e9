"""`sma validate`: what it prints and writes."""

import csv
import json
from pathlib import Path

import pytest

from tests.unit.calibration.posteriors import write_posterior
from tests.unit.cli.shell import sma

SCENARIOS = Path(__file__).parents[3] / "scenarios"
FIGURES = ("opening", "intervals", "pit", "crps")
SMALL = ("--scenarios", SCENARIOS, "--replicates", 20, "--table", 100)


@pytest.fixture(scope="module")
def posterior(tmp_path_factory):
    return write_posterior(tmp_path_factory.mktemp("posterior") / "mine.parquet")


def test_validate_prints_and_writes_its_tables_figures_and_page(posterior, tmp_path, capsys):
    folder, page = tmp_path / "found", tmp_path / "docs" / "validation.md"
    assert sma("validate", "--posterior", posterior, *SMALL, "--out", folder, "--page", page) == 0
    out, err = capsys.readouterr()
    for title in (
        "Bars",
        "Targets held",
        "Korea 12",
        "Japan 2011",
        "CRPS by agreement",
        "Chances of what came",
        "cores",
    ):
        assert title in out
    assert "chosen knowing the record of all agreements" in out
    assert "Not compared: tactics and equilibrium" in out
    assert str(folder) in err
    tables = (
        "bars",
        "predictions",
        "coverage",
        "scores",
        "last_times",
        "chances",
        "log_scores",
        "weights",
        *(f"opening_{each}" for each in ("scores", "differences", "coverage", "predictions")),
    )
    figures = {f"{name}.{kind}" for name in FIGURES for kind in ("png", "svg")}
    assert {path.name for path in folder.iterdir()} == {f"{t}.csv" for t in tables} | figures | {
        "manifest.json",
        "validation.json",
    }
    with (folder / "predictions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 38 * 2
    read = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    assert float(rows[0]["score"]) == pytest.approx(read["predictions"][0]["score"])
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Validation")
    assert all(f"`{name}.png`" in text for name in FIGURES)


def test_validate_gives_one_json_text_and_no_figures(posterior, tmp_path, capsys):
    folder = tmp_path / "found"
    assert sma("validate", "--posterior", posterior, *SMALL, "--out", folder, "--json", "--no-figures") == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["bars"]) == 6 + 15 + 1, "as of the opening day, a prior and rules of two measures; one of coverage"
    assert found["posterior"] == "mine.parquet"
    assert not list(folder.glob("*.png"))


def test_a_missing_posterior_ends_with_4_and_a_remedy(tmp_path, capsys):
    assert sma("validate", "--posterior", tmp_path / "none.parquet", *SMALL) == 4
    assert "Run `sma calibrate` to make it, or name another with --posterior" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--out", "--page"])
def test_a_place_that_cannot_be_written_is_named(posterior, tmp_path, capsys, option):
    (tmp_path / "file").write_text("")
    places = {"--out": tmp_path / "out", "--page": tmp_path / "page.md"} | {option: tmp_path / "file" / "x"}
    named = [part for pair in places.items() for part in pair]
    assert sma("validate", "--posterior", posterior, *SMALL, "--no-figures", *named) == 4
    assert f"Name another place with {option}" in capsys.readouterr().err
