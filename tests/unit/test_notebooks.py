"""Every notebook of notebooks/ runs from top to bottom, and what its cells end with shows itself."""

import ast
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("[0-9]*.py"))
DRAWN = {"Run", "Comparison", "Picture"}  # what shows a figure
FEW = "300"  # replicates where a notebook takes a hundred thousand


def cells(path):
    """Kind and text of each cell of a file in the percent form, its header left out."""
    parts = re.split(r"^# %%( \[markdown\])?\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [("words" if kind else "code", text) for kind, text in zip(parts[1::2], parts[2::2], strict=True)]


def play(path):
    """Run all cells in one namespace as Jupyter does; returns what a cell's last expression would show, in order."""
    names, shown = {"__name__": "__main__"}, []
    for kind, text in cells(path):
        if kind == "words":
            continue
        tree = ast.parse(text)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, path.name, "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), path.name, "eval"), names)
            if value is not None:
                shown.append((type(value).__name__, value._repr_html_()))
    return shown


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMA_NOTEBOOK_REPLICATES", FEW)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_there_are_seven_and_the_readme_names_each():
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{number:02}" for number in range(1, 8)]
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(path.name in readme for path in NOTEBOOKS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_holds_no_number_that_a_run_would_give(path):
    prose = "".join(text for kind, text in cells(path) if kind == "words")
    assert not re.search(r"\d(\.\d+)?%|\d+ days\b", prose)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_figures(path, here):
    shown = play(path)
    assert DRAWN & {name for name, _ in shown}, "a story without a figure"
    for name, html in shown:
        if name in DRAWN:
            assert "data:image/" in html


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_in_jupyter(path, here):
    for module in ("ipykernel", "nbclient", "jupytext"):
        pytest.importorskip(module, reason=f"{module} is not installed: pip install -e '.[notebooks]'")
    import jupytext
    import nbclient

    book = jupytext.read(path)
    nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(here)}}).execute()
    pages = [out for cell in book.cells for out in cell.get("outputs", ()) if out.output_type == "execute_result"]
    assert any("text/html" in out.data for out in pages)
