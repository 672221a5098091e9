"""`sma compare`: the table on standard output, tables and a figure in a folder, the same bytes each time."""

import json
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from sim.analysis.compare import FIGURES
from sim.cli import main as cli

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SMA11 = SCENARIOS / "sma11.toml"
CHANGE = "parameters.habit=0.2"
SMALL = (SMA11, "--against", CHANGE, "--replicates", 60, "--explain", 1)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sma(*arguments) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_table_files_and_figure_tell_the_same(capsys, here):
    other = SCENARIOS / "variants" / "sma11_hardliner_reelected.toml"
    assert sma("compare", SMA11, other, "--against", CHANGE, "--replicates", 60, "--explain", 1) == 0
    out, err = capsys.readouterr()
    assert "sma11_hardliner_reelected less sma11" in out
    assert f"{CHANGE} less sma11" in out
    assert "seed 1 · 60 replicates" in out
    assert "results/sma11-compare/" in err
    folder = here / "results" / "sma11-compare"
    assert {path.name for path in folder.iterdir()} == {
        "comparison.csv", "comparison.json", "comparison.png", "comparison.svg", "changed.csv", "manifest.json",
    }  # fmt: skip
    rows = pd.read_csv(folder / "comparison.csv")
    assert len(rows) == 2 * len(FIGURES)
    delay = rows[(rows["world"] == "sma11_hardliner_reelected") & (rows["name"] == "delay_mean")].iloc[0]
    assert f"{delay['difference']:+.1f}" in out
    whole = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    first = whole["worlds"][0]
    assert first["changed"]["count"] == (pd.read_csv(folder / "changed.csv")["world"] == first["name"]).sum()
    assert first["explained"][0]["course_parts"]["date"] == "2020-11-03"


def test_figures_and_tables_come_out_the_same_whatever_the_threads(here):
    for folder, threads in (("one", 1), ("two", 2)):
        assert sma("compare", *SMALL, "--out", folder, "--workers", threads) == 0
    files = sorted(path.name for path in (here / "one").iterdir())
    assert len(files) == 6
    for name in files:
        assert (here / "one" / name).read_bytes() == (here / "two" / name).read_bytes(), name


def test_json_on_standard_output_is_that_of_the_folder(capsys, here):
    assert sma("compare", *SMALL, "--json", "--no-figures", "--out", "there") == 0
    assert json.loads(capsys.readouterr().out) == json.loads((here / "there" / "comparison.json").read_text())
    assert not list((here / "there").glob("*.png"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((SMA11,), "found 1 world to compare"),
        ((SMA11, SMA11), "the same world as the base"),
        ((SMA11, "--against", "parameters.habitt=1"), "Did you mean 'habit'?"),
        ((SMA11, "--against", ";"), "--against ';': path=value is needed"),
        (
            (SMA11, "--against", "bad/path"),
            "--against 'bad/path': path=value is needed, as in parameters.habit=0.2. Write it so, without spaces."
            " Several changes stand with ';' between them; another scenario file stands without --against",
        ),
        ((SMA11, "--against", f"{CHANGE}; bad/path=1"), "--against 'bad/path=1': 'bad/path' is no path. Write keys"),
        ((SMA11, "--set", "bad/path=1", "--against", CHANGE), "--set 'bad/path=1': 'bad/path' is no path"),
        ((SMA11, *[f"--against=parameters.habit=0.{n}" for n in range(1, 7)]), "found 7 worlds"),
    ],
)
def test_what_cannot_be_compared_is_refused_before_anything_runs(capsys, arguments, words):
    assert sma("compare", *arguments) == 2
    assert words in capsys.readouterr().err


def test_several_changes_make_one_world(capsys):
    assert sma("compare", SMA11, "--against", f"{CHANGE}; switches.furlough=false", "--replicates", 20,
               "--explain", 0, "--no-figures") == 0  # fmt: skip
    assert f"{CHANGE}, switches.furlough=false less sma11" in capsys.readouterr().out


def test_a_world_with_fewer_provocations_has_mostly_the_same_talks(capsys):
    """Every replicate counts other provocations there; only those whose talks went otherwise have changed."""
    quiet = SCENARIOS / "variants" / "sma11_quiet_march.toml"
    assert sma("compare", SMA11, quiet, "--replicates", 60, "--explain", 0, "--json", "--no-figures") == 0
    found = json.loads(capsys.readouterr().out)
    assert 0 < found["worlds"][0]["changed"]["count"] < 60
    assert any(note.startswith("Changed: how the talks ended") for note in found["notes"])


def compared(capsys, *arguments) -> dict:
    out = f"results/{sha256(repr(arguments).encode()).hexdigest()[:8]}"
    assert sma("compare", SMA11, *arguments, "--replicates", 200, "--no-figures", "--json", "--out", out) == 0
    return json.loads(capsys.readouterr().out)


def test_a_horizon_alone_changes_nothing_that_both_worlds_see(capsys):
    found = compared(capsys, "--against", "agreement.horizon_years=1")
    (world,) = found["worlds"]
    assert world["horizon_day"] == 366
    assert world["changed"]["count"] == 0
    assert world["explained"] == []
    assert {row["difference"] for row in world["differences"]} <= {0.0, None}
    assert (
        "Horizons differ (1,096, 366 days after expiry): all worlds were run to the nearest, 366 days."
        in found["notes"]
    )


def test_a_change_beside_another_horizon_is_that_of_the_nearer_one(capsys):
    found = compared(capsys, "--against", f"agreement.horizon_years=1;{CHANGE}")["worlds"][0]
    alone = compared(capsys, "--set", "agreement.horizon_years=1", "--against", CHANGE)["worlds"][0]
    assert found["differences"] == alone["differences"]
    assert found["changed"] == alone["changed"]
    assert found["changed"]["count"] > 0
    assert [each["replicate"] for each in found["explained"]] == [each["replicate"] for each in alone["explained"]]


def test_talks_that_open_after_the_end_of_another_world_are_refused(capsys):
    late = "agreement.talks_open=2020-06-01;agreement.horizon_years=3"
    assert sma("compare", SMA11, "--set", "agreement.horizon_years=0.25", "--against", late, "--replicates", 5) == 2
    err = capsys.readouterr().err
    assert "open only after the end of another world" in err


def test_amounts_in_two_moneys_are_not_subtracted(capsys, here):
    words = ("compare", SMA11, SCENARIOS / "japan2021.toml", "--against", "host.unit=trn", "--against", CHANGE)
    assert sma(*words, "--point", "--replicates", 40, "--explain", 0, "--no-figures") == 0
    out = capsys.readouterr().out
    told = "amounts, which are KRW bn in sma11 and JPY bn in japan2021; compare rises instead"
    assert f"Not compared: {told}." in out
    rows = pd.read_csv(here / "results" / "sma11-compare" / "comparison.csv")
    by_world = rows.groupby("world")["name"].agg(set)
    assert by_world[CHANGE] - by_world["japan2021"] == by_world[CHANGE] - by_world["host.unit=trn"] == {"amount_mean"}
    assert "rise_mean" in by_world["japan2021"]
    worlds = json.loads((here / "results" / "sma11-compare" / "comparison.json").read_text())["worlds"]
    found = {world["name"]: world["not_compared"] for world in worlds}
    assert found["japan2021"] == told
    assert found["host.unit=trn"].startswith("amounts, which are KRW bn in sma11 and KRW trn")
    assert found[CHANGE] is None
