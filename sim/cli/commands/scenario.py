"""`sma scenario`: past talks on record, and scenarios made from them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.output import inform, writing
from sim.errors import RecordError, ScenarioError


class Action(StrEnum):
    """What to do."""

    LIST = "list"
    NEW = "new"


def command(
    action: Annotated[
        Action,
        typer.Argument(help="list the episodes of a record, or make a new scenario from one.", show_default=False),
    ],
    host: Annotated[
        str | None, typer.Argument(metavar="[HOST]", help="Host by key or name, such as japan.", show_default=False)
    ] = None,
    episode: Annotated[
        int | None, typer.Argument(metavar="[EPISODE]", help="Number or year of the agreement.", show_default=False)
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Tables of a record of one's own.", show_default="those that come with sma"
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File to write.", show_default="standard output")
    ] = None,
) -> None:
    """List past talks on record, or write the scenario of one by the rule that holds for every host.

    `sma scenario list` names each episode with its dates and what came of it, and why some give no scenario.
    `sma scenario new japan 2016` writes one: who governed, the elections ahead, series up to the day, rules and terms
    in use, demands published, all as of the day the talks opened. The tables of a record of one's own are checked
    first; a slip is told with file, line and column.
    """
    if action is Action.LIST:
        if host is not None or out is not None:
            raise ScenarioError("sma scenario list takes --record alone. Leave the rest out")
        _list(record)
        return
    if host is None or episode is None:
        raise ScenarioError(
            "sma scenario new needs a host and an episode: sma scenario new japan 2016. sma scenario list names them"
        )
    _new(host, episode, record, out)


def _list(record: Path | None) -> None:
    """One line an episode: its dates, what came of it, and the reason where it gives no scenario."""
    from sim.history.own import check_record
    from sim.history.tables import DATA

    listed = check_record(record or DATA)
    if not listed:
        raise RecordError(f"{record}: agreements.csv holds no agreement. Add one")
    lines: list[tuple[str, ...]] = [("host", "number", "opening", "expiry", "deal", "rise", "years", "scenario")]
    for each in listed:
        days = (str(day) if day else "-" for day in (each.opening, each.expiry, each.settled))
        rise = "-" if each.rise is None else f"{100 * each.rise:+.1f}%"
        lines.append((each.key, str(each.number), *days, rise, str(each.term_years or "-"), _given(each.reason)))
    widths = [max(len(line[column]) for line in lines) for column in range(7)]
    for line in lines:
        print("  ".join((*(f"{cell:<{width}}" for cell, width in zip(line[:7], widths, strict=True)), line[7])))


def _given(reason: str) -> str:
    return f"none: {reason}" if reason else "yes"


def _new(host: str, episode: int, record: Path | None, out: Path | None) -> None:
    """Write the scenario of an episode, once it is known to load."""
    from sim.history.own import record_folder
    from sim.history.scenarios import scenario_of, scenario_text

    folder = record_folder(record)
    text = scenario_text(host, episode, folder)
    title = scenario_of(host, episode, folder).scenario.title
    if out is None:
        print(text, end="")
        return
    with writing(out, "Name another file with --out"):
        out.write_text(text, encoding="utf-8")
    inform(f"{title}: {out}. To run it: sma run {out}")
