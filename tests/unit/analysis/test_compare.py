"""Paired differences: against closed forms, what pairing gains, censored medians, and which replicates changed."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.analysis.compare import (
    FIGURES,
    OUTCOME_OF_TALKS,
    changes,
    lower_median,
    mean_difference,
    median_difference,
    paired_differences,
    share_difference,
    to_explain,
)
from sim.errors import ScenarioError
from sim.outcome import NAMES
from tests.unit.synthetic import HORIZON, table

COUNT = 400


@pytest.fixture(scope="module")
def worlds() -> tuple[pd.DataFrame, pd.DataFrame]:
    """A base, and the same with everything agreed after day 400 agreed ten days later and 1% dearer."""
    base = table(COUNT)
    other = base.copy()
    late = (other["agreement_day"] > 400).fillna(False)
    for name in ("agreement_day", "blank_days_agreement", "signature_day", "blank_days"):
        other.loc[late & other[name].notna(), name] += 10
    other.loc[late, "rise"] += 0.01
    return base, other


def test_a_difference_of_means_has_the_paired_and_the_unpaired_error():
    rng = np.random.default_rng(1)
    a = rng.normal(size=50)
    b = a + 1 + 0.1 * rng.normal(size=50)
    found = mean_difference(a, b)
    assert found.difference == pytest.approx((b - a).mean())
    assert found.upper - found.lower == pytest.approx(2 * 1.96 * (b - a).std(ddof=1) / math.sqrt(50), rel=1e-4)
    variance = a.var(ddof=1) / 50 + b.var(ddof=1) / 50
    assert found.unpaired_upper - found.unpaired_lower == pytest.approx(2 * 1.96 * math.sqrt(variance), rel=1e-4)
    assert found.gain > 50


def test_agresti_and_min_on_a_table_by_hand():
    a = np.array([True] * 10 + [False] * 90)
    b = np.array([True] * 6 + [False] * 4 + [True] * 14 + [False] * 76)
    found = share_difference(a, b)
    gained, lost, total = 14.5, 4.5, 102
    half = 1.959964 * math.sqrt(gained + lost - (gained - lost) ** 2 / total) / total
    assert found.difference == pytest.approx(10)
    assert (found.lower, found.upper) == pytest.approx(
        (100 * ((gained - lost) / total - half), 100 * ((gained - lost) / total + half)), abs=1e-4
    )


def test_shares_that_never_differ_keep_a_width():
    none = np.zeros(100, dtype=bool)
    found = share_difference(none, none)
    assert found.difference == 0
    assert found.lower < 0 < found.upper < 2


def test_a_median_shift_common_to_all_has_no_paired_width():
    a = np.random.default_rng(2).normal(size=301)
    found = median_difference(a, a + 3.0, times=100)
    assert found.difference == pytest.approx(3.0)
    assert (found.lower, found.upper) == pytest.approx((3.0, 3.0))
    assert found.unpaired_upper - found.unpaired_lower > 0.1


def test_a_paired_bootstrap_of_medians_covers_the_truth():
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(60):
        a = rng.normal(size=101)
        found = median_difference(a, a + 1 + 0.5 * rng.normal(size=101), times=200)
        held += found.lower <= 1 <= found.upper
    assert held >= 51  # 95% of 60 is 57; 51 lies 3.5 standard errors below


def test_a_median_beyond_the_horizon_is_not_given():
    found = median_difference(np.array([1.0, 2.0, 9.0]), np.array([1.0, 9.0, 9.0]), censored_at=9.0)
    assert found.base == 2.0
    assert math.isnan(found.other)
    assert math.isnan(found.difference)


def test_the_lower_median_occurred():
    assert lower_median(np.array([4.0, 1.0, 3.0, 2.0])) == 2.0


def test_every_figure_has_its_row_and_pairing_gains(worlds):
    found = paired_differences(*worlds, HORIZON, times=50).set_index("name")
    assert list(found.index) == [figure.name for figure in FIGURES]
    assert found.loc["delay_mean", "gain"] > 5
    assert found.loc["rise_mean", "gain"] > 5
    assert found.loc["agreed", "difference"] == 0
    base = worlds[0]
    assert found.loc["delay_mean", "base"] == pytest.approx(base["agreement_day"].fillna(HORIZON).astype(float).mean())
    assert found.loc["rise_mean", "replicates"] == int(base["agreed"].sum())


def test_rows_are_joined_by_replicate_and_not_by_order(worlds):
    base, other = worlds
    shuffled = other.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        paired_differences(base, shuffled, HORIZON, times=20), paired_differences(base, other, HORIZON, times=20)
    )


def test_other_replicates_are_refused(worlds):
    base, other = worlds
    with pytest.raises(ScenarioError, match="do not hold the same replicates"):
        paired_differences(base, other.iloc[:-1], HORIZON)
    twice = other.assign(replicate=0)
    with pytest.raises(ScenarioError, match="do not hold the same replicates"):
        paired_differences(twice, twice, HORIZON)


def test_changed_replicates_are_those_whose_outcome_differs(worlds):
    base, other = worlds
    found = changes(base, other, HORIZON)
    late = (base["agreement_day"] > 400).fillna(False).to_numpy()
    assert found["changed"].to_numpy().tolist() == late.tolist()
    assert found["rise"].sum() == late.sum()
    assert not found["term_years"].any()
    assert not changes(base, base, HORIZON)["changed"].any()


def test_what_goes_on_around_the_talks_is_no_change_of_their_outcome(worlds):
    base = worlds[0]
    for name in set(NAMES) - set(OUTCOME_OF_TALKS) - {"replicate"}:
        assert not changes(base, base.assign(**{name: base[name] + 1}), HORIZON)["changed"].any(), name


@pytest.mark.parametrize("name", OUTCOME_OF_TALKS)
def test_each_part_of_the_outcome_is_a_change_of_it(worlds, name):
    base = worlds[0]
    known = base[name].notna()
    assert known.any() or name == "break_day"
    found = changes(base, base.assign(**{name: None}), HORIZON)
    assert found["changed"].to_numpy().tolist() == known.to_numpy().tolist()


def test_another_administration_is_a_change_though_its_place_in_the_list_is_the_same(worlds):
    base = worlds[0]
    renamed = base.assign(guest_at_agreement=base["guest_at_agreement"].cat.rename_categories({"biden": "harris"}))
    found = changes(base, renamed, HORIZON)
    assert found["guest_at_agreement"].sum() == (base["guest_at_agreement"] == "biden").sum() > 0


def test_those_to_explain_run_from_the_largest_fall_to_the_largest_growth():
    moved = pd.DataFrame(
        {
            "replicate": range(9),
            "changed": [True] * 8 + [False],
            "delay_base": 0.0,
            "delay_other": [5.0, -4, 3, 90, -60, 2, 1, 0, 99],
        }
    )
    chosen = to_explain(moved, 3)
    assert (chosen[0], chosen[-1], len(chosen)) == (4, 3, 3)
    assert to_explain(moved, 100) == [4, 1, 7, 6, 5, 2, 0, 3]
    assert to_explain(moved, 0) == []
    assert to_explain(moved[:0], 3) == []
