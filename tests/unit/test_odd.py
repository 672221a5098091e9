"""docs/odd.md says what the code says: its tables are up to date, and it names every rule and every parameter."""

import ast
import re

import pytest

from sim.engine.state import STATE
from sim.outcome import NAMES
from sim.rules.kinds import Purpose
from sim.scenario.parameters import Parameters
from sim.scenario.switches import Switches
from tests.update_odd import BLOCK, ODD, RULES, TABLES, keys, rewritten, unit_of

TEXT = ODD.read_text(encoding="utf-8")
BY_HAND = BLOCK.sub("", TEXT)
SECTIONS = dict(re.findall(r"^## (\d) [^\n]+\n(.*?)(?=^## |\Z)", BY_HAND, re.S | re.M))
SUBMODELS = dict(re.findall(r"^### 7\.\d+ `(rules/\w+\.py)`[^\n]*\n(.*?)(?=^### |\Z)", BY_HAND, re.S | re.M))
FILES = sorted(path for path in RULES.glob("*.py") if path.name != "__init__.py")
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
)  # fmt: skip


def rows(name: str) -> dict[str, list[str]]:
    """Cells of a table of the description by the name in the first one."""
    table = next(found["table"] for found in BLOCK.finditer(TEXT) if found["name"] == name)
    cells = [re.split(r" (?<!\\)\| ", line.strip("| \n")) for line in table.splitlines()[2:]]
    return {line[0].strip("`"): line for line in cells}


def test_the_tables_are_those_of_the_code():
    assert sorted(found["name"] for found in BLOCK.finditer(TEXT)) == sorted(TABLES)
    assert rewritten(TEXT) == TEXT, "run python -m tests.update_odd"


def test_all_sections_and_design_concepts_are_there():
    assert list(SECTIONS) == list("1234567")
    assert re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", SECTIONS["4"], re.MULTILINE) == list(CONCEPTS)


def test_every_scenario_key_stands_with_its_unit():
    table = rows("scenario keys")
    declared = {path: unit_of(field) for path, field, _ in keys()}
    assert {path: line[2] for path, line in table.items()} == declared
    assert {"agreement.base_amount", "successions.N.beliefs.N.guest", "administrations.KEY.type"} <= set(table)
    assert set(rows("switches")) == {f"switches.{name}" for name in Switches.model_fields}


def test_every_switch_has_a_neutral_value():
    assert [name for name, line in rows("switches").items() if not line[2]] == []


def test_every_parameter_stands_with_its_unit_and_in_a_submodel():
    declared = {name: field.json_schema_extra["unit"] for name, field in Parameters.model_fields.items()}
    assert {name: line[2] for name, line in rows("parameters").items()} == declared
    missing = [name for name in declared if not re.search(rf"\b{name}\b", SECTIONS["7"])]
    assert missing == [], "parameters that no submodel names"


def test_every_outcome_and_every_purpose_is_listed():
    assert tuple(rows("outcomes")) == NAMES
    assert [line[1] for line in rows("draws").values()] == [f"`{purpose.name}`" for purpose in Purpose]
    assert [purpose.name for purpose in Purpose if f"`{purpose.name}`" not in SECTIONS["4"]] == []


def test_every_state_variable_is_named():
    assert [name for name in STATE.names if f"`{name}`" not in SECTIONS["2"]] == []


def test_every_file_of_rules_has_its_submodel():
    assert sorted(SUBMODELS) == [f"rules/{path.name}" for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_public_rule_is_named_in_its_submodel(path):
    functions = [
        node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)
    ]
    said = SUBMODELS[f"rules/{path.name}"]
    missing = [name for name in functions if not name.startswith("_") and not re.search(rf"\b{name}\b", said)]
    assert missing == [], f"rules of {path.name} that its submodel does not name"


def test_files_and_functions_named_exist():
    package = RULES.parent
    missing = [name for name in re.findall(r"`((?:rules|engine|model|scenario|calibration)/[\w/]*)(?:\.py)?`", TEXT)
               if not (package / name).exists() and not (package / f"{name}.py").exists()]  # fmt: skip
    assert missing == []


def test_keys_named_in_the_text_exist():
    """A dotted path in backticks is a key, or the beginning of one."""
    known = {path for path, _, _ in keys()} | set(rows("switches"))
    heads = {path.split(".")[0] for path in known}
    named = {name for name in re.findall(r"`(\w+\.[\w.]+)`", BY_HAND) if name.split(".")[0] in heads}
    assert [name for name in sorted(named) if not any(f"{path}.".startswith(f"{name}.") for path in known)] == []
