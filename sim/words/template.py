"""Sentence forms with named slots, in which a slot may ask for the Korean particle that its word takes."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from sim.words.particles import with_particle


class _Filler(Formatter):
    """`{name}` is the word of a slot, `{name:은/는}` the word with the particle that fits its last sound."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return with_particle(str(value), format_spec) if format_spec else str(value)


_FILLER = _Filler()


def filled(form: str, slots: Mapping[str, object]) -> str:
    """A form with its slots filled; a slot that nothing fills is a KeyError.

    >>> filled("{who:이/가} {rise:을/를} 요구한다", {"who": "미국", "rise": "+13%"})
    '미국이 +13%를 요구한다'
    """
    return _FILLER.vformat(form, (), slots)


def slots_of(form: str) -> set[str]:
    """Names of the slots of a form."""
    return {name for _, name, _, _ in _FILLER.parse(form) if name}
