"""Limits that theory gives in closed form, reached by the project's own rules and runners: the list of `sma verify`."""

from pathlib import Path

import pytest

from sim.compiled import INTERPRETED
from sim.verification.checks import CHECKS
from sim.verification.theory import Theory

ROOT = Path(__file__).parents[2]
REQUIRED = {*(f"C{n}" for n in (*range(1, 14), 19, 20, 22, *range(27, 32)))}

pytestmark = pytest.mark.skipif(INTERPRETED, reason="thousands of runs: compiled rules only")


@pytest.fixture(scope="module")
def theory():
    return Theory(ROOT / "scenarios" / "theory")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_the_simulator_returns_what_theory_gives(check, theory):
    findings = list(check.run(theory))
    assert findings
    missed = [f"{each.setup}: {each.simulated!r}, not {each.theory!r}" for each in findings if not each.passed]
    assert not missed, "\n".join([check.theory, *missed])


def test_every_required_check_is_on_the_list():
    assert {check.id for check in CHECKS} == REQUIRED


def test_the_page_on_theory_holds_every_check():
    page = (ROOT / "docs" / "theory.md").read_text(encoding="utf-8")
    for check in CHECKS:
        row = next((line for line in page.splitlines() if line.startswith(f"| {check.id} |")), "")
        assert row, f"{check.id} is missing: paste what `sma verify --markdown` prints"
        assert check.theory in row
        assert check.shows in row
