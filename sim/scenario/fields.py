"""How a field of a scenario states its meaning, unit, range and source, once."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeGuard

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

SOURCED_KEYS = ("note", "source", "value")


class Strict(BaseModel):
    """Frozen table that takes no unknown key, no number as text, no NaN and no infinity."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _frozen_arrays(cls, data: Any) -> Any:
        """TOML arrays arrive as lists; a scenario holds tuples, which cannot be changed."""
        if isinstance(data, dict):
            return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        return data


def fact(
    meaning: str, unit: str = "no unit", *, label: str = "", group: str = "", source: str = "", order: str = "",
    ge: float | None = None, le: float | None = None, **default: Any,
) -> Any:  # fmt: skip
    """Field of a scenario: its meaning, unit, range and, where one source serves every file, that source.

    `label` and `group` are how a form shows it: a few words, and the heading under which it stands. Give `default=` or
    `default_factory=` to make it optional. `ge` and `le` bound the number as such; the bounds of a number that may
    carry a source go here too, and reach the schema as `minimum` and `maximum`. `order` names the key by which the
    rows of a list stand in order.
    """
    extra: dict[str, Any] = {"unit": unit, "label": label, "group": group}
    if source:
        extra["source"] = source
    if order:
        extra["order"] = order
    return Field(description=meaning, ge=ge, le=le, json_schema_extra=extra, **default)


def is_sourced(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a value is written as `{ value = …, source = …, note = … }`."""
    return isinstance(value, dict) and "value" in value


def _bare(value: Any) -> Any:
    """Value of a `{ value = …, source = …, note = … }` table; the loader keeps the source for `sma show`."""
    if not is_sourced(value):
        return value
    for key in value:
        if key not in SOURCED_KEYS:
            raise PydanticCustomError("unknown_beside_value", "unknown key beside 'value'", {"key": key})
    for key in ("source", "note"):
        if not isinstance(value.get(key, ""), str):
            raise PydanticCustomError("text_beside_value", "text is needed", {"key": key})
    return value["value"]


def _real(value: Any) -> Any:
    """Integers stand for real numbers in TOML (`rise = 0`); booleans do not."""
    value = _bare(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**1000:
        return float(value)
    return value


Real = Annotated[float, BeforeValidator(_real)]
Whole = Annotated[int, BeforeValidator(_bare)]
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
Day = Annotated[date, BeforeValidator(_bare), Field(ge=FIRST_DAY, le=LAST_DAY)]
Flag = Annotated[bool, BeforeValidator(_bare)]
