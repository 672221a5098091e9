"""What drives an output: indices with intervals, how they settle as points are added, and a tornado."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator, StrMethodFormatter

from sim.analysis.points import Output
from sim.analysis.sensitivity import LEAST_FOR_INTERVALS
from sim.plots.fonts import folded
from sim.plots.style import BLACK, BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION, caption, no_data

LONGEST = 36  # letters of a line beside a bar of a tornado
MOST_FACTORS = 15  # shown in a panel; the others are smaller, and are in the table
LOOKS: tuple[tuple[str, Any, str], ...] = (
    (BLUE, "-", "o"), (ORANGE, (0, (5, 2)), "s"), (GREEN, (0, (1, 1.2)), "^"), (BLACK, (0, (7, 2, 1, 2)), "v"),
    (PURPLE, (0, (3, 1)), "P"), (SKY, (0, (1, 3)), "X"), (VERMILION, (0, (9, 2)), "D"),
)  # fmt: skip


def looks(count: int) -> list[tuple[str, Any, str]]:
    """Colour, dashes and marker of so many curves; where colours come again, dashes and markers are others."""
    turns = [divmod(number, len(LOOKS)) for number in range(count)]
    return [(LOOKS[position][0], *LOOKS[(position + turn) % len(LOOKS)][1:]) for turn, position in turns]


# Columns of each kind of index: main column, the second one, words for both, and the axis.
KINDS = {
    "sobol": ("total", "first", "total index", "first index", "Share of the output's variance"),
    "morris": ("mu_star", "sigma", "mean size of effects (μ*)", "their deviation (σ)", "Change over a factor's range"),
}


def ranked(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The largest rows, the largest first."""
    return table.sort_values([column, "factor"], ascending=[False, True], ignore_index=True)[:MOST_FACTORS]


def draw_indices(axes: Axes, table: pd.DataFrame, kind: str, unit: str = "") -> Axes:
    """Bars of the main index with 95% intervals, and markers of the second; those not clear of 0 are hatched.

    Parameters
    ----------
    axes : where to draw
    table : from `sobol_indices` or `morris_effects`; where it has no intervals none are drawn, and no bar is hatched
    kind : `sobol` or `morris`
    unit : of the output, which Morris effects carry
    """
    main, second, main_words, second_words, across = KINDS[kind]
    shown = ranked(table, main)
    clear = shown["total_clear" if kind == "sobol" else "clear"].to_numpy(dtype=bool) | shown[f"{main}_lower"].isna()
    position = np.arange(len(shown), dtype=np.float64)
    for chosen, hatch, words in ((clear, "", main_words), (~clear, "////", "not distinguishable from 0")):
        if chosen.any():
            axes.barh(position[chosen] - 0.14, shown[main][chosen], height=0.42, color=SKY if not hatch else "white",
                      edgecolor=BLUE, hatch=hatch, label=words, zorder=2)  # fmt: skip
    for name, by, colour in ((main, -0.14, BLACK), (second, 0.26, ORANGE)):
        axes.hlines(
            position + by, shown[f"{name}_lower"], shown[f"{name}_upper"], color=colour, linewidth=1.5, zorder=3
        )
    axes.plot(shown[second], position + 0.26, linestyle="none", marker="D", markersize=4.5, color=ORANGE,
              markeredgecolor="white", label=second_words, zorder=4)  # fmt: skip
    axes.axvline(0, color=BLACK, linewidth=0.9, zorder=2.5)
    axes.set_yticks(position, [name.replace("_", " ") for name in shown["factor"]])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.set_xlabel(f"{across} ({unit})" if unit else across)
    return axes


def draw_convergence(axes: Axes, table: pd.DataFrame, kind: str, unit: str = "", most: int = 5) -> Axes:
    """Main index of the largest factors against the number of base samples, with 95% intervals."""
    main, _, words, _, _ = KINDS[kind]
    last = table[table["blocks"] == table["blocks"].max()]
    sizes = np.unique(table["blocks"])
    for number, factor in enumerate(ranked(last, main)["factor"][:most]):
        rows = table[table["factor"] == factor].sort_values("blocks")
        colour, dashes, marker = LOOKS[number % len(LOOKS)]
        shift = rows["blocks"].to_numpy(dtype=np.float64) * 2.0 ** ((number - (most - 1) / 2) * 0.07)
        axes.vlines(shift, rows[f"{main}_lower"], rows[f"{main}_upper"], color=colour, linewidth=1.4, zorder=2)
        axes.plot(shift, rows[main], color=colour, linestyle=dashes, marker=marker, markersize=5, linewidth=1.4,
                  label=factor.replace("_", " "), zorder=3)  # fmt: skip
    axes.axhline(0, color=BLACK, linewidth=0.9, zorder=1.5)
    if kind == "sobol":  # shares; intervals of a few samples run far beyond and would flatten all others
        low, high = axes.get_ylim()
        axes.set_ylim(max(low, -0.5), min(high, 1.5))
    axes.set_xscale("log", base=2)
    axes.xaxis.set_major_locator(FixedLocator([float(size) for size in sizes]))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel("Base samples" if kind == "sobol" else "Trajectories")
    axes.set_ylabel(f"{words.capitalize()}{f' ({unit})' if kind == 'morris' and unit else ''}")
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, borderaxespad=0.0)
    return axes


