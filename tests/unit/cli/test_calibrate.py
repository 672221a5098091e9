"""`sma calibrate`: what it leaves, that it goes on, and what it refuses."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.history.keys import FITTED, HOSTS
from sim.posterior.draws import read_posterior
from sim.posterior.hosts import SPREAD, parameter_of
from tests.runs import SCENARIOS, few_free
from tests.unit.cli.shell import sma

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")
SMALL = (
    "--scenarios", SCENARIOS, "--no-leave-out", "--rate", 0.5, "--replicates", 1, "--walkers", 40, "--pool", 80,
    "--steps", 1, "--final", 1, "--sweeps", 1,
    *(part for override in few_free() for part in ("--set", override)),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calibration") / "found"
    assert sma("calibrate", *SMALL, "--out", folder) == 0
    return folder


def test_draws_lie_in_the_priors_and_say_what_made_them(folder):
    found = read_posterior(folder / "posterior.parquet")
    low, high = np.array([found.made_by["priors"][parameter_of(name)] for name in found.names]).T
    bounded = [not name.endswith(SPREAD) for name in found.names]
    assert (found.values >= low)[:, bounded].all()
    assert (found.values <= high)[:, bounded].all()
    assert found.made_by["effort"]["settings"]["walkers"] == 40
    assert found.made_by["agreements"] == list(FITTED)
    assert found.made_by["hosts"] == list(HOSTS)
    assert found.made_by == json.loads((folder / "design.json").read_text()) | {"without": {}}
    with (folder / "stages.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["weight"] == "0"
    assert rows[-1]["weight"] == "1"
    assert float(rows[-1]["median_score"]) > float(rows[0]["median_score"])


def test_the_same_command_again_has_nothing_left_to_do(folder, capsys):
    before = (folder / "posterior.parquet").read_bytes()
    assert sma("calibrate", *SMALL, "--workers", 2, "--out", folder) == 0
    assert "  stage " not in capsys.readouterr().err
    assert (folder / "posterior.parquet").read_bytes() == before


def test_fits_of_another_design_are_not_overwritten(folder, capsys):
    assert sma("calibrate", *SMALL, "--seed", 2, "--out", folder) == 5
    err = capsys.readouterr().err
    assert "seed differ" in err
    assert "--out" in err


def test_too_few_walkers_are_refused(tmp_path, capsys):
    assert sma("calibrate", "--scenarios", SCENARIOS, "--walkers", 50, "--out", tmp_path / "found") == 2
    assert "at least 78" in capsys.readouterr().err
    assert not (tmp_path / "found").exists()


@pytest.fixture
def copy(folder, tmp_path):
    """The folder with its fits, to be damaged."""
    return Path(shutil.copytree(folder, tmp_path / "a copy"))


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"a": 1', "\0\0"])
def test_a_damaged_design_is_named_with_its_remedy(copy, capsys, content):
    (copy / "design.json").write_text(content)
    fits = (copy / "fit-all.npz").read_bytes()
    assert sma("calibrate", *SMALL, "--out", copy) == 4
    err = capsys.readouterr().err
    assert "design.json: damaged, it cannot be read" in err
    command = err.split("delete it: ")[1].split(". Fits")[0]
    subprocess.run(["bash", "-c", command], cwd="/", check=True)
    assert sma("calibrate", *SMALL, "--out", copy, "--seed", 2) == 5, "fits of another design are not lost"
    assert sma("calibrate", *SMALL, "--out", copy) == 0
    assert (copy / "fit-all.npz").read_bytes() == fits


def test_a_damaged_fit_ends_with_4_and_its_remedy_begins_it_again(copy, capsys):
    fits = copy / "fit-all.npz"
    whole = (copy / "posterior.parquet").read_bytes()
    fits.write_bytes(fits.read_bytes()[:5000])
    assert sma("calibrate", *SMALL, "--out", copy) == 4
    err = capsys.readouterr().err
    assert "fit-all.npz: damaged" in err
    subprocess.run(["bash", "-c", err.split("begin this fit again: ")[1]], cwd="/", check=True)
    assert sma("calibrate", *SMALL, "--out", copy) == 0
    assert (copy / "posterior.parquet").read_bytes() == whole


def test_files_of_others_are_refused(tmp_path, capsys):
    (tmp_path / "thesis.doc").write_text("mine")
    assert sma("calibrate", *SMALL, "--out", tmp_path) == 5
    err = capsys.readouterr().err
    assert "no fits of sma calibrate" in err
    assert "rm " not in err
