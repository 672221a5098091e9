"""Wheel and sdist hold what the program needs, and the wheel works from an empty folder."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from sim.version import VERSION

ROOT = Path(__file__).parents[2]
NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")
TOP = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "CITATION.cff", "CHANGELOG.md",
       "codemeta.json", "requirements.lock")  # fmt: skip
NOT_SHIPPED = ("page/bundle",)  # makes a file that is shipped


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Folder with an sdist of these files, and the wheel that was built from it."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("sim", "scenarios", "examples"):
        shutil.copytree(ROOT / name, tree / name, ignore=NOT_COPIED)
    for name in TOP:
        shutil.copy(ROOT / name, tree / name)
    words = [sys.executable, "-m", "build", "--outdir", tree / "dist", tree]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    if made.returncode != 0 and "No matching distribution found for setuptools" in made.stdout + made.stderr:
        pytest.skip("no setuptools can be had to build with")
    assert made.returncode == 0, made.stderr
    return tree / "dist"


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The wheel, unpacked as it would be installed."""
    (wheel,) = built.glob("*.whl")
    place = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(place)
    return place


def sma(installed, folder, *words):
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "sim", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)


def test_the_wheel_holds_every_scenario_as_it_stands(installed):
    theirs = {path.relative_to(ROOT / "scenarios"): path.read_bytes() for path in (ROOT / "scenarios").rglob("*.toml")}
    folder = installed / "sim" / "_scenarios"
    assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.toml")} == theirs


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(installed):
    def files(folder, *without):
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        return {name for name in found if "__pycache__" not in name and not name.startswith(without)}

    assert files(installed / "sim", "_scenarios/") == files(ROOT / "sim", *NOT_SHIPPED)
    assert {path.name for path in installed.iterdir()} == {"sim", f"sma_sim-{VERSION}.dist-info"}


def test_the_sdist_holds_what_a_build_and_a_citation_need(built):
    with tarfile.open(built / f"sma_sim-{VERSION}.tar.gz") as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {*TOP, "scenarios/sma11.toml", "sim/posterior/posterior.parquet", "examples/with_pandas.py"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("sim/_scenarios")]


def test_it_runs_a_scenario_and_finds_itself_whole_in_an_empty_folder(installed, tmp_path):
    run = sma(installed, tmp_path, "run", "sma11", "--replicates", 20, "--seed", 1, "--no-figures")
    assert run.returncode == 0, run.stderr
    assert f"sma-sim {VERSION}" in run.stdout
    assert (tmp_path / "results" / "sma11" / "complete.json").is_file()
    found = json.loads(sma(installed, tmp_path, "doctor", "--format", "json").stdout)
    assert found["works"], found


def test_it_lists_checks_and_extends_them_in_an_empty_folder(installed, tmp_path):
    listed = sma(installed, tmp_path, "list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "sma11 " in listed.stdout
    (tmp_path / "mine.toml").write_text('extends = "sma11"\nname = "mine"\n', encoding="utf-8")
    shown = sma(installed, tmp_path, "show", "mine.toml")
    assert shown.returncode == 0, shown.stderr
    assert str(installed / "sim" / "_scenarios" / "sma11.toml") in "".join(shown.stdout.split())
    checked = sma(installed, tmp_path, "check", "sma11", "sma11_patience")
    assert checked.stdout.splitlines()[0] == "ok sma11: 11th SMA, talks 2019-2021"
