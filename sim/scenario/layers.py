"""A scenario's file and the files it extends, laid one upon the other."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from sim.scenario.additions import KEY as ADD
from sim.scenario.additions import with_added_rows
from sim.scenario.fields import is_sourced
from sim.scenario.parameters import ASSUMED
from sim.scenario.paths import at
from sim.scenario.problems import Path as KeyPath
from sim.scenario.problems import Place, Problem, ScenarioProblems, dotted, quoted
from sim.scenario.replaced import Replaced, replaced_lists
from sim.scenario.schema import Scenario
from sim.scenario.shipped import located, name_of
from sim.scenario.toml_file import TomlFile, read_toml
from sim.scenario.toml_positions import Mark, Marks
from sim.scenario.unset import KEY as UNSET
from sim.scenario.unset import with_unset

LONGEST_CHAIN = 16  # files, each extending the next
MOST_FILES = 64
OVERRIDDEN = "overridden; the shared value is "

# What a run may set without ceasing to be the episode on record.
SETTINGS = frozenset(
    {
        "name",
        "title",
        "kind",
        "step_days",
        "protocol",
        "policy",
        "as_of",
        "given",
        "parameter_draws",
        "provocations.mode",
        "provocations.replay_until",
        "agreement.horizon_years",
    }
)


@dataclass(frozen=True)
class Layer:
    """Values of a file with all it extends, before they are checked.

    Attributes
    ----------
    data : tables and values, `extends` left out, the rows of `add` in their lists
    marks : place of every path, in the file that set it last
    files : every file read, the ones extended first
    shared : each structural parameter as the first file to give its full table has it
    record : the historical scenario beneath, if a file extends one, as (name of its file, its values)
    replaced : lists of rows that were written anew over inherited ones
    unset : places at which inherited keys were taken away and not given again, by path
    """

    data: dict[str, Any]
    marks: Marks = field(default_factory=dict, repr=False)
    files: tuple[Path, ...] = ()
    shared: Mapping[str, Any] = field(default_factory=dict, repr=False)
    record: tuple[str, dict[str, Any]] | None = field(default=None, repr=False)
    replaced: tuple[Replaced, ...] = field(default=(), repr=False)
    unset: Marks = field(default_factory=dict, repr=False)


def read_layers(path: Path) -> Layer:
    """A file with all it extends, the parents from left to right and the file itself on top."""
    return _Reader().read(path, str(path), ())


def stacked(file: TomlFile) -> Layer:
    """A file that extends nothing."""
    return _laid_file(Layer({}), file)


class _Reader:
    """Reads each file once, however often it is extended."""

    def __init__(self) -> None:
        self.known: dict[str, Layer] = {}

    def read(self, path: Path, shown: str, chain: tuple[str, ...], asked_at: Place | None = None) -> Layer:
        """Layer of one file; `chain` names the files that led to it."""
        real = os.path.realpath(path) if "\0" not in str(path) else str(path)
        if real in self.known:
            return self.known[real]
        file = read_toml(path, shown, asked_at, "extends" if asked_at else "")
        if "factors" in file.data:
            place, key = (asked_at, "extends") if asked_at else (Place(shown, 1, 1), "")
            raise ScenarioProblems([Problem(place, key, _a_study(file, shown))])
        layer = Layer({})
        problems: list[Problem] = []
        for target, place in _targets(file):
            try:
                parent = self._parent(path, shown, target, place, (*chain, real))
            except ScenarioProblems as fault:
                problems += fault.problems
            else:
                layer = _join(layer, parent)
        if problems:
            raise ScenarioProblems(problems)
        if layer.data.get("kind") == "historical" and _is_complete(layer.data):
            layer = replace(layer, record=(_shown(layer.files[-1]), layer.data))
        layer = _laid_file(layer, file)
        self.known[real] = replace(layer, files=(*(f for f in layer.files if f != path), path))
        return self.known[real]

    def _parent(self, path: Path, shown: str, target: str, place: Place, chain: tuple[str, ...]) -> Layer:
        parent = located(target, path.parent)
        real = os.path.realpath(parent) if "\0" not in target else target
        if real in chain:
            names = " > ".join(os.path.basename(name) for name in (*chain[chain.index(real) :], real))
            _fail(place, f"{quoted(target)} leads back to itself ({names}). Remove one of these extends")
        if len(chain) >= LONGEST_CHAIN:
            _fail(place, f"more than {LONGEST_CHAIN} files extend one another. Join some of them")
        if len(self.known) >= MOST_FILES:
            _fail(place, f"more than {MOST_FILES} files are needed. Join some of them")
        return self.read(parent, _shown(parent), chain, place)


def _a_study(file: TomlFile, shown: str) -> str:
    """What to do with a study that was given for a scenario."""
    sweep = shlex.join(["sma", "sweep", name_of(file.path) or shown])
    base = file.data.get("scenario")
    other = ""
    if isinstance(base, str) and base and "\0" not in base:
        path = located(base, file.path.parent)
        other = f", or name the scenario it varies, {quoted(name_of(path.resolve()) or _shown(path))}"
    return f"{quoted(name_of(file.path) or shown)} is a study, and a scenario is needed. Run it with {sweep}{other}"


def _shown(path: Path) -> str:
    """Name of a file in messages: without `..` where that leads to the same file."""
    short = os.path.normpath(path)
    try:
        return short if os.path.samefile(short, path) else str(path)
    except (OSError, ValueError):
        return short


def _targets(file: TomlFile) -> Iterator[tuple[str, Place]]:
    """File names in `extends`, each with its place."""
    if "extends" not in file.data:
        return
    named = file.data["extends"]
    mark = file.marks[("extends",)]
    items = named if isinstance(named, list) else [named]
    if not items:
        _fail(mark.value, "found an empty list. Name a file, or remove the line")
    for number, item in enumerate(items):
        place = file.marks.get(("extends", number), mark).value
        if not isinstance(item, str) or not item:
            _fail(place, 'the name of a file is needed. Write extends = "base.toml" or a list of such names')
        yield item, place


def _is_complete(data: Mapping[str, Any]) -> bool:
    return all(name in data for name, info in Scenario.model_fields.items() if info.is_required())


def _join(below: Layer, above: Layer) -> Layer:
    """Second parent laid upon the first."""
    joined = lay(below, above.data, above.marks)
    files = (*below.files, *(file for file in above.files if file not in below.files))
    shared = {**above.shared, **below.shared}
    replaced = (*joined.replaced, *(each for each in above.replaced if each not in joined.replaced))
    unset = {path: mark for path, mark in {**joined.unset, **above.unset}.items() if at(joined.data, path) is None}
    record = above.record or below.record
    return replace(joined, files=files, shared=shared, record=record, replaced=replaced, unset=unset)


def _laid_file(below: Layer, file: TomlFile) -> Layer:
    """A file's own values laid upon those it extends, and then the rows it adds."""
    own = {key: value for key, value in file.data.items() if key not in ("extends", ADD, UNSET)}
    if UNSET in file.data:
        data, marks, gone = with_unset(below.data, below.marks, below.shared, file)
        below = replace(below, data=data, marks=marks, unset={**below.unset, **gone})
    layer = lay(below, own, file.marks)
    if ADD not in file.data:
        return layer
    data, marks = with_added_rows(layer.data, layer.marks, file, "extends" in file.data)
    return replace(layer, data=data, marks=marks)


