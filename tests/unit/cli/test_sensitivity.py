"""`sma sensitivity` and `sma plot` on small sweeps: tables, figures of equal bytes, and what is refused."""

import json
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.cli import main as cli

SCENARIO = Path(__file__).parents[3] / "scenarios" / "sma11.toml"
STUDY = """
name = "small"
title = "Two drivers"
scenario = "{scenario}"
design = "{design}"
{points}
replicates = 40
seed = 1

[[factors]]
name = "winner"
path = "successions.0.winner"
kind = "category"
values = ["biden", "trump_1"]

[[factors]]
name = "patience"
path = "parameters.discount_host"
range = [0.05, 0.4]
{levels}
"""


def sma(*arguments) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture(scope="module")
def sweeps(tmp_path_factory) -> dict[str, Path]:
    made = {}
    for design, points, levels in (
        ("sobol", "points = 64", ""),
        ("morris", "points = 10", ""),
        ("grid", "", "levels = 3"),
    ):
        folder = tmp_path_factory.mktemp(design)
        text = STUDY.format(scenario=SCENARIO.as_posix(), design=design, points=points, levels=levels)
        (folder / "study.toml").write_text(text, encoding="utf-8")
        assert sma("sweep", folder / "study.toml", "--out", folder / "results") == 0
        made[design] = folder / "results"
    return made


@pytest.mark.parametrize(("design", "column"), [("sobol", "total"), ("morris", "mu_star")])
def test_indices_are_ranked_written_and_the_same_each_time(capsys, tmp_path, sweeps, design, column):
    for name in ("one", "two"):
        assert (
            sma("sensitivity", sweeps[design], "--out", tmp_path / name, "--output", "delay", "--output", "lapse") == 0
        )
    out = capsys.readouterr().out
    assert "mean delay, cut at the horizon" in out
    assert "not distinguishable from 0" in out
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == [
        "convergence.png", "convergence.svg", "indices.png", "indices.svg", "manifest.json", "sensitivity.csv",
        "sensitivity.json",
    ]  # fmt: skip
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    rows = json.loads((tmp_path / "one" / "sensitivity.json").read_text())["outputs"]["delay"]["indices"]
    assert {row["factor"] for row in rows} == {"winner", "patience"}
    assert all(row[f"{column}_lower"] <= row[column] <= row[f"{column}_upper"] for row in rows)


def test_an_output_that_does_not_vary_is_told(capsys, tmp_path):
    study = tmp_path / "study.toml"
    text = STUDY.format(
        scenario=SCENARIO.with_name("sma09.toml").as_posix(), design="sobol", points="points = 64", levels=""
    )
    winner = text[text.index("[[factors]]") : text.rindex("[[factors]]")]
    study.write_text(text.replace(winner, ""), encoding="utf-8")
    assert sma("sweep", study, "--out", tmp_path / "results") == 0
    assert sma("sensitivity", tmp_path / "results", "--output", "agreed") == 0
    assert "The output does not vary" in capsys.readouterr().out, "every replicate of every point agrees"


def test_few_base_samples_are_told_before_the_sweep_and_have_no_intervals(capsys, tmp_path):
    study = tmp_path / "study.toml"
    told = {
        4: "points: 4 base samples; sma sensitivity needs 8, and 64 say more.",
        8: "points: 8 base samples; sma sensitivity will give indices without intervals, which need 64.",
    }
    for points, words in told.items():
        text = STUDY.format(scenario=SCENARIO.as_posix(), design="sobol", points=f"points = {points}", levels="")
        study.write_text(text, encoding="utf-8")
        assert sma("check", study) == 0
        assert words in capsys.readouterr().err
    assert sma("sweep", study, "--out", tmp_path / "results") == 0
    assert sma("sensitivity", tmp_path / "results", "--output", "delay") == 0
    out = capsys.readouterr().out
    assert "No intervals: 8 base samples, and those of fewer than 64 hold the truth too seldom." in out
    assert "nan" not in out
    assert "not distinguishable" not in out
    rows = json.loads((tmp_path / "results" / "sensitivity" / "sensitivity.json").read_text())["outputs"]["delay"]
    assert all(row["total"] is not None and row["total_lower"] is None for row in rows["indices"])


def test_json_on_standard_output_is_that_of_the_folder(capsys, tmp_path, sweeps):
    assert sma("sensitivity", sweeps["morris"], "--out", tmp_path / "x", "--json", "--no-figures") == 0
    assert json.loads(capsys.readouterr().out) == json.loads((tmp_path / "x" / "sensitivity.json").read_text())


def test_a_grid_has_no_indices_and_an_unknown_output_none_either(capsys, sweeps):
    assert sma("sensitivity", sweeps["grid"]) == 2
    assert "its design is grid" in capsys.readouterr().err
    assert sma("sensitivity", sweeps["sobol"], "--output", "delya") == 2
    assert "Did you mean 'delay'" in capsys.readouterr().err


