"""docs/agents.md: what it shows runs, and its table names every decision."""

import re
from pathlib import Path

import numpy as np

from sim.model.roles import ROLES

PAGE = (Path(__file__).parents[2] / "docs" / "agents.md").read_text(encoding="utf-8")


def test_the_examples_run_and_agree():
    space = {"__name__": "agents_page"}
    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(block, space)
    assert space["highest"] <= space["CEILING"]
    run, outcome = space["run"], space["outcome"]
    row = run.frame.iloc[7]
    for name in ("agreement_day", "signature_day", "rise", "rounds", "utility_host"):
        ours, theirs = float(row[name]), float(getattr(outcome, name))
        assert ours == theirs or (np.isnan(ours) and np.isnan(theirs)), name
    assert run.frame["rise"].max() <= space["CEILING"] < space["usual"].frame["rise"].max()
    assert space["waits_longer"] > 0
    assert "decisions=host_offers+host_takes" in run.label.line()


def test_the_table_names_every_decision_and_its_method():
    for role, (default, decisions) in ROLES.items():
        assert f"`{default.__name__}` (`{role}`)" in PAGE
        for method, name in decisions.items():
            assert f"`{method}`" in PAGE
            assert f"`{name}`" in PAGE
