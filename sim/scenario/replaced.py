"""Lists of rows that a file writes anew instead of adding to them, and how many inherited rows that drops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sim.scenario.additions import growing_lists
from sim.scenario.paths import at
from sim.scenario.problems import Place, counted, dotted
from sim.scenario.toml_positions import Marks


class Replaced(NamedTuple):
    """One list of rows in place of an inherited one: how many rows both have, and how many of the old ones are gone."""

    path: str
    place: Place
    before: int
    after: int
    dropped: int

    @property
    def suspicious(self) -> bool:
        """Whether rows were lost that may have been meant to stay: fewer are there, and the list was not emptied."""
        return 0 < self.after < self.before and self.dropped > 0

    def __str__(self) -> str:
        stand = counted(self.after, "row") if self.after else "an empty list"
        verb = "replace" if self.after > 1 else "replaces"
        gone = f"of which {self.dropped} {'is' if self.dropped == 1 else 'are'} gone"
        return f"{self.place}: {self.path}: {stand} {verb} {counted(self.before, 'inherited row')}, {gone}"

    @property
    def warning(self) -> str:
        """The same with what to do."""
        remedy = f'To add to them, write [[add.{self.path}]]; if the list is meant to be all, unset = ["{self.path}"]'
        return f"{self}. {remedy}"


def replaced_lists(below: Mapping[str, Any], above: Mapping[str, Any], marks: Marks) -> Iterator[Replaced]:
    """Lists of rows below that are written otherwise above; `marks` say where."""
    for path in growing_lists():
        old, new = at(below, path), at(above, path)
        if not isinstance(old, list) or not isinstance(new, list) or not old or old == new or path not in marks:
            continue
        dropped = sum(row not in new for row in old)
        yield Replaced(dotted(path), marks[path].value, len(old), len(new), dropped)
