"""`sma run`: one scenario many times, or an earlier run again; its results in a folder."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    MOST_SEED,
    AsOf,
    Draws,
    DrawsOption,
    GivenParts,
    Overrides,
    Point,
    Workers,
    chosen_draws,
    load_told,
    with_knowledge,
)
from sim.cli.output import SOME_FAILED, STORED, inform
from sim.cli.streams import put_json
from sim.scenario.problems import counted

if TYPE_CHECKING:
    from sim.analysis.summary import Summary
    from sim.analysis.tables import Outcomes
    from sim.cli.stopping import Stop
    from sim.experiments.manifest import StoppingRecord
    from sim.experiments.plan import Plan
    from sim.experiments.run import Finished

DEFAULT_REPLICATES = 10_000
FIGURES = "figures"


def command(
    file: Annotated[
        Path,
        typer.Argument(
            show_default=False,
            help="Scenario file, or the name of a shipped one; or the manifest.json or folder of a run, to repeat it or"
            " to go on with it.",
        ),
    ],
    replicates: Annotated[
        int | None,
        typer.Option(min=1, show_default=f"{DEFAULT_REPLICATES:,}", help="How many, numbered from 0."),
    ] = None,
    until_width: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN.median=WIDTH",
            help="In place of --replicates: as many as it takes for a 95% interval of that median, or mean, no wider.",
        ),
    ] = None,
    max_replicates: Annotated[
        int | None, typer.Option(min=2, show_default="1,000,000", help="Most replicates that --until-width may take.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, max=MOST_SEED, show_default="drawn, and recorded", help="Seed of all randomness."),
    ] = None,
    overrides: Overrides = None,
    as_of: AsOf = None,
    given: GivenParts = None,
    draws: DrawsOption = None,
    point: Point = False,
    out: Annotated[
        Path | None,
        typer.Option(show_default="results/NAME", help="Folder for the results."),
    ] = None,
    workers: Workers = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    no_figures: Annotated[bool, typer.Option("--no-figures", help="Draw no figures.")] = False,
) -> None:
    """Simulate a scenario many times, print a summary, and store outcomes, figures and a manifest in a folder.

    Each replicate takes its own posterior draw of the parameters, unless the file says parameter_draws or is theory.
    The same command again goes on where it was stopped, and `sma run FOLDER` repeats a run to the same bytes.
    """
    from sim.cli.stopping import ended_by_signals

    overrides = with_knowledge(overrides, as_of, given)
    plan = None
    with ended_by_signals(STORED, lambda: f"To go on: {_again(file, plan, out)}") as stop:
        plan = _plan(file, replicates, seed, overrides, draws, point, until_width, max_replicates)
        folder = _folder(file, plan, out)
        if until_width is not None:
            _try(folder, plan)
            plan = _until(plan, until_width, max_replicates, workers, stop)
        finished = _run(plan, folder, workers, not no_figures, as_json, stop)
    _say_where(finished, file)
    if finished.failures:
        raise typer.Exit(SOME_FAILED)


def _try(folder: Path, plan: Plan) -> None:
    """Refuse a folder before the number of replicates is found, which may take long."""
    from sim.experiments.folder import checked_place, try_folder
    from sim.experiments.store import check_same

    place = checked_place(folder)
    try_folder(place.parent)
    check_same(place, plan.manifest, sized=False)


def _until(plan: Plan, text: str, most: int | None, workers: int | None, stop: Stop) -> Plan:
    """The plan with as many replicates as a figure needs."""
    from sim.analysis.precision import Look, parse_target
    from sim.experiments.until import DEFAULT_MOST, planned_until

    target = parse_target(text)

    def told(seen: Look) -> None:
        stop.check()
        inform(
            f"{target.name} after {seen.replicates:,}: {seen.value:.6g} ({seen.lower:.6g} to {seen.upper:.6g}), width"
            f" {seen.width:.4g}, wanted {target.width:g}"
        )

    return planned_until(plan, target, most or DEFAULT_MOST, workers, told)


def _plan(
    file: Path, replicates: int | None, seed: int | None, overrides: list[str], draws: Draws | None, point: bool,
    until: str | None, most: int | None,
) -> Plan:  # fmt: skip
    """What to run: a manifest fixes all of it; a scenario file leaves the rest to the options."""
    from sim.errors import ScenarioError
    from sim.experiments.plan import plan_repeat, plan_run

    if until is None and most is not None:
        raise ScenarioError("--max-replicates bounds --until-width and means nothing without it. Use --replicates.")
    if until is not None and replicates is not None:
        raise ScenarioError("--until-width finds the number of replicates, so --replicates cannot go with it.")
    if not _is_run(file):
        loaded = load_told(file, overrides, chosen_draws(draws, point))
        return plan_run(loaded, replicates or DEFAULT_REPLICATES, seed)
    options = (
        ("--replicates", replicates is not None),
        ("--until-width", until is not None),
        ("--seed", seed is not None),
        ("--set", any(not text.startswith(("as_of=", "given=")) for text in overrides)),
        ("--as-of", any(text.startswith("as_of=") for text in overrides)),
        ("--given", any(text.startswith("given=") for text in overrides)),
        ("--draws", draws is not None),
        ("--point", point),
    )
    given = [name for name, is_given in options if is_given]
    if given:
        raise ScenarioError(
            f"{file}: a manifest fixes the whole run, so {', '.join(given)} cannot go with it."
            " Leave that out to repeat the run, or name the scenario file to make another."
        )
    return plan_repeat(_run_folder(file))


def _is_run(file: Path) -> bool:
    return file.is_dir() or file.suffix == ".json"


def _run_folder(file: Path) -> Path:
    return file if file.is_dir() else file.parent


def _folder(file: Path, plan: Plan, out: Path | None) -> Path:
    """Folder for the results: as asked, else that of the run repeated, else `results/NAME`."""
    from sim.experiments.folder import default_folder

    if out is not None:
        return out
    return _run_folder(file) if _is_run(file) else default_folder(plan.name)


def _run(plan: Plan, folder: Path, workers: int | None, figures: bool, as_json: bool, stop: Stop) -> Finished:
    """Run a plan, telling how far it is; what was found is printed before it is all written."""
    from sim.answers.answers import answers
    from sim.cli.progress import progress, told_to_wait
    from sim.experiments.run import chosen_executor, run_plan, warm_up

    def finish(stage: Path, outcomes: Outcomes, summary: Summary) -> None:
        stop.check()
        _print(summary, answers(outcomes, plan.scenario, plan.label).sentences, as_json)
        if not figures:
            return
        inform("Drawing figures")
        from sim.plots.report import write_figures

        write_figures(stage / FIGURES, outcomes, summary)

    inform(plan.label.line())
    with progress(plan.name) as report, told_to_wait(report) as warming:

        def told(done: int, total: int) -> None:
            stop.check()
            warming(lambda compiling: warm_up(plan, compiling), done < total)
            report(done, total)

        return run_plan(plan, folder, chosen_executor(workers), told, finish)


def _print(summary: Summary, sentences: Sequence[str], as_json: bool) -> None:
    """Print what was found on standard output: the answers in words, then the tables."""
    if as_json:
        put_json(json.dumps(summary.as_json(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from sim.cli.summary_table import FULL_WIDTH, print_summary
    from sim.cli.tables import console, say

    out = console(FULL_WIDTH)
    for sentence in (*sentences, ""):
        say(out, sentence)
    print_summary(summary, out)


def _say_where(finished: Finished, file: Path) -> None:
    """Tell where everything lies and what may come next."""
    from sim.experiments.folder import MANIFEST
    from sim.experiments.store import FAILURES, SHARDS

    folder, plan = finished.folder, finished.plan
    if plan.manifest.stopping is not None:
        inform(_stopping_words(plan.manifest.stopping, plan.replicates))
    jobs = counted(plan.manifest.jobs, "job")
    stood = f", of which {finished.skipped:,} of {jobs} stood there" if finished.skipped else ""
    inform(f"\n{counted(plan.replicates, 'replicate')} in {finished.seconds:,.1f} s{stood}, in {folder}/")
    for failure in finished.failures[:1]:
        last = failure.first + failure.count - 1
        inform(f"  failed     replicates {failure.first:,} to {last:,} at stage {failure.stage}: {failure.message}")
        inform(f"             all that failed: {folder / FAILURES}")
    inform(f"  outcomes   {folder / SHARDS}/ ({finished.bytes / 1e6:,.1f} MB)")
    for name in finished.files:
        if name.startswith(f"{FIGURES}/"):
            inform(f"  figure     {folder / name}")
    if plan.repeats is not None:
        inform("  repeated   the outcomes equal those of the run repeated, byte for byte")
    inform(f"  read       sim.load_results({json.dumps(str(folder), ensure_ascii=False)}).frame")
    inform(f"  repeat     {shlex.join(['sma', 'run', str(folder / MANIFEST)])}")
    if not _is_run(file):
        sets = [part for text in plan.record.overrides for part in ("--set", text)]
        words = ["sma", "trace", str(file), *sets, "--seed", str(plan.seed), "--replicate", "0"]
        inform(f"  one run    {shlex.join(words)}")


def _stopping_words(stopping: StoppingRecord, replicates: int) -> str:
    """Why the run has as many replicates as it has."""
    ends = [f"{each:.6g}" if each is not None else "beyond the horizon" for each in (stopping.lower, stopping.upper)]
    met = "is as narrow as asked" if stopping.reached else "is still wider than asked at --max-replicates"
    return (
        f"\nReplicates: {replicates:,}, at which the 95% interval of {stopping.figure}, {ends[0]} to {ends[1]},"
        f" {met} ({stopping.width:g}).\nStopping rule: {stopping.rule}."
    )


def _again(file: Path, plan: Plan | None, out: Path | None) -> str:
    """Command that does the same, with the seed that was drawn where none was given."""
    words = ["sma", "run", str(file)]
    if plan is not None and not _is_run(file):
        words += ["--replicates", str(plan.replicates), "--seed", str(plan.seed)]
        words += [part for text in plan.record.overrides for part in ("--set", text)]
    return shlex.join(words if out is None else [*words, "--out", str(out)])
