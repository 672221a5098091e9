"""The figure of the fit draws what its tables hold."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from sim.plots.provocations import draw_cumulated, draw_monthly, draw_profiles, draw_residuals, provocations_figure
from sim.plots.style import house_style

DAILY = pd.DataFrame(
    {
        "date": pd.date_range("2020-01-01", periods=4),
        "recorded": [0, 1, 1, 2],
        "expected": [0.4, 0.8, 1.3, 1.9],
    }
)
MONTHLY = pd.DataFrame(
    {"month": pd.to_datetime(["2020-01-01", "2020-02-01"]), "recorded": [2, 1], "expected": [1.9, 1]}
)
QUANTILES = pd.DataFrame({"uniform": [0.25, 0.75], "residual": [0.2, 0.9], "lower": [0.0, 0.1], "upper": [0.9, 1.0]})
PROFILES = {
    "first": pd.DataFrame({"date": pd.to_datetime(["2020-01-01", "2020-07-01"]), "ratio": [3.0, 12.0]}),
    "second": pd.DataFrame({"date": pd.to_datetime(["2020-01-01", "2020-07-01"]), "ratio": [1.0, 2.0]}),
}


@pytest.fixture
def axes():
    with house_style():
        yield Figure().add_subplot()


def test_the_record_and_the_model_are_drawn_as_they_are(axes):
    draw_cumulated(axes, DAILY, [date(2020, 1, 2)])
    model, record, step = axes.get_lines()
    assert model.get_ydata().tolist() == DAILY["expected"].tolist()
    assert record.get_ydata().tolist() == DAILY["recorded"].tolist()
    assert step.get_label() == "step of the base rate"


def test_months_are_bars_as_high_as_their_count(axes):
    draw_monthly(axes, MONTHLY)
    assert [bar.get_height() for bar in axes.patches[:2]] == [2, 1]


def test_residuals_come_with_the_words_of_the_test(axes):
    draw_residuals(axes, QUANTILES, "p = 0.4")
    assert axes.get_lines()[1].get_ydata().tolist() == [0.2, 0.9]
    assert [text.get_text() for text in axes.texts] == ["p = 0.4"]


def test_profiles_differ_in_colour_and_dashes(axes):
    draw_profiles(axes, PROFILES, 8.68)
    first, second, level = axes.get_lines()
    assert np.allclose(level.get_ydata(), 8.68)
    assert first.get_color() != second.get_color()
    assert first.get_linestyle() != second.get_linestyle()
    assert "8.68" in axes.get_xlabel()


def test_the_figure_has_a_panel_each_and_says_what_it_shows():
    with house_style():
        figure = provocations_figure(
            DAILY, MONTHLY, QUANTILES, PROFILES, [date(2020, 1, 2)], 8.68, "p = 0.4", "record of four days"
        )
    assert len(figure.axes) == 4
    assert all(panel.get_title(loc="left") and panel.get_ylabel() for panel in figure.axes)
    assert "record of four days" in [text.get_text() for text in figure.texts]
