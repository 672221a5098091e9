"""Quantile dotplots: fifty dots, those without a value hollow."""

import numpy as np
import pandas as pd

from sim.analysis.survival import survival
from sim.answers.dots import DOTS, PER_MILLE, dated_dots, value_dots
from tests.unit.answers.outcomes import frame


def test_dots_are_the_middles_of_the_fiftieths():
    assert (len(PER_MILLE), PER_MILLE[0], PER_MILLE[24], PER_MILLE[-1]) == (50, 10, 490, 990)
    dots = value_dots(pd.DataFrame({"rise": np.arange(1, 1001) / 1000}), "rise")
    assert dots.values == tuple(each / 1000 for each in PER_MILLE)


def test_what_lies_beyond_the_horizon_is_hollow_and_told_by_why():
    made = pd.concat([frame([10.0] * 50), frame([], 30, "stands"), frame([], 20, "open")], ignore_index=True)
    dots = dated_dots(survival(made), {"later": 20, "stands": 30, "broken_off": 0})
    assert (len(dots.values), dict(dots.hollow)) == (25, {"later": 10, "stands": 15})
    assert len(dots.values) + sum(dots.hollow.values()) == DOTS


def test_every_hollow_dot_is_shared_out_where_shares_are_uneven():
    made = frame([5.0], 9)
    dots = dated_dots(survival(made), {"later": 5, "stands": 3, "broken_off": 1})
    assert sum(dots.hollow.values()) == 45
    assert dots.hollow == {"later": 25, "stands": 15, "broken_off": 5}
