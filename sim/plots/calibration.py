"""What fits to simulated records show, and what the posterior knows: ranks, recovery, contraction, value, patterns."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.plots.style import BLACK, BLUE, GREY, MARKER, RECORD, SKY, caption, no_data

LONGEST = 92  # letters of a label beside the patterns
MOST_BARS = 30  # parameters shown; the others are in the table


def draw_ecdf(axes: Axes, ecdf: pd.DataFrame, words: str) -> Axes:
    """ECDF of ranks less the uniform one, within its bands.

    Parameters
    ----------
    axes : where to draw
    ecdf : rows of one pool from `recovery.ecdf`
    words : what was counted
    """
    for lower, upper, colour, alpha, label in (
        ("lower_alike", "upper_alike", GREY, 0.15, "95%, were the ranks of a trial alike"),
        ("lower", "upper", SKY, 0.45, "95%, were all ranks independent"),
    ):
        axes.fill_between(
            ecdf["rank"], ecdf[lower], ecdf[upper], color=colour, alpha=alpha, linewidth=0, step="mid", label=label
        )
    axes.axhline(0, color=BLACK, linewidth=0.8)
    axes.step(ecdf["rank"], ecdf["difference"], where="mid", color=BLUE, linewidth=1.8, label="trials")
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    axes.set_xlabel("Place of the truth among the draws")
    axes.text(0.98, 0.03, words, transform=axes.transAxes, ha="right", va="bottom", fontsize=8, color=GREY)
    return axes


def ranks_figure(ecdf: pd.DataFrame, words: Mapping[str, str], label: str) -> Figure:
    """Figure with a panel for each pool of ranks; `words` by pool, `label` stands at the foot."""
    pools = list(dict.fromkeys(ecdf["pool"]))
    figure = Figure(figsize=(4.3 * len(pools), 4.6))
    axes = figure.subplots(1, len(pools), squeeze=False, sharey=True)[0]
    figure.subplots_adjust(left=0.2 / len(pools), right=0.985, top=0.79, bottom=0.19, wspace=0.08)
    for panel, pool in zip(axes, pools, strict=True):
        draw_ecdf(panel, ecdf[ecdf["pool"] == pool], words.get(pool, ""))
        panel.set_title(pool.capitalize())
    axes[0].set_ylabel("ECDF of ranks less uniform")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles[::-1], labels[::-1], loc="upper left", bbox_to_anchor=(0.005, 0.945), ncols=3, frameon=False)
    figure.text(0.01, 0.985, "Where known truths stand among the draws of their fits", fontsize=12, va="top")
    caption(figure, label)
    return figure


def draw_recovery(axes: Axes, points: pd.DataFrame) -> Axes:
    """Posterior means with 80% intervals against the truth, one point a trial, and the line on which they are equal.

    `points` : columns `truth`, `mean`, `low`, `high`, and the prior's `from` and `to`, the same in all rows
    """
    first, last = float(points["from"].iloc[0]), float(points["to"].iloc[0])
    axes.plot([first, last], [first, last], color=BLACK, linewidth=0.8)
    axes.axhline((first + last) / 2, color=GREY, linewidth=0.9, linestyle=":")
    axes.vlines(points["truth"], points["low"], points["high"], color=SKY, linewidth=1.3, zorder=2)
    axes.plot(points["truth"], points["mean"], linestyle="none", marker="o", markersize=4, color=BLUE, zorder=3)
    margin = 0.03 * (last - first)
    axes.set_xlim(first - margin, last + margin)
    axes.set_ylim(first - margin, last + margin)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    return axes


def recovery_figure(points: Mapping[str, pd.DataFrame], words: Mapping[str, str], label: str) -> Figure:
    """Figure with a panel for each of at most 12 parameters; `words` by parameter stand above each."""
    columns, rows = 4, max(1, -(-len(points) // 4))
    figure = Figure(figsize=(12, 2.9 * rows + 1.1))
    grid = figure.subplots(rows, columns, squeeze=False)
    height = figure.get_size_inches()[1]
    figure.subplots_adjust(
        left=0.075, right=0.985, top=1 - 0.85 / height, bottom=0.75 / height, hspace=0.42, wspace=0.3
    )
    for panel, (name, found) in zip(grid.flat, points.items(), strict=False):
        draw_recovery(panel, found)
        panel.set_title(f"{name.replace('_', ' ')}\n{words.get(name, '')}", fontsize=9)
    for panel in grid.flat[len(points) :]:
        panel.set_axis_off()
    for panel in grid[:, 0]:
        panel.set_ylabel("Posterior mean, 80%")
    for panel in grid[-1]:
        panel.set_xlabel("Truth")
    title = "Known parameters, and what the fits say of them (dotted: middle of the prior)"
    figure.text(0.01, 1 - 0.08 / height, title, fontsize=12, va="top")
    caption(figure, label)
    return figure


def draw_bars(axes: Axes, table: pd.DataFrame, column: str, across: str) -> Axes:
    """Bars with 95% intervals, the largest first; those no clearer than chance, or than the sampler artefact, hatched.

    Parameters
    ----------
    axes : where to draw
    table : columns `parameter`, `column`, `lower`, `upper`, `clear`, in the order to be drawn
    across : words for the axis
    """
    shown = table[:MOST_BARS]
    position, clear = np.arange(len(shown), dtype=np.float64), shown["clear"].to_numpy(dtype=bool)
    for chosen, face, hatch, label in (
        (clear, SKY, "", "more than chance gives"),
        (~clear, "white", "////", "no more than chance, or the sampler, gives"),
    ):
        if chosen.any():
            axes.barh(position[chosen], shown[column][chosen], height=0.62, color=face, edgecolor=BLUE, hatch=hatch,
                      linewidth=0.8, label=label, zorder=2)  # fmt: skip
    if table.attrs.get("floor", 0.0) > 0.0:
        axes.axvline(table.attrs["floor"], color=GREY, linewidth=1.2, linestyle=":", zorder=2.6)
    axes.hlines(position, shown["lower"], shown["upper"], color=BLACK, linewidth=1.4, zorder=3)
    axes.axvline(0, color=BLACK, linewidth=0.9, zorder=2.5)
    axes.set_yticks(position, [name.replace("_", " ") for name in shown["parameter"]], fontsize=8)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(across)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), fontsize=8, frameon=False, ncols=2, borderaxespad=0.1)
    return axes


def contraction_figure(table: pd.DataFrame, label: str) -> Figure:
    """Figure of how far the most narrowed parameters have narrowed."""
    figure = Figure(figsize=(8, 8.2))
    axes = figure.subplots()
    figure.subplots_adjust(left=0.27, right=0.97, top=0.93, bottom=0.115)
    draw_bars(axes, table, "contraction", "Contraction, 95% (dotted: the most where no target depends on it)")
    title = f"How far the record narrows parameters: the first {min(len(table), MOST_BARS)} of {len(table)}"
    figure.text(0.01, 0.985, title, fontsize=12, va="top")
    caption(figure, label)
    return figure


def knowing_figure(tables: Mapping[str, pd.DataFrame], label: str) -> Figure:
    """Figure with a panel for each outcome: what knowing a parameter would remove of its variance."""
    figure = Figure(figsize=(6.6 * len(tables), 6.4))
    axes = figure.subplots(1, len(tables), squeeze=False)[0]
    figure.subplots_adjust(left=0.36 / len(tables), right=0.985, top=0.84, bottom=0.14, wspace=0.52)
    for panel, (words, table) in zip(axes, tables.items(), strict=True):
        draw_bars(panel, table[:20], "share", "Share of the variance, 95% (dotted: chance)")
        panel.axvline(table.attrs["chance"], color=GREY, linewidth=1.2, linestyle=":", zorder=2.6)
        panel.set_title(f"{words}\nluck {table.attrs['luck']:.0%}, all parameters {table.attrs['draws']:.0%}",
                        fontsize=9, pad=20)  # fmt: skip
    figure.text(0.01, 0.985, "What knowing one parameter would remove of an outcome's variance", fontsize=12, va="top")
    caption(figure, label)
    return figure


def draw_patterns(axes: Axes, table: pd.DataFrame) -> Axes:
    """Shares and differences as dots with 95% intervals over draws, what is on record beside them.

    `table` : rows from `patterns.check` with values on one scale
    """
    position = np.arange(len(table), dtype=np.float64)
    if table["value"].isna().all():
        return no_data(axes, "No negotiation had these cases")
    axes.hlines(position, table["lower"], table["upper"], color=BLUE, linewidth=1.6, zorder=2)
    for met, face, label in (("yes", BLUE, "met"), ("no", "white", "not met")):
        chosen = (table["met"] == met).to_numpy()
        if chosen.any():
            axes.plot(table["value"][chosen], position[chosen], linestyle="none", marker="o" if met == "yes" else "s",
                      markersize=7, markerfacecolor=face, markeredgecolor=BLUE, label=label, zorder=3)  # fmt: skip
    known = table["recorded"].notna().to_numpy()
    if known.any():
        axes.plot(table["recorded"][known], position[known], linestyle="none", marker=MARKER, markersize=6,
                  color=RECORD, markerfacecolor="none", label="record", zorder=2.5)  # fmt: skip
    axes.axvline(0, color=BLACK, linewidth=0.9, zorder=1.5)
    labels = [textwrap.fill(f"{one.pattern}: {one.statistic}", LONGEST) for one in table.itertuples()]
    axes.set_yticks(position, labels, fontsize=8)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    return axes


def patterns_figure(table: pd.DataFrame, label: str) -> Figure:
    """Figure of the patterns that are shares or differences of shares; rates and days are in the table."""
    shown = table[table["value"].abs().le(1.0) & table["recorded"].fillna(0.0).le(1.0)].reset_index(drop=True)
    figure = Figure(figsize=(12, 1.6 + 0.34 * len(shown)))
    axes = figure.subplots()
    height = figure.get_size_inches()[1]
    figure.subplots_adjust(left=0.52, right=0.98, top=1 - 0.75 / height, bottom=0.75 / height)
    draw_patterns(axes, shown)
    axes.set_xlabel("Share of negotiations, or difference of shares (95% over draws)")
    axes.set_xlim(min(-0.04, float(shown["lower"].min()) - 0.02), 1.04)
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper right", ncols=3, frameon=False)
    figure.text(0.01, 1 - 0.08 / height, "Patterns of the record in posterior predictive runs", fontsize=12, va="top")
    caption(figure, label)
    return figure
