"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

MOST_SEED = 2**63 - 1  # seeds run from 0

Overrides = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Override a value of the scenario; may be repeated."),
]
