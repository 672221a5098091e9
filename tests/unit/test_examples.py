"""The programs of examples/ and the snippets of docs/ecosystem.md run; those whose library is missing are skipped."""

import re
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PAGE = (ROOT / "docs" / "ecosystem.md").read_text(encoding="utf-8")
NEEDS = {  # what each imports, and what it must say
    "with_pandas": ("pandas", r"biden .*\n(.*\n)*the period without an agreement, .*re-elected: \+\d+ days"),
    "with_salib": ("SALib", r"mu_star .*\n.*leader_price +-?\d+\.\d+"),
    "with_mesa": ("mesa", r"2 +in force +\d+\.\d+ +0\.\d+.*\n +day +anger"),
    "with_dask": ("distributed", r"sma10 +0\.\d+ +-?\d+.*\nsma11 +0\.\d+ +\d+.*\nsma12"),
    "with_duckdb": ("duckdb", r"biden +│ +\d+ │ +1\d\.\d │"),
    "with_arviz": ("arviz", r"discount_host: standard deviation [1-9]\d?% less than the prior's"),
    "with_ema_workbench": ("ema_workbench", r"density +0\.\d+\n(.*\n)*leader_price +0\.\d+ +0\.\d+"),
    "with_prim": ("ema_workbench", r"density +0\.\d+\n(.*\n)*price +0\.\d+ +0\.\d+"),
}  # fmt: skip


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["example"])
    return tmp_path


def needed(module):
    return pytest.importorskip(module, reason=f"{module} is not installed: pip install -e '.[examples]'")


def test_every_example_is_tried_short_and_explained():
    files = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.py")}
    assert set(files) == set(NEEDS)
    for name, text in files.items():
        assert len(text.splitlines()) < 60, name
        assert text.startswith('"""'), name
        assert f"examples/{name}.py" in PAGE, f"docs/ecosystem.md does not name {name}"


@pytest.mark.filterwarnings("ignore")  # of the libraries
@pytest.mark.parametrize("name", NEEDS)
def test_an_example_says_what_it_should(name, here, capsys):
    module, expected = NEEDS[name]
    needed(module)
    runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")
    assert re.search(expected, capsys.readouterr().out), f"{name} did not say {expected}"


def test_the_snippets_of_the_page_run(here, capsys):
    names = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(block, names)
    assert len(names["frame"]) == 500
    assert names["back"].equals(names["frame"])


@pytest.mark.filterwarnings("ignore")
def test_a_run_works_in_a_notebook_of_jupyter(here):
    needed("ipykernel")
    nbclient, nbformat = needed("nbclient"), needed("nbformat")
    code = 'import sim\nrun = sim.run("sma11", replicates=50, seed=1)\nrun.frame.head(3)'
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(here)}}).execute()
    (shown,) = (output for output in book.cells[0].outputs if output.output_type == "execute_result")
    assert "<table" in shown.data["text/html"]
    assert "guest_at_agreement" in shown.data["text/html"]
