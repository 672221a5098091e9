"""`sma plot`: the figures of a finished sweep."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from sim.experiments.results import SweepResults

MOST_RIDGES = 10  # levels of a factor as ridges; curves that cross allow fewer
MOST_DRAWN = 6  # factors drawn one by one where none is named


class Kind(StrEnum):
    """A kind of figure."""

    RIDGELINES = "ridgelines"
    SURVIVAL = "survival"
    MAPS = "maps"
    TORNADO = "tornado"


def command(
    results: Annotated[Path, typer.Argument(show_default=False, help="Folder of a sweep.")],
    kind: Annotated[
        list[Kind] | None, typer.Option(show_default="all", help="Figure to draw; may be repeated.")
    ] = None,
    factor: Annotated[
        list[str] | None,
        typer.Option(show_default="the first six", help="Factor to draw by; for maps the first two. May be repeated."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(show_default="results/NAME-figures", help="Folder for the figures.")
    ] = None,
) -> None:
    """Draw a sweep: settlements and blank periods by level of each factor, maps of two factors, and a tornado.

    Beside the figures stand levels.csv, what they show as a table, and discovery.csv, factors and outputs as plain
    numbers for scenario discovery elsewhere (docs/discovery.md).
    """
    from sim.analysis.points import factors_of
    from sim.errors import ScenarioError, StorageError
    from sim.experiments.results import load_results
    from sim.plots.style import house_style, save
    from sim.scenario.problems import did_you_mean

    read = load_results(results)
    known = factors_of(read.points)
    for name in factor or ():
        if name not in known:
            raise ScenarioError(f"--factor: the sweep has no factor '{name}'.{did_you_mean(name, known)}")
    chosen = factor or known[:MOST_DRAWN]
    folder = out or Path("results") / f"{read.study.name}-figures"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with house_style():
            for name, figure in _figures(read, kind or list(Kind), chosen, known, folder):
                for path in save(figure, folder, name):
                    print(path)
    except OSError as error:
        raise StorageError(f"{folder}: cannot be written ({error}). Name another folder with --out.") from None
    if factor is None and len(known) > MOST_DRAWN:
        print(f"{len(known)} factors: the first {MOST_DRAWN} were drawn; name others with --factor.", file=sys.stderr)


def _figures(
    read: SweepResults, kinds: list[Kind], chosen: list[str], known: list[str], folder: Path
) -> Iterator[tuple[str, Figure]]:
    """Name and figure, one after the other; the tables beside them are written on the way."""
    import numpy as np
    import pandas as pd

    from sim.analysis.levels import cells, level_table, levels_of, split
    from sim.analysis.points import OUTPUTS, READ, discovery_table, outputs_of, tallies
    from sim.plots.levels import maps_figure, ridges_figure, survival_figure
    from sim.plots.sensitivity import tornado_figure

    points, study = read.points, read.study
    text = (
        f"{study.name}: {study.title} · {len(points):,} points of {study.replicates:,} replicates · seed {study.seed}"
        f" · sma-sim {read.manifest.versions['sma-sim']}"
    )
    outputs = outputs_of(tallies(read.blocks(*READ)))
    discovery_table(points[points["point"].isin(outputs["point"])], outputs).to_csv(
        folder / "discovery.csv", lineterminator="\n"
    )
    columns = [*READ, "signature_day", *(["break_day"] if "break_day" in study.outputs else [])]
    outcomes = read.outcomes(columns) if set(kinds) - {Kind.TORNADO} else pd.DataFrame()
    tables = []
    for factor in chosen:
        if Kind.RIDGELINES not in kinds and Kind.SURVIVAL not in kinds:
            break
        levels = levels_of(points, factor, MOST_RIDGES, MOST_RIDGES)
        parts = split(outcomes, levels)
        tables.append(level_table(outcomes, levels).assign(factor=factor))
        if Kind.RIDGELINES in kinds:
            rises, days = (
                {
                    label: scale * part.loc[part["agreement_day"].notna(), name].to_numpy(dtype=np.float64)
                    for label, part in parts.items()
                }
                for name, scale in (("rise", 100.0), ("agreement_day", 1.0))
            )
            sizes = {label: len(part) for label, part in parts.items()}
            yield f"ridgelines-{factor}", ridges_figure(rises, days, sizes, factor, text)
        if Kind.SURVIVAL in kinds:
            few = split(outcomes, levels_of(points, factor))
            yield f"survival-{factor}", survival_figure(few, factor, text)
    if tables:
        pd.concat(tables).to_csv(folder / "levels.csv", index=False, lineterminator="\n")
    if Kind.MAPS in kinds and len(chosen) >= 2:
        across, up = chosen[:2]
        yield f"map-{across}-{up}", maps_figure(cells(outcomes, points, across, up), across, up, text)
    if Kind.TORNADO in kinds:
        shown = [(each, _swings(read, outputs, each.name, known)) for each in OUTPUTS]
        yield "tornado", tornado_figure([(each, table) for each, table in shown if table is not None], text)


def _swings(read: SweepResults, outputs: pd.DataFrame, output: str, factors: list[str]) -> pd.DataFrame | None:
    """Tornado of one output, over points that are independent draws; None where some point lacks it."""
    from sim.analysis.sensitivity import base_points, tornado
    from sim.errors import ScenarioError

    points = read.points
    if read.study.design == "sobol":
        points = points[points["point"].isin(base_points(points, factors)["point"])]
    try:
        return tornado(points, outputs, output, factors)
    except ScenarioError as fault:
        print(f"Left out of the tornado: {fault}", file=sys.stderr)
        return None
