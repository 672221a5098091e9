"""`sma status`: how far a run or a sweep is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.scenario.problems import counted


def command(
    folder: Annotated[Path, typer.Argument(show_default=False, help="Folder of a run or sweep, such as results/NAME.")],
) -> None:
    """Say how many jobs of a run or sweep are done, left and failed, and its digest once it is finished."""
    from sim.experiments.audit import status_of

    found = status_of(folder)
    manifest = found.manifest
    print(f"{manifest.kind:15}{manifest.study['name']}: {manifest.study['title']}")
    print(
        f"size           {counted(manifest.points, 'point')} x"
        f" {counted(manifest.replicates, 'replicate')}, seed {manifest.seed}"
    )
    print(f"jobs done      {found.done:,} of {manifest.jobs:,}")
    print(f"jobs left      {found.left:,}")
    print(f"failed points  {found.failed_points:,}")
    if found.damaged:
        print(f"damaged        {found.damaged:,}")
    print(f"digest         {found.digest or 'none until it is finished'}")
    if found.left or not found.digest or found.failed_points:
        print(f"go on          {manifest.again(folder)}")
