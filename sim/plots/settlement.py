"""Settlement: first-year rise against signature date, with the replicates that never signed beside it."""

from __future__ import annotations

import matplotlib.dates as dates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from sim.analysis.setting import Label, Setting
from sim.analysis.spreads import Joint
from sim.analysis.tables import RealArray
from sim.plots.style import (
    BLUE,
    GREEN,
    GREY,
    MARKER,
    ORANGE,
    RECORD,
    SKY,
    caption,
    date_ticks,
    density_colours,
    mark_lines,
    no_data,
    percent_axis,
)

Point = tuple[float, float]  # signature day from expiry, first-year rise


def draw_density(axes: Axes, joint: Joint, setting: Setting, record: Point | None = None) -> Axes:
    """Numbers of replicates by signature date and rise, on a log scale of colour, with the record marked."""
    axes.set_xlabel("Signature date")
    axes.set_ylabel("First-year rise over the amount last in force (%)")
    start = dates.date2num(setting.expiry)
    if joint.counts.size:
        cells = np.ma.masked_equal(joint.counts.T, 0)
        axes.pcolormesh(
            joint.day_edges + start,
            100 * joint.rise_edges,
            cells,
            cmap=density_colours(),
            norm=LogNorm(1, max(int(joint.counts.max()), 10)),
            zorder=2,
        )
    else:
        no_data(axes, "No replicate was signed\nby the horizon")
    if record is not None:
        day, rise = record
        axes.plot(
            [start + day],
            [100 * rise],
            marker=MARKER,
            markersize=9,
            markerfacecolor=RECORD,
            markeredgecolor="white",
            markeredgewidth=1.2,
            linestyle="none",
            label=f"record: {100 * rise:.1f}%, {setting.date_of(day)}",
            zorder=4,
        )
    axes.set_xlim(start + joint.days_shown[0], start + joint.days_shown[1])
    axes.set_ylim(100 * joint.rises_shown[0], 100 * joint.rises_shown[1])
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(date_ticks(axes.xaxis, 4), show_offset=False))
    return axes


def draw_dates(axes: Axes, joint: Joint, setting: Setting) -> Axes:
    """Share of all replicates by signature date."""
    if joint.counts.size:
        edges = joint.day_edges + dates.date2num(setting.expiry)
        axes.stairs(_percent(joint, axis=1), edges, fill=True, color=SKY, edgecolor=BLUE, zorder=2)
    axes.set_ylabel("Share\na bin", fontsize=9)
    axes.yaxis.set_major_locator(MaxNLocator(3))
    percent_axis(axes.yaxis)
    axes.tick_params(labelbottom=False)
    return axes


def draw_rises(axes: Axes, joint: Joint) -> Axes:
    """Share of all replicates by first-year rise, those signed."""
    if joint.counts.size:
        shares, edges = _percent(joint, axis=0), 100 * joint.rise_edges
        axes.stairs(shares, edges, orientation="horizontal", fill=True, color=SKY, edgecolor=BLUE, zorder=2)
    axes.set_xlabel("Share\na bin", fontsize=9)
    axes.xaxis.set_major_locator(MaxNLocator(2))
    percent_axis(axes.xaxis)
    axes.tick_params(labelleft=False)
    return axes


def draw_ends(axes: Axes, joint: Joint) -> Axes:
    """Shares of the replicates that were signed, only agreed, left with the old agreement, or with none."""
    looks = ((SKY, ""), (ORANGE, "//"), (GREEN, "\\\\"), (GREY, "xx"))
    words = ("signed", "agreed\nonly", "old one\nstands", "none")
    for position, (end, (colour, hatch)) in enumerate(zip(joint.ends, looks, strict=True)):
        percent = 100 * (end.share or 0.0)
        axes.bar(position, percent, color=colour, hatch=hatch, edgecolor="white", width=0.75, zorder=2)
        axes.text(position, percent + 1.5, f"{percent:.1f}%", ha="center", va="bottom", fontsize=8)
    axes.set_xticks(range(len(words)), words, fontsize=7)
    axes.set_ylim(0, 112)
    axes.set_yticks(range(0, 101, 25))
    percent_axis(axes.yaxis)
    axes.set_title(f"All {joint.ends[0].of:,}, at the horizon", fontsize=9, loc="center")
    axes.grid(visible=False, axis="x")
    return axes


def settlement_figure(joint: Joint, setting: Setting, label: Label, record: Point | None = None) -> Figure:
    """Figure of rise against signature date, its two margins, and what became of the replicates not signed.

    Parameters
    ----------
    joint : from `sim.analysis.spreads.joint`
    setting, label : facts of the talks, and which run it is
    record : recorded signature day and rise
    """
    figure = Figure(figsize=(10.5, 7.2))
    grid = figure.add_gridspec(
        2,
        3,
        width_ratios=(6.0, 1.15, 2.35),
        height_ratios=(1, 4),
        left=0.08,
        right=0.985,
        bottom=0.125,
        top=0.87,
        wspace=0.0,
        hspace=0.06,
    )
    main = figure.add_subplot(grid[1, 0])
    draw_density(main, joint, setting, record)
    above = figure.add_subplot(grid[0, 0], sharex=main)
    draw_dates(above, joint, setting)
    beside = figure.add_subplot(grid[1, 1], sharey=main)
    draw_rises(beside, joint)
    ends = figure.add_subplot(grid[1, 2])
    draw_ends(ends, joint)
    for axes, by in ((beside, 0.014), (ends, 0.05)):
        box = axes.get_position()
        axes.set_position((box.x0 + by, box.y0, box.width - by, box.height))
    marks = [(float(mark.day), mark.label, ":") for mark in setting.handovers]
    start = float(dates.date2num(setting.expiry))
    mark_lines(
        (above, main),
        [(start + day, words, dashes) for day, words, dashes in [(0.0, "old agreement expires", "-"), *marks]],
        above=0.06,
    )
    if joint.counts.size:
        _colour_bar(figure, main)
    if record is not None:
        figure.legend(*main.get_legend_handles_labels(), loc="upper left", bbox_to_anchor=(0.7, 0.94), frameon=False)
    figure.text(0.01, 0.985, "When and at what rise it settles", fontsize=13, va="top")
    outside = f" · {joint.outside:,} signed outside the range of rises shown" if joint.outside else ""
    caption(figure, label.line() + outside)
    return figure


def _percent(joint: Joint, axis: int) -> RealArray:
    """Counts along one axis in percent of all replicates."""
    counts: RealArray = joint.counts.sum(axis=axis).astype(np.float64)
    return counts * (100 / joint.ends[0].of)


def _colour_bar(figure: Figure, main: Axes) -> None:
    """Scale of the counts, in the free corner."""
    room = figure.add_axes((0.71, 0.815, 0.26, 0.018))
    bar = figure.colorbar(main.collections[0], cax=room, orientation="horizontal")
    bar.set_label("Replicates a cell (log scale)", fontsize=9)
    bar.ax.minorticks_off()
    bar.ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
