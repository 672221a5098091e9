"""One negotiation: both sides' offers over time, what might have been agreed, and what happened around the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import matplotlib.dates as dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from matplotlib.transforms import ScaledTranslation

from sim.plots.fonts import folded, letter_width
from sim.plots.style import (
    BLACK,
    GREEN,
    GREY,
    GUEST,
    HOST,
    MARKER,
    ORANGE,
    PURPLE,
    RECORD,
    YELLOW,
    caption,
    date_ticks,
    no_data,
    percent_axis,
)
from sim.stories.course import Course, Mark, Point
from sim.words.numerals import signed

LEAST_SUPPORT = 4.0  # percentage points the axis of support spans at least
NEAR = 20.0  # percent up to which the axis of rises is linear; beyond, each factor of ten takes the same room
TICKS = (-50, -20, -10, 0, 10, 20, 50, 100, 200, 500, 1000)
WIDE, PANELS = 12.0, 9.7  # width of the figure and height of its panels together, inches
LEFT, RIGHT = 0.1, 0.745  # of the panels within the figure
PRESSURES = {  # colour and dashes of the parts of the pressure
    "press_lapse": (ORANGE, "-"),
    "press_expiry": (PURPLE, (0, (5, 2))),
    "press_money": (GREY, (0, (1, 1.2))),
    "press_election": (GREEN, (0, (7, 2, 1, 2))),
}
MONTHS: dict[str, dict[str, Any]] = {  # how dates on the axis are written, where not as matplotlib does
    "ko": {
        "formats": ["%Y", "%m월", "%d일", "%H:%M", "%H:%M", "%S"],
        "zero_formats": ["", "%Y", "%m월", "%m월 %d일", "%H:%M", "%H:%M"],
    },
}
LEGEND = 1.1  # where legends stand beside a panel with two vertical axes
HEAD, FOOT = 0.75, 0.6  # room for the title and below the panels, inches
DASHED, DOTTED = (0, (5, 2)), (0, (1, 1.2))
LONGEST_TITLE, TITLE_LINE = 105, 0.23  # letters of a title in one line, and the height of a line, inches
LETTER, ROW = 0.066, 0.165  # width of a letter and height of a row of the labels above, inches
STEPS = {"drawstyle": "steps-post", "markevery": slice(None, -1)}  # an offer stands; the last point is no round


def draw_offers(axes: Axes, talks: Course) -> Axes:
    """Offers, the zone of agreement, what the guest's leader would take, texts, the settlement and the record."""
    said = _labels(talks)
    if not talks.guest and not talks.host:
        no_data(axes, said("no_round"))
    for number, each in enumerate(talks.zone):
        axes.fill_between(
            [dates.date2num(each.since), dates.date2num(each.until)], each.least, each.most, color=GREEN, alpha=0.25,
            linewidth=0, zorder=1, label=said("zone") if number == 0 else None,
        )  # fmt: skip
    _series(axes, talks.leader, GUEST, DASHED, None, said("leader"), linewidth=1.2, **STEPS)
    _series(axes, talks.guest, GUEST, "-", "o", said("guest"), **STEPS)
    _series(axes, talks.host, HOST, "-", "s", said("host"), **STEPS)
    _series(axes, talks.line, HOST, DOTTED, None, said("line"), linewidth=1.4, **STEPS)
    _points(axes, talks.walkouts, "v", said("walkouts"), lift=0.13, color=BLACK, markersize=6)
    _points(axes, talks.threats, "^", said("threats"), lift=-0.13, color=BLACK, markersize=6)
    _points(axes, talks.declined, "|", said("declined"), color=BLACK, markersize=13, markeredgewidth=1.6)
    _points(axes, talks.refused, "X", said("refused"), color=BLACK, markersize=9, markeredgecolor="white")
    if talks.settled:
        label = said("settled", rise=signed(f"{talks.settled[1]:+.1f}%"))
        _points(axes, [talks.settled], "*", label, color=GREEN, markersize=17, markeredgecolor=BLACK)
    if talks.recorded:
        label = said("recorded", rise=signed(f"{talks.recorded[1]:+.1f}%"))
        _points(axes, [talks.recorded], MARKER, label, color=RECORD, markersize=8, markeredgecolor="white")
    _scale(axes, _shown_rises(talks))
    axes.set_ylabel(said("rise", near=f"{NEAR:.0f}"))
    return axes


