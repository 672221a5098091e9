"""Keys that a file, or an override, takes away again from what it inherits: `unset = ["opening.guest_rise"]`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sim.scenario.lookup import spot
from sim.scenario.paths import at, parse_path, without
from sim.scenario.problems import Path, Problem, ScenarioProblems, did_you_mean, dotted, quoted
from sim.scenario.toml_file import TomlFile
from sim.scenario.toml_positions import Mark, Marks

KEY = "unset"


def optional(path: Path) -> bool:
    """Whether a scenario is whole without the key a path leads to: the schema has a default for it."""
    above = spot(path[:-1])
    if above is None or not path or isinstance(path[-1], int):
        return False
    if above.table is None:  # an entry under a key of one's own, such as an administration
        return above.item is not None
    info = above.table.model_fields.get(path[-1])
    return info is not None and not info.is_required()


def fault_of(path: Path | None, text: str) -> str:
    """Why nothing can be unset at a path; empty where something can."""
    if path is None:
        return f"{quoted(text)} is no path. Write keys with points between them, as in opening.guest_rise"
    if isinstance(path[-1], int):
        return f"{quoted(text)} is a row of a list; keys can be unset. Write the list anew without that row"
    if spot(path) is None:
        above = spot(path[:-1])
        known = above.table.model_fields if above is not None and above.table is not None else ()
        return f"unknown key {quoted(text)}.{did_you_mean(str(path[-1]), known)}".rstrip(".")
    if path[0] == "parameters" and len(path) != 2:
        return "a structural parameter is unset as a whole, and then has its shared value. Write parameters.NAME"
    return ""


def with_unset(
    data: Mapping[str, Any], marks: Marks, shared: Mapping[str, Any], file: TomlFile
) -> tuple[dict[str, Any], Marks, dict[Path, Mark]]:
    """Inherited values and places without the keys a file unsets, and where it does so.

    A structural parameter gets its shared value back. A key that nobody set stays unset without a word.

    Raises
    ------
    ScenarioProblems : all faults of `unset`
    """
    values, places, gone = dict(data), dict(marks), dict[Path, Mark]()
    problems: list[Problem] = []
    for text, mark in _named(file, problems):
        path = parse_path(text)
        fault = fault_of(path, text)
        if not fault and path is not None and not optional(path) and path[0] != "parameters":
            fault = "" if at(file.data, path) is not None else needed_words(path)
        if fault or path is None:
            problems.append(Problem(mark.value, KEY, fault))
            continue
        values = taken_away(values, path, shared)
        if path[0] != "parameters":
            places = {known: place for known, place in places.items() if known[: len(path)] != path}
            gone[path] = mark
    if problems:
        raise ScenarioProblems(problems)
    return values, places, gone


def taken_away(data: Mapping[str, Any], path: Path, shared: Mapping[str, Any]) -> dict[str, Any]:
    """Values without one; of a structural parameter with the shared table again."""
    if path[0] == "parameters":
        name = str(path[1])
        tables = data.get("parameters", {})
        return {**data, "parameters": {**tables, name: shared[name]}} if name in shared else dict(data)
    found: dict[str, Any] = without(data, path)
    return found


def needed_words(path: Path) -> str:
    """Message for a key that no scenario may lack."""
    return f"{quoted(dotted(path))} must have a value, so it cannot be unset. Write another value instead"


def _named(file: TomlFile, problems: list[Problem]) -> Iterator[tuple[str, Mark]]:
    """Each path in `unset` as it stands, with its place."""
    named, whole = file.data[KEY], file.marks[(KEY,)]
    if "extends" not in file.data:
        message = "the file extends no other, so there is nothing to unset. Remove the line, or write extends = …"
        problems.append(Problem(whole.key, KEY, message))
    elif not isinstance(named, list) or not all(isinstance(item, str) for item in named):
        message = 'a list of paths in quotes is needed. Write unset = ["opening.guest_rise"]'
        problems.append(Problem(whole.value, KEY, message))
    else:
        for number, item in enumerate(named):
            yield item, file.marks.get((KEY, number), whole)
