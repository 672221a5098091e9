"""A table of words for readers: the same on the page, in the report and for those who do not see a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WordTable:
    """A table of words.

    Attributes
    ----------
    name : key of it
    title : caption
    headings : of the columns; the first may be empty
    rows : cells as text; the first `keys` of each row are its heading, the others numbers
    notes : what a reader must know of it
    keys : columns of words before those of numbers
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    keys: int = 1


def word_table(
    name: str,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
    keys: int = 1,
) -> WordTable:
    """Table from any sequences; rows and headings must be as long as each other.

    Raises
    ------
    ValueError : a row has not as many cells as there are headings
    """
    uneven = [row for row in rows if len(row) != len(headings)]
    if uneven:
        raise ValueError(f"{name}: {len(headings)} headings, but a row of {len(uneven[0])} cells: {uneven[0]}")
    return WordTable(name, title, tuple(headings), tuple(tuple(row) for row in rows), tuple(notes), keys)
