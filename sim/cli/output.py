"""What every command says beside its findings, on standard error, and how it refuses a place it cannot write to."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.errors import unwritable

SOME_FAILED = 6  # exit code
STORED = "Stopped. What is done is stored; nothing is half-written."


def inform(line: str = "") -> None:
    """Tell of the progress, or of where something lies, on standard error."""
    print(line, file=sys.stderr, flush=True)


def inform_of_tables(folder: Path, drawn: str = "", more: str = "") -> None:
    """Tell where tables lie; `drawn` is the word for what was drawn beside them, none for nothing."""
    inform(f"\nTables{f' and {drawn}' if drawn else ''} in {folder}/{more}")


def to_run_again() -> str:
    """The command that was given, to be pasted."""
    return f"To run again: {shlex.join(['sma', *sys.argv[1:]])}"


@contextmanager
def writing(place: Path, remedy: str) -> Iterator[None]:
    """Turn a fault of the disk while the block writes into a message with a remedy."""
    try:
        yield
    except OSError as error:
        raise unwritable(place, error, remedy) from error


def value_words(value: Any) -> str:
    """A value as a person would write it; rows and tables as their parts, sources left out.

    >>> value_words([1, 2.5]), value_words({"since": "2020-01-01", "rise": 0.1, "source": "x"}), value_words(None)
    ('1, 2.5', 'since 2020-01-01, rise 0.1', 'none')
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_words(item)}" for key, item in value.items() if key not in ("source", "note"))
    if isinstance(value, list):
        return "; ".join(map(value_words, value)) if any(isinstance(item, dict) for item in value) else _listed(value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _listed(values: list[Any]) -> str:
    return ", ".join(map(value_words, values)) if values else "empty"
