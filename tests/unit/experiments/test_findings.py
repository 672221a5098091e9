"""Folders of findings: never over those of another design, tables and figures together, faults told before the work."""

import errno
import json
import os
import shlex
import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest

from sim.errors import BusyError, MismatchError, ScenarioError, StorageError
from sim.experiments.findings import FindingsManifest, added_findings, staged_findings
from sim.experiments.folder import beside, locked, sha256
from tests.unit.cli.shell import sma

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SMA11 = SCENARIOS / "sma11.toml"
DESIGN = {"worlds": {"base": "a" * 64}, "seed": 1}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def write(folder, *names, kind="compare", **changes):
    with staged_findings(folder, kind, {**DESIGN, **changes}) as stage:
        for name in names:
            (stage / name).write_text(name)


def half_written(folder):
    with staged_findings(folder, "compare", DESIGN) as stage:
        (stage / "new.csv").write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_same_design_replaces_the_folder_whole(here):
    write(here / "x", "table.csv", "figure.png")
    write(here / "x", "table.csv")
    assert names_in(here / "x") == ["manifest.json", "table.csv"]


def test_the_manifest_lists_every_file_by_digest(here):
    write(here / "a" / "b", "table.csv")
    manifest = FindingsManifest.model_validate_json((here / "a" / "b" / "manifest.json").read_text())
    assert (manifest.kind, manifest.design) == ("compare", DESIGN)
    assert {name: record.sha256 for name, record in manifest.files.items()} == {
        "table.csv": sha256(here / "a" / "b" / "table.csv")
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seed": 2}, "seed 1 there, 2 asked for"),
        ({"worlds": {"base": "b" * 64}}, 'worlds {"base": "a{12}"} there, {"base": "b{12}"} asked for'),
        ({"more": True}, "more null there, true asked for"),
        ({"kind": "ablate"}, "findings of sma compare there, of sma ablate asked for"),
    ],
)
def test_another_design_is_refused_before_the_work(here, changes, words):
    write(here / "x", "table.csv", "figure.png")
    before = {path: path.read_bytes() for path in (here / "x").iterdir()}
    with (
        pytest.raises(MismatchError, match=words),
        staged_findings(here / "x", changes.pop("kind", "compare"), {**DESIGN, **changes}),
    ):
        raise AssertionError("the work began")
    assert {path: path.read_bytes() for path in (here / "x").iterdir()} == before


def test_files_of_others_are_refused_and_their_deletion_is_not_advised(here):
    (here / "x").mkdir()
    (here / "x" / "thesis.doc").write_text("mine")
    with pytest.raises(MismatchError, match="holds files, but no findings of sma compare") as caught:
        write(here / "x")
    assert "rm " not in str(caught.value)
    (here / "x" / "thesis.doc").unlink()
    write(here / "x", "table.csv")
    (here / "x" / "notes.txt").write_text("mine")
    with pytest.raises(MismatchError, match=r"files that do not belong to the findings \(notes.txt\)"):
        write(here / "x")


def test_the_folder_of_a_run_is_refused(here):
    assert sma("run", SMA11, "--replicates", 3, "--seed", 1, "--no-figures", "--out", "r") == 0
    with pytest.raises(MismatchError, match="holds something else than findings"):
        write(here / "r")


def test_one_at_a_time(here):
    with locked(here / "x"), pytest.raises(BusyError):
        write(here / "x")


def test_a_failure_leaves_what_stood_there(here):
    write(here / "x", "old.csv")
    with pytest.raises(StorageError, match="No space left"):
        half_written(here / "x")
    assert names_in(here / "x") == ["manifest.json", "old.csv"]
    assert not beside(here / "x", "partial").exists()


def test_remedies_can_be_pasted_whatever_the_name_and_wherever_one_stands(here, tmp_path):
    folder = here / "it's a $HOME; `name`"
    write(folder, "table.csv")
    with pytest.raises(MismatchError) as caught:
        write(folder, seed=2)
    command = str(caught.value).split("run again: ")[1]
    assert shlex.split(command) == ["rm", "-r", str(folder)]
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True)
    assert not folder.exists()


@pytest.mark.parametrize("folder", [".", "..", "../here", "~"])
def test_the_folder_one_stands_or_lives_in_is_never_replaced(here, folder):
    place = Path(folder).expanduser()
    with pytest.raises(ScenarioError, match="would be replaced as a whole. Name a folder inside it"):
        write(place)


def test_deleting_the_folder_one_stands_in_is_not_advised(here, monkeypatch):
    write(here / "x", "table.csv")
    monkeypatch.chdir(here / "x")
    with pytest.raises(ScenarioError) as caught:
        write(Path("."), seed=2)
    assert "rm " not in str(caught.value)


def test_added_findings_replace_those_of_before_and_nothing_else(here):
    (here / "x" / "trials").mkdir(parents=True)
    (here / "x" / "trials" / "0.json").write_text("kept")
    for names in (("a.csv", "b.png"), ("a.csv", "c.png")):
        with added_findings(here / "x", "trust", DESIGN) as stage:
            for name in names:
                (stage / name).write_text(str(names))
    assert names_in(here / "x") == ["a.csv", "c.png", "manifest.json", "trials"]
    assert (here / "x" / "trials" / "0.json").read_text() == "kept"
    assert list(json.loads((here / "x" / "manifest.json").read_text())["files"]) == ["a.csv", "c.png"]


