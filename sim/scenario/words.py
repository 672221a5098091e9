"""Faults found by the schema, said in words: what was found, what is allowed, what to do."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sim.scenario.fields import FIRST_DAY, LAST_DAY, SOURCED_KEYS, is_sourced
from sim.scenario.lookup import bounds, choices, homes, needed, parameter_extra, spot, unit
from sim.scenario.problems import Path, did_you_mean, quoted

_NUMBER = re.compile(r"[+-]?(\d[\d_ ]*)?\.?\d+([eE][+-]?\d+)?%?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def fault_in_words(fault: Mapping[str, Any]) -> tuple[Path, str]:
    """Path and message of one fault as the schema's validator reports it."""
    kind, path = fault["type"], tuple(fault["loc"])
    value: Any = fault.get("input")
    context: Mapping[str, Any] = fault.get("ctx", {})
    if kind == "missing":
        return path[:-1], _missing(path)
    if kind == "extra_forbidden":
        return path, _unknown(path, value)
    if kind == "unknown_beside_value":
        return (*path, context["key"]), _unknown_word(str(context["key"]), SOURCED_KEYS)
    if kind == "text_beside_value":
        return (*path, context["key"]), f"{found(value[context['key']])}; text is needed. Put it in quotes"
    if is_sourced(value) and _single(path):  # what is at fault is the value inside `{ value = …, source = … }`
        value = value["value"]
    if kind in ("greater_than_equal", "less_than_equal"):
        return path, out_of_range(path, value)
    if kind == "finite_number":
        return path, f"{found(value)}; a finite number is needed. Write an ordinary number"
    if kind == "too_long":
        return path, f"found {context['actual_length']} items; {context['max_length']} are needed. Remove the others"
    if kind == "value_error":
        return path, str(context.get("error", fault["msg"]))
    return path, _wrong_type(path, value)


def _single(path: Path) -> bool:
    """Whether the schema has a single value at a path, which may be written with its source."""
    here = spot(path)
    return here is not None and here.table is None and here.item is None


def found(value: Any) -> str:
    """What stands in the file, as a clause: `found the text "0.2"`."""
    if isinstance(value, bool):
        return f"found {str(value).lower()}"
    if isinstance(value, str):
        return f'found the text "{quoted(value, 40)[1:-1]}"'
    if isinstance(value, datetime):
        return f"found the date with a time {value.isoformat()}"
    if isinstance(value, date):
        return f"found the date {value.isoformat()}"
    if isinstance(value, time):
        return f"found the time {value.isoformat()}"
    if isinstance(value, int):
        return f"found the whole number {value}" if abs(value) < 10**20 else "found a whole number of many digits"
    if isinstance(value, float):
        return f"found the number {value}" if math.isfinite(value) else f"found {value}, which is no finite number"
    if isinstance(value, Mapping):
        return "found a table"
    if isinstance(value, list | tuple):
        return f"found an array of {len(value)}" if value else "found an empty array"
    return f"found a value of another kind ({type(value).__name__})"


def out_of_range(path: Path, value: Any) -> str:
    """Message for a number outside the bounds the schema gives for its path."""
    if isinstance(value, date):
        return f"{found(value)}; {FIRST_DAY} to {LAST_DAY} is allowed. Check the year"
    least, largest = bounds(path)
    return f"{found(value)}; {allowed(least, largest, unit(path))}. Write a number in this range"


def allowed(least: float | None, largest: float | None, of_unit: str) -> str:
    """Clause that names a range: `0 to 1 is allowed (probability)`."""
    tail = f" ({of_unit})" if of_unit else ""
    if least is None or largest is None:
        return f"{'at most' if least is None else 'at least'} {largest if least is None else least:g} is allowed{tail}"
    return f"{least:g} to {largest:g} is allowed{tail}"


