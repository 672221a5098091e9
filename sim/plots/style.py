"""Look of every figure: colours, second channels, sizes, captions, and files that come out the same each time.

Colours are Okabe and Ito's, told apart by people with any colour vision; a dash, hatch or marker always repeats
what the colour says. Figures are built from objects (`Figure`, axes), never through pyplot's global state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.dates import AutoDateLocator
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from sim.analysis.tables import RealArray
from sim.plots.fonts import HOUSE, covering, folded, letter_width
from sim.plots.room import CAPTION, make_room

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#6E6E6E"

GUEST = VERMILION  # the country that stations troops
HOST = BLUE  # the country that hosts and pays
RECORD = VERMILION  # what happened
CAPTION_LETTERS = 15.5  # of a caption that fit an inch, at the size it is written in
MARKER = "D"  # the record's marker; no simulated quantity uses it

_SETTINGS: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "figure.dpi": 100,
    "font.family": [HOUSE],
    "font.size": 10,
    "grid.alpha": 0.6,
    "grid.color": "#D9D9D9",
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "legend.fontsize": 9,
    "legend.framealpha": 0.9,
    "savefig.dpi": 150,
    "svg.fonttype": "path",
    "svg.hashsalt": "sma-sim",  # element names by content: without it they differ from run to run
    "text.parse_math": False,  # a title with two dollar signs is no formula
}


@contextmanager
def house_style() -> Iterator[None]:
    """Context in which a figure is built and saved: the user's own settings neither leak in nor are changed."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def percent_axis(axis: Axis) -> None:
    """Label an axis in percent, with no more decimals than its ticks need."""
    axis.set_major_formatter(StrMethodFormatter("{x:g}%"))


def date_ticks(axis: Axis, least: int) -> AutoDateLocator:
    """Put ticks on dates, `least` at least where the axis is longer than some days; returns their locator.

    Up to twice as many and one are allowed, as months are taken by six and hours by twelve at the most: with fewer,
    a span of almost `least` years, or days, would have no ticks that fit, and a warning.
    """
    locator = AutoDateLocator(minticks=least, maxticks=2 * least + 1)
    axis.set_major_locator(locator)
    return locator


def shown_range(values: RealArray, outside: float) -> tuple[float, float]:
    """Ends of an axis that leave out this share of the values on either side; of few values none is left out."""
    low = float(np.quantile(values, outside, method="lower"))
    return low, float(np.quantile(values, 1 - outside, method="higher"))


def density_colours() -> Colormap:
    """Colour map for counts, light to dark: readable in grey, and the record's vermilion stands out on it."""
    return LinearSegmentedColormap.from_list("counts", ["#B3D8F0", SKY, BLUE, "#00263D"])


def caption(figure: Figure, text: str) -> None:
    """Write which scenario, kind, seed and replicates a figure shows, small, along its foot; long lines are folded.

    A figure grows by what the lines need beyond the room left for them when it is saved.
    """
    width = int(CAPTION_LETTERS * figure.get_size_inches()[0])
    lines = "\n".join(folded(line, width) for line in text.split("\n"))
    figure.text(0.01, 0.008, lines, fontsize=8, color=GREY, ha="left", va="bottom", label=CAPTION)


def mark_lines(axes: Sequence[Axes], marks: Sequence[tuple[float, str, str]], above: float = 0.02) -> None:
    """Vertical lines through panels that share their horizontal axis, each labelled above the first panel.

    Labels that would run into each other are set on rows of their own. Marks outside the limits are left out.

    Parameters
    ----------
    axes : panels from the top down; their limits must be set
    marks : position, label and line style of each, in any order
    above : where the first row of labels stands, as a share of the first panel's height above it
    """
    left, right = axes[0].get_xlim()
    figure_width = axes[0].get_figure(root=True).get_size_inches()[0]  # type: ignore[union-attr]
    panel = axes[0].get_position()
    letter = 0.068 / (figure_width * panel.width)  # width of a small letter as a share of the panel's
    row = 0.16 / (axes[0].get_figure(root=True).get_size_inches()[1] * panel.height)  # type: ignore[union-attr]
    ends: list[float] = []  # where the last label of each row ends
    for position, label, dashes in sorted(marks):
        share = (position - left) / (right - left)
        if not 0 <= share <= 1:
            continue
        for each in axes:
            each.axvline(position, color=BLACK, linestyle=dashes, linewidth=1.0, zorder=2.5)
        wide = letter_width(label) * letter
        start = min(share, 1.02 - wide)
        level = next((number for number, end in enumerate(ends) if end < start), len(ends))
        ends[level : level + 1] = [start + wide + 2 * letter]
        axes[0].text(
            start, 1 + above + level * row, label, transform=axes[0].transAxes, fontsize=8, ha="left", va="bottom"
        )


def no_data(axes: Axes, text: str) -> Axes:
    """Say in empty axes why nothing is drawn there; below the middle, where a lone record would stand."""
    back = {"facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    axes.text(0.5, 0.25, text, transform=axes.transAxes, ha="center", va="center", color=GREY, bbox=back, zorder=5)
    return axes


def save(figure: Figure, folder: Path, name: str) -> tuple[Path, Path]:
    """Write NAME.png and NAME.svg without dates, so that the same figure gives the same bytes; returns both paths."""
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    with covering(figure):
        make_room(figure)
        figure.savefig(png)
        figure.savefig(svg, metadata={"Date": None})
    return png, svg