def draw_provocations(axes: Axes, talks: Course) -> Axes:
    """Provocations by severity; the threat felt on an axis of its own, which is returned."""
    said = _labels(talks)
    if talks.provocations:
        days = [dates.date2num(day) for day, _ in talks.provocations]
        axes.vlines(days, 0, [severity for _, severity in talks.provocations], color=GREY, linewidth=1.3)
        _points(axes, list(talks.provocations), "o", said("provocation"), color=GREY, markersize=4)
    axes.set_ylim(0, 5.6)
    axes.set_yticks(range(6))
    axes.set_ylabel(said("severity"))
    beside = _beside(axes, said("threat_axis"))
    _series(beside, [talks.threat] if talks.threat else [], PURPLE, "-", None, said("threat"))
    return beside


def draw_public(axes: Axes, talks: Course) -> Axes:
    """Public anger; support for paying more on an axis of its own, which is returned."""
    said = _labels(talks)
    _series(axes, [talks.anger] if talks.anger else [], ORANGE, "-", "D", said("anger"), markersize=4)
    axes.set_ylabel(said("anger_axis"))
    axes.set_ylim(0, 1.1 * max([0.1, *(value for _, value in talks.anger)]))
    beside = _beside(axes, said("support_axis"))
    support = [talks.support] if talks.support else []
    _series(beside, support, BLACK, DASHED, "x", said("support"), markersize=5)
    low, high = beside.get_ylim()
    spare = max(LEAST_SUPPORT - (high - low), 0.0) / 2
    beside.set_ylim(low - spare, high + spare)
    percent_axis(beside.yaxis)
    return beside


def draw_waiting(axes: Axes, talks: Course) -> Axes:
    """Worth of waiting of both sides, and the least that the guest's delegation, as far as it knows, may take."""
    said = _labels(talks)
    _series(axes, talks.delegation, GUEST, DOTTED, None, said("delegation"), linewidth=1.2)
    _series(axes, talks.guest_waiting, GUEST, "-", "o", said("guest_waiting"))
    _series(axes, talks.host_waiting, HOST, "-", "s", said("host_waiting"))
    axes.axhline(0, color=BLACK, linewidth=0.8)
    percent_axis(axes.yaxis)
    axes.set_ylabel(said("waiting_axis"))
    return axes


def draw_pressure(axes: Axes, talks: Course) -> Axes:
    """What delay costs both sides together, by part; shares given up under it on an axis of their own, returned."""
    said = _labels(talks)
    for (name, line), (colour, dashes) in zip(talks.pressure.items(), PRESSURES.values(), strict=True):
        _series(axes, [line] if line else [], colour, dashes, None, said(name), linewidth=1.4)
    axes.axhline(0, color=BLACK, linewidth=0.8)
    percent_axis(axes.yaxis)
    axes.set_ylabel(said("pressure_axis"))
    beside = _beside(axes, said("given_up_axis"))
    _series(beside, talks.given_up, BLACK, DASHED, "x", said("given_up"), markersize=4, linewidth=1.2)
    beside.set_ylim(0, 105)
    percent_axis(beside.yaxis)
    return beside


