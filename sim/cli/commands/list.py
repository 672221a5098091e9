"""`sma list`: which scenarios there are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.errors import ScenarioError
from sim.scenario.listing import Listed, list_scenarios
from sim.scenario.shipped import name_of, shipped_folder

HERE = Path("scenarios")


def command(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER", help="Folder of scenario files.", show_default="those shipped, and the folder 'scenarios'"
        ),
    ] = None,
) -> None:
    """List scenarios: name or file, kind, title and, for a variant, what it changes.

    Without a folder those that come with the program are listed by name, and those in a folder `scenarios` here by
    file; a name stands for its file in every command. Files that others extend are left out. A file that does not load
    is named on standard error; the rest is listed.
    """
    found = list_scenarios(folder) if folder is not None else _here()
    if not found:
        raise ScenarioError(f"{folder}: no scenario file is in it. Name another folder: sma list FOLDER")
    _print([each for each in found if not each.fault])
    for each in found:
        if each.fault:
            print(f"left out, {each.fault} (all faults: sma check {each.path})", file=sys.stderr)


def _here() -> list[Listed]:
    """Those that come with the program, and those of a folder of one's own."""
    shipped = list_scenarios(shipped_folder())
    own = HERE.is_dir() and not HERE.samefile(shipped_folder())
    return [*shipped, *(list_scenarios(HERE) if own else [])]


def _print(listed: list[Listed]) -> None:
    """One line for each scenario, however long: a terminal folds it, other programs read it whole."""
    names = [name_of(each.path) or str(each.path) for each in listed]
    widest = max((len(name) for name in names), default=0)
    kinds = max((len(each.kind) for each in listed), default=0)
    for name, each in zip(names, listed, strict=True):
        print(f"{name:<{widest}}  {each.kind:<{kinds}}  {_words(each)}")


def _words(each: Listed) -> str:
    if not each.parent:
        return each.title
    return f"{each.title} ({each.parent}, changed: {', '.join(each.changes) or 'settings only'})"
