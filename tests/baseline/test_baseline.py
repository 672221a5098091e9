"""The shipped scenarios give the pinned numbers."""

import json
from typing import Any

import pytest

from sim.compiled import INTERPRETED
from tests.runs import SHIPPED
from tests.update_baseline import FOLDER, differences, machine, path_of, summary

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

REMEDY = (
    "If that is meant: run `python -m tests.update_baseline`, look at the difference in git, and add a line marked"
    " **numbers** to CHANGELOG.md that says which numbers move and why. If not: the last change does more than it says."
)


def pinned(name: str) -> dict[str, Any]:
    path = path_of(name)
    assert path.exists(), f"{path.name} is not there. Pin it with `python -m tests.update_baseline`."
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SHIPPED)
def test_summary_is_the_pinned_one(name):
    before, now = pinned(name), summary(name)
    before.pop("table")
    now.pop("table")
    moved = list(differences(before, now))
    shown = "\n  ".join(moved[:25])
    more = f"\n  and {len(moved) - 25} more" if len(moved) > 25 else ""
    assert not moved, f"{name}: {len(moved)} pinned numbers moved:\n  {shown}{more}\n{REMEDY}"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_bit_of_the_table_is_the_pinned_one(name):
    """On the kind of machine that pinned it: elsewhere the mathematics library may round a last bit differently."""
    table = pinned(name)["table"]
    if table["machine"] != machine():
        pytest.skip(f"pinned on {table['machine']}, this is {machine()}")
    assert summary(name)["table"]["sha256"] == table["sha256"], (
        f"{name}: some bits of the outcomes moved; where no summary moved with them, a formula was written differently"
        f" or a column was added. {REMEDY}"
    )


def test_no_summary_is_pinned_for_a_scenario_that_is_gone():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SHIPPED)


def test_differences_are_told_by_name():
    before = {"rise": {"50%": 0.07}, "agreed": 0.5, "gone": 1}
    now = {"rise": {"50%": 0.08}, "agreed": 0.5000000001, "new": {"a": 2}}
    assert list(differences(before, now)) == [
        "rise.50%: 0.07 was pinned, 0.08 now",
        "gone: 1 was pinned, None now",
        "new: None was pinned, {'a': 2} now",
    ]