def trace_figure(talks: Course, title: str, text: str) -> Figure:
    """Figure of one negotiation in five panels over the same dates.

    Parameters
    ----------
    talks : from `sim.stories.course.course`
    title, text : heading, and the caption that says which scenario, kind, seed and replicate it is
    """
    said = _labels(talks)
    first, last = (float(dates.date2num(day)) for day in talks.shown)
    rows = _rows([((dates.date2num(each.date) - first) / (last - first), each) for each in talks.marks])
    above = ROW * (1 + max((row.level for row in rows), default=-1))
    title = folded(title, LONGEST_TITLE)
    head = HEAD + TITLE_LINE * title.count("\n")
    high = head + above + PANELS + FOOT
    figure = Figure(figsize=(WIDE, high))
    grid = figure.add_gridspec(
        5, 1, height_ratios=(4.2, 1.5, 1.3, 1.5, 1.7), left=LEFT, right=RIGHT, bottom=FOOT / high,
        top=1.0 - (head + above) / high, hspace=0.12,
    )  # fmt: skip
    offers = figure.add_subplot(grid[0])
    panels = [offers, *(figure.add_subplot(grid[row], sharex=offers) for row in (1, 2, 3, 4))]
    _, north, public, pressure, waiting = panels
    draw_offers(offers, talks)
    beside = [draw_provocations(north, talks), draw_public(public, talks), draw_pressure(pressure, talks)]
    draw_waiting(waiting, talks)
    for axes in panels:
        for begun, ended in talks.furlough:
            axes.axvspan(
                dates.date2num(begun), dates.date2num(ended), facecolor=YELLOW, alpha=0.35, hatch="//", linewidth=0,
                edgecolor="#8F8400", zorder=0.5, label=said("furlough") if axes is offers else None,
            )  # fmt: skip
        axes.yaxis.set_label_coords(-0.105, 0.5)
    offers.set_xlim(first, last)
    for axes in panels[:-1]:
        axes.tick_params(labelbottom=False)
    months = MONTHS.get(talks.words.language, {})
    locator = date_ticks(waiting.xaxis, 5)
    waiting.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, show_offset=False, **months))
    _mark(panels, rows)
    _legend(offers)
    _legend(north, beside[0])
    _legend(public, beside[1])
    _legend(pressure, beside[2])
    _legend(waiting)
    figure.text(0.01, 1.0 - 0.15 / high, title, fontsize=13, va="top")
    if talks.expiry > talks.shown[1]:
        words = said("expires_later", date=talks.words.date(talks.expiry))
        figure.text(0.01, 1.0 - (head - HEAD + 0.43) / high, words, fontsize=9, color=GREY, va="top")
    caption(figure, text)
    return figure


def _labels(talks: Course) -> Callable[..., str]:
    """Labels of the figure by name, in the language of the course."""
    return lambda name, **slots: talks.words.form(f"figures.{name}", **slots)


class Row(NamedTuple):
    """A dated mark: where its line stands, where its label begins (shares of the panel), and on which row."""

    share: float
    begin: float
    level: int
    mark: Mark


def _rows(marks: list[tuple[float, Mark]]) -> list[Row]:
    """Rows of the labels of all marks that lie within the panel.

    Labels start at their line, and end there where they would leave the panel. Of two that would collide the one
    whose line the other covers stands lower, so that no line runs through a label.
    """
    shown = [(share, mark) for share, mark in marks if 0.0 <= share <= 1.0]
    letter = LETTER / (WIDE * (RIGHT - LEFT))
    spans = []
    for share, mark in shown:
        long = letter * (letter_width(mark.label) + 2)
        spans.append((share, share + long) if share + long <= 1.02 else (share - long, share))
    to_right = [position for position in reversed(range(len(shown))) if spans[position][0] == shown[position][0]]
    to_left = [position for position in range(len(shown)) if position not in to_right]
    levels: dict[int, int] = {}
    for position in (*to_right, *to_left):
        begin, end = spans[position]
        covered = [level for other, level in levels.items() if begin < shown[other][0] < end]
        taken = {level for other, level in levels.items() if spans[other][0] < end and begin < spans[other][1]}
        lowest = max(covered, default=-1) + 1
        levels[position] = next(level for level in range(lowest, lowest + len(shown) + 1) if level not in taken)
    return [Row(share, spans[position][0], levels[position], mark) for position, (share, mark) in enumerate(shown)]


