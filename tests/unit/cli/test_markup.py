"""Text of the user is text: no command takes brackets, stars or dollars in a title or a name for markup."""

import ast
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import sim
from sim.analysis.markdown import code, plain
from sim.calibration.sheet import Sheet, page_of
from tests.runs import SCENARIOS
from tests.unit.cli.shell import sma

TITLE = r"From $5bn (50% cut) to $2.5bn [/no] [what if] [bold] :dove: *a* _b_ |c| <i> \[x] &amp; `d`"
NAME = "[/b] Biden *of* |us|"
SMALL = ("--replicates", 20, "--seed", 1)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    parent = (SCENARIOS / "sma11.toml").as_posix()
    text = f"extends = ['{parent}']\nname = 'odd'\ntitle = '{TITLE}'\nkind = 'counterfactual'\n"
    Path("odd.toml").write_text(f"{text}administrations.biden.name = '{NAME}'\n", encoding="utf-8")
    return tmp_path


def printed(capsys, *arguments, code: int = 0) -> str:
    """Everything a command prints, its lines joined, as a terminal may have folded them."""
    assert sma(*arguments) == code
    out, err = capsys.readouterr()
    return " ".join(f"{out} {err}".split())


@pytest.mark.parametrize(
    "words",
    [
        ("check", "odd.toml"),
        ("list", "."),
        ("show", "odd.toml"),
        ("run", "odd.toml", *SMALL),
        ("trace", "odd.toml", "--seed", 1),
        ("trace", "odd.toml", "--seed", 1, "--table-only", "--no-figure"),
        ("ablate", "odd.toml", *SMALL, "--group", "[/x]=waiting", "--no-figures"),
        ("compare", "odd.toml", SCENARIOS / "sma11.toml", *SMALL, "--explain", 1),
    ],
    ids=lambda words: "-".join(str(each) for each in words[:1]),
)
def test_a_title_is_printed_as_it_is(words, capsys):
    assert TITLE in printed(capsys, *words)


def test_names_of_governments_groups_and_worlds_are_printed_as_they_are(capsys):
    assert NAME in printed(capsys, "run", "odd.toml", *SMALL, "--no-figures")
    assert "[/x]" in printed(capsys, "ablate", "odd.toml", *SMALL, "--group", "[/x]=waiting", "--no-figures")
    change = "administrations.biden.name='[/red]'"
    told = printed(capsys, "compare", "odd.toml", "--against", f"{change};parameters.habit=0.2", *SMALL,
                   "--no-figures", "--explain", 0)  # fmt: skip
    assert f"{change}, parameters.habit=0.2 less odd" in told


def test_faults_name_what_was_written(capsys):
    assert "[/no]" in printed(capsys, "run", "[/no].toml", code=2)
    assert "[/no]" in printed(capsys, "run", "odd.toml", "--set", "[/no]", code=2)
    assert "[/no]" in printed(capsys, "compare", "odd.toml", "--against", "[/no]", code=2)


def test_cells_that_are_folded_keep_their_brackets(capsys):
    told = printed(capsys, "diff", "odd.toml", SCENARIOS / "sma11.toml")
    assert all(each in told for each in ("[/no]", "[what", "[bold]", ":dove:", "[/b]", "|us|"))


def test_a_study_is_printed_as_it_is(capsys):
    study = f"""name = 'odd'\ntitle = '{TITLE}'\nscenario = 'odd.toml'\ndesign = 'morris'\npoints = 8\nreplicates = 20
[[factors]]\nname = 'winner'\npath = 'successions.0.winner'\nkind = 'category'\nvalues = ['biden', 'trump_1']
[[factors]]\nname = 'patience'\npath = 'parameters.discount_host'\nrange = [0.05, 0.4]\n"""
    Path("study.toml").write_text(study, encoding="utf-8")
    assert sma("sweep", "study.toml") == 0
    assert TITLE in printed(capsys, "status", "results/odd")
    assert TITLE in printed(capsys, "sensitivity", "results/odd", "--output", "delay")
    assert sma("plot", "results/odd", "--kind", "survival") == 0


def test_every_console_prints_text_as_text():
    """A console that reads markup would need one forgotten title only."""
    found = 0
    for path in Path(sim.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Console":
                given_off = {each.arg for each in node.keywords if ast.unparse(each.value) == "False"}
                assert {"markup", "emoji"} <= given_off, f"{path.name}:{node.lineno}"
                found += 1
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "TextColumn":
                assert "markup" in {each.arg for each in node.keywords}, f"{path.name}:{node.lineno}"
    assert found


def rendered(page: str) -> list[str]:
    """Texts of a page as a reader of Markdown sees them, each block in one line."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    return [
        "".join(each.content for each in block.children or () if each.type in ("text", "code_inline", "softbreak"))
        for block in blocks
        if block.type == "inline"
    ]


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1))
def test_any_text_reads_on_a_page_as_it_was_written(text):
    words = " ".join(text.split())
    if words:
        assert rendered(plain(text)) == [words]
        assert rendered(f"# {plain(text)}") == [words]
        assert rendered(f"| x | y |\n|---|---|\n| {plain(text)} | 1 |")[2] == words


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_any_command_reads_on_a_page_as_it_was_written(text):
    assert rendered(f"Made by {code(text)}; no more") == [f"Made by {text}; no more"]


def test_the_page_of_a_negotiation_reads_as_it_was_written(capsys):
    assert sma("trace", "odd.toml", "--seed", 1, "--format", "md") == 0
    page = capsys.readouterr().out
    found = rendered(page)
    assert found[0].endswith(TITLE)
    assert any(NAME in each and each.startswith("–") for each in found), "the table of rounds"
    assert any(NAME in each and not each.startswith("–") for each in found), "the story"
    assert sma("trace", "odd.toml", "--seed", 1, "--format", "json") == 0
    assert TITLE in json.dumps(json.loads(capsys.readouterr().out), ensure_ascii=False).replace("\\\\", "\\")


def test_a_page_of_sheets_reads_as_it_was_written():
    page = page_of(TITLE, ["**a headline**"], [Sheet(TITLE, ("a|b", "c"), ((TITLE, "1"),))], ())
    assert rendered(page) == [TITLE, "a headline", TITLE, "a|b", "c", TITLE, "1"]
