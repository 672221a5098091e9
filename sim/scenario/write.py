"""Resolved scenarios as one self-contained TOML text, which loads to the same content hash.

A writer of our own: libraries give every parameter and every sourced number a section of its own, four lines each,
where a person wants one line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sim.scenario.fields import is_sourced
from sim.scenario.lookup import spot
from sim.scenario.problems import Path
from sim.scenario.schema import Scenario

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
WIDTH = 120  # an array that is longer stands with one item a line


def canonical_toml(values: Mapping[str, Any]) -> str:
    """Self-contained TOML text of resolved values, keys in the order of the schema.

    Parameters
    ----------
    values : `LoadedScenario.resolved`, or `Scenario.model_dump()`; a key whose value is None is left out
    """
    lines, sections = [], []
    for key, value in _items(values, ()):
        if isinstance(value, Mapping) and not is_sourced(value):
            sections.append(f"\n[{_key(key)}]")
            sections += [_pair(inner, item, (key, inner)) for inner, item in _items(value, (key,))]
        else:
            lines.append(_pair(key, value, (key,)))
    return "\n".join((*lines, *sections, ""))


def scenario_toml(scenario: Scenario) -> str:
    """Self-contained TOML text of a scenario; sources written beside single facts are not part of it."""
    return canonical_toml(scenario.model_dump())


def _items(table: Mapping[str, Any], path: Path) -> Iterator[tuple[str, Any]]:
    """Keys and values, in the order of the schema where it names the keys, else sorted."""
    found = spot(path)
    names: tuple[str, ...] = ("value", "source", "note") if is_sourced(table) else ()
    if found is not None and found.table is not None:
        names = tuple(found.table.model_fields)
    rank = {name: number for number, name in enumerate(names)}
    for key in sorted(table, key=lambda key: (rank.get(key, len(rank)), key)):
        if table[key] is not None:
            yield key, table[key]


def _pair(key: str, value: Any, path: Path) -> str:
    line = f"{_key(key)} = {toml_value(value, path)}"
    if isinstance(value, list | tuple) and value and len(line) > WIDTH:
        items = "".join(f"  {toml_value(item, (*path, number))},\n" for number, item in enumerate(value))
        return f"{_key(key)} = [\n{items}]"
    return line


def toml_value(value: Any, path: Path = ()) -> str:
    """One value as TOML text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)} = {toml_value(item, (*path, key))}" for key, item in _items(value, path))
        return f"{{ {', '.join(pairs)} }}"
    return f"[{', '.join(toml_value(item, (*path, number)) for number, item in enumerate(value))}]"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """Text in double quotes; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
