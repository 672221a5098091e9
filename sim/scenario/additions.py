"""Rows that a file adds to lists of the files it extends: `[[add.intervals]]` instead of the whole list again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from sim.scenario.fields import is_sourced
from sim.scenario.lookup import Spot, spot
from sim.scenario.problems import Path, Problem, ScenarioProblems, did_you_mean, dotted, quoted
from sim.scenario.schema import Scenario
from sim.scenario.toml_file import TomlFile
from sim.scenario.toml_positions import Mark, Marks
from sim.scenario.words import found

KEY = "add"


class _Row(NamedTuple):
    """A row of a list: its value, and the place of each of its parts by the path inside the row."""

    value: Any
    marks: dict[Path, Mark]


@cache
def growing_lists() -> dict[Path, str]:
    """Lists that take further rows, by path, each with the key by which its rows stand in order (empty for none)."""
    tables = [(name,) for name in Scenario.model_fields if _spot((name,)).table is not None]
    paths = [
        *((name,) for name in Scenario.model_fields),
        *((*table, name) for table in tables for name in _spot(table).table.model_fields),  # type: ignore[union-attr]
    ]
    return {path: _order(_spot(path)) for path in paths if _takes_rows(_spot(path))}


def _spot(path: Path) -> Spot:
    here = spot(path)
    assert here is not None, path
    return here


def _takes_rows(here: Spot) -> bool:
    """Whether a field is a list of tables of any length."""
    if get_origin(here.kind) is not tuple or get_args(here.kind)[1:] != (...,):
        return False
    item = get_args(here.kind)[0]
    return isinstance(item, type) and issubclass(item, BaseModel)


def _order(here: Spot) -> str:
    extra = here.info.json_schema_extra if here.info is not None else None
    return str(extra.get("order", "")) if isinstance(extra, dict) else ""


def with_added_rows(
    data: Mapping[str, Any], marks: Marks, file: TomlFile, extends: bool
) -> tuple[dict[str, Any], Marks]:
    """Values and places with the rows a file adds, each in its place by date, or at the end of a list without order.

    Parameters
    ----------
    data, marks : what stands after the file's own values were laid upon those it extends
    file : the file, with its `add`
    extends : whether it extends others; a file that does not has no list to add to

    Raises
    ------
    ScenarioProblems : all faults of `add` itself; those inside its rows are left to the schema
    """
    problems: list[Problem] = []
    values, places = dict(data), dict(marks)
    if not extends:
        message = "the file extends no other, so there is no list to add to. Write the list itself, or extends = …"
        problems.append(Problem(file.marks[(KEY,)].key, KEY, message))
    for path, rows in _lists(file, problems):
        _add(values, places, path, rows, file)
    if problems:
        raise ScenarioProblems(problems)
    return values, places


def _lists(file: TomlFile, problems: list[Problem]) -> Iterator[tuple[Path, list[Any]]]:
    """Path and new rows of every list under `add`; what is no such list becomes a problem."""
    level: list[tuple[Path, Any]] = [((), file.data[KEY])]
    while level:
        path, value = level.pop(0)
        if path in growing_lists():
            fault = _fault(path, value, file.data)
            if not fault:
                yield path, value
                continue
        elif any(known[: len(path)] == path for known in growing_lists()):
            if isinstance(value, dict):
                level += [((*path, key), item) for key, item in value.items()]
                continue
            fault = f"{found(value)}; a table of lists is needed. Write [[add.intervals]] and the row below it"
        else:
            fault = _unknown(path)
        mark = file.marks[(KEY, *path)]
        problems.append(Problem(mark.key, dotted((KEY, *path)), fault))


def _fault(path: Path, value: Any, own: Mapping[str, Any]) -> str:
    """What is wrong with the new rows of a list; empty where nothing is."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return f"{found(value)}; rows are needed. Write [[{dotted((KEY, *path))}]] and the row below it"
    here: Any = own
    for key in path:
        here = here.get(key) if isinstance(here, dict) else None
    if here is not None:
        return f"the file also sets the list {dotted(path)} itself. Put the row there"
    return ""


def _unknown(path: Path) -> str:
    known = [dotted(each) for each in growing_lists()]
    if spot(path) is not None:
        lists = ", ".join(sorted(known))
        return f"{quoted(dotted(path))} takes no further rows. Set it whole, outside of add. Lists that do: {lists}"
    return f"unknown list {quoted(dotted(path))}.{did_you_mean(dotted(path), known)}".rstrip(".")


def _add(values: dict[str, Any], places: dict[Path, Mark], path: Path, rows: list[Any], file: TomlFile) -> None:
    """Put rows into a list, the places of all its rows moved along."""
    table = values
    for key in path[:-1]:
        below = table.get(str(key), {})
        if not isinstance(below, dict):
            return  # a fault of type, which the schema tells
        table[str(key)] = dict(below)
        table = table[str(key)]
        places.setdefault((key,), file.marks[(KEY, key)])
    old = table.get(str(path[-1]), [])
    if not isinstance(old, list):
        return
    marked = _marks_by_row(places, path)
    joined = [_Row(value, marked.get(number, {})) for number, value in enumerate(old)]
    added = _marks_by_row(file.marks, (KEY, *path))
    for number, value in enumerate(rows):
        new = _Row(value, added.get(number, {}))
        joined.insert(_position([row.value for row in joined], value, growing_lists()[path]), new)
    table[str(path[-1])] = [row.value for row in joined]
    for stale in [known for known in places if len(known) > len(path) and known[: len(path)] == path]:
        del places[stale]
    for number, row in enumerate(joined):
        places.update({(*path, number, *inside): mark for inside, mark in row.marks.items()})
    places[path] = file.marks[(KEY, *path)]  # the file that changed the list last


def _marks_by_row(marks: Marks, path: Path) -> dict[int, dict[Path, Mark]]:
    """Places inside a list by the number of the row."""
    rows: dict[int, dict[Path, Mark]] = {}
    for known, mark in marks.items():
        if len(known) > len(path) and known[: len(path)] == path:
            rows.setdefault(int(known[len(path)]), {})[known[len(path) + 1 :]] = mark
    return rows


def _position(rows: list[Any], new: Any, order: str) -> int:
    """Place of a new row: behind the last one of its day or earlier; the end where there is no day to go by."""
    day = _day(new, order)
    if day is None:
        return len(rows)
    for number in range(len(rows), 0, -1):
        other = _day(rows[number - 1], order)
        if other is not None and type(other) is type(day) and other <= day:
            return number
    return 0


def _day(row: Any, order: str) -> Any:
    """Date or year by which a row is put in order; None where it has none."""
    value = row.get(order) if isinstance(row, dict) else None
    value = value["value"] if is_sourced(value) else value
    return value if type(value) in (date, int) else None
