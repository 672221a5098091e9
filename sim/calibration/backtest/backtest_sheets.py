"""A back-test as tables of words, the same on the terminal and on the page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.calibration.backtest.backtest import Backtest
from sim.calibration.backtest.bars import SCORED, means
from sim.calibration.backtest.baselines import NAMES, WORDS
from sim.calibration.backtest.cores import MIDDLE
from sim.calibration.backtest.forecasts import IN_SAMPLE, LEFT_OUT, MODES, UNFITTED
from sim.calibration.backtest.opening_sheets import means_in_words, opening_sheets
from sim.calibration.backtest.scores import CONFIDENCE, FLOOR, LEVELS
from sim.calibration.inference.targets import HANDOVER, measure_of
from sim.calibration.sheet import Sheet, rows_of
from sim.history.keys import KOREAN, words_of
from sim.posterior.cores import SHIPPED_CORE

MISS = " ✗"  # behind an interval or set without the record
HORIZON = measure_of("agreement_day").absent  # day that stands for no agreement
NAMED = {
    "agreement_day": "day agreed, from expiry",
    "blank_period": "blank period",
    "signature_lag": "signature lag, days",
    "rise_annualised": "annualised rise, %",
    "term_years": "term, years",
    "escalator": "growth rule",
    "rounds": "rounds",
    "refused": f"refused before {HANDOVER}",
    "refused_rise": "refused rise, %",
    "furlough": "furlough",
}


def sheets(found: Backtest) -> tuple[Sheet, ...]:
    """All tables of a back-test, in the order in which they are read."""
    made = [
        _bars(found),
        *opening_sheets(found.opening),
        _coverage(found),
        *_targets(found),
        _means(found),
        _by_agreement(found),
        _chances(found),
    ]
    made.append(_cores(found))
    if found.weights:
        made.append(_disagreement(found))
    return tuple(made)


def value(measure: str, number: float, noise: float = 0.0) -> str:
    """Number of a measure as a reader writes it; of no agreement by the horizon, none."""
    if measure == "agreement_day":
        return "none" if number >= HORIZON - 4.0 * max(noise, 2.0) else f"{number:+.0f}"
    return f"{100 * number:.1f}" if measure in ("rise_annualised", "refused_rise") else f"{number:.0f}"


def _bars(found: Backtest) -> Sheet:
    rows = tuple((bar.words, bar.wanted, bar.found, bar.verdict, bar.lost) for bar in found.bars)
    note = "± : Monte Carlo standard error; with five agreements the mean itself is known far less well."
    return Sheet("Bars", ("", "wanted", "found", "", "where it does worst"), rows, (note,), 5)


def _coverage(found: Backtest) -> Sheet:
    rows: list[tuple[str, ...]] = []
    for (core, mode), part in found.coverage.groupby(["core", "mode"], sort=False):
        cells = [f"{row.held} of {row.of}" for row in rows_of(part)]
        at_80 = next(row for row in rows_of(part) if row.level == 0.8)
        cells.insert(2, f"{100 * at_80.low:.0f} to {100 * at_80.high:.0f}%")
        names = f"{at_80.names_held} of {at_80.names}"
        rows.append((str(core), str(mode), *cells, f"{at_80.numbers_held} of {at_80.numbers}", names,
                     f"{at_80.names_undecided} of {at_80.names}"))  # fmt: skip
    note = (
        f"Share at 80%: exact binomial interval of {100 * CONFIDENCE:.0f}%, as if targets were independent. Targets of"
        " one agreement go together, so it is too narrow. Too many held is as wrong as too few, and there is no pass"
        " mark. Undecided: 80% sets of names and flags that hold more than one value; a set with both values of a flag"
        " cannot miss."
    )
    levels = [f"{100 * level:.0f}%" for level in LEVELS]
    levels.insert(2, "share at 80%")
    headings = ("core", "", *levels, "numbers at 80%", "names, flags", "undecided")
    return Sheet("Targets held by prediction intervals and sets", headings, tuple(rows), (note,), 2)


def _targets(found: Backtest) -> list[Sheet]:
    """The record beside intervals and sets, a table for each agreement."""
    table = found.predictions[found.predictions["core"] == SHIPPED_CORE]
    made = []
    for key in KOREAN:
        rows: list[tuple[str, ...]] = []
        for measure, pair in table[table["episode"] == key].groupby("measure", sort=False):
            for index, row in enumerate(rows_of(pair)):
                first = (NAMED[str(measure)], _record(row)) if index == 0 else ("", "")
                rows.append((*first, row.mode, *_predicted(row), f"{row.pit:.2f}"))
        headings = ("", "record", "", "median, or chance of the record", *(f"{100 * x:.0f}%" for x in LEVELS), "PIT")
        made.append(Sheet(words_of(key), headings, tuple(rows), left=3))
    note = (
        f"Numbers: central intervals; names and flags: smallest sets.{MISS} : without the record. None: no agreement by"
        f" the horizon. Where a negotiation has no such thing a stated value stands in: {_stand_ins()}. PIT: share of"
        " the forecast below the record, with a random part of what equals it."
    )
    made[-1] = Sheet(made[-1].title, made[-1].headings, made[-1].rows, (note,), made[-1].left)
    return made


def _record(row: Any) -> str:
    return value(row.measure, row.recorded) if row.kind == "real" else str(row.record)


def _predicted(row: Any) -> tuple[str, ...]:
    """Median or chance of the record, and the interval or set of each level."""
    if row.kind == "real":
        first = value(row.measure, row.median, row.noise)
    else:
        first = f"{100 * row.probability:.1f}%"
    cells = []
    for level in LEVELS:
        percent = f"{100 * level:.0f}"
        low, high = (value(row.measure, getattr(row, f"{end}_{percent}"), row.noise) for end in ("low", "high"))
        words = f"{low} to {high}" if row.kind == "real" else getattr(row, f"set_{percent}")
        cells.append(f"{words}{'' if getattr(row, f'held_{percent}') else MISS}")
    return (first, *cells)


def _means(found: Backtest) -> Sheet:
    table = means(found.scores)
    columns = [name for name in table.columns if name != "agreements"]
    rows = tuple(
        (NAMED[str(measure)], str(int(row["agreements"])), *(_score(str(measure), row[c]) for c in columns))
        for measure, row in table.iterrows()
    )
    sources = found.last_times[found.last_times["episode"] == KOREAN[0]]
    said = ", ".join(
        f"{NAMED[row.measure]} {value(row.measure, row.value)} ({words_of(row.of)})"
        for row in rows_of(sources[sources["measure"] != "blank_period"])
    )
    notes = (
        "Less is better; of agreements that every forecast has. Days, rounds, years; of rises percentage points a year;"
        " of flags the squared error of the probability, of the growth rule half the Brier score. Prior: the model with"
        " nothing fitted, no baseline of the bars.",
        f"Baselines: {'; '.join(f'{name}, {WORDS[name]}' for name in NAMES)}.",
        f"Last time, of {words_of(KOREAN[0])}: {said}; the record has no rounds and no like growth rule before it.",
    )
    return Sheet("CRPS, mean over agreements", ("", "agreements", *columns), rows, notes)


def _score(measure: str, number: float) -> str:
    if measure in ("rise_annualised", "refused_rise"):
        return f"{100 * number:.2f}"
    return f"{number:.1f}" if measure in ("agreement_day", "signature_lag") else f"{number:.2f}"


def _by_agreement(found: Backtest) -> Sheet:
    columns = list(dict.fromkeys(found.scores["forecast"]))
    wide = found.scores.pivot(index=["measure", "episode"], columns="forecast", values="score")
    rows: list[tuple[str, ...]] = []
    for measure in SCORED:
        for key in KOREAN:
            scores = wide.xs((measure, key)).astype(float)
            head = NAMED[measure] if key == KOREAN[0] else ""
            rows.append((head, words_of(key), *(_score(measure, float(scores[name])) for name in columns)))
    return Sheet("CRPS by agreement", ("", "agreement", *columns), tuple(rows), left=2)


def _chances(found: Backtest) -> Sheet:
    table = found.chances[found.chances["core"] == SHIPPED_CORE]
    rows = []
    for (episode, event), part in table.groupby(["episode", "event"], sort=False):
        by = {row.mode: f"{100 * row.probability:.1f}% ± {100 * row.error:.1f}" for row in rows_of(part)}
        came = _yes(part)
        rows.append((words_of(str(episode)), str(event), came, *(by[mode] for mode in (UNFITTED, *MODES))))
    note = "± : Monte Carlo standard error, negotiations under one draw of the parameters taken together."
    return Sheet("Chances of what came", ("", "", "record", UNFITTED, *MODES), tuple(rows), (note,), 2)


def _cores(found: Backtest) -> Sheet:
    logs = found.log_scores.groupby("core", sort=False)["log_score"].mean()
    weighed = {each.core: each for each in found.weights}
    rows = []
    for core in logs.index:
        at_80 = found.coverage[
            (found.coverage["core"] == core) & (found.coverage["mode"] == LEFT_OUT) & (found.coverage["level"] == 0.8)
        ].iloc[0]
        table = found.predictions[(found.predictions["core"] == core) & (found.predictions["mode"] == LEFT_OUT)]
        mean = table.groupby("measure")["score"].mean()
        weight = weighed.get(str(core))
        told = (
            "" if weight is None else f"{100 * weight.weight:.0f}% ({100 * weight.low:.0f} to {100 * weight.high:.0f})"
        )
        crps = tuple(_score(measure, float(mean[measure])) for measure in SCORED)
        rows.append((str(core), f"{logs[core]:.2f}", told, f"{at_80['held']} of {at_80['of']}", *crps))
    notes = [
        f"{log_score_words()} Weight: pseudo-BMA+, mean and middle {MIDDLE:.0%} of Bayesian bootstraps of the"
        " agreements. Five agreements cannot settle which core is right.",
    ]
    if found.missing:
        names = " and ".join(found.missing)
        notes.append(f"Not compared: {names}, for which there is no posterior beside the file.")
    headings = ("", "mean log score", "weight", "held at 80%", "CRPS, days", "CRPS, pp a year")
    return Sheet("Behavioural cores, left out", headings, tuple(rows), tuple(notes))


def log_score_words() -> str:
    """What the log score is, with the kernels it is read under."""
    day, rise = (measure_of(name) for name in SCORED)
    return (
        "Log score: mean over agreements of the log density of day agreed and annualised rise together, under Gaussian"
        f" kernels of {day.scale:g} days and {100 * rise.scale:g} {'point' if rise.scale == 0.01 else 'points'},"
        f" {FLOOR:.0%} spread evenly; more is better."
    )


def _stand_ins() -> str:
    """Values that stand where a negotiation has none: what they are of, those of 0 together."""
    words = {"signature_lag": "signature lag", "rise_annualised": "a rise", "term_years": "a term", "rounds": "rounds",
             "refused_rise": "a refused rise"}  # fmt: skip
    absent = {told: measure_of(name).absent for name, told in words.items()}
    none = [told for told, value in absent.items() if value == 0]
    others = [f"{value:g} days of {told}" for told, value in absent.items() if value != 0]
    return f"{', '.join((*others, *none[:-1]))} and {none[-1]} of 0"


def _disagreement(found: Backtest) -> Sheet:
    table = found.predictions[found.predictions["mode"] == LEFT_OUT]
    cores = list(dict.fromkeys(table["core"]))
    rows: list[tuple[str, ...]] = []
    for measure in (*SCORED, "rounds"):
        part = table[table["measure"] == measure]
        wide = part.pivot(index="episode", columns="core", values="median")
        for key in KOREAN:
            one = part[(part["episode"] == key) & (part["core"] == cores[0])].iloc[0]
            medians = tuple(value(measure, float(wide.loc[key, core]), float(one["noise"])) for core in cores)
            head = NAMED[measure] if key == KOREAN[0] else ""
            rows.append((head, words_of(key), value(measure, float(one["recorded"])), *medians))
    chances = found.chances[found.chances["mode"] == LEFT_OUT]
    for (episode, event), pair in chances.groupby(["episode", "event"], sort=False):
        by = {row.core: f"{100 * row.probability:.0f}%" for row in rows_of(pair)}
        rows.append((str(event), words_of(str(episode)), _yes(pair), *(by[core] for core in cores)))
    return Sheet("Where the cores disagree: medians and chances, left out", ("", "", "record", *cores), tuple(rows),
                 left=2)  # fmt: skip


def _yes(part: pd.DataFrame) -> str:
    return "yes" if bool(part["came"].iloc[0]) else "no"


def headline(found: Backtest) -> str:
    """What the back-test comes to, in one or two sentences."""
    at_80 = found.coverage[(found.coverage["core"] == SHIPPED_CORE) & (found.coverage["level"] == 0.8)]
    held = {row.mode: f"{row.held} of {row.of} targets ({100 * row.held / row.of:.0f}%)" for row in rows_of(at_80)}
    missed = [bar.words for bar in found.bars if not bar.met]
    verdict = "All bars are met." if not missed else f"Missed: {'; '.join(missed)}."
    met = len(found.bars) - len(missed)
    return (
        f"As of the day the talks opened, and refitted without the agreement it forecasts, the model's mean CRPS is:"
        f" {means_in_words(found.opening, LEFT_OUT)}; the prior's, with nothing fitted:"
        f" {means_in_words(found.opening, UNFITTED)}. Told also what came from"
        f" outside, 80% intervals and sets hold {held[LEFT_OUT]}; in sample {held[IN_SAMPLE]}."
        f" Of {len(found.bars)} bars {met} are met. {verdict}"
    )
