"""Indices of functions whose indices are known: Ishigami's and a linear one; and what must be refused."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol
from SALib.sample import morris, sobol

from sim.analysis.sensitivity import base_points, convergence, interval_words, morris_effects, sobol_indices, tornado
from sim.errors import ScenarioError
from sim.experiments.designs import design_of
from sim.experiments.study import Study
from sim.experiments.study_file import LoadedStudy

NAMES = ["x1", "x2", "x3"]
FIRST, TOTAL = (0.3139052, 0.4424111, 0.0), (0.5575889, 0.4424111, 0.2436837)


def problem(low: float, high: float):
    return {"num_vars": 3, "names": NAMES, "bounds": [[low, high]] * 3}


def tables(values: np.ndarray, y: np.ndarray):
    points = pd.DataFrame(values, columns=NAMES).assign(point=np.arange(len(values)))
    return points, pd.DataFrame({"point": np.arange(len(values)), "y": y})


@pytest.fixture(scope="module")
def ishigami():
    x = sobol.sample(problem(-np.pi, np.pi), 2048, calc_second_order=False, seed=1)
    return tables(x, np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def linear(x: np.ndarray) -> np.ndarray:
    return 4 * x[:, 0] + 2 * x[:, 1] + 0 * x[:, 2] + 10


def test_ishigami(ishigami):
    found = sobol_indices(*ishigami, "y", NAMES)
    assert found["first"].to_numpy() == pytest.approx(FIRST, abs=0.03)
    assert found["total"].to_numpy() == pytest.approx(TOTAL, abs=0.03)
    for place, name in enumerate(("first", "total")):
        known = np.array((FIRST, TOTAL)[place])
        assert ((found[f"{name}_lower"] < known) & (known < found[f"{name}_upper"])).all()
    assert found["first_clear"].tolist() == [True, True, False]
    assert found["total_clear"].tolist() == [True, True, True]


def test_the_estimates_are_salibs(ishigami):
    theirs = salib_sobol.analyze(problem(-np.pi, np.pi), ishigami[1]["y"].to_numpy(), calc_second_order=False, seed=1)
    ours = sobol_indices(*ishigami, "y", NAMES)
    assert ours["first"].to_numpy() == pytest.approx(theirs["S1"], abs=1e-12)
    assert ours["total"].to_numpy() == pytest.approx(theirs["ST"], abs=1e-12)


def test_rows_in_any_order_give_the_same(ishigami):
    points, outputs = (each.sample(frac=1, random_state=number) for number, each in enumerate(ishigami))
    pd.testing.assert_frame_equal(
        sobol_indices(points, outputs, "y", NAMES, times=50), sobol_indices(*ishigami, "y", NAMES, times=50)
    )


def test_intervals_shrink_as_samples_grow(ishigami):
    found = convergence(*ishigami, "y", NAMES, times=100)
    assert sorted(set(found["blocks"])) == [256, 512, 1024, 2048]
    width = (found["total_upper"] - found["total_lower"]).groupby(found["blocks"]).mean()
    assert width.is_monotonic_decreasing
    assert width[256] / width[2048] == pytest.approx(8**0.5, rel=0.3)


@pytest.mark.parametrize(("blocks", "known"), [(8, False), (32, False), (64, True)])
def test_few_base_samples_give_indices_without_intervals(blocks, known):
    x = sobol.sample(problem(0, 1), blocks, calc_second_order=False, seed=1)
    points, outputs = tables(x, linear(x))
    found = convergence(points, outputs, "y", NAMES, times=50)
    last = found[found["blocks"] == blocks]
    assert np.isfinite(last[["first", "total"]]).all(axis=None)
    ends = last[[f"{name}_{end}" for name in ("first", "total") for end in ("lower", "upper")]]
    assert (ends.notna() == known).all(axis=None)
    assert last["total_clear"].any() == known
    words = "Intervals: 95%" if known else f"No intervals: {blocks} base samples, and those of fewer than 64"
    assert interval_words(found).startswith(words)


def test_too_few_samples_are_refused_with_what_to_write():
    x = sobol.sample(problem(0, 1), 4, calc_second_order=False, seed=1)
    points, outputs = tables(x, linear(x))
    with pytest.raises(ScenarioError, match=r"found 4 base samples of 3 factors; 8 are needed.*points = 64"):
        convergence(points, outputs, "y", NAMES)
    assert len(base_points(points, NAMES)) == 8  # of which a tornado can be drawn
    x = morris.sample(problem(0, 1), 1, num_levels=4, seed=1)
    points, outputs = tables(x, linear(x))
    with pytest.raises(ScenarioError, match=r"found 1 trajectory of 3 factors; 8 are needed"):
        convergence(points, outputs, "y", NAMES, design="morris")


def test_a_factor_that_stands_still_has_no_effects():
    x = morris.sample(problem(0, 1), 10, num_levels=4, seed=1)
    points, outputs = tables(np.c_[x[:, :2], np.ones(len(x))], linear(x))
    with pytest.raises(ScenarioError, match="x3: the same at every point"):
        morris_effects(points, outputs, "y", NAMES)


def test_monte_carlo_error_is_taken_off_an_inert_factor(ishigami):
    """Output of a linear function seen through noise that the points do not share."""
    x = sobol.sample(problem(0, 1), 256, calc_second_order=False, seed=2)
    rng = np.random.default_rng(1)
    points, outputs = tables(x, linear(x) + 0.5 * rng.normal(size=len(x)))
    noise = pd.DataFrame(outputs["y"].to_numpy()[:, None] + 0.5 * rng.normal(size=(len(x), 200)))
    with_it, without = (sobol_indices(points, outputs, "y", NAMES, each) for each in (noise, None))
    assert without["total_clear"][2]  # fooled
    assert not with_it["total_clear"][2]
    assert with_it["total"][0] == pytest.approx((16 / 12) / (20 / 12 + 0.25), abs=0.12)  # of a variance with the noise


def test_a_linear_function_has_no_interactions_and_an_output_that_never_varies_has_no_drivers():
    x = sobol.sample(problem(0, 1), 256, calc_second_order=False, seed=3)
    points, outputs = tables(x, linear(x))
    found = sobol_indices(points, outputs, "y", NAMES)
    assert found["first"].to_numpy() == pytest.approx([0.8, 0.2, 0], abs=0.03)
    assert found["total"].to_numpy() == pytest.approx([0.8, 0.2, 0], abs=0.03)
    assert not found["total_clear"][2]
    still = sobol_indices(points, outputs.assign(y=3.0), "y", NAMES)
    assert not still["first_clear"].any()
    assert (still["total"] == 0).all()
    rare = outputs.assign(y=np.where(outputs["point"] == 1, 1.0, 3.0))  # at a point that is neither A nor B
    noise = pd.DataFrame(np.tile(rare["y"].to_numpy()[:, None], (1, 5)), index=pd.Index(rare["point"], name="point"))
    for found in (sobol_indices(points, rare, "y", NAMES), sobol_indices(points, rare, "y", NAMES, noise)):
        assert (found["total"] == 0).all()


def test_morris_on_a_linear_function_and_beside_salib():
    x = morris.sample(problem(0, 1), 30, num_levels=4, seed=1)
    points, outputs = tables(x, linear(x))
    found = morris_effects(points, outputs, "y", NAMES)
    assert found["mu_star"].to_numpy() == pytest.approx([4, 2, 0])
    assert found["sigma"].to_numpy() == pytest.approx([0, 0, 0], abs=1e-12)
    assert found["clear"].tolist() == [True, True, False]
    curved = np.sin(5 * x[:, 0]) * x[:, 1] + x[:, 2] ** 2
    theirs = salib_morris.analyze(problem(0, 1), x, curved, num_levels=4, seed=1)
    shuffled = outputs.assign(y=curved).sample(frac=1, random_state=1)
    ours = morris_effects(points, shuffled, "y", NAMES)
    for name in ("mu", "mu_star", "sigma"):
        assert ours[name].to_numpy() == pytest.approx(np.asarray(theirs[name]), abs=1e-9), name


def test_morris_noise_is_not_taken_for_an_effect():
    x = morris.sample(problem(0, 1), 40, num_levels=4, seed=2)
    rng = np.random.default_rng(2)
    points, outputs = tables(x, linear(x) + 0.3 * rng.normal(size=len(x)))
    noise = pd.DataFrame(outputs["y"].to_numpy()[:, None] + 0.3 * rng.normal(size=(len(x), 300)))
    assert morris_effects(points, outputs, "y", NAMES, noise)["clear"].tolist() == [True, True, False]


FACTORS = [
    {"name": "switch", "path": "a", "kind": "switch"},
    {"name": "pair", "path": "b", "kind": "category", "values": ["x", "y"]},
    {"name": "names", "path": "c", "kind": "category", "values": ["p", "q", "r"]},
    {"name": "two", "path": "d", "kind": "integer", "range": [2, 3]},
    {"name": "three", "path": "e", "kind": "integer", "range": [2016, 2018]},
    {"name": "five", "path": "f", "kind": "integer", "range": [1, 5]},
    {"name": "uneven", "path": "g", "kind": "integer", "values": [1, 2, 10]},
    {"name": "listed", "path": "h", "kind": "real", "values": [0.1, 0.9]},
    {"name": "day", "path": "i", "kind": "date", "range": [date(2020, 1, 1), date(2020, 1, 3)]},
    {"name": "real", "path": "j", "kind": "real", "range": [10.0, 30.0]},
]
# What each adds to the output from one end of its range to the other: the effect that must be told.
WHOLE = {"switch": 100.0, "pair": -40.0, "two": 30.0, "three": 20.0, "five": 16.0, "uneven": 9.0, "listed": 8.0,
         "day": 12.0, "real": 6.0}  # fmt: skip


def points_of(factors, seed: int = 1, trajectories: int = 40) -> pd.DataFrame:
    fields = {"name": "s", "title": "t", "scenario": "x", "design": "morris", "points": trajectories, "seed": seed}
    study = Study.model_validate({**fields, "factors": factors})
    return design_of(LoadedStudy(study, None, "", None)).table()  # type: ignore[arg-type]


def straight(points: pd.DataFrame) -> np.ndarray:
    """Output that is linear in every value, and 50 more for the name r."""
    y = np.where(points["names_label"] == "r", 50.0, 0.0)
    for name, whole in WHOLE.items():
        codes = points[name].to_numpy()
        y = y + whole * (codes - codes.min()) / np.ptp(codes)
    return y


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_morris_effects_are_of_the_value_from_one_end_of_its_range_to_the_other(seed):
    points = points_of(FACTORS, seed)
    outputs = pd.DataFrame({"point": points["point"], "y": straight(points)})
    found = morris_effects(points, outputs, "y", [each["name"] for each in FACTORS], times=20).set_index("factor")
    for name, whole in WHOLE.items():
        assert found.loc[name, "mu"] == pytest.approx(whole), name
        assert found.loc[name, "mu_star"] == pytest.approx(abs(whole)), name
        assert found.loc[name, "sigma"] == pytest.approx(0, abs=1e-9), name
    assert found.loc["names", "mu_star"] == pytest.approx(50)
    assert np.isnan(found.loc["names", "mu"])


def test_noise_of_morris_effects_is_that_of_the_value_too():
    points = points_of(FACTORS[:1] + FACTORS[9:], trajectories=30)
    outputs = pd.DataFrame({"point": points["point"], "y": 0.0})
    noise = pd.DataFrame(np.random.default_rng(1).normal(size=(len(points), 300)))
    found = morris_effects(points, outputs, "y", ["switch", "real"], noise).set_index("factor")
    unit = np.sqrt(2 / np.pi) * np.sqrt(2)  # mean size of a difference of two standard normal numbers
    assert found.loc["switch", "noise"] == pytest.approx(unit, rel=0.05)
    assert found.loc["real", "noise"] == pytest.approx(1.5 * unit, rel=0.05)


@pytest.mark.parametrize("order", [["low", "middle", "high"], ["middle", "high", "low"], ["high", "low", "middle"]])
def test_a_tornado_of_names_does_not_depend_on_their_order(order):
    means = {"low": 1.0, "middle": 5.0, "high": 11.0}
    frame = pd.DataFrame({"who_label": order * 10, "who": [0.0, 1.0, 2.0] * 10, "x": np.repeat([0.0, 1.0], 15)})
    points = frame.assign(point=range(30))
    outputs = pd.DataFrame({"point": range(30), "y": points["who_label"].map(means) + 2 * points["x"]})
    found = tornado(points, outputs, "y", ["who", "x"]).set_index("factor")
    assert found.loc["who", ["low_at", "high_at"]].tolist() == ["low", "high"]
    assert found.loc["who", "swing"] == pytest.approx(10)
    assert found.loc["x", "swing"] == pytest.approx(2)


def test_a_tornado_of_many_names_takes_the_lowest_and_the_highest():
    names = [f"n{(7 * number) % 12:02d}" for number in range(12)]
    points = pd.DataFrame({"point": range(24), "who": list(range(12)) * 2, "who_label": names * 2})
    outputs = pd.DataFrame({"point": range(24), "y": points["who_label"].str[1:].astype(float)})
    row = tornado(points, outputs, "y", ["who"]).iloc[0]
    assert (row["low_at"], row["high_at"], row["swing"]) == ("n00", "n11", 11.0)
    still = tornado(points, outputs.assign(y=1.0), "y", ["who"]).iloc[0]
    assert (still["low_at"], still["high_at"], still["swing"]) == ("n00", "n11", 0.0)


def test_ends_of_a_tornado_read_as_their_values():
    days = [date(2020, 1, day).toordinal() for day in range(1, 31)]
    points = pd.DataFrame({"point": range(30), "year": np.repeat([2016.0, 2017, 2018], 10), "day": days,
                           "day_label": [date.fromordinal(day).isoformat() for day in days],
                           "near": [0.1001 + 0.00001 * place for place in range(30)]})  # fmt: skip
    outputs = pd.DataFrame({"point": range(30), "y": np.arange(30.0)})
    found = tornado(points, outputs, "y", ["year", "day", "near"]).set_index("factor")
    assert found.loc["year", ["low_at", "high_at"]].tolist() == ["2016", "2018"]
    assert found.loc["day", ["low_at", "high_at"]].tolist() == ["2020-01-06", "2020-01-25"]
    assert found.loc["near", ["low_at", "high_at"]].tolist() == ["0.10015", "0.10034"]
    assert found.loc["near", "low"] == pytest.approx(2.5)  # the lowest six


def test_a_tornado_of_a_factor_most_often_at_one_value_still_has_two_ends():
    level = np.r_[np.arange(6.0), np.full(24, 3.0)]
    points = pd.DataFrame({"point": range(30), "x": level})
    row = tornado(points, pd.DataFrame({"point": range(30), "y": level}), "y", ["x"]).iloc[0]
    assert (row["low_at"], row["high_at"], row["swing"]) == ("0", "5", 5.0)


def test_a_tornado_of_a_linear_function(ishigami):
    x = sobol.sample(problem(0, 1), 512, calc_second_order=False, seed=4)
    points, outputs = tables(x, linear(x))
    free = base_points(points, NAMES)
    assert len(free) == 1024
    found = tornado(free, outputs, "y", NAMES)
    assert found["factor"].tolist() == NAMES
    assert found["swing"].to_numpy() == pytest.approx([4 * 0.8, 2 * 0.8, 0], abs=0.15)
    assert found["swing_lower"][2] < 0 < found["swing_upper"][2]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_an_output_that_is_not_finite_is_refused(ishigami, bad):
    points, outputs = ishigami
    with pytest.raises(ScenarioError, match=r"no finite value at 1 of 10,240 points \(17\)"):
        sobol_indices(points, outputs.assign(y=outputs["y"].where(outputs["point"] != 17, bad)), "y", NAMES)


def test_a_missing_point_a_double_one_and_another_design_are_refused(ishigami):
    points, outputs = ishigami
    with pytest.raises(ScenarioError, match="no finite value at 1 of"):
        sobol_indices(points, outputs[1:], "y", NAMES)
    with pytest.raises(ScenarioError, match="stands twice in the table of outputs"):
        sobol_indices(points, pd.concat([outputs, outputs[:1]]), "y", NAMES)
    swapped = points.assign(point=points["point"].replace({0: 1, 1: 0}))
    with pytest.raises(ScenarioError, match="not laid out by Saltelli's scheme"):
        sobol_indices(swapped, outputs, "y", NAMES)
    with pytest.raises(ScenarioError, match="found 10,239 points for 3 factors"):
        sobol_indices(points[:-1], outputs, "y", NAMES)
    with pytest.raises(ScenarioError, match='design = "morris"'):
        morris_effects(points, outputs, "y", NAMES)
