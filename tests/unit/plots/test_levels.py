"""Figures by level of a factor and tornados: labels that are long, many or alike are whole and apart."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure

from sim.analysis.levels import cells, levels_of, split
from sim.analysis.points import OUTPUTS
from sim.analysis.sensitivity import tornado
from sim.plots.levels import draw_hazards, maps_figure, ridges_figure, survival_figure
from sim.plots.sensitivity import LOOKS, looks, tornado_figure
from sim.plots.style import house_style
from tests.unit.synthetic import table

DAYS = [date(2020, 1, 1 + 2 * number) for number in range(12)]
FACTORS = {
    "years": ([2016.0 + number for number in range(12)], [str(2016 + number) for number in range(12)]),
    "days": ([float(day.toordinal()) for day in DAYS], [day.isoformat() for day in DAYS]),
    "names": (
        [float(number) for number in range(12)],
        [f"a government of kind {number}" for number in range(12)],
    ),
    "wide": ([float(number) for number in range(12)], [f"제{number}차 방위비분담 특별협정" for number in range(12)]),
}


@pytest.fixture(scope="module")
def outcomes() -> pd.DataFrame:
    return pd.concat([table(40, seed=point).assign(point=point) for point in range(12)], ignore_index=True)


def points_of(name: str) -> pd.DataFrame:
    codes, labels = FACTORS[name]
    return pd.DataFrame({"point": range(12), name: codes, f"{name}_label": labels, "x": [0.0, 1.0] * 6})


def figures_of(name: str, outcomes: pd.DataFrame) -> dict[str, Figure]:
    points = points_of(name)
    parts = split(outcomes, levels_of(points, name, 10, 10))
    values = {level: part["rise"].dropna().to_numpy(dtype=np.float64) for level, part in parts.items()}
    sizes = {level: len(part) for level, part in parts.items()}
    swings = tornado(points, pd.DataFrame({"point": range(12), "y": np.arange(12.0)}), "y", [name, "x"])
    return {
        "ridges": ridges_figure(values, values, sizes, name, "caption"),
        "survival": survival_figure(split(outcomes, levels_of(points, name)), name, "caption"),
        "maps": maps_figure(cells(outcomes, points, name, "x"), name, "x", "caption"),
        "maps turned": maps_figure(cells(outcomes, points, "x", name), "x", name, "caption"),
        "tornado": tornado_figure([(each, swings) for each in OUTPUTS], "caption"),
    }


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("name", FACTORS)
def test_no_label_of_a_level_is_cut_off(name, outcomes):
    with house_style():
        for kind, figure in figures_of(name, outcomes).items():
            drawn = figure.get_tightbbox(FigureCanvasAgg(figure).get_renderer())
            wide, high = figure.get_size_inches()
            assert drawn.x0 >= 0, kind
            assert drawn.y0 >= 0, kind
            assert drawn.x1 <= wide, kind
            assert drawn.y1 <= high, kind


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("name", FACTORS)
def test_labels_of_levels_do_not_run_into_each_other(name, outcomes):
    with house_style():
        for kind in ("ridges", "maps", "maps turned"):
            figure = figures_of(name, outcomes)[kind]
            renderer = FigureCanvasAgg(figure).get_renderer()
            figure.draw(renderer)
            for labels in (figure.axes[0].get_xticklabels(), figure.axes[0].get_yticklabels()):
                boxes = [each.get_window_extent(renderer) for each in labels if not each.get_rotation()]
                assert not any(one.overlaps(other) for one, other in pairwise(boxes)), kind


def test_axes_of_dates_and_years_read_as_such(outcomes):
    with house_style():
        made = {name: figures_of(name, outcomes) for name in ("days", "years")}

    def ticks(name: str, kind: str) -> list[str]:
        return [each.get_text() for each in made[name][kind].axes[0].get_yticklabels()]

    assert ticks("days", "maps turned") == [day.isoformat() for day in DAYS]
    assert ticks("years", "maps turned") == [str(year) for year in range(2016, 2028)]
    assert ticks("days", "tornado")[0] == "days  (2020-01-05; 2020-01-19)"
    assert ticks("years", "tornado")[0] == "years  (2018; 2025)"
    assert ticks("days", "ridges")[0] == "2020-01-01 to 2020-01-03"


@pytest.mark.parametrize(("values", "highest"), [([7.0], 1), ([7.0, 9.0], 1), ([7.0] * 300, 300), ([7.0, 7.0, 9.0], 2)])
def test_ridges_of_few_negotiations_hold_them_all(values, highest):
    rises = {"one": np.array(values), "none": np.array([])}
    with house_style():
        figure = ridges_figure(rises, rises, {"one": len(values), "none": 1}, "x", "caption")
    ridge = next(each.get_data().values for each in figure.axes[0].patches if each.get_data().baseline == 0)
    assert ridge.max() == pytest.approx(1.35)
    assert ridge.sum() / ridge.max() == pytest.approx(len(values) / highest)


@pytest.mark.parametrize(("labels", "lines"), [(None, True), (["low", "middle", "high"], False)])
def test_a_map_has_contours_where_its_factors_have_an_order(outcomes, labels, lines):
    points = pd.DataFrame({"point": range(9), "x": [0.0, 1, 2] * 3, "y": np.repeat([0.0, 1, 2], 3)})
    if labels:
        points["y_label"] = np.repeat(labels, 3)
    varied = outcomes.assign(agreed=True, agreement_day=10.0, signature_day=20.0, rise=0.01 * outcomes["point"])
    found = cells(varied.assign(blank_days=100.0 * varied["point"]), points, "x", "y")
    with house_style():
        figure = maps_figure(found, "x", "y", "caption")
    assert any(isinstance(each, ContourSet) for each in figure.axes[2].get_children()) == lines
    assert any("contours" in each.get_text() for each in figure.texts) == lines


def test_no_two_of_many_curves_look_alike():
    made = looks(3 * len(LOOKS))
    assert len({(colour, str(dashes)) for colour, dashes, _ in made}) == len(made)
    assert len({(colour, marker) for colour, _, marker in made}) == len(made)
    assert made[: len(LOOKS)] == list(LOOKS)


@pytest.mark.parametrize(("count", "told"), [(40, True), (400, False)])
def test_chances_of_too_few_open_negotiations_are_said_to_be_missing(count, told):
    axes = draw_hazards(Figure().add_subplot(), {"one": table(count), "two": table(count, seed=2)})
    assert any(len(line.get_xdata()) for line in axes.lines) != told
    assert [each.get_text() for each in axes.texts] == (
        ["No level has 50 negotiations that are still open at expiry"] if told else []
    )


def test_every_level_has_its_curve(outcomes):
    with house_style():
        figure = figures_of("names", outcomes)["survival"]
    assert len(figure.axes[0].get_legend().get_texts()) == 12