def _mark(panels: list[Axes], rows: list[Row]) -> None:
    """Vertical lines through all panels, each led up to its own label above the first."""
    top, figure = panels[0], panels[0].get_figure(root=True)
    assert figure is not None
    step = ROW / (figure.get_size_inches()[1] * top.get_position().height)
    left, right = top.get_xlim()
    for row in rows:
        dashes = "-" if row.mark.major else ":"
        for axes in panels:
            position = left + row.share * (right - left)
            axes.axvline(position, color=BLACK, linestyle=dashes, linewidth=1.0, zorder=2.5)
        height = 1.0 + (row.level + 1) * step
        share = [row.share, row.share]
        top.plot(share, [1.0, height], color=GREY, linewidth=0.6, transform=top.transAxes, clip_on=False)
        side, blank = ("left", 3) if row.begin == row.share else ("right", -3)
        top.annotate(
            row.mark.label, (row.share, height), xycoords="axes fraction", xytext=(blank, 0), ha=side, va="top",
            textcoords="offset points", fontsize=8, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip


def _series(
    axes: Axes, lines: list[list[Point]], colour: str, dashes: Any, marker: str | None, label: str, **look: Any
) -> None:
    """Lines of one kind, named once."""
    for number, line in enumerate(lines):
        axes.plot(
            [dates.date2num(day) for day, _ in line],
            [value for _, value in line],
            color=colour,
            linestyle=dashes,
            marker=marker,
            label=label if number == 0 else None,
            **{"markersize": 5, "linewidth": 1.6, "zorder": 3, **look},
        )


def _points(axes: Axes, points: list[Any], marker: str, label: str, lift: float = 0.0, **look: Any) -> None:
    """Single marks of one kind, `lift` inches above where they stand."""
    if not points:
        return
    where = axes.transData
    if lift:
        where = where + ScaledTranslation(0.0, lift, axes.get_figure(root=True).dpi_scale_trans)  # type: ignore[union-attr]
    days, values = zip(*points, strict=True)
    look = {"linestyle": "none", "zorder": 4, **look}
    axes.plot([dates.date2num(day) for day in days], values, marker=marker, label=label, transform=where, **look)


def _shown_rises(talks: Course) -> tuple[float, float]:
    lines = [*talks.guest, *talks.host, *talks.leader, *talks.line]
    values = [value for line in lines for _, value in line]
    values += [end for each in talks.zone for end in (each.least, each.most)]
    values += [value for _, value in (*talks.refused, talks.settled or (None, 0.0), talks.recorded or (None, 0.0))]
    return min([*values, -2.0]), max([*values, 15.0])


def _scale(axes: Axes, shown: tuple[float, float]) -> None:
    """Linear near zero, where settlements lie, and logarithmic beyond, where demands may."""
    axes.set_yscale("symlog", linthresh=NEAR, linscale=1.3)
    scale = axes.yaxis.get_transform()
    low, high = (float(end) for end in scale.transform(shown))
    room = 0.06 * (high - low)
    low, high = (float(end) for end in scale.inverted().transform((low - room, high + room)))
    axes.set_ylim(low, high)
    axes.yaxis.set_major_locator(FixedLocator([tick for tick in TICKS if low <= tick <= high]))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: signed(f"{value:+.0f}%")))
    axes.axhline(0, color=BLACK, linewidth=0.8, zorder=1.2)


def _beside(axes: Axes, label: str) -> Axes:
    """Second vertical axis on the right."""
    beside = axes.twinx()
    beside.grid(visible=False)
    beside.spines["right"].set_visible(True)
    beside.set_ylabel(label)
    beside.yaxis.set_label_coords(1.078, 0.5)
    beside.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    return beside


def _legend(axes: Axes, beside: Axes | None = None) -> None:
    """Legend to the right of a panel, outside the data."""
    handles, labels = axes.get_legend_handles_labels()
    if beside is not None:
        more = beside.get_legend_handles_labels()
        handles, labels = handles + more[0], labels + more[1]
    if handles:
        position = 1.02 if beside is None else LEGEND
        axes.legend(handles, labels, loc="upper left", bbox_to_anchor=(position, 1.0), frameon=False, borderaxespad=0.0)
