"""What stands in a report, gathered: sentences, figures, tables and stories, not yet a page."""

from __future__ import annotations

import base64
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from sim.answers.answers import Answers, answers
from sim.answers.apart import apart
from sim.answers.density import Density, densities
from sim.answers.driven import driven
from sim.answers.examples import examples
from sim.answers.happened import happened
from sim.answers.lost import lost
from sim.answers.pair import Pair, pair
from sim.answers.table import WordTable
from sim.answers.told import Answer, Told
from sim.experiments.explanation import explain_run
from sim.history.beside import recorded_beside
from sim.plots.compact import as_svg, dated_dots, density_map, forest, rise_dots, waiting_curve
from sim.prepare import prepare
from sim.reasons.played import played
from sim.report.source import Source, plan_again
from sim.stories.story import Story, tell
from sim.version import VERSION
from sim.words import Language, Words, words_in

Said = Callable[[str], None]
VERSIONS = ("sma-sim", "python", "numpy", "numba", "pyarrow")


@dataclass(frozen=True)
class Picture:
    """A figure: an SVG element, what it shows for those who do not see it, and what stands below it."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Answered:
    """An answer with its figure; `others` holds the same answer of each run, the first and any beside it, by name."""

    question: str
    told: tuple[tuple[str, Answer], ...]
    picture: Picture


@dataclass(frozen=True)
class Compared:
    """A comparison: which worlds, how they differ, figure and table, and where to look on."""

    worlds: str
    pair: Pair
    picture: Picture
    look: str
    look_command: str


@dataclass(frozen=True)
class Rerun:
    """How to run it again: commands, manifests as addresses that hold the file itself, digests, versions."""

    commands: tuple[str, ...]
    manifests: tuple[tuple[str, str], ...]  # words of the link, address
    manifest_command: str
    digests: tuple[str, ...]
    versions: str


@dataclass(frozen=True)
class Content:
    """All that stands in a report, in order; what there is nothing of is empty."""

    language: Language
    title: str
    captions: tuple[str, ...]
    made: str
    answered: tuple[Answered, ...]
    compared: Compared | None
    together: tuple[tuple[Picture, WordTable], ...]
    happened: tuple[tuple[str, WordTable], ...]
    why: tuple[WordTable, ...]
    why_not: str
    stories: tuple[tuple[str, Story], ...]
    lost: tuple[str, ...]
    lost_table: WordTable | None
    limits: tuple[str, ...]
    rerun: Rerun


def content(
    base: Source, other: Source | None = None, language: Language = "en", workers: int | None = None,
    said: Said | None = None,
) -> Content:  # fmt: skip
    """Gather a report.

    Parameters
    ----------
    base : the run that is reported
    other : a run beside it, under the same luck
    language : of all words
    workers : threads, which change nothing
    said : told what is being done
    """
    scenario = base.scenario
    words = words_in(language).about(scenario.host.name, [each.name for each in scenario.administrations.values()])
    sources = (base,) if other is None else (base, other)
    runs = tuple(answers(each.frame, each.scenario, each.label, language) for each in sources)
    names = _names(sources, words)
    told = Told(words, runs[0].setting, runs[0].replicates)
    found = lost(scenario, language)
    cells = densities([each.frame for each in sources], told, recorded_beside(scenario))
    why, stories = _reasons(base, words, language, workers, said)
    return Content(
        language=language,
        title=words.form("report.title", title=runs[0].title),
        captions=tuple(run.caption for run in runs),
        made=words.form("report.made", version=VERSION),
        answered=_answered(runs, names, words),
        compared=None if other is None else _compared(base, other, names, words, language),
        together=tuple(_map(*each, words) for each in zip(names, cells, runs, strict=True)),
        happened=tuple(
            (name, happened(each.frame, each.scenario, language)) for name, each in zip(names, sources, strict=True)
        ),
        why=why,
        why_not="" if base.same_program else words.form("report.why_other"),
        stories=stories,
        lost=found.sentences if found is not None else (),
        lost_table=found.table if found is not None else None,
        limits=(*(words.name(each.words) for each in runs[0].setting.limits), words.form("report.limit_model")),
        rerun=_rerun(sources, words),
    )


def _names(sources: tuple[Source, ...], words: Words) -> tuple[str, ...]:
    """What each run is called beside the other: what was set in it, or that nothing was."""
    if len(sources) == 1:
        return ("",)
    if len({source.name for source in sources}) > 1:
        return tuple(", ".join((source.name, *source.label.changes)) for source in sources)
    return tuple(", ".join(source.label.changes) or words.form("report.as_filed") for source in sources)


def _answered(runs: tuple[Answers, ...], names: tuple[str, ...], words: Words) -> tuple[Answered, ...]:
    """The three answers with their figures."""
    parts = {"when": ["report.dot"], "sum": ["report.dot"], "blank": ["report.curve"]}
    if any(run.found.when.record is not None for run in runs):
        for said in parts.values():
            said.append("report.diamond")
    if any(run.found.when.dots.hollow for run in runs):
        parts["when"].append("report.hollow")
    if len(runs) > 1:
        for name, said in parts.items():
            said.append("report.curve_two" if name == "blank" else "report.panels")
    slots = {"first": names[0], "second": names[-1]}
    captions = {name: " ".join(words.form(each, **slots) for each in said) for name, said in parts.items()}
    figures = {"when": dated_dots(runs), "sum": rise_dots(runs), "blank": waiting_curve(runs)}
    found = []
    for first in runs[0].all:
        told = tuple((name, getattr(run, first.name)) for name, run in zip(names, runs, strict=True))
        alt = " ".join(each.alt for _, each in told)
        found.append(
            Answered(first.question, told, Picture(as_svg(figures[first.name], first.name), alt, captions[first.name]))
        )
    return tuple(found)


def _map(name: str, cells: Density, run: Answers, words: Words) -> tuple[Picture, WordTable]:
    """Map of date and rise of a run, and the same as a table."""
    caption = words.form("report.map")
    if cells.record is not None:
        caption = f"{caption} {words.form('report.diamond')}"
    if name:
        caption = words.form("report.map_of", name=name, caption=caption)
    return Picture(as_svg(density_map(cells, run), f"map {name}"), cells.alt, caption), cells.table


def _compared(base: Source, other: Source, names: tuple[str, ...], words: Words, language: Language) -> Compared:
    found = pair(base.world, other.world, language)
    numbers = ", ".join(map(str, found.replicates))
    return Compared(
        worlds=words.form("report.worlds", first=names[0], second=names[1]),
        pair=found,
        picture=Picture(
            as_svg(forest(found.differences, language), "forest"), found.sentence, words.form("report.forest")
        ),
        look=words.form("report.look", numbers=numbers) if numbers else "",
        look_command=shlex.join(base.trace_command()),
    )


def _reasons(
    base: Source, words: Words, language: Language, workers: int | None, said: Said | None
) -> tuple[tuple[WordTable, ...], tuple[tuple[str, Story], ...]]:
    """Causes over all negotiations, and two of them told; nothing of a run that this program would not play again."""
    if not base.same_program:
        return (), ()
    if said is not None:
        said("Reasons of every negotiation")
    table = driven(base.frame, base.scenario, words)
    why = (*apart(explain_run(plan_again(base), workers), words), *(() if table is None else (table,)))
    if said is not None:
        said("Stories of two")
    chosen = examples(base.frame)
    prepared = prepare(base.scenario)
    stories = []
    for form, replicate in (("typical", chosen.typical), ("extreme", chosen.extreme)):
        if replicate is not None:
            outcome, trace = played(prepared, base.manifest.seed, replicate)
            heading = words.form(f"report.{form}", number=replicate)
            stories.append((heading, tell(prepared, trace, outcome, base.manifest.seed, base.label.changes, language)))
    return why, tuple(stories)


def _rerun(sources: tuple[Source, ...], words: Words) -> Rerun:
    """Commands and manifests."""
    forms = ("report.manifest", "report.manifest_second")
    links = tuple(
        (words.form(form), _as_address(f"{source.portable.model_dump_json(indent=2)}\n"))
        for form, source in zip(forms, sources, strict=False)
    )
    versions = sources[0].manifest.versions
    told = ", ".join(f"{name} {versions[name]}" for name in VERSIONS if name in versions)
    return Rerun(
        commands=tuple(shlex.join(source.command()) for source in sources),
        manifests=links,
        manifest_command=shlex.join(["sma", "run", "manifest.json", "--out", "again"]),
        digests=tuple(words.form("report.digest", digest=source.digest) for source in sources if source.digest),
        versions=words.form("report.versions", versions=told),
    )


def _as_address(text: str) -> str:
    """A file as an address that holds it, so that the page needs none outside."""
    return "data:application/json;base64," + base64.b64encode(text.encode("utf-8")).decode("ascii")
