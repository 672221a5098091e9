"""What two scenarios differ in, value by value; rows of a list are held together by what names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sim.scenario.load import LoadedScenario, Origin
from sim.scenario.lookup import unit
from sim.scenario.problems import Path, dotted

Row = Mapping[str, Any]
NAMES = ("name", "number", "year", "election", "day", "since")  # the first that all rows have names them
APART = ("office", "side", "kind", "host")  # and these tell apart rows of the same name
TEXTS = ("source", "note")  # told as differences only where nothing else of their table differs


@dataclass(frozen=True)
class Difference:
    """One value, row or table that differs.

    Attributes
    ----------
    path : dotted, as `--set` takes it; the number of a row is that in the first scenario, or in the second where it
        is added
    kind : "changed", "removed" (the second has none) or "added" (the first has none)
    before, after : values in the first and the second scenario, None where there is none
    row : what names the row, empty outside lists of rows
    unit : of the number, empty where it has none
    origin_before, origin_after : where each was set, and by which source; None where a default stands
    """

    path: str
    kind: Literal["changed", "removed", "added"]
    before: Any
    after: Any
    row: str = ""
    unit: str = ""
    origin_before: Origin | None = None
    origin_after: Origin | None = None


@dataclass(frozen=True)
class _Pair:
    """The same place in both scenarios, which may stand in rows of different numbers."""

    paths: tuple[Path, Path]
    values: tuple[Any, Any]
    row: str = ""

    def at(self, key: str) -> _Pair:
        """What both hold under a key."""
        first, second = self.paths
        return _Pair(((*first, key), (*second, key)), (self.values[0].get(key), self.values[1].get(key)), self.row)


def differences(first: LoadedScenario, second: LoadedScenario) -> list[Difference]:
    """What two scenarios differ in, defaults filled in, in the order of the schema; empty for equal ones.

    A structural parameter counts as one value, and what else belongs to it is compared where the value is the same.
    """
    whole = _Pair(((), ()), (first.scenario.model_dump(mode="json"), second.scenario.model_dump(mode="json")))
    return [_told(kind, pair, (first, second)) for kind, pair in _walk(whole)]


Found = tuple[Literal["changed", "removed", "added"], _Pair]


def _walk(pair: _Pair) -> Iterator[Found]:
    first, second = pair.values
    if isinstance(first, dict) and isinstance(second, dict):
        yield from _table(pair)
    elif _rows(first) and _rows(second) and (first or second):
        yield from _list(pair)
    elif first != second:
        yield "changed", pair


def _table(pair: _Pair) -> Iterator[Found]:
    first, second = pair.values
    if "value" in first and "prior" in first and first["value"] != second.get("value"):
        yield "changed", _Pair(pair.paths, (first["value"], second.get("value")), pair.row)
        return
    found: list[Found] = []
    for key in dict.fromkeys((*first, *second)):
        if key in TEXTS:
            continue
        if key in first and key in second:
            found += _walk(pair.at(key))
        else:
            found.append(("removed" if key in first else "added", pair.at(key)))
    yield from found
    if not found:
        yield from (("changed", pair.at(key)) for key in TEXTS if first.get(key) != second.get(key))


def _list(pair: _Pair) -> Iterator[Found]:
    """Rows of the same name side by side, in the order of the first list; then those the second has alone."""
    keys = _keys(pair.values)
    numbers = [{_name(row, keys, place): place for place, row in enumerate(rows)} for rows in pair.values]
    for name in dict.fromkeys((*numbers[0], *numbers[1])):
        places = [each.get(name) for each in numbers]
        known = next(place for place in places if place is not None)
        first, second = ((*path, known if place is None else place)
                         for path, place in zip(pair.paths, places, strict=True))  # fmt: skip
        values = [rows[place] if place is not None else None
                  for rows, place in zip(pair.values, places, strict=True)]  # fmt: skip
        label = " ".join(str(part) for part in name) if keys else ""
        here = _Pair((first, second), (values[0], values[1]), f"{pair.row} {label}".strip())
        if None in places:
            yield "removed" if places[1] is None else "added", here
        else:
            yield from _walk(here)


def _rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _keys(lists: Sequence[Sequence[Row]]) -> tuple[str, ...]:
    """Keys whose values name each row of both lists; none where only its place does."""
    rows = [row for each in lists for row in each]
    name = next((key for key in NAMES if all(key in row for row in rows)), None)
    if name is None:
        return ()
    apart = (key for key in APART if key != name and all(isinstance(row.get(key), str) for row in rows))
    keys = (*apart, name)
    unique = all(len({_name(row, keys, 0) for row in each}) == len(each) for each in lists)
    return keys if unique else ()


def _name(row: Row, keys: tuple[str, ...], place: int) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys) if keys else (place,)


def _told(kind: Literal["changed", "removed", "added"], pair: _Pair, both: Sequence[LoadedScenario]) -> Difference:
    path = pair.paths[1 if kind == "added" else 0]
    origins = [
        None if kind == gone else _origin(loaded, where)
        for loaded, where, gone in zip(both, pair.paths, ("added", "removed"), strict=True)
    ]
    return Difference(dotted(path), kind, *pair.values, pair.row, unit(path), origins[0], origins[1])


def _origin(loaded: LoadedScenario, path: Path) -> Origin | None:
    """Where a value was set; a row that gives a source gives it for all its values, and stands where it begins.

    What an override sets has no source but its own, and an override may make a scenario counterfactual. A part of a
    value stands where the value does.
    """
    if path == ("kind",) and loaded.declared_kind != loaded.effective_kind:
        return Origin("its overrides", 0)
    within = [origin for known, origin in loaded.sources.items() if _under(known, dotted(path))]
    within = within or [origin for known, origin in loaded.sources.items() if _under(dotted(path), known)]
    if not within:
        return loaded.unset.get(dotted(path))
    origin = loaded.sources.get(dotted(path), min(within, key=lambda each: each.line))
    return origin if origin.source or not origin.line else origin._replace(source=_source_of(loaded, path))


def _under(known: str, path: str) -> bool:
    return known == path or known.startswith(f"{path}.")


def _source_of(loaded: LoadedScenario, path: Path) -> str:
    """Source given in the table a value stands in, or in the row it is."""
    here: Any = loaded.resolved
    found = ""
    for key in path:
        if isinstance(here, list) and isinstance(key, int):
            here = here[key]
        elif isinstance(here, dict):
            here = here.get(str(key))
        if isinstance(here, dict) and isinstance(here.get("source"), str):
            found = here["source"]
    return found
