"""What happened in what share of the negotiations, beside the record."""

from __future__ import annotations

import pandas as pd

from sim.analysis.events import Group, groups
from sim.analysis.setting import setting_of
from sim.analysis.shares import Share
from sim.analysis.tables import Outcomes
from sim.answers.table import WordTable, word_table
from sim.history.beside import recorded_beside
from sim.scenario.schema import Scenario
from sim.words import Language, Words, words_in

NAMED = "guest_at_agreement"  # a group whose shares are names of administrations
YEARS = "term_years"  # and one whose shares are years


def happened(table: Outcomes | pd.DataFrame, scenario: Scenario, language: Language = "en") -> WordTable:
    """Table of shares with their intervals and the record; what neither happened nor is on record is left out.

    Parameters
    ----------
    table : outcomes
    scenario : that was run
    language : of the words
    """
    words = words_in(language).about(scenario.host.name, [each.name for each in scenario.administrations.values()])
    found = groups(table, setting_of(scenario), recorded_beside(scenario))
    rows = [
        (
            words.form(f"answers.happened.{group.name}") if number == 0 else "",
            _label(group, each, words),
            *_numbers(each, words),
        )
        for group in found
        for number, each in enumerate(_shown(group))
    ]
    headings = ("", "", *(words.form(f"answers.happened.{name}") for name in ("share", "interval", "record")))
    return word_table(
        "happened",
        words.form("answers.happened.title"),
        headings,
        rows,
        (words.form("answers.happened.note"),),
        keys=2,
    )


def _shown(group: Group) -> list[Share]:
    return [each for each in group.shares if each.count or each.recorded]


def _label(group: Group, each: Share, words: Words) -> str:
    """Words of a share."""
    if group.name == NAMED:
        return words.name(each.label)
    if group.name == YEARS:
        return words.count(int(each.name), "year")
    return words.form(f"answers.happened.{group.name}.{each.name}")


def _numbers(each: Share, words: Words) -> tuple[str, str, str]:
    """Share, interval and record."""
    recorded = "" if each.recorded is None else words.form(f"answers.happened.{'yes' if each.recorded else 'no'}")
    if each.share is None or each.lower is None or each.upper is None:
        return "–", "", recorded
    interval = words.form("answers.happened.range", low=f"{100 * each.lower:.1f}", high=f"{100 * each.upper:.1f}")
    return f"{100 * each.share:.1f}%", interval, recorded
