"""`sma check`: whether scenario files can be run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.errors import ScenarioError
from sim.scenario.load import load_scenario

MOST_SHOWN = 50


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Scenario files.", show_default=False)],
    overrides: Annotated[
        list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="Check with this override; may be repeated.")
    ] = None,
) -> None:
    """Check scenario files and name every fault with its place and remedy.

    Prints a line `ok FILE: title` for each good file; faults go to standard error and the exit code is 2.
    """
    failed = False
    for file in files:
        try:
            loaded = load_scenario(file, overrides or ())
        except ScenarioError as fault:
            failed = True
            lines = str(fault).split("\n")
            print("\n".join(lines[:MOST_SHOWN]), file=sys.stderr)
            if len(lines) > MOST_SHOWN:
                print(f"{file}: {len(lines) - MOST_SHOWN} more faults. Mend these first", file=sys.stderr)
        else:
            print(f"ok {file}: {loaded.scenario.title}")
    if failed:
        raise typer.Exit(ScenarioError.exit_code)
