"""An edited text as overrides, where overrides say all of it, so that it can stand in an address and a command."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from sim.errors import ScenarioError
from sim.scenario.load import LoadedScenario, override_scenario
from sim.scenario.problems import Path, dotted

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")  # text that an override takes without quotes
BESIDE = ("source", "note", "kind", "unit", "prior")  # what an override says itself, or cannot


def overrides_of(base: LoadedScenario, edited: LoadedScenario) -> list[str] | None:
    """Overrides of the first scenario that make it the second; None where no overrides do.

    Rows that came or went cannot be said so.
    """
    before, after = base.scenario.model_dump(), edited.scenario.model_dump()
    try:
        found = [f"{dotted(path)}={_text(value)}" for path, value in _changed(before, after, ())]
        made = override_scenario(base, found)
    except (_Unsayable, ScenarioError):
        return None
    return found if _bare(made.scenario.model_dump()) == _bare(after) else None


class _Unsayable(Exception):
    """A change that no override makes."""


def _changed(before: Any, after: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Path and new value of what differs; lists as long as before are compared row by row."""
    if isinstance(before, dict) and isinstance(after, dict):
        if set(before) != set(after):
            raise _Unsayable
        for key in before:
            if key not in BESIDE:
                yield from _changed(before[key], after[key], path if key == "value" else (*path, key))
    elif _rows(before) and _rows(after) and (before or after):
        if len(before) != len(after):
            raise _Unsayable
        for number, (mine, theirs) in enumerate(zip(before, after, strict=True)):
            yield from _changed(mine, theirs, (*path, number))
    elif before != after:
        yield path, after


def _rows(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, dict) for each in value)


def _bare(value: Any) -> Any:
    """Values without what an override says itself."""
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if key not in BESIDE}
    return tuple(_bare(item) for item in value) if isinstance(value, tuple) else value


def _text(value: Any) -> str:
    """Value as an override has it; nothing unsets a key."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and math.isfinite(value):
        return repr(value)
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, str):
        plain = _BARE.fullmatch(value) and value not in ("true", "false", "inf", "nan")
        return str(value) if plain else json.dumps(str(value), ensure_ascii=False)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    raise _Unsayable
