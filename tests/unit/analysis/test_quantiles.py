"""Quantiles and places: equal to NumPy's on the whole column, whatever the blocks."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.quantiles import distributions, rank_of

PER_MILLE = (0, 25, 100, 250, 500, 750, 900, 975, 1000)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([0.0, 0.13, 0.139, -1.0])


class Blocks:
    """A column in several blocks of rows."""

    def __init__(self, *blocks):
        self.parts = [pd.DataFrame({"x": np.array(block, dtype=np.float64)}) for block in blocks]

    def blocks(self, *names):
        yield from (part[list(names)] for part in self.parts)


def of(*blocks, mark=None):
    return distributions(Blocks(*blocks), PER_MILLE, {"x": mark})["x"]


@given(st.lists(st.lists(NUMBERS, max_size=30), min_size=1, max_size=4))
def test_quantiles_are_those_of_the_whole_column(blocks):
    values = np.concatenate([np.array(block, dtype=np.float64) for block in blocks])
    found = of(*blocks)
    assert found.count == values.size
    if values.size:
        ordered = np.sort(values)
        assert found.quantiles == [ordered[rank_of(share, values.size) - 1] for share in PER_MILLE]


@pytest.mark.parametrize("count", [2, 3, 39, 40, 41, 1000, 100_000])
def test_quantiles_invert_the_empirical_distribution(count):
    values = np.random.default_rng(5).lognormal(size=count)
    expected = np.quantile(values, [share / 1000 for share in PER_MILLE[1:-1]], method="inverted_cdf")
    assert of(values[: count // 2], values[count // 2 :]).quantiles[1:-1] == pytest.approx(expected, rel=0, abs=0)


def test_a_far_outlier_costs_no_accuracy():
    values = np.append(np.random.default_rng(6).random(10_000), 1e300)
    found = of(values)
    assert found.quantiles[4] == np.sort(values)[5000]
    assert found.quantiles[-1] == 1e300


def test_one_value_is_every_quantile_of_itself():
    assert of([0.139]).quantiles == [0.139] * len(PER_MILLE)


def test_missing_values_do_not_count():
    found = of([np.nan, 3.0, np.nan], [1.0], mark=2.0)
    assert (found.count, found.quantiles[4], found.percentile) == (2, 1.0, 0.5)


def test_without_values_there_are_neither_quantiles_nor_a_place():
    found = of([np.nan], [], mark=1.0)
    assert (found.count, found.quantiles, found.percentile) == (0, [], None)


@pytest.mark.parametrize(("mark", "percentile"), [(0.5, 0.0), (1.0, 0.125), (2.0, 0.5), (3.0, 0.875), (9.0, 1.0)])
def test_the_percentile_of_a_tied_value_is_the_middle_of_the_tie(mark, percentile):
    assert of([1.0, 2.0], [2.0, 3.0], mark=mark).percentile == percentile


def test_several_columns_are_searched_at_once():
    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [np.nan, 5.0, 4.0]})

    class Whole:
        def blocks(self, *names):
            yield frame[list(names)]

    found = distributions(Whole(), [500], {"a": None, "b": 4.5})
    assert (found["a"].quantiles, found["b"].quantiles, found["b"].percentile) == ([2.0], [4.0], 0.5)
