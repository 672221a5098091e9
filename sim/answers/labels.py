"""Titles and captions in a language: which run it is."""

from __future__ import annotations

from sim.analysis.setting import LONGEST_CHANGE, MOST_CHANGES, Label
from sim.posterior.cores import SHIPPED_CORE
from sim.scenario.as_of import title_of
from sim.scenario.schema import Scenario
from sim.words import Words


def title_words(scenario: Scenario, words: Words) -> str:
    """Title of a scenario, where the language knows it; else its own."""
    own = title_of(scenario)
    return own.replace(scenario.title, words.name(scenario.title), 1)


def label_words(label: Label, scenario: Scenario, words: Words) -> str:
    """Caption of a run, as `Label.line` has it, in any language."""
    form = words.form
    parts = [
        f"{label.scenario}: {title_words(scenario, words)}",
        form(f"answers.kind.{label.kind}"),
        form("answers.label.seed", seed=label.seed),
        words.count(label.replicates, "replicate"),
        _parameters(label, words),
    ]
    if label.changes:
        told = [each if len(each) <= LONGEST_CHANGE else f"{each[: LONGEST_CHANGE - 1]}…" for each in label.changes]
        changes = ", ".join(told[:MOST_CHANGES])
        if len(told) > MOST_CHANGES:
            changes = form("answers.label.more", changes=changes, more=len(told) - MOST_CHANGES)
        parts.append(form("answers.label.set", changes=changes))
    parts += [words.name(each) for each in label.limits]
    return " · ".join((*parts, f"sma-sim {label.version}"))


def _parameters(label: Label, words: Words) -> str:
    """Which parameters hold."""
    if label.point:
        return words.form("answers.label.point")
    if not label.draws:
        return words.form("answers.label.central")
    draws = f"{label.draws:,}"
    if label.core == SHIPPED_CORE:
        return words.form("answers.label.posterior", draws=draws)
    return words.form("answers.label.core", draws=draws, core=label.core)
