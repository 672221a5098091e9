"""`sma trace`: one negotiation on standard output and in a folder; the same one that `sma run` counts."""

import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from sim.engine.batch import simulate
from sim.outcome import NAMES, Outcome
from sim.scenario.identity import content_hash
from sim.stories.story import outcome_words
from tests.unit.cli.shell import sma
from tests.unit.handmade import prepared

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SMA11 = SCENARIOS / "sma11.toml"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unwrapped(text):
    return re.sub(r"\s+", " ", text)


def test_the_story_ends_as_the_row_of_the_run(capsys):
    assert sma("trace", SMA11, "--seed", 1, "--replicate", 7, "--no-figure") == 0
    ready = prepared("sma11", "parameter_draws=posterior")
    row = simulate(ready, 1, 0, 8)[7]
    words = unwrapped(capsys.readouterr().out)
    for paragraph in outcome_words(ready, Outcome(**dict(zip(NAMES, row.tolist(), strict=True)))):
        assert paragraph in words


def test_story_and_table_on_standard_output_and_the_rest_on_standard_error(capsys, here):
    assert sma("trace", SMA11, "--seed", 1, "--replicate", 2) == 0
    out, err = capsys.readouterr()
    assert out.startswith("One negotiation: 11th SMA, talks 2019-2021\n\nsma11 · historical · seed 1 · replicate 2 · ")
    assert "\nOPENING\n" in out
    assert "\nOUTCOME\n" in out
    assert "what came of it" in out
    assert not any(line != line.rstrip() for line in out.splitlines())
    folder = Path("results") / "sma11.trace"
    names = sorted(path.name for path in (here / folder).iterdir())
    stem = f"seed1-replicate2-{content_hash(prepared('sma11', 'parameter_draws=posterior').scenario)[:8]}"
    assert names == [f"{stem}.md", f"{stem}.png", f"{stem}.svg"]
    for name in names:
        assert f"{folder}/{name}" in err
    assert err.rstrip().endswith(f"sma trace {SMA11} --replicate 2 --seed 1")


def test_telling_it_again_gives_the_same_bytes(capsys, here):
    files = {}
    for _ in range(2):
        assert sma("trace", SMA11, "--seed", 3) == 0
        found = {path.name: path.read_bytes() for path in (here / "results" / "sma11.trace").iterdir()}
        files.setdefault("first", found)
        files["last"] = found
    assert files["first"] == files["last"]
    assert len(files["first"]) == 3
    first, second = capsys.readouterr().out.split("One negotiation: ")[1:]
    assert first == second


def test_a_seed_that_was_not_given_is_drawn_and_shown(capsys):
    assert sma("trace", SMA11, "--no-figure", "--table-only") == 0
    out, err = capsys.readouterr()
    seed = re.search(r"seed (\d+) · replicate 0", out).group(1)
    assert f"--seed {seed} --no-figure --table-only" in err


def test_talks_as_of_a_day_tell_what_is_on_record(capsys):
    assert sma("trace", SMA11, "--seed", 1, "--as-of", "2020-04-02", "--point", "--no-figure") == 0
    told = unwrapped(capsys.readouterr().out)
    assert "as of 2020-04-02" in told
    assert "31 March 2020: on record: the guest's leader refuses a text of +13.0%" in told
    assert "1 April 2020: base workers are sent home without pay." in told
    assert "2 April 2020: the record ends here, after 7 rounds" in told
    assert ", round 8 (" in told


def test_the_table_alone(capsys, here):
    assert sma("trace", SMA11, "--seed", 1, "--table-only", "--no-figure", "--out", "mine") == 0
    out = capsys.readouterr().out
    assert "OPENING" not in out
    assert "what came of it" in out
    assert [path.suffix for path in (here / "mine").iterdir()] == [".md"]


def test_a_story_in_korean_stands_beside_the_one_in_english(capsys, here):
    for language in ("en", "ko"):
        assert sma("trace", SMA11, "--seed", 1, "--no-figure", "--language", language) == 0
        out, err = capsys.readouterr()
        assert out.startswith({"en": "One negotiation: 11th SMA", "ko": "모의 협상 한 건: 제11차"}[language])
        assert ("--language ko" in err) == (language == "ko"), "the default is left out of the command"
    assert sorted(path.stem.endswith("-ko") for path in (here / "results" / "sma11.trace").iterdir()) == [False, True]
    assert sma("trace", SMA11, "--seed", 1, "--language", "fr") == 2
    assert "--language" in capsys.readouterr().err


def test_where_no_font_has_the_letters_the_figure_is_in_english(capsys, here, monkeypatch):
    monkeypatch.setattr("sim.plots.fonts.families_for", lambda text: ((), frozenset(text) - set("SMA")))
    assert sma("trace", SMA11, "--seed", 1, "--language", "ko", "--table-only") == 0
    assert "the figure is in English" in capsys.readouterr().err
    (drawing,) = (here / "results" / "sma11.trace").glob("*.svg")
    assert "One negotiation: 11th SMA" in drawing.read_text(encoding="utf-8")


