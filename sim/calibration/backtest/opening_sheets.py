"""Forecasts as of the opening day as tables of words."""

from __future__ import annotations

from sim.calibration.backtest.bars import SCORED, number
from sim.calibration.backtest.opening import MODEL, RULES, WORDS, Opening
from sim.calibration.backtest.scores import CONFIDENCE
from sim.calibration.sheet import Sheet, rows_of
from sim.history.episodes import COVERED

TITLE = "As of the opening day"


def opening_sheets(found: Opening) -> tuple[Sheet, ...]:
    """Scores by agreement, differences from the model left out, and targets held."""
    return (*(_scores(found, measure) for measure in SCORED), _differences(found), _coverage(found))


def means_in_words(found: Opening, forecast: str) -> str:
    """Mean scores of a forecast, such as `day agreed 83.0 days and annualised rise 3.84 pp`."""
    rows = found.scores[found.scores["forecast"] == forecast]
    means = rows.groupby("measure")["score"].mean()
    return " and ".join(f"{words} {number(measure, float(means[measure]))}" for measure, words in SCORED.items())


def _scores(found: Opening, measure: str) -> Sheet:
    of_it = found.scores[found.scores["measure"] == measure]
    scores = {(row.forecast, row.episode): float(row.score) for row in rows_of(of_it)}
    rows = []
    for name in (*MODEL, *RULES):
        values = [scores[name, each] for each in COVERED]
        if all(each != each for each in values):
            continue
        rows.append((name, *(_cell(measure, each) for each in values), _cell(measure, sum(values) / len(values))))
    notes = (
        "Nothing after the opening day is known to any of them: elections ahead are drawn by the beliefs of that day,"
        " provocations by their rates. Less is better. Prior: the model with nothing fitted, written knowing the"
        " record.",
        f"Rules to beat: {'; '.join(f'{name}, {WORDS[name]}' for name in RULES)}.",
    )
    headings = ("CRPS", *(f"the {each}th" for each in COVERED), "mean")
    return Sheet(f"{TITLE}: {SCORED[measure]}", headings, tuple(rows), notes if measure == next(iter(SCORED)) else ())


def _cell(measure: str, score: float) -> str:
    return "" if score != score else number(measure, score).split()[0]


def _differences(found: Opening) -> Sheet:
    rows = [
        (SCORED[row.measure], row.model, row.forecast,
         f"{number(row.measure, row.mean)} ± {number(row.measure, row.error)}", f"{row.better} of {row.of}")
        for row in rows_of(found.differences)
    ]  # fmt: skip
    note = (
        "Score of the model less that of the other, agreement by agreement; below 0 the model is better. ±: standard"
        " error over agreements. What lies within two of them is no difference that five agreements can show."
    )
    return Sheet(f"{TITLE}: the model against the others", ("", "model", "against", "difference", "better for"),
                 tuple(rows), (note,), 3)  # fmt: skip


def _coverage(found: Opening) -> Sheet:
    rows = [
        (row.mode, row.kind, f"{row.held} of {row.of}", f"{100 * row.low:.0f} to {100 * row.high:.0f}%")
        for row in rows_of(found.coverage)
    ]
    note = (
        f"Share: exact binomial interval of {100 * CONFIDENCE:.0f}%, which takes targets as independent; those of one"
        " agreement are not, so that it is too narrow. Intervals that hold too much are too wide. No pass mark."
    )
    return Sheet(f"{TITLE}: targets held by 80% intervals and sets", ("", "targets", "held", "share"), tuple(rows),
                 (note,), 2)  # fmt: skip
