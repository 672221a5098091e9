"""Designs: small ones by hand, sampled ones by what makes them what they are."""

from datetime import date

import numpy as np
import pytest

from sim.experiments.designs import Design, design_of, problem_of
from sim.experiments.study import Factor, Study
from sim.experiments.study_file import LoadedStudy

REAL = {"name": "a", "path": "parameters.discount_host", "range": [10.0, 20.0]}
WHOLE = {"name": "b", "path": "rounds.x", "kind": "integer", "range": [1, 4]}
WORD = {"name": "c", "path": "policy", "kind": "category", "values": ["x", "y", "z"]}
SWITCH = {"name": "d", "path": "switches.waiting", "kind": "switch"}
DAY = {"name": "e", "path": "successions.0.election", "kind": "date", "range": [date(2020, 1, 1), date(2020, 1, 3)]}
ALL = [REAL, WHOLE, WORD, SWITCH, DAY]


def design(name, factors, points=None, seed=1, **more) -> Design:
    fields = {"name": "s", "title": "t", "scenario": "x", "design": name, "seed": seed, "factors": factors, **more}
    study = Study.model_validate(fields if points is None else {**fields, "points": points})
    return design_of(LoadedStudy(study, None, "", None))  # type: ignore[arg-type]


def test_a_grid_runs_through_the_last_factor_first():
    levels = [{**REAL, "levels": 3}, {"name": "c", "path": "policy", "kind": "category", "values": ["x", "y"]}]
    found = design("grid", levels)
    assert [found.values(point) for point in range(len(found))] == [
        (10.0, "x"), (10.0, "y"), (15.0, "x"), (15.0, "y"), (20.0, "x"), (20.0, "y"),
    ]  # fmt: skip
    assert found.overrides(3) == ("parameters.discount_host=15.0", 'policy="y"')


def test_a_list_takes_the_values_side_by_side():
    found = design("list", [{"name": "a", "path": "p", "values": [1, 1, 2]}, {**WORD, "values": ["x", "z", "z"]}])
    assert [found.values(point) for point in range(3)] == [(1.0, "x"), (1.0, "z"), (2.0, "z")]


def test_several_paths_take_the_same_value():
    found = design("grid", [{"name": "d", "paths": ["switches.waiting", "switches.furlough"], "kind": "switch"}])
    assert found.overrides(0) == ("switches.waiting=false", "switches.furlough=false")


@pytest.mark.parametrize(("kind", "low", "high"), [("date", date(2020, 1, 1), date(2020, 1, 5)), ("integer", 1, 5)])
def test_levels_of_whole_ranges_are_whole(kind, low, high):
    factor = Factor.model_validate({"name": "a", "path": "p", "kind": kind, "range": [low, high], "levels": 3})
    middle = date(2020, 1, 3) if kind == "date" else 3
    assert factor.all_levels == (low, middle, high)


def test_a_latin_hypercube_meets_every_slice_of_every_factor_once():
    found = design("latin_hypercube", [REAL, {**REAL, "name": "b"}], 50)
    for column in found.units.T:
        assert sorted((column * 50).astype(int)) == list(range(50))
    assert found.codes.min() >= 10
    assert found.codes.max() <= 20


@pytest.mark.parametrize(("name", "points", "count"), [("sobol", 8, 8 * 7), ("morris", 8, 8 * 6)])
def test_points_of_salib_stand_in_its_order(name, points, count):
    found = design(name, ALL, points)
    assert len(found) == count
    assert problem_of(found.study)["num_vars"] == 5
    if name == "sobol":  # each block of seven: A, then A with one column of B, then B
        block = found.units[:7]
        for factor in range(5):
            assert list(np.flatnonzero(block[0] != block[1 + factor])) == [factor]
    else:  # along a trajectory one factor moves at a time
        steps = np.diff(found.units.reshape(points, 6, 5), axis=1)
        assert ((steps != 0).sum(axis=2) == 1).all()


def test_levels_are_met_evenly_by_a_sampled_design():
    found = design("latin_hypercube", ALL, 600)
    for factor, levels in ((1, 4), (2, 3), (3, 2), (4, 3)):
        values, counts = np.unique(found.codes[:, factor], return_counts=True)
        assert len(values) == levels
        assert set(counts) == {600 // levels}
    assert found.values(0)[4] in {date(2020, 1, day) for day in (1, 2, 3)}


@pytest.mark.parametrize("name", ["latin_hypercube", "sobol", "morris"])
def test_the_seed_alone_decides_a_sampled_design(name):
    one, same, other = (design(name, [REAL, WHOLE], 4, seed) for seed in (1, 1, 2))
    assert one.digest == same.digest != other.digest


@pytest.mark.parametrize("name", ["latin_hypercube", "sobol", "morris"])
def test_every_seed_has_a_design_of_its_own(name):
    seeds = (0, 1, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**53 + 1, 2**62, 2**63 - 2**32, 2**63 - 1)
    assert len({design(name, [REAL, WHOLE], 16, seed).digest for seed in seeds}) == len(seeds)
    assert design(name, [REAL, WHOLE], 16, 0).digest == design(name, [REAL, WHOLE], 16, 0).digest


def test_seed_zero_is_a_seed_and_common_to_all_points():
    found = design("grid", [{**REAL, "levels": 3}], seed=0)
    assert [found.seed(point) for point in range(3)] == [0, 0, 0]


def test_without_common_random_numbers_each_point_has_its_own_seed():
    found = design("grid", [{**REAL, "levels": 3}], common_random_numbers=False)
    seeds = [found.seed(point) for point in range(3)]
    assert len(set(seeds)) == 3
    assert all(0 <= seed < 2**63 for seed in seeds)
    assert seeds == [design("grid", [{**REAL, "levels": 3}], common_random_numbers=False).seed(p) for p in range(3)]


def test_the_table_holds_numbers_labels_and_units():
    table = design("latin_hypercube", ALL, 6).table()
    assert list(table)[:5] == ["point", "seed", "a", "a_label", "a_unit"]
    assert list(design("grid", [SWITCH]).table()) == ["point", "seed", "d", "d_label"]
    assert set(table["d_label"]) == {"true", "false"}
    assert set(table["c_label"]) == {"x", "y", "z"}
    assert all(table[name].dtype == np.float64 for name in "abcde")
    assert date.fromisoformat(table["e_label"][0]).toordinal() == table["e"][0]
