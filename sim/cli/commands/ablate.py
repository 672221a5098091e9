"""`sma ablate`: what each mechanism contributes to delay, blank period, rise and the chance of an agreement."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
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

if TYPE_CHECKING:
    from sim.analysis.attribution import Estimate
    from sim.cli.tables import Table
    from sim.experiments.ablation import Ablation

DEFAULT_REPLICATES = 2_000
WIDTH = 116  # letters a line where output is no terminal
Row = tuple["Estimate", ...]


def command(
    file: Annotated[Path, typer.Argument(show_default=False, help="Scenario file, or the name of a shipped one.")],
    replicates: WorldReplicates = DEFAULT_REPLICATES,
    seed: SharedSeed = 1,
    overrides: Overrides = None,
    draws: DrawsOption = None,
    point: Point = False,
    group: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=SWITCH,...", help="Group of switches for Shapley shares; up to six, replacing ours."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(show_default="results/NAME-ablation", help="Folder for the results.")
    ] = None,
    workers: Workers = None,
    as_json: AsJson = False,
    no_figures: NoFigures = False,
) -> None:
    """Switch mechanisms off, singly and in groups, and say what each contributes.

    The same replicates meet the same luck in every world, and have the same posterior draws of the parameters, as in
    `sma run`. Tables as CSV and JSON and a figure go to a folder.
    """
    from sim.cli.progress import progress
    from sim.cli.stopping import ended_by_signals
    from sim.experiments.ablation import ablate, check_groups
    from sim.experiments.findings import staged_findings
    from sim.experiments.plan import plan_run
    from sim.scenario.switches import GROUPS

    groups = _groups(group) if group else GROUPS
    check_groups(groups)
    plan = plan_run(load_told(file, overrides or [], chosen_draws(draws, point)), replicates, seed)
    folder = out or Path("results") / f"{plan.record.name}-ablation"
    design = {"scenario": plan.record.sha256, "seed": seed, "replicates": replicates,
              "groups": {name: list(switches) for name, switches in groups.items()}}  # fmt: skip
    with ended_by_signals(f"Stopped. {to_run_again()}") as stop, staged_findings(folder, "ablate", design) as stage:
        with progress(plan.record.name, "world") as report:

            def told(done: int, total: int) -> None:
                stop.check()
                report(done, total)

            found = ablate(plan.scenario, plan.label, seed, replicates, groups, workers, told)
        if as_json:
            put_json(json.dumps(_as_json(found), indent=2, ensure_ascii=False))
        else:
            _print(found)
        _write(found, stage, not no_figures)
    inform_of_tables(folder, "" if no_figures else "figure")


def _groups(texts: list[str]) -> Mapping[str, tuple[str, ...]]:
    from sim.errors import ScenarioError

    groups = {}
    for text in texts:
        name, sign, switches = text.partition("=")
        if not sign or not name.strip() or not switches.strip():
            raise ScenarioError(f"--group '{text}': write NAME=SWITCH,SWITCH, as in --group ahead=waiting,succession.")
        if name.strip() in groups:
            raise ScenarioError(f"--group '{text}': '{name.strip()}' is there already. Give each group its own name.")
        groups[name.strip()] = tuple(each.strip() for each in switches.split(","))
    return groups


def _rows(found: Ablation) -> list[tuple[str, str, Row]]:
    """Every figure: what it is of, its name, and an estimate for each measure."""
    return [
        ("as given", "", found.full),
        ("groups off", "", found.bare),
        *(("switch", name, row) for name, row in found.singly.items()),
        *(("Shapley", name, row) for name, row in found.shares.items()),
    ]


def _as_json(found: Ablation) -> dict[str, Any]:
    from sim.analysis.attribution import MEASURES

    return {
        "run": found.label.line(),
        "parameters": found.label.parameters,
        "measures": {each.name: each.unit for each in MEASURES},
        "groups": {name: list(switches) for name, switches in found.groups.items()},
        "rows": [
            {"of": of, "name": name}
            | {
                measure.name: {
                    key: None if value != value else value
                    for key, value in (("value", each.value), ("lower", each.lower), ("upper", each.upper))
                }
                for measure, each in zip(MEASURES, row, strict=True)
            }
            for of, name, row in _rows(found)
        ],
    }


def _write(found: Ablation, folder: Path, figures: bool) -> None:
    from sim.analysis.attribution import MEASURES

    (folder / "ablation.json").write_text(json.dumps(_as_json(found), indent=2) + "\n", encoding="utf-8")
    with (folder / "ablation.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["of", "name", "measure", "value", "lower", "upper"])
        for of, name, row in _rows(found):
            for measure, each in zip(MEASURES, row, strict=True):
                writer.writerow([of, name, measure.name, each.value, each.lower, each.upper])
    if figures:
        from sim.plots.ablation import ablation_figure
        from sim.plots.style import house_style, save

        with house_style():
            save(ablation_figure(found.singly, found.shares, found.label), folder, "ablation")


def _print(found: Ablation) -> None:
    from sim.analysis.attribution import MEASURES
    from sim.cli.tables import console, print_table, say

    out = console(WIDTH)
    given = [(of, row) for of, _, row in _rows(found)[:2]]
    single = sorted(found.singly.items(), key=lambda item: -abs(item[1][0].value))
    print_table(out, _table("The scenario as given, and with every group off", given, ""))
    print_table(out, _table("What each switch adds to the others (as given, less without this one)", single))
    shares = "Shapley shares of the groups: they add up to as given less groups off"
    print_table(out, _table(shares, found.shares.items()))
    for measure in MEASURES:
        say(out, f"{measure.label}: {measure.unit}.", "dim")
    say(out, "±: half of the 95% interval, paired draws, Monte Carlo error only.", "dim")
    for name, switches in found.groups.items():
        say(out, f"{name}: {', '.join(switches)}.", "dim")
    say(out, found.label.line())


def _table(title: str, rows: Iterable[tuple[str, Row]], sign: str = "+") -> Table:
    from sim.analysis.attribution import MEASURES
    from sim.cli.tables import Column, Table

    table = Table(title, (Column(""), *(Column(measure.label, number=True) for measure in MEASURES)))
    for name, row in rows:
        table.add(name.replace("_", " "), *(_cell(each, sign) for each in row))
    return table


def _cell(each: Estimate, sign: str) -> str:
    if each.value != each.value:
        return "–"
    return f"{each.value:{sign}.1f} ±{each.upper - each.value:.1f}"
