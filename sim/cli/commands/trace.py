"""`sma trace`: the story, the table and the figure of one negotiation, or its trace as data."""

from __future__ import annotations

import os
import secrets
import shlex
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sim.cli.options import (
    DEFAULT_LANGUAGE,
    MOST_SEED,
    AsOf,
    DrawsOption,
    GivenParts,
    LanguageOption,
    Overrides,
    Point,
    chosen_draws,
    load_told,
    with_knowledge,
)
from sim.cli.output import inform, writing
from sim.cli.streams import put_json

if TYPE_CHECKING:
    from sim.outcome import Outcome
    from sim.prepare import Prepared
    from sim.scenario.load import LoadedScenario
    from sim.stories.course import Course
    from sim.stories.round_table import Row
    from sim.stories.story import Story
    from sim.traces.trace import Trace
    from sim.words import Language

MOST_REPLICATE = 2**31 - 2  # the last that `sma run` can number
WIDTH = 116  # letters a line of prose where output is no terminal
TABLE_WIDTH = 150
SPARE = ("threat", "anger", "support", "guest_waiting", "host_waiting")  # columns that a narrow table does without


class Format(StrEnum):
    """What a negotiation is written as, in place of the story, table and figure."""

    MD = "md"
    JSON = "json"
    CSV = "csv"


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", show_default=False, help="Scenario file, or the name of a shipped one.")
    ],
    replicate: Annotated[
        int, typer.Option(min=0, max=MOST_REPLICATE, help="Which one; the same as that row of `sma run`.")
    ] = 0,
    seed: Annotated[
        int | None,
        typer.Option(min=0, max=MOST_SEED, show_default="drawn, and shown", help="Seed of all randomness."),
    ] = None,
    overrides: Overrides = None,
    as_of: AsOf = None,
    given: GivenParts = None,
    draws: DrawsOption = None,
    point: Point = False,
    out: Annotated[
        Path | None,
        typer.Option(
            show_default="results/NAME.trace",
            help="Folder for the figure and the page; with --format the file to write.",
        ),
    ] = None,
    written_as: Annotated[
        Format | None,
        typer.Option(
            "--format",
            show_default="story, table and figure",
            help="Write one text to standard output or to the file of --out: md (the story as a page), json (all of"
            " the trace) or csv (a row for each move).",
        ),
    ] = None,
    language: LanguageOption = DEFAULT_LANGUAGE,
    no_figure: Annotated[bool, typer.Option("--no-figure", help="Draw no figure.")] = False,
    table_only: Annotated[
        bool, typer.Option("--table-only", help="Print the table of rounds without the story.")
    ] = False,
) -> None:
    """Tell one simulated negotiation: every move with its reason, a table of the rounds, and a figure.

    With the seed of a run, replicate K is row K of its outcomes, its posterior draw of the parameters included. Story
    and figure are also written to a folder, but with --format, which writes one text and nothing else.
    """
    from sim.cli.stopping import ended_by_signals

    overrides = with_knowledge(overrides, as_of, given)
    loaded = load_told(file, overrides, chosen_draws(draws, point))
    drawn = secrets.randbits(32) if seed is None else seed
    repeat = _repeat(file, replicate, drawn, loaded.overrides, out, no_figure, table_only, written_as, language)
    if written_as is not None:
        _check_alone(written_as, table_only)
    folder = out if out is not None else Path("results") / f"{loaded.scenario.name}.trace"
    _try(folder, out, written_as)
    with ended_by_signals(f"Stopped. To tell it again: {repeat}"):
        if written_as is not None:
            text = _as_text(written_as, loaded, drawn, replicate, repeat, language)
            _put(text, written_as, out, repeat)
            return
        story, rows, figure = _told(loaded, drawn, replicate, language, not no_figure)
        _print(story, rows, table_only)
        paths = _write(folder, _stem(loaded, drawn, replicate, language), story, rows, figure, repeat)
    inform("")
    for path in paths:
        inform(f"  {'page' if path.suffix == '.md' else 'figure':8}{path}")
    inform(f"  {'repeat':8}{repeat}")


def _try(folder: Path, out: Path | None, written_as: Format | None) -> None:
    """Refuse a place that cannot be written before anything is played."""
    from sim.errors import StorageError
    from sim.experiments.folder import try_folder

    if written_as is None:
        try_folder(folder)
    elif out is not None:
        try_folder(out.parent)
        if out.is_dir():
            raise StorageError(f"{out}: is a folder, and the text needs a file. Name another with --out.")


def _played(loaded: LoadedScenario, seed: int, replicate: int) -> tuple[Prepared, Trace, Outcome]:
    """Run one replicate with its trace."""
    from sim.prepare import prepare
    from sim.reasons.played import played

    prepared = prepare(loaded.scenario)
    outcome, trace = played(prepared, seed, replicate)
    return prepared, trace, outcome


class Drawn(NamedTuple):
    """What is drawn: in the language of the story, or in English where no font has its letters."""

    talks: Course
    title: str
    label: str


