"""The three answers of a run, as data and sentences."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.setting import Label, Setting, setting_of
from sim.analysis.tables import Outcomes
from sim.answers.found import Found, found_in
from sim.answers.marks import DatedMark, marks_of
from sim.answers.told import Answer, Told, answers_in_words
from sim.history.beside import recorded_beside
from sim.scenario.as_of import title_of
from sim.scenario.schema import Scenario
from sim.words import Language, words_in


@dataclass(frozen=True)
class Answers:
    """When they sign, at what sum, and how long there is no agreement.

    Attributes
    ----------
    language : of all words
    title, caption : of the scenario; and which run it is
    when, sum, blank : each a question, a sentence and what a chart of it shows
    found : their numbers
    marks : dates to be marked in charts, in order
    setting : facts of the talks; days are counted from its `expiry`
    replicates : negotiations
    """

    language: Language
    title: str
    caption: str
    when: Answer
    sum: Answer
    blank: Answer
    found: Found
    marks: tuple[DatedMark, ...]
    setting: Setting
    replicates: int

    @property
    def all(self) -> tuple[Answer, Answer, Answer]:
        """The three in the order in which they are read."""
        return self.when, self.sum, self.blank

    @property
    def sentences(self) -> tuple[str, str, str]:
        """The three as text, the record with them."""
        return self.when.whole, self.sum.whole, self.blank.whole

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries: days as numbers from expiry, dates as text, no number that is not known."""
        found = plain(asdict(self.found))
        curve = found["blank"].pop("curve")
        found["blank"]["curve"] = {name: curve[name] for name in ("days", "without", "lower", "upper")}
        return {
            "language": self.language,
            "title": self.title,
            "caption": self.caption,
            "replicates": self.replicates,
            "expiry": self.setting.expiry.isoformat(),
            "horizon_day": self.setting.horizon_day,
            "marks": plain([asdict(each) for each in self.marks]),
            "answers": {
                each.name: {**asdict(each), "whole": each.whole, "found": found[each.name]} for each in self.all
            },
        }


def answers(
    table: Outcomes | pd.DataFrame, scenario: Scenario, label: Label, language: Language = "en"
) -> Answers:  # fmt: skip
    """Answers of a run.

    Parameters
    ----------
    table : its outcomes, in memory or stored
    scenario : that was run, from which hosts, money, dates and names come
    label : which run it is
    language : of the words
    """
    setting, record = setting_of(scenario), recorded_beside(scenario)
    words = words_in(language).about(scenario.host.name, [each.name for each in scenario.administrations.values()])
    title, found = title_of(scenario, words), found_in(table, setting, record)
    told = Told(words, setting, found.when.signed.of)
    when, total, blank = answers_in_words(found, told)
    return Answers(
        language=language,
        title=title,
        caption=label.line(words, title),
        when=when,
        sum=total,
        blank=blank,
        found=found,
        marks=marks_of(scenario, setting, words),
        setting=setting,
        replicates=told.replicates,
    )


def plain(value: Any) -> Any:
    """A value as JSON has it: arrays and tuples as lists, dates as text, what is not a number as nothing."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, date) else value
