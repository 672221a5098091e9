"""The library of the page: the scenarios that come with the program, by folder, and a file named beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sim.errors import ScenarioError
from sim.scenario.layers import read_layers
from sim.scenario.shipped import name_of, shipped_files, shipped_folder
from sim.scenario.toml_file import read_toml
from sim.words import Words

ORDER = (".", "forward", "nowcast", "variants")  # folders shown, in this order; limits from theory are for `sma verify`
OWN = "own"  # shelf of a file that does not come with the program


def library(own: Path | None = None) -> dict[str, Path]:
    """Files that the page may read, by name: shipped scenarios, and the file a person named."""
    found = {name: path for name, path in shipped_files().items() if _shelf(path) in ORDER and _title(path)}
    if own is not None and not name_of(own.resolve()):
        found[str(own)] = own
    return found


def _shelf(path: Path) -> str:
    try:
        return str(path.parent.relative_to(shipped_folder()))
    except ValueError:
        return OWN


@cache
def _title(path: Path) -> str | None:
    """Title of a whole scenario; None for a part that others extend, a study, and what cannot be read."""
    try:
        values = {} if "factors" in read_toml(path, str(path)).data else read_layers(path).data
    except ScenarioError:
        return None
    return str(values.get("title", path.stem)) if "agreement" in values else None


def shelves(files: Mapping[str, Path], words: Words) -> list[dict[str, Any]]:
    """Names and titles by shelf; a file that cannot be read stands by its name."""
    found = []
    for shelf in (OWN, *ORDER):
        members = [(name, path) for name, path in files.items() if _shelf(path) == shelf]
        if members:
            entries = [{"name": name, "title": words.name(_title(path) or name)} for name, path in sorted(members)]
            found.append({"shelf": words.form(f"page.shelf.{'record' if shelf == '.' else shelf}"), "entries": entries})
    return found
