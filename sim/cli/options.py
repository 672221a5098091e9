"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sim.scenario.load import LoadedScenario
    from sim.scenario.replaced import Replaced

MOST_SEED = 2**63 - 1  # seeds run from 0

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


def warn(replaced: Sequence[Replaced]) -> None:
    """Tell on standard error of lists that have lost inherited rows, as where `add` was forgotten."""
    for each in replaced:
        if each.suspicious:
            print(f"warning: {each.warning}", file=sys.stderr)


def with_as_of(overrides: list[str] | None, as_of: datetime | None) -> list[str]:
    """Overrides, with the last day on record as the last of them where one was given."""
    given = list(overrides or [])
    return given if as_of is None else [*given, f"as_of={as_of:%Y-%m-%d}"]


Point = Annotated[
    bool,
    typer.Option(
        "--point",
        help="One central set of parameters for all replicates, in place of posterior draws. The same as --set"
        " parameter_draws=central.",
    ),
]


def load_drawn(file: Path, overrides: Sequence[str], point: bool) -> LoadedScenario:
    """Scenario whose parameters are drawn from the posterior, unless it says otherwise or is theory, or for `point`."""
    from sim.scenario.load import load_scenario, with_default

    loaded = load_scenario(file, [*overrides, "parameter_draws=central"] if point else overrides)
    warn(loaded.replaced)
    return loaded if loaded.scenario.kind == "theory" else with_default(loaded, "parameter_draws", "posterior")


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
