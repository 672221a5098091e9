"""Options that several commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.words import Language

if TYPE_CHECKING:
    from sim.scenario.load import Draws as ChosenDraws
    from sim.scenario.load import LoadedScenario
    from sim.scenario.replaced import Replaced

MOST_SEED = 2**63 - 1  # seeds run from 0
DEFAULT_LANGUAGE: Language = "en"

LanguageOption = Annotated[Language, typer.Option("--language", help="Language of titles, sentences and tables.")]

Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Override a value of the scenario; PATH= unsets it. May be repeated.",
    ),
]

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Last day on record: the talks go as recorded up to it, nothing later is known, and the rest is drawn."
        " Talks about the 8th to 12th agreement only. The same as --set as_of=DATE.",
    ),
]


GivenParts = Annotated[
    str | None,
    typer.Option(
        "--given",
        metavar="LIST",
        help="What came after the opening day and is given as it came: of winners, provocations and states, with commas"
        " between, or nothing, which is the forecast of that day. All by default. The same as --set given=[…].",
    ),
]


def warn(replaced: Sequence[Replaced]) -> None:
    """Tell on standard error of lists that have lost inherited rows, as where `add` was forgotten."""
    for each in replaced:
        if each.suspicious:
            print(f"warning: {each.warning}", file=sys.stderr)


def with_knowledge(overrides: list[str] | None, as_of: datetime | None, given: str | None) -> list[str]:
    """Overrides, the last day on record and what is given after the opening as the last of them, where asked for."""
    found = list(overrides or [])
    if as_of is not None:
        found.append(f"as_of={as_of:%Y-%m-%d}")
    if given is not None:
        parts = [] if given.strip() == "nothing" else [part.strip() for part in given.split(",")]
        found.append(f"given={json.dumps(parts)}")
    return found


class Draws(StrEnum):
    """Parameters of the replicates."""

    POSTERIOR = "posterior"
    POINT = "point"


DrawsOption = Annotated[
    Draws | None,
    typer.Option(
        "--draws",
        show_default="what the file says, else posterior; theory has one set",
        help="Parameters of the replicates: posterior gives each its own posterior draw, point the one nearest the"
        " middle to all.",
    ),
]
Point = Annotated[bool, typer.Option("--point", help="Short for --draws point.")]


def chosen_draws(draws: Draws | None, point: bool) -> ChosenDraws | None:
    """What --draws and its short form --point come to; None where neither was given."""
    from sim.errors import ScenarioError

    if point and draws is Draws.POSTERIOR:
        raise ScenarioError("--point is short for --draws point, and --draws posterior was given too. Leave one out.")
    if point or draws is Draws.POINT:
        return "point"
    return None if draws is None else "posterior"


def load_told(file: Path, overrides: Sequence[str], draws: ChosenDraws | None) -> LoadedScenario:
    """Scenario of a file, lists that it may have emptied by mistake told on standard error."""
    from sim.scenario.load import load_scenario

    loaded = load_scenario(file, overrides, draws)
    warn(loaded.replaced)
    return loaded


Workers = Annotated[
    int | None,
    typer.Option(min=1, max=1024, show_default="one a processor", help="Threads; they do not change the results."),
]

# Of commands that run several worlds under the same luck.
WorldReplicates = Annotated[int, typer.Option(min=2, max=1_000_000, help="How many in each world.")]
SharedSeed = Annotated[int, typer.Option(min=0, max=MOST_SEED, help="Seed of all randomness, the same in each.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]
NoFigures = Annotated[bool, typer.Option("--no-figures", help="Draw no figure.")]
Page = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the findings as a page of markdown.")]

# Of commands that fit the parameters to a record.
MOST_FIT_SEED = 2**31 - 1  # the library of the sampler takes no larger ones
Agreements = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", show_default="the shipped one", help="Folder with the files of the 8th to 12th agreement."
    ),
]
Rate = Annotated[float, typer.Option(min=0.01, max=100, help="Learning rate: weight of the score.")]
Walkers = Annotated[int, typer.Option(min=20, max=100_000, help="Sets of parameters moved side by side.")]
Pool = Annotated[int, typer.Option(min=20, max=1_000_000, help="Prior draws of which the first are taken.")]
Steps = Annotated[int, typer.Option(min=1, max=1000, help="Moves of each at every stage.")]
Final = Annotated[int, typer.Option(min=1, max=1000, help="Further stages at full weight.")]
Sweeps = Annotated[int, typer.Option(min=0, max=1000, help="Stages after those that move every parameter by itself.")]


def check_walkers(walkers: int, free: int) -> None:
    """Refuse fewer walkers than the sampler can work with for so many free parameters."""
    from sim.errors import ScenarioError

    if walkers < 2 * free:
        raise ScenarioError(
            f"--walkers {walkers}: with {free} free parameters at least {2 * free} are needed,"
            " twice as many as there are."
        )
