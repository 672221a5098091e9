"""`sma list`: which scenarios there are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.errors import ScenarioError
from sim.scenario.listing import Listed, list_scenarios

HERE = Path("scenarios")


def command(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="Folder of scenario files.", show_default="scenarios"),
    ] = None,
) -> None:
    """List the scenarios in a folder: file, kind, title and, for a variant, what it changes.

    Files that others extend are left out. A file that does not load is named on standard error; the rest is listed.
    """
    if folder is None and not HERE.is_dir():
        raise ScenarioError("there is no folder 'scenarios' here. Go to the one above it, or name it: sma list FOLDER")
    found = list_scenarios(folder or HERE)
    good = [each for each in found if not each.fault]
    if not found:
        raise ScenarioError(f"{folder or HERE}: no scenario file is in it. Name another folder: sma list FOLDER")
    _print(good)
    for each in found:
        if each.fault:
            print(f"left out, {each.fault} (all faults: sma check {each.path})", file=sys.stderr)


def _print(listed: list[Listed]) -> None:
    """One line for each scenario, however long: a terminal folds it, other programs read it whole."""
    paths = max((len(str(each.path)) for each in listed), default=0)
    kinds = max((len(each.kind) for each in listed), default=0)
    for each in listed:
        print(f"{each.path!s:<{paths}}  {each.kind:<{kinds}}  {_words(each)}")


def _words(each: Listed) -> str:
    if not each.parent:
        return each.title
    return f"{each.title} ({each.parent}, changed: {', '.join(each.changes) or 'settings only'})"
