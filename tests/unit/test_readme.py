"""README's example in Python runs as it stands, and tells the negotiation that `sma trace` beside it tells."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.unit.cli.shell import sma

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_example_and_the_traced_line_are_one_negotiation(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "results").mkdir()
    code = next(block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "sim.run(" in block)
    names: dict[str, object] = {}
    exec(code, names)
    run, model = names["run"], names["model"]
    capsys.readouterr()
    line = re.search(r"^sma (trace sma11 .*--format json)", README, re.MULTILINE).group(1)
    assert sma(*shlex.split(line)) == 0
    told = json.loads(capsys.readouterr().out)["outcome"]
    row = run.frame.iloc[7]
    assert told["rise"] == pytest.approx(row["rise"], abs=1e-11)
    assert (model.outcome.rise, model.outcome.rounds) == (row["rise"], row["rounds"])
    assert (tmp_path / "results" / "first" / "manifest.json").exists()
