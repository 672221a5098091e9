"""Commands that messages advise: to be pasted as they are, from where the user stands."""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path

ELSEWHERE = "Write elsewhere with --out FOLDER"


def command(*words: object) -> str:
    """A command of `sma` as a line that can be pasted into a shell, a blank or a quote in a name notwithstanding."""
    return shlex.join(["sma", *map(str, words)])


def seen_from_here(path: Path) -> Path:
    """The same place as a command pasted here finds it: relative where it lies below the current folder."""
    place = path.resolve()
    with suppress(OSError, ValueError):
        return place.relative_to(Path.cwd())
    return place


def or_delete(folder: Path) -> str:
    """What to do about a folder with other results of this program: write elsewhere, or delete it if one safely can."""
    if is_here(folder):
        return f"{ELSEWHERE}."
    return f"{ELSEWHERE}, or delete it and run again: {shlex.join(['rm', '-r', str(folder)])}"


def is_here(place: Path) -> bool:
    """Whether a folder is the one the user stands in, or one above it, or lies so with the user's home."""
    here = [Path.home()]
    with suppress(OSError):
        here.append(Path.cwd())
    return any(place == each or place in each.parents for each in here)
