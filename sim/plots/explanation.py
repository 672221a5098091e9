"""What the negotiations of a run turned on: a panel for each question, in it a stacked bar for each phase."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.analysis.explanation import FEW, QUESTIONS, Explanation, Question
from sim.plots.fonts import folded
from sim.plots.style import BLACK, GREEN, GREY, GUEST, HOST, ORANGE, PURPLE, SKY, YELLOW, caption, percent_axis
from sim.scenario.problems import counted

WIDE = 12.5  # inches of the figure
BAR, LINE, HEAD = 0.42, 0.19, 0.62  # inches of a bar, of a line of the legend, and between panels
FOOT, TOP = 1.05, 0.25  # inches below the lowest panel and above the highest
LETTERS = (40, 46)  # in a line of a phase, and of a cause
FOOTNOTE = (
    "failed rounds and refusals: mean over negotiations that had any in the phase of the share that each cause bound;"
    " agreements: by what had changed since the last failure, in the phase in which the leaders consented"
)
WRITTEN = 0.06  # share from which a part of a bar has its number written on it


class Look(NamedTuple):
    """Colour and hatch of a cause."""

    colour: str
    hatch: str = ""


LOOKS = {
    "guest_asks": Look(GUEST),
    "host_asks": Look(HOST),
    "reservation": Look(GREY),
    "leader": Look(GUEST, "ooo"),
    "standing_text": Look(YELLOW, "///"),
    "line": Look(ORANGE, "ooo"),
    "audience": Look(SKY, "..."),
    "guest_waits": Look("#F0B48A", "///"),
    "host_waits": Look("#9CC3E0", "\\\\\\"),
    "election": Look(GREEN, "\\\\\\"),
    "win_set": Look(PURPLE, "xxx"),
    "luck": Look("#D9D9D9", "---"),
    "met_at_once": Look(GREY),
    "lapse_pressed": Look(ORANGE),
    "expiry_pressed": Look(YELLOW),
    "money_pressed": Look(YELLOW, "///"),
    "election_pressed": Look(GREEN, "+++"),
    "guest_came_down": Look(GUEST),
    "host_came_up": Look(HOST),
    "new_guest": Look("#F0B48A", "///"),
    "new_host": Look("#9CC3E0", "\\\\\\"),
    "election_passed": Look(GREEN, "\\\\\\"),
    "public_eased": Look(SKY, "..."),
    "price_met": Look(GUEST, "ooo"),
    "legislature": Look(PURPLE, "xxx"),
    "chance": Look("#D9D9D9", "---"),
    "after_record": Look("#FFFFFF", "+++"),
}


def draw_causes(axes: Axes, rows: pd.DataFrame, question: Question, phases: tuple[str, ...]) -> list[Patch]:
    """Stacked bars of shares, one for each phase, that of few negotiations left out with a word; the legend's handles.

    Parameters
    ----------
    axes : where to draw
    rows : of `Explanation.table`, those of the question
    phases : in words, from the top down
    """
    seen: dict[str, Patch] = {}
    labels = []
    for position, phase in enumerate(phases):
        of_phase = rows[rows["phase"] == phase].set_index("cause")
        many = int(of_phase["negotiations"].iloc[0])
        labels.append(f"{folded(phase, LETTERS[0])}\n{counted(many, 'negotiation')}")
        if many < FEW:
            words = f"no {question.said('one')}" if many == 0 else "too few negotiations to draw"
            axes.text(1, position, words, ha="left", va="center", fontsize=9, color=GREY)
            continue
        left = 0.0
        for cause, share in of_phase["share"].items():
            if share > 0.0:
                seen.setdefault(str(cause), _part(axes, position, left, float(share), LOOKS[str(cause)]))
                left += 100.0 * float(share)
    axes.set_yticks(range(len(phases)), labels, fontsize=9)
    axes.set_ylim(len(phases) - 0.45, -0.55)
    axes.set_xlim(0, 100)
    percent_axis(axes.xaxis)
    axes.grid(visible=False, axis="y")
    axes.set_title(question.said("title"))
    return [_handle(cause, question.said(cause)) for cause in question.answers if cause in seen]


def _part(axes: Axes, position: int, left: float, share: float, look: Look) -> Patch:
    """One cause's part of a bar, with its number where there is room for it."""
    (bar,) = axes.barh(
        position, 100 * share, left=left, height=0.66, color=look.colour, hatch=look.hatch, edgecolor="white",
        linewidth=0.6, zorder=2,
    )  # fmt: skip
    if share >= WRITTEN:
        back = {"facecolor": "white", "edgecolor": "none", "alpha": 0.88, "pad": 1.2}
        axes.text(
            left + 50 * share, position, f"{100 * share:.0f}%", ha="center", va="center", fontsize=9, color=BLACK,
            bbox=back, zorder=3,
        )  # fmt: skip
    made: Patch = bar
    return made


def _handle(cause: str, words: str) -> Patch:
    look = LOOKS[cause]
    label = folded(words, LETTERS[1])
    return Patch(facecolor=look.colour, hatch=look.hatch, edgecolor="white", linewidth=0.6, label=label)


def explanation_figure(found: Explanation) -> Figure:
    """Figure with a panel for each question, as high as its phases or its legend need, the legend to its right."""
    tables = {question.name: found.table[found.table["question"] == question.name] for question in QUESTIONS}
    heights = [_height(tables[question.name], len(found.phases)) for question in QUESTIONS]
    high = TOP + FOOT + sum(heights) + HEAD * len(QUESTIONS)
    figure = Figure(figsize=(WIDE, high))
    top = high - TOP
    for question, height in zip(QUESTIONS, heights, strict=True):
        top -= HEAD
        axes = figure.add_axes((0.235, (top - height) / high, 0.425, height / high))
        handles = draw_causes(axes, tables[question.name], question, found.phases)
        if handles:
            axes.legend(
                handles=handles, loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False, borderaxespad=0.0,
                handlelength=2.2, handleheight=1.0, labelspacing=0.35,
            )  # fmt: skip
        top -= height
    figure.text(0.01, 1 - 0.12 / high, "What the talks turned on, by phase", fontsize=13, va="top")
    caption(figure, f"{found.label.line()}\n{FOOTNOTE}")
    return figure


def _height(rows: pd.DataFrame, phases: int) -> float:
    """Inches that a panel needs for its phases, and for the causes that its legend may name."""
    causes = int((rows.groupby("cause")["share"].max() > 0.0).sum())
    lines = max(len(folded(phase, LETTERS[0]).splitlines()) for phase in rows["phase"].unique()) + 1
    return max(phases * max(BAR, LINE * lines * 0.9), causes * LINE * 1.35)
