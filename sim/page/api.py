"""What the page is told: each function answers one kind of question with plain dictionaries, ready to be sent."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sim.page.asked import REPLICATES, Asked
from sim.page.desk import Desk, Stop
from sim.page.files import chrome
from sim.words import Words, words_in

if TYPE_CHECKING:
    from sim.answers.table import WordTable
    from sim.experiments.in_memory import Run
    from sim.scenario.load import LoadedScenario
    from sim.scenario.schema import Scenario

Answer = dict[str, Any]
DRIVERS = 6  # parameters shown first


def words_of(scenario: Scenario, asked: Asked) -> Words:
    """Words of the language asked for, with the sides of the talks."""
    return words_in(asked.language).about(scenario.host.name, [each.name for each in scenario.administrations.values()])


def library(desk: Desk, asked: Asked) -> Answer:
    """The scenarios there are, by folder, those on record first, with their titles."""
    from sim.page.shelf import shelves

    return {"shelves": shelves(desk.library, words_in(asked.language)), "words": chrome(asked.language)}


def controls(desk: Desk, asked: Asked) -> Answer:
    """The controls of a scenario as its file, or its text, has it."""
    from sim.page.controls import panel
    from sim.page.labels import Labels

    scenario = asked.model_copy(update={"set": []}).load(desk.library).scenario
    labels = Labels(words_of(scenario, asked))
    return {"controls": panel(scenario, labels).as_json()}


def answers(desk: Desk, asked: Asked, stop: Stop) -> Answer:
    """The three answers with their charts, and what else is known at once."""
    from sim.page.charts.curves import blank_chart
    from sim.page.charts.dots import sum_chart, when_chart

    run = desk.run(asked, stop)
    scenario, words = run.plan.scenario, words_of(run.plan.scenario, asked)
    found = run.answers(asked.language)
    charts = when_chart(found, words), sum_chart(found, words), blank_chart(found, words)
    return {
        "title": found.title,
        "caption": found.caption,
        "kind": words.form(f"labels.kind.{scenario.kind}"),
        "replicates": found.replicates,
        "notes": _notes(asked, words),
        "answers": [
            {
                "question": each.question, "sentence": each.sentence, "key": each.key, "record": each.record,
                "chart": chart.as_json(),
            }
            for each, chart in zip(found.all, charts, strict=True)
        ],
        "command": asked.command(desk.library),
    }  # fmt: skip


def _notes(asked: Asked, words: Words) -> list[str]:
    """What must be known of a run beside its caption: which parameters stand in place of their draws."""
    by_hand = [each for each in asked.set if each.startswith("parameters.")]
    name = "page.by_hand_one" if len(by_hand) == 1 else "page.by_hand"
    return [words.form(name, number=str(len(by_hand)))] if by_hand else []


def _drivers(run: Run) -> list[str]:
    """Names of the parameters that drive a run most."""
    from sim.analysis.drivers import drivers
    from sim.analysis.setting import setting_of
    from sim.posterior.joined import drawn_for

    scenario = run.plan.scenario
    found = drivers(run.frame, drawn_for(scenario), setting_of(scenario).horizon_day)
    return [each.name for each in found[:DRIVERS]]


def details(desk: Desk, asked: Asked, stop: Stop) -> Answer:
    """Settlement by date and rise, the three survival curves, and which parameters drive the run most."""
    from sim.answers.density import densities
    from sim.answers.told import Told
    from sim.history.beside import recorded_beside
    from sim.page.charts.curves import survival_chart
    from sim.page.charts.density import density_chart

    run = desk.run(asked, stop)
    words, found = words_of(run.plan.scenario, asked), run.answers(asked.language)
    told = Told(words, found.setting, found.replicates)
    (density,) = densities([run.frame], told, recorded_beside(run.plan.scenario))
    return {
        "density": density_chart(density, found, words).as_json(),
        "survival": survival_chart(run.frame, found, words).as_json(),
        "drivers": [f"parameters.{name}" for name in _drivers(run)],
    }


def why(desk: Desk, asked: Asked, stop: Stop) -> Answer:
    """What happened in how many negotiations, what kept them apart by phase, and where the model lost."""
    from sim.answers.apart import apart
    from sim.answers.happened import happened
    from sim.answers.lost import lost
    from sim.experiments.explanation import explain_run

    run = desk.run(asked, stop)
    scenario = run.plan.scenario
    words = words_of(scenario, asked)
    shares = happened(run.frame, scenario, asked.language)
    parts = [_part(shares.title, [], [shares])]
    with desk.alone(stop):
        explained = explain_run(run.plan)
    parts.append(_part(words.form("page.apart"), [], apart(explained, words)))
    rivals = lost(scenario, asked.language)
    if rivals is not None:
        parts.append(_part(words.form("page.lost"), rivals.sentences, [rivals.table]))
    return {"parts": parts}


def _part(title: str, sentences: Sequence[str], tables: Sequence[WordTable]) -> Answer:
    """A part of the reasons: sentences, then tables, each with what must be known of it."""
    return {"title": title, "notes": list(sentences), "tables": [asdict(each) for each in tables]}


def text(desk: Desk, asked: Asked) -> Answer:
    """The scenario with all it extends and what is set in it, as one text."""
    return {"text": _toml(asked.load(desk.library))}


def _toml(loaded: LoadedScenario) -> str:
    from sim.scenario.write import canonical_toml

    return canonical_toml(loaded.resolved)


def edited(desk: Desk, asked: Asked) -> Answer:
    """What an edited text comes to: overrides of the scenario where they say all of it, else the text itself."""
    from sim.page.edits import overrides_of

    base = asked.model_copy(update={"text": None, "set": []}).load(desk.library)
    changed = asked.model_copy(update={"set": []}).load(desk.library)
    overrides = overrides_of(base, changed)
    return {"set": overrides or [], "text": None if overrides is not None else asked.text}


def download(desk: Desk, asked: Asked, kind: str, stop: Stop, beside: Asked | None = None) -> tuple[bytes, str, str]:
    """Content of a file that the page hands out, its type and its name; a report may have a run beside it."""
    if kind == "toml":
        loaded = asked.load(desk.library)
        return _toml(loaded).encode(), "application/toml", f"{loaded.scenario.name}.toml"
    run = desk.run(asked, stop)
    name = run.plan.scenario.name
    if kind == "csv":
        return run.frame.to_csv(index=False).encode(), "text/csv; charset=utf-8", f"{name}.csv"
    if kind == "parquet":
        buffer = io.BytesIO()
        run.frame.to_parquet(buffer, index=False)
        return buffer.getvalue(), "application/vnd.apache.parquet", f"{name}.parquet"
    if kind == "report":
        return _report(desk, run, beside, asked, stop).encode(), "text/html; charset=utf-8", f"{name}.html"
    raise KeyError(kind)


def _report(desk: Desk, run: Run, beside: Asked | None, asked: Asked, stop: Stop) -> str:
    """The report that `sma report` writes, of the run, or of the one beside it and the run under the same luck."""
    from sim.report.content import content
    from sim.report.page import html_of
    from sim.report.source import source_of_run

    own = source_of_run(run)
    base = own if beside is None else source_of_run(desk.run(beside, stop))
    with desk.alone(stop):
        return html_of(content(base, None if beside is None else own, asked.language))


def ten(desk: Desk, asked: Asked, stop: Stop) -> Answer:
    """The first ten negotiations of a run, each in a few words."""
    run = desk.run(asked, stop)
    words, expiry = words_of(run.plan.scenario, asked), run.plan.scenario.agreement.prior_expiry
    rows = run.frame.head(10).to_dict("records")
    return {"ten": [_told({str(k): v for k, v in row.items()}, expiry, words) for row in rows], "of": REPLICATES}


def _told(row: dict[str, Any], expiry: date, words: Words) -> Answer:
    """One negotiation in a line."""
    from sim.words.numerals import percent

    refusals = int(row["guest_refusals"]) + int(row["host_refusals"])
    slots = {"number": str(row["replicate"]), "refusals": str(refusals)}
    if row["signature_day"] != row["signature_day"]:
        sentence = words.form("page.ten_open", **slots)
    else:
        day = expiry + timedelta(days=int(row["signature_day"]))
        name = "page.ten_refused" if refusals else "page.ten_signed"
        sentence = words.form(name, **slots, date=words.date(day), rise=percent(row["rise"], 1))
    return {"replicate": int(row["replicate"]), "sentence": sentence}


def story(desk: Desk, asked: Asked, replicate: int, stop: Stop) -> Answer:
    """One negotiation; see `sim.page.told`."""
    from sim.page.told import story as told

    return told(desk, asked, replicate, stop)


def compared(desk: Desk, asked: Asked, beside: Asked, stop: Stop) -> Answer:
    """Two runs; see `sim.page.beside`."""
    from sim.page.beside import compared as found

    return found(desk, asked, beside, stop)
