"""`sma doctor`: whether the program has what it needs on this machine, and works."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from sim.cli.health import Check, State, checks
from sim.cli.streams import put_json
from sim.cli.tables import line_width
from sim.scenario.problems import counted

BROKEN = 1  # exit code
WIDTH = 116  # letters a line where output is no terminal
INDENT = " " * 26


class Format(StrEnum):
    """What the findings are written as."""

    TEXT = "text"
    JSON = "json"


def command(
    written_as: Annotated[Format, typer.Option("--format", help="Write the findings as text or as JSON.")] = (
        Format.TEXT
    ),
) -> None:
    """Say whether the program has what it needs on this machine, and works.

    Versions, processors, the cache of compiled code, fonts, scenarios, files of posterior draws, extras with the line
    that installs each, and a test of the random numbers against NumPy's. The exit code is 1 where something that is
    needed is broken; an extra that is absent and a font that is missing are told and are no fault.
    """
    found = []
    for check in checks():
        found.append(check)
        if written_as is Format.TEXT:
            print(told(check, line_width(WIDTH)), flush=True)
    if written_as is Format.JSON:
        put_json(document(found))
    else:
        print(verdict(found))
    if _broken(found):
        raise typer.Exit(BROKEN)


def told(check: Check, width: int) -> str:
    """A check as lines of text, its remedy below it; a line to be pasted is never folded."""
    head = f"{check.state:<8}{check.name:<18}"
    lines = textwrap.wrap(check.found, max(width, 60), initial_indent=head, subsequent_indent=INDENT,
                          break_long_words=False, break_on_hyphens=False)  # fmt: skip
    return "\n".join([*lines, f"{INDENT}{check.remedy}"] if check.remedy else lines)


def verdict(found: Sequence[Check]) -> str:
    """What the checks come to, in one sentence."""
    broken = _broken(found)
    if not broken:
        return "All that is needed is there and works."
    return (
        f"{counted(len(broken), 'check')} broken: {', '.join(each.name for each in broken)}. What to do stands there."
    )


def document(found: Sequence[Check]) -> str:
    """The checks as one JSON text."""
    whole = {"works": not _broken(found), "checks": [asdict(each) for each in found]}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _broken(found: Sequence[Check]) -> list[Check]:
    return [each for each in found if each.state is State.BROKEN]
