"""Figures of the back-test draw what its tables hold."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from sim.plots.style import MARKER, house_style
from sim.plots.validation import (
    PANELS,
    draw_forecasts,
    draw_intervals,
    draw_pit,
    draw_scores,
    forecasts_figure,
    intervals_figure,
    pit_figure,
)

KEYS = ("korea-8", "korea-12")
MEASURES = tuple(measure for measure, _, _ in PANELS)
TABLE = pd.DataFrame(
    [
        {
            "episode": episode, "measure": measure, "mode": mode, "kind": "real", "recorded": 5.0, "median": 4.0,
            "low_50": 3.0, "high_50": 6.0, "low_80": 2.0, "high_80": 8.0, "low_95": 1.0, "high_95": 9.0, "pit": 0.6,
        }
        for episode in KEYS
        for measure in MEASURES
        for mode in ("in sample", "left out")
    ]
)  # fmt: skip
SCORES = pd.DataFrame(
    [
        {"episode": episode, "measure": "agreement_day", "forecast": name, "score": score * times}
        for times, episode in enumerate(KEYS, 1)
        for name, score in (("in sample", 10.0), ("left out", 20.0), ("climatology", 80.0))
    ]
)


@pytest.fixture
def axes():
    with house_style():
        yield Figure().add_subplot()


def test_intervals_are_bars_from_end_to_end_and_the_record_is_marked(axes):
    draw_intervals(axes, TABLE, "rounds", "Rounds")
    widest = [bar for bar in axes.patches if bar.get_width() == pytest.approx(8.0)]
    assert len(widest) == 4, "two agreements, in sample and left out"
    assert {bar.get_x() for bar in widest} == {1.0}
    (record,) = [line for line in axes.get_lines() if line.get_marker() == MARKER]
    assert record.get_xdata().tolist() == [5.0, 5.0]
    assert any(bar.get_hatch() for bar in axes.patches), "left out is told by more than colour"


def test_places_are_counted_in_five_bins(axes):
    draw_pit(axes, np.array([0.1, 0.15, 0.5, 0.9]), "#0072B2", "")
    assert [bar.get_height() for bar in axes.patches[:5]] == [2, 0, 1, 0, 1]


def test_no_target_is_said_in_words(axes):
    draw_pit(axes, np.array([]), "#0072B2", "")
    assert [text.get_text() for text in axes.texts] == ["No target"]


def test_scores_end_with_their_mean_and_differ_in_marker(axes):
    draw_scores(axes, SCORES, "agreement_day", "CRPS (days)")
    drawn = {line.get_label(): line for line in axes.get_lines() if not line.get_label().startswith("_")}
    assert drawn["left out"].get_xdata().tolist() == [20.0, 40.0, 30.0]
    assert len({line.get_marker() for line in drawn.values()}) == 3


def test_forecasts_stand_in_the_order_of_the_table_host_by_host(axes):
    other = TABLE[TABLE["episode"] == KEYS[1]].assign(episode="japan-2011", recorded=7.0, median=6.0)
    draw_forecasts(axes, pd.concat([TABLE, other]), "agreement_day", "Day", 2.0)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Korea 8", "Korea 12", "Japan 2011"]
    by = {line.get_marker(): line for line in axes.get_lines()}
    assert by["o"].get_xdata().tolist() == [8.0, 8.0, 12.0]
    assert by[MARKER].get_xdata().tolist() == [10.0, 10.0, 14.0]
    first, second, third = by["o"].get_ydata()
    assert third - second > second - first, "a gap between hosts"
    (lines,) = axes.collections
    assert [segment[:, 0].tolist() for segment in lines.get_segments()] == [[4.0, 16.0]] * 3


def test_figures_say_what_they_are_of():
    with house_style():
        figures = [draw(TABLE, "twenty negotiations") for draw in (intervals_figure, pit_figure, forecasts_figure)]
    assert [len(figure.axes) for figure in figures] == [4, 2, 2]
    for figure in figures:
        assert any("twenty negotiations" in text.get_text() for text in figure.texts)
        assert all(panel.get_xlabel() for panel in figure.axes)
