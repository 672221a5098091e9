"""`sma check`: whether scenario and study files can be run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import warn
from sim.errors import ScenarioError
from sim.posterior.cores import core_of
from sim.scenario.load import load_scenario
from sim.scenario.neutral import neutral
from sim.scenario.replaced import Replaced
from sim.scenario.schema import Scenario
from sim.scenario.shipped import located
from sim.scenario.toml_file import read_toml

MOST_SHOWN = 50


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Scenario or study files, or names of shipped ones.", show_default=False
        ),
    ],
    overrides: Annotated[
        list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="Check with this override; may be repeated.")
    ] = None,
) -> None:
    """Check scenario and study files and name every fault with its place and remedy.

    Prints a line `ok FILE: title` for each good file, and below it a line for each list of rows written anew over
    inherited ones; faults go to standard error and the exit code is 2.
    """
    failed = False
    for file in files:
        try:
            title, told, replaced = _checked(file, overrides or [])
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
            for each in replaced:
                print(f"   {each}")
            warn(replaced)
    if failed:
        raise typer.Exit(ScenarioError.exit_code)


def _checked(file: Path, overrides: list[str]) -> tuple[str, list[str], tuple[Replaced, ...]]:
    """Title of a good file, what to know of it, and the lists it writes anew; a file with factors is a study."""
    if "factors" not in read_toml(located(file), str(file)).data:
        loaded = load_scenario(file, overrides)
        _check_record(loaded.scenario, file)
        return loaded.scenario.title, [], loaded.replaced
    from sim.experiments.study import notes
    from sim.experiments.study_file import load_study

    if overrides:
        raise ScenarioError(f"{file}: a study takes no --set. Write set = [...] into it")
    study = load_study(file)
    return study.study.title, notes(study.study), study.base.replaced


def _check_record(scenario: Scenario, file: Path) -> None:
    """Refuse what only the record can tell: acts nobody recorded, and draws that were fitted with other behaviour."""
    from sim.history.replay import replay_fault
    from sim.scenario.as_of import known

    fault = replay_fault(neutral(known(scenario)))
    if fault:
        raise ScenarioError(f"{file}: {fault}")
    if scenario.parameter_draws == "posterior":
        core_of(scenario)
    if scenario.as_of is not None:  # only with the record at hand is it known whether the talks can begin on that day
        from sim.prepare import prepare

        prepare(scenario)
