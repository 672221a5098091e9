"""The answers as small figures, for a report that is read on paper and on a phone: dotplots, curves, a map of cells.

Texts stay text in the SVG, so that whoever opens it draws them in a font of his own that has the letters.
"""

from __future__ import annotations

import math
import re
import warnings
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from typing import Any, NamedTuple

import matplotlib
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from sim.analysis.compare import DAYS, POINTS
from sim.answers.answers import Answers
from sim.answers.density import Density
from sim.answers.dots import Dots
from sim.answers.marks import DatedMark
from sim.plots.style import BLUE, GREY, MARKER, RECORD, SKY, date_ticks, density_colours, house_style, percent_axis
from sim.words import Language, words_in

WIDE = 4.8  # inches: on a phone its letters are still read
SMALL = 9  # points
COLUMNS = (30, 200)  # of a dotplot, at least and at most
MARKED = ("expiry", "handover")  # dates that have room in a small figure
DASHES = {"expiry": "-", "handover": (0, (3, 2))}
PER_INCH = 72.0  # points


def dated_dots(runs: Sequence[Answers]) -> Figure:
    """Dotplots of the signature date, one below the other on one axis."""
    figure, panels = _panels(len(runs), 2.0)
    start = float(dates.date2num(runs[0].setting.expiry))
    values = [start + value for run in runs for value in run.found.when.dots.values]
    marks = _marks(runs)
    points = [start + run.found.when.record for run in runs if run.found.when.record is not None]
    hollow = any(run.found.when.dots.hollow for run in runs)
    ends = [start] if runs[0].setting.horizon_day > 0 else []
    low, high = _range([*values, *points, *ends], 60.0)
    dots = [_shifted(run.found.when.dots, 1.0, start) for run in runs]
    frame = _frame(panels, dots, low, high, high + (0.14 * (high - low) if hollow else 0.0))
    for axes, run, each in zip(panels, runs, dots, strict=True):
        record = run.found.when.record
        _draw_dots(axes, each, frame, None if record is None else start + record, run)
        _mark(axes, [mark for mark in marks if low <= start + mark.day <= high], start, axes is panels[0])
    _dated(panels[-1])
    panels[-1].set_xticks([tick for tick in panels[-1].get_xticks() if low <= tick <= high])
    panels[-1].set_xlim(frame.low, frame.right)
    return figure


def rise_dots(runs: Sequence[Answers]) -> Figure:
    """Dotplots of the first-year rise, one below the other on one axis."""
    figure, panels = _panels(len(runs), 1.8)
    values = [100 * value for run in runs for value in run.found.sum.dots.values]
    points = [100 * run.found.sum.record for run in runs if run.found.sum.record is not None]
    low, high = _range([*values, *points], 4.0)
    dots = [_shifted(run.found.sum.dots, 100.0, 0.0) for run in runs]
    frame = _frame(panels, dots, low, high, high)
    for axes, run, each in zip(panels, runs, dots, strict=True):
        record = run.found.sum.record
        _draw_dots(axes, each, frame, None if record is None else 100 * record, run)
    percent_axis(panels[-1].xaxis)
    panels[-1].tick_params(labelsize=SMALL)
    return figure


def waiting_curve(runs: Sequence[Answers]) -> Figure:
    """Share still without a signature by date; of several runs the first is filled and the others are dashed."""
    figure, panels = _panels(1, 2.2)
    axes, first = panels[0], runs[0]
    start = float(dates.date2num(first.setting.expiry))
    last = max(float(run.setting.horizon_day) for run in runs)
    begin = min([0.0, last, *(float(run.found.blank.curve.days[0]) for run in runs if run.found.blank.curve.days.size)])
    for number, run in enumerate(runs):
        curve = run.found.blank.curve
        days = start + np.concatenate([[begin - 15], curve.days, [last]])
        share = 100 * np.concatenate([[1.0], curve.without, curve.without[-1:] if curve.without.size else [1.0]])
        if number == 0:
            axes.fill_between(days, share, step="post", color=SKY, alpha=0.45, linewidth=0)
        axes.step(
            days, share, where="post", color=BLUE if number == 0 else RECORD, linestyle="-" if number == 0 else "--"
        )
    record = first.found.when.record
    if record is not None:
        height = 100 * first.found.blank.curve.without_at(record)
        axes.plot([start + record], [height], MARKER, color=RECORD, markeredgecolor="white", markersize=8, zorder=5)
    axes.set_xlim(start + begin - 15, start + last)
    axes.set_ylim(0, 104)
    percent_axis(axes.yaxis)
    marks = [mark for mark in _marks(runs) if begin - 15 <= mark.day <= last]
    _mark(axes, marks, start, True)
    _dated(axes)
    return figure


