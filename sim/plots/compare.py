"""Worlds side by side: paired differences as a forest, blank periods overlaid, and what was settled in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analysis.survival import Survival, survival
from sim.analysis.tables import RealArray
from sim.experiments.comparison import Comparison
from sim.plots.fonts import folded
from sim.plots.room import grow
from sim.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    caption,
    mark_lines,
    no_data,
    percent_axis,
    save,
    shown_range,
)  # fmt: skip
from sim.plots.survival import draw_curve
from sim.scenario.problems import counted

LONGEST, ABREAST = 40, 3  # letters of a world's name in one line of the legend, and names beside each other in it
LINES, LINE = 2, 0.16  # of the legend for which there is room, and the height of one, inches
LOOKS: tuple[tuple[str, Any, str], ...] = (  # colour, dashes and marker of the base and of each world beside it
    (BLACK, "-", "s"),
    (BLUE, (0, (5, 2)), "o"),
    (ORANGE, (0, (1, 1.2)), "^"),
    (GREEN, (0, (7, 2, 1, 2)), "v"),
    (PURPLE, (0, (3, 1)), "P"),
    (SKY, (0, (1, 3)), "X"),
)
PANELS = (("days", "days"), ("percentage points", "percentage points"), ("years", "years"))


def draw_forest(axes: Axes, tables: Sequence[pd.DataFrame], unit: str) -> Axes:
    """Differences of one unit as points with paired intervals; the thin grey lines are the unpaired ones.

    Parameters
    ----------
    axes : where to draw
    tables : from `sim.analysis.compare.paired_differences`, one for each world beside the base
    unit : rows of which unit to draw
    """
    rows = tables[0][tables[0]["unit"] == unit]
    spread = 0.6 / max(len(tables), 1)
    for number, table in enumerate(tables):
        colour, _, marker = LOOKS[number + 1]
        for position, (_, row) in enumerate(table[table["unit"] == unit].iterrows()):
            at = position + (number - (len(tables) - 1) / 2) * spread
            if np.isnan(row["difference"]):
                beyond = row["how"] == "median" and row["unit"] == "days"
                words = "a median beyond the horizon" if beyond else "no replicate"
                where = axes.get_yaxis_transform()
                axes.text(0.99, at, words, transform=where, ha="right", va="center", fontsize=8, color=GREY)
                continue
            axes.plot([row["unpaired_lower"], row["unpaired_upper"]], [at, at], color=GREY, linewidth=1.2, zorder=2,
                      marker="|", markersize=8)  # fmt: skip
            axes.plot(
                [row["lower"], row["upper"]], [at, at], color=colour, linewidth=4.5, solid_capstyle="butt", zorder=3
            )
            axes.plot([row["difference"]], [at], marker=marker, markersize=6, color=colour, markeredgecolor="white",
                      zorder=4)  # fmt: skip
    axes.axvline(0, color=BLACK, linewidth=0.9, zorder=1.5)
    axes.set_yticks(range(len(rows)), [_words(row) for _, row in rows.iterrows()])
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.set_xlabel(f"Difference from the base, {unit}", labelpad=2)
    axes.grid(visible=False, axis="y")
    return axes


def _words(row: pd.Series) -> str:
    given = "" if row["given"] == "all" else f",\n{row['given']}"
    return f"{row['label']}{given}"


def draw_blank_periods(axes: Axes, curves: Mapping[str, Survival], horizon_day: float) -> Axes:
    """Share of replicates without a signature, by days from expiry, a curve with its 95% band for each world."""
    first = min([0.0, *(float(curve.days[0]) for curve in curves.values() if curve.days.size)]) - 20
    for (name, curve), (colour, dashes, _) in zip(curves.items(), LOOKS, strict=False):
        draw_curve(axes, curve, first, horizon_day, colour, dashes, name, 1.9)
    axes.set_xlim(first, horizon_day)
    axes.set_ylim(-2, 103)
    percent_axis(axes.yaxis)
    axes.set_xlabel("Days from the expiry of the old agreement")
    axes.set_ylabel("Share still without signature")
    return axes


def draw_rises(axes: Axes, rises: Mapping[str, RealArray], shares: Mapping[str, float]) -> Axes:
    """First-year rises of those agreed, as steps in bins that all worlds share; areas are shares of all replicates.

    Parameters
    ----------
    axes : where to draw
    rises : percent, of the agreed replicates of each world
    shares : share of all replicates that agreed, by world
    """
    known = [values for values in rises.values() if values.size]
    axes.set_xlabel("First-year rise over the amount last in force (%)")
    axes.set_ylabel("Share of all replicates, a bin")
    if not known:
        return no_data(axes, "No replicate agreed\nby the horizon")
    low, high = shown_range(np.concatenate(known), 0.002)
    edges = np.linspace(low, max(high, low + 1.0), 51)
    for (name, values), (colour, dashes, _) in zip(rises.items(), LOOKS, strict=False):
        counts = np.histogram(values, edges)[0] * (100 * shares[name] / max(values.size, 1))
        median = f", median {np.median(values):.1f}%" if values.size else ""
        axes.stairs(counts, edges, color=colour, linestyle=dashes, linewidth=1.8, zorder=3,
                    label=f"{100 * shares[name]:.1f}% agreed{median}")  # fmt: skip
    percent_axis(axes.yaxis)
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), frameon=False, borderaxespad=0.2)
    return axes


def comparison_figure(found: Comparison) -> Figure:
    """Figure with the forest on the left, survival above settlements on the right, and a legend of the worlds."""
    figure = Figure(figsize=(13.5, 8.6))
    worlds = [found.base, *(pair.world for pair in found.pairs)]
    tables = [pair.differences for pair in found.pairs]
    counts = [int((tables[0]["unit"] == unit).sum()) for unit, _ in PANELS]
    room = 0.8 - 0.065 * (len(PANELS) - 1) - 0.07
    top = 0.875
    for (unit, _), count in zip(PANELS, counts, strict=True):
        height = room * count / sum(counts)
        draw_forest(figure.add_axes((0.205, top - height, 0.315, height)), tables, unit)
        top -= height + 0.078
    horizon = float(found.base.setting.horizon_day)
    above = figure.add_axes((0.595, 0.56, 0.39, 0.29))
    draw_blank_periods(above, {world.name: survival(world.outcomes) for world in worlds}, horizon)
    marks = [(float(mark.day), mark.label, ":") for mark in found.base.setting.handovers]
    mark_lines((above,), [(0.0, "expiry", "-"), *marks])
    below = figure.add_axes((0.595, 0.1, 0.39, 0.29))
    agreed = {world.name: world.outcomes["agreed"].to_numpy(dtype=bool) for world in worlds}
    rises = {
        world.name: 100 * world.outcomes["rise"].to_numpy(dtype=np.float64, na_value=np.nan)[agreed[world.name]]
        for world in worlds
    }
    draw_rises(below, rises, {name: float(flags.mean()) for name, flags in agreed.items()})
    names = [folded(f"{world.name}{' (base)' if world is found.base else ''}", LONGEST) for world in worlds]
    heights = [name.count("\n") + 1 for name in names]
    lines = sum(max(heights[start : start + ABREAST]) for start in range(0, len(names), ABREAST))
    grow(figure, above=LINE * max(lines - LINES, 0))
    high = figure.get_size_inches()[1]
    figure.text(0.01, 1 - 0.13 / high, "The same luck in each world: what differs", fontsize=13, va="top")
    _legend(figure, names, 1 - 0.36 / high)
    changed = ", ".join(f"{100 * (pair.changed.share or 0):.0f}%" for pair in found.pairs)
    label = found.base.label
    held = " and ".join(dict.fromkeys(each.label.parameters for each in (found.base, *(p.world for p in found.pairs))))
    caption(
        figure,
        f"base {label.scenario} · seed {label.seed} · {counted(label.replicates, 'replicate')} in each world · {held} ·"
        f" outcome of the talks changed: {changed} · sma-sim {label.version}"
        "\nthick: 95% interval, paired; thin grey: unpaired, as independent draws would give; bands: 95%; handovers are"
        " those of the base",
    )
    return figure


def _legend(figure: Figure, names: Sequence[str], top: float) -> None:
    handles = [
        Line2D([], [], color=colour, linestyle=dashes, marker=marker, markersize=6, linewidth=1.9)
        for (colour, dashes, marker), _ in zip(LOOKS, names, strict=False)
    ]
    figure.legend(handles, names, loc="upper left", bbox_to_anchor=(0.01, top), ncols=ABREAST, frameon=False,
                  fontsize=9, borderaxespad=0.0, handlelength=3.5)  # fmt: skip


def write_comparison(found: Comparison, folder: Path) -> tuple[Path, Path]:
    """Write the figure as PNG and SVG; the house style must be in force."""
    return save(comparison_figure(found), folder, "comparison")
