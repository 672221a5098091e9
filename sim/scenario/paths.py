"""Dotted paths as a person writes them: `successions.0.winner`."""

from __future__ import annotations

from typing import Any

import tomli

from sim.scenario.problems import Path
from sim.scenario.toml_positions import DEEPEST


def parse_path(text: str) -> Path | None:
    """Path of a dotted text, whole numbers standing for places in lists; None where it is no path.

    >>> parse_path("successions.0.winner"), parse_path("a b")
    (('successions', 0, 'winner'), None)
    """
    try:
        nest: Any = tomli.loads(f"{text} = 0")
    except (ValueError, RecursionError):
        return None
    path: list[str | int] = []
    while isinstance(nest, dict) and len(nest) == 1 and len(path) < DEEPEST:
        ((key, nest),) = nest.items()
        path.append(int(key) if key.isascii() and key.isdigit() and len(key) < 9 else key)
    return tuple(path) if path and nest == 0 else None


def at(data: Any, path: Path) -> Any:
    """Value at a path of nested tables and lists; None where there is none."""
    for key in path:
        if isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        elif isinstance(data, dict):
            data = data.get(str(key))
        else:
            return None
    return data


def without(data: Any, path: Path) -> Any:
    """Copy of nested tables and lists without the key a path leads to; the same where there is none."""
    key, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(key, int) and key < len(data) and rest:
        return [without(item, rest) if place == key else item for place, item in enumerate(data)]
    if not isinstance(data, dict) or str(key) not in data:
        return data
    if not rest:
        return {name: item for name, item in data.items() if name != str(key)}
    return {**data, str(key): without(data[str(key)], rest)}
