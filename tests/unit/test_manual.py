"""The manual: every snippet runs, every page is in the table of contents, and the reference says what the code says."""

import re
import shutil
from pathlib import Path

import pytest

from docs._ext import house, made, snippets
from docs._ext.snippets import Session, blocks, commands
from sim.cli.main import HELP
from sim.scenario.parameters import Parameters

DOCS = snippets.DOCS
ELSEWHERE = ("agents.md", "ecosystem.md")  # whose snippets have tests of their own
SWEPT = ("results.md", "discovery.md")  # which read the sweep of a study that comes with the program
TEXTS = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
RUN = {
    name: each
    for name, text in TEXTS.items()
    if name not in (*ELSEWHERE, *SWEPT) and (each := [block for block in blocks(text) if block.kind != "toml"])
}
QUICK = [name for name, each in RUN.items() if not all(block.slow for block in each)]
SLOW = [name for name, each in RUN.items() if any(block.slow for block in each)]


def play(name, folder, slow):
    session = Session(folder)
    return {block.text: session.play(block) for block in blocks(TEXTS[name]) if slow or not block.slow}


@pytest.mark.parametrize("name", QUICK)
def test_the_snippets_of_a_page_run(name, tmp_path):
    printed = play(name, tmp_path, slow=False)
    assert all(printed[block.text].strip() for block in blocks(TEXTS[name]) if block.shown and not block.slow)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_slow_snippets_run_too(name, tmp_path):
    assert play(name, tmp_path, slow=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", SWEPT)
def test_pages_on_a_sweep_run_beside_one(name, tmp_path):
    session = Session(tmp_path)
    shutil.copy(DOCS.parent / "scenarios" / "studies" / "sma11_patience.toml", tmp_path / "small.toml")
    small = (tmp_path / "small.toml").read_text(encoding="utf-8")
    small = small.replace('"../sma11.toml"', '"sma11"').replace("replicates = 2000", "replicates = 5")
    (tmp_path / "small.toml").write_text(small, encoding="utf-8")
    session.play(snippets.Block("run", "sma sweep small.toml"))
    session.play(snippets.Block("run", "sma plot results/sma11_patience --kind tornado"))
    for block in blocks(TEXTS[name]):
        needed = re.findall(r"^(?:import|from) (polars|ema_workbench)", block.text, re.MULTILINE)
        if not needed or all(_installed(each) for each in needed):
            session.play(block)


def _installed(name):
    from importlib.util import find_spec

    return find_spec(name) is not None


def test_a_snippet_that_fails_is_a_failure(tmp_path):
    session = Session(tmp_path)
    with pytest.raises(RuntimeError, match="exit code 2"):
        session.play(snippets.Block("bash", "sma run nowhere.toml"))
    with pytest.raises(RuntimeError, match="put others in a fence of sh"):
        session.play(snippets.Block("bash", "rm results"))
    with pytest.raises(ZeroDivisionError):
        session.play(snippets.Block("python", "1 / 0"))


def test_fences_are_read_with_what_stands_before_them():
    page = (
        "<!-- file: a.toml -->\n```toml\nx = 1\n```\n\n<!-- slow -->\n```{bash}\n:lines: 3\nsma run a \\\n  --seed 1\n"
        "```\n```sh\npip\n```\n```python\n1\n```\n"
    )
    found = list(blocks(page))
    assert [(each.kind, each.shown, each.slow, each.name) for each in found] == [
        ("file", False, False, "a.toml"),
        ("bash", True, True, ""),
        ("python", False, False, ""),
    ]
    assert commands(found[1].text) == [["sma", "run", "a", "--seed", "1"]]


def test_every_page_is_in_the_table_of_contents():
    listed = re.findall(r"^[a-z]+(?:/[a-z-]+)?$", TEXTS["index.md"], re.MULTILINE)
    assert {f"{name}.md" for name in listed} | {"index.md"} == set(TEXTS)


def test_the_installation_is_that_of_the_readme():
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^python3 -m venv .*$", TEXTS["start/install.md"], re.MULTILINE)
    assert len(lines) == 2
    assert all(line in readme for line in lines)


def test_the_reference_names_every_command_parameter_and_key():
    told = made.commands()
    assert all(f"## sma {name}\n" in told for name in HELP)
    assert "`--replicates <int range>`" in told
    assert all(f"`{name}`" in made.parameters() for name in Parameters.model_fields)
    assert "| `agreement.talks_open` |" in made.scenario_keys()
    assert "| `factors.N.range` |" in made.study_keys()
    assert "| `draws_asked` | `text` |" in made.manifest()
    assert "`agreements.csv`" in made.record_columns()
    assert [row.split("`")[1] for row in made.exit_codes().splitlines()[2:]][:7] == list("0123456")


def test_docstrings_of_the_house_become_lists():
    said = ["Share given up: a * b.", "", "Parameters", "----------", "rate : kappa,", "    per month", "", "    x = y"]
    assert house.restructured(said[:-2]) == [
        "Share given up: a \\* b.", "", "", ".. rubric:: Parameters", "", "* ``rate``: kappa, per month",
    ]  # fmt: skip
    assert ".. code-block:: text" in house.restructured(["See:", "", said[-1], ""])


def test_no_page_names_a_machine():
    for name, text in TEXTS.items():
        assert not re.search(r"/(?:home|work|tmp|root)/", text), name
    assert Path(snippets.__file__).is_file()
