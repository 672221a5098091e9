"""The figures of a sweep, from its results, and the tables they show."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.analysis.levels import Level, cells, level_table, levels_of, split
from sim.analysis.points import FIGURES_READ, OUTPUTS, READ, discovery_table, outputs_of, tallies
from sim.analysis.sensitivity import base_points, tornado
from sim.errors import ScenarioError
from sim.experiments.results import Results
from sim.plots.levels import maps_figure, ridges_figure, survival_figure
from sim.plots.sensitivity import tornado_figure

MOST_RIDGES = 10  # levels of a factor as ridges; curves that cross allow fewer
Named = Iterator[tuple[str, Figure]]


def sweep_figures(read: Results, kinds: Sequence[str], chosen: list[str], known: list[str], folder: Path) -> Named:
    """Name and figure, one after the other; the tables beside them are written on the way.

    Points that could not be run are in no figure; captions count them, and levels.csv has a row without figures for a
    level of which none could.

    Parameters
    ----------
    read : results of the sweep
    kinds : figures wanted
    chosen : factors to draw by; a map is of the first two, and there is none of one
    known : all factors of the sweep
    folder : where levels.csv and discovery.csv go
    """
    points = read.points
    outputs = outputs_of(tallies(read.blocks(*READ)))
    ran = points[points["point"].isin(outputs["point"])]
    text = read.manifest.caption(len(points) - len(ran))
    discovery_table(ran, outputs).to_csv(folder / "discovery.csv", lineterminator="\n")
    if set(kinds) - {"tornado"}:
        breaks = ["break_day"] if "break_day" in read.study.outputs else []
        outcomes = read.outcomes([*FIGURES_READ, *breaks])
        yield from _by_level(outcomes, points, kinds, chosen, folder, text)
        if "maps" in kinds and len(chosen) > 1:
            across, up = chosen[:2]
            yield f"map-{across}-{up}", maps_figure(cells(outcomes, points, across, up), across, up, text)
    if "tornado" in kinds:
        shown = [(each, _swings(read, ran, outputs, each.name, known)) for each in OUTPUTS]
        tables = [(each, table) for each, table in shown if table is not None]
        if tables:
            yield "tornado", tornado_figure(tables, text)


def _by_level(
    outcomes: pd.DataFrame, points: pd.DataFrame, kinds: Sequence[str], chosen: list[str], folder: Path, text: str
) -> Named:
    """Ridgelines and survival by level of each factor, and levels.csv."""
    tables = []
    for factor in chosen:
        if "ridgelines" not in kinds and "survival" not in kinds:
            return
        levels = levels_of(points, factor, MOST_RIDGES, MOST_RIDGES)
        tables.append(level_table(outcomes, levels).assign(factor=factor))
        if "ridgelines" in kinds:
            yield f"ridgelines-{factor}", _ridges(_shown(outcomes, levels, factor), factor, text)
        if "survival" in kinds:
            few = _shown(outcomes, levels_of(points, factor), "" if "ridgelines" in kinds else factor)
            yield f"survival-{factor}", survival_figure(few, factor, text)
    pd.concat(tables).to_csv(folder / "levels.csv", index=False, lineterminator="\n")


def _shown(outcomes: pd.DataFrame, levels: list[Level], factor: str) -> dict[str, pd.DataFrame]:
    """Outcomes by level, those without any left out; which these are is said, if the factor is named."""
    parts = split(outcomes, levels)
    empty = [label for label, part in parts.items() if part.empty]
    if empty and factor:
        print(
            f"Not drawn: {factor} {', '.join(empty)}, where no negotiation could be run (failures.csv says why).",
            file=sys.stderr,
        )
    return {label: part for label, part in parts.items() if not part.empty}


def _ridges(parts: dict[str, pd.DataFrame], factor: str, text: str) -> Figure:
    rises, days = (
        {
            label: scale * part.loc[part["agreement_day"].notna(), name].to_numpy(dtype=np.float64)
            for label, part in parts.items()
        }
        for name, scale in (("rise", 100.0), ("agreement_day", 1.0))
    )
    return ridges_figure(rises, days, {label: len(part) for label, part in parts.items()}, factor, text)


def _swings(
    read: Results, ran: pd.DataFrame, outputs: pd.DataFrame, output: str, factors: list[str]
) -> pd.DataFrame | None:
    """Tornado of one output, over points that ran and are independent draws; None where some point lacks it."""
    if read.study.design == "sobol":
        ran = ran[ran["point"].isin(base_points(read.points, factors)["point"])]
    varied = [name for name in factors if ran[name].nunique() > 1]
    try:
        if not varied:
            raise ScenarioError(f"output '{output}': the points that ran do not differ in any factor.")
        return tornado(ran, outputs, output, varied)
    except ScenarioError as fault:
        print(f"Left out of the tornado: {fault}", file=sys.stderr)
        return None