def _missing(path: Path) -> str:
    key = path[-1]
    if isinstance(key, int):
        inside = spot(path)
        names = choices(inside.kind) if inside is not None else ()
        words = f": {', '.join(names)}" if names else ""
        return f"item {key + 1} of the array is missing{words}. Add it"
    here = spot(path)
    meaning = (
        f" ({here.info.description})" if here is not None and here.info is not None and here.info.description else ""
    )
    if path[:1] == ("parameters",) and len(path) == 3:
        declared = parameter_extra(str(path[1]))
        hint = f'; its unit is "{declared["unit"]}"' if key == "unit" and declared else ""
        return (
            f"the key '{key}' is missing{hint}."
            f" A full table is {{ value, unit, prior, source }}, or extend a file that has it"
        )
    return f"the key '{key}' is missing{meaning}; {needed(here.kind) if here else 'a value'} is needed. Add it"


def _unknown(path: Path, value: Any) -> str:
    key = str(path[-1])
    above = spot(path[:-1])
    known = tuple(above.table.model_fields) if above is not None and above.table is not None else ()
    if len(path) == 1:
        known = (*known, "extends", "add", "unset")
    elsewhere = homes().get(key, ()) if key != "source" else ()
    if key == "extends":
        return "'extends' may stand only at the top of a file, before the first [table]. Move it there"
    listed = isinstance(value, Mapping | list | tuple) and difflib.get_close_matches(key[:80], known, cutoff=0.8)
    if len(elsewhere) == 1 and not listed:
        table = elsewhere[0]
        where = f"in [{table}]" if table else "at the top of the file, before the first [table]"
        return f"unknown key {quoted(key)} here; it belongs {where}. Move it there"
    return _unknown_word(key, known)


def _unknown_word(key: str, known: tuple[str, ...]) -> str:
    hint = did_you_mean(key, known)
    return f"unknown key {quoted(key)}.{hint or ' Remove it, or see `sma schema` for the keys there are.'}".rstrip(".")


def _wrong_type(path: Path, value: Any) -> str:
    here = spot(path)
    kind = here.kind if here is not None else None
    if choices(kind):
        near = did_you_mean(value, choices(kind)) if isinstance(value, str) else f" Known: {', '.join(choices(kind))}."
        return f"{found(value)}, which is not known here.{near}".rstrip(".")
    if path[:1] == ("parameters",) and len(path) == 2:
        return (
            f"{found(value)}, but no file this one extends gives the parameter's table."
            f" Extend parameters.toml, or write {{ value, unit, prior, source }}"
        )
    return f"{found(value)}; {needed(kind)} is needed{_remedy(kind, value)}"


def _remedy(kind: Any, value: Any) -> str:
    """What to write instead, where it can be told from what was written."""
    if kind in (float, int) and isinstance(value, str):
        text = value.strip()
        if text.endswith("%") and _NUMBER.fullmatch(text):
            return f": write {float(text[:-1].replace(' ', '').replace('_', '')) / 100:g} without quotes"
        if _NUMBER.fullmatch(text):
            return f": write {text.replace(' ', '')} without quotes"
        if re.fullmatch(r"[+-]?\d+,\d+", text):
            return f": write {text.replace(',', '.')} without quotes"
        return ". Write a number without quotes"
    if kind is int and isinstance(value, float):
        return (
            f": write {value:.0f}" if math.isfinite(value) and value == int(value) else ". Write it without a fraction"
        )
    if kind is date and isinstance(value, datetime):
        return f": write {value.date().isoformat()} without a time"
    if kind is date and isinstance(value, str) and _DAY.match(value.strip()):
        return f": write {value.strip()[:10]} without quotes"
    if kind is date:
        return ": write year, month and day as 2019-12-31, without quotes"
    if kind is bool and isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return f": write {value.strip().lower()} without quotes"
    if kind is bool:
        return ": write true or false, without quotes"
    if kind is str and not isinstance(value, dict | list | tuple):
        return f': write "{value.isoformat() if isinstance(value, date) else value}" in quotes'
    return ". Write it so"
