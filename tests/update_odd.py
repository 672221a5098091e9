"""Tables of docs/odd.md made from the code, and the command that rewrites them: `python -m tests.update_odd`.

A table stands between `<!-- table: NAME -->` and `<!-- end -->`; what stands outside is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import numpy as np
from pydantic import BaseModel
from pydantic.fields import FieldInfo

import sim
from sim.outcome import COLUMNS
from sim.posterior.outside import read_outside
from sim.prepare import prepare
from sim.rules.kinds import Purpose
from sim.scenario.fields import FIRST_DAY, LAST_DAY
from sim.scenario.parameters import ASSUMED, Parameters
from sim.scenario.schema import Scenario
from sim.scenario.switches import MECHANISMS, Switches
from tests.runs import shipped

ODD = Path(__file__).parents[1] / "docs" / "odd.md"
RULES = Path(sim.__file__).parent / "rules"
BLOCK = re.compile(r"(<!-- table: (?P<name>[a-z ]+) -->\n)(?P<table>.*?)(<!-- end -->)", re.DOTALL)
KINDS = {"int": "whole number", "real": "real number", "flag": "true or false", "name": "name"}
CONSTANTS = (
    ("sim.rules.payment", "DAYS_PER_YEAR", "days in a year of rates and discounts", "days"),
    ("sim.rules.payment", "TERM_OF_OFFICE", "term of a guest administration", "years"),
    ("sim.rules.terms", "YEARS", "contract years valued one by one; the last stands for all that follow", "years"),
    ("sim.rules.settlement", "LEAST_RISE", "deepest cut that is offered", "share of the base amount"),
    ("sim.rules.settlement", "MOST_RISE", "largest rise that is offered", "share of the base amount"),
    ("sim.rules.settlement", "TIE", "utility by which a package must beat an earlier one", "share of the base amount"),
    ("sim.rules.succession", "UNLIKE", "difference of type from which a lame duck's rounds wait", "no unit"),
    ("sim.rules.settlement", "RAMP", "rise over which crossing the public offer sets in", "share of the base amount"),
    ("sim.rules.pressure", "DAYS_PER_MONTH", "days in a month of the rate of concession", "days"),
    ("sim.rules.concession", "NOTICE", "days ahead a date must lie to set the clock of tactics", "days"),
    ("sim.rules.concession", "NO_DATE", "days of that clock where no date lies ahead", "days"),
    ("sim.engine.public", "ANSWERED", "days for which the North may answer discord, or a lapse", "days"),
    ("sim.rules.winset", "HALVINGS", "halvings in the search for the largest rise carried", "no unit"),
    ("sim.rules.equilibrium", "AHEAD", "days whose rounds are solved one by one where no date lies ahead", "days"),
    ("sim.prepare", "EXPECTED_YEARS", "past years whose mean growth is expected of a growth rule", "years"),
    ("sim.prepare", "ELECTION_WINDOW", "days before a host election in which it is near", "days"),
)  # fmt: skip


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; bars inside a cell are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def number(value: float) -> str:
    """A number as short as it can be told apart."""
    return f"{value:.6g}".replace("e+0", "e").replace("e-0", "e-")


def span(low: float, high: float) -> str:
    """A range of numbers."""
    return f"{number(low)} to {number(high)}"


# --- scenario keys ----------------------------------------------------------------------------------------------


def keys(model: type[BaseModel] = Scenario, at: str = "") -> Iterator[tuple[str, FieldInfo, Any]]:
    """Dotted path, field and type of every key below a table; `N` stands for a row, `KEY` for a name of one's own."""
    for name, field in model.model_fields.items():
        path, kind, origin = f"{at}{name}", field.annotation, get_origin(field.annotation)
        if kind in (Parameters, Switches):
            continue
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from keys(kind, f"{path}.")
        elif origin is dict:
            yield from keys(get_args(kind)[1], f"{path}.KEY.")
        elif origin is tuple and isinstance(get_args(kind)[0], type) and issubclass(get_args(kind)[0], BaseModel):
            yield from keys(get_args(kind)[0], f"{path}.N.")
        else:
            yield path, field, kind


def unit_of(field: FieldInfo) -> str:
    """Unit a field states."""
    extra = field.json_schema_extra
    return str(extra["unit"]) if isinstance(extra, dict) else "no unit"


def bounds(metadata: Sequence[Any]) -> tuple[Any, Any]:
    """Lower and upper bound in the metadata of a field or an annotated type; None where there is none."""
    low = high = None
    for each in metadata:
        if isinstance(each, FieldInfo):
            inner = bounds(each.metadata)
            low, high = (low if inner[0] is None else inner[0]), (high if inner[1] is None else inner[1])
        low, high = getattr(each, "ge", low), getattr(each, "le", high)
    return low, high


def allowed(kind: Any, metadata: Sequence[Any] = ()) -> str:
    """What a key may hold, in words."""
    origin, inner = get_origin(kind), get_args(kind)
    low, high = bounds(metadata)
    if origin is Annotated:
        return allowed(inner[0], [*inner[1:], *metadata])
    if origin in (Union, UnionType):
        return allowed(next(each for each in inner if each is not type(None)), metadata)
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inner)
    if origin is tuple:
        many = "two of: " if len(inner) == 2 and inner[0] is inner[1] else "any number of: "
        return many + allowed(inner[0])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return ", ".join(f"`{member.value}`" for member in kind)
    if kind is bool:
        return "true, false"
    if kind is date:
        return f"{FIRST_DAY} to {LAST_DAY}"
    if kind is str:
        return "text"
    return f"{'whole, ' if kind is int else ''}{span(low, high)}"


