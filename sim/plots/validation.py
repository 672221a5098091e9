"""The back-test drawn: the record over prediction intervals, where it falls in them, and scores by baseline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter, StrMethodFormatter
from scipy.stats import binom

from sim.history.keys import host_words, words_of
from sim.plots.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    MARKER,
    ORANGE,
    PURPLE,
    RECORD,
    SKY,
    caption,
    house_style,
    no_data,
    save,
)  # fmt: skip
from sim.scenario.problems import counted

IN_SAMPLE, LEFT_OUT = "in sample", "left out"
MODES: tuple[tuple[str, str, str, float], ...] = (  # name, colour, hatch, offset from the agreement's row
    (IN_SAMPLE, BLUE, "", -0.19),
    (LEFT_OUT, ORANGE, "////", 0.19),
)
WIDTHS = ((95, 0.10, 0.45), (80, 0.20, 0.6), (50, 0.30, 0.95))  # level, height of its bar, opacity
PANELS: tuple[tuple[str, str, float], ...] = (  # measure, label with its unit, factor on its values
    ("agreement_day", "Day of agreement, from expiry of the old one (days)", 1.0),
    ("rise_annualised", "Rise for each year since the base was set (% a year)", 100.0),
    ("rounds", "Rounds held (rounds)", 1.0),
    ("signature_lag", "From agreement to signature (days)", 1.0),
)
FORECASTS: tuple[tuple[str, str, str], ...] = (  # name, colour, marker; none is the record's diamond
    (IN_SAMPLE, BLUE, "o"),
    (LEFT_OUT, ORANGE, "s"),
    ("prior", GREY, "x"),
    ("climatology", GREEN, "^"),
    ("last time", PURPLE, "v"),
    ("Faratin", BLACK, "P"),
)
BINS = 5


def draw_intervals(axes: Axes, table: pd.DataFrame, measure: str, label: str, factor: float = 1.0) -> Axes:
    """Intervals of 50, 80 and 95% by agreement, in sample and left out side by side, the record over them.

    Parameters
    ----------
    axes : where to draw
    table : predictions of one core
    measure, label, factor : what is drawn, the words of its axis, and what its values are multiplied by
    """
    rows = table[table["measure"] == measure]
    keys = list(dict.fromkeys(rows["episode"]))
    for mode, colour, hatch, by in MODES:
        for _, row in rows[rows["mode"] == mode].iterrows():
            at = keys.index(row["episode"]) + by
            for level, height, opacity in WIDTHS:
                low, high = factor * row[f"low_{level}"], factor * row[f"high_{level}"]
                axes.barh(at, high - low, left=low, height=height, color=colour, alpha=opacity, linewidth=0, zorder=2)
                if level == 50 and hatch:
                    axes.barh(at, high - low, left=low, height=height, fill=False, edgecolor="white", linewidth=0,
                              hatch=hatch, zorder=2.5)  # fmt: skip
            median = factor * row["median"]
            axes.vlines(median, at - 0.17, at + 0.17, color=BLACK, linewidth=1.6, zorder=3)
    record = rows.drop_duplicates("episode")
    for position, number in enumerate(record["recorded"]):
        axes.vlines(factor * number, position - 0.4, position + 0.4, color=RECORD, linewidth=1.0, zorder=3.5)
    axes.plot(factor * record["recorded"], range(len(keys)), linestyle="none", marker=MARKER, markersize=7,
              color=RECORD, markeredgecolor="white", zorder=4)  # fmt: skip
    axes.set_yticks(range(len(keys)), [words_of(key) for key in keys])
    axes.set_ylim(len(keys) - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    for position in range(1, len(keys)):
        axes.axhline(position - 0.5, color="#D9D9D9", linewidth=0.8, zorder=1)
    axes.use_sticky_edges = False
    axes.margins(x=0.03)
    axes.xaxis.set_major_locator(MaxNLocator(7))
    axes.set_xlabel(label)
    return axes


def intervals_figure(table: pd.DataFrame, label: str) -> Figure:
    """Figure with a panel for each number that all agreements have."""
    figure = Figure(figsize=(13.5, 9.2))
    axes: Any = figure.subplots(2, 2)
    figure.subplots_adjust(left=0.07, right=0.985, bottom=0.115, top=0.905, hspace=0.24, wspace=0.14)
    for panel, (measure, words, factor) in zip(axes.flat, PANELS, strict=True):
        draw_intervals(panel, table, measure, words, factor)
    axes.flat[0].axvline(0, color=GREY, linewidth=1.0, linestyle=":", zorder=1.5)
    figure.text(0.01, 0.985, "What the model foresees of each agreement, beside the record", fontsize=13, va="top")
    handles: list[Any] = [Line2D([], [], color=RECORD, marker=MARKER, markersize=7, markeredgecolor="white")]
    handles += [Patch(facecolor=colour, edgecolor="white", hatch=hatch) for _, colour, hatch, _ in MODES]
    handles.append(Line2D([], [], color=BLACK, linestyle="none", marker="|", markersize=11, markeredgewidth=1.6))
    names = ["record", "in sample: given all agreements", "left out: refitted without this one", "median"]
    figure.legend(handles, names, loc="upper left", bbox_to_anchor=(0.01, 0.955), ncols=4, frameon=False,
                  borderaxespad=0.0, handlelength=2.2)  # fmt: skip
    caption(
        figure,
        f"{label}\nbars: central 50% (thick), 80% and 95% (thin) prediction intervals, errors of the record included;"
        " a day of 1,096 stands for no agreement by the horizon, 365 days of lag and 0 rounds for none; dotted: expiry",
    )
    return figure


def draw_forecasts(axes: Axes, table: pd.DataFrame, measure: str, label: str, factor: float = 1.0) -> Axes:
    """Median and 80% interval of every episode without it, a dot and a line, the record over them, host by host.

    Parameters
    ----------
    axes : where to draw
    table : predictions as of the opening
    measure, label, factor : what is drawn, the words of its axis, and what its values are multiplied by
    """
    rows = table[(table["measure"] == measure) & (table["mode"] == LEFT_OUT)]
    hosts = [host_words(key) for key in rows["episode"]]
    at = np.arange(len(rows)) + 0.8 * (np.array([list(dict.fromkeys(hosts)).index(host) for host in hosts]))
    low, middle, high = (factor * rows[name].to_numpy() for name in ("low_80", "median", "high_80"))
    axes.hlines(at, low, high, color=BLUE, linewidth=2.2, zorder=2)
    axes.plot(middle, at, linestyle="none", marker="o", color=BLUE, markeredgecolor="white", markersize=7.5, zorder=3)
    axes.plot(factor * rows["recorded"], at, linestyle="none", marker=MARKER, markersize=7, color=RECORD,
              markeredgecolor="white", zorder=4)  # fmt: skip
    axes.set_yticks(at, [words_of(key) for key in rows["episode"]])
    axes.set_ylim(at[-1] + 0.6, -0.6)
    axes.axvline(0, color=GREY, linewidth=1.0, linestyle=":", zorder=1.5)
    axes.xaxis.set_major_locator(MaxNLocator(7))
    axes.set_xlabel(label)
    return axes


def forecasts_figure(table: pd.DataFrame, label: str) -> Figure:
    """Figure with the forecast of the opening day of every episode, fitted without it, beside the record."""
    figure = Figure(figsize=(13.5, 6.6))
    axes: Any = figure.subplots(1, 2)
    figure.subplots_adjust(left=0.07, right=0.985, bottom=0.16, top=0.875, wspace=0.16)
    for panel, (measure, words, factor) in zip(axes, PANELS[:2], strict=True):
        draw_forecasts(panel, table, measure, words, factor)
    figure.text(0.01, 0.98, "What the model foresaw of each episode on its opening day, fitted without it", fontsize=13,
                va="top")  # fmt: skip
    handles: list[Any] = [Line2D([], [], color=RECORD, marker=MARKER, linestyle="none", markersize=7),
                          Line2D([], [], color=BLUE, marker="o", markersize=7.5)]  # fmt: skip
    figure.legend(handles, ["record", "median and central 80% of the forecast"], loc="upper left", ncols=2,
                  bbox_to_anchor=(0.01, 0.945), frameon=False, borderaxespad=0.0)  # fmt: skip
    caption(figure, f"{label}\nas of the opening day: nothing later is known; a day of 1,096 stands for no agreement by"
                    " the horizon; dotted: expiry, or no rise")  # fmt: skip
    return figure


def draw_pit(axes: Axes, ranks: np.ndarray, colour: str, hatch: str) -> Axes:
    """Histogram of the ranks of the record in the forecasts, and the band that holds 95% of counts were all right.

    The band is binomial, of each bin by itself and of independent values.

    Parameters
    ----------
    ranks : 0 to 1, one a target
    colour, hatch : of the bars
    """
    axes.set_xlabel("Percentile of the record in the forecast (PIT, share below it)")
    axes.set_ylabel("Targets, a bin")
    if ranks.size == 0:
        return no_data(axes, "No target")
    counts, edges = np.histogram(ranks, np.linspace(0.0, 1.0, BINS + 1))
    low, high = (float(binom.ppf(q, ranks.size, 1.0 / BINS)) for q in (0.025, 0.975))
    axes.bar(edges[:-1], counts, width=1.0 / BINS, align="edge", color=colour, edgecolor="white", hatch=hatch, zorder=2)
    axes.axhspan(low, high, color=GREY, alpha=0.22, linewidth=0, zorder=1)
    for edge in (low, high):
        axes.axhline(edge, color=BLACK, linestyle=":", linewidth=1.1, zorder=3)
    axes.axhline(ranks.size / BINS, color=BLACK, linestyle="--", linewidth=1.2, zorder=3)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, max(float(counts.max()), high) * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    return axes


def pit_figure(table: pd.DataFrame, label: str) -> Figure:
    """Figure with the ranks of numbers in their forecasts, in sample and left out."""
    figure = Figure(figsize=(11.0, 4.8))
    axes: Any = figure.subplots(1, 2, sharey=True)
    figure.subplots_adjust(left=0.06, right=0.985, bottom=0.225, top=0.79, wspace=0.08)
    numbers = table[table["kind"] == "real"]
    for panel, (mode, colour, hatch, _) in zip(axes, MODES, strict=True):
        ranks = numbers[numbers["mode"] == mode]["pit"].to_numpy(dtype=np.float64)
        draw_pit(panel, ranks, colour, hatch)
        panel.set_title(f"{mode.capitalize()}, {counted(ranks.size, 'number')}")
    tops = [panel.get_ylim()[1] for panel in axes]
    axes[0].set_ylim(0, max(tops))
    axes[1].set_ylabel("")
    figure.text(0.01, 0.975, "Where the record falls in the forecasts: level bars where they are right", fontsize=13,
                va="top")  # fmt: skip
    handles = [
        Line2D([], [], color=BLACK, linestyle="--", linewidth=1.2),
        Patch(facecolor="#DFDFDF", edgecolor=BLACK, linestyle=":"),
    ]
    figure.legend(handles, ["expected of right forecasts", "95% of counts, were the values independent"], ncols=2,
                  loc="upper left", bbox_to_anchor=(0.01, 0.915), frameon=False, borderaxespad=0.0)  # fmt: skip
    caption(
        figure,
        f"{label}\nnames and flags left out; among equal values the rank is random; numbers of one agreement go"
        " together, so counts spread more than the band",
    )
    return figure


def draw_scores(axes: Axes, scores: pd.DataFrame, measure: str, label: str, factor: float = 1.0) -> Axes:
    """CRPS of every forecast by agreement, and their means below, on a logarithmic axis.

    Parameters
    ----------
    axes : where to draw
    scores : a row for each target and forecast
    measure, label, factor : what is drawn, the words of its axis, and what its values are multiplied by
    """
    rows = scores[scores["measure"] == measure]
    wide = rows.pivot(index="episode", columns="forecast", values="score").loc[list(dict.fromkeys(rows["episode"]))]
    wide = wide * factor
    wide.loc["mean"] = wide.dropna().mean()
    names = [each for each in FORECASTS if each[0] in wide.columns]
    for number, (name, colour, marker) in enumerate(names):
        at = np.arange(len(wide)) + (number - (len(names) - 1) / 2) * 0.14
        axes.plot(wide[name], at, linestyle="none", marker=marker, markersize=7.5, color=colour, zorder=3,
                  markeredgecolor=colour if marker == "x" else "white", label=name)  # fmt: skip
    axes.axhspan(len(wide) - 1.5, len(wide) - 0.5, color=SKY, alpha=0.18, linewidth=0, zorder=1)
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_yticks(range(len(wide)), [each if each == "mean" else words_of(each) for each in wide.index])
    axes.set_ylim(len(wide) - 0.5, -0.5)
    axes.grid(visible=False, axis="y")
    for position in range(1, len(wide)):
        axes.axhline(position - 0.5, color="#D9D9D9", linewidth=0.8, zorder=1)
    axes.set_xlabel(label)
    return axes


def scores_figure(scores: pd.DataFrame, label: str) -> Figure:
    """Figure with the scores of the day agreed and of the annualised rise beside the baselines."""
    figure = Figure(figsize=(13.5, 6.6))
    axes: Any = figure.subplots(1, 2)
    figure.subplots_adjust(left=0.07, right=0.985, bottom=0.16, top=0.865, wspace=0.16)
    draw_scores(axes[0], scores, "agreement_day", "CRPS of the day agreed (days, log scale; left is better)")
    words = "CRPS of the annualised rise (percentage points a year, log scale; left is better)"
    draw_scores(axes[1], scores, "rise_annualised", words, 100.0)
    figure.text(0.01, 0.98, "How far forecasts lie from the record, by agreement", fontsize=13, va="top")
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="upper left", bbox_to_anchor=(0.01, 0.935), ncols=6, frameon=False,
                  borderaxespad=0.0)  # fmt: skip
    caption(
        figure,
        f"{label}\nprior: the model, nothing fitted; climatology: the other agreements; last time: the one before;"
        " Faratin: tactics by the clock without waiting or politics, fitted to the other agreements",
    )
    return figure


def write_figures(
    predictions: pd.DataFrame, scores: pd.DataFrame, opening: pd.DataFrame, label: str, folder: Path
) -> tuple[str, ...]:
    """Write every figure as PNG and SVG in the house style; returns the names of the PNG files.

    Parameters
    ----------
    predictions : of one core
    scores : a row for each target and forecast
    opening : predictions as of the opening day
    label : what the findings are of, for the captions
    folder : where to write
    """
    with house_style():
        figures = {
            "opening": forecasts_figure(opening, label),
            "intervals": intervals_figure(predictions, label),
            "pit": pit_figure(predictions, label),
            "crps": scores_figure(scores, label),
        }
        return tuple(save(figure, folder, name)[0].name for name, figure in figures.items())
