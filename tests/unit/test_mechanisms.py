"""docs/mechanisms.md: every item once, and every file, function, key, column and test it names exists."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from pydantic import BaseModel

import sim
from sim.history.tables import FILES, read
from sim.outcome import NAMES
from sim.scenario.schema import Scenario

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "mechanisms.md").read_text(encoding="utf-8")
PACKAGE = Path(sim.__file__).parent
ITEMS = range(1, 158)
KINDS = {"rule", "fact", "output"}
LEFT_OUT = "## Left out, and why"


class Row(NamedTuple):
    """One row: number, or a letter where no text says it; what is said, kind, what is done, where, set by, shown by."""

    item: str
    said: str
    kind: str
    does: str
    where: str
    keys: str
    tests: str


def rows() -> Iterator[Row]:
    """Rows of the tables that map items: those with seven cells."""
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 7 and re.fullmatch(r"\d+|[a-z]", cells[0]):
            yield Row(*cells)


ROWS = tuple(rows())


def left_out() -> list[int]:
    """Numbers of the list at the end."""
    entries = re.findall(r"^- ([\d, ]+):", TEXT[TEXT.index(LEFT_OUT) :], flags=re.MULTILINE)
    return [int(number) for entry in entries for number in entry.split(",")]


def names(cell: str) -> list[str]:
    """What a cell names, in backticks."""
    found = re.findall(r"`([^`]+)`", cell)
    assert found, f"names nothing: {cell}"
    return found


@lru_cache
def defined(path: Path) -> set[str]:
    """Functions and classes a file defines at its top."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Models inside an annotation such as a list, a table of entries or an optional value."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models(inner)


def in_scenario(key: str) -> bool:
    """Whether a dotted key, places in lists and names of entries left out, is a field of a scenario."""
    held: list[type[BaseModel]] = [Scenario]
    for name in key.split("."):
        fields = [model.model_fields[name] for model in held if name in model.model_fields]
        if not fields:
            return False
        held = [model for field in fields for model in models(field.annotation)]
    return True


def exists(key: str) -> bool:
    """Whether a scenario key, an outcome column or a column of the record exists."""
    if key.startswith("outcome."):
        return key.removeprefix("outcome.") in NAMES
    if key.startswith("record."):
        _, table, column = key.split(".")
        kinds = [kind for kind, file in FILES.items() if file == f"{table}.csv"]
        return bool(kinds) and hasattr(read(kinds[0])[0], column)
    return in_scenario(key)


def test_every_item_stands_once():
    count = Counter([int(row.item) for row in ROWS if row.item.isdecimal()] + left_out())
    assert [item for item in ITEMS if count[item] == 0] == [], "items without a row or a reason"
    assert [item for item, times in count.items() if times > 1 or item not in ITEMS] == [], "items twice, or unknown"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.item)
def test_what_a_row_names_exists(row):
    assert row.kind in KINDS
    for name in names(row.where):
        file, _, function = name.partition("::")
        path = (ROOT if file.startswith("scenarios/") else PACKAGE) / file
        assert path.is_file(), f"{name}: no such file"
        assert not function or function in defined(path), f"{name}: the file defines no such function or class"
    for key in names(row.keys):
        assert exists(key), f"{key}: no such key, column or parameter"
    for name in names(row.tests):
        file, _, function = name.partition("::")
        path = ROOT / "tests" / file
        assert path.is_file(), f"{name}: no such file"
        assert function in {test for test in defined(path) if test.startswith("test_")}, f"{name}: no such test"


def test_a_rule_is_code():
    assert [row.item for row in ROWS if row.kind == "rule" and "::" not in row.where] == []


def test_what_does_not_come_out_is_said_in_its_row_and_in_the_list():
    """Items marked in their rows; 111 refers to 62."""
    marked = {int(row.item) for row in ROWS if "**does not come out**" in row.does.lower()}
    part = TEXT[TEXT.index("## What does not come out") : TEXT.index("## Ten items traced")]
    listed = {int(n) for first in re.findall(r"^\| ([\d, ]+) \|", part, flags=re.MULTILINE) for n in first.split(",")}
    assert listed == marked | {111}


def test_a_name_that_does_not_exist_is_found():
    assert not exists("outcome.riise")
    assert not exists("parameters.walkout")
    assert not exists("record.agreements.riise")
    assert exists("successions.beliefs.host")
    assert exists("administrations.type")
