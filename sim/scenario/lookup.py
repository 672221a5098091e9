"""What the schema says about a dotted path: its field, its table, its bounds."""

from __future__ import annotations

import types
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.problems import Path
from sim.scenario.schema import Scenario


class Spot(NamedTuple):
    """A path in the schema: the field it belongs to and the type of the value there."""

    info: FieldInfo | None
    kind: Any
    limits: tuple[Any, ...] = ()  # what bounds the number there

    @property
    def table(self) -> type[BaseModel] | None:
        """Model of the table at this path, if it is one of named keys."""
        return self.kind if isinstance(self.kind, type) and issubclass(self.kind, BaseModel) else None

    @property
    def item(self) -> Any:
        """Annotation of the items of an array or of a table with free keys; None where it is neither."""
        if get_origin(self.kind) not in (tuple, dict):
            return None
        return get_args(self.kind)[1 if get_origin(self.kind) is dict else 0]


def bare_type(annotation: Any) -> Any:
    """Annotation without `Annotated` and without `None`."""
    if get_origin(annotation) is Annotated:
        return bare_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return bare_type(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _limits(annotation: Any) -> tuple[Any, ...]:
    parts = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return tuple(limit for part in parts if isinstance(part, FieldInfo) for limit in part.metadata)


def spot(path: Path) -> Spot | None:
    """What the schema has at a path, or None where it has nothing."""
    here = Spot(None, Scenario)
    for key in path:
        if here.table is not None:
            info = here.table.model_fields.get(str(key))
            if info is None:
                return None
            here = Spot(info, bare_type(info.annotation), tuple(info.metadata))
        elif here.item is not None:
            here = Spot(here.info, bare_type(here.item), _limits(here.item))
        else:
            return None
    return here


def bounds(path: Path) -> tuple[float | None, float | None]:
    """Least and largest number allowed at a path; None where there is no such bound."""
    if len(path) >= 2 and path[0] == "parameters":
        extra = parameter_extra(str(path[1]))
        return (extra.get("minimum"), extra.get("maximum")) if path[2:3] != ("unit",) else (None, None)
    found = spot(path)
    least = largest = None
    for limit in found.limits if found is not None else ():
        least = getattr(limit, "ge", least)
        largest = getattr(limit, "le", largest)
    return least, largest


def parameter_extra(name: str) -> dict[str, Any]:
    """Declared unit, minimum and maximum of a structural parameter; empty for an unknown name."""
    found = spot(("parameters", name))
    extra = found.info.json_schema_extra if found is not None and found.info is not None else None
    return dict(extra) if isinstance(extra, dict) else {}


def unit(path: Path) -> str:
    """Unit of the number at a path; empty where there is none."""
    found = spot(path[:2] if path[:1] == ("parameters",) else path)
    extra = found.info.json_schema_extra if found is not None and found.info is not None else None
    named = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
    return "" if named in ("no unit", "date", "true or false") else named


def choices(kind: Any) -> tuple[str, ...]:
    """Words allowed for a type that names them; empty for other types."""
    if get_origin(kind) is Literal:
        return tuple(str(word) for word in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(member.value for member in kind)
    return ()


def needed(kind: Any) -> str:
    """What a type asks for, in words that follow "… is needed"."""
    if choices(kind):
        return "one of " + ", ".join(f'"{word}"' for word in choices(kind))
    if get_origin(kind) is tuple:
        return "an array"
    if get_origin(kind) is dict or (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return "a table"
    words: dict[Any, str] = {
        float: "a number",
        int: "a whole number",
        bool: "true or false",
        str: "text",
        date: "a date",
    }
    return words.get(kind, "another kind of value")


@cache
def homes() -> dict[str, tuple[str, ...]]:
    """Where each key of the schema belongs, as dotted tables (empty for the top), to tell misplaced keys."""
    found: dict[str, list[str]] = {}
    for name, info in Scenario.model_fields.items():
        found.setdefault(name, []).append("")
        kind = bare_type(info.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for key in kind.model_fields:
                found.setdefault(key, []).append(name)
    return {key: tuple(tables) for key, tables in found.items()}
