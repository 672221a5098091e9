"""`sma compare`: worlds under the same luck: paired differences, which replicates changed, and where they part."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import (
    AsJson,
    DrawsOption,
    NoFigures,
    Overrides,
    Point,
    SharedSeed,
    Workers,
    WorldReplicates,
    chosen_draws,
    load_told,
)
from sim.cli.output import inform_of_tables, to_run_again
from sim.cli.streams import put_json
from sim.scenario.problems import Place, Problem, ScenarioProblems, counted, quoted

if TYPE_CHECKING:
    from sim.experiments.comparison import Comparison
    from sim.experiments.plan import Plan

DEFAULT_REPLICATES = 10_000
AGAINST_TAKES = "Several changes stand with ';' between them; another scenario file stands without --against"


def command(
    files: Annotated[
        list[Path], typer.Argument(show_default=False, help="Scenario files; the first is the base of the others.")
    ],
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="PATH=VALUE",
            help="Compare with the base changed so; several changes with ';' between them. May be repeated.",
        ),
    ] = None,
    overrides: Overrides = None,
    draws: DrawsOption = None,
    point: Point = False,
    replicates: WorldReplicates = DEFAULT_REPLICATES,
    seed: SharedSeed = 1,
    explain: Annotated[
        int, typer.Option(min=0, max=100, help="Changed replicates of which to say where they part.")
    ] = 5,
    out: Annotated[
        Path | None, typer.Option(show_default="results/NAME-compare", help="Folder for the results.")
    ] = None,
    workers: Workers = None,
    as_json: AsJson = False,
    no_figures: NoFigures = False,
) -> None:
    """Compare worlds replicate by replicate, each meeting the same luck in all of them.

    A replicate has the same posterior draw of the parameters in all, as in `sma run`. --set changes all worlds,
    --against makes a further one of the base. A replicate counts as changed if its talks end otherwise, are settled
    otherwise, or go another way at the table; provocations and the like are not counted. Tables as CSV and JSON and a
    figure go to a folder.
    """
    from sim.cli.progress import progress
    from sim.cli.stopping import ended_by_signals
    from sim.experiments.comparison import check_worlds, compare_worlds
    from sim.experiments.findings import staged_findings
    from sim.scenario.load import with_draws

    common = with_draws(overrides or [], chosen_draws(draws, point))
    plans = _plans(files, against or [], common, replicates, seed)
    check_worlds(plans)
    folder = out or Path("results") / f"{plans[0][1].record.name}-compare"
    with (
        ended_by_signals(f"Stopped. {to_run_again()}") as stop,
        staged_findings(folder, "compare", _design(plans)) as stage,
    ):
        with progress(counted(len(plans), "world")) as report:

            def told(done: int, total: int) -> None:
                stop.check()
                report(done, total)

            found = compare_worlds(plans, explain, workers, told)
        _show(found, as_json)
        _write(found, stage, not no_figures)
    inform_of_tables(folder, "" if no_figures else "figure")


def _plans(
    files: list[Path], against: list[str], overrides: Sequence[str], replicates: int, seed: int
) -> list[tuple[str, Plan]]:
    """Name and plan of each world; two files of one name are told apart by their paths."""
    from sim.experiments.plan import plan_run

    plans = [(file, plan_run(load_told(file, overrides, None), replicates, seed)) for file in files]
    names = [plan.record.name for _, plan in plans]
    worlds = [
        (name if names.count(name) == 1 else str(file), plan) for name, (file, plan) in zip(names, plans, strict=True)
    ]
    for text in against:
        changes = [part.strip() for part in text.split(";") if part.strip()]
        try:
            loaded = load_told(files[0], [*overrides, *(changes or [text])], None)
        except ScenarioProblems as fault:
            raise ScenarioProblems(_of_against(each, changes or [text]) for each in fault.problems) from None
        worlds.append((", ".join(changes), plan_run(loaded, replicates, seed)))
    return worlds


def _of_against(problem: Problem, changes: list[str]) -> Problem:
    """Fault of a change as one of --against, which takes more than the --set by which it is applied."""
    for change in changes:
        if problem.place.file == f"--set {quoted(change)}":
            message = problem.message
            if "=" not in change:
                message += f". {AGAINST_TAKES}"
            return replace(problem, place=Place(f"--against {quoted(change)}"), message=message)
    return problem


def _design(plans: list[tuple[str, Plan]]) -> dict[str, Any]:
    """What decides the findings."""
    base = plans[0][1]
    worlds = {name: plan.record.sha256 for name, plan in plans}
    return {"worlds": worlds, "seed": base.seed, "replicates": base.replicates}


def _show(found: Comparison, as_json: bool) -> None:
    """Print what was found on standard output."""
    from sim.cli.compare_tables import as_json as document
    from sim.cli.compare_tables import print_comparison

    if as_json:
        put_json(json.dumps(document(found), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print_comparison(found)


def _write(found: Comparison, folder: Path, figures: bool) -> None:
    """Write tables and figure into the folder."""
    import pandas as pd

    from sim.cli.compare_tables import as_json

    text = json.dumps(as_json(found), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (folder / "comparison.json").write_text(text, encoding="utf-8", newline="\n")
    tables = [pair.differences.assign(world=pair.world.name) for pair in found.pairs]
    pd.concat(tables).to_csv(folder / "comparison.csv", index=False, lineterminator="\n")
    moved = [pair.changes[pair.changes["changed"]].assign(world=pair.world.name) for pair in found.pairs]
    pd.concat(moved).drop(columns="changed").to_csv(folder / "changed.csv", index=False, lineterminator="\n")
    if figures:
        from sim.plots.compare import write_comparison
        from sim.plots.style import house_style

        with house_style():
            write_comparison(found, folder)
