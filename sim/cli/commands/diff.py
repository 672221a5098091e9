"""`sma diff`: what two scenarios differ in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Overrides
from sim.cli.output import value_words
from sim.scenario.problems import counted

if TYPE_CHECKING:
    from sim.scenario.compare import Difference
    from sim.scenario.load import LoadedScenario, Origin

WIDTH = 160  # letters a line where output is no terminal
DIFFERENT = 1


def command(
    first: Annotated[
        Path, typer.Argument(metavar="A", help="Scenario file, or the name of a shipped one.", show_default=False)
    ],
    second: Annotated[Path, typer.Argument(metavar="B", help="Another, or the same.", show_default=False)],
    overrides: Overrides = None,
    of_first: Annotated[
        list[str] | None, typer.Option("--set-a", metavar="PATH=VALUE", help="Override a value of A alone.")
    ] = None,
    of_second: Annotated[
        list[str] | None, typer.Option("--set-b", metavar="PATH=VALUE", help="Override a value of B alone.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with exit code 1 where there are differences, as diff does.")
    ] = False,
) -> None:
    """Show what two scenarios differ in after extends and overrides: path, values, unit, and where each was set.

    Rows of a list are compared by what names them, such as their date; a row one side alone has is shown whole. The
    exit code is 0 whether they differ or not, unless --exit-code is given.
    """
    from sim.scenario.compare import differences
    from sim.scenario.load import load_scenario

    both = [*(overrides or [])]
    a = load_scenario(first, [*both, *(of_first or [])])
    b = load_scenario(second, [*both, *(of_second or [])])
    found = differences(a, b)
    if not found:
        print(f"No difference between A {_which(a)} and B {_which(b)}.")
        return
    _print(found, a, b)
    if exit_code:
        raise typer.Exit(DIFFERENT)


def _which(loaded: LoadedScenario) -> str:
    """File and overrides of a scenario."""
    return " ".join([str(loaded.path), *(f"--set {text}" for text in loaded.overrides)])


def _print(found: list[Difference], a: LoadedScenario, b: LoadedScenario) -> None:
    from sim.cli.tables import Column, Table, console, print_table

    table = Table("", [Column(heading) for heading in ("path", "A", "B", "unit", "source")])
    for each in found:
        path = f"{each.path}\n({each.row})" if each.row else each.path
        before = "–" if each.kind == "added" else value_words(each.before)
        after = "–" if each.kind == "removed" else value_words(each.after)
        table.add(path, before, after, each.unit, source_words(each))
    print(f"A  {_which(a)}\nB  {_which(b)}\n")
    print_table(console(WIDTH), table)
    print(f"{counted(len(found), 'difference')}")


def source_words(one: Difference) -> str:
    """Where both values were set, and by which sources; once where they agree."""
    told = [_origin(origin) for origin in (one.origin_before, one.origin_after)]
    sides = ("A", "B") if one.kind == "changed" else ("A",) if one.kind == "removed" else ("B",)
    lines = {side: words for side, words in zip(("A", "B"), told, strict=True) if side in sides}
    return "\n".join(f"{side}: {words}" for side, words in lines.items())


def _origin(origin: Origin | None) -> str:
    if origin is None:
        return "default"
    place = f"{Path(origin.file).name}:{origin.line}" if origin.line else origin.file
    return f"{place}, {origin.source}" if origin.source else place
