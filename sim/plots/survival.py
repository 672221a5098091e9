"""The blank period: share of replicates still without a deal, by days from expiry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib.dates as dates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.setting import Label, Setting
from sim.analysis.survival import Survival
from sim.plots.style import BLACK, BLUE, GREEN, MARKER, ORANGE, RECORD, caption, date_ticks, mark_lines, percent_axis

LOOKS = {  # colour and dashes of each end of the blank period
    "agreement": (ORANGE, (0, (5, 2))),
    "signature": (BLUE, "-"),
    "entry": (GREEN, (0, (1, 1.2))),
}
WORDS = {"agreement": "agreement", "signature": "signature", "entry": "entry into force"}


def draw_curve(
    axes: Axes, curve: Survival, first: float, last: float, colour: str, dashes: Any, label: str,
    linewidth: float, alpha: float = 0.2,
) -> Axes:  # fmt: skip
    """One survival curve with its 95% band, in percent, drawn from day `first` to day `last`."""
    days = np.concatenate([[first], curve.days, [last]])
    without, lower, upper = (
        100 * np.concatenate([[1.0], values, values[-1:] if values.size else [1.0]])
        for values in (curve.without, curve.lower, curve.upper)
    )
    axes.fill_between(days, lower, upper, step="post", color=colour, alpha=alpha, linewidth=0, zorder=2)
    axes.step(days, without, where="post", color=colour, linestyle=dashes, linewidth=linewidth, label=label, zorder=3)
    return axes


def draw_survival(
    axes: Axes, curves: Mapping[str, Survival], setting: Setting, record: Mapping[str, float] | None = None
) -> Axes:
    """Survival curves with their 95% bands; what is left at the horizon is said in the legend.

    Parameters
    ----------
    axes : where to draw
    curves : by `agreement`, `signature`, `entry`
    setting : facts of the talks
    record : recorded day of each, from expiry
    """
    first = min([0.0, *(float(curve.days[0]) for curve in curves.values() if curve.days.size)])
    first = min([first, *(record or {}).values()]) - 20
    last = max([float(setting.horizon_day), *(float(curve.censored_day or 0) for curve in curves.values())])
    for end, curve in curves.items():
        colour, dashes = LOOKS[end]
        left = f"{100 * curve.censored / curve.count:.1f}% not by the horizon" if curve.count else "no replicate"
        draw_curve(axes, curve, first, last, colour, dashes, f"{WORDS[end]} ({left})", 2, alpha=0.22)
    for number, (end, day) in enumerate((record or {}).items()):
        axes.plot(
            [day],
            [100 * curves[end].without_at(day)],
            marker=MARKER,
            markersize=8,
            color=RECORD,
            markeredgecolor="white",
            linestyle="none",
            label="record, on its curve" if number == 0 else None,
            zorder=4,
        )
    axes.set_xlim(first, last + 0.01 * (last - first))
    axes.set_ylim(-2, 103)
    percent_axis(axes.yaxis)
    axes.set_xlabel("Days from the expiry of the old agreement")
    axes.set_ylabel("Share of replicates still without")
    return axes


def survival_figure(
    curves: Mapping[str, Survival], setting: Setting, label: Label, record: Mapping[str, float] | None = None,
    note: str = "",
) -> Figure:  # fmt: skip
    """Figure of the blank period, with dates above and expiry, handovers and horizon marked.

    `note` : what the caption says beside which run it is
    """
    figure = Figure(figsize=(10.5, 6.4))
    axes = figure.add_axes((0.075, 0.225, 0.9, 0.6))
    draw_survival(axes, curves, setting, record)
    axes.legend(loc="upper left", bbox_to_anchor=(0.0, -0.12), ncols=2, frameon=False, borderaxespad=0.0)
    above = axes.twiny()
    start = float(dates.date2num(setting.expiry))
    left, right = axes.get_xlim()
    above.set_xlim(left + start, right + start)
    date_ticks(above.xaxis, 4)
    above.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m"))
    above.grid(visible=False)
    above.spines["top"].set_visible(True)
    mark_lines(
        (axes,),
        [
            (0.0, "old agreement expires", "-"),
            *((float(mark.day), mark.label, ":") for mark in setting.handovers),
            (float(setting.horizon_day), "horizon", "-"),
        ],
        above=0.075,
    )
    axes.axhline(0, color=BLACK, linewidth=0.8)
    figure.text(0.01, 0.985, "The blank period: how long there is no agreement", fontsize=13, va="top")
    caption(figure, label.line() + note + " · bands: 95%")
    return figure
