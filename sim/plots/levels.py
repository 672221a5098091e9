"""What a factor does, level by level: ridgelines of settlements, survival bands, hazards; maps of two factors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analysis.levels import Cells, hazard
from sim.analysis.survival import survival
from sim.analysis.tables import RealArray
from sim.plots.fonts import folded, longest_line
from sim.plots.sensitivity import looks
from sim.plots.style import (
    BLACK,
    BLUE,
    GREY,
    SKY,
    VERMILION,
    caption,
    density_colours,
    no_data,
    percent_axis,
    shown_range,
)  # fmt: skip
from sim.plots.survival import draw_curve
from sim.scenario.problems import counted

BINS = 80
LEAST_OPEN = 50  # negotiations still open at the start of a span, from which a chance of ending in it is drawn
UPRIGHT = 8  # letters of a label below a map up to which it stands level
LONGEST = 26  # letters of a level's name in one line
LONGEST_OF_MAP = 44  # where rows are too close for a second one
LINE = 0.2  # inches from one line of a label to the next, and between labels
LETTER = 0.085  # width of one at the size of tick labels, inches; smaller where the text is


def draw_ridges(axes: Axes, values: Mapping[str, RealArray], unit: str, counts: Mapping[str, int]) -> Axes:
    """A ridge for each level, the first at the bottom: share of its negotiations by bin, all on one scale.

    Parameters
    ----------
    axes : where to draw
    values : by label of the level
    unit : words for the horizontal axis
    counts : negotiations of each level, settled or not, of which the ridge shows shares
    """
    axes.set_xlabel(unit)
    axes.grid(visible=False, axis="y")
    known = [each for each in values.values() if each.size]
    axes.set_yticks(range(len(values)), [folded(name, LONGEST) for name in values])
    axes.set_ylim(-0.15, len(values) + 0.55)
    if not known:
        return no_data(axes, "No replicate was settled")
    low, high = shown_range(np.concatenate(known), 0.005)
    edges = np.linspace(low, max(high, low + 1.0), BINS + 1)
    heights = {name: np.histogram(each, edges)[0] / max(counts[name], 1) for name, each in values.items()}
    scale = 1.35 / max(float(each.max()) for each in heights.values())
    for number, (name, each) in reversed(list(enumerate(values.items()))):
        axes.stairs(number + scale * heights[name], edges, baseline=number, fill=True, color=SKY, alpha=0.85,
                    zorder=3 - 0.1 * number)  # fmt: skip
        axes.stairs(number + scale * heights[name], edges, baseline=number, color=BLUE, linewidth=1.0,
                    zorder=3.02 - 0.1 * number)  # fmt: skip
        if each.size:
            middle = float(np.median(each))
            axes.plot([middle, middle], [number, number + 0.28], color=BLACK, linewidth=2.0, zorder=3.05)
    axes.set_xlim(edges[0], edges[-1])
    return axes


def draw_survival_bands(axes: Axes, tables: Mapping[str, pd.DataFrame]) -> Axes:
    """Share still without signature by days from expiry, a curve with its 95% band for each level."""
    curves = {name: survival(table) for name, table in tables.items()}
    first = min([0.0, *(float(each.days[0]) for each in curves.values() if each.days.size)]) - 20
    last = max(
        [1.0, *(float(each.censored_day or (each.days[-1] if each.days.size else 0)) for each in curves.values())]
    )
    for (name, curve), (colour, dashes, _) in zip(curves.items(), looks(len(curves)), strict=True):
        draw_curve(axes, curve, first, last, colour, dashes, name, 1.8)
    axes.axvline(0, color=BLACK, linewidth=0.9, zorder=1.5)
    axes.set_xlim(first, last)
    axes.set_ylim(-2, 103)
    percent_axis(axes.yaxis)
    axes.set_ylabel("Share still without signature")
    return axes


def draw_hazards(axes: Axes, tables: Mapping[str, pd.DataFrame], width: int = 30) -> Axes:
    """Chance of agreement in each span of days after expiry, given none before; breaking off where it happens."""
    top, drawn = 0.0, 0
    for (name, table), (colour, dashes, marker) in zip(tables.items(), looks(len(tables)), strict=True):
        found = hazard(table, width)
        found = found[np.isfinite(found["start"]) & (found["at_risk"] >= LEAST_OPEN)]
        drawn += len(found)
        middle = (found["start"] + found["end"]) / 2
        axes.fill_between(middle, 100 * found["agreement_lower"], 100 * found["agreement_upper"], color=colour,
                          alpha=0.2, linewidth=0, zorder=2)  # fmt: skip
        axes.plot(middle, 100 * found["agreement"], color=colour, linestyle=dashes, marker=marker, markersize=4,
                  linewidth=1.4, label=name, zorder=3)  # fmt: skip
        top = max(top, float((100 * found["agreement"]).max()) if len(found) else 0.0)
        if found["broken"].sum():
            axes.plot(middle, 100 * found["breaking"], color=colour, linestyle=":", marker="x", markersize=4,
                      linewidth=1.0, label=f"{name}: breaking off", zorder=3)  # fmt: skip
    axes.set_ylim(0, max(1.1 * top, 1.0))
    axes.set_xlim(left=0)
    if not drawn:
        no_data(axes, f"No level has {LEAST_OPEN} negotiations that are still open at expiry")
    percent_axis(axes.yaxis)
    axes.set_xlabel("Days from the expiry of the old agreement")
    axes.set_ylabel(f"Agreed in {width} days, of those still open")
    return axes


def ridges_figure(
    rises: Mapping[str, RealArray], days: Mapping[str, RealArray], counts: Mapping[str, int], factor: str, text: str
) -> Figure:
    """Figure of ridgelines by level of a factor: first-year rise and day of agreement."""
    names = LETTER * longest_line(folded(name, LONGEST) for name in rises)
    lines = max(folded(name, LONGEST).count("\n") + 1 for name in rises)
    high = max(1.5 + 0.62 * len(rises), 1.5 + LINE * lines * (len(rises) + 0.7), 4.0)
    figure = Figure(figsize=(11.5, high))
    margins = {"left": max(0.13, (names + 0.5) / 11.5), "bottom": 0.95 / high, "top": 1 - 0.5 / high}
    left, right = figure.subplots(1, 2, gridspec_kw={**margins, "right": 0.985, "wspace": 0.1})
    draw_ridges(left, rises, "First-year rise over the amount last in force (%)", counts)
    draw_ridges(right, days, "Day of agreement, from expiry", counts)
    right.set_yticklabels([])
    left.set_ylabel(_words(factor))
    figure.text(0.01, 0.99, f"What is settled, and when, by {_words(factor)}", fontsize=13, va="top")
    caption(figure, f"{text}\n{_sample(counts)}; heights: share of all, one scale a panel; bars: medians; outermost 1%"
                    " not shown")  # fmt: skip
    return figure


def survival_figure(tables: Mapping[str, pd.DataFrame], factor: str, text: str) -> Figure:
    """Figure of the blank period by level of a factor: survival with bands above, hazard of agreement below."""
    figure = Figure(figsize=(10.5, 7.6))
    wide = 0.9 * LETTER * longest_line(folded(name, LONGEST) for name in tables)
    margins = {"left": 0.075, "right": min(0.8, 1 - (wide + 0.75) / 10.5), "bottom": 0.115, "top": 0.93}
    above, below = figure.subplots(2, 1, sharex=True, gridspec_kw={**margins, "hspace": 0.09})
    draw_survival_bands(above, tables)
    limits = above.get_xlim()
    draw_hazards(below, tables)
    below.set_xlim(limits)
    # Named here and not by the curves' own labels, of which a legend leaves out those that begin with "_".
    lines = [Line2D([], [], color=colour, linestyle=dashes, linewidth=1.8) for colour, dashes, _ in looks(len(tables))]
    names = [folded(name, LONGEST) for name in tables]
    above.legend(lines, names, title=folded(_words(factor), LONGEST), loc="upper left", bbox_to_anchor=(1.01, 1.0),
                 frameon=False, borderaxespad=0.0)  # fmt: skip
    figure.text(0.01, 0.99, f"The blank period by {_words(factor)}", fontsize=13, va="top")
    sizes = {name: len(table) for name, table in tables.items()}
    caption(
        figure,
        f"{text}\n{_sample(sizes)}; bands: 95%, Monte Carlo error; hazards while {LEAST_OPEN} or more are still open",
    )
    return figure


def _sample(counts: Mapping[str, int]) -> str:
    least, most = min(counts.values()), max(counts.values())
    return f"{_from_to(least, most)} a level"


def _from_to(least: int, most: int) -> str:
    count = counted(most, "negotiation")
    return count if least == most else f"{least:,} to {count}"


def _words(factor: str) -> str:
    return factor.replace("_", " ")


MAPS: tuple[tuple[str, str, str, float], ...] = (
    ("agreed", "Agreed by the horizon", "%", 5.0),
    ("blank", "Median blank period, to signature", "days", 20.0),
    ("rise", "Median first-year rise", "%", 1.0),
)


def draw_map(axes: Axes, found: Cells, values: RealArray, narrowest: float, most: float = np.inf) -> Any:
    """Cells of two factors by colour; hatched where there is no value. Returns what a colour bar needs.

    Contours join the cells of factors that have an order; between names there is nothing that they could show.

    Parameters
    ----------
    axes : where to draw
    found : levels of both factors
    values : shape (up, across)
    narrowest : least range of the colours, below which there are no contours: noise shall not look like a landscape
    most : greatest value there can be
    """
    across, up = range(len(found.across)), range(len(found.up))
    axes.set_facecolor("white")
    axes.add_patch(_hatched(len(found.across), len(found.up)))
    cells = np.ma.masked_invalid(values)
    drawn = axes.imshow(cells, origin="lower", aspect="auto", cmap=density_colours(), zorder=2)
    known = values[np.isfinite(values)]
    if known.size:
        middle, half = (known.max() + known.min()) / 2, max(float(np.ptp(known)), narrowest) / 2
        over = max(middle + half - most, 0.0)
        drawn.set_clim(middle - half - over, middle + half - over)
    if found.ordered and min(values.shape) > 2 and known.size and np.ptp(known) >= narrowest:
        lines = axes.contour(across, up, cells, levels=MaxNLocator(5).tick_values(known.min(), known.max())[1:-1],
                             colors=VERMILION, linewidths=1.2, zorder=3)  # fmt: skip
        axes.clabel(lines, fmt="%g", fontsize=8, colors=BLACK)
        for text in axes.texts:
            text.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.8})
    every = -(-len(found.across) // 6)
    labels = [folded(each.label, LONGEST_OF_MAP) for each in found.across][::every]
    axes.set_xticks(list(across)[::every], labels, fontsize=8)
    if longest_line(labels) > UPRIGHT:
        for label in axes.get_xticklabels():
            label.set(rotation=25, ha="right", rotation_mode="anchor")
    axes.set_yticks(list(up), [folded(each.label, LONGEST_OF_MAP) for each in found.up], fontsize=8)
    axes.grid(visible=False)
    return drawn


def _hatched(wide: int, high: int) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((-0.5, -0.5), wide, high, facecolor="white", edgecolor=GREY, hatch="xx", linewidth=0, zorder=1)


def maps_figure(found: Cells, across: str, up: str, text: str) -> Figure:
    """Figure with three maps of two factors: agreement, median blank period, median rise."""
    figure = Figure(figsize=(13.5, 4.9))
    beside, below = (
        0.8 * LETTER * longest_line(folded(each.label, LONGEST_OF_MAP) for each in side)
        for side in (found.up, found.across)
    )
    margins = {"left": max(0.115, (beside + 0.55) / 13.5), "bottom": max(0.2, (0.45 * below + 0.75) / 4.9)}
    panels = figure.subplots(1, 3, gridspec_kw={**margins, "right": 0.965, "top": 0.85, "wspace": 0.2})
    for axes, (name, title, unit, narrowest) in zip(panels, MAPS, strict=True):
        values = getattr(found, name)
        drawn = draw_map(axes, found, values, narrowest, 100.0 if name == "agreed" else np.inf)
        axes.set_title(f"{title}, {unit}")
        axes.set_xlabel(_words(across))
        if np.isfinite(values).any():
            figure.colorbar(drawn, ax=axes, pad=0.02, fraction=0.05)
    for axes in panels[1:]:
        axes.set_yticklabels([])
    panels[0].set_ylabel(_words(up))
    least, most = int(found.negotiations.min()), int(found.negotiations.max())
    figure.text(0.01, 0.985, f"{_words(across).capitalize()} and {_words(up)}", fontsize=13, va="top")
    lines = "lines: contours; " if found.ordered else ""
    caption(
        figure, f"{text}\n{_from_to(least, most)} a cell; {lines}hatched: none there, or a median beyond the horizon"
    )
    return figure
