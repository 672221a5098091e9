"""Overrides by dotted path, as given to `--set`: `parameters.habit=0.2`, `successions.0.winner=trump_1`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple, NoReturn

import tomli

from sim.scenario.fields import is_sourced
from sim.scenario.layers import Layer, overridden_parameter
from sim.scenario.lookup import homes, spot
from sim.scenario.paths import at, parse_path
from sim.scenario.problems import Path, Place, Problem, ScenarioProblems, did_you_mean, dotted, quoted
from sim.scenario.toml_positions import Mark, Marks, Source
from sim.scenario.unset import fault_of, needed_words, optional, taken_away

_BARE_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
LONGEST = 10_000  # characters of one override


class _Unset(Enum):
    """What stands for no value: a `--set PATH=` takes the key away."""

    UNSET = "unset"


UNSET = _Unset.UNSET


class Assignment(NamedTuple):
    """One override: the path it sets, the value or UNSET, and the argument as a person gave it, for messages."""

    path: Path
    value: Any
    argument: str


class _Argument(Source):
    """An override in place of a file: it has no lines."""

    def place(self, row: int, byte: int) -> Place:
        return Place(self.file)


def parse_override(text: str) -> Assignment:
    """Path and value of `a.b.c=value`; the value is TOML, and a bare word stands for text. No value unsets the key.

    >>> parse_override("successions.0.winner=trump_1")[:2]
    (('successions', 0, 'winner'), 'trump_1')
    """
    argument = f"--set {quoted(text)}"
    left, equals, right = text.partition("=")
    if not equals or not left.strip():
        _fail(argument, "", "path=value is needed, as in parameters.habit=0.2. Write it so, without spaces")
    if len(text) > LONGEST:
        _fail(argument, "", f"more than {LONGEST} characters. Put so much into a file that extends this one")
    path = _path(left.strip(), argument)
    return Assignment(path, _value(right.strip(), argument) if right.strip() else UNSET, argument)


def _path(text: str, argument: str) -> Path:
    path = parse_path(text)
    if path is None:
        _fail(
            argument, "", f"{quoted(text)} is no path. Write keys with points between them, as in agreement.base_amount"
        )
    if path[0] == "extends":
        _fail(argument, "extends", "a file's parents cannot be set here. Write a file that extends others")
    return path


def _value(text: str, argument: str) -> Any:
    try:
        parsed = tomli.loads(f"value = {text}")
    except (ValueError, RecursionError):
        parsed = {}
    if set(parsed) == {"value"}:
        return parsed["value"]
    if not _BARE_WORD.fullmatch(text):
        found = f"{quoted(text)} is no value"
        _fail(argument, "", f"{found}. Write a number, a date as 2019-12-31, true, false, or text in quotes")
    return text


def apply_override(layer: Layer, assignment: Assignment) -> Layer:
    """Layer with one value changed; the layer given stays as it is.

    A path that leads to nothing the schema or the files know is refused; a value of the wrong type is left to
    the schema.
    """
    data, path = _changed(layer.data, assignment, layer.shared)
    return _laid(layer, data, [(path, assignment.argument)])


def changed_path(layer: Layer, assignment: Assignment) -> Path:
    """Path of what an override changes, one however it is written: places of a list as numbers, `.value` left out."""
    return _changed(layer.data, assignment, layer.shared)[1]


def apply_overrides(layer: Layer, texts: Iterable[str]) -> tuple[Layer, list[Problem]]:
    """Layer with several values changed one after the other, and the faults of overrides that cannot be applied.

    The same as `apply_override` for each, but quick for hundreds, as sweeps over all parameters have them.
    """
    data = layer.data
    changed: list[tuple[Path, str]] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            assignment = parse_override(text)
            data, path = _changed(data, assignment, layer.shared)
        except ScenarioProblems as fault:
            problems += fault.problems
        else:
            changed.append((path, assignment.argument))
    return (_laid(layer, data, changed) if changed else layer), problems


def _laid(layer: Layer, data: dict[str, Any], changed: Sequence[tuple[Path, str]]) -> Layer:
    """Layer with changed values; a path at which there is none any more is unset there."""
    marks = _marked(layer.marks, changed)
    gone = {**layer.unset, **{path: marks[path] for path, _ in changed}}
    unset = {path: mark for path, mark in gone.items() if at(data, path) is None}
    return replace(layer, data=data, marks={k: v for k, v in marks.items() if k not in unset}, unset=unset)


def _changed(data: dict[str, Any], assignment: Assignment, shared: Mapping[str, Any]) -> tuple[dict[str, Any], Path]:
    """Values with one changed, and the path of what is new."""
    path, value, argument = assignment
    if value is UNSET:
        fault = fault_of(path, dotted(path))
        if not fault and not optional(path) and path[0] != "parameters":
            fault = needed_words(path)
        if fault:
            _fail(argument, dotted(path), fault)
        return taken_away(data, path, shared), path
    _check_path(data, path, argument)
    if path[-1] == "value" and is_sourced(at(data, path[:-1])):
        path = path[:-1]  # the source given for the old value does not hold for the new one
    if len(path) == 2 and path[0] == "parameters" and is_sourced(at(data, path)):
        value = overridden_parameter(at(data, path), value)
    return _with(data, path, value), path


def _marked(marks: Marks, changed: Sequence[tuple[Path, str]]) -> Marks:
    """Places after changes at some paths: what stood below them is gone, and they stand in the arguments."""
    paths = {path for path, _ in changed}
    lengths = {len(path) for path in paths}
    kept = {path: mark for path, mark in marks.items() if not any(path[:length] in paths for length in lengths)}
    own: dict[Path, Mark] = {}
    for path, argument in changed:
        mark = Mark(_Argument(argument, b""), (0, 0), (0, 0))
        own = {known: place for known, place in own.items() if known[: len(path)] != path}
        own.update({path[:n]: mark for n in range(1, len(path) + 1) if path[:n] not in kept and path[:n] not in own})
    return {**kept, **own}


def _with(container: Any, path: Path, value: Any) -> Any:
    """Copy of nested tables and arrays with one value changed."""
    if not path:
        return value
    if isinstance(container, list):
        assert isinstance(path[0], int)
        items = list(container)
        items[path[0]] = _with(items[path[0]], path[1:], value)
        return items
    old = container.get(str(path[0]), {})
    return {**container, str(path[0]): _with(old, path[1:], value)}


def _check_path(data: Mapping[str, Any], path: Path, argument: str) -> None:
    """Refuse a path that leads nowhere, naming what there is at the level where it goes astray."""
    here: Any = data
    for level, key in enumerate(path):
        above, last = path[:level], level == len(path) - 1
        if isinstance(here, list):
            if not isinstance(key, int) or key >= len(here):
                count = f"0 to {len(here) - 1}" if here else "none"
                _fail(
                    argument,
                    dotted(path),
                    f"{quoted(str(key))} is no item of {dotted(above)}; there is {count}. Count from 0",
                )
            here = here[key]
        elif isinstance(here, dict):
            name = str(key)
            if name not in here and not last and name in _fields(above):
                if _fields((*above, key)):  # a table that no file gives has its default parts
                    here = {}
                    continue
                _fail(
                    argument,
                    dotted(path),
                    f"no file gives {dotted((*above, key))}, so it has no parts to set. Set the whole of it",
                )
            if name not in here and not (last and _may_hold(above, name)):
                known = (*here, *_fields(above))
                home = homes().get(name, ())
                belongs = f" Did you mean '{home[0]}.{name}'?" if last and not above and len(home) == 1 else ""
                hint = belongs or did_you_mean(name, known)
                _fail(argument, dotted(path), f"unknown key {quoted(name)}.{hint}".rstrip("."))
            here = here.get(name)
        else:
            _fail(argument, dotted(path), f"{dotted(above)} is a single value without parts. Write {dotted(above)}=…")


def _fields(path: Path) -> tuple[str, ...]:
    found = spot(path)
    return tuple(found.table.model_fields) if found is not None and found.table is not None else ()


def _may_hold(path: Path, key: str) -> bool:
    """Whether the schema lets the table at a path hold a key that no file gives."""
    found = spot(path)
    return found is not None and (key in _fields(path) or (found.table is None and found.item is not None))


def _fail(argument: str, path: str, message: str) -> NoReturn:
    raise ScenarioProblems([Problem(Place(argument), path, message)])
