"""What of a figure's words is cut off at its edges, and which run into each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def faults(figure: Figure) -> list[str]:
    """Texts that reach beyond the figure, and pairs of level ones that overlap by two pixels or more each way."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    boxes = [(text, text.get_window_extent(renderer)) for text in _texts(figure)]
    found = [f"cut: {text.get_text()!r}" for text, box in boxes if _beyond(box, figure.bbox)]
    level = [(text, box) for text, box in boxes if text.get_rotation() % 90 == 0]
    return found + [
        f"{one.get_text()!r} over {other.get_text()!r}"
        for (one, first), (other, second) in combinations(level, 2)
        if min(first.x1, second.x1) - max(first.x0, second.x0) > 2
        and min(first.y1, second.y1) - max(first.y0, second.y0) > 2
    ]


def _beyond(box: Bbox, page: Bbox) -> bool:
    return bool(box.x0 < -1 or box.y0 < -1 or box.x1 > page.x1 + 1 or box.y1 > page.y1 + 1)


def _texts(figure: Figure) -> Iterator[Text]:
    """All texts that are seen: those of the ticks inside the limits, of axes, legends and the figure itself."""
    found: list[Text] = [*figure.texts]
    legends = [*figure.legends]
    for axes in (axes for axes in figure.axes if axes.axison):
        found += [*axes.texts, axes.title, *(getattr(axes, name) for name in ("_left_title", "_right_title"))]
        legends += [axes.get_legend()] if axes.get_legend() else []
        for axis in (axes.xaxis, axes.yaxis):
            found += [axis.label, axis.offsetText]
            low, high = sorted(axis.get_view_interval())
            slack = 1e-9 * (high - low)
            found += [
                label
                for tick in axis.get_major_ticks()
                if axis.get_visible() and low - slack <= tick.get_loc() <= high + slack
                for label in (tick.label1, tick.label2)
            ]
    for legend in legends:
        found += [*legend.get_texts(), legend.get_title()]
    return (text for text in found if text.get_visible() and text.get_text().strip())
