"""What the negotiations of a run turned on, by phase of the talks: shares of causes with intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.setting import Label
from sim.analysis.shares import wilson
from sim.analysis.tables import RealArray
from sim.words import Words, words_in

FEW = 20  # negotiations below which shares of a phase say little
ENGLISH = words_in("en")
Spell = tuple[bool, date | None, date | None]  # a phase: whether in the lapse, the handovers it begins and ends with


@dataclass(frozen=True)
class Question:
    """A question, and the causes that may answer it, by name; their words are the forms `causes.NAME`."""

    name: str
    answers: tuple[str, ...]

    def said(self, part: str, words: Words = ENGLISH) -> str:
        """Words for a cause, the `title`, what is counted (`one`, `many`), or that there was none (`without`)."""
        return words.form(f"causes.{self.name}.{part}")


QUESTIONS = (
    Question(
        "apart",
        (
            "guest_asks", "host_asks", "reservation", "leader", "standing_text", "line", "audience", "guest_waits",
            "host_waits", "election", "win_set", "luck",
        ),
    ),
    Question("guest_refused", ("leader", "election", "luck")),
    Question("host_refused", ("leader", "line", "audience", "election", "luck")),
    Question(
        "ended",
        (
            "met_at_once", "lapse_pressed", "expiry_pressed", "money_pressed", "election_pressed", "guest_came_down",
            "host_came_up", "new_guest", "new_host", "election_passed", "public_eased", "legislature", "price_met",
            "chance", "after_record",
        ),
    ),
)  # fmt: skip
BY_NAME = {question.name: question for question in QUESTIONS}
NOTES = ("causes.note_shares", "causes.note_brackets")  # forms


@dataclass(frozen=True)
class Explanation:
    """What a run turned on.

    Attributes
    ----------
    label : which run it is
    phases : of the talks, in English and in order
    table : from `Tally.table`
    spells : what each phase is
    """

    label: Label
    phases: tuple[str, ...]
    table: pd.DataFrame
    spells: tuple[Spell, ...] = ()

    def phases_in(self, words: Words) -> dict[str, str]:
        """Phases in a language, by their English."""
        told = [phase_words(*spell, words) for spell in self.spells] or self.phases
        return dict(zip(self.phases, told, strict=True))

    def as_json(self, words: Words = ENGLISH) -> dict[str, Any]:
        """The same as plain dictionaries; a share of no negotiation is null."""
        phases = self.phases_in(words)
        rows = self.table.assign(phase=self.table["phase"].map(phases)).to_dict(orient="records")
        return {
            "run": self.label.as_json(),
            "phases": list(phases.values()),
            "notes": [words.form(note) for note in NOTES],
            "questions": {
                question.name: {
                    "title": question.said("title", words),
                    "of": question.said("many", words),
                    "causes": {cause: question.said(cause, words) for cause in question.answers},
                }
                for question in QUESTIONS
            },
            "rows": [{key: None if value != value else value for key, value in row.items()} for row in rows],
        }


def phase_words(lapse: bool, since: date | None, until: date | None, words: Words = ENGLISH) -> str:
    """A phase of the talks in words.

    >>> phase_words(True, date(2021, 1, 20), date(2022, 5, 10))
    'in the lapse, from the handover of 2021-01-20 until that of 2022-05-10'
    """
    phase = words.form("causes.lapse" if lapse else "causes.before_expiry")
    if since is None and until is None:
        return phase
    ends = "between" if since and until else "since" if since else "until"
    return words.form(f"causes.phase_{ends}", phase=phase, since=since, until=until)


class Tally:
    """Counts of causes, added up block by block, so that memory does not grow with the number of negotiations.

    Parameters
    ----------
    phases : of the talks, in words
    columns : question and cause of each count of a phase, by their names in `QUESTIONS`
    """

    def __init__(self, phases: Sequence[str], columns: Sequence[tuple[str, str]]) -> None:
        unknown = [each for each in columns if each[1] not in BY_NAME[each[0]].answers]
        if unknown:
            raise ValueError(f"causes without words: {unknown}")
        self._phases, self._columns = tuple(phases), tuple(columns)
        shape = (len(self._phases), len(self._columns))
        self._shares, self._squares = np.zeros(shape), np.zeros(shape)
        self._negotiations = np.zeros((len(self._phases), len(QUESTIONS)), np.int64)
        self._cases = np.zeros_like(self._negotiations)

    def add(self, counts: RealArray) -> None:
        """Add negotiations; shape (negotiations, phases * columns), how often each cause bound in each phase."""
        by_phase = counts.reshape(len(counts), len(self._phases), len(self._columns))
        for number, question in enumerate(QUESTIONS):
            of = [place for place, (name, _) in enumerate(self._columns) if name == question.name]
            bound = by_phase[:, :, of]
            cases = bound.sum(axis=2)
            shares = bound / np.maximum(cases, 1.0)[:, :, None]
            self._shares[:, of] += shares.sum(axis=0)
            self._squares[:, of] += (shares**2).sum(axis=0)
            self._negotiations[:, number] += (cases > 0).sum(axis=0)
            self._cases[:, number] += cases.sum(axis=0).astype(np.int64)

    def table(self) -> pd.DataFrame:
        """A row for each phase, question and cause.

        `share` (0 to 1) with its 95% interval `lower` to `upper`, NaN where no negotiation had any; `negotiations`
        that had any, and `cases` in all of them: failed rounds, refusals or agreements.
        """
        rows = []
        for phase, words in enumerate(self._phases):
            for number, question in enumerate(QUESTIONS):
                many, cases = int(self._negotiations[phase, number]), int(self._cases[phase, number])
                for cause in question.answers:
                    place = self._columns.index((question.name, cause))
                    mean, square = self._shares[phase, place], self._squares[phase, place]
                    share, lower, upper = mean_share(float(mean), float(square), many, cases)
                    rows.append((words, question.name, cause, share, lower, upper, many, cases))
        names = ["phase", "question", "cause", "share", "lower", "upper", "negotiations", "cases"]
        return pd.DataFrame(rows, columns=names)


def mean_share(total: float, squares: float, negotiations: int, cases: int) -> tuple[float, float, float]:
    """Mean of shares of negotiations, and its 95% interval: Wilson's, for as many cases as would err as much.

    That is p (1 - p) / v, where v is the squared standard error of the mean; at least the number of negotiations, which
    it is where each has one case, and at most that of all cases, which it is where cases of one negotiation have no
    more to do with each other than with those of others. Unlike p ± 2 standard errors it is honest near 0 and 1.

    Parameters
    ----------
    total, squares : sum of the shares, and of their squares
    negotiations, cases : how many shares, and of how many cases in all

    References
    ----------
    Effective sample size by the design effect: Kish (1965), Survey Sampling, section 8.2; `wilson` for the interval.
    """
    if negotiations == 0:
        return math.nan, math.nan, math.nan
    mean = min(total / negotiations, 1.0)
    error = max(squares / negotiations - mean * mean, 0.0) / negotiations
    spread = mean * (1.0 - mean)
    size = min(max(spread / error, negotiations), cases) if error * cases > spread else float(cases)
    if spread == 0.0:
        size = float(negotiations)
    lower, upper = wilson(mean * size, size)
    return mean, lower, upper
