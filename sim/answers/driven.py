"""Which parameters of the draws go with a long delay or a high rise."""

from __future__ import annotations

import pandas as pd

from sim.analysis.drivers import Driver, drivers
from sim.analysis.setting import setting_of
from sim.answers.table import WordTable, word_table
from sim.posterior.joined import drawn_for
from sim.scenario.parameters import MEANINGS
from sim.scenario.schema import Scenario
from sim.words import Words
from sim.words.ko.fields import LABELS
from sim.words.numerals import signed

MOST = 8  # parameters told
WEAK = 0.1  # rank correlation below which a parameter is left out


def driven(table: pd.DataFrame, scenario: Scenario, words: Words) -> WordTable | None:
    """The strongest parameters with their rank correlations; None where all replicates have the same parameters.

    Parameters
    ----------
    table : outcomes
    scenario : that was run
    words : of the talks
    """
    found = drivers(table, drawn_for(scenario), float(setting_of(scenario).horizon_day))
    told = [each for each in found if each.strength >= WEAK][:MOST]
    if not told:
        return None
    form = words.form
    return word_table(
        "driven",
        form("answers.driven.title"),
        ("", form("answers.driven.delay"), form("answers.driven.rise")),
        [(_label(each, words), _number(each.delay), _number(each.rise)) for each in told],
        (form("answers.driven.note"),),
    )


def _label(each: Driver, words: Words) -> str:
    """Short label of a parameter, or its name where it has none, such as that of a lag."""
    own = MEANINGS[each.name].label if each.name in MEANINGS else each.name
    return LABELS.get(f"parameters.{each.name}", own) if words.language == "ko" else own


def _number(value: float) -> str:
    return signed(f"{value:+z.2f}")
