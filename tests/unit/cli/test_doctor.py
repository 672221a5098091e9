"""`sma doctor`: what it finds here, and that each thing that may be broken is called broken, absent or worse."""

import errno
import hashlib
import json
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from sim import compile_cache, compiled, draws
from sim.cli import health
from sim.plots import fonts
from sim.posterior import draws as posterior_draws
from tests.unit.cli.shell import sma

ROOT = Path(__file__).parents[3]


def named(name):
    return next(check for check in health.checks() if check.name == name)


def test_here_all_that_is_needed_works(capsys):
    assert sma("doctor", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["works"]
    found = {check["name"]: check for check in told["checks"]}
    assert found["random stream"]["data"] == {"compared": 108, "blocks_that_differ": 0}
    assert found["packages"]["data"]["versions"]["numpy"]
    assert found["cores"]["data"]["usable"] >= 1
    assert found["scenarios"]["data"]["talks_on_record"] == 5
    files = {each["file"]: each for each in found["posterior"]["data"]["files"]}
    path = posterior_draws.SHIPPED
    assert files[path.name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert set(files) == {each.name for each in path.parent.glob("*.parquet")}


def test_as_text_it_says_a_line_a_check_and_what_they_come_to(monkeypatch, capsys):
    checks = [
        health.Check("cores", health.State.OK, "2 for runs."),
        health.Check("extra page", health.State.ABSENT, "the page. Not installed: uvicorn.", "pip install uvicorn"),
    ]
    monkeypatch.setattr("sim.cli.commands.doctor.checks", lambda: iter(checks))
    assert sma("doctor") == 0
    assert capsys.readouterr().out.splitlines() == [
        "ok      cores             2 for runs.",
        "absent  extra page        the page. Not installed: uvicorn.",
        "                          pip install uvicorn",
        "All that is needed is there and works.",
    ]


def test_a_random_stream_of_other_numbers_is_broken(monkeypatch, capsys):
    ours = draws.uniforms
    monkeypatch.setattr(draws, "uniforms", lambda *key: (*ours(*key)[:3], 0.5) if key[1] == 7 else ours(*key))
    monkeypatch.setattr(health, "_LOOKS", {"random stream": health.random_stream})
    assert sma("doctor") == 1
    out = capsys.readouterr().out
    assert "broken  random stream" in out
    assert "first at seed 0, replicate 7, day 730000" in out
    assert "1 check broken: random stream." in out


def test_a_missing_or_damaged_file_of_draws_is_broken(monkeypatch, tmp_path):
    path = tmp_path / "posterior.parquet"
    monkeypatch.setattr(posterior_draws, "SHIPPED", path)
    assert named("posterior").state is health.State.BROKEN
    path.write_bytes(b"PAR1" * 100)
    found = named("posterior")
    assert found.state is health.State.BROKEN
    assert "cannot be read as a file of posterior draws" in found.found


@pytest.mark.parametrize("wanted", ["numpy>=99", "a-package-that-is-not-there"])
def test_a_needed_package_that_is_missing_or_too_old_is_broken(monkeypatch, wanted):
    monkeypatch.setattr(health, "_required", lambda: [Requirement(wanted), Requirement("pandas")])
    found = health.packages()
    assert found.state is health.State.BROKEN
    assert found.data["unfit"] == [wanted]
    assert wanted in found.remedy


def test_a_library_that_cannot_be_imported_breaks_its_check_alone(monkeypatch):
    def broken():
        raise ImportError("libomp.so: cannot open shared object file")

    monkeypatch.setattr(health, "_LOOKS", {"fonts": broken, "cores": health.cores})
    fonts_check, cores_check = list(health.checks())[:2]
    assert (fonts_check.state, cores_check.state) == (health.State.BROKEN, health.State.OK)
    assert fonts_check.found == "ImportError: libomp.so: cannot open shared object file."


def test_an_extra_that_is_absent_is_told_with_its_line(monkeypatch):
    asked = [
        Requirement("numpy"),
        Requirement('no-such-sampler>=2; extra == "calibrate"'),
        Requirement('rich; extra == "test"'),
    ]
    monkeypatch.setattr(health, "_required", lambda: asked)
    absent, there = health.extras()
    assert (absent.name, absent.state) == ("extra calibrate", health.State.ABSENT)
    assert absent.remedy.endswith("'no-such-sampler>=2'")
    assert (there.name, there.state) == ("extra test", health.State.OK)


def test_every_extra_says_what_it_is_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) - set(health.EXTRAS) == set()


def test_without_a_font_for_korean_it_names_one(monkeypatch):
    monkeypatch.setattr(fonts, "_chosen", lambda letters: ((), letters))
    found = health.fonts()
    assert (found.state, found.data) == (health.State.NOTE, {"korean": []})
    assert fonts.PREFERRED[0] in found.remedy


def test_a_cache_that_cannot_be_used_is_told_and_is_no_fault(monkeypatch, tmp_path):
    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(compiled, "INTERPRETED", False)
    monkeypatch.setattr(compile_cache, "FOLDER", None)
    assert "NUMBA_CACHE_DIR" in health.cache().remedy
    monkeypatch.setattr(compile_cache, "FOLDER", tmp_path)
    (tmp_path / "rule-1.code").write_bytes(bytes(2_000_000))
    found = health.cache()
    assert (found.state, found.data["megabytes"], found.data["writable"]) == (health.State.OK, 2.0, True)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    found = health.cache()
    assert (found.state, found.data["writable"]) == (health.State.NOTE, False)
    assert "No space left on device" in found.found
