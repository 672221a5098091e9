"""`sma forecast`: forecasts of talks ahead, registered before anything came of them, and scored when it has."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.output import inform
from sim.errors import ScenarioError
from sim.scenario.problems import counted

if TYPE_CHECKING:
    from sim.answers.registered import Registered

FOLDER = Path("forecasts")
INTRO = (
    "Each was written to a file before anything came of it, and no file is ever changed. The facts behind it end on the"
    " day that is named; what came later, to the day it was registered, was not known to it. A chance of 80% means that"
    " of many forecasts so worded eight in ten should come true, no more: the model rests on a few past agreements, and"
    " how far it may be trusted stands in [validation](validation.md)."
)


class Action(StrEnum):
    """What to do."""

    REGISTER = "register"
    SCORE = "score"
    PAGE = "page"


def command(
    action: Annotated[
        Action, typer.Argument(help="register a forecast, score those whose outcome is on record, or write their page.")
    ],
    scenario: Annotated[
        str | None, typer.Argument(metavar="[SCENARIO]", help="Talks ahead, by name or file.", show_default=False)
    ] = None,
    facts_until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day that the facts of the scenario cover.", show_default=False),
    ] = None,
    condition: Annotated[str, typer.Option(help="What the forecast takes for granted, as a clause.")] = "",
    replicates: Annotated[int, typer.Option(min=100, help="Negotiations.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of their luck.")] = 1,
    folder: Annotated[Path, typer.Option(help="Folder of the registered forecasts.")] = FOLDER,
    record: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Tables of the record.", show_default="those of sma")
    ] = None,
    page: Annotated[Path, typer.Option(help="Page that `sma forecast page` writes.")] = Path("docs/forecasts.md"),
) -> None:
    """Register a forecast, hold forecasts against what came, or write them as a page.

    `sma forecast register sma13 --facts-until 2026-03-20` writes forecasts/TODAY-sma13.json, once. `sma forecast score`
    holds every forecast whose agreement is on record against it. `sma forecast page` writes them in words.
    """
    if action is Action.REGISTER:
        if scenario is None or facts_until is None:
            raise ScenarioError(
                "sma forecast register needs a scenario and the last day its facts cover, as in"
                " sma forecast register sma13 --facts-until 2026-03-20"
            )
        _register(scenario, facts_until.date(), condition, replicates, seed, folder)
    elif action is Action.SCORE:
        _score(folder, record)
    else:
        _page(folder, record, page)


def _register(name: str, facts_until: date, condition: str, replicates: int, seed: int, folder: Path) -> None:
    from sim.answers.registered import foreseen, write
    from sim.experiments.in_memory import run

    today = date.today()
    if facts_until > today:
        raise ScenarioError(f"--facts-until: found {facts_until}; allowed: a day up to today, {today}.")
    found = run(name, replicates=replicates, seed=seed)
    scenario = found.plan.scenario
    if scenario.kind != "forward":
        raise ScenarioError(
            f'{name}: its kind is "{scenario.kind}"; allowed: "forward". A forecast is registered of talks ahead.'
        )
    forecast = foreseen(found.frame, scenario, found.label, today, facts_until, condition)
    inform(f"{write(forecast, folder)}: never to be changed. `sma forecast page` puts it into words")


def _score(folder: Path, record: Path | None) -> None:
    from sim.answers.registered import outcome_of, read_all, scored
    from sim.cli.tables import Column, Table, console, print_table
    from sim.history.own import record_folder

    forecasts = read_all(folder)
    if not forecasts:
        raise ScenarioError(f"{folder}: holds no registered forecast. Make one with sma forecast register")
    for forecast in forecasts:
        outcome = outcome_of(forecast, record_folder(record))
        if outcome is None:
            inform(f"{forecast.file}: {forecast.title}: nothing on record yet")
            continue
        numbers = tuple(Column(heading, number=True) for heading in ("foreseen", "came", "score"))
        table = Table(f"{forecast.file}: {forecast.title}", (Column(""), *numbers))
        for each in scored(forecast, outcome):
            table.add(each.what, each.foreseen, each.came, f"{each.score:.2f}")
        print_table(console(110), table)


def _page(folder: Path, record: Path | None, page: Path) -> None:
    from sim.answers.registered import read_all
    from sim.cli.findings import try_page, write_page
    from sim.history.own import record_folder

    try_page(page)
    forecasts = read_all(folder)
    again = f"--folder {folder} " if folder != FOLDER else ""
    lines = ["# Registered forecasts", "", f"Made by `sma forecast page {again}--page {page}`. {INTRO}", ""]
    for forecast in forecasts:
        lines += _told(forecast, record_folder(record))
    write_page(page, "\n".join(lines))
    inform(f"{page}: {len(forecasts)} forecasts")


def _told(forecast: Registered, record: Path) -> list[str]:
    """A forecast in words a newspaper could print."""
    from sim.analysis.markdown import plain
    from sim.answers.registered import outcome_of, scored
    from sim.answers.told import chance
    from sim.words import words_in

    words = words_in("en")
    lines = [f"## {plain(forecast.title)}", ""]
    if forecast.condition:
        lines += [f"**Taken for granted: {plain(forecast.condition)}.**", ""]
    lines += [f"- {plain(each)}" for each in forecast.words]
    if any(each.signed for each in forecast.chances):
        by = " · ".join(f"{each.by.year} {chance(each.signed, words)}" for each in forecast.chances)
        lines.append(f"- Signed by the end of the year: {by}.")
    terms = sorted(forecast.terms.items(), key=lambda term: -term[1])[:3]
    if terms:
        said = ", ".join(f"{counted(years, 'year')} in {chance(share, words)}" for years, share in terms)
        lines.append(f"- Term, where signed: {said}.")
    lines += [
        "",
        f"Registered {forecast.registered}, facts up to {forecast.facts_until}; {forecast.replicates:,} negotiations,"
        f" seed {forecast.seed}, sma-sim {forecast.version}, draws {forecast.draws}; `forecasts/{forecast.file}`.",
        "",
    ]
    outcome = outcome_of(forecast, record)
    if outcome is None:
        return [*lines, "*Nothing on record yet.*", ""]
    told = (f"{each.what}: {each.foreseen} foreseen, {each.came} came, score {each.score:.2f}"
            for each in scored(forecast, outcome))  # fmt: skip
    return [*lines, f"*What came: {'; '.join(told)}.*", ""]
