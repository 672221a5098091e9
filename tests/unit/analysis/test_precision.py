"""When to stop adding replicates."""

import math

import numpy as np
import pytest

from sim.analysis.precision import look, median_ranks, next_size, parse_target, refuse_censored
from sim.errors import ScenarioError

BLANK = parse_target("blank_days.median=10")


def test_the_ranks_hold_the_median_with_at_least_95_percent():
    from scipy.stats import binom

    for count in (6, 10, 99, 1000):
        lower, upper = median_ranks(count)
        assert binom.cdf(upper - 1, count, 0.5) - binom.cdf(lower - 1, count, 0.5) >= 0.95
        assert upper == count + 1 - lower


def test_the_interval_of_a_median_covers_it_as_often_as_it_says():
    rng = np.random.default_rng(1)
    held = sum(
        found.lower <= 0 <= found.upper
        for found in (look(parse_target("rise.median=1"), rng.normal(size=200), None) for _ in range(400))
    )
    assert 0.92 <= held / 400 <= 0.99


def test_a_median_with_censored_days_takes_them_as_later_than_all():
    values = np.arange(100.0)
    days = np.where(values < 70, values, np.nan)
    found = look(BLANK, np.where(np.isnan(days), 69.0, values), days)
    assert found.value == 49
    assert found.censored == pytest.approx(0.3)
    assert math.isfinite(found.upper)
    refuse_censored(BLANK, found)
    hidden = look(BLANK, values, np.where(values < 49, values, np.nan))
    assert hidden.width == math.inf
    with pytest.raises(ScenarioError, match="51% of the first 100 replicates .* Ask for blank_days.mean"):
        refuse_censored(BLANK, hidden)


def test_a_mean_is_over_those_that_have_it():
    found = look(parse_target("rise.mean=0.1"), np.array([1.0, np.nan, 3.0]), None)
    assert found.value == 2.0
    assert found.width == pytest.approx(2 * 1.96 * math.sqrt(2) / math.sqrt(2), rel=1e-3)
    assert look(parse_target("rise.mean=0.1"), np.array([np.nan, 1.0]), None).width == math.inf


def test_blocks_grow():
    assert [next_size(1000, 10**6), next_size(8000, 10**6), next_size(8000, 9000)] == [2000, 10_000, 9000]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("blank_days=10", "write COLUMN.median=WIDTH"),
        ("blank_days.mode=10", "write COLUMN.median=WIDTH"),
        ("blank_days.median=0", "write COLUMN.median=WIDTH"),
        ("blank_days.median=nan", "write COLUMN.median=WIDTH"),
        ("blank_day.median=10", "Did you mean 'blank_days'"),
        ("end.mean=1", "'end' is no number"),
        ("agreed.median=1", "Write agreed.mean"),
    ],
)
def test_what_cannot_be_a_target_is_refused(text, words):
    with pytest.raises(ScenarioError, match=words):
        parse_target(text)