# --- the commands ---------------------------------------------------------------------------------------------------

ONE, OTHER = "parameters.habit=0.2", "parameters.habit=0.3"
COMPARE = ("compare", SMA11, "--replicates", 20, "--explain", 0)
ABLATE = ("ablate", SMA11, "--replicates", 4)
FIT = ("fit", "opinion", "--scenario", SMA11)
WORK = {
    "compare": (*COMPARE, "--against", ONE),
    "ablate": (*ABLATE, "--group", "a=waiting"),
    "fit": FIT,
    "trace": ("trace", SMA11, "--seed", 1),
    "trace-json": ("trace", SMA11, "--seed", 1, "--format", "json"),
    "run": ("run", SMA11, "--seed", 1, "--replicates", 5),
    "until": ("run", SMA11, "--seed", 1, "--until-width", "blank_days.median=300"),
    "validate": ("validate", "--scenarios", SCENARIOS),
    "identify": ("identify", "--scenarios", SCENARIOS, "--scenario", SMA11),
    "trust": ("trust", "--scenarios", SCENARIOS),
    "calibrate": ("calibrate", "--scenarios", SCENARIOS),
}
KERNELS = (
    "comparison.simulate", "ablation.simulate", "run.simulate", "until.simulate",
)  # fmt: skip


@pytest.fixture
def no_work(monkeypatch):
    """Whatever is simulated or fitted fails the test."""

    def work(*_, **__):
        raise AssertionError("the work began before the folder was tried")

    for name in KERNELS:
        monkeypatch.setattr(f"sim.experiments.{name}", work)
    for name in ("sim.calibration.estimation.opinion.support_when_asked", "sim.cli.commands.trace._played",
                 "sim.calibration.backtest.backtest.backtest", "sim.cli.commands.identify._identified",
                 "sim.calibration.recovery.trials.run_trials", "sim.calibration.inference.posterior.fit"):  # fmt: skip
        monkeypatch.setattr(name, work)


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("place", ["taken/x", "/proc/x"])
@pytest.mark.parametrize("name", WORK)
def test_a_place_that_cannot_be_written_is_told_before_the_work(name, place, capsys, here):
    (here / "taken").write_text("a file")
    assert sma(*WORK[name], "--out", place) == 4
    err = capsys.readouterr().err
    assert "--out" in err
    assert "Traceback" not in err
    assert (here / "taken").read_text() == "a file"


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("name", [name for name in WORK if name != "trace-json"])
def test_a_file_in_the_place_of_the_folder_too(name, capsys, here):
    (here / "taken").write_text("a file")
    assert sma(*WORK[name], "--out", "taken") == 4
    assert "taken" in capsys.readouterr().err
    assert (here / "taken").read_text() == "a file"


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize("name", ["validate", "identify", "trust"])
def test_so_is_a_page_that_cannot_be_written(name, capsys, here):
    (here / "taken").write_text("a file")
    assert sma(*WORK[name], "--page", "taken/page.md") == 4
    assert "--page" in capsys.readouterr().err
    (here / "folder").mkdir()
    assert sma(*WORK[name], "--page", "folder") == 4


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((*COMPARE, "--against", ONE), (*COMPARE, "--against", OTHER)),
        ((*COMPARE, "--against", ONE), (*COMPARE, "--against", ONE, "--seed", 2)),
        ((*ABLATE, "--group", "a=waiting"), (*ABLATE, "--group", "a=tactics")),
        (FIT, (*FIT, "--seed", 2)),
    ],
    ids=["compare", "seed", "ablate", "fit"],
)
def test_a_second_analysis_does_not_replace_the_first(first, second, capsys, here):
    assert sma(*first) == 0
    (folder,) = (path for path in (here / "results").iterdir() if path.is_dir())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    capsys.readouterr()
    assert sma(*second) == 5
    err = capsys.readouterr().err
    assert "asked for" in err
    assert "--out" in err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert sma(*second, "--out", "elsewhere") == 0
    if first[0] != "fit":
        assert sma(*first, "--no-figures") == 0
        assert not list(folder.glob("*.png")), "figures of an earlier time go with its tables"


@pytest.mark.parametrize("json_wanted", [(), ("--json",)])
def test_what_was_found_is_printed_though_it_cannot_be_written(json_wanted, capsys, here):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for command, module in (("compare", "sim.cli.commands.compare"), ("ablate", "sim.cli.commands.ablate")):
        with patch(f"{module}._write", full):
            assert sma(*WORK[command], *json_wanted) == 4
        out, err = capsys.readouterr()
        assert "No space left on device" in err
        if json_wanted:
            assert json.loads(out)
        else:
            assert "seed 1 ·" in out
    with patch("sim.experiments.store.Store.complete", full):
        assert sma(*WORK["run"], "--no-figures", *json_wanted) == 4
    out, err = capsys.readouterr()
    assert "No space left on device" in err
    assert "median" in out
    if json_wanted:
        assert json.loads(out)