def draw_tornado(axes: Axes, table: pd.DataFrame, unit: str) -> Axes:
    """Mean output where a factor is low and where it is high, as bars from the mean of all, with 95% intervals."""
    shown = table[:MOST_FACTORS]
    position = np.arange(len(shown), dtype=np.float64)
    middle = float(shown["mean"].iloc[0])
    for name, colour, hatch, by in (("low", ORANGE, "////", -0.19), ("high", BLUE, "", 0.19)):
        axes.barh(position + by, shown[name] - middle, left=middle, height=0.36, color=colour, edgecolor="white",
                  hatch=hatch, label=f"factor {name}", zorder=2)  # fmt: skip
        axes.hlines(position + by, shown[f"{name}_lower"], shown[f"{name}_upper"], color=BLACK, linewidth=1.3, zorder=3)
    axes.axvline(middle, color=BLACK, linewidth=0.9, zorder=2.5)
    labels = [f"{row.factor.replace('_', ' ')}  ({row.low_at}; {row.high_at})" for row in _rows(shown)]
    axes.set_yticks(position, [folded(each, LONGEST) for each in labels])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.set_xlabel(unit)
    return axes


def _rows(table: pd.DataFrame) -> Any:
    return table.itertuples()


def indices_figure(tables: Sequence[tuple[Output, pd.DataFrame]], kind: str, text: str) -> Figure:
    """Figure with a panel of indices for each output."""
    figure, panels = _panels(len(tables), max(min(len(table), MOST_FACTORS) for _, table in tables))
    for axes, (output, table) in zip(panels, tables, strict=True):
        draw_indices(axes, table, kind, output.unit if kind == "morris" else "")
        axes.set_title(_title(output))
        if not table[KINDS[kind][0]].any():
            no_data(axes, "the output does not vary")
    _shared_legend(figure, panels)
    figure.text(0.01, 0.99, "What drives the outcome", fontsize=13, va="top")
    intervals = tables[0][1][f"{KINDS[kind][0]}_lower"].notna().any()
    lines = "lines: 95% intervals over points and replicates" if intervals else "too few base samples for intervals"
    caption(figure, f"{text} · {lines}")
    return figure


def convergence_figure(tables: Sequence[tuple[Output, pd.DataFrame]], kind: str, text: str) -> Figure:
    """Figure with a panel of convergence for each output."""
    rows = -(-len(tables) // 2)
    figure = Figure(figsize=(13.0, 1.3 + 3.3 * rows))
    high = 1.3 + 3.3 * rows
    grid = figure.add_gridspec(rows, 2, left=0.065, right=0.86, bottom=0.8 / high, top=1 - 0.75 / high, hspace=0.42,
                               wspace=0.62)  # fmt: skip
    for number, (output, table) in enumerate(tables):
        axes = figure.add_subplot(grid[number // 2, number % 2])
        draw_convergence(axes, table, kind, output.unit)
        axes.set_title(_title(output))
    figure.text(0.01, 0.99, "Have the indices settled? The first base samples, and twice as many each time",
                fontsize=13, va="top")  # fmt: skip
    few = any(table[f"{KINDS[kind][0]}_lower"].isna().any() for _, table in tables)
    lines = f"lines: 95% intervals{f', from {LEAST_FOR_INTERVALS} base samples on' if few else ''}"
    caption(figure, f"{text} · {lines}; the five largest factors of each output")
    return figure


def tornado_figure(tables: Sequence[tuple[Output, pd.DataFrame]], text: str) -> Figure:
    """Figure with a tornado for each output."""
    figure, panels = _panels(len(tables), max(min(len(table), MOST_FACTORS) for _, table in tables), wide=0.235)
    for axes, (output, table) in zip(panels, tables, strict=True):
        draw_tornado(axes, table, output.unit)
        axes.set_title(_title(output))
    _shared_legend(figure, panels)
    figure.text(0.01, 0.99, "The mean where each factor is low, and where it is high", fontsize=13, va="top")
    caption(figure, f"{text}\nin brackets: low up to, high from (of names, those of the lowest and the highest mean);"
                    " lines: 95% intervals over points")  # fmt: skip
    return figure


def _title(output: Output) -> str:
    return f"{output.label[:1].upper()}{output.label[1:]}, {output.unit}"


def _panels(count: int, factors: int, wide: float = 0.19) -> tuple[Figure, list[Axes]]:
    """Figure with panels two abreast, as high as their bars need; `wide` is left of each for names."""
    rows, across = -(-count // 2), min(count, 2)
    panel = max(0.28 * factors, 1.2)
    high = 1.25 + rows * (panel + 0.95)
    figure = Figure(figsize=(13.0 if across == 2 else 7.5, high))
    left, width = wide * 2 / across, (1 - wide * 2 - 0.02) / 2 if across == 2 else 1 - wide * 2 - 0.03
    panels = []
    for number in range(count):
        row, column = divmod(number, 2)
        bottom = (high - 0.9 - (row + 1) * (panel + 0.95) + 0.62) / high
        panels.append(figure.add_axes((left + column * (width + wide), bottom, width, panel / high)))
    return figure, panels


def _shared_legend(figure: Figure, panels: Sequence[Axes]) -> None:
    known: dict[str, Any] = {}
    for axes in panels:
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True):
            known.setdefault(label, handle)
    top = 1 - 0.33 / figure.get_size_inches()[1]
    figure.legend(list(known.values()), list(known), loc="upper left", bbox_to_anchor=(0.01, top), ncols=4,
                  frameon=False, borderaxespad=0.0)  # fmt: skip