def lay(below: Layer, data: Mapping[str, Any], marks: Marks) -> Layer:
    """Values laid upon a layer: tables are joined, all else replaced whole.

    A structural parameter keeps its unit and prior when only its value is given; its source then says so.
    """
    replaced: dict[KeyPath, Mark | None] = {}
    joined = _joined(below.data, data, (), marks, replaced)
    kept = {path: mark for path, mark in below.marks.items() if not _under(path, replaced)}
    moved = {path: mark for path, mark in replaced.items() if mark is not None}
    shared = dict(below.shared)
    tables = joined.get("parameters")
    if isinstance(tables, dict):
        for name, table in tables.items():
            if name not in shared and is_sourced(table):
                shared[name] = table
    return replace(
        below,
        data=joined,
        marks={**kept, **marks, **moved},
        shared=shared,
        replaced=(*below.replaced, *replaced_lists(below.data, data, marks)),
        unset={path: mark for path, mark in below.unset.items() if at(joined, path) is None},
    )


def _under(path: KeyPath, replaced: Mapping[KeyPath, Any]) -> bool:
    return any(path[:length] in replaced for length in range(1, len(path) + 1))


def _joined(
    below: Mapping[str, Any], above: Mapping[str, Any], at: KeyPath, marks: Marks, replaced: dict[KeyPath, Mark | None]
) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        path = (*at, key)
        old = below.get(key)
        if at == ("parameters",) and is_sourced(old):
            if not isinstance(value, dict):
                replaced[(*path, "value")] = marks.get(path)
            result[key] = overridden_parameter(old, value)
        elif isinstance(old, dict) and isinstance(value, dict) and not is_sourced(old) and not is_sourced(value):
            result[key] = _joined(old, value, path, marks, replaced)
        else:
            replaced[path] = None
            result[key] = value
    return result


