"""One negotiation for the page: its story by paragraphs, each a move on a timeline, and its rounds as a table."""

from __future__ import annotations

from typing import Any

from sim.history.beside import recorded_beside
from sim.page.asked import Asked
from sim.page.charts.course import course_chart
from sim.page.desk import Desk, Stop
from sim.prepare import prepare
from sim.reasons.played import played
from sim.stories.course import course
from sim.stories.round_table import headings, round_rows
from sim.stories.story import tell
from sim.words import words_in


def story(desk: Desk, asked: Asked, replicate: int, stop: Stop) -> dict[str, Any]:
    """The story of one replicate, with the chart of its course; the paragraphs count through all sections."""
    loaded = asked.load(desk.library)
    scenario, language = loaded.scenario, asked.language
    words = words_in(language).about(scenario.host.name, [each.name for each in scenario.administrations.values()])
    prepared = prepare(scenario)
    with desk.alone(stop):
        outcome, trace = played(prepared, asked.seed, replicate)
    told = tell(prepared, trace, outcome, asked.seed, loaded.named_changes, language)
    talks = course(prepared, trace, outcome, recorded_beside(scenario), language)
    last = max(each.date for each in trace.entries)
    moves = [each.date or last for section in told.sections for each in section.paragraphs]
    return {
        "title": told.title,
        "label": told.label,
        "preface": told.preface,
        "sections": [
            {"heading": section.heading, "paragraphs": [each.text for each in section.paragraphs]}
            for section in told.sections
        ],
        "chart": course_chart(talks, moves, words).as_json(),
        "rounds": {
            "headings": headings(words),
            "rows": round_rows(prepared, trace, language),
            "note": words.form("rounds_table.note"),
        },
    }
