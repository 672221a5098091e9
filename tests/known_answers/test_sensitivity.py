"""Indices of functions whose indices are known: Ishigami's and a linear one; and what must be refused."""

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol
from SALib.sample import morris, sobol

from sim.analysis.sensitivity import base_points, convergence, morris_effects, sobol_indices, tornado
from sim.errors import ScenarioError

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
