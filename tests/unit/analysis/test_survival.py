"""The blank period's survival curve: a textbook table, SciPy as the slow reference, and censored quantiles."""

from contextlib import nullcontext

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.analysis.survival import cumulative_incidence, survival
from tests.unit.synthetic import HORIZON, block, table

# Weeks in remission of 21 leukaemia patients on 6-mercaptopurine (Freireich et al. 1963).
HAPPENED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


def outcomes(happened, censored) -> pd.DataFrame:
    days = [*map(float, happened), *[np.nan] * len(censored)]
    return pd.DataFrame({"signature_day": days, "blank_days": [*happened, *censored]})


def test_a_textbook_table_comes_out():
    curve = survival(outcomes(HAPPENED, CENSORED))
    assert dict(zip(curve.days, np.round(curve.without, 3), strict=True)) == PUBLISHED
    assert (curve.count, curve.censored, curve.censored_day) == (21, 12, 35)
    assert curve.quantile(500) == 23


@pytest.mark.parametrize("seed", range(3))
def test_it_equals_scipy_where_censoring_comes_at_all_times(seed):
    rng = np.random.default_rng(seed)
    happened, censored = rng.integers(-50, 200, 80), rng.integers(1, 220, 40)
    curve = survival(outcomes(happened, censored))
    reference = stats.ecdf(stats.CensoredData(uncensored=happened, right=censored)).sf
    assert curve.without == pytest.approx(reference.evaluate(curve.days), abs=1e-12)
    with pytest.warns(RuntimeWarning) if curve.without[-1] == 0 else nullcontext():
        interval = reference.confidence_interval(method="log-log")
    inside = (curve.without > 0) & (curve.without < 1)
    assert curve.lower[inside] == pytest.approx(interval.low.evaluate(curve.days)[inside], abs=1e-12)
    assert curve.upper[inside] == pytest.approx(interval.high.evaluate(curve.days)[inside], abs=1e-12)


def test_a_constant_daily_chance_gives_a_geometric_curve():
    chance, count = 0.01, 200_000
    days = np.random.default_rng(7).geometric(chance, count)
    curve = survival(outcomes(days[days <= 300], [300] * int((days > 300).sum())))
    expected = (1 - chance) ** curve.days
    error = np.sqrt(expected * (1 - expected) / count)
    assert np.all(np.abs(curve.without - expected) < 5 * error), "off by more than five standard errors"


@pytest.mark.parametrize("end", ["agreement", "signature", "entry"])
def test_days_before_expiry_stay_negative_and_the_horizon_censors(end):
    frame = table(5_000)
    curve = survival(frame, end)
    days = frame[f"{end}_day"]
    assert curve.days[0] == days.min()
    assert curve.happened.sum() == days.notna().sum()
    assert (curve.censored, curve.censored_day) == (days.isna().sum(), HORIZON)
    assert curve.without[-1] == pytest.approx(days.isna().mean())


def test_quantiles_count_the_censored_as_later():
    curve = survival(outcomes([10, 20, 30], [100]))
    assert [curve.quantile(each) for each in (250, 251, 500, 750, 751)] == [10, 20, 20, 30, None]
    assert [curve.without_at(day) for day in (9, 10, 25, 99)] == pytest.approx([1.0, 0.75, 0.5, 0.25])
    assert [curve.percentile(day) for day in (5, 10, 15, 30, 500)] == [0.0, 0.125, 0.25, 0.625, 0.75]


def test_nothing_ever_happens():
    curve = survival(outcomes([], [100, 100]))
    assert (curve.days.size, curve.censored, curve.quantile(25), curve.without_at(50)) == (0, 2, None, 1.0)


def test_everything_happens_at_once():
    curve = survival(outcomes([7, 7, 7], []))
    assert (curve.quantile(25), curve.quantile(975), curve.censored_day) == (7, 7, None)
    assert curve.lower.tolist() == curve.upper.tolist() == [0.0]


def test_blocks_do_not_matter():
    frame = table(3_000)

    class Halves:
        def blocks(self, *names):
            yield from (frame[list(names)][:1_000], frame[list(names)][1_000:])

    whole, halves = survival(frame), survival(Halves())
    assert np.array_equal(whole.without, halves.without)
    assert np.array_equal(whole.days, halves.days)
    assert block(3_000).shape[0] == whole.count


def two_ends(agreed, broken, censored) -> pd.DataFrame:
    missing = [np.nan] * (len(broken) + len(censored))
    broken_days = [*[np.nan] * len(agreed), *map(float, broken), *[np.nan] * len(censored)]
    waited = [*agreed, *[200] * len(broken), *censored]  # a run broken off still counts as waiting to the horizon
    return pd.DataFrame(
        {"agreement_day": [*map(float, agreed), *missing], "break_day": broken_days, "blank_days_agreement": waited}
    )


def test_two_ends_by_hand():
    """Ten watched. Day 2: one of 10 agrees. Day 3: two of 9 break off. Day 5: one censored. Day 6: one of 6 agrees, one
    breaks off. Then two agree on day 8, of 4, and two are left at the horizon."""
    table = two_ends([2, 6, 8, 8], [3, 3, 6], [5, 100, 100])
    agreed, broken = cumulative_incidence(table, "agreement"), cumulative_incidence(table, "break")
    assert (agreed.count, agreed.censored) == (10, 3)
    assert agreed.days.tolist() == [2, 3, 6, 8]
    left = 9 / 10 * 7 / 9  # before day 6
    assert agreed.reached == pytest.approx([0.1, 0.1, 0.1 + left / 6, 0.1 + left / 6 + left * 4 / 6 * 2 / 4])
    assert broken.reached == pytest.approx([0.0, 0.2, 0.2 + left / 6, 0.2 + left / 6])
    assert [agreed.at(day) for day in (1, 2, 5.5)] == pytest.approx([0.0, 0.1, 0.1])


def test_two_ends_without_censoring_are_plain_shares():
    rng = np.random.default_rng(3)
    agreed, broken = rng.integers(-20, 60, 70), rng.integers(1, 60, 30)
    table = two_ends(agreed, broken, [])
    for day in (-10, 0, 25, 59):
        assert cumulative_incidence(table, "agreement").at(day) == pytest.approx((agreed <= day).mean() * 0.7)
        assert cumulative_incidence(table, "break").at(day) == pytest.approx((broken <= day).mean() * 0.3)


def test_with_one_end_only_it_is_what_the_survival_curve_leaves():
    days = [float(day) for day in HAPPENED]
    table = two_ends(days, [], CENSORED)
    curve = survival(table, "agreement")
    assert cumulative_incidence(table, "agreement").reached == pytest.approx(1 - curve.without)
    assert cumulative_incidence(table, "break").at(99) == 0.0
