"""Forecasts as of the opening day as tables of words."""

from __future__ import annotations

from sim.calibration.backtest.bars import SCORED, number
from sim.calibration.backtest.forecasts import LEFT_OUT
from sim.calibration.backtest.opening import ALL, MODEL, Opening
from sim.calibration.backtest.rules_to_beat import RULES, WORDS
from sim.calibration.backtest.scores import CONFIDENCE
from sim.calibration.sheet import Sheet, rows_of
from sim.history.keys import FITTED, host_words, words_of

TITLE = "As of the opening day"


def opening_sheets(found: Opening) -> tuple[Sheet, ...]:
    """Record beside forecast, scores by episode, differences from the model, and targets held."""
    scores = (_scores(found, measure) for measure in SCORED)
    return (_forecasts(found), *scores, _differences(found), _coverage(found))


def means_in_words(found: Opening, forecast: str) -> str:
    """Mean scores of a forecast, such as `day agreed 83.0 days and annualised rise 3.84 pp`."""
    rows = found.scores[found.scores["forecast"] == forecast]
    means = rows.groupby("measure")["score"].mean()
    return " and ".join(f"{words} {number(measure, float(means[measure]))}" for measure, words in SCORED.items())


def _forecasts(found: Opening) -> Sheet:
    """The record of every episode beside what was foreseen without it."""
    table = found.predictions[found.predictions["mode"] == LEFT_OUT]
    by = {(row.episode, row.measure): row for row in rows_of(table)}
    rows = []
    for key in FITTED:
        cells = []
        for measure in SCORED:
            row = by[key, measure]
            factor, places, sign = (100.0, 1, "") if measure == "rise_annualised" else (1.0, 0, "+")
            low, middle, high, record = (
                f"{factor * value:{sign}.{places}f}" for value in (row.low_80, row.median, row.high_80, row.recorded)
            )
            cells += [record, f"{middle} ({low} to {high}){'' if row.held_80 else ' *'}"]
        term = by[key, "term_years"]
        foreseen = f"{term.median:g} ({term.low_80:g} to {term.high_80:g})"
        rows.append((words_of(key), *cells, f"{term.recorded:g}", foreseen))
    note = (
        "Left out: refitted without the episode. Medians and central 80% intervals; * the record lies outside. Days"
        " from expiry, percent a year, years of term."
    )
    headings = ("", "day agreed", "foreseen", "rise a year", "foreseen", "term", "foreseen")
    return Sheet(f"{TITLE}: the record beside the forecast without it", headings, tuple(rows), (note,))


def _scores(found: Opening, measure: str) -> Sheet:
    of_it = found.scores[found.scores["measure"] == measure]
    wide = of_it.pivot(index="episode", columns="forecast", values="score")
    columns = [name for name in (*MODEL, *RULES) if wide[name].notna().any()]
    wide = wide.loc[list(FITTED), columns]
    rows = [(words_of(str(key)), *(_cell(measure, each) for each in row)) for key, row in wide.iterrows()]
    hosts = {key: host_words(key) for key in FITTED}
    for host in dict.fromkeys(hosts.values()):
        own = wide.loc[[key for key in FITTED if hosts[key] == host]]
        rows.append((f"mean, {host}", *(_cell(measure, each) for each in own.mean(skipna=False))))
    rows.append(("mean", *(_cell(measure, each) for each in wide.mean(skipna=False))))
    notes = (
        "Nothing after the opening day is known to any of them: elections ahead are drawn by the beliefs of that day,"
        " provocations by their rates. Less is better. Prior: the model with nothing fitted, written knowing the"
        " record. Host left out: refitted without any talks of the host.",
        f"Rules to beat: {'; '.join(f'{name}, {WORDS[name]}' for name in RULES)}.",
    )
    return Sheet(f"{TITLE}: CRPS of the {SCORED[measure]}", ("", *columns), tuple(rows),
                 notes if measure == next(iter(SCORED)) else ())  # fmt: skip


def _cell(measure: str, score: float) -> str:
    return "" if score != score else number(measure, score).split()[0]


def _differences(found: Opening) -> Sheet:
    rows = [
        (SCORED[row.measure], row.model, row.forecast, row.host,
         f"{number(row.measure, row.mean)} ± {number(row.measure, row.error)}", f"{row.better} of {row.of}")
        for row in rows_of(found.differences)
        if row.model == LEFT_OUT or row.host == ALL
    ]  # fmt: skip
    note = (
        "Score of the model less that of the other, episode by episode; below 0 the model is better. ±: standard"
        " error over episodes. What lies within two of them is no difference that so few can show."
    )
    return Sheet(f"{TITLE}: the model against the others", ("", "model", "against", "host", "difference", "better for"),
                 tuple(rows), (note,), 4)  # fmt: skip


def _coverage(found: Opening) -> Sheet:
    rows = [
        (row.mode, row.kind, f"{row.level}%", f"{row.held} of {row.of}", f"{100 * row.held / row.of:.0f}%",
         f"{100 * row.low:.0f} to {100 * row.high:.0f}%", "" if row.width != row.width else f"{row.width:.2f}")
        for row in rows_of(found.coverage)
    ]  # fmt: skip
    note = (
        f"Share: with an exact binomial interval of {100 * CONFIDENCE:.0f}%, which takes targets as independent; those"
        " of one episode are not, so that it is too narrow. Width: of intervals over that of the prior's, mean over"
        " days and rises. Intervals that hold too much are too wide."
    )
    return Sheet(f"{TITLE}: targets held by intervals and sets",
                 ("", "targets", "level", "held", "share", "interval", "width"), tuple(rows), (note,), 3)  # fmt: skip
