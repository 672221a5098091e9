"""Every figure the package draws, each from a small table, with a text of the user wherever one may stand."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

import sim.plots
from sim.analysis.attribution import Estimate
from sim.analysis.compare import changes, paired_differences
from sim.analysis.explanation import QUESTIONS, Explanation, Tally
from sim.analysis.levels import cells, levels_of, split
from sim.analysis.points import OUTPUTS
from sim.analysis.setting import Mark
from sim.analysis.shares import share
from sim.analysis.spreads import histogram, joint
from sim.analysis.summary import summarise
from sim.analysis.survival import ENDS, survival
from sim.analysis.tables import Table
from sim.experiments.comparison import Arm, Comparison, Pair
from sim.plots.ablation import ablation_figure
from sim.plots.amounts import amounts_figure
from sim.plots.calibration import contraction_figure, knowing_figure, patterns_figure, ranks_figure, recovery_figure
from sim.plots.compare import comparison_figure
from sim.plots.explanation import explanation_figure
from sim.plots.levels import maps_figure, ridges_figure
from sim.plots.levels import survival_figure as survival_by_level
from sim.plots.provocations import provocations_figure
from sim.plots.sensitivity import convergence_figure, indices_figure, tornado_figure
from sim.plots.settlement import settlement_figure
from sim.plots.survival import survival_figure
from sim.plots.trace import trace_figure
from sim.plots.validation import forecasts_figure, intervals_figure, pit_figure, scores_figure
from sim.stories.course import course
from sim.traces.entries import Expiry, HorizonReached
from tests.unit.handmade import entry, meeting, outcome, prepared, trace
from tests.unit.plots import test_provocations as provocations
from tests.unit.plots import test_validation as validation
from tests.unit.synthetic import HORIZON, SETTING, label, table

Maker = Callable[[str], Figure]
FRAME = table(200)


def _label(text: str):
    return replace(label(len(FRAME)), title=text)


def _setting(text: str):
    return replace(SETTING, handovers=(Mark(386, text),), currency=text)


def _points(text: str) -> pd.DataFrame:
    """Four points of two factors, one of which has names for values."""
    names = [f"_{text}", text]
    return pd.DataFrame({"point": range(4), "who": [0.0, 0, 1, 1], "who_label": np.repeat(names, 2), "x": [0.0, 1] * 2})


def _outcomes() -> pd.DataFrame:
    return pd.concat([table(60, seed=1 + point).assign(point=point) for point in range(4)], ignore_index=True)


def _ridges(text: str) -> Figure:
    parts = split(_outcomes(), levels_of(_points(text), "who"))
    values = {name: part["rise"].dropna().to_numpy(dtype=np.float64) for name, part in parts.items()}
    return ridges_figure(values, values, {name: len(part) for name, part in parts.items()}, "who", text)


def _amounts(text: str) -> Figure:
    spreads = {each.name: each for each in summarise(FRAME, _label(text), SETTING, None).settled}
    found = [(histogram(Table(FRAME), name, []), spreads[name]) for name in ("amount", "amount_usd_m")]
    return amounts_figure(found[0], found[1], _setting(text), _label(text))


def _curves():
    return {end: survival(Table(FRAME), end) for end in ENDS}


def _indices(main: str, second: str) -> pd.DataFrame:
    both = {
        name: values
        for each in (main, second)
        for name, values in ((each, [0.6, 0.1]), (f"{each}_lower", [0.5, -0.1]), (f"{each}_upper", [0.7, 0.2]))
    }
    return pd.DataFrame({"factor": ["who", "x"], **both, "clear": [True, False], "total_clear": [True, False]})


def _tornado(text: str) -> Figure:
    row = {"factor": "who", "low": 1.0, "low_lower": 0.5, "low_upper": 1.5, "high": 3.0, "high_lower": 2.0,
           "high_upper": 4.0, "low_at": text, "high_at": f"_{text}", "mean": 2.0}  # fmt: skip
    return tornado_figure([(OUTPUTS[0], pd.DataFrame([row]))], text)


def _estimates() -> tuple[Estimate, ...]:
    return tuple(Estimate(1.0, 0.5, 1.5) for _ in range(4))


def _comparison(text: str) -> Figure:
    worlds = [
        Arm(name, _label(text), _setting(text), None, table(200, seed=seed))  # type: ignore[arg-type]
        for name, seed in ((text, 1), (f"_{text}", 2))
    ]
    base, other = (world.outcomes for world in worlds)
    moved = changes(base, other, float(HORIZON))
    changed = share("changed", "changed", int(moved["changed"].sum()), len(moved))
    pair = Pair(worlds[1], float(HORIZON), paired_differences(base, other, float(HORIZON)), moved, changed, ())
    return comparison_figure(Comparison(worlds[0], (pair,)))


def _trace(text: str) -> Figure:
    events = (meeting(1, 0), entry(98, Expiry), entry(1194, HorizonReached))
    found = course(prepared(), trace(*events), outcome(), None)
    marks = [*found.marks, replace(found.marks[0], label=text)] if found.marks else found.marks
    return trace_figure(replace(found, marks=marks), text, text)


def _ranks(text: str) -> Figure:
    ecdf = pd.DataFrame({"pool": text, "rank": [0.0, 0.5, 1.0], "difference": [0.0, 0.1, 0.0]})
    bands = {f"{end}{of}": sign * 0.2 for end, sign in (("lower", -1), ("upper", 1)) for of in ("", "_alike")}
    return ranks_figure(ecdf.assign(**bands), {text: text}, text)


def _recovery(text: str) -> Figure:
    points = pd.DataFrame({"truth": [0.2, 0.8], "mean": [0.3, 0.7], "low": [0.1, 0.5], "high": [0.5, 0.9]})
    return recovery_figure({text: points.assign(**{"from": 0.0, "to": 1.0})}, {text: text}, text)


def _bars(text: str, column: str) -> pd.DataFrame:
    made = pd.DataFrame(
        {"parameter": [text], column: [0.4], "lower": [0.2], "upper": [0.6], "clear": [True]}
    )  # fmt: skip
    made.attrs.update(chance=0.1, luck=0.5, draws=0.3, floor=0.05)
    return made


def _patterns(text: str) -> Figure:
    row = {"pattern": text, "statistic": text, "value": 0.4, "lower": 0.2, "upper": 0.6, "met": "yes", "recorded": 0.5}
    return patterns_figure(pd.DataFrame([row]), text)


def _convergence(text: str) -> Figure:
    tables = [_indices("total", "first").assign(blocks=blocks) for blocks in (8, 16)]
    return convergence_figure([(OUTPUTS[0], pd.concat(tables))], "sobol", text)


def _explanation(text: str) -> Figure:
    """Three phases: one in which everything occurs, one of few negotiations, and one of none."""
    columns = [(question.name, cause) for question in QUESTIONS for cause in question.answers]
    tally, counts = Tally((text, "few", "none"), columns), np.zeros((40, 3, len(columns)))
    counts[:, 0], counts[:3, 1] = 1.0, 1.0
    tally.add(counts)
    return explanation_figure(Explanation(_label(text), (text, "few", "none"), tally.table()))


def _scores() -> pd.DataFrame:
    return pd.concat([validation.SCORES, validation.SCORES.assign(measure="rise_annualised")])


MAKERS: dict[Callable[..., Figure], Maker] = {
    ablation_figure: lambda text: ablation_figure({text: _estimates()}, {text: _estimates()}, _label(text)),
    amounts_figure: _amounts,
    comparison_figure: _comparison,
    contraction_figure: lambda text: contraction_figure(_bars(text, "contraction"), text),
    convergence_figure: _convergence,
    explanation_figure: _explanation,
    indices_figure: lambda text: indices_figure([(OUTPUTS[0], _indices("mu_star", "sigma"))], "morris", text),
    forecasts_figure: lambda text: forecasts_figure(validation.TABLE, text),
    intervals_figure: lambda text: intervals_figure(validation.TABLE, text),
    knowing_figure: lambda text: knowing_figure({text: _bars(text, "share")}, text),
    maps_figure: lambda text: maps_figure(cells(_outcomes(), _points(text), "who", "x"), "who", "x", text),
    patterns_figure: _patterns,
    pit_figure: lambda text: pit_figure(validation.TABLE, text),
    provocations_figure: lambda text: provocations_figure(
        provocations.DAILY, provocations.MONTHLY, provocations.QUANTILES, {text: provocations.PROFILES["first"]},
        [date(2020, 1, 2)], 8.68, text, text,
    ),
    ranks_figure: _ranks,
    recovery_figure: _recovery,
    ridges_figure: _ridges,
    scores_figure: lambda text: scores_figure(_scores(), text),
    settlement_figure: lambda text: settlement_figure(joint(Table(FRAME)), _setting(text), _label(text)),
    survival_by_level: lambda text: survival_by_level(
        split(_outcomes(), levels_of(_points(text), "who")), "who", text
    ),
    survival_figure: lambda text: survival_figure(_curves(), _setting(text), _label(text)),
    tornado_figure: _tornado,
    trace_figure: _trace,
}  # fmt: skip


def public_makers() -> set[Callable[..., Figure]]:
    """All functions of `sim.plots` that make a figure."""
    found = set()
    for each in iter_modules(sim.plots.__path__, "sim.plots."):
        module = import_module(each.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.endswith("_figure") and function.__module__ == each.name:
                found.add(function)
    return found
