"""Where every key and value of a TOML text stands, read from its syntax tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import tomli
import tree_sitter
import tree_sitter_toml

from sim.scenario.problems import Path, Place

DEEPEST = 24  # nested tables and arrays; a scenario needs six
_CONTAINERS = ("table", "table_array_element")
_KEYS = ("bare_key", "quoted_key", "dotted_key")


@dataclass(frozen=True)
class Source:
    """Bytes of one file and the name under which messages speak of it."""

    file: str
    content: bytes = field(repr=False)

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.content.split(b"\n")

    def place(self, row: int, byte: int) -> Place:
        """Place of a byte in a row, both counted from 0; columns count characters, as editors do."""
        before = self._lines[row][:byte]
        return Place(self.file, row + 1, len(before.decode("utf-8", "replace")) + 1)

    def place_of_byte(self, offset: int) -> Place:
        """Place of a byte of the whole file."""
        start = self.content.rfind(b"\n", 0, offset) + 1
        return self.place(self.content.count(b"\n", 0, offset), offset - start)


class Mark(NamedTuple):
    """Where a key and its value stand, as (row, byte); turned into a place only when a message needs it."""

    source: Source
    key_at: tuple[int, int]
    value_at: tuple[int, int]

    @property
    def key(self) -> Place:
        return self.source.place(*self.key_at)

    @property
    def value(self) -> Place:
        return self.source.place(*self.value_at)


Marks = Mapping[Path, Mark]


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))


def positions(source: Source) -> dict[Path, Mark]:
    """Mark of every path in a TOML text that has been parsed before, so its syntax is known to be right.

    Paths hold keys as text and places in arrays as whole numbers from 0, in arrays of tables too.
    """
    return _Walk(source).marks


def first_deeper_than(source: Source, deepest: int) -> Place:
    """Place of the first piece of a text that is nested too deeply; the start of the text where none is."""
    cursor = _parser().parse(source.content).walk()
    while cursor.depth <= deepest or cursor.node is None:
        if cursor.goto_first_child() or cursor.goto_next_sibling():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return Place(source.file, 1, 1)
    return source.place(*cursor.node.start_point)


class _Walk:
    """One pass over a syntax tree; knows how many tables each array of tables holds so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.marks: dict[Path, Mark] = {}
        self.counts: dict[Path, int] = {}
        for node in _parser().parse(source.content).root_node.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in _CONTAINERS:
                self._table(node)

    def _table(self, node: tree_sitter.Node) -> None:
        header, *pairs = node.named_children
        path: Path = ()
        parts = list(_parts(header))
        for number, (name, part) in enumerate(parts):
            path = (*path, name)
            last = number == len(parts) - 1
            if last or path not in self.marks:
                self._mark(path, part, part)
            if last and node.type == "table_array_element":
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        self._mark(path, parts[-1][1], parts[-1][1])
        for pair in pairs:
            if pair.type == "pair":
                self._pair(pair, path)

    def _pair(self, node: tree_sitter.Node, above: Path) -> None:
        children = [child for child in node.named_children if child.type != "comment"]
        if len(children) != 2 or children[0].type not in _KEYS:
            return
        path = above
        for name, part in _parts(children[0]):
            path = (*path, name)
            if path not in self.marks:
                self._mark(path, part, part)
        self._value(children[1], path)

    def _value(self, node: tree_sitter.Node, path: Path) -> None:
        known = self.marks.get(path)
        self.marks[path] = Mark(self.source, known.key_at if known else _spot(node), _spot(node))
        if len(path) > DEEPEST:
            return
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._pair(child, path)
        elif node.type == "array":
            items = (child for child in node.named_children if child.type != "comment" and not child.is_error)
            for number, child in enumerate(items):
                self._value(child, (*path, number))

    def _mark(self, path: Path, key: tree_sitter.Node, value: tree_sitter.Node) -> None:
        self.marks[path] = Mark(self.source, _spot(key), _spot(value))


def _spot(node: tree_sitter.Node) -> tuple[int, int]:
    return node.start_point.row, node.start_point.column  # a plain tuple: the parser's own cannot be pickled


def _parts(key: tree_sitter.Node) -> Iterator[tuple[str, tree_sitter.Node]]:
    """Names of a key with the node of each, from left to right: `a."b c".d` has three."""
    found = []
    while key.type == "dotted_key":  # dotted keys nest to the left
        *rest, last = key.named_children
        found.append(last)
        if not rest:
            break
        key = rest[0]
    else:
        found.append(key)
    for node in reversed(found):
        text = (node.text or b"").decode()
        yield (next(iter(tomli.loads(f"{text} = 0"))) if node.type == "quoted_key" else text), node