def default_of(field: FieldInfo) -> str:
    """Value where a scenario says nothing."""
    if field.is_required():
        return "required"
    if field.default is None or field.default == ():
        return "empty"
    value = field.default
    if isinstance(value, bool):
        return str(value).lower()
    return number(value) if isinstance(value, int | float) else f"`{value}`"


def key_table() -> str:
    """Every key of a scenario, the parameters and switches apart."""
    rows = [
        (f"`{path}`", str(field.description), unit_of(field), allowed(kind, field.metadata), default_of(field))
        for path, field, kind in keys()
    ]
    return markdown(("key", "meaning", "unit", "range", "default"), rows)


# --- parameters, switches, outcomes, draws ----------------------------------------------------------------------


def parameter_table() -> str:
    """Every structural parameter with its ranges and the value shipped."""
    shared = shipped("sma11").parameters
    rows = []
    for name, field in Parameters.model_fields.items():
        declared, given = field.json_schema_extra, getattr(shared, name)
        assert isinstance(declared, dict)
        low, high = declared["minimum"], declared["maximum"]
        rows.append(
            (f"`{name}`", str(field.description), str(declared["unit"]), span(low, high), span(*given.prior),
             number(given.value), basis_of(name, given.source))
        )  # fmt: skip
    return markdown(("parameter", "meaning", "unit", "admissible", "range", "value", "basis"), rows)


def basis_of(name: str, source: str) -> str:
    """What the draws of a parameter rest on: fitted to the agreements, a record of its own, or none as it is held."""
    if source == ASSUMED:
        return "free"
    return "own record" if name in read_outside().names else "held"


def switch_table() -> str:
    """Every switch, what holds without the mechanism, and what is written to bring that about."""
    rows = []
    for name, field in Switches.model_fields.items():
        written = [*weights_written(name), *facts_written(name)] or records_written(name)
        rows.append((f"`switches.{name}`", str(field.description).removeprefix("Off: "), "; ".join(written)))
    return markdown(("key", "holds when false", "neutral value"), rows)


def weights_written(name: str) -> list[str]:
    """Parameters a switch sets."""
    return [f"`{key}` = {number(value)}" for key, value in MECHANISMS[name].weights.items()]


def facts_written(name: str) -> list[str]:
    """Keys a switch sets, found by trying it on the scenario of the 11th."""
    scenario = shipped("sma11")
    found = []
    facts = MECHANISMS[name].facts
    for key, now in (facts(scenario) if facts else {}).items():
        before = getattr(scenario, key)
        if isinstance(now, tuple):
            found.append(f"`{key}` {rows_written(before, now)}")
            continue
        for inner in type(before).model_fields:
            value = getattr(now, inner)
            if value != getattr(before, inner):
                text = str(value).lower() if isinstance(value, bool) else f"{value}"
                found.append(f"`{key}.{inner}` = {text}")
    return found


def rows_written(before: Sequence[Any], now: Sequence[Any]) -> str:
    """What a switch makes of a list: emptied, rows of a kind left out, or a field made the same in all rows."""
    if not now:
        return "empty"
    if len(now) < len(before):
        return f"without rows of kind `{', '.join(sorted({row.kind for row in before if row not in now}))}`"
    fields = type(now[0]).model_fields
    pairs = list(zip(before, now, strict=True))
    moved = [name for name in fields if any(getattr(a, name) != getattr(b, name) for a, b in pairs)]
    return "; ".join(f"with `{name}` = {number(getattr(now[0], name))} in every row" for name in moved)


def records_written(name: str) -> list[str]:
    """Facts the rules read of a switch that has no neutral weight."""
    on, off = prepare(shipped("sma11")).facts, prepare(shipped("sma11", f"switches.{name}=false")).facts
    moved = [key for key in on.dtype.names if not np.array_equal(on[key], off[key], equal_nan=True)]
    return [f"the rules read `{key}` = {off[key]}" for key in moved]


def outcome_table() -> str:
    """Every column of an outcome."""
    rows = [
        (f"`{column.name}`", column.meaning, column.unit, KINDS[column.kind], "yes" if column.missing else "no")
        for column in COLUMNS
    ]
    return markdown(("column", "meaning", "unit", "kind", "may be missing"), rows)


def draw_table() -> str:
    """Every purpose of a draw, with the comment beside it in `kinds.py`."""
    source = (RULES / "kinds.py").read_text(encoding="utf-8")
    rows = []
    for purpose in Purpose:
        comment = re.search(rf"^    {purpose.name} = {purpose.value}  # (.+)$", source, re.MULTILINE)
        assert comment, f"{purpose.name} has no comment in kinds.py"
        rows.append((str(purpose.value), f"`{purpose.name}`", comment[1]))
    return markdown(("number", "purpose", "what it is for"), rows)


def constant_table() -> str:
    """Numbers that stand in the rules and not in a scenario."""
    rows = [
        (f"`{name}`", meaning, unit, number(getattr(import_module(module), name)),
         f"`{module.removeprefix('sim.').replace('.', '/')}.py`")
        for module, name, meaning, unit in CONSTANTS
    ]  # fmt: skip
    return markdown(("constant", "meaning", "unit", "value", "file"), rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "scenario keys": key_table,
    "parameters": parameter_table,
    "switches": switch_table,
    "outcomes": outcome_table,
    "draws": draw_table,
    "constants": constant_table,
}


def rewritten(text: str) -> str:
    """The description with every table made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}{TABLES[found['name']]()}{found[4]}", text)


def main() -> None:
    """Rewrite the tables of docs/odd.md."""
    before = ODD.read_text(encoding="utf-8")
    now = rewritten(before)
    ODD.write_text(now, encoding="utf-8")
    print(f"{ODD.name}: {'unchanged' if now == before else 'rewritten'}")


if __name__ == "__main__":
    main()