def overridden_parameter(old: Mapping[str, Any], new: Any) -> dict[str, Any]:
    """Table of a structural parameter with a new value, or new parts, and a source that says so.

    A value set by hand no longer has the shared source, even where it is the shared one: it holds in every posterior
    draw. Only the whole shared table, read once more through another file, leaves all as it is.
    """
    parts = new if isinstance(new, dict) else {"value": new}
    result = {**old, **parts}
    by_hand = "value" in parts and parts.get("source", ASSUMED) == ASSUMED and not _read_again(old, parts)
    if by_hand:
        first = str(old.get("source", ""))
        result["source"] = first if first.startswith(OVERRIDDEN) else f"{OVERRIDDEN}{old['value']}"
        if "note" not in parts:
            result.pop("note", None)
    return result


def _read_again(old: Mapping[str, Any], parts: Mapping[str, Any]) -> bool:
    return all(part in parts and parts[part] == old.get(part) for part in ("value", "unit", "prior", "source"))


def changed_parameters(layer: Layer) -> tuple[str, ...]:
    """Dotted paths of the structural parameters that are no longer the shared ones.

    Their value, prior or unit differs, or they are set by hand: even to the shared value, which then holds in every
    posterior draw, so that the run is no longer one with the shared parameters.
    """
    tables = layer.data.get("parameters")
    if not isinstance(tables, dict):
        return ()
    return tuple(
        f"parameters.{name}"
        for name, shared in layer.shared.items()
        if any(_part(tables.get(name), part) != _part(shared, part) for part in ("value", "prior", "unit"))
        or str(_part(tables.get(name), "source")).startswith(OVERRIDDEN)
    )


def _part(table: Any, part: str) -> Any:
    return table.get(part) if isinstance(table, dict) else None


def changed_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[KeyPath, ...]:
    """Paths whose values differ, settings, structural parameters, sources and notes left out."""
    return tuple(
        path
        for path in _differing(before, after, ())
        if path[0] != "parameters" and path[-1] not in ("source", "note") and dotted(path) not in SETTINGS
    )


def _differing(before: Any, after: Any, at: KeyPath) -> Iterator[KeyPath]:
    before, after = (side["value"] if is_sourced(side) else side for side in (before, after))
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _differing(before.get(key), after.get(key), (*at, key))
    elif before != after:
        yield at


def _fail(place: Place, message: str) -> NoReturn:
    raise ScenarioProblems([Problem(place, "extends", message)])
