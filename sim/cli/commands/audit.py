"""`sma audit`: whether the stored files of a sweep are as they were written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[Path, typer.Argument(show_default=False, help="Folder of a sweep, such as results/NAME.")],
) -> None:
    """Verify every shard of a sweep, name the damaged ones, and mark them so that a rerun makes those again."""
    from sim.errors import StorageError
    from sim.experiments.audit import audit_sweep
    from sim.experiments.sweep_manifest import read_sweep_manifest

    found = audit_sweep(folder)
    if found.damaged:
        again = read_sweep_manifest(folder).again(folder)
        lines = [f"{folder / name}: {words}" for name, words in found.damaged]
        raise StorageError("\n".join([*lines, f"{len(lines)} damaged. Mend them, and only them, with: {again}"]))
    print(f"{found.shards:,} shards verified, none damaged; {found.left:,} jobs left to run")
