"""What each mechanism contributes, as bars with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.attribution import MEASURES, Estimate
from sim.analysis.setting import Label
from sim.plots.fonts import folded
from sim.plots.style import BLACK, BLUE, ORANGE, caption

LONGEST = 20  # letters of a name in one line
SHOWN = (0, 1, 2)  # measures that get a panel


def draw_contributions(axes: Axes, rows: Mapping[str, Sequence[Estimate]], measure: int, colour: str) -> Axes:
    """Horizontal bars, one a row, with 95% intervals; where no replicate bears on a figure the row stays empty."""
    for position, (_, estimates) in enumerate(rows.items()):
        each = estimates[measure]
        axes.barh(position, each.value, color=colour, height=0.62, zorder=2)
        axes.plot([each.lower, each.upper], [position, position], color=BLACK, linewidth=1.4, zorder=3)
    axes.axvline(0, color=BLACK, linewidth=0.8, zorder=2.5)
    axes.set_yticks(range(len(rows)), [folded(name.replace("_", " "), LONGEST) for name in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    return axes


def ablation_figure(
    singly: Mapping[str, Sequence[Estimate]], shares: Mapping[str, Sequence[Estimate]], label: Label
) -> Figure:
    """Figure with a row of panels for single switches and one for Shapley shares of groups, a column a measure."""
    figure = Figure(figsize=(12.5, 9.0))
    lower = 0.09 + 0.27
    for column, measure in enumerate(SHOWN):
        left = 0.15 + 0.285 * column
        above = figure.add_axes((left, lower + 0.1, 0.255, 0.43))
        below = figure.add_axes((left, 0.105, 0.255, 0.235))
        draw_contributions(above, singly, measure, BLUE)
        draw_contributions(below, shares, measure, ORANGE)
        unit = "percentage points" if MEASURES[measure].name == "rise" else "days"
        above.set_title(f"{MEASURES[measure].label.capitalize()}, {unit}")
        if column > 0:
            above.set_yticklabels([])
            below.set_yticklabels([])
        if column == 0:
            above.text(-0.56, 1.11, "Each alone: as given, less without it", transform=above.transAxes, fontsize=11)
            below.text(-0.56, 1.07, "Shapley shares of groups", transform=below.transAxes, fontsize=11)
        below.set_xlabel(unit)
    figure.text(0.01, 0.985, "What each mechanism contributes", fontsize=13, va="top")
    caption(figure, label.line() + " · bars: contribution; lines: 95% intervals, Monte Carlo error only")
    return figure
