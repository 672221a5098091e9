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

FEW = 20  # negotiations below which shares of a phase say little
CHANCE = "a decision that no rule makes"
LINE = "the host's last public offer"
ELECTION = "what is hoped of the next change of government"
AUDIENCE = "audience costs of the host's public"


@dataclass(frozen=True)
class Question:
    """A question with its answers: causes by name, in words; `of` is what is counted, one and many."""

    name: str
    title: str
    of: tuple[str, str]
    answers: dict[str, str]


QUESTIONS = (
    Question(
        "apart",
        "What kept the sides apart",
        ("failed round", "failed rounds"),
        {
            "guest_asks": "the guest has not given up enough yet",
            "host_asks": "the host has not given up enough yet",
            "reservation": "nothing beats waiting for both",
            "leader": "the price of the guest's leader",
            "standing_text": "a text the host once took, below which the guest does not ask",
            "line": LINE,
            "audience": AUDIENCE,
            "guest_waits": "what the guest hopes of the next change of government",
            "host_waits": "what the host hopes of it",
            "election": "what both hope of it, or a handover ahead",
            "win_set": "no majority in the legislature for what would do",
            "luck": "a decision that no rule makes",
        },
    ),
    Question(
        "guest_refused",
        "What refusals of the guest's leader turned on",
        ("refusal", "refusals"),
        {
            "leader": "his own price, which his ministers did not know",
            "election": ELECTION,
            "luck": CHANCE,
        },
    ),
    Question(
        "host_refused",
        "What refusals of the host's leader turned on",
        ("refusal", "refusals"),
        {
            "leader": "what he could do without",
            "line": LINE,
            "audience": AUDIENCE,
            "election": ELECTION,
            "luck": CHANCE,
        },
    ),
    Question(
        "ended",
        "What ended the talks",
        ("agreement", "agreements"),
        {
            "met_at_once": "the offers met at once",
            "lapse_pressed": "both gave way, under the lapse in force above all",
            "expiry_pressed": "both gave way, under the expiry ahead above all",
            "money_pressed": "both gave way, under the money running out above all",
            "election_pressed": "both gave way, under the change of government ahead above all",
            "guest_came_down": "the guest's own limit came down",
            "host_came_up": "the host's own limit rose",
            "new_guest": "a new guest government",
            "new_host": "a new host government",
            "election_passed": "the change that was waited for had come",
            "public_eased": "the host's public eased",
            "legislature": "the legislature's limit no longer bound",
            "price_met": "the price of the guest's leader, known since he refused, was met",
            "chance": "a text just turned down against the odds was not again",
            "after_record": "the first text after the record",
        },
    ),
)
BY_NAME = {question.name: question for question in QUESTIONS}
NOTES = (
    "Of each negotiation that had any in a phase, the share of its failed rounds or refusals there that a cause bound;"
    " the table has the mean over those negotiations. An agreement counts once, in the phase in which the leaders"
    " consented, by what had changed since the last failure.",
    "Brackets: 95% interval over negotiations, Monte Carlo error only.",
)


@dataclass(frozen=True)
class Explanation:
    """What a run turned on.

    Attributes
    ----------
    label : which run it is
    phases : of the talks, in words and in order
    table : from `Tally.table`
    """

    label: Label
    phases: tuple[str, ...]
    table: pd.DataFrame

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries; a share of no negotiation is null."""
        return {
            "run": self.label.as_json(),
            "phases": list(self.phases),
            "notes": list(NOTES),
            "questions": {
                question.name: {"title": question.title, "of": question.of[1], "causes": question.answers}
                for question in QUESTIONS
            },
            "rows": [
                {key: None if value != value else value for key, value in row.items()}
                for row in self.table.to_dict(orient="records")
            ],
        }


def phase_words(lapse: bool, since: date | None, until: date | None) -> str:
    """A phase of the talks in words.

    >>> phase_words(True, date(2021, 1, 20), date(2022, 5, 10))
    'in the lapse, from the handover of 2021-01-20 until that of 2022-05-10'
    """
    words = "in the lapse" if lapse else "before expiry"
    if since is not None and until is not None:
        return f"{words}, from the handover of {since} until that of {until}"
    if since is not None:
        return f"{words}, from the handover of {since}"
    return f"{words}, until the handover of {until}" if until is not None else words


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
