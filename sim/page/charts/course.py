"""One negotiation on a timeline: offers of both sides, texts refused, the settlement, and each move as a point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sim.page.charts.chart import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    RECORD,
    Chart,
    Spec,
    Table,
    framed,
    record_mark,
    rows,
    time_axis,
)
from sim.stories.course import Course, Point
from sim.words import Words
from sim.words.numerals import rise_percent

HEIGHT = 250
NEAR = 0.2  # rise up to which the axis is nearly linear; a first demand may be many times that
GUEST, HOST = ORANGE, BLUE
AT = "at"  # number of the move that is being read, which the page sets
TICKS = (-0.2, -0.1, 0, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


def course_chart(talks: Course, moves: Sequence[date], words: Words) -> Chart:
    """Offers of both sides, what was refused and settled, and below them a point for each move told.

    Parameters
    ----------
    moves : date of each paragraph of the story, in its order; the points carry their numbers as `move`
    """
    first, last = talks.shown
    x, y = time_axis(first, last), _rises(talks)
    sides = {"guest": words.form("page.guest_asks"), "host": words.form("page.host_offers")}
    offers = [
        {"date": day.isoformat(), "rise": rise / 100, "side": sides[side], "line": f"{side}{number}"}
        for side, lines in (("guest", talks.guest), ("host", talks.host))
        for number, line in enumerate(lines)
        for day, rise in line
    ]
    layers: list[Spec] = []
    if offers:
        layers.append(
            {
                "data": rows(offers),
                "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
                "encoding": {
                    "x": x, "y": y, "detail": {"field": "line"},
                    "color": {"field": "side", "type": "nominal", "legend": {"orient": "top", "title": None},
                              "scale": {"domain": list(sides.values()), "range": [GUEST, HOST]}},
                },
            }
        )  # fmt: skip
    layers += _marks(talks, x)
    layers += _points(talks.refused, "cross", RECORD, words.form("page.refused"), x, y)
    layers += _points(talks.walkouts, "triangle-down", GREY, words.form("page.walkout"), x, y)
    if talks.settled:
        layers += _points([talks.settled], "circle", INK, words.form("page.settled"), x, y)
    if talks.recorded:
        day, rise = talks.recorded
        layers.append(
            record_mark({"date": day.isoformat(), "rise": rise / 100, "label": words.form("page.record")}, x, y)
        )
    if moves:
        layers.append(_moves(moves, x))
    return Chart(
        framed(layers, HEIGHT, words, [{"name": AT, "value": 0}]), words.form("page.course_alt"), _table(talks, words)
    )


def _rises(talks: Course) -> Spec:
    values = [rise / 100 for lines in (*talks.guest, *talks.host) for _, rise in lines]
    values += [each[1] / 100 for each in (talks.settled, talks.recorded) if each] + [0.0]
    low, high = min(values), max(values)
    room = 0.06 * max(high - low, 0.05)
    ends = low - room, high * 1.15 + room
    ticks = [each for each in TICKS if ends[0] <= each <= ends[1]]
    return {
        "field": "rise", "type": "quantitative",
        "scale": {"type": "symlog", "constant": NEAR, "domain": list(ends), "nice": False},
        "axis": {"format": "+.0%", "title": None, "values": ticks},
    }  # fmt: skip


def _points(points: Sequence[Point], shape: str, colour: str, label: str, x: Spec, y: Spec) -> list[Spec]:
    if not points:
        return []
    values = [
        {"date": day.isoformat(), "rise": rise / 100, "label": f"{label}: {rise_percent(rise / 100)}"}
        for day, rise in points
    ]
    return [
        {
            "data": rows(values),
            "mark": {"type": "point", "shape": shape, "filled": True, "size": 110, "color": colour, "opacity": 1},
            "encoding": {"x": x, "y": y, "tooltip": {"field": "label", "type": "nominal"}},
        }
    ]


def _marks(talks: Course, x: Spec) -> list[Spec]:
    values = [{"date": each.date.isoformat(), "label": each.label} for each in talks.marks if each.major]
    if not values:
        return []
    tip = {"field": "label", "type": "nominal"}
    return [
        {
            "data": rows(values),
            "mark": {"type": "rule", "strokeDash": [4, 4], "color": GREY},
            "encoding": {"x": x, "tooltip": tip},
        }
    ]


def _moves(moves: Sequence[date], x: Spec) -> Spec:
    """A row of points along the lower edge, one for each move; the one that is being read is filled by the page."""
    values = [{"date": day.isoformat(), "move": number} for number, day in enumerate(moves)]
    return {
        "data": rows(values),
        "mark": {
            "type": "point", "filled": True, "cursor": "pointer", "stroke": INK, "strokeWidth": 1, "opacity": 1,
            "yOffset": -9,
        },
        "encoding": {
            "x": x,
            "y": {"value": "height"},
            "size": {"condition": {"test": f"datum.move === {AT}", "value": 190}, "value": 55},
            "color": {"condition": {"test": f"datum.move === {AT}", "value": INK}, "value": "white"},
        },
    }  # fmt: skip


def _table(talks: Course, words: Words) -> Table:
    sides = ((words.form("page.guest_asks"), talks.guest), (words.form("page.host_offers"), talks.host))
    found = [
        (day, name, rise_percent(rise / 100))
        for name, lines in sides
        for line in lines
        for day, rise in line[: len(line)]
    ]
    found += [(day, words.form("page.refused"), rise_percent(rise / 100)) for day, rise in talks.refused]
    if talks.settled:
        found.append((talks.settled[0], words.form("page.settled"), rise_percent(talks.settled[1] / 100)))
    in_order = sorted(found, key=lambda each: each[0])
    return Table(
        (words.form("page.date"), words.form("page.move"), words.form("page.rise")),
        tuple((words.date(day), name, rise) for day, name, rise in in_order),
    )
