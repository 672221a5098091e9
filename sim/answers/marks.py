"""Dates that a chart of the answers marks: expiry, elections, handovers, and the end of the run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sim.analysis.setting import Setting
from sim.scenario.as_of import known
from sim.scenario.schema import Scenario, Succession
from sim.words import Words

Kind = Literal["expiry", "election", "handover", "horizon"]


@dataclass(frozen=True)
class DatedMark:
    """A date to be marked; `day` is counted from expiry, `label` is in the language asked for."""

    kind: Kind
    day: int
    date: date
    label: str


def marks_of(scenario: Scenario, setting: Setting, words: Words) -> tuple[DatedMark, ...]:
    """Marks in date order, those after the end of the run left out."""
    scenario = known(scenario)
    expiry = setting.expiry
    found: list[tuple[Kind, date, str]] = [
        ("expiry", expiry, words.form("answers.mark.expiry")),
        ("horizon", setting.date_of(setting.horizon_day), words.form("answers.mark.horizon")),
    ]
    for each in scenario.successions:
        who = winner_words(scenario, each, words)
        found.append(("election", each.election, words.form("answers.mark.election", who=who)))
        found.append(("handover", each.handover, words.form("answers.mark.handover", who=who)))
    last = expiry + timedelta(days=setting.horizon_day)
    marks = [DatedMark(kind, (day - expiry).days, day, label) for kind, day, label in found if day <= last]
    return tuple(sorted(marks, key=lambda each: (each.day, each.kind)))


def winner_words(scenario: Scenario, each: Succession, words: Words) -> str:
    """Who wins an election, by name; of one that is drawn, the next administration or government."""
    entries = scenario.administrations if each.office == "guest" else scenario.governments
    if each.winner in entries:
        return words.name(entries[each.winner].name)
    return words.form(f"answers.mark.next_{each.office}")
