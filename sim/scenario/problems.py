"""A fault in a scenario: where it stands, what was found there, what is allowed and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sim.errors import ScenarioError

Path = tuple[str | int, ...]  # keys and array positions from the top of a file to one value


class Place(NamedTuple):
    """Spot in a file, counted from 1 as editors do; line 0 stands for the file, or the argument, as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One fault: its place, the dotted path it concerns (empty for a whole file) and the message."""

    place: Place
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.path}: {self.message}" if self.path else f"{self.place}: {self.message}"


class ScenarioProblems(ScenarioError):
    """All faults found in one scenario, one line each, in the order of files and lines; `problems` holds them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = _in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ScenarioProblems], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by line within a file, files in the order they were first named, repetitions dropped."""
    unique = tuple(dict.fromkeys(problems))
    files = {file: rank for rank, file in enumerate(dict.fromkeys(problem.place.file for problem in unique))}
    return tuple(sorted(unique, key=lambda p: (files[p.place.file], p.place.line, p.place.column)))


def dotted(path: Sequence[str | int]) -> str:
    """Path as a person writes it: `successions.0.winner`; keys that are no plain words are quoted."""
    return ".".join(str(p) if isinstance(p, int) or _plain(p) else quoted(p) for p in path)


def _plain(key: str) -> bool:
    return bool(key) and key.isascii() and key.replace("_", "").replace("-", "").isalnum()


def quoted(text: str, longest: int = 60) -> str:
    """Text in quotes on one line, cut where it is long, with control characters made visible."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return "'" + "".join(c if c.isprintable() else repr(c)[1:-1] for c in shown) + "'"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Number with its noun.

    >>> counted(1, "day"), counted(1096, "day"), counted(2, "party", "parties")
    ('1 day', '1,096 days', '2 parties')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Sentence that names the nearest known word, and the known words where they are few; else the nearest."""
    words = sorted(set(known))
    near = difflib.get_close_matches(word[:80], words, n=4, cutoff=0.6)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    if not words:
        return hint
    if len(words) <= 16:
        return f"{hint} Known: {', '.join(words)}."
    return f"{hint} Near it: {', '.join(near)}." if len(near) > 1 else hint
