"""Commands that messages advise are pasted into a shell elsewhere than where the results were made, and work."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.experiments.jobs import Failure
from sim.experiments.manifest import read_manifest
from sim.experiments.plan import plan_sweep
from tests.unit.cli.shell import sma
from tests.unit.experiments.sweeps import ROOT, patch, write

SMA11 = ROOT / "scenarios" / "sma11.toml"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder whose name needs quotes, with a study and its sweep, made from inside it by relative names."""
    patch(monkeypatch, most=100)
    project = tmp_path / "it's mine"
    project.mkdir()
    write(project)
    monkeypatch.chdir(project)
    assert sma("sweep", "study.toml", "--out", "r") == 0
    return project


def pasted(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line pasted into a shell that stands in a folder."""
    program = f"sma() {{ '{sys.executable}' -m tests.unit.experiments.sweeps \"$@\"; }}\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MOST": "100"}
    return subprocess.run(
        ["bash", "-c", program + command], cwd=folder, env=environment, capture_output=True, text=True, timeout=100
    )


def damaged(sweep: Path) -> bytes:
    """Damage a shard; returns what it held."""
    shard = sweep / "shards" / "000007.parquet"
    whole = shard.read_bytes()
    shard.write_bytes(whole[:-1] + b"x")
    return whole


def advised(capsys, pattern: str) -> str:
    told = capsys.readouterr()
    found = re.search(pattern, told.out + told.err)
    assert found is not None, told
    return found[1]


@pytest.mark.parametrize("place", ["inside", "beside"])
def test_a_damaged_sweep_is_mended_from_anywhere(project, tmp_path, monkeypatch, capsys, place):
    here = project if place == "inside" else tmp_path
    monkeypatch.chdir(here)
    sweep = (project / "r").relative_to(here)
    whole = damaged(project / "r")
    assert sma("audit", sweep) == 4
    ended = pasted(advised(capsys, r"Mend it, and only it, with: (.*)\n"), here)
    assert ended.returncode == 0, ended.stderr
    assert "1 job run" in ended.stderr
    assert (project / "r" / "shards" / "000007.parquet").read_bytes() == whole


def test_a_project_that_was_moved_takes_its_remedies_along(project, tmp_path, monkeypatch, capsys):
    damaged(project / "r")
    monkeypatch.chdir(tmp_path)
    moved = Path(shutil.move(project, tmp_path / "moved $HOME"))
    assert sma("audit", moved / "r") == 4
    capsys.readouterr()
    assert sma("status", moved / "r") == 0
    ended = pasted(advised(capsys, r"go on +(.*)\n"), tmp_path)
    assert ended.returncode == 0, ended.stderr


def test_a_sweep_whose_study_is_gone_says_where_its_text_is(project, capsys):
    (project / "study.toml").rename(project / "other.toml")
    damaged(project / "r")
    assert sma("audit", "r") == 4
    err = capsys.readouterr().err
    assert "sma sweep STUDY.toml --out r, with the study in place of STUDY.toml" in err
    assert "its text is study_text in r/manifest.json" in err


def test_the_manifest_names_its_files_from_its_own_folder(project):
    text = (project / "r" / "manifest.json").read_text()
    assert '"study_file": "../study.toml"' in text


def test_a_failed_point_is_replayed_from_anywhere(project, tmp_path):
    failure = Failure(3, 0, 2, 7, "prepare", "X", "x", ("parameters.discount_host=0.1",))
    folder = project / "r"
    (tmp_path / "results").mkdir()
    ended = pasted(read_manifest(folder).replay(failure, folder) + " --no-figures", tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "results" / "small-point-3" / "manifest.json").exists()


def test_another_run_in_the_folder_can_be_repeated_or_deleted_by_pasting(tmp_path, monkeypatch, capsys):
    patch(monkeypatch, most=100)
    monkeypatch.chdir(tmp_path)
    words = ("run", SMA11, "--replicates", 5, "--no-figures", "--out", "a b")
    assert sma(*words, "--seed", 1) == 0
    assert sma(*words, "--seed", 2) == 5
    told = capsys.readouterr().err
    repeat = re.search(r"To repeat the run that is there: (.*)\n", told)
    delete = re.search(r"delete it and run again: (.*)\n", told)
    assert repeat is not None
    assert delete is not None
    (tmp_path / "else").mkdir()
    ended = pasted(repeat[1], tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert pasted(delete[1], tmp_path / "else").returncode == 0
    assert not (tmp_path / "a b").exists()


def test_a_missing_parent_is_made_by_pasting(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert sma("run", SMA11, "--replicates", 5, "--no-figures", "--out", "no such/$x/r") == 4
    assert pasted(advised(capsys, r"Make it first \((.*)\) or"), Path("/")).returncode == 0
    assert (tmp_path / "no such" / "$x").is_dir()


def test_plans_name_files_as_given(project):
    assert plan_sweep("study.toml").manifest.study_file == "study.toml"


def test_a_sweep_of_a_shipped_study_is_gone_on_with_by_its_name(tmp_path, monkeypatch, capsys):
    """From where it was begun, from inside results/, where a folder has that name, and from anywhere else."""
    patch(monkeypatch)
    monkeypatch.chdir(tmp_path)
    results = tmp_path / "results" / "sma11_reelection"
    assert sma("sweep", "sma11_reelection") == 0
    for place, out in ((tmp_path, "results/sma11_reelection"), (results.parent, "sma11_reelection"), (ROOT, results)):
        monkeypatch.chdir(place)
        damaged(results)
        (results / "complete.json").unlink()
        capsys.readouterr()
        assert sma("audit", out) == 4
        line = advised(capsys, r"Mend it, and only it, with: (.*)\n")
        assert line == f"sma sweep sma11_reelection --out {out}"
        assert sma(*line.split()[1:]) == 0
        assert "1 job run in" in capsys.readouterr().err


def test_a_study_of_that_name_that_says_something_else_is_no_shipped_one(tmp_path, monkeypatch, capsys):
    patch(monkeypatch)
    monkeypatch.chdir(tmp_path)
    write(tmp_path).rename(tmp_path / "sma11_reelection.toml")
    assert sma("sweep", "sma11_reelection.toml", "--out", "r") == 0
    (tmp_path / "r" / "complete.json").unlink()
    capsys.readouterr()
    assert sma("status", "r") == 0
    assert advised(capsys, r"go on +(.*)\n") == "sma sweep sma11_reelection.toml --out r"


@pytest.mark.parametrize("command", [["run"], ["trace"], ["ablate"], ["show"], ["compare", "sma11"], ["diff", "sma11"]])
def test_a_study_given_for_a_scenario_is_told_as_one(command, capsys):
    assert sma(*command, "sma11_patience") == 2
    told = capsys.readouterr().err
    assert "'sma11_patience' is a study, and a scenario is needed. Run it with sma sweep sma11_patience" in told
    assert "or name the scenario it varies, 'sma11'" in told


def test_a_file_that_extends_a_study_names_the_line(tmp_path, capsys):
    (tmp_path / "mine.toml").write_text('extends = "sma11_patience"\n')
    assert sma("check", tmp_path / "mine.toml") == 2
    assert "mine.toml:1:11: extends: 'sma11_patience' is a study, and a scenario is needed" in capsys.readouterr().err


def test_a_scenario_given_for_a_study_is_told_as_one(capsys):
    assert sma("sweep", "sma11") == 2
    assert (
        "sma11:1:1: 'sma11' is a scenario, and a study is needed. Run it with sma run sma11" in capsys.readouterr().err
    )


def test_a_folder_of_results_given_for_a_file_is_told_as_one(project, capsys):
    for command in ("trace", "sweep"):
        assert sma(command, "r") == 2
        assert "'r' is a folder of results. Name the file they were made from" in capsys.readouterr().err
