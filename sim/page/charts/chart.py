"""What a chart is made of, and what all charts share: colours, fonts, time axes, marks of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from unicodedata import east_asian_width

from sim.answers.marks import DatedMark
from sim.words import Words

Spec = dict[str, Any]
INK, GREY, FAINT = "#1a1a1a", "#595959", "#e3e6ea"
BLUE, ORANGE, RECORD = "#0b6aa8", "#b4451a", "#8a2f0a"
EPOCH, DAY_MS = date(1970, 1, 1), 86_400_000
MARKED = ("expiry", "handover")  # marks of the calendar that charts draw
FONT = (
    "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic',"
    " sans-serif"
)


@dataclass(frozen=True)
class Table:
    """The numbers of a chart as text: headings, and rows whose first cell names them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes
    ----------
    spec : of Vega-Lite, without a width, which the page gives it
    alt : what it shows, in words
    table : its numbers
    """

    spec: Spec
    alt: str
    table: Table

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries."""
        return {"spec": self.spec, "alt": self.alt, "table": asdict(self.table)}


def framed(layers: Sequence[Spec], height: int, words: Words, params: Sequence[Spec] = ()) -> Spec:
    """Layers as one chart of a height in pixels; `params` are what the page may set in it."""
    return {"height": height, "autosize": {"type": "fit", "contains": "padding"}, "layer": list(layers),
            "params": list(params), "config": config(words)}  # fmt: skip


def config(words: Words) -> Spec:
    """Look of all charts, and the names of months in the language of the words."""
    months = str(words.forms["page.months"]).split()
    days = str(words.forms["page.days"]).split()
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "domainColor": GREY, "tickColor": GREY, "gridColor": FAINT, "labelColor": INK, "titleColor": INK,
            "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelFlush": True,
        },
        "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12},
        "text": {"color": INK, "fontSize": 12, "font": FONT},
        "locale": {
            "time": {
                "dateTime": "%Y-%m-%d", "date": "%Y-%m-%d", "time": "%H:%M", "periods": ["AM", "PM"],
                "days": days, "shortDays": days, "months": months, "shortMonths": months,
            }
        },
    }  # fmt: skip


def rows(values: Sequence[dict[str, Any]]) -> Spec:
    """Data of a layer; dates, which stand as text under names that begin so, become moments as charts count them."""
    return {
        "values": [
            {key: _moment(date.fromisoformat(each)) if key.startswith("date") else each for key, each in row.items()}
            for row in values
        ]
    }


def _moment(day: date) -> int:
    """Milliseconds from 1970 to the first moment of a day in universal time."""
    return (day - EPOCH).days * DAY_MS


def time_axis(first: date, last: date, title: str | None = None, field: str = "date") -> Spec:
    """Horizontal axis of dates between two days; few ticks, so that they fit a telephone.

    The ends are an expression: Vega-Lite makes two dates out of two numbers, which its interpreter cannot read.
    """
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": {"expr": f"[{_moment(first)}, {_moment(last)}]"}, "nice": False},
        "axis": {
            "title": title, "grid": False, "labelPadding": 4,
            "tickCount": {"interval": "month", "step": _step(first, last)}, "labelOverlap": True,
        },
    }  # fmt: skip


def _step(first: date, last: date) -> int:
    """Months between ticks, so that there are some five."""
    months = (last - first).days / 30.4
    return next((step for step in (1, 2, 3, 6, 12, 24) if months / step <= 5.5), 24)


def calendar(marks: Sequence[DatedMark], first: date, last: date, labelled: bool = False) -> list[Spec]:
    """Dashed lines on the days of expiry and handovers between two days; `labelled` writes what they are."""
    shown = [each for each in marks if each.kind in MARKED and first <= each.date <= last]
    if not shown:
        return []
    values = [{"date": each.date.isoformat(), "label": each.label} for each in shown]
    x = time_axis(first, last)
    tip = {"field": "label", "type": "nominal"}
    lines: list[Spec] = [
        {
            "data": rows(values),
            "mark": {"type": "rule", "strokeDash": [4, 4], "color": GREY},
            "encoding": {"x": x, "tooltip": tip},
        }
    ]
    if labelled:
        for place, value in enumerate(values):
            day = date.fromisoformat(value["date"])
            fits = f"width - {_width(value['label'])} - scale('x', {_moment(day)})"  # else it is moved to the left
            lines.append(
                {
                    "data": rows([value]),
                    "mark": {
                        "type": "text", "align": "left", "dx": {"expr": f"min(4, {fits})"},
                        "dy": 8 + 14 * (place % 3), "baseline": "top", "color": INK,
                    },
                    "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "label"}},
                }
            )  # fmt: skip
    return lines


def _width(text: str) -> int:
    """About how many pixels a text takes; letters of Korean are twice as wide."""
    return round(sum(12 if east_asian_width(letter) in "WF" else 6.4 for letter in text))


def record_mark(values: Spec, x: Spec, y: Spec) -> Spec:
    """The diamond that stands for the record."""
    return {
        "data": rows([values]),
        "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 150, "color": ORANGE, "stroke": "white",
                 "strokeWidth": 1.5, "opacity": 1},
        "encoding": {"x": x, "y": y, "tooltip": {"field": "label", "type": "nominal"}},
    }  # fmt: skip


def with_margin(first: date, last: date, share: float = 0.04) -> tuple[date, date]:
    """Two days with some room on either side."""
    room = timedelta(days=max(7, round((last - first).days * share)))
    return first - room, last + room