def _told(
    loaded: LoadedScenario, seed: int, replicate: int, language: Language, figure: bool
) -> tuple[Story, list[Row], Drawn | None]:
    """Run one replicate, and what there is to print and draw of it."""
    from sim.history.beside import recorded_beside, why_no_record
    from sim.stories.course import course
    from sim.stories.round_table import round_rows
    from sim.stories.story import tell

    prepared, trace, outcome = _played(loaded, seed, replicate)
    record, why = recorded_beside(loaded.scenario), why_no_record(loaded.scenario)
    if why:
        inform(f"No record beside this negotiation: {why}.")
    story = tell(prepared, trace, outcome, seed, loaded.named_changes, language)
    rows = round_rows(prepared, trace, language)
    if not figure:
        return story, rows, None
    from sim.plots.fonts import drawable

    written = drawable(language)
    beside = story if written == language else tell(prepared, trace, outcome, seed, loaded.named_changes, written)
    talks = course(prepared, trace, outcome, record, written)
    return story, rows, Drawn(talks, beside.title, beside.label)


# --- one text -------------------------------------------------------------------------------------------------------


def _check_alone(written_as: Format, table_only: bool) -> None:
    """Refuse an option that has no meaning beside --format."""
    from sim.errors import ScenarioError

    if table_only:
        raise ScenarioError(
            f"--table-only prints the table of rounds and --format {written_as} something else. Leave one of them out"
        )


def _as_text(
    written_as: Format, loaded: LoadedScenario, seed: int, replicate: int, repeat: str, language: Language
) -> str:
    """One replicate as a text of the format asked for."""
    from sim.stories.round_table import round_rows
    from sim.stories.story import tell
    from sim.stories.story_page import as_markdown
    from sim.stories.trace_data import as_csv, as_json, move_rows, trace_data

    prepared, trace, outcome = _played(loaded, seed, replicate)
    if written_as is Format.MD:
        story = tell(prepared, trace, outcome, seed, loaded.named_changes, language)
        return as_markdown(story, round_rows(prepared, trace, language), repeat)
    data = trace_data(prepared, trace, outcome, seed)
    return as_json(data) if written_as is Format.JSON else as_csv(move_rows(data))


def _put(text: str, written_as: Format, out: Path | None, repeat: str) -> None:
    """Write a text to a file, whole or not at all, or to standard output."""
    if out is None:
        put_json(text) if written_as is Format.JSON else print(text, end="")
        inform(f"  {'repeat':8}{repeat}")
        return
    with writing(out, "Name another file with --out"):
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=out.parent) as stage:
            made = Path(stage) / out.name
            made.write_text(text, encoding="utf-8", newline="\n")
            made.replace(out)
    inform(f"  {'file':8}{out}")
    inform(f"  {'repeat':8}{repeat}")


# --- story, table and figure ----------------------------------------------------------------------------------------


def _stem(loaded: LoadedScenario, seed: int, replicate: int, language: Language) -> str:
    """File name without its ending, marked by scenario and language: two of one name do not overwrite each other."""
    from sim.scenario.identity import content_hash

    stem = f"seed{seed}-replicate{replicate}-{content_hash(loaded.scenario)[:8]}"
    return stem if language == DEFAULT_LANGUAGE else f"{stem}-{language}"


def _print(story: Story, rows: list[Row], table_only: bool) -> None:
    """Print story and table on standard output."""
    from sim.cli.tables import Column, Table, console, print_table, say
    from sim.stories.round_table import COLUMNS, NUMERIC, headings
    from sim.stories.story_page import as_text

    out = console(TABLE_WIDTH)
    if table_only:
        print(f"{story.title}\n{story.label}")
    else:
        print(as_text(story, min(out.width, WIDTH)))
    print()
    words = story.words
    columns = [
        Column(heading, number=column in NUMERIC, spare=column in SPARE)
        for column, heading in zip(COLUMNS, headings(words), strict=True)
    ]
    whole = words.form("rounds_table.whole")
    table = Table(words.form("rounds_table.title"), columns, keys=2, whole=whole)
    for row in rows:
        table.add(*row, dim=not row[0])
    print_table(out, table)
    say(out, words.form("rounds_table.note"), "dim")


def _write(folder: Path, stem: str, story: Story, rows: list[Row], drawn: Drawn | None, repeat: str) -> list[Path]:
    """Write page and figure; each file appears whole or not at all."""
    from sim.stories.story_page import as_markdown

    with writing(folder, "Name another folder with --out"):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".partial-", dir=folder) as stage:
            made = Path(stage)
            figure = None
            if drawn is not None:
                from sim.plots.style import house_style, save
                from sim.plots.trace import trace_figure

                inform("Drawing the figure")
                with house_style():
                    _, svg = save(trace_figure(*drawn), made, stem)
                figure = svg.name
            page = as_markdown(story, rows, repeat, figure)
            (made / f"{stem}.md").write_text(page, encoding="utf-8", newline="\n")
            return [path.replace(folder / path.name) for path in sorted(made.iterdir())]


def _repeat(
    file: Path, replicate: int, seed: int, overrides: Sequence[str], out: Path | None, no_figure: bool,
    table_only: bool, written_as: Format | None, language: Language,
) -> str:  # fmt: skip
    """Command that tells the same again, with the seed that was drawn where none was given."""
    words = ["sma", "trace", os.fspath(file), "--replicate", str(replicate), "--seed", str(seed)]
    words += [part for text in overrides for part in ("--set", text)]
    words += ["--language", language] if language != DEFAULT_LANGUAGE else []
    words += ["--format", written_as.value] if written_as is not None else []
    words += ["--out", os.fspath(out)] if out is not None else []
    words += [flag for flag, given in (("--no-figure", no_figure), ("--table-only", table_only)) if given]
    return shlex.join(words)