def test_figures_of_a_sweep_come_out_the_same_each_time(capsys, tmp_path, sweeps):
    assert sma("plot", sweeps["grid"], "--out", tmp_path / "one") == 0
    assert sma("plot", sweeps["grid"], "--factor", "patience", "--out", tmp_path / "two") == 0
    assert sma("plot", sweeps["grid"], "--kind", "maps", "--out", tmp_path / "three") == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    kinds = ("map-winner-patience", "ridgelines-patience", "ridgelines-winner", "survival-patience", "survival-winner",
             "tornado")  # fmt: skip
    assert files == sorted(
        ["levels.csv", "discovery.csv", "manifest.json", *(f"{each}.{end}" for each in kinds for end in ("png", "svg"))]
    )
    again = [path for folder in ("two", "three") for path in (tmp_path / folder).iterdir()]
    again = [path for path in again if path.name not in ("levels.csv", "manifest.json")]
    assert len(again) == 10, "a table and three figures of two kinds of file; a table and a map of two"
    for path in again:
        assert (tmp_path / "one" / path.name).read_bytes() == path.read_bytes(), path.name
    discovery = pd.read_csv(tmp_path / "one" / "discovery.csv", index_col="point")
    assert len(discovery) == 6
    assert discovery.notna().all(axis=None)


YEARS = """
name = "years"
title = "From $5bn (50% cut) to $2.5bn"
scenario = "{scenario}"
design = "grid"
replicates = 200
seed = 1
{more}

[[factors]]
name = "base_year"
path = "agreement.base_year"
kind = "integer"
values = {values}
"""


def years(folder: Path, values: str, more: str = "") -> Path:
    """Study of the base year, as a file."""
    path = folder / "years.toml"
    path.write_text(YEARS.format(scenario=SCENARIO.as_posix(), values=values, more=more), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def gaps(tmp_path_factory) -> Path:
    """Sweep of which one level is impossible: a base year after expiry."""
    folder = tmp_path_factory.mktemp("gaps")
    study = years(folder, "[2016, 2017, 2018, 2019, 2051]", 'set = ["parameter_draws=central"]')
    assert sma("sweep", study, "--out", folder / "results") == 6
    return folder / "results"


def test_years_are_levels_of_their_own_and_an_impossible_one_has_no_figures(gaps, capsys):
    assert sma("plot", gaps) == 0
    out, err = capsys.readouterr()
    assert "Not drawn: base_year 2051, where no negotiation could be run" in err
    assert err.count("Not drawn") == 1
    assert {Path(line).parent for line in out.splitlines()} == {gaps / "figures"}, "figures lie in what they show"
    assert {path.stem for path in (gaps / "figures").glob("*.png")} == {
        "ridgelines-base_year", "survival-base_year", "tornado",
    }  # fmt: skip
    table = pd.read_csv(gaps / "figures" / "levels.csv", dtype={"level": str}).set_index("level")
    assert table["negotiations"].to_dict() == {"2016": 200, "2017": 200, "2018": 200, "2019": 200, "2051": 0}
    medians = table["rise_median"].tolist()[:4]
    assert medians == sorted(medians, reverse=True), "the longer the sum has stood, the larger the rise"
    assert medians == pytest.approx(sim.load_results(gaps).outcomes().groupby("point")["rise"].median(), abs=0.005)
    assert table.loc["2051"].drop(["negotiations", "factor"]).isna().all()
    assert sma("audit", gaps) == 0, "a sweep is none the worse for its figures"


def test_a_map_of_one_factor_is_refused_where_it_is_asked_for_and_else_told(gaps, sweeps, tmp_path, capsys):
    assert sma("plot", gaps, "--kind", "maps", "--out", tmp_path / "x") == 2
    assert "a map is of two factors; the sweep has one, base_year. Leave maps out." in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
    two = ("--factor", "patience", "--factor", "patience")
    assert sma("plot", sweeps["grid"], "--kind", "maps", *two, "--out", tmp_path / "x") == 2
    assert "--factor names one, patience. Name a second one." in capsys.readouterr().err
    assert sma("plot", gaps, "--out", tmp_path / "x") == 0
    assert "No map was drawn: a map is of two factors; the sweep has one, base_year." in capsys.readouterr().err


def test_outputs_that_cannot_be_drawn_are_told_before_the_sweep(tmp_path, capsys):
    study = years(tmp_path, "[2018, 2019]", 'outputs = ["rise", "agreement_day", "end"]')
    told = "outputs: blank_days_agreement, blank_days, signature_day will not be kept"
    assert sma("check", study) == 0
    assert told in capsys.readouterr().err
    assert sma("sweep", study, "--out", tmp_path / "results") == 0
    err = capsys.readouterr().err
    assert err.index(told) < err.index("2 points x 200 replicates")
    assert sma("plot", tmp_path / "results") == 2
    assert "kept no blank_days_agreement, blank_days, signature_day" in capsys.readouterr().err
    assert not (tmp_path / "results" / "figures").exists()


def test_indices_lie_in_the_folder_of_their_sweep(sweeps, capsys):
    assert sma("sensitivity", sweeps["morris"], "--no-figures", "--output", "delay") == 0
    assert (sweeps["morris"] / "sensitivity" / "sensitivity.csv").exists()
    assert sma("audit", sweeps["morris"]) == 0
    capsys.readouterr()


def test_one_kind_of_one_factor(tmp_path, sweeps, capsys):
    assert sma("plot", sweeps["sobol"], "--kind", "survival", "--factor", "patience", "--out", tmp_path / "x") == 0
    assert {path.name for path in (tmp_path / "x").glob("*.png")} == {"survival-patience.png"}
    assert sma("plot", sweeps["sobol"], "--factor", "patiense") == 2
    assert "Did you mean 'patience'" in capsys.readouterr().err
