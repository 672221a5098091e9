"""Quantile dotplots: fifty dots, one of them as likely as another, on the calendar or on the rise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sim.answers.answers import Answers
from sim.page.charts.chart import BLUE, INK, Chart, Spec, Table, calendar, framed, record_mark, rows, time_axis
from sim.words import Words
from sim.words.numerals import percent

BINS = 30  # columns of dots across the axis, so that dots of a telephone still touch
DOT, ROW = 52, 8  # area of a dot and height of a row, in pixels
LEAST_HEIGHT, ROOM = 70, 22
Span = tuple[float, float]


def when_chart(found: Answers, words: Words, span: Span | None = None) -> Chart:
    """Dots of the day of signature; those beyond the horizon are hollow, right of it.

    Parameters
    ----------
    span : days from expiry between which the axis runs, for charts that share one; None finds it
    """
    dots, expiry = found.found.when.dots, found.setting.expiry
    first, last = span or when_span(found)
    width = (last - first) / BINS
    record = found.found.when.record
    placed = [
        {"date": (expiry + timedelta(days=round(x))).isoformat(), "y": y, "label": words.form("page.dot")}
        for x, y in _stacked(dots.values, first, width)
    ]
    beyond = expiry + timedelta(days=round(last + 1.5 * width))
    hollow = [
        {"date": beyond.isoformat(), "y": place + 0.5, "label": words.form(f"answers.hollow.{name}")}
        for place, name in enumerate(name for name, count in dots.hollow.items() for _ in range(count))
    ]
    ends = expiry + timedelta(days=first), beyond + timedelta(days=round(2 * width))
    x = time_axis(*ends)
    y = _height_axis([*placed, *hollow])
    layers = [*calendar(found.marks, *ends), _dots(placed, x, y, filled=True)]
    if hollow:
        layers.append(_dots(hollow, x, y, filled=False))
        layers.append(_named_above(beyond, dots.hollow, x, y, len(hollow), words))
    if record is not None:
        day = expiry + timedelta(days=round(record))
        layers.append(record_mark({"date": day.isoformat(), "y": 0, "label": found.when.record}, x, y))
    rows_ = [
        (words.form("page.first_of", share=percent(share)), words.date(expiry + timedelta(days=round(day))))
        for share, day in _some(dots.values, sum(dots.hollow.values()))
    ]
    rows_ += [(words.form(f"answers.hollow.{name}"), percent(count / 50)) for name, count in dots.hollow.items()]
    if found.when.record:
        rows_.append((words.form("page.record"), found.when.record))
    spec = framed(layers, _pixels([*placed, *hollow]), words)
    return Chart(spec, found.when.alt, Table((words.form("page.share"), words.form("page.signed_by")), tuple(rows_)))


def when_span(found: Answers) -> Span:
    """Days from expiry between which the dots, the record and the expiry lie, with a margin."""
    known = [*found.found.when.dots.values, *([found.found.when.record] if found.found.when.record is not None else [])]
    last = max([*known, 0.0]) if not found.found.when.dots.hollow else float(found.setting.horizon_day)
    first = min([*known, last, 0.0])
    room = 0.03 * max(last - first, 60.0)
    return first - room, last + room


def sum_chart(found: Answers, words: Words, span: Span | None = None) -> Chart:
    """Dots of the first-year rise, in percent.

    Parameters
    ----------
    span : rises, as shares, between which the axis runs
    """
    dots, record = found.found.sum.dots, found.found.sum.record
    low, high = span or sum_span(found)
    placed = [
        {"x": x, "y": y, "label": words.form("page.dot")} for x, y in _stacked(dots.values, low, (high - low) / BINS)
    ]
    x: Spec = {
        "field": "x", "type": "quantitative", "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {"title": words.form("page.rise"), "grid": False, "format": "+.0%" if high > 0.06 else "+.1%",
                 "tickCount": 5},
    }  # fmt: skip
    y = _height_axis(placed)
    layers = [_dots(placed, x, y, filled=True)]
    if record is not None:
        layers.append(record_mark({"x": record, "y": 0, "label": found.sum.record}, x, y))
    rows_ = [
        (words.form("page.first_of", share=percent(share)), percent(rise, 1)) for share, rise in _some(dots.values, 0)
    ]
    if record is not None:
        rows_.append((words.form("page.record"), percent(record, 1)))
    spec = framed(layers, _pixels(placed), words)
    return Chart(spec, found.sum.alt, Table((words.form("page.share"), words.form("page.rise_up_to")), tuple(rows_)))


def sum_span(found: Answers) -> Span:
    """Rises between which the dots and the record lie, with a margin."""
    record = found.found.sum.record
    known = [*found.found.sum.dots.values, *([record] if record is not None else []), 0.0]
    low, high = min(known), max(known)
    room = 0.04 * max(high - low, 0.02)
    return low - room, high + room


def levelled(charts: Sequence[Chart]) -> list[Chart]:
    """The same charts, all as high as the highest, so that a dot is as large in each."""
    tops = [max(layer["encoding"]["y"]["scale"]["domain"][1] for layer in _upright(each.spec)) for each in charts]
    height = max(int(each.spec["height"]) for each in charts)
    found = []
    for each in charts:
        spec = deepcopy(each.spec)
        spec["height"] = height
        for layer in _upright(spec):
            layer["encoding"]["y"]["scale"]["domain"][1] = max(tops)
        found.append(replace(each, spec=spec))
    return found


def _upright(spec: Spec) -> list[Spec]:
    """Layers that have a vertical axis."""
    return [layer for layer in spec["layer"] if "scale" in layer["encoding"].get("y", {})]


def _stacked(values: Sequence[float], first: float, width: float) -> list[tuple[float, float]]:
    """Middle of its column, and height in it, of each value."""
    heights: Counter[int] = Counter()
    found = []
    for value in values:
        column = min(max(int((value - first) // width), 0), BINS - 1)
        found.append((first + (column + 0.5) * width, heights[column] + 0.5))
        heights[column] += 1
    return found


def _some(values: Sequence[float], hollow: int) -> list[tuple[float, float]]:
    """A tenth, a quarter, the half and so on, of all dots, that have a value."""
    total = len(values) + hollow
    shares = (0.1, 0.25, 0.5, 0.75, 0.9)
    return [(share, values[round(share * total) - 1]) for share in shares if 1 <= round(share * total) <= len(values)]


def _tallest(dots: Sequence[dict[str, Any]]) -> float:
    return max([*(float(each["y"]) for each in dots), 5.0]) + 1.5


def _pixels(dots: Sequence[dict[str, Any]]) -> int:
    return max(LEAST_HEIGHT, round(ROW * _tallest(dots))) + ROOM


def _height_axis(dots: Sequence[dict[str, Any]]) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.6, _tallest(dots)], "nice": False},
    }


def _dots(values: Sequence[dict[str, Any]], x: Spec, y: Spec, filled: bool) -> Spec:
    return {
        "data": rows(values),
        "mark": {"type": "point", "filled": filled, "size": DOT, "color": BLUE, "opacity": 1, "strokeWidth": 1.4},
        "encoding": {"x": x, "y": y, "tooltip": {"field": "label", "type": "nominal"}},
    }


def _named_above(day: date, hollow: Any, x: Spec, y: Spec, top: int, words: Words) -> Spec:
    label = ", ".join(words.form(f"answers.hollow.{name}") for name in hollow)
    return {
        "data": rows([{"date": day.isoformat(), "y": top + 0.9, "label": label}]),
        "mark": {"type": "text", "align": "right", "dx": 8, "color": INK, "fontSize": 12},
        "encoding": {"x": x, "y": y, "text": {"field": "label"}},
    }
