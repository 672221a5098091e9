"""Levels of a factor, hazards with competing ends, cells of two factors, and tables joined by point."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from sim.analysis.levels import cells, hazard, level_table, levels_of, median_blank, restricted_mean, split
from sim.analysis.points import discovery_table, outputs_of, resampled_outputs, tallies
from sim.errors import ScenarioError
from tests.unit.synthetic import HORIZON, table

POINTS = pd.DataFrame(
    {
        "point": range(6),
        "seed": 1,
        "who": [0.0, 0, 0, 1, 1, 1],
        "who_label": ["biden"] * 3 + ["trump_1"] * 3,
        "patience": [0.1, 0.2, 0.3] * 2,
        "patience_label": ["0.1", "0.2", "0.3"] * 2,
    }
)


@pytest.fixture(scope="module")
def outcomes() -> pd.DataFrame:
    parts = [table(200, seed=1, settled=0.8 - 0.1 * point).assign(point=point) for point in range(6)]
    return pd.concat(parts, ignore_index=True)


def by_hand(agreed, waited, broken=None) -> pd.DataFrame:
    frame = pd.DataFrame({"agreement_day": agreed, "blank_days_agreement": waited, "replicate": range(len(agreed))})
    return frame if broken is None else frame.assign(break_day=broken)


def test_few_values_are_levels_and_many_are_bands():
    assert [each.label for each in levels_of(POINTS, "who")] == ["biden", "trump_1"]
    many = pd.DataFrame({"point": range(100), "x": np.linspace(0, 1, 100)})
    bands = levels_of(many, "x")
    assert len(bands) == 5
    assert sorted(point for each in bands for point in each.points) == list(range(100))
    assert bands[0].label.startswith("0 to 0.19")
    with pytest.raises(ScenarioError, match="no factor 'patiense'.*patience"):
        levels_of(POINTS, "patiense")


def points_with(codes, labels=None) -> pd.DataFrame:
    frame = pd.DataFrame({"point": range(len(codes)), "x": [float(code) for code in codes]})
    return frame if labels is None else frame.assign(x_label=labels)


DAYS = [date(2019, 12, 30), date(2019, 12, 31), date(2020, 1, 1)]
ALIKE = {
    "years": ([2016, 2017, 2018, 2019], ["2016", "2017", "2018", "2019"], ["2016", "2017", "2018", "2019"]),
    "real years": ([2016, 2017.5], ["2016.0", "2017.5"], ["2016", "2017.5"]),
    "amounts": ([10389, 10388.5], ["10389.0", "10388.5"], ["10388.5", "10389"]),
    "three digits": ([0.12341, 0.12342], ["0.12341", "0.12342"], ["0.12341", "0.12342"]),
    "the last bit": ([0.1 + 0.2, 0.3], ["0.30000000000000004", "0.3"], ["0.29999999999999999", "0.30000000000000004"]),
    "small": ([1e-05, 2e-05], ["1e-05", "2e-05"], ["1e-05", "2e-05"]),
    "large": ([2**52, 2**52 + 1], [str(2**52), str(2**52 + 1)], [str(2**52), str(2**52 + 1)]),
    "usual": ([0.05, 0.1, 0.30000000000000004], ["0.05", "0.1", "0.30000000000000004"], ["0.05", "0.1", "0.3"]),
    "days": ([day.toordinal() for day in DAYS], [str(day) for day in DAYS], ["2019-12-30", "2019-12-31", "2020-01-01"]),
    "switch": ([0, 1], ["false", "true"], ["false", "true"]),
    "words": ([0, 1, 2], ["0.50", "0.5", "0.500"], ["0.50", "0.5", "0.500"]),
    "dates as names": ([0, 1], ["2020-01-01", "2019-01-01"], ["2020-01-01", "2019-01-01"]),
    "no labels": ([2016, 2017], None, ["2016", "2017"]),
}


@pytest.mark.parametrize("name", ALIKE)
def test_levels_that_look_alike_are_kept_apart(name):
    codes, labels, expected = ALIKE[name]
    found = levels_of(points_with(codes, labels), "x")
    assert [each.label for each in found] == expected
    outcomes = pd.concat([table(20, seed=point).assign(point=point) for point in range(len(codes))])
    assert [len(part) for part in split(outcomes, found).values()] == [20] * len(codes)
    assert level_table(outcomes, found)["level"].tolist() == expected


def test_a_figure_of_a_level_is_that_of_its_points():
    outcomes = pd.concat([table(20, seed=1).assign(point=point, rise=0.1 * point) for point in range(4)])
    found = level_table(outcomes, levels_of(points_with([2019, 2017, 2018, 2016]), "x"))
    assert dict(zip(found["level"], found["rise_median"], strict=True)) == pytest.approx(
        {"2016": 0.3, "2017": 0.1, "2018": 0.2, "2019": 0.0}
    )


def test_bands_of_days_years_and_close_numbers_read_as_their_values():
    first = date(2020, 1, 1).toordinal()
    days = points_with([first + day for day in range(20)], [str(date.fromordinal(first + d)) for d in range(20)])
    assert [each.label for each in levels_of(days, "x")][0::4] == [
        "2020-01-01 to 2020-01-04", "2020-01-17 to 2020-01-20",
    ]  # fmt: skip
    assert levels_of(points_with(range(2000, 2020)), "x")[0].label == "2000 to 2003"
    close = levels_of(points_with([0.5 + 1e-6 * place for place in range(20)]), "x")
    assert len({each.label for each in close}) == 5
    assert sorted(point for each in close for point in each.points) == list(range(20))


def test_names_are_never_joined_to_bands():
    names = [f"country {number}" for number in range(20)]
    found = levels_of(points_with(range(20), names), "x", most=6)
    assert [each.label for each in found] == names


def test_splitting_loses_nothing(outcomes):
    parts = split(outcomes, levels_of(POINTS, "patience"))
    assert sum(map(len, parts.values())) == len(outcomes)
    rows = level_table(outcomes, levels_of(POINTS, "who")).set_index("level")
    assert rows.loc["biden", "agreed"] > rows.loc["trump_1", "agreed"]
    assert math.isnan(rows.loc["trump_1", "blank_median"])


def test_a_hazard_by_hand_with_both_ends_and_censoring():
    found = hazard(
        by_hand([-5, 10, 40, np.nan, np.nan, np.nan], [0, 10, 40, 90, 20, 45], [np.nan] * 4 + [20, np.nan]), width=30
    )
    assert found["at_risk"].tolist() == [6, 5, 3, 1]
    assert found["agreed"].tolist() == [1, 1, 1, 0]
    assert found["broken"].tolist() == [0, 1, 0, 0]
    assert found["censored"].tolist() == [0, 0, 1, 1]
    assert found["agreement"].tolist() == pytest.approx([1 / 6, 1 / 5, 1 / 3, 0])


def test_a_restricted_mean_counts_the_horizon_and_knows_shared_luck():
    frame = by_hand([10.0, np.nan, 20.0, 30.0], [10, 100, 20, 30])
    assert restricted_mean(frame).value == 40
    twice = pd.concat([frame, frame])
    assert restricted_mean(twice) == restricted_mean(frame)  # the same draws seen twice say no more


def test_a_median_blank_beyond_the_horizon_has_no_value():
    frame = pd.DataFrame({"signature_day": [5.0, np.nan, np.nan], "blank_days": [5, HORIZON, HORIZON]})
    assert math.isnan(median_blank(frame))
    assert median_blank(frame[:1]) == 5


def test_a_median_blank_is_the_day_by_which_half_are_signed():
    days = pd.DataFrame({"signature_day": [30.0, 10, 40, 20], "blank_days": [30, 10, 40, 20]})
    assert median_blank(days) == 20
    half = days.assign(signature_day=[np.nan, 10, np.nan, 20], blank_days=[HORIZON, 10, HORIZON, 20])
    assert median_blank(half) == 20, "the two signed are half of the four"


def test_cells_are_those_of_their_points(outcomes):
    found = cells(outcomes, POINTS, "patience", "who")
    assert found.agreed.shape == (2, 3)
    for row, column, point in ((0, 0, 0), (1, 2, 5)):
        agreed = outcomes.loc[outcomes["point"] == point, "agreed"]
        assert found.agreed[row, column] == pytest.approx(100 * agreed.mean())
    holes = cells(outcomes[outcomes["point"] != 4], POINTS, "patience", "who")
    assert math.isnan(holes.rise[1, 1])
    assert holes.negotiations[1, 1] == 0


def test_outputs_do_not_depend_on_blocks_or_order(outcomes):
    sums = tallies([outcomes])
    parts = [outcomes.sample(frac=1, random_state=1)[:500], outcomes.sample(frac=1, random_state=1)[500:]]
    pd.testing.assert_frame_equal(outputs_of(sums), outputs_of(tallies(parts)))
    first = outputs_of(sums).iloc[0]
    chosen = outcomes[outcomes["point"] == 0]
    assert first["agreed"] == pytest.approx(100 * chosen["agreed"].mean())
    assert first["rise"] == pytest.approx(100 * chosen["rise"].mean())
    assert first["lapse"] == pytest.approx(100 * (chosen["blank_days"] > 0).mean())


def test_a_sweep_of_which_no_point_ran_is_told_as_such():
    with pytest.raises(ScenarioError, match=r"no point of the sweep could be run. failures.csv says why"):
        tallies([])


def test_a_level_without_negotiations_has_a_row_without_figures(outcomes):
    points = points_with([2016, 2017, 2051]).assign(point=[0, 1, 99])
    found = level_table(outcomes, levels_of(points, "x")).set_index("level")
    assert found["negotiations"].to_dict() == {"2016": 200, "2017": 200, "2051": 0}
    assert found.loc["2051"].drop("negotiations").isna().all()


def test_resampled_outputs_scatter_as_the_monte_carlo_error_does(outcomes):
    drawn = resampled_outputs(tallies([outcomes]), "agreed", 400)
    share = outcomes.loc[outcomes["point"] == 2, "agreed"].mean()
    expected = 100 * math.sqrt(share * (1 - share) / 200)
    assert drawn.loc[2].std() == pytest.approx(expected, rel=0.5)


def test_a_discovery_table_is_finite_and_real(outcomes):
    outputs = outputs_of(tallies([outcomes]))
    found = discovery_table(POINTS.sample(frac=1, random_state=2), outputs.assign(rise=np.nan))
    assert found.columns.tolist() == ["who", "patience", "agreed", "delay", "lapse"]
    assert (found.dtypes == np.float64).all()
    assert found.index.tolist() == list(range(6))
    with pytest.raises(ScenarioError, match="'rise' has no finite value at 6 of 6"):
        discovery_table(POINTS, outputs.assign(rise=np.nan), ["rise"])
