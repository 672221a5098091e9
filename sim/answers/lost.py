"""Where the model lost: forecasts of the agreements on record against simple rules, as `sma validate` found them.

The numbers stand in `backtest.json`, made from the findings of `sma validate` by `python -m tests.update_backtest`: a
back-test takes minutes. It carries what it was made with, so that it can say when that has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sim.answers.table import WordTable, word_table
from sim.compiled import source_digest
from sim.history.beside import recorded_beside
from sim.history.keys import key_of
from sim.posterior.draws import SHIPPED
from sim.scenario.schema import Scenario
from sim.words import Language, Words, words_in

FILE = "backtest.json"
OWN, UNFITTED, IN_SAMPLE, HOST_OUT = "left out", "prior", "in sample", "host left out"
ALL = "all"
FIRST_YEAR = 1900  # numbers from here on are years
SAME = {("rise_annualised", "climatology from opening")}  # has no opening to count from: it is climatology again
MEASURES = {"agreement_day": (1.0, 1), "rise_annualised": (100.0, 2)}  # factor and decimals in which they are told


@dataclass(frozen=True)
class Backtest:
    """Scores of forecasts made as of the day the talks opened.

    Attributes
    ----------
    scores : ranked score (CRPS) by measure, forecast and agreement; less is better
    differences : own score less another forecast's, by measure and forecast: mean, standard error over agreements
    replicates, seed : of the back-test
    posterior, sources : digests of the draws and of the compiled sources it was made with
    """

    scores: Mapping[str, Mapping[str, Mapping[str, float]]]
    differences: Mapping[str, Mapping[str, tuple[float, float]]]
    replicates: int
    seed: int
    posterior: str
    sources: str

    @property
    def stale(self) -> bool:
        """Whether draws or model have changed since."""
        return (self.posterior, self.sources) != (_posterior(), source_digest())


@dataclass(frozen=True)
class Lost:
    """Where the model lost.

    Attributes
    ----------
    sentences : of this agreement, where it is on record, and over all of them; how far it may be believed
    table : scores of every forecast
    stale : whether draws or model have changed since the back-test was made; the last sentence then says so
    """

    sentences: tuple[str, ...]
    table: WordTable
    stale: bool


@cache
def _posterior() -> str:
    """Digest of the shipped posterior draws."""
    return hashlib.sha256(SHIPPED.read_bytes()).hexdigest()


@cache
def shipped() -> Backtest:
    """The back-test that comes with the program."""
    read: dict[str, Any] = json.loads(resources.files("sim.answers").joinpath(FILE).read_text(encoding="utf-8"))
    scores: dict[str, dict[str, dict[str, float]]] = {}
    for row in read["scores"]:
        if row["score"] is not None and (row["measure"], row["forecast"]) not in SAME:
            scores.setdefault(row["measure"], {}).setdefault(row["forecast"], {})[row["episode"]] = row["score"]
    differences: dict[str, dict[str, tuple[float, float]]] = {}
    for row in read["differences"]:
        if row["model"] == OWN and row["host"] == ALL:
            differences.setdefault(row["measure"], {})[row["forecast"]] = (row["mean"], row["error"])
    made = read["made"]
    return Backtest(scores, differences, made["replicates"], made["seed"], made["posterior"], made["sources"])


def lost(scenario: Scenario, language: Language = "en", found: Backtest | None = None) -> Lost | None:
    """Where the model lost, for readers of a run; nothing where talks are of theory.

    Parameters
    ----------
    scenario : whose agreement is told by itself, where it is on record
    language : of the words
    found : the back-test; the shipped one by default
    """
    if scenario.kind == "theory":
        return None
    found = found or shipped()
    words = words_in(language)
    key = _key(scenario, found)
    said = [] if key is None else [_of_agreement(found, measure, key, words) for measure in MEASURES]
    said += [_overall(found, measure, words) for measure in MEASURES]
    said.append(words.form("answers.lost.caveat"))
    if found.stale:
        said.append(words.form("answers.lost.stale"))
    return Lost(tuple(said), _table(found, key, words), found.stale)


def _key(scenario: Scenario, found: Backtest) -> str | None:
    """Key of the scenario's agreement among those of the back-test; None where it is not one of them."""
    record = recorded_beside(scenario)
    key = "" if record is None else key_of(record.host, record.number)
    return key if key in found.scores[next(iter(MEASURES))][OWN] else None


