"""When and at what rise together: a map of cells, darker where more negotiations settle, and the same as a table."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from sim.analysis.spreads import Joint
from sim.answers.answers import Answers
from sim.answers.density import Density
from sim.page.charts.chart import Chart, Spec, Table, calendar, framed, record_mark, rows, time_axis
from sim.words import Words

HEIGHT = 320
ROOM_ABOVE = 0.2  # of the range of rises, for the words at the marks
COLOURS = ("#cfe5f5", "#08263f")


def density_chart(density: Density, found: Answers, words: Words) -> Chart:
    """Cells by date of signature and first-year rise; the record a diamond.

    Parameters
    ----------
    density : from `sim.answers.density.densities`
    found : answers of the same run
    """
    cells, record = density.joint, density.record
    expiry = found.setting.expiry
    first, last = (expiry + timedelta(days=round(day)) for day in cells.days_shown)
    x, (low, high) = time_axis(first, last), cells.rises_shown
    y: Spec = {
        "field": "rise", "type": "quantitative",
        "scale": {"domain": [low, high + ROOM_ABOVE * (high - low)], "nice": False},
        "axis": {"format": "+.0%", "title": words.form("page.rise"), "grid": True, "tickCount": 7},
    }  # fmt: skip
    values = _cells(cells, found)
    layer: Spec = {
        "data": rows(values),
        "mark": {"type": "rect"},
        "encoding": {
            "x": x, "x2": {"field": "date_end"}, "y": y, "y2": {"field": "rise_end"},
            "color": {
                "field": "count", "type": "quantitative", "scale": {"type": "log", "range": list(COLOURS)},
                "legend": {"title": words.form("page.cell"), "orient": "top", "format": ",d", "gradientLength": 160,
                           "tickCount": 3, "values": [1, 10, 100, 1000]},
            },
            "tooltip": {"field": "count", "type": "quantitative"},
        },
    }  # fmt: skip
    layers = [*([layer] if values else []), *calendar(found.marks, first, last, labelled=True)]
    if record is not None:
        day = expiry + timedelta(days=round(record[0]))
        label = f"{found.when.record} {found.sum.record}"
        layers.append(record_mark({"date": day.isoformat(), "rise": record[1], "label": label}, x, y))
    if not layers:
        layers.append(_empty(x, y))
    return Chart(framed(layers, HEIGHT, words), density.alt, Table(density.table.headings, density.table.rows))


def _cells(cells: Joint, found: Answers) -> list[Spec]:
    expiry = found.setting.expiry
    values = []
    for i, j in zip(*np.nonzero(cells.counts), strict=True):
        days, rises = cells.day_edges[i : i + 2], cells.rise_edges[j : j + 2]
        values.append(
            {
                "date": (expiry + timedelta(days=int(days[0]))).isoformat(),
                "date_end": (expiry + timedelta(days=int(days[1]))).isoformat(),
                "rise": round(float(rises[0]), 6),
                "rise_end": round(float(rises[1]), 6),
                "count": int(cells.counts[i, j]),
            }
        )
    return values


def _empty(x: Spec, y: Spec) -> Spec:
    """A layer without marks, so that axes stand where nothing was signed."""
    return {"data": {"values": []}, "mark": "point", "encoding": {"x": x, "y": y}}
