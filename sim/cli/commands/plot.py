"""`sma plot`: the figures of a finished sweep."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
    out: Annotated[Path | None, typer.Option(show_default="RESULTS/figures", help="Folder for the figures.")] = None,
) -> None:
    """Draw a sweep: settlements and blank periods by level of each factor, maps of two factors, and a tornado.

    Beside the figures stand levels.csv, what they show as a table, and discovery.csv, factors and outputs as plain
    numbers for scenario discovery elsewhere (docs/discovery.md).
    """
    from sim.analysis.points import FIGURES_READ, READ, factors_of
    from sim.errors import ScenarioError
    from sim.experiments.findings import staged_findings
    from sim.experiments.results import load_results
    from sim.plots.style import house_style, save
    from sim.plots.sweep import sweep_figures
    from sim.scenario.problems import did_you_mean

    read = load_results(results)
    known = factors_of(read.points)
    if not known:
        raise ScenarioError(f"{results}: holds a run, which varies nothing; `sma run` has drawn its figures itself.")
    for name in factor or ():
        if name not in known:
            raise ScenarioError(f"--factor: the sweep has no factor '{name}'.{did_you_mean(name, known)}")
    chosen = list(dict.fromkeys(factor or known[:MOST_DRAWN]))
    kinds = [each.value for each in dict.fromkeys(kind or Kind)]
    read.check_kept(READ if kinds == [Kind.TORNADO] else FIGURES_READ, "these figures")
    if len(chosen) < 2 and Kind.MAPS in kinds:
        words = f"a map is of two factors; {'--factor names' if factor else 'the sweep has'} one, {chosen[0]}"
        if kind:
            raise ScenarioError(f"--kind maps: {words}. {'Name a second one' if len(known) > 1 else 'Leave maps out'}.")
        print(f"No map was drawn: {words}.", file=sys.stderr)
    folder = out or read.folder / "-".join(("figures", *(kind or ()), *(factor or ())))
    design = {"sweep": read.digest, "kinds": kinds, "factors": chosen}
    drawn: list[Path] = []
    with staged_findings(folder, "plot", design) as stage, house_style():
        for name, figure in sweep_figures(read, kinds, chosen, known, stage):
            drawn += [folder / path.name for path in save(figure, stage, name)]
        if not drawn:
            raise ScenarioError("nothing could be drawn, for the reasons above.")
    for path in drawn:
        print(path)
    if factor is None and len(known) > MOST_DRAWN:
        print(f"{len(known)} factors: the first {MOST_DRAWN} were drawn; name others with --factor.", file=sys.stderr)