def _number(key: str, words: Words) -> str:
    """Number of an agreement, or the year that stands for it, as a sentence has it."""
    number = key.rpartition("-")[2]
    return words.form("answers.lost.year" if int(number) >= FIRST_YEAR else "answers.lost.number", number=number)


def _of_agreement(found: Backtest, measure: str, key: str, words: Words) -> str:
    """Which forecasts of one agreement were better than the model's."""
    own = found.scores[measure][OWN][key]
    others = {name: by[key] for name, by in _others(found, measure).items() if key in by}
    better = [name for name, score in others.items() if score < own]
    return _said("episode", measure, own, others, better, words, number=_number(key, words))


def _overall(found: Backtest, measure: str, words: Words) -> str:
    """The same in a mean over agreements."""
    own = _mean(found.scores[measure][OWN])
    others = {name: _mean(by) for name, by in _others(found, measure).items()}
    better = [name for name, score in others.items() if score < own]
    return _said("mean", measure, own, others, better, words, number=str(len(found.scores[measure][OWN])))


def _said(
    kind: str, measure: str, own: float, others: Mapping[str, float], better: Sequence[str], words: Words, number: str
) -> str:  # fmt: skip
    """Sentence of who was better."""
    slots = {"number": number, "own": _score(measure, own, words)}
    if not better:
        return words.form(f"answers.lost.{kind}.{measure}.won", **slots)
    named = [
        words.form("answers.lost.named", name=_name(name, words), score=_score(measure, others[name], words))
        for name in better
    ]
    return words.form(f"answers.lost.{kind}.{measure}.lost", **slots, better=words.listed(named))


def _others(found: Backtest, measure: str) -> dict[str, Mapping[str, float]]:
    """Forecasts that knew no more than the model left out: all but that in sample, and the model that knew less."""
    return {name: by for name, by in found.scores[measure].items() if name not in (OWN, IN_SAMPLE, HOST_OUT)}


def _mean(by: Mapping[str, float]) -> float:
    return sum(by.values()) / len(by)


def _score(measure: str, score: float, words: Words) -> str:
    factor, places = MEASURES[measure]
    return words.form(f"answers.lost.unit.{measure}", number=f"{factor * score:,.{places}f}")


def _name(forecast: str, words: Words) -> str:
    return words.form(f"answers.forecast.{forecast.replace(' ', '_').lower()}")


def _table(found: Backtest, key: str | None, words: Words) -> WordTable:
    """Scores of every forecast: of the agreement, and in the mean."""
    form = words.form
    columns = [(measure, each) for measure in MEASURES for each in ((key, None) if key is not None else (None,))]
    rows = []
    for name in dict.fromkeys(name for measure in MEASURES for name in found.scores[measure]):
        cells = []
        for measure, episode in columns:
            by = found.scores[measure].get(name, {})
            score = by.get(episode) if episode is not None else (_mean(by) if by else None)
            factor, places = MEASURES[measure]
            cells.append("–" if score is None else f"{factor * score:,.{places}f}")
        rows.append((_name(name, words), *cells))
    headings = [form("answers.lost.heading.forecast")]
    for measure, episode in columns:
        kind = "mean" if episode is None else "episode"
        headings.append(form(f"answers.lost.heading.{kind}.{measure}", number=_number(key, words) if key else ""))
    note = form("answers.lost.note", replicates=f"{found.replicates:,}", seed=str(found.seed))
    return word_table("lost", form("answers.lost.title"), headings, rows, (note,))
