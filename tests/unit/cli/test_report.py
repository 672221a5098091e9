"""`sma report`: of a scenario or a stored run, with another beside it; what it holds runs again to the same bytes."""

import base64
import json
import re

import pytest

import sim
from sim.answers.pair import World, pair
from tests.unit.cli.shell import sma

SMALL = ("--replicates", 40, "--seed", 3, "--point")


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "first"
    assert sma("run", "sma11", *SMALL, "--no-figures", "--out", folder) == 0
    return folder


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    file = tmp_path_factory.mktemp("reports") / "a.html"
    assert sma("report", "sma11", *SMALL, "--out", file) == 0
    return file.read_text(encoding="utf-8")


def test_a_stored_run_and_its_scenario_give_the_same_page(stored, page, tmp_path, capsys):
    assert sma("report", stored, "--out", tmp_path / "b.html") == 0
    assert (tmp_path / "b.html").read_text(encoding="utf-8") == page
    assert re.search(r"page +\S+b\.html \(\d+ kB\)", capsys.readouterr().err)


def test_the_manifest_in_it_repeats_its_numbers_to_the_byte(page, stored, tmp_path):
    address = re.search(r'href="data:application/json;base64,([^"]+)"', page)
    assert address
    (tmp_path / "manifest.json").write_bytes(base64.b64decode(address[1]))
    assert sma("run", tmp_path / "manifest.json", "--no-figures", "--out", tmp_path / "again") == 0
    again, first = (json.loads((each / "complete.json").read_text()) for each in (tmp_path / "again", stored))
    assert again["digest"] == first["digest"]
    assert again["digest"] in page


def test_the_command_in_it_repeats_its_numbers_to_the_byte(page, tmp_path):
    command = re.search(r"<pre>sma (run sma11 [^<]+)</pre>", page)
    assert command
    assert sma(*command[1].split(), "--no-figures", "--out", tmp_path / "again") == 0
    assert json.loads((tmp_path / "again" / "complete.json").read_text())["digest"] in page


def test_another_run_stands_beside_it(stored, tmp_path):
    change = "successions.0.winner=trump_1"
    assert sma("report", stored, "--compare", change, "--out", tmp_path / "a.html") == 0
    told = (tmp_path / "a.html").read_text(encoding="utf-8")
    first, second = (sim.run("sma11", set=changes, replicates=40, seed=3, draws="point") for changes in ([], [change]))
    worlds = [World(each.frame, each.plan.scenario, each.label) for each in (first, second)]
    assert pair(*worlds).sentence in told
    assert first.digest in told
    assert second.digest in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("{stored}", "--seed", 4), "is a run that stands"),
        (("{stored}", "--set", "step_days=7"), "is a run that stands"),
        (("{stored}", "--compare", "{stored}"), "the same world"),
        (("sma11", "--compare", "{stored}", "--replicates", 30, "--seed", 3), "they do not share their luck"),
        (("sma11", "--out", "{stored}"), "is a folder, and the report needs a file"),
        (("sma11", "--language", "fr"), "'en', 'ko'"),
    ],
)
def test_what_cannot_be_reported_is_refused(arguments, words, stored, capsys):
    assert sma("report", *(str(each).format(stored=stored) for each in arguments)) == 2 or "folder" in words
    assert words in " ".join(capsys.readouterr().err.split())
