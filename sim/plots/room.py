"""Room for all that a figure says: it grows where a long caption, label or legend would be cut off or run into others.

What is drawn keeps its size in inches; only the paper gets larger, so a figure with room enough stays as it is.
"""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

CAPTION = "caption"  # label by which the text at a figure's foot is known
GAP = 0.06  # inches between a caption and what stands above it, and around all


def make_room(figure: Figure) -> None:
    """Grow a figure so that nothing reaches beyond its edges, and nothing but the caption into the caption's lines."""
    FigureCanvasAgg(figure)  # the measure of its texts, whatever the figure is saved as
    figure.draw_without_rendering()
    wide, high = figure.get_size_inches()
    captions = [text for text in figure.texts if text.get_label() == CAPTION]
    drawn = _extent(figure, captions)
    foot = max((_inches(figure, text).y1 for text in captions), default=0.0)
    longest = max((_inches(figure, text).x1 for text in captions), default=0.0)
    left = max(-drawn.x0, 0.0)
    right = max(drawn.x1 + left, longest) - (wide + left)
    below = foot - drawn.y0
    above = drawn.y1 - high
    left, right, below, above = (_grown(each) for each in (left, right, below, above))
    if left or right or below or above:
        grow(figure, left, right, below, above)


def _grown(missing: float) -> float:
    """Inches to add on a side where so many are missing: none where there is room, else with a gap."""
    return missing + GAP if missing > 0.005 else 0.0


def _extent(figure: Figure, captions: list[Text]) -> Bbox:
    """Where everything but the captions is drawn, in inches."""
    artists = [each for each in (*figure.axes, *figure.legends, *figure.texts) if each not in captions]
    return Bbox.union([box for each in artists if (box := _inches(figure, each)).width > 0])


def _inches(figure: Figure, artist: object) -> Bbox:
    box = artist.get_tightbbox()  # type: ignore[attr-defined]
    return Bbox(box.get_points() / figure.dpi) if box is not None else Bbox([[0, 0], [0, 0]])


def grow(figure: Figure, left: float = 0.0, right: float = 0.0, below: float = 0.0, above: float = 0.0) -> None:
    """Add inches on the sides of a figure; what is drawn keeps its place, and the caption stays at the foot."""
    old_wide, old_high = figure.get_size_inches()
    wide, high = old_wide + left + right, old_high + below + above

    def moved(box: Bbox) -> Bbox:
        (x0, y0), (x1, y1) = box.get_points()
        x = [(each * old_wide + left) / wide for each in (x0, x1)]
        y = [(each * old_high + below) / high for each in (y0, y1)]
        return Bbox([[x[0], y[0]], [x[1], y[1]]])

    places = [(axes, axes.get_position(original=True)) for axes in figure.axes]
    to_figure = figure.transFigure.inverted()
    anchors = [(legend, legend.get_bbox_to_anchor().transformed(to_figure)) for legend in figure.legends]
    figure.set_size_inches(wide, high)
    for axes, place in places:
        axes.set_position(moved(place))
    for legend, anchor in anchors:
        legend.set_bbox_to_anchor(moved(anchor), transform=figure.transFigure)
    for text in figure.texts:
        x, y = text.get_position()
        up = 0.0 if text.get_label() == CAPTION else below
        text.set_position((x * old_wide / wide, (y * old_high + up) / high))
