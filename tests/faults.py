"""What goes wrong on real machines: files damaged, writes that fail, and processes left behind."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sim.experiments.store as stores

DAMAGE = {"flipped bit": "SHA-256", "truncated": "SHA-256", "emptied": "is empty", "deleted": "is not there"}
WRITES = ("write", "fsync", "replace", "journal")  # of a file whole, of its bytes, of its name, of a line


def damage(path: Path, how: str) -> None:
    """Damage a file in one of the ways of `DAMAGE`, whose values are words of what an audit says of it."""
    content = bytearray(path.read_bytes())
    if how == "deleted":
        path.unlink()
    elif how == "flipped bit":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    else:
        path.write_bytes(content[: len(content) // 2] if how == "truncated" else b"")


@contextmanager
def full_disk(point: str, number: int, code: int = errno.ENOSPC) -> Iterator[list[int]]:
    """Let one call of a kind of `WRITES` fail, as on a full disk; the list holds how many calls there were."""
    calls = [0]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            calls[0] += not (point == "fsync" and stat.S_ISDIR(os.fstat(arguments[0]).st_mode))
            if calls[0] == number:
                raise OSError(code, os.strerror(code))
            return real(*arguments, **named)

        return call

    owner: Any = {"fsync": os, "replace": stores.Path}.get(point, stores)
    name = {"write": "write_durably", "journal": "_line"}.get(point, point)
    with patch.object(owner, name, failing(getattr(owner, name))):
        yield calls


def processes_below(pid: int) -> list[int]:
    """Every process below one, by /proc."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *processes_below(int(child))]
    return found


def is_worker(pid: int) -> bool:
    """Whether a process is there and is one that Python's multiprocessing started, such as a Dask worker."""
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def is_alive(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
