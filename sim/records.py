"""Flat records of numbers, each declared as one annotated class from which its NumPy type is made.

A record is passed by reference to compiled code and read by attribute, `f.expiry`, in Python too. Arrays inside have a
fixed room, given with their annotation; a count beside them says how much of it is used:

    class Point(Record):
        number: int
        x: float
        path: Annotated[Floats, 3]
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, NewType, TypeVar, get_args, get_origin, get_type_hints

import numpy as np

from sim.record_base import Record

Floats = NewType("Floats", np.ndarray)  # of 64-bit floating-point numbers
Whole = NewType("Whole", np.ndarray)  # of 64-bit integers


R = TypeVar("R", bound=Record)
_DTYPES: dict[Any, np.dtype[Any]] = {}  # of records asked for before
_KINDS: dict[Any, str] = {int: "i8", float: "f8", Whole: "i8", Floats: "f8"}


def dtype_of(record: type[Record]) -> np.dtype[Any]:
    """NumPy type of a record: its fields in the order in which they are annotated, those of its bases first.

    Raises
    ------
    TypeError : a field is neither an int, a float nor an array of a fixed shape, as in `Annotated[Floats, 3]`
    """
    kind: Any = record
    if kind not in _DTYPES:  # to read the annotations takes longer than a negotiation
        hints = get_type_hints(record, include_extras=True)
        _DTYPES[kind] = np.dtype([_field(name, hint) for name, hint in hints.items()])
    return _DTYPES[kind]


def _field(name: str, hint: Any) -> tuple[Any, ...]:
    kind, *said = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    shape = said[0] if said and type(said[0]) in (int, tuple) else None
    if kind not in _KINDS or (shape is None) != (kind in (int, float)):
        raise TypeError(f"{name}: found {hint!r}; an int, a float, or as Annotated[Floats, 3] is needed.")
    return (name, _KINDS[kind]) if shape is None else (name, _KINDS[kind], shape)


def blank(record: type[R]) -> R:
    """A record of zeros."""
    made: R = np.zeros(1, dtype_of(record)).view(np.recarray)[0]
    return made


def blanks(record: type[Record], count: int) -> np.ndarray:
    """Array of so many records of zeros, shape (count,); its items are read by attribute."""
    return np.zeros(count, dtype_of(record)).view(np.recarray)


def quick(record: R) -> R:
    """Copy of a record whose fields Python reads and writes many times faster; compiled code takes it too."""
    made: R = _quick_class(record.dtype.base)(record)
    return made


class _Quick(np.record):  # type: ignore[misc]  # NumPy calls a base of it final
    """A record that keeps a view of each of its fields, where NumPy's looks its type over at every access."""

    __getattribute__ = object.__getattribute__
    __setattr__ = object.__setattr__
    _maker: Any

    def copy(self, order: Any = "K") -> Any:
        """A copy of its own."""
        return type(self)._maker(self)


@lru_cache(maxsize=32)
def _quick_class(dtype: np.dtype[Any]) -> Any:
    """What makes quick records of a type out of others of the same type."""
    names = dtype.names or ()
    single = [name for name in names if dtype[name].shape == ()]
    kind: Any = type("QuickRecord", (_Quick,), {name: _cell(number) for number, name in enumerate(single)})
    of_kind = np.dtype((kind, dtype.fields and [(name, dtype[name]) for name in names]))

    def made(record: Any) -> Any:
        room = np.zeros(1, of_kind)
        for name in names:
            room[name][0] = record[name]
        one = room[0]
        one._cells = [room[name].reshape(()) for name in single]
        for name in names:
            if name not in single:
                setattr(one, name, room[name][0])
        return one

    kind._maker = staticmethod(made)
    return made


def _cell(number: int) -> property:
    """The field kept in that place."""

    def read(record: Any) -> Any:
        return record._cells[number].item()

    def write(record: Any, value: Any) -> None:
        record._cells[number][()] = value

    return property(read, write)
