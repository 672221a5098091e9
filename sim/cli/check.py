"""`sma check`: whether scenario and study files can be run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.errors import ScenarioError
from sim.scenario.load import load_scenario
from sim.scenario.toml_file import read_toml

MOST_SHOWN = 50


def command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Scenario or study files.", show_default=False)
    ],
    overrides: Annotated[
        list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="Check with this override; may be repeated.")
    ] = None,
) -> None:
    """Check scenario and study files and name every fault with its place and remedy.

    Prints a line `ok FILE: title` for each good file; faults go to standard error and the exit code is 2.
    """
    failed = False
    for file in files:
        try:
            title, told = _title(file, overrides or [])
        except ScenarioError as fault:
            failed = True
            lines = str(fault).split("\n")
            print("\n".join(lines[:MOST_SHOWN]), file=sys.stderr)
            if len(lines) > MOST_SHOWN:
                print(f"{file}: {len(lines) - MOST_SHOWN} more faults. Mend these first", file=sys.stderr)
        else:
            print(f"ok {file}: {title}")
            for note in told:
                print(f"{file}: {note}.", file=sys.stderr)
    if failed:
        raise typer.Exit(ScenarioError.exit_code)


def _title(file: Path, overrides: list[str]) -> tuple[str, list[str]]:
    """Title of a good file, and what to know of it; a file with factors is a study."""
    if "factors" not in read_toml(file, str(file)).data:
        return load_scenario(file, overrides).scenario.title, []
    from sim.experiments.study import notes
    from sim.experiments.study_file import load_study

    if overrides:
        raise ScenarioError(f"{file}: a study takes no --set. Write set = [...] into it")
    study = load_study(file).study
    return study.title, notes(study)
