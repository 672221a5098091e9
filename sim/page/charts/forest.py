"""Differences between two runs with their intervals, one row a figure, a panel for each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.page.charts.chart import BLUE, GREY, INK, Chart, Spec, Table, config, rows
from sim.words import Words

ROW = 46  # pixels, a line of words above each interval among them


@dataclass(frozen=True)
class Difference:
    """A figure in both runs, and the paired difference with its 95% interval; text is as told, `unit` in words."""

    label: str
    unit: str
    difference: float
    lower: float
    upper: float
    texts: tuple[str, ...]


def forest_chart(differences: Sequence[Difference], headings: tuple[str, ...], words: Words) -> Chart:
    """Points with their intervals beside a line at no difference; units differ, so each has an axis of its own."""
    panels: list[Spec] = []
    for unit in dict.fromkeys(each.unit for each in differences):
        of_unit = [each for each in differences if each.unit == unit]
        panels.append(_panel(of_unit, unit, words))
    spec: Spec = {"vconcat": panels, "spacing": 18, "config": config(words)}
    table = Table(headings, tuple((each.label, *each.texts) for each in differences))
    return Chart(spec, words.form("page.forest_alt"), table)


def _panel(differences: Sequence[Difference], unit: str, words: Words) -> Spec:
    values = [
        {"label": each.label, "difference": each.difference, "lower": each.lower, "upper": each.upper}
        for each in differences
    ]
    ends = [0.0, *(each.lower for each in differences), *(each.upper for each in differences)]
    room = 0.06 * max(max(ends) - min(ends), 1e-9)
    x: Spec = {
        "type": "quantitative", "scale": {"domain": [min(ends) - room, max(ends) + room], "nice": False},
        "axis": {"title": f"{words.form('page.difference')} ({unit})", "grid": True, "tickCount": 5},
    }  # fmt: skip
    y: Spec = {"field": "label", "type": "nominal", "sort": None, "axis": None}
    return {
        "height": ROW * len(differences),
        "layer": [
            {"data": rows(values), "mark": {"type": "text", "align": "left", "dy": -16},
             "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "label"}}},
            {"data": {"values": [{"at": 0}]}, "mark": {"type": "rule", "color": GREY},
             "encoding": {"x": {**x, "field": "at"}}},
            {"data": rows(values), "mark": {"type": "rule", "strokeWidth": 2, "color": BLUE},
             "encoding": {"y": y, "x": {**x, "field": "lower"}, "x2": {"field": "upper"}}},
            {"data": rows(values), "mark": {"type": "point", "filled": True, "size": 80, "color": INK, "opacity": 1},
             "encoding": {"y": y, "x": {**x, "field": "difference"}}},
        ],
    }  # fmt: skip
