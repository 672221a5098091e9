"""The run at hand beside one that was kept: charts on the same axes, and paired differences under the same luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.answers.answers import Answers
from sim.answers.density import densities
from sim.answers.pair import Pair, World, pair
from sim.answers.told import Told
from sim.errors import ScenarioError
from sim.history.beside import recorded_beside
from sim.page.asked import Asked
from sim.page.charts.chart import Chart
from sim.page.charts.curves import blank_chart
from sim.page.charts.density import density_chart
from sim.page.charts.dots import Span, levelled, sum_chart, sum_span, when_chart, when_span
from sim.page.charts.forest import Difference, forest_chart
from sim.page.desk import Desk, Stop
from sim.words import Words, words_in

if TYPE_CHECKING:
    from sim.experiments.in_memory import Run

RESAMPLES = 400  # for the medians' intervals: enough to read, and quick


def compared(desk: Desk, asked: Asked, beside: Asked, stop: Stop) -> dict[str, Any]:
    """Both runs chart by chart, then their differences; where they cannot be paired, the reason stands instead."""
    base, other = desk.run(beside, stop), desk.run(asked, stop)
    scenario = other.plan.scenario
    words = words_in(asked.language).about(
        scenario.host.name, [each.name for each in scenario.administrations.values()]
    )
    both = base.answers(asked.language), other.answers(asked.language)
    found: dict[str, Any] = {
        "names": [_name(beside, both[0], words, "page.compare_with"), _name(asked, both[1], words, "page.now")],
        "charts": _charts((base, other), both, words),
    }
    try:
        found.update(_differences(pair(_world(base), _world(other), asked.language, times=RESAMPLES), other, words))
    except ScenarioError as fault:
        found.update({"changed": str(fault), "forest": None, "some": {"headings": [], "rows": []}, "notes": []})
    return found


def _world(run: Run) -> World:
    return World(run.frame, run.plan.scenario, run.label)


def _name(asked: Asked, found: Answers, words: Words, which: str) -> str:
    """What a run is called: kept or now, and what was set in it."""
    return f"{words.form(which)}: {', '.join(asked.set) or found.title}"


def _charts(runs: tuple[Run, Run], both: tuple[Answers, Answers], words: Words) -> list[dict[str, Any]]:
    """A pair of charts for each answer, on one axis where both count from the same expiry."""
    same = both[0].setting.expiry == both[1].setting.expiry
    days = _joined(when_span(both[0]), when_span(both[1])) if same else None
    rises = _joined(sum_span(both[0]), sum_span(both[1]))
    pairs: list[tuple[str, list[Chart]]] = [
        (both[1].when.question, levelled([when_chart(each, words, days) for each in both])),
        (both[1].sum.question, levelled([sum_chart(each, words, rises) for each in both])),
    ]
    if same:
        pairs.append((both[1].blank.question, [blank_chart(both[0], words), blank_chart(both[1], words, both[0])]))
        told = Told(words, both[1].setting, both[1].replicates)
        maps = densities([each.frame for each in runs], told, recorded_beside(runs[1].plan.scenario))
        charts = [density_chart(each, answers, words) for each, answers in zip(maps, both, strict=True)]
        pairs.append((words.form("page.density"), charts))
    return [{"title": title, "base": base.as_json(), "other": other.as_json()} for title, (base, other) in pairs]


def _joined(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def _differences(found: Pair, other: Run, words: Words) -> dict[str, Any]:
    texts = {row[0]: row[1:] for row in found.table.rows}
    rows = []
    for row in found.differences.to_dict("records"):
        label = words.form(f"answers.figure.{row['name']}")
        if label in texts and row["lower"] == row["lower"]:
            unit = words.form(f"page.unit.{str(row['unit']).split()[0]}")
            numbers = float(row["difference"]), float(row["lower"]), float(row["upper"])
            rows.append(Difference(label, unit, *numbers, texts[label]))
    return {
        "changed": found.sentence,
        "forest_title": found.table.title,
        "forest": forest_chart(rows, found.table.headings, words).as_json() if rows else None,
        "some": _some(found, other, words),
        "notes": list(found.table.notes),
    }


def _some(found: Pair, other: Run, words: Words) -> dict[str, Any]:
    """A few negotiations that changed, by number and by when they are signed now."""
    expiry = other.plan.scenario.agreement.prior_expiry
    rows = []
    for replicate in found.replicates:
        day = other.frame["signature_day"][replicate]
        signed = words.date(expiry.fromordinal(expiry.toordinal() + int(day))) if day == day else "–"
        rows.append((words.form("page.negotiation", number=str(replicate)), signed))
    return {"headings": [words.form("page.number"), words.form("page.signed")], "rows": rows}
