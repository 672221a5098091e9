"""Whatever stands at the end of standard output and error, commands do their work and end the same way."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli.streams import PLAIN, patient_streams

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SMA11, SMA10 = SCENARIOS / "sma11.toml", SCENARIOS / "sma10.toml"
MODEL = SCENARIOS / "variants" / "sma11_hardliner_reelected.toml"
LIGHT = {
    "list": ("list", SCENARIOS),
    "schema": ("schema",),
    "show": ("show", SMA11),
    "diff": ("diff", SMA11, SMA10),
    "check": ("check", SMA11, SMA10),
    "help": ("--help",),
}
HEAVY = {
    "trace": ("trace", SMA11, "--seed", 1, "--no-figure"),
    "trace-json": ("trace", SMA11, "--seed", 1, "--format", "json", "--set", 'title="회담 “2019”"'),
    "trace-md": ("trace", SMA11, "--seed", 1, "--format", "md"),
    "run": ("run", SMA11, "--seed", 1, "--replicates", 20, "--no-figures"),
    "compare": ("compare", SMA11, MODEL, "--replicates", 20, "--no-figures"),
    "verify": ("verify", "--only", "C1", "--scenarios", SCENARIOS / "theory"),
}
COMMANDS = {**LIGHT, **HEAVY}
QUICK = (*LIGHT, "trace-json", "run")  # the others end by the same code, and take seconds each
EVERY = pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in COMMANDS]
)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(name: str, after: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command with redirections behind it, as a shell has it; the exit code is that of `sma` itself."""
    words = [sys.executable, "-m", "sim", *map(str, COMMANDS[name])]
    quoted = shlex.join(words)
    paths = {"PYTHONPATH": os.pathsep.join([str(SCENARIOS.parent), *filter(None, sys.path)])}
    return subprocess.run(
        ["bash", "-c", f"{quoted} {after}; exit ${{PIPESTATUS[0]}}"],
        env={**os.environ, **paths, **environment}, capture_output=True, timeout=200,
    )  # fmt: skip


@EVERY
def test_a_reader_that_goes_changes_neither_exit_code_nor_work(name):
    ended = shell(name, "| head -c 1")
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr
    assert b"BrokenPipe" not in ended.stderr
    if name == "run":
        assert Path("results/sma11/manifest.json").exists()


@pytest.mark.parametrize("name", ["list", "run"])
def test_nor_does_a_reader_of_both(name):
    assert shell(name, "2>&1 | head -c 1").returncode == 0


@pytest.mark.parametrize("name", ["schema", "trace-json", "run"])
def test_a_closed_standard_error_leaves_standard_output_as_it_is(name):
    open_one, closed_one = shell(name, "2>/dev/null"), shell(name, "2>&-")
    assert closed_one.returncode == 0
    assert closed_one.stdout == open_one.stdout
    assert closed_one.stderr == b""
    if name != "run":
        json.loads(closed_one.stdout)


@pytest.mark.parametrize("name", ["list", "run"])
def test_a_closed_standard_output_ends_as_an_open_one(name):
    ended = shell(name, ">&-")
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr
    if name == "run":
        assert (Path("results/sma11/shards/000000.parquet")).read_bytes()[:4] == b"PAR1"


@pytest.mark.parametrize("name", ["schema", "run"])
def test_output_that_a_full_disk_keeps_is_told_after_the_work(name):
    ended = shell(name, "> /dev/full")
    assert ended.returncode == 4
    assert ended.stderr.endswith(b"standard output: cannot be written: No space left on device. Send it elsewhere.\n")
    assert b"Traceback" not in ended.stderr
    if name == "run":
        assert Path("results/sma11/manifest.json").exists()


@EVERY
def test_any_encoding_will_do(name):
    ended = shell(name, PYTHONIOENCODING="cp949" if name in LIGHT else "ascii")
    assert ended.returncode == 0, ended.stderr.decode()
    if name == "trace-json":
        plain = shell(name, PYTHONIOENCODING="utf-8")
        assert "회담 “2019”" in plain.stdout.decode()
        assert json.loads(ended.stdout.decode("ascii")) == json.loads(plain.stdout.decode())
    if name == "compare":  # marks have a stand-in
        text = ended.stdout.decode("ascii")
        assert "sma11_hardliner_reelected less sma11" in text
        assert " -> " in text
        assert " | seed 1 | 20 replicates" in text


def test_names_of_files_that_are_no_text_are_printed_as_they_are(here):
    folder = os.fsencode(here) + b"/caf\xe9"
    os.mkdir(folder)
    ended = subprocess.run(
        [sys.executable, "-m", "sim", "list", folder],
        env={**os.environ, "PYTHONPATH": str(SCENARIOS.parent)}, capture_output=True, timeout=100,
    )  # fmt: skip
    assert ended.returncode == 2
    assert b"caf\xe9: no scenario file is in it" in ended.stderr


def test_streams_of_others_are_left_alone(capsys):
    before = sys.stdout
    with patient_streams() as faults:
        print("–")
        assert sys.stdout is before
    assert capsys.readouterr().out == "–\n"
    assert faults == []


def test_what_stands_for_a_letter_is_something_the_encoding_has():
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x3000), 0x1F600)))
    with patient_streams():
        assert len((every + "회담 ± → … – “”").encode("ascii", PLAIN)) >= len(every)
