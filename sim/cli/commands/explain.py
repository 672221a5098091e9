"""`sma explain`: what kept the sides apart, what refusals turned on and what ended the talks, over all of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    DEFAULT_LANGUAGE,
    MOST_SEED,
    AsJson,
    DrawsOption,
    LanguageOption,
    NoFigures,
    Overrides,
    Point,
    Workers,
    chosen_draws,
    load_told,
)
from sim.cli.output import inform_of_tables, to_run_again
from sim.cli.streams import put_json
from sim.words import Words, words_in

if TYPE_CHECKING:
    import pandas as pd

    from sim.analysis.explanation import Explanation, Question
    from sim.cli.tables import Table
    from sim.scenario.schema import Scenario
    from sim.words import Language

DEFAULT_REPLICATES = 10_000
WIDTH = 150  # letters a line where output is no terminal


def command(
    file: Annotated[Path, typer.Argument(show_default=False, help="Scenario file, or the name of a shipped one.")],
    replicates: Annotated[int, typer.Option(min=1, help="How many, numbered from 0.")] = DEFAULT_REPLICATES,
    seed: Annotated[int, typer.Option(min=0, max=MOST_SEED, help="Seed of all randomness.")] = 1,
    overrides: Overrides = None,
    draws: DrawsOption = None,
    point: Point = False,
    out: Annotated[
        Path | None, typer.Option(show_default="results/NAME-explanation", help="Folder for the results.")
    ] = None,
    workers: Workers = None,
    as_json: AsJson = False,
    language: LanguageOption = DEFAULT_LANGUAGE,
    no_figures: NoFigures = False,
) -> None:
    """Say, over all negotiations of a run and by phase of the talks, what they turned on.

    What kept the sides apart in rounds that failed, what refusals of the leaders turned on, and what had changed when
    the talks ended. The negotiations are those of `sma run` with the same seed. A table as CSV and JSON and a figure
    go to a folder.
    """
    from sim.cli.progress import progress, told_to_wait
    from sim.cli.stopping import ended_by_signals
    from sim.experiments.explanation import explain_run, warm_up
    from sim.experiments.findings import staged_findings
    from sim.experiments.plan import plan_run
    from sim.scenario.as_of import title_of

    plan = plan_run(load_told(file, overrides or [], chosen_draws(draws, point)), replicates, seed)
    folder = out or Path("results") / f"{plan.record.name}-explanation"
    design = {"scenario": plan.record.sha256, "seed": seed, "replicates": replicates}
    with ended_by_signals(f"Stopped. {to_run_again()}") as stop, staged_findings(folder, "explain", design) as stage:
        with progress(plan.record.name) as report, told_to_wait(report) as warming:
            warming(lambda compiling: warm_up(plan, compiling), True)

            def told(done: int, total: int) -> None:
                stop.check()
                report(done, total)

            found = explain_run(plan, workers, told)
        words = _words(plan.scenario, language)
        if as_json:
            put_json(_document(found, words))
        else:
            _print(found, words, title_of(plan.scenario, words))
        _write(found, stage, not no_figures)
    inform_of_tables(folder, "" if no_figures else "figure")


def _words(scenario: Scenario, language: Language) -> Words:
    """Words of a language for these talks."""
    from sim.stories.phrases import Cast

    return Cast(scenario, language).words


def _document(found: Explanation, words: Words) -> str:
    return json.dumps(found.as_json(words), indent=2, ensure_ascii=False, allow_nan=False)


def _write(found: Explanation, folder: Path, figures: bool) -> None:
    (folder / "explanation.json").write_text(
        _document(found, words_in(DEFAULT_LANGUAGE)) + "\n", encoding="utf-8", newline="\n"
    )
    found.table.to_csv(folder / "explanation.csv", index=False, lineterminator="\n")
    if figures:
        from sim.plots.explanation import explanation_figure
        from sim.plots.style import house_style, save

        with house_style():
            save(explanation_figure(found), folder, "explanation")


def _print(found: Explanation, words: Words, title: str) -> None:
    from sim.analysis.explanation import NOTES, QUESTIONS
    from sim.cli.tables import console, print_table, say

    out = console(WIDTH)
    for question in QUESTIONS:
        table = _table(found, question, words)
        if table.rows:
            print_table(out, table)
        else:
            say(out, f"{question.said('without', words)}\n", "bold")
    for note in NOTES:
        say(out, words.form(note), "dim")
    say(out, found.label.line(words, title))


def _table(found: Explanation, question: Question, words: Words) -> Table:
    """Causes as rows and phases as columns; causes that never bound are left out, as are phases without a case."""
    from sim.cli.tables import Column, Table

    rows = found.table[found.table["question"] == question.name]
    phases = [phase for phase in found.phases if (rows[rows["phase"] == phase]["negotiations"] > 0).any()]
    told = found.phases_in(words)
    columns = (Column(""), *(Column(told[phase], number=True) for phase in phases))
    table = Table(question.said("title", words), columns, whole="explanation.csv")
    for cause in question.answers:
        cells = [rows[(rows["phase"] == phase) & (rows["cause"] == cause)].iloc[0] for phase in phases]
        if any(cell["share"] > 0 for cell in cells):
            table.add(question.said(cause, words), *(_cell(cell, words) for cell in cells))
    if not table.rows:
        return table
    counted = [rows[rows["phase"] == phase].iloc[0] for phase in phases]
    cases = tuple(f"{each['cases']:,}" for each in counted)
    if question.name != "ended":
        table.add(words.form("causes.negotiations"), *(f"{each['negotiations']:,}" for each in counted), dim=True)
    table.add(question.said("many", words), *cases, dim=True)
    return table


def _cell(row: pd.Series, words: Words) -> str:
    """A share with its interval."""
    share, lower, upper = (f"{100 * row[name]:.1f}" for name in ("share", "lower", "upper"))
    return words.form("causes.cell", share=f"{share}%", lower=lower, upper=upper)
