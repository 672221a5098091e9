"""The North's record beside the model fitted to it: counts, residuals, and where a break was looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import matplotlib.dates as dates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plots.style import BLACK, BLUE, GREEN, GREY, ORANGE, RECORD, SKY, caption

DASHES = ("-", (0, (5, 2)), (0, (1, 1.2)), (0, (7, 2, 1, 2)))
COLOURS = (BLUE, ORANGE, GREEN, BLACK)


def draw_cumulated(axes: Axes, daily: pd.DataFrame, breaks: Sequence[date]) -> Axes:
    """Provocation days so far, recorded and expected by the model given the days before; breaks as dotted lines.

    Parameters
    ----------
    axes : where to draw
    daily : columns `date`, `recorded` and `expected`, both cumulated
    breaks : of the base rate
    """
    axes.plot(daily["date"], daily["expected"], color=BLUE, linestyle="--", linewidth=1.8, label="model, day by day")
    axes.step(daily["date"], daily["recorded"], where="post", color=RECORD, linewidth=1.4, label="record")
    for number, day in enumerate(breaks):
        axes.axvline(
            float(dates.date2num(day)), color=BLACK, linestyle=":", linewidth=1.2,
            label="step of the base rate" if number == 0 else None,
        )  # fmt: skip
    axes.set_ylabel("Provocation days so far")
    axes.legend(loc="upper left", frameon=False)
    return axes


def draw_monthly(axes: Axes, monthly: pd.DataFrame) -> Axes:
    """Provocation days in each month, and how many the model expected, given the days before.

    `monthly` : columns `month` (first day), `recorded`, `expected`
    """
    axes.bar(monthly["month"], monthly["recorded"], width=31, align="edge", color=SKY, label="record")
    axes.step(monthly["month"], monthly["expected"], where="post", color=BLUE, linewidth=1.0, label="model")
    axes.set_ylabel("Provocation days a month")
    axes.legend(loc="upper left", frameon=False)
    return axes


def draw_residuals(axes: Axes, quantiles: pd.DataFrame, words: str) -> Axes:
    """Residual waiting times against the uniform quantiles they should have, with the 95% band of the test.

    Parameters
    ----------
    axes : where to draw
    quantiles : columns `uniform`, `residual`, `lower`, `upper`
    words : result of the test
    """
    axes.fill_between(
        quantiles["uniform"], quantiles["lower"], quantiles["upper"], color=GREY, alpha=0.2, linewidth=0, label="95%"
    )
    axes.plot([0, 1], [0, 1], color=BLACK, linewidth=0.8)
    axes.plot(quantiles["uniform"], quantiles["residual"], color=BLUE, linewidth=1.8)
    axes.text(0.97, 0.05, words, transform=axes.transAxes, ha="right", va="bottom", fontsize=9)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("Uniform quantile")
    axes.set_ylabel("Transformed wait")
    return axes


def draw_profiles(axes: Axes, profiles: Mapping[str, pd.DataFrame], level: float) -> Axes:
    """Likelihood ratio of one more step in the base rate, by its date, for each search.

    Parameters
    ----------
    axes : where to draw
    profiles : by words; columns `date`, `ratio`
    level : ratio above which a searched step holds at 5%
    """
    for (words, profile), colour, dashes in zip(profiles.items(), COLOURS, DASHES, strict=False):
        axes.plot(profile["date"], profile["ratio"], color=colour, linestyle=dashes, linewidth=1.6, label=words)
    axes.axhline(level, color=GREY, linewidth=1.0, linestyle=":")
    top = max(float(profile["ratio"].max()) for profile in profiles.values())
    axes.set_ylim(min(0.0, *(float(profile["ratio"].min()) for profile in profiles.values())), 1.4 * top)
    axes.set_ylabel("Likelihood ratio of a step")
    axes.set_xlabel(f"Date of the step (dotted: {level:g}, 5% for a searched date, Andrews)")
    axes.legend(loc="upper left", frameon=False, fontsize=8, ncols=2, columnspacing=1.0)
    return axes


def provocations_figure(
    daily: pd.DataFrame,
    monthly: pd.DataFrame,
    quantiles: pd.DataFrame,
    profiles: Mapping[str, pd.DataFrame],
    breaks: Sequence[date],
    level: float,
    words: str,
    label: str,
) -> Figure:
    """Figure of the fit in four panels; `words` says how the test of residuals ended, `label` stands at the foot."""
    figure = Figure(figsize=(12, 8.6))
    axes = figure.subplots(2, 2)
    figure.subplots_adjust(left=0.06, right=0.985, top=0.9, bottom=0.095, hspace=0.27, wspace=0.16)
    draw_cumulated(axes[0, 0], daily, breaks)
    axes[0, 0].set_title("Record and model")
    draw_monthly(axes[0, 1], monthly)
    axes[0, 1].set_title("By month")
    draw_residuals(axes[1, 0], quantiles, words)
    axes[1, 0].set_title("Residuals")
    draw_profiles(axes[1, 1], profiles, level)
    axes[1, 1].set_title("Was there a break?")
    for panel in (axes[0, 0], axes[0, 1], axes[1, 1]):
        panel.xaxis.set_major_locator(dates.YearLocator(3))
        panel.xaxis.set_major_formatter(dates.DateFormatter("%Y"))
    figure.text(0.01, 0.985, "Provocations: the record and the process fitted to it", fontsize=13, va="top")
    caption(figure, label)
    return figure
