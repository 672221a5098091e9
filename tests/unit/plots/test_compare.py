"""The forest of two worlds: what it says where there is no number."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from sim.plots.compare import draw_forest


@pytest.mark.parametrize(
    ("how", "unit", "words"),
    [
        ("median", "days", "a median beyond the horizon"),
        ("median", "percentage points", "no replicate"),  # a rise is known or not, never late
        ("mean", "years", "no replicate"),
    ],
)
def test_a_difference_that_is_not_known_says_why(how, unit, words):
    row = {"label": "x", "given": "all", "how": how, "unit": unit, "difference": np.nan}
    axes = draw_forest(Figure().add_subplot(), [pd.DataFrame([row])], unit)
    assert [each.get_text() for each in axes.texts] == [words]
