"""The scenarios and studies that come with the program, found by name from anywhere."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

INSTALLED = Path(__file__).parents[1] / "_scenarios"  # where a build puts them
CHECKED_OUT = Path(__file__).parents[2] / "scenarios"  # where they stand in the project's folder


def shipped_folder() -> Path:
    """Folder of the scenarios that come with the program."""
    return INSTALLED if INSTALLED.is_dir() else CHECKED_OUT


@cache
def shipped_files() -> dict[str, Path]:
    """Files that come with the program by name: the file's own without its ending; those of the folder itself first."""
    folder = shipped_folder()
    paths = sorted(folder.rglob("*.toml"), key=lambda path: (len(path.relative_to(folder).parts), path))
    return {path.stem: path for path in reversed(paths)}


def name_of(path: Path) -> str:
    """Name under which a file that comes with the program is found; empty for any other file."""
    return path.stem if shipped_files().get(path.stem) == path else ""


def located(given: str | Path, beside: Path | None = None) -> Path:
    """File that a path or a name stands for: a file where there is one, else the shipped file of that name.

    A folder of that name, such as the results that lie where one stands, is passed over for the shipped file.

    What is neither is returned as a path, so that whoever reads it can say that it is not there.

    Parameters
    ----------
    given : path of a file, or name of a shipped one, such as `sma11`
    beside : folder from which a relative path leads; where the program was started by default
    """
    path = Path(given) if beside is None else beside / given
    if not is_name(given) or (os.path.lexists(path) and not path.is_dir()):
        return path
    return shipped_files().get(str(given), path)


def same_text(name: str, text: str) -> bool:
    """Whether a file of this name comes with the program and holds this text."""
    path = shipped_files().get(name)
    return path is not None and path.read_bytes() == text.encode("utf-8")


def is_name(given: str | Path) -> bool:
    """Whether something can be the name of a shipped file: a single word without an ending."""
    return len(Path(given).parts) == 1 and not Path(given).suffix and "\0" not in str(given)
