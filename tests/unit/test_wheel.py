"""The wheel holds the scenarios, and finds them by name from an empty folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A wheel of these files, unpacked as it would be installed."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("sim", "scenarios"):
        shutil.copytree(ROOT / name, tree / name, ignore=NOT_COPIED)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    words = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tree / "wheels"),
        str(tree),
    ]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    if made.returncode != 0 and "No matching distribution found for setuptools" in made.stderr:
        pytest.skip("no setuptools can be had to build with")
    assert made.returncode == 0, made.stderr
    (wheel,) = (tree / "wheels").glob("*.whl")
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
