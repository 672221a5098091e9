"""Distribution of the first-year amount, in the host's currency and in dollars."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from sim.analysis.setting import Label, Setting
from sim.analysis.spreads import Histogram, Spread
from sim.plots.fonts import folded
from sim.plots.style import BLACK, BLUE, GREEN, MARKER, RECORD, SKY, caption, no_data, percent_axis
from sim.scenario.problems import counted

LONGEST = 56  # letters that fit below a panel, of its label or of all its ticks


def draw_amounts(axes: Axes, amounts: Histogram, spread: Spread, unit: str, base: float | None = None) -> Axes:
    """Shares of the agreed replicates by amount, with median, 95% range, the record and the amount last in force.

    Parameters
    ----------
    axes : where to draw
    amounts, spread : histogram, and median and ranges, of one column
    unit : words for the horizontal axis
    base : amount last in force, where it is known in this unit
    """
    axes.set_xlabel(folded(f"First-year amount ({unit})", LONGEST))
    axes.set_ylabel("Share of the replicates that agreed")
    if amounts.total == 0:
        no_data(axes, "No replicate agreed\nby the horizon")
        axes.set_ylim(0, 1)
    else:
        axes.stairs(100 * amounts.counts / amounts.total, amounts.edges, fill=True, color=SKY, edgecolor=BLUE, zorder=2)
        low, high = spread.ranges[95]
        if low is not None and high is not None and spread.median is not None:
            axes.axvspan(low, high, color=GREEN, alpha=0.12, zorder=0, label=f"95%: {low:,.0f} to {high:,.0f}")
            axes.axvline(spread.median, color=GREEN, linestyle="--", zorder=3, label=f"median: {spread.median:,.0f}")
        axes.set_ylim(0, max(100 * np.max(amounts.counts, initial=0) / amounts.total * 1.1, 1.0))
    if base is not None:
        axes.axvline(base, color=BLACK, linestyle=":", linewidth=1.5, zorder=3, label=f"last in force: {base:,.0f}")
    if spread.recorded is not None:
        axes.axvline(spread.recorded, color=RECORD, linewidth=1.4, zorder=3)
        axes.plot(
            [spread.recorded],
            [0.97],
            marker=MARKER,
            markersize=8,
            color=RECORD,
            markeredgecolor="white",
            linestyle="-",
            transform=axes.get_xaxis_transform(),
            label=f"record: {spread.recorded:,.0f}",
            zorder=4,
        )
    axes.set_xlim(*amounts.shown)
    percent_axis(axes.yaxis)
    letters = max(len(f"{end:,.0f}") for end in amounts.shown)
    axes.xaxis.set_major_locator(MaxNLocator(max(min(6, LONGEST // letters), 1)))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.01), ncols=2, borderaxespad=0.0, frameon=False)
    return axes


def amounts_figure(
    local: tuple[Histogram, Spread], dollars: tuple[Histogram, Spread], setting: Setting, label: Label, note: str = ""
) -> Figure:
    """Figure of the first-year amount: the host's currency on the left, dollars at that year's rate on the right.

    `note` : what the caption says beside which run it is
    """
    figure = Figure(figsize=(10.5, 5.0))
    left, right = figure.subplots(
        1, 2, gridspec_kw={"left": 0.075, "right": 0.985, "bottom": 0.165, "top": 0.81, "wspace": 0.2}
    )
    draw_amounts(left, *local, unit=f"{setting.currency} {setting.unit}", base=setting.base_amount)
    draw_amounts(right, *dollars, unit="US$ m, at the rate of the first year")
    right.set_ylabel("")
    agreed = f"{local[0].total:,} of {counted(label.replicates, 'replicate')}"
    figure.text(0.01, 0.985, f"First-year amount, given agreement ({agreed})", fontsize=13, va="top")
    outside = f" · {local[0].outside:,} outside the range shown" if local[0].outside else ""
    caption(figure, label.line() + note + outside)
    return figure
