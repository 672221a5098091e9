"""Survival: the share of negotiations still without an agreement, a signature or entry into force, by date."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from sim.analysis.survival import Survival, survival
from sim.answers.answers import Answers
from sim.page.charts.chart import BLUE, ORANGE, Chart, Spec, Table, calendar, framed, record_mark, rows, time_axis
from sim.words import Words
from sim.words.numerals import percent

ENDS = ("agreement", "signature", "entry")
COLOURS = ("#0b6aa8", "#1a1a1a", "#8a5a00")
DASHES: tuple[list[int], ...] = ([], [5, 3], [2, 2])
HEIGHT, TALL = 120, 250
ROOM_ABOVE = 1.35  # top of an axis of shares above whose curves words stand


def blank_chart(found: Answers, words: Words, beside: Answers | None = None) -> Chart:
    """Share still without a signature, by date.

    Parameters
    ----------
    beside : a run that was kept, whose curve is drawn too
    """
    expiry, horizon = found.setting.expiry, found.setting.horizon_day
    first = expiry + timedelta(days=min(found.setting.talks_open_day, 0) if horizon <= 0 else min(0, _first(found)))
    last = expiry + timedelta(days=max(horizon, 1))
    x, y = time_axis(first, last), _share_axis()
    curves = [_layer(found.found.blank.curve, expiry, (first, last), x, y, BLUE, area=True)]
    if beside is not None:
        curves.append(_layer(beside.found.blank.curve, expiry, (first, last), x, y, ORANGE, area=False))
    layers = [*curves, *calendar(found.marks, first, last)]
    if found.found.when.record is not None:
        day = expiry + timedelta(days=round(found.found.when.record))
        layers.append(record_mark({"date": day.isoformat(), "y": 0, "label": found.blank.record}, x, y))
    days = [min(0, horizon), *(each for each in (90, 182, 365, 730, 1095) if each <= horizon)]
    table = Table(
        (words.form("page.date"), words.form("page.without")),
        tuple(
            (words.date(expiry + timedelta(days=day)), percent(found.found.blank.curve.without_at(day))) for day in days
        ),
    )
    return Chart(framed(layers, HEIGHT, words), found.blank.alt, table)


def _first(found: Answers) -> int:
    """First day on which anything is signed, from expiry."""
    days = found.found.blank.curve.days
    return int(days[0]) - 14 if days.size else 0


def survival_chart(frame: pd.DataFrame, found: Answers, words: Words) -> Chart:
    """Share still without agreement, signature and entry into force: three curves."""
    expiry = found.setting.expiry
    curves = {name: survival(frame, name) for name in ENDS}
    starts = [int(curve.days[0]) for curve in curves.values() if curve.days.size]
    first = expiry + timedelta(days=min([*starts, 0]) - 14)
    last = expiry + timedelta(days=max(found.setting.horizon_day, 1))
    x, y = time_axis(first, last), _share_axis(ROOM_ABOVE)
    names = [words.form(f"page.end.{name}") for name in ENDS]
    values = [
        {**point, "end": label}
        for (_, curve), label in zip(curves.items(), names, strict=True)
        for point in _points(curve, expiry, (first, last))
    ]
    line: Spec = {
        "data": rows(values),
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
        "encoding": {
            "x": x, "y": y,
            "color": {"field": "end", "type": "nominal", "scale": {"domain": names, "range": list(COLOURS)},
                      "legend": {"orient": "top", "title": None}},
            "strokeDash": {"field": "end", "type": "nominal", "scale": {"domain": names, "range": list(DASHES)}},
        },
    }  # fmt: skip
    marks = {
        day: words.date(expiry + timedelta(days=day)) for day in (0, 182, 365, 730) if day <= found.setting.horizon_day
    }
    table = Table(
        (words.form("page.date"), *names),
        tuple((label, *(percent(curve.without_at(day)) for curve in curves.values())) for day, label in marks.items()),
    )
    alt = words.form("page.survival_alt")
    return Chart(framed([line, *calendar(found.marks, first, last, labelled=True)], TALL, words), alt, table)


def _share_axis(top: float = 1.0) -> Spec:
    return {
        "field": "y", "type": "quantitative", "scale": {"domain": [0, top], "nice": False},
        "axis": {"format": ".0%", "title": None, "values": [0, 0.5, 1], "grid": True},
    }  # fmt: skip


def _points(curve: Survival, expiry: date, span: tuple[date, date]) -> list[Spec]:
    """Corners of a curve by date, from its first day to its last."""
    days = np.concatenate([[(span[0] - expiry).days], curve.days, [(span[1] - expiry).days]])
    without = np.concatenate([[1.0], curve.without, curve.without[-1:] if curve.without.size else [1.0]])
    kept = np.concatenate([[True], np.abs(np.diff(np.round(without, 3))) > 0])
    kept[-1] = True
    return [
        {"date": (expiry + timedelta(days=int(day))).isoformat(), "y": round(float(share), 4)}
        for day, share in zip(days[kept], without[kept], strict=True)
    ]


def _layer(curve: Survival, expiry: date, span: tuple[date, date], x: Spec, y: Spec, colour: str, area: bool) -> Spec:
    line = {"color": colour, "strokeWidth": 2}
    mark: Spec = {"type": "line", "interpolate": "step-after", **line}
    if area:
        mark = {"type": "area", "interpolate": "step-after", "color": colour, "fillOpacity": 0.25, "line": line}
    else:
        mark["strokeDash"] = [6, 3]
    return {"data": rows(_points(curve, expiry, span)), "mark": mark, "encoding": {"x": x, "y": y}}
