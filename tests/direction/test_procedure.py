"""What procedure does: furlough, the vote, the spacing of rounds, the length of a step."""

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from tests.direction.levers import arm, change, fails, mean_wait, set_to, wait
from tests.runs import SHIPPED

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")


def test_furlough_needs_a_hard_guest_who_uses_it():
    never, ready = arm("sma11", *set_to(furlough_hardness=0)), arm("sma11", *set_to(furlough_hardness=1))
    assert never["furlough_days"].sum() == 0, "a guest who never furloughs furloughed"
    assert np.isnan(never["furlough_day"]).all()
    assert (ready["furlough_days"] > 0).mean() > 0.1, "a lapse that outlasts the money brings furlough"
    started = ready["furlough_day"][~np.isnan(ready["furlough_day"])]
    assert np.all(started > 0), "no furlough before the old agreement has lapsed"


@pytest.mark.parametrize(
    "name",
    [
        *(name for name in SHIPPED if name != "sma10"),
        pytest.param("sma10", marks=fails("42% of the 10th: it waits for the next administration too often")),
    ],
)
def test_furlough_comes_in_long_lapses_only(name):
    """Unpaid leave began 92 days after expiry (Yonhap 2020-04-01): the money lasts for a quarter."""
    c = arm(name)
    short = c["blank_days_agreement"] < 60
    assert np.all(c["furlough_days"][short] == 0), "workers sent home in a lapse of less than two months"
    sent = c["furlough_days"] > 0
    assert np.all(c["blank_days_agreement"][sent] > 80), "whoever was sent home was so in a gap of three months"
    if name != "sma11":
        assert sent.mean() < 0.35, f"and in the talks that reached no such gap it is no rule: {sent.mean():.0%}"


@pytest.mark.parametrize("name", ["sma10", "sma11"])
def test_furlough_pushes_to_close_and_not_away(name):
    """KBS 2020-04-11: a lever. Workers at home cost both sides."""
    without, with_it = (arm(name, *set_to(furlough_hardness=chance)) for chance in (0, 1))
    low, high = change(wait(without), wait(with_it))
    assert low <= 0, f"{low:+.1f} to {high:+.1f} days"
    low, high = change(without["rise_annualised"], with_it["rise_annualised"])
    assert high >= 0, f"{low:+.4f} to {high:+.4f} a year"


def test_a_legislature_against_it_refuses_and_one_for_it_does_not():
    against, in_favour = arm("sma09", *set_to(vote_level=-15)), arm("sma09", *set_to(vote_level=15))
    assert against["failed_votes"].mean() > 0.5, "where nobody votes yes, signed texts must fail"
    assert np.isnan(against["entry_day"]).all(), "and nothing enters into force"
    assert in_favour["failed_votes"].sum() == 0
    assert mean_wait(against) > mean_wait(in_favour), "a refusal reopens the talks"


def test_an_absent_legislature_carries_nothing():
    assert np.isnan(arm("sma09", *set_to(attendance=0))["entry_day"]).all(), "none of none present is no majority"


def test_an_epidemic_stretches_the_time_between_rounds():
    free, slowed = arm("sma11", *set_to(spacing_epidemic=1)), arm("sma11", *set_to(spacing_epidemic=6))
    assert mean_wait(slowed) > mean_wait(free), "rounds further apart close later"
    rate = [arm_["rounds"].sum() / (arm_["blank_days_agreement"] + 98.0).sum() for arm_ in (free, slowed)]
    assert rate[1] < rate[0], "fewer rounds a day of talks"


def test_an_epidemic_outside_the_talks_changes_nothing_in_them():
    free, slowed = arm("sma09", *set_to(spacing_epidemic=1)), arm("sma09", *set_to(spacing_epidemic=6))
    assert np.array_equal(free["agreement_day"], slowed["agreement_day"], equal_nan=True)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_finer_step_moves_medians_by_no_more_than_a_step_or_two(name):
    """In distribution: the clock runs by days in every step, and votes and opinion are looked at once a step."""
    weekly, daily = arm(name, "step_days=7"), arm(name, "step_days=1")
    for column in ("blank_days_agreement", "blank_days", "blank_days_entry"):
        apart = abs(np.median(weekly[column]) - np.median(daily[column]))
        assert apart <= 14, f"{column}: medians {apart:.0f} days apart"
    assert abs(weekly["agreed"].mean() - daily["agreed"].mean()) <= 0.05
    assert abs(np.nanmedian(weekly["rise"]) - np.nanmedian(daily["rise"])) <= 0.01
