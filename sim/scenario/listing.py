"""What scenarios a folder holds, and what each changes in the one it extends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sim.errors import ScenarioError
from sim.scenario.layers import changed_facts, changed_parameters, read_layers
from sim.scenario.load import LoadedScenario, load_scenario
from sim.scenario.problems import dotted, quoted
from sim.scenario.toml_file import read_toml


class Listed(NamedTuple):
    """A scenario file: what it claims to be, and how it differs; or the fault that keeps it from loading."""

    path: Path
    kind: str = ""
    title: str = ""
    parent: str = ""  # name of the scenario it extends; empty where it extends parts only
    changes: tuple[str, ...] = ()  # dotted paths that differ from that one's
    fault: str = ""


def list_scenarios(folder: Path) -> list[Listed]:
    """Scenarios in a folder and those inside it, those of the folder itself first.

    Files without an agreement, such as those that others extend, are parts and left out; so are hidden folders.

    Raises
    ------
    ScenarioError : there is no such folder
    """
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "does not exist"
        raise ScenarioError(f"{quoted(str(folder))} {what}. Name a folder of scenario files: sma list FOLDER")
    paths = (path for path in folder.rglob("*.toml") if not _hidden(path.relative_to(folder)))
    in_order = sorted(paths, key=lambda path: (len(path.relative_to(folder).parts), path))
    return [listed for path in in_order if (listed := _listed(path)) is not None]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _listed(path: Path) -> Listed | None:
    """Line of one file; None for a part of a scenario, and for a study."""
    try:
        if "factors" in read_toml(path, str(path)).data or "agreement" not in read_layers(path).data:
            return None
        loaded = load_scenario(path)
    except ScenarioError as fault:
        return Listed(path, fault=str(fault).split("\n", 1)[0])
    parent = _parent(loaded)
    if parent is None:
        return Listed(path, loaded.scenario.kind, loaded.scenario.title)
    name, values = parent
    return Listed(path, loaded.scenario.kind, loaded.scenario.title, name, changes(values, loaded))


def _parent(loaded: LoadedScenario) -> tuple[str, Mapping[str, Any]] | None:
    """Name and values of the last file read before this one that is a whole scenario, if one is."""
    for file in reversed(loaded.files[:-1]):
        layer = read_layers(file)
        if "agreement" in layer.data:
            return str(layer.data.get("name", file.stem)), layer.data
    return None


def changes(before: Mapping[str, Any], after: LoadedScenario) -> tuple[str, ...]:
    """Dotted paths of the facts and parameters of a scenario that differ from another one's values."""
    parameters = before.get("parameters", {})
    return (
        *(dotted(path) for path in changed_facts(before, after.resolved)),
        *(
            name
            for name in changed_parameters(after.of_files)
            if parameters.get(name.removeprefix("parameters."))
            != after.resolved["parameters"][name.removeprefix("parameters.")]
        ),
    )
