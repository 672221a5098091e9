"""What drives a run: rank correlations of known strength."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from sim.analysis.drivers import drivers
from sim.posterior.draws import Posterior


def table(days, rises, agreed=None):
    count = len(days)
    agreed = np.ones(count, bool) if agreed is None else agreed
    real = {"term_years": 5.0, "amount": 1.0, "blank_days": 10.0}
    return pd.DataFrame({"replicate": range(count), "agreement_day": days, "rise": rises, "agreed": agreed,
                         "end": "in_force", **real})  # fmt: skip


def test_the_strongest_come_first_with_their_signs():
    rng = np.random.default_rng(3)
    values = rng.normal(size=(50, 3))
    rows = np.arange(200) % 50
    days = -values[rows, 1] * 100 + rng.normal(size=200)
    rises = values[rows, 2] + 3 * rng.normal(size=200)
    found = drivers(table(days, rises), Posterior(("a", "b", "c"), values, {}), 1e6)
    assert found[0].name == "b"
    by_name = {each.name: each for each in found}
    assert by_name["b"].delay == pytest.approx(spearmanr(values[rows, 1], days).statistic)
    assert by_name["c"].rise == pytest.approx(spearmanr(values[rows, 2], rises).statistic)
    assert by_name["b"].delay < -0.9


def test_nothing_where_nothing_is_drawn_or_varies():
    days, rises = np.arange(100.0), np.full(100, 0.1)
    assert drivers(table(days, rises), None, 1e6) == []
    found = drivers(table(days, rises), Posterior(("a",), np.ones((100, 1)), {}), 1e6)
    assert found == [("a", 0.0, 0.0)]


def test_the_rise_is_over_those_agreed():
    values = np.arange(100.0)[:, None]
    days = np.where(np.arange(100) < 50, 5.0, np.nan)
    rises = np.where(np.arange(100) < 50, np.arange(100.0), np.nan)
    (found,) = drivers(table(days, rises), Posterior(("a",), values, {}), 1000.0)
    assert found.rise == pytest.approx(1.0)
    assert found.delay > 0.8
