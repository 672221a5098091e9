"""The command `sma`. Each of its commands is imported only when it is called, so help and checks come at once."""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from sim.cli.streams import patient_streams
from sim.errors import SimError, StorageError

# Name and one line of help; the module of that name in `commands` holds a function `command` with typer's annotations.
HELP = {
    "list": "List the scenarios in a folder, and what each variant changes.",
    "check": "Check scenario and study files and name every fault with its place and remedy.",
    "show": "Show what a scenario says, or its full text after extends and overrides.",
    "diff": "Show what two scenarios differ in.",
    "scenario": "List past talks on record, or write the scenario of one.",
    "schema": "Print the JSON Schema of scenario files, for editors.",
    "run": "Simulate a scenario many times and store the results.",
    "sweep": "Run every world of a study file; the same command again goes on.",
    "status": "Say how far a sweep is.",
    "audit": "Verify the stored files of a sweep, and mark damaged ones.",
    "plot": "Draw a sweep: by level of each factor, maps of two, a tornado.",
    "sensitivity": "Rank the factors of a sweep by what they drive.",
    "fit": "Fit parameters to the record, with errors and a test of the fit.",
    "calibrate": "Draw the assumed parameters from their posterior given the record.",
    "report": "Write a run as one page to hand on: answers, figures, reasons, limits; also as PDF.",
    "explain": "Say what kept the sides apart and what ended the talks, over a whole run.",
    "trace": "Tell one simulated negotiation round by round.",
    "ablate": "Say what each mechanism contributes, by switching it off.",
    "compare": "Compare worlds under the same luck: paired differences, what changed and why.",
    "validate": "Hold the model against the record, refitted without what it forecasts.",
    "trust": "Fit simulated records of known parameters: whether the calibration may be believed.",
    "identify": "Say what the record cannot tell, what would help, and which patterns hold.",
    "page": "Look at a scenario in the browser: move it, compare, read why.",
    "forecast": "Register a forecast of talks ahead, and score it when something came.",
    "verify": "Hold the simulator against limits that bargaining theory gives in closed form.",
    "doctor": "Say whether the program has what it needs on this machine, and works.",
}
COMMANDS = tuple((name, f"sim.cli.commands.{name}", help) for name, help in HELP.items())
TAKE_NAMES = frozenset({"file", "files", "first", "second", "study"})  # arguments that take names of shipped files
SETTINGS = {"help_option_names": ["-h", "--help"]}


class Deferred(TyperCommand):
    """Name and help of a command whose module is imported when it is called."""

    def __init__(self, name: str, module: str, help: str) -> None:
        super().__init__(name, help=help)
        self.module = module

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Context of the command itself, made by typer from the function `command` in its module."""
        return self._load().make_context(info_name, args, parent=parent, **extra)

    def _load(self) -> Any:
        try:
            function = importlib.import_module(self.module).command
        except ModuleNotFoundError as fault:
            if fault.name == self.module:
                raise SimError(f"this version of sma has no command '{self.name}'. See sma --help") from None
            raise SimError(
                f"sma {self.name} needs the package '{fault.name}', which is not installed."
                " Install it, or the extra of sma-sim that brings it (see the README)"
            ) from None
        single = typer.Typer(add_completion=False)
        single.command(self.name, context_settings=SETTINGS)(_with_names(function))
        return typer.main.get_command(single)


def _with_names(function: Callable[..., Any]) -> Callable[..., Any]:
    """A command whose shell completion knows the shipped files by name; shells complete other files themselves."""
    hints = get_type_hints(function, include_extras=True)
    for argument in TAKE_NAMES.intersection(hints):
        for each in hints[argument].__metadata__:
            each.autocompletion = _studies if argument == "study" else _scenarios
    function.__annotations__ = hints
    return function


def _studies(incomplete: str) -> list[str]:
    from sim.scenario.shipped import shipped_files

    return sorted(name for name, path in shipped_files().items() if name.startswith(incomplete) and _is_study(path))


def _scenarios(incomplete: str) -> list[str]:
    from sim.scenario.shipped import shipped_files

    return sorted(name for name, path in shipped_files().items() if name.startswith(incomplete) and not _is_study(path))


def _is_study(path: Path) -> bool:
    return path.parent.name == "studies"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"sma-sim {version('sma-sim')}")
        except PackageNotFoundError:
            print("sma-sim, not installed: run from its sources")
        raise typer.Exit


def _sma(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Simulate the cost-sharing talks between the United States and South Korea.

    Results go to standard output, progress and faults to standard error. Exit codes: 0 done, 1 a theory check fails,
    scenarios differ or an installation is broken, 2 bad arguments or scenario, 3 results folder busy, 4 storage failed,
    5 results of another design or version, 6 some runs failed, 130 or 143 stopped by a signal. A reader of the output
    that has gone, as in `sma list | head`, changes neither the work nor the exit code.
    """


def group() -> TyperGroup:
    """Command `sma` with all its commands, none of them imported."""
    app = typer.Typer(no_args_is_help=True, context_settings=SETTINGS)
    app.callback()(_sma)
    made = typer.main.get_command(app)
    assert isinstance(made, TyperGroup)
    for name, module, help in COMMANDS:
        made.add_command(Deferred(name, module, help))
    return made


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `sma` and leave with its exit code; errors of ours are told in words, without a traceback."""
    with patient_streams() as faults, warnings.catch_warnings():
        warnings.showwarning = _told(warnings.showwarning)
        status = _status(arguments)
    if faults:
        print(f"standard output: cannot be written: {faults[0].strerror}. Send it elsewhere.", file=sys.stderr)
    sys.exit(status or (StorageError.exit_code if faults else 0))


def _told(shown: Callable[..., None]) -> Callable[..., None]:
    """Show a warning of ours as a sentence, without the line of code that gave it; others as before."""

    def show(message: Warning | str, category: type[Warning], *place: Any, **named: Any) -> None:
        if category.__module__.split(".")[0] == "sim":
            print(f"note: {message}", file=sys.stderr)
        else:
            shown(message, category, *place, **named)

    return show


def _status(arguments: Sequence[str] | None) -> int:
    try:
        group().main(None if arguments is None else list(arguments), prog_name="sma")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except SimError as fault:
        print(fault, file=sys.stderr)
        return fault.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    main()
