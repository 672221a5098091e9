"""`sma fit`: parameters from the record."""

from __future__ import annotations

import csv
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import MOST_SEED
from sim.cli.output import inform, inform_of_tables, to_run_again
from sim.scenario.problems import counted
from sim.scenario.shipped import located

if TYPE_CHECKING:
    from sim.calibration.estimation.provocations import Fit
    from sim.scenario.schema import Scenario


LEAST_DRAWS = 19  # records with which a p-value of 5% can be reached
OUTSIDE = "outside.parquet"


class Subject(StrEnum):
    """What can be fitted."""

    PROVOCATIONS = "provocations"
    OPINION = "opinion"
    OUTSIDE = "outside"


def command(
    subject: Annotated[Subject, typer.Argument(show_default=False, help="What to fit.")],
    scenario: Annotated[
        Path,
        typer.Option(help="Scenario with the states of the world and the shipped values; else its folder."),
    ] = Path("sma12"),
    out: Annotated[
        Path | None, typer.Option(show_default="results/fit-SUBJECT", help="Folder for the results.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=MOST_SEED, help="Seed of the tests.")] = 1,
    draws: Annotated[
        int, typer.Option(min=0, max=10_000, help="Records drawn for each test; 59 take some ten minutes.")
    ] = 0,
) -> None:
    """Fit parameters to the record; print them with errors, and how well the model fits.

    provocations: maximum likelihood on the days of the record; tables as CSV and JSON, and a figure. opinion: levels
    and weights from polls and recorded votes, and support beside each question asked. outside: 600 draws of the
    parameters of lags, votes, opinion and the North from posteriors of their own, in outside.parquet; those that runs
    take are the file of that name in sim/posterior/. Both need the files of the 9th to 11th agreement beside the
    scenario. No scenario file is changed.
    """
    from sim.cli.stopping import ended_by_signals

    folder = out or Path("results") / f"fit-{subject.value}"
    with ended_by_signals(f"Stopped. {to_run_again()}"):
        if subject is Subject.PROVOCATIONS:
            _provocations(scenario, folder, seed, draws)
        elif subject is Subject.OPINION:
            _opinion(located(scenario).parent, folder, seed)
        else:
            _outside(located(scenario), folder, seed)
    inform_of_tables(folder, "figure" if subject is Subject.PROVOCATIONS else "")


def _provocations(file: Path, folder: Path, seed: int, draws: int) -> None:
    from sim.errors import ScenarioError

    if 0 < draws < LEAST_DRAWS:
        raise ScenarioError(
            f"--draws {draws}: fewer than {LEAST_DRAWS} drawn records cannot reach 5%. Give more, or 0."
        )
    from sim.calibration.estimation.provocations import fit_provocations
    from sim.cli.fit_tables import print_provocations
    from sim.experiments.findings import staged_findings
    from sim.scenario.identity import content_hash
    from sim.scenario.load import load_scenario

    scenario = load_scenario(file, draws="central").scenario
    design = {"subject": "provocations", "scenario": content_hash(scenario), "seed": seed, "draws": draws}
    with staged_findings(folder, "fit", design) as stage:
        found = fit_provocations(scenario, seed, draws, _told)
        print_provocations(found, scenario)
        _write_provocations(found, scenario, stage, seed)


def _opinion(scenarios: Path, folder: Path, seed: int) -> None:
    from sim.analysis.polls import compare
    from sim.calibration.estimation.opinion import derived, support_when_asked
    from sim.calibration.estimation.votes import fit_level
    from sim.cli.fit_tables import print_opinion
    from sim.experiments.findings import staged_findings
    from sim.scenario.identity import content_hash

    asked = _with_tallies(scenarios)
    design = {"subject": "opinion", "scenarios": [content_hash(each) for each in asked.values()], "seed": seed}
    with staged_findings(folder, "fit", design) as stage:
        compared = compare(support_when_asked(asked))
        level = fit_level(asked)
        rows = derived(asked, level)
        print_opinion(rows, compared, level)
        compared.to_csv(stage / "polls.csv", index=False)
        _write_rows(stage / "opinion.csv", rows)


def _outside(file: Path, folder: Path, seed: int) -> None:
    from sim.calibration.estimation.outside import METHOD, fit_outside
    from sim.calibration.estimation.provocations import fit_provocations
    from sim.cli.fit_tables import print_outside
    from sim.experiments.findings import staged_findings
    from sim.experiments.versions import bytes_depend_on
    from sim.posterior.write import write_posterior
    from sim.scenario.identity import content_hash
    from sim.scenario.load import load_scenario

    known, latest = _with_tallies(file.parent), load_scenario(file, draws="central").scenario
    hashes = [content_hash(each) for each in (*known.values(), latest)]
    design = {"subject": "outside", "scenarios": hashes, "seed": seed}
    with staged_findings(folder, "fit", design) as stage:
        found = fit_outside(known, fit_provocations(latest, seed), seed)
        rows = found.table(latest)
        print_outside(rows, found)
        made_by = {
            **design, "method": METHOD, "draws": len(found.values), "effective": dict(found.effective),
            "records": dict(found.records), "versions": dict(bytes_depend_on()),
        }  # fmt: skip
        write_posterior(stage / OUTSIDE, found.names, {"": found.values}, made_by)
        _write_rows(stage / "outside.csv", rows)


def _with_tallies(folder: Path) -> dict[int, Scenario]:
    """Scenarios of the agreements whose votes were counted, by number."""
    from sim.scenario.load import load_scenario

    files = {number: folder / f"sma{number:02}.toml" for number in (9, 10, 11)}
    return {number: load_scenario(file, draws="central").scenario for number, file in files.items()}


def _write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _told(what: str, done: int, of: int) -> None:
    if done % 10 == 0 or done == of:
        inform(f"{what}: {done} of {of} drawn records")


def _write_provocations(found: Fit, scenario: Scenario, folder: Path, seed: int) -> None:
    from sim.calibration.estimation.breaks import ANDREWS_5
    from sim.calibration.estimation.provocations import as_json, table
    from sim.calibration.estimation.series import series
    from sim.cli.fit_tables import years
    from sim.plots.provocations import provocations_figure
    from sim.plots.style import house_style, save

    drawn = series(found)
    words = f"Kolmogorov-Smirnov p = {found.verdict.p:.2f}"
    label = (
        f"sma fit provocations · record {years(found)} · {counted(int(found.record.came.sum()), 'day')} · seed {seed}"
    )
    breaks = [found.record.date_of(day) for day in found.model.breaks]
    text = json.dumps(as_json(found, scenario), indent=2, ensure_ascii=False)
    (folder / "provocations.json").write_text(text + "\n", encoding="utf-8")
    _write_rows(folder / "provocations.csv", table(found, scenario))
    with house_style():
        figure = provocations_figure(
            drawn.daily, drawn.monthly, drawn.quantiles, drawn.profiles, breaks, ANDREWS_5, words, label
        )
        save(figure, folder, "provocations")
