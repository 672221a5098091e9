"""The command `sma verify`: its table, its JSON, and that a wrong rule or scenario makes it fail."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.shell import sma

ROOT = Path(__file__).parents[3]
THEORY = ROOT / "scenarios" / "theory"

HEADINGS = ("what", "is", "set", "up", "theory", "simulated", "error", "allowed", "class", "verdict")

# Rules spoilt on purpose, and a check that must see it. Checks of few runs, as these run without compilation.
WRONG = {
    "the host discounts like the guest": (
        "C2",
        "import sim.rules.equilibrium as m\n"
        "right = m.until_then\n"
        "def wrong(day, until, cost, rate, then, breakdown, f, p):\n"
        "    q = p.copy(); q.discount_host = p.discount_guest\n"
        "    return right(day, until, cost, rate, then, breakdown, f, q)\n"
        "m.until_then = wrong\n",
    ),
    "refusing is worth a hundredth more to the guest": (
        "C7",
        "import sim.engine.round as m\n"
        "right = m.refusing_values\n"
        "def wrong(*a):\n"
        "    worth = right(*a)\n"
        "    return worth._replace(guest=1.01 * worth.guest)\n"
        "m.refusing_values = wrong\n",
    ),
    "pressure is not set against the stake": (
        "C29",
        "import sim.engine.round as m\n"
        "right = m.conceded\n"
        "m.conceded = lambda share, rate, pressure, stake, days: right(share, rate, pressure, 1.01, days)\n",
    ),
    "a demand beyond the zone counts in full": (
        "C29",
        "import sim.engine.decisions as m, math\n"
        "right = m.asked\n"
        "m.asked = lambda opening, least, zone, given_up: right(opening, least, math.inf, given_up)\n",
    ),
    "a date presses as much far ahead as near": (
        "C30",
        "import sim.rules.pressing as m\nm.nearness = lambda days, reach: 1.0 if days >= 0.0 else 0.0\n",
    ),
    "a refused text is what the guest could do without": (
        "C31",
        "import sim.engine.round as m\n"
        "right = m.settle\n"
        "def wrong(w, view, bids, most):\n"
        "    return right(w, view, bids._replace(guest_least=max(bids.guest_least, bids.standing)), most)\n"
        "m.settle = wrong\n",
    ),
}


def verify(*arguments) -> int:
    return sma("verify", "--scenarios", THEORY, *arguments)


def test_the_table_names_check_theory_and_verdict(capsys):
    assert verify("--only", "c2") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [*HEADINGS]
    assert lines[1] == "C2   Ståhl 1972"
    assert lines[2].startswith("C2   deltas 0.9 and 0.9, rounds left: 1")
    assert lines[2].split()[-6:] == ["1.0000000", "1.0000000", "0.0e+00", "1.0e-09", "T0", "holds"]
    assert lines[-1].startswith("1 check, 10 comparisons: all hold")


def test_json_holds_every_comparison(capsys):
    assert verify("--only", "C2,C7", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["failed"] == 0
    assert {each["id"] for each in told["comparisons"]} == {"C2", "C7"}
    assert set(told["comparisons"][0]) == {
        "id", "source", "setup", "kind", "theory", "simulated", "tolerance", "error", "passed",
    }  # fmt: skip


def test_an_unknown_check_and_a_folder_without_scenarios_are_told(tmp_path, capsys):
    assert verify("--only", "C99") == 2
    assert "--only C99: no such check. There are C1, C2" in capsys.readouterr().err
    assert sma("verify", "--scenarios", tmp_path) == 2
    assert f"{tmp_path}: no theory scenarios here" in capsys.readouterr().err


def test_a_scenario_that_is_not_the_one_meant_fails(tmp_path, capsys):
    """A pie of 1.1 instead of 1."""
    for file in ("base.toml", "actors.toml", "parameters.toml"):
        shutil.copy(ROOT / "scenarios" / file, tmp_path)
    text = (THEORY / "pie.toml").read_text(encoding="utf-8")
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory" / "pie.toml").write_text(text.replace("agreement_host = 1\n", "agreement_host = 1.1\n"))
    assert sma("verify", "--scenarios", tmp_path / "theory", "--only", "C3") == 1
    out = capsys.readouterr().out
    assert "T0 FAILS" in out
    assert "FAIL" in out.splitlines()[-1]


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_rule_fails(fault):
    check, patch = WRONG[fault]
    program = f"{patch}\nfrom sim.cli.main import main\nmain(['verify', '--only', {check!r}])"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=400,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert "FAILS" in ended.stdout