def density_map(density: Density, answers: Answers) -> Figure:
    """Cells of date and rise, darker where more negotiations lie, on a log scale; the record a diamond."""
    figure, panels = _panels(1, 3.0)
    axes, joint = panels[0], density.joint
    start = float(dates.date2num(answers.setting.expiry))
    if joint.counts.size and joint.counts.any():
        axes.pcolormesh(
            joint.day_edges + start,
            100 * joint.rise_edges,
            np.ma.masked_equal(joint.counts.T, 0),
            cmap=density_colours(),
            norm=LogNorm(1, max(int(joint.counts.max()), 10)),
            rasterized=True,  # thousands of cells as shapes would be larger than all the rest
        )
    if density.record is not None:
        day, rise = density.record
        axes.plot([start + day], [100 * rise], MARKER, color=RECORD, markeredgecolor="white", markersize=9, zorder=5)
    axes.set_xlim(start + joint.days_shown[0], start + joint.days_shown[1])
    axes.set_ylim(100 * joint.rises_shown[0], 100 * joint.rises_shown[1])
    percent_axis(axes.yaxis)
    _mark(
        axes,
        [each for each in _marks([answers]) if joint.days_shown[0] <= each.day <= joint.days_shown[1]],
        start,
        True,
    )
    _dated(axes)
    return figure


def forest(differences: pd.DataFrame, language: Language) -> Figure:
    """Paired differences with their 95% intervals: days in one panel, percentage points in the other."""
    words = words_in(language)
    rows = differences[differences["unit"].isin([DAYS, POINTS])]
    rows = rows[np.isfinite(rows["lower"]) & ((rows["base"] != 0) | (rows["other"] != 0))]
    units = [unit for unit in (DAYS, POINTS) if (rows["unit"] == unit).any()]
    figure = Figure(figsize=(WIDE, 0.7 + 0.33 * len(rows) + 0.45 * len(units)), layout="constrained")
    heights = [max(int((rows["unit"] == unit).sum()), 1) for unit in units]
    panels = figure.subplots(len(units), 1, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
    for axes, unit in zip(panels, units, strict=True):
        part = rows[rows["unit"] == unit]
        places = np.arange(len(part))[::-1]
        axes.axvline(0, color=GREY, linewidth=1)
        axes.hlines(places, part["lower"], part["upper"], color=BLUE, linewidth=2)
        axes.plot(part["difference"], places, "o", color=BLUE, markersize=5)
        axes.set_yticks(places, [words.form(f"answers.figure.{name}") for name in part["name"]], fontsize=SMALL)
        axes.set_ylim(-0.6, len(part) - 0.4)
        axes.tick_params(axis="x", labelsize=SMALL)
        axes.set_xlabel(words.form(f"answers.axis.{'days' if unit == DAYS else 'points'}"), fontsize=SMALL)
    return figure


def as_svg(figure: Figure, name: str) -> str:
    """The figure as an SVG element for a page, the same bytes each time.

    Parameters
    ----------
    name : of it in the page, so that no two of its figures share the names of their parts
    """
    stream = StringIO()
    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": f"sma-sim {name}"}
    with house_style(), matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")  # they are measured, not drawn
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    text = stream.getvalue()
    svg = text[text.index("<svg") :]
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)  # alike in every figure, and nothing refers to them
    return re.sub(r"'DejaVu Sans'(, sans-serif)?", "'DejaVu Sans', sans-serif", svg).strip()


def _panels(count: int, height: float) -> tuple[Figure, list[Axes]]:
    """A small figure with panels one below the other that share their horizontal axis."""
    with house_style():
        figure = Figure(figsize=(WIDE, 0.75 + height * count), layout="constrained")
        found: Any = figure.subplots(count, 1, sharex=True, squeeze=False)
        return figure, list(found[:, 0])


def _range(values: Sequence[float], least: float) -> tuple[float, float]:
    """Ends of an axis that holds all values, with a margin."""
    low, high = (min(values), max(values)) if values else (0.0, least)
    margin = max(0.05 * (high - low), (least - (high - low)) / 2)
    return low - margin, high + margin


class Frame(NamedTuple):
    """Room for dots: ends of the values, end of the axis with the hollow ones, columns of dots, and rows of them."""

    low: float
    high: float
    right: float
    columns: int
    rows: float
    size: float  # of a dot, points

    @property
    def step(self) -> float:
        """Width of a column, in units of the axis."""
        return (self.right - self.low) / self.columns