def test_overrides_change_kind_and_file_name(capsys, here):
    assert sma("trace", SMA11, "--seed", 1, "--set", "parameters.habit=0", "--no-figure") == 0
    out, err = capsys.readouterr()
    assert "sma11 · counterfactual · seed 1" in out
    assert "--set parameters.habit=0" in err
    (page,) = (here / "results" / "sma11.trace").iterdir()
    assert re.fullmatch(r"seed1-replicate0-[0-9a-f]{8}\.md", page.name)
    assert "--set parameters.habit=0" in page.read_text(encoding="utf-8")


def test_it_leaves_the_folder_of_a_run_alone(capsys, here):
    assert sma("trace", SMA11, "--seed", 1, "--no-figure") == 0
    assert sma("run", SMA11, "--seed", 1, "--replicates", 8, "--no-figures") == 0
    assert sma("trace", SMA11, "--seed", 1, "--no-figure") == 0
    assert sma("run", SMA11, "--seed", 1, "--replicates", 8, "--no-figures") == 0
    assert json.loads((here / "results" / "sma11" / "manifest.json").read_text(encoding="utf-8"))["seed"] == 1


def test_one_text_and_nothing_else(capsys, here):
    for written_as, begins in (
        ("md", "# One negotiation: 11th SMA"),
        ("json", "{\n"),
        ("csv", "date,day_from_expiry,"),
    ):
        assert sma("trace", SMA11, "--seed", 1, "--replicate", 7, "--format", written_as) == 0
        out, err = capsys.readouterr()
        assert out.startswith(begins)
        assert err.strip() == f"repeat  sma trace {SMA11} --replicate 7 --seed 1 --format {written_as}"
    assert list(here.iterdir()) == []


def test_a_text_in_a_file_is_that_of_standard_output(capsys, here):
    for written_as in ("md", "json", "csv"):
        arguments = ("trace", SMA11, "--seed", 1, "--format", written_as)
        assert sma(*arguments) == 0
        printed = capsys.readouterr().out
        assert sma(*arguments, "--out", f"made/here.{written_as}") == 0
        out, err = capsys.readouterr()
        assert out == ""
        assert f"made/here.{written_as}" in err
        written = (here / "made" / f"here.{written_as}").read_text(encoding="utf-8")
        assert written.replace(f" --out made/here.{written_as}", "") == printed
    assert sorted(path.name for path in (here / "made").iterdir()) == ["here.csv", "here.json", "here.md"]


def test_json_and_csv_hold_the_same_moves(capsys):
    texts = {}
    for written_as in ("json", "csv"):
        assert sma("trace", SMA11, "--seed", 1, "--replicate", 7, "--format", written_as) == 0
        texts[written_as] = capsys.readouterr().out
    moves = [entry for entry in json.loads(texts["json"])["entries"] if entry["constraint"]]
    rows = list(csv.DictReader(io.StringIO(texts["csv"])))
    assert [(row["date"], row["move"], row["constraint"]) for row in rows] == [
        (move["date"], move["type"], move["constraint"]) for move in moves
    ]


def test_a_format_that_is_none_and_one_that_leaves_no_table(capsys, here):
    assert sma("trace", SMA11, "--seed", 1, "--format", "xml") == 2
    assert "xml" in capsys.readouterr().err
    assert sma("trace", SMA11, "--seed", 1, "--format", "json", "--table-only") == 2
    assert "Leave one of them out" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_file_that_cannot_be_written(capsys, here):
    (here / "taken").mkdir()
    assert sma("trace", SMA11, "--seed", 1, "--format", "json", "--out", "taken") == 4
    assert "taken: is a folder, and the text needs a file. Name another with --out" in capsys.readouterr().err
    assert list(here.iterdir()) == [here / "taken"]


@pytest.mark.parametrize("arguments", [("--replicate", -1), ("--seed", -1), ("--seed", 2**63), ("--set", "nonsense=1")])
def test_bad_arguments_end_with_2_and_write_nothing(capsys, here, arguments):
    assert sma("trace", SMA11, *arguments) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_missing_file(capsys):
    assert sma("trace", "none.toml") == 2
    assert "none.toml" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="needs file permissions")
def test_a_folder_that_cannot_be_written(capsys, here):
    (here / "taken").write_text("a file", encoding="utf-8")
    assert sma("trace", SMA11, "--seed", 1, "--out", "taken") == 4
    err = capsys.readouterr().err
    assert "taken: cannot be written: taken is a file" in err
    assert "--out" in err
    assert (here / "taken").read_text(encoding="utf-8") == "a file"


def test_nothing_half_written_is_left_when_drawing_fails(capsys, here, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.plots.style.save", fail)
    assert sma("trace", SMA11, "--seed", 1) == 4
    assert "No space left on device" in capsys.readouterr().err
    assert list((here / "results" / "sma11.trace").iterdir()) == []
