"""The figures of a sweep, from its results, and the tables they show."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.analysis.levels import cells, level_table, levels_of, split
from sim.analysis.points import OUTPUTS, READ, discovery_table, outputs_of, tallies
from sim.analysis.sensitivity import base_points, tornado
from sim.errors import ScenarioError
from sim.experiments.results import SweepResults
from sim.plots.levels import maps_figure, ridges_figure, survival_figure
from sim.plots.sensitivity import tornado_figure

MOST_RIDGES = 10  # levels of a factor as ridges; curves that cross allow fewer


def sweep_figures(
    read: SweepResults, kinds: Sequence[str], chosen: list[str], known: list[str], folder: Path
) -> Iterator[tuple[str, Figure]]:
    """Name and figure, one after the other; the tables beside them are written on the way.

    Parameters
    ----------
    read : results of the sweep
    kinds : figures wanted
    chosen : factors to draw by; a map is of the first two
    known : all factors of the sweep
    folder : where levels.csv and discovery.csv go
    """
    points, study = read.points, read.study
    text = read.manifest.caption(len(read.failures))
    outputs = outputs_of(tallies(read.blocks(*READ)))
    discovery_table(points[points["point"].isin(outputs["point"])], outputs).to_csv(
        folder / "discovery.csv", lineterminator="\n"
    )
    columns = [*READ, "signature_day", *(["break_day"] if "break_day" in study.outputs else [])]
    outcomes = read.outcomes(columns) if set(kinds) - {"tornado"} else pd.DataFrame()
    tables = []
    for factor in chosen:
        if "ridgelines" not in kinds and "survival" not in kinds:
            break
        levels = levels_of(points, factor, MOST_RIDGES, MOST_RIDGES)
        parts = split(outcomes, levels)
        tables.append(level_table(outcomes, levels).assign(factor=factor))
        if "ridgelines" in kinds:
            rises, days = (
                {
                    label: scale * part.loc[part["agreement_day"].notna(), name].to_numpy(dtype=np.float64)
                    for label, part in parts.items()
                }
                for name, scale in (("rise", 100.0), ("agreement_day", 1.0))
            )
            sizes = {label: len(part) for label, part in parts.items()}
            yield f"ridgelines-{factor}", ridges_figure(rises, days, sizes, factor, text)
        if "survival" in kinds:
            few = split(outcomes, levels_of(points, factor))
            yield f"survival-{factor}", survival_figure(few, factor, text)
    if tables:
        pd.concat(tables).to_csv(folder / "levels.csv", index=False, lineterminator="\n")
    if "maps" in kinds and len(chosen) >= 2:
        across, up = chosen[:2]
        yield f"map-{across}-{up}", maps_figure(cells(outcomes, points, across, up), across, up, text)
    if "tornado" in kinds:
        shown = [(each, _swings(read, outputs, each.name, known)) for each in OUTPUTS]
        yield "tornado", tornado_figure([(each, table) for each, table in shown if table is not None], text)


def _swings(read: SweepResults, outputs: pd.DataFrame, output: str, factors: list[str]) -> pd.DataFrame | None:
    """Tornado of one output, over points that are independent draws; None where some point lacks it."""
    points = read.points
    if read.study.design == "sobol":
        points = points[points["point"].isin(base_points(points, factors)["point"])]
    try:
        return tornado(points, outputs, output, factors)
    except ScenarioError as fault:
        print(f"Left out of the tornado: {fault}", file=sys.stderr)
        return None
