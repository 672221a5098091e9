"""`sma audit`: whether the stored files of a run or a sweep are as they were written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.scenario.problems import counted


def command(
    folder: Annotated[Path, typer.Argument(show_default=False, help="Folder of a run or sweep, such as results/NAME.")],
) -> None:
    """Verify every file of a run or sweep, name the damaged ones, and mark shards so that a rerun makes those again."""
    from sim.errors import StorageError
    from sim.experiments.audit import audit_folder
    from sim.experiments.manifest import read_manifest

    found = audit_folder(folder)
    if found.damaged:
        again = read_manifest(folder).again(folder)
        lines = [f"{folder / name}: {words}" for name, words in found.damaged]
        what = "it, and only it" if len(lines) == 1 else "them, and only them"
        raise StorageError("\n".join([*lines, f"{len(lines)} damaged. Mend {what}, with: {again}"]))
    print(f"{counted(found.shards, 'shard')} verified, none damaged; {counted(found.left, 'job')} left to run")