def _shifted(dots: Dots, factor: float, start: float) -> Dots:
    """Dots in the units of an axis."""
    return Dots(tuple(start + factor * value for value in dots.values), dots.hollow, dots.of)


def _frame(panels: Sequence[Axes], dots: Sequence[Dots], low: float, high: float, right: float) -> Frame:
    """As few and large columns as hold the dots of every panel in the height there is."""
    inches = panels[0].get_figure(root=True).get_size_inches()  # type: ignore[union-attr]
    width, height = inches[0] - 0.35, (inches[1] - 0.75) / len(panels) - 0.1  # within margins and labels, about
    columns, rows, tallest = COLUMNS[0], 0.0, 0
    for columns in range(*COLUMNS):
        rows = columns * height / width
        step = (right - low) / columns
        tallest = max(int(np.bincount(_columns(each, low, step), minlength=1).max()) for each in dots)
        if tallest <= rows - 1:
            break
    kept = min(rows, tallest + 1.5)  # no more room above the dots than they need
    figure = panels[0].get_figure(root=True)
    figure.set_size_inches(inches[0], inches[1] - len(panels) * height * (1 - kept / rows))  # type: ignore[union-attr]
    rows = kept
    return Frame(low, high, right, columns, rows, 0.88 * width * PER_INCH / columns)


def _columns(dots: Dots, low: float, step: float) -> npt.NDArray[np.int64]:
    return np.floor((np.array(dots.values) - low) / step).astype(np.int64)


def _draw_dots(axes: Axes, dots: Dots, frame: Frame, record: float | None, run: Answers) -> None:
    """Full dots in columns, hollow ones to the right of the axis with their words, the record below."""
    seen: Counter[int] = Counter()
    places, levels = [], []
    for column in _columns(dots, frame.low, frame.step).tolist():
        places.append(frame.low + frame.step * (column + 0.5))
        levels.append(0.5 + seen[column])
        seen[column] += 1
    axes.plot(places, levels, "o", markersize=frame.size, color=BLUE, markeredgewidth=0, linestyle="none")
    place = frame.high + frame.step
    for why, count in dots.hollow.items():
        across = max(1, math.ceil(count / max(frame.rows - 2, 1)))
        _draw_hollow(axes, frame, place, count, across, words_in(run.language).form(f"answers.hollow.{why}"))
        place += frame.step * (across + 1)
    if record is not None:
        axes.plot(
            [record], [-0.1], MARKER, color=RECORD, markersize=9, markeredgecolor="white", clip_on=False, zorder=5
        )
    axes.set_xlim(frame.low, frame.right)
    axes.set_ylim(-0.6, frame.rows)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)


def _draw_hollow(axes: Axes, frame: Frame, place: float, count: int, across: int, label: str) -> None:
    """Dots without a value, so many across, and why."""
    number = np.arange(count)
    axes.plot(
        place + frame.step * (number % across), 0.5 + number // across, "o", markersize=0.85 * frame.size,
        markerfacecolor="white", markeredgecolor=BLUE, linestyle="none", clip_on=False,
    )  # fmt: skip
    axes.annotate(
        label, (frame.right, 0), xytext=(0, -6), textcoords="offset points", ha="right", va="top", fontsize=SMALL,
        annotation_clip=False,
    )  # fmt: skip


def _marks(runs: Sequence[Answers]) -> list[DatedMark]:
    """Dates to mark; where runs call one differently, as by who takes office, each name has a row of its own."""
    found = {(mark.day, mark.label): mark for run in runs for mark in run.marks if mark.kind in MARKED}
    return [found[key] for key in sorted(found)]


def _mark(axes: Axes, marks: Sequence[DatedMark], start: float, labelled: bool) -> None:
    """Vertical lines, labelled above in rows so that no two labels meet; the last row stands lowest."""
    for number, mark in enumerate(marks):
        axes.axvline(start + mark.day, color="black", linewidth=1, linestyle=DASHES[mark.kind], zorder=1)
        if labelled:
            low, high = axes.get_xlim()
            late = start + mark.day > (low + high) / 2
            axes.annotate(
                mark.label, (start + mark.day, 1), xycoords=("data", "axes fraction"),
                xytext=(-2 if late else 2, 3 + 11 * (len(marks) - 1 - number)), textcoords="offset points",
                ha="right" if late else "left", va="bottom", fontsize=SMALL, annotation_clip=False,
            )  # fmt: skip


def _dated(axes: Axes) -> None:
    """Ticks on dates, as year and month, which every language reads alike."""
    axes.xaxis.set_major_locator(date_ticks(axes.xaxis, 3))
    axes.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m"))
    axes.tick_params(axis="both", labelsize=SMALL)
