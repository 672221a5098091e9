"""JSON Schema (2020-12) of scenario files, for editors that complete and check TOML as it is written."""

from __future__ import annotations

from typing import Any

from sim.scenario.additions import growing_lists
from sim.scenario.fields import FIRST_DAY, LAST_DAY
from sim.scenario.form import shared_prior, step_of, step_within
from sim.scenario.parameters import Parameters
from sim.scenario.schema import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SINGLE = ("number", "integer", "boolean")
_ANNOTATIONS = ("title", "description", "unit", "source", "default", "label", "group")


def json_schema() -> dict[str, Any]:
    """Schema of a scenario file: description, label, group, unit, minimum, maximum, step and source of every field.

    A file may extend others and then give parts of tables, so keys are required only in the items of arrays, which
    are always replaced whole, and at the top of a file that extends nothing.
    """
    schema = Scenario.model_json_schema()
    tables = schema["$defs"]
    for name, table in tables.items():
        if "properties" not in table:  # a list of words
            continue
        table["properties"] = {key: _field(value) for key, value in table["properties"].items()}
        if name in _joined_tables(schema):
            table.pop("required", None)
    tables["Parameters"]["properties"] = {
        name: _parameter(name, str(info.description), dict(info.json_schema_extra or {}))  # type: ignore[arg-type]
        for name, info in Parameters.model_fields.items()
    }
    tables.pop("Parameter")
    extends = {
        "description": "File or files this one extends, relative to it; tables are joined, arrays replaced whole",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
    }
    unset = {
        "description": "Dotted paths of inherited keys that this file takes away",
        "type": "array",
        "items": {"type": "string"},
    }
    own = {key: _field(value) for key, value in schema["properties"].items()}
    return {
        "$schema": DIALECT,
        "title": "Scenario of sma-sim",
        "description": "One negotiation: the facts of an episode and the shared structural parameters",
        "type": "object",
        "properties": {"extends": extends, "unset": unset, "add": _additions(own, tables), **own},
        "additionalProperties": False,
        "if": {"not": {"required": ["extends"]}},
        "then": {"required": schema["required"]},
        "$defs": tables,
    }


def _additions(own: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    """Schema of `add`: rows for the lists that take further ones, nested as the lists are."""
    schema = _table_of_lists("Rows added to lists of the files extended, each put in its place by date")
    for path in growing_lists():
        here, fields = schema, own
        for name in map(str, path[:-1]):
            inner = tables[fields[name]["$ref"].rsplit("/", 1)[-1]]
            here = here["properties"].setdefault(name, _table_of_lists(f"Lists of [{name}]"))
            fields = inner["properties"]
        listed = fields[str(path[-1])]
        here["properties"][str(path[-1])] = {"type": "array", "items": listed["items"]}
    return schema


def _table_of_lists(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "type": "object", "properties": {}, "additionalProperties": False}


def _joined_tables(schema: dict[str, Any]) -> set[str]:
    """Models that stand as single tables or under free keys: those a file may give in parts."""
    references = []
    for value in schema["properties"].values():
        references += [value.get("$ref", ""), value.get("additionalProperties", {}).get("$ref", "")]
    return {reference.rsplit("/", 1)[-1] for reference in references if reference} | {"Parameters"}


def _field(value: dict[str, Any]) -> dict[str, Any]:
    """Schema of a field, with `{ value, source, note }` allowed where a single number, date or flag stands."""
    kept = {key: item for key, item in value.items() if key in _ANNOTATIONS and key != "title"}
    plain = {key: item for key, item in value.items() if key not in _ANNOTATIONS}
    options = [option for option in plain.get("anyOf", [plain]) if option.get("type") != "null"]
    if len(options) != 1:
        return {**kept, **plain}
    if "items" in options[0]:
        options[0]["items"] = _json_limits(options[0]["items"])
    only = options[0]
    if kept.get("default", 0) is None:
        kept.pop("default")
    only = _json_limits(only)
    if only.get("format") == "date":
        only = {**only, "description": f"A date from {FIRST_DAY} to {LAST_DAY}, without quotes"}
    elif only.get("type") not in _SINGLE:
        return {**kept, **only}
    limits = {key: item for key, item in only.items() if key in ("minimum", "maximum")}
    if only.get("type") in ("number", "integer"):
        limits["step"] = step_of(str(kept.get("unit", "")), only["type"] == "integer")
    return {**kept, **limits, "anyOf": [only, _sourced(only)]}


def _json_limits(value: dict[str, Any]) -> dict[str, Any]:
    """Bounds under their names in JSON Schema, which has none for dates."""
    names = {"ge": "minimum", "le": "maximum"}
    date = value.get("format") == "date"
    return {names.get(key, key): item for key, item in value.items() if not (date and key in names)}


def _sourced(value: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "properties": {"value": value, "source": text, "note": text},
        "required": ["value"],
        "additionalProperties": False,
    }


def _parameter(name: str, meaning: str, declared: dict[str, Any]) -> dict[str, Any]:
    """Schema of a structural parameter: its full table, parts of it, or a number that replaces the shared value."""
    limits = {"minimum": declared["minimum"], "maximum": declared["maximum"]}
    number = {"type": "number", **limits}
    table = {
        "type": "object",
        "properties": {
            "value": number,
            "unit": {"const": declared["unit"]},
            "prior": {"type": "array", "items": number, "minItems": 2, "maxItems": 2},
            "source": {"type": "string", "description": 'Source of the value, or "assumed"'},
            "note": {"type": "string"},
        },
        "additionalProperties": False,
    }
    shown = {key: declared[key] for key in ("unit", "label", "group")}
    low, high = shared_prior(name)
    form = {"prior": [low, high], "step": step_within(low, high)}
    return {"description": meaning, **shown, **limits, **form, "anyOf": [number, table]}
