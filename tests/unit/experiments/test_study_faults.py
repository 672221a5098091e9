"""Bad study files of every class: each fault is told with its place and a remedy, and nothing is written."""

import re
from pathlib import Path

import pytest

from tests.unit.cli.shell import sma
from tests.unit.experiments.bad_studies import BAD, BAD_POINTS, GOOD, POINTS, TABLE, write_bad

PLACED = re.compile(r"[^:]*\.(toml|csv):\d+:\d+: ")
REMEDY = re.compile(
    r"\b(Add|Begin|Change|Choose|Close|Correct|Did you mean|Give|Known|Leave|Name|Remove|Save|Shorten|Take|Text stands"
    r"|Use|Write)\b",
    re.IGNORECASE,
)
WHOLE_FILE = ("too large",)  # faults of a file that is not read to its end


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(folder: Path, capsys) -> str:
    """What `sma sweep` says of a bad study, which must leave the folder as it was."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sma("sweep", "study.toml") == 2
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert not (folder / "results").exists()
    out, err = capsys.readouterr()
    assert out == ""
    return "\n".join(line for line in err.splitlines() if not line.startswith("study: "))


@pytest.mark.parametrize(("kind", "content", "words"), BAD, ids=[kind for kind, _, _ in BAD])
def test_a_fault_is_named_with_its_place_and_remedy_and_nothing_is_written(here, capsys, kind, content, words):
    write_bad(here, content)
    message = told(here, capsys)
    assert re.search(words, message), message
    for line in message.splitlines():
        assert kind in WHOLE_FILE or PLACED.match(line), line
        assert REMEDY.search(line), line


@pytest.mark.parametrize(("kind", "points", "words"), BAD_POINTS, ids=[kind for kind, _, _ in BAD_POINTS])
def test_a_fault_of_a_file_of_points_is_named_with_its_place_and_remedy(here, capsys, kind, points, words):
    write_bad(here, TABLE, points)
    message = told(here, capsys)
    assert re.search(words, message), message
    assert all(PLACED.match(line) and REMEDY.search(line) for line in message.splitlines()), message


def test_a_folder_for_a_file_of_points_is_told(here, capsys):
    (here / "p.csv").mkdir()
    write_bad(here, TABLE)
    assert "study.toml:6:7: csv: 'p.csv' cannot be read: it is no regular file. Name a CSV file" in told(here, capsys)


def test_what_is_damaged_is_good(here):
    write_bad(here, GOOD)
    assert sma("sweep", "study.toml", "--dry-run") == 0
    write_bad(here, TABLE, POINTS)
    assert sma("sweep", "study.toml", "--dry-run") == 0


def test_there_are_thirty_classes_or_more():
    kinds = [kind for kind, _, _ in (*BAD, *BAD_POINTS)]
    assert len(kinds) == len(set(kinds)) >= 30
