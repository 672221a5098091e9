"""One cell of a table: from its text to the value that the annotation of its column asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from sim.history.rows import Filled, Month, Vote, Within

_WHOLE = re.compile(r"-?[0-9]+")
_REAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_VOTE = re.compile(r"([0-9]+)-([0-9]+)-([0-9]+) of ([0-9]+)")


def value(text: str, kind: Any) -> Any:
    """Value of a cell; `ValueError` says what the column allows.

    Parameters
    ----------
    text : the cell as it stands in the file
    kind : annotation of the column in `sim.history.rows`, with its marks

    Examples
    --------
    >>> value("2008-09", Month)
    Month(year=2008, month=9, day=None)
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(text, next(part for part in parts if part is not NoneType))
    if origin is Annotated:
        return _marked(text, *parts)
    if origin is Literal:
        if text not in parts:
            raise ValueError(f"one of {', '.join(parts)}")
        return text
    return _READERS[kind](text)


def _optional(text: str, kind: Any) -> Any:
    if text == "":
        return None
    try:
        return value(text, kind)
    except ValueError as error:
        raise ValueError(f"{error}, or nothing") from None


def _marked(text: str, kind: Any, mark: Within | Filled) -> Any:
    if isinstance(mark, Filled):
        if text == "":
            raise ValueError("any text, but not nothing")
        return text
    wanted = f"{'a whole number' if kind is int else 'a number'} from {mark.least:g} to {mark.most:g}"
    try:
        number = value(text, kind)
    except ValueError:
        raise ValueError(wanted) from None
    if not mark.least <= number <= mark.most:
        raise ValueError(wanted)
    return number


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError("a whole number")
    return int(text)


def _real(text: str) -> float:
    if not _REAL.fullmatch(text):
        raise ValueError("a number")
    return float(text)


def _day(text: str) -> date:
    match = _DAY.fullmatch(text)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise ValueError("a day of the calendar as YYYY-MM-DD")


def _month(text: str) -> Month:
    match = _MONTH.fullmatch(text)
    try:
        if match:
            year, month, day = match.groups()
            date(int(year), int(month), int(day or 1))
            return Month(int(year), int(month), int(day) if day else None)
    except ValueError:
        pass
    raise ValueError("a day or a month of the calendar as YYYY-MM-DD or YYYY-MM")


def _vote(text: str) -> Vote:
    match = _VOTE.fullmatch(text)
    if not match:
        raise ValueError("a vote as FOR-AGAINST-ABSTAINING of PRESENT")
    return Vote(*(int(part) for part in match.groups()))


_READERS: dict[Any, Callable[[str], Any]] = {
    str: str, int: _whole, float: _real, date: _day, Month: _month, Vote: _vote,
}  # fmt: skip
