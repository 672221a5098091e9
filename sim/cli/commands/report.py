"""`sma report`: a run as one page to hand on, with answers, figures, reasons, limits, and how to run it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    DEFAULT_LANGUAGE,
    AsOf,
    Draws,
    DrawsOption,
    GivenParts,
    LanguageOption,
    Overrides,
    Point,
    SharedSeed,
    Workers,
    chosen_draws,
    load_told,
    with_knowledge,
)
from sim.cli.output import inform, to_run_again, writing

if TYPE_CHECKING:
    from sim.cli.stopping import Stop
    from sim.report.source import Source

DEFAULT_REPLICATES, DEFAULT_SEED = 10_000, 1


def command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="RESULTS|SCENARIO",
            show_default=False,
            help="Folder of a run, or its manifest.json; or a scenario file, or the name of a shipped one, to run.",
        ),
    ],
    compare: Annotated[
        str | None,
        typer.Option(
            metavar="OTHER",
            help="Set another run beside it, under the same luck: its folder, another scenario, or PATH=VALUE for the"
            " same one changed so (several with ';' between them).",
        ),
    ] = None,
    language: LanguageOption = DEFAULT_LANGUAGE,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write a PDF of the page beside it (extra `report`).")] = False,
    replicates: Annotated[
        int | None,
        typer.Option(min=2, max=1_000_000, show_default=f"{DEFAULT_REPLICATES:,}", help="How many, of a scenario."),
    ] = None,
    seed: SharedSeed | None = None,
    overrides: Overrides = None,
    as_of: AsOf = None,
    given: GivenParts = None,
    draws: DrawsOption = None,
    point: Point = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", show_default="results/NAME.report.html", help="File to write.")
    ] = None,
    workers: Workers = None,
) -> None:
    """Write a run as one HTML page, without script or outside address, that can be mailed, read and printed.

    In it: the three answers as sentences and figures, what happened beside the record, what kept the sides apart, two
    negotiations told, the forecasts the model lost, and how to run it again to the same bytes.
    """
    from sim.cli.stopping import ended_by_signals
    from sim.errors import ScenarioError
    from sim.report.content import content
    from sim.report.page import html_of
    from sim.report.pdf import check_pdf, pdf_of
    from sim.report.source import check_pair

    if pdf:
        check_pdf()
    overrides = with_knowledge(overrides, as_of, given)
    if _is_run(file) and (overrides or draws or point or replicates or seed is not None):
        raise ScenarioError(
            f"{file}: is a run that stands, so --set, --as-of, --given, --draws, --point, --replicates and --seed"
            " cannot go with it. Leave them out, or name the scenario to run it first."
        )
    place = _place(file, out)
    with ended_by_signals(f"Stopped. {to_run_again()}") as stop:
        size = (replicates or DEFAULT_REPLICATES, DEFAULT_SEED if seed is None else seed)
        base = _source(file, overrides, draws, point, size, workers, stop)
        other = None
        if compare is not None:
            other = _beside(compare, base, file, overrides, draws, point, workers, stop)
            check_pair(base, other)
        found = content(base, other, language, workers, inform)
        stop.check()
        page = html_of(found).encode("utf-8")
        _write(place, page)
        if pdf:
            inform("Setting the PDF")
            _write(place.with_suffix(".pdf"), pdf_of(page.decode("utf-8")))


def _is_run(file: Path) -> bool:
    return (file.is_dir() and (file / "manifest.json").exists()) or file.suffix == ".json"


def _place(file: Path, out: Path | None) -> Path:
    """File of the page; a place that cannot be written is told before anything runs."""
    from sim.errors import StorageError
    from sim.experiments.folder import RESULTS, try_folder

    name = file.parent.resolve().name if file.suffix == ".json" else file.resolve().name if _is_run(file) else file.stem
    place = out or Path(RESULTS) / f"{name}.report.html"
    if place.is_dir():
        raise StorageError(f"{place}: is a folder, and the report needs a file. Name another with --out.")
    try_folder(place.parent)
    return place


def _source(
    file: Path, overrides: Sequence[str], draws: Draws | None, point: bool, size: tuple[int, int],
    workers: int | None, stop: Stop,
) -> Source:  # fmt: skip
    """The run to report: read, or run in memory."""
    from sim.cli.progress import progress
    from sim.experiments.in_memory import run
    from sim.report.source import source_of_folder, source_of_run

    if _is_run(file):
        return source_of_folder(file.parent if file.suffix == ".json" else file)
    loaded = load_told(file, overrides, chosen_draws(draws, point))
    with progress(loaded.scenario.name) as report:

        def told(done: int, total: int) -> None:
            stop.check()
            report(done, total)

        return source_of_run(run(loaded, replicates=size[0], seed=size[1], workers=workers, progress=told))


def _beside(
    compare: str, base: Source, file: Path, overrides: Sequence[str], draws: Draws | None, point: bool,
    workers: int | None, stop: Stop,
) -> Source:  # fmt: skip
    """The run beside it: another folder, another scenario, or the same one changed."""
    from sim.cli.progress import progress
    from sim.experiments.in_memory import run
    from sim.report.source import source_of_run
    from sim.scenario.load import override_scenario

    size = (base.manifest.replicates, base.manifest.seed)
    if "=" not in compare or Path(compare).exists():
        return _source(Path(compare), overrides, draws, point, size, workers, stop)
    changes = [part.strip() for part in compare.split(";") if part.strip()]
    if _is_run(file):
        loaded = override_scenario(base.loaded, changes)
    else:
        loaded = load_told(file, [*overrides, *changes], chosen_draws(draws, point))
    with progress(compare) as report:

        def told(done: int, total: int) -> None:
            stop.check()
            report(done, total)

        return source_of_run(run(loaded, replicates=size[0], seed=size[1], workers=workers, progress=told))


def _write(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, and tell of it."""
    from sim.experiments.store import write_durably

    with writing(place, "Name another place with --out"):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_durably(place, content)
    inform(f"  {'page' if place.suffix != '.pdf' else 'PDF':8}{place} ({len(content) / 1000:,.0f} kB)")
