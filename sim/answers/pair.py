"""Two runs under the same luck, both kept in memory: paired differences, and in what share the outcome changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.compare import AMOUNT, DAYS, POINTS, YEARS, changes, paired_differences, to_explain
from sim.analysis.resample import RESAMPLES
from sim.analysis.setting import Label, setting_of
from sim.analysis.shares import Share, share
from sim.answers.table import WordTable, word_table
from sim.answers.told import Told
from sim.errors import ScenarioError
from sim.scenario.schema import Scenario
from sim.words import Language, words_in
from sim.words.numerals import signed

LINKS = 5  # negotiations that changed, to be looked at
SAID = {"delay_mean": "delay", "agreed": "agreed", "rise_mean": "rise"}  # figures told in the sentence


@dataclass(frozen=True)
class World:
    """A run that was kept: its outcomes, its scenario, and which run it is."""

    frame: pd.DataFrame
    scenario: Scenario
    label: Label


@dataclass(frozen=True)
class Pair:
    """Two runs beside each other.

    Attributes
    ----------
    changed : share of the negotiations in which the outcome of the talks changed
    sentence : that, and the mean differences
    differences : from `sim.analysis.compare.paired_differences`: numbers, for a chart of intervals
    table : the same in words
    replicates : a few that changed, from the largest fall in delay to the largest growth
    """

    changed: Share
    sentence: str
    differences: pd.DataFrame
    table: WordTable
    replicates: tuple[int, ...]


def pair(
    base: World, other: World, language: Language = "en", links: int = LINKS, times: int = RESAMPLES
) -> Pair:  # fmt: skip
    """Set a run beside another, replicate by replicate.

    Parameters
    ----------
    base, other : with the same seed and number of replicates
    language : of the words
    links : how many changed negotiations to name
    times : resamples for the intervals of medians

    Raises
    ------
    ScenarioError : the runs do not share their luck, or end on different days
    """
    horizon = _check(base, other)
    words = words_in(language).about(
        base.scenario.host.name, [each.name for each in base.scenario.administrations.values()]
    )
    setting = setting_of(base.scenario)
    told = Told(words, setting, len(base.frame))
    moved = changes(base.frame, other.frame, horizon)
    found = paired_differences(base.frame, other.frame, horizon, times)
    if (other.scenario.host.currency, other.scenario.host.unit) != (setting.currency, setting.unit):
        found = found[found["unit"] != AMOUNT].reset_index(drop=True)
    changed = share("changed", "changed", int(moved["changed"].sum()), len(moved))
    return Pair(changed, _sentence(changed, found, told), found, _table(found, told), tuple(to_explain(moved, links)))


def _check(base: World, other: World) -> float:
    """Day from expiry at which both end; refuses runs that cannot be paired."""
    if base.label.seed != other.label.seed:
        raise ScenarioError(
            f"{other.label.scenario}: seed {other.label.seed}, where the run beside it has {base.label.seed}: they do"
            " not share their luck. Run both with the same --seed."
        )
    ends = [setting_of(each.scenario).horizon_day for each in (base, other)]
    if ends[0] != ends[1]:
        raise ScenarioError(
            f"{other.label.scenario}: ends {ends[1]:,} days from expiry, the run beside it {ends[0]:,}."
            " `sma compare` takes both to the nearest end; or give both the same agreement.horizon_years."
        )
    return float(ends[0])


def _sentence(changed: Share, found: pd.DataFrame, told: Told) -> str:
    """How many changed, and by how much in the mean."""
    said = [told.words.form("answers.pair.changed", changed=told.chance(changed.share or 0.0), count=told.count)]
    rows = {row["name"]: row for row in _rows(found)}
    for name, form in SAID.items():
        row = rows[name]
        if row["difference"] == row["difference"] and row["lower"] == row["lower"] and row["difference"] != 0:
            said.append(told.words.form(f"answers.pair.{form}", **_cells(row, told)))
    return " ".join(said)


def _rows(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows by the names of the columns."""
    return [{str(key): value for key, value in row.items()} for row in found.to_dict(orient="records")]


def _cells(row: dict[str, Any], told: Told) -> dict[str, str]:
    """Numbers of a difference as text; of a share or rise the values are percent and the difference points."""
    unit = str(row["unit"])
    level = {DAYS: "days", POINTS: "percent", YEARS: "years"}.get(unit, "amount")
    by = {DAYS: "days", POINTS: "points", YEARS: "years"}.get(unit, "amount")

    def said(name: str, kind: str, sign: str = "") -> str:
        value = float(row[name])
        if value != value:
            return "–"
        if kind == "amount":
            return f"{'+' if sign and value > 0 else ''}{signed(told.amount(value))}"
        return told.words.form(f"answers.unit.{kind}", number=signed(f"{value:{sign}z,.1f}"))

    def end(name: str) -> str:
        value = float(row[name])
        if by == "amount" or value != value:
            return said(name, by, "+")
        return signed(f"{value:+z,.1f}")

    return {
        "base": said("base", level),
        "other": said("other", level),
        "difference": said("difference", by, "+"),
        "lower": end("lower"),
        "upper": end("upper"),
    }


def _table(found: pd.DataFrame, told: Told) -> WordTable:
    """All figures in words."""
    form = told.words.form
    rows = []
    for row in _rows(found):
        if row["unit"] == POINTS and row["how"] == "share" and row["base"] == row["other"] == 0:
            continue  # what happens in neither
        cells = _cells(row, told)
        interval = form("answers.pair.range", low=cells["lower"], high=cells["upper"])
        rows.append(
            (form(f"answers.figure.{row['name']}"), cells["base"], cells["other"], cells["difference"], interval)
        )
    headings = ("", *(form(f"answers.pair.heading.{name}") for name in ("base", "other", "difference", "interval")))
    return word_table("pair", form("answers.pair.title"), headings, rows, (form("answers.pair.note"),))
