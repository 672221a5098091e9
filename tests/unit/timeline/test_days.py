"""Dates as days and back, and dated facts as arrays by day."""

from datetime import date

import numpy as np
import pytest

from sim.timeline.days import date_of, day_of, years_after
from sim.timeline.events import before_by_day, latest_by_day, months_by_day, strength_by_day

START = date(2019, 9, 24)


def test_day_0_is_the_first_day_of_talks():
    assert day_of(START, START) == 0
    assert day_of(date(2019, 12, 31), START) == 98
    assert day_of(date(2019, 9, 23), START) == -1
    assert date_of(98, START) == date(2019, 12, 31)


@pytest.mark.parametrize("day", [-400, 0, 1, 157, 158, 5000])
def test_dates_and_days_undo_each_other(day):
    assert day_of(date_of(day, START), START) == day


def test_years_after_keep_the_day_of_the_year():
    assert years_after(date(2019, 12, 31), 3) == date(2022, 12, 31)
    assert years_after(date(2020, 2, 29), 1) == date(2021, 2, 28)
    assert years_after(date(2020, 2, 29), 4) == date(2024, 2, 29)
    assert years_after(date(2019, 12, 31), 0.5) == date(2020, 7, 1)


def test_strength_holds_from_first_to_last_day_and_the_strongest_counts():
    spells = [(date(2019, 9, 20), date(2019, 9, 26), 0.4), (date(2019, 9, 26), date(2019, 9, 27), 1.0)]
    assert strength_by_day(spells, START, 6).tolist() == [0.4, 0.4, 1.0, 1.0, 0.0, 0.0]
    outside = [(date(2018, 1, 1), date(2018, 2, 1), 1.0), (date(2030, 1, 1), date(2030, 2, 1), 1.0)]
    assert not strength_by_day(outside, START, 6).any()


def test_the_latest_value_holds_until_the_next():
    values = [(date(2019, 1, 1), 0.1), (date(2019, 9, 26), 0.3), (date(2031, 1, 1), 9.0)]
    assert latest_by_day(values, START, 5, -1.0).tolist() == [0.1, 0.1, 0.3, 0.3, 0.3]
    assert latest_by_day(values[1:], START, 5, -1.0).tolist() == [-1.0, -1.0, 0.3, 0.3, 0.3]
    assert latest_by_day([], START, 2, np.inf).tolist() == [np.inf, np.inf]


def test_an_election_is_felt_more_the_nearer_it_is_and_not_after():
    near = before_by_day([date(2019, 9, 28)], START, 8, 4)
    assert near.tolist() == [0.0, 0.25, 0.5, 0.75, 1.0, 0.0, 0.0, 0.0]
    before_the_talks = before_by_day([date(2019, 9, 23)], START, 8, 4)
    assert not before_the_talks.any()
    at_the_end = before_by_day([date(2019, 10, 2)], START, 8, 4)
    assert at_the_end.tolist() == [0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75]


def test_two_elections_close_together_do_not_add_up():
    near = before_by_day([date(2019, 9, 26), date(2019, 9, 27)], START, 5, 4)
    assert near.tolist() == [0.5, 0.75, 1.0, 1.0, 0.0]


def test_months():
    winter = months_by_day(frozenset({11, 12, 1, 2}), date(2019, 10, 31), 124)
    assert not winter[0]
    assert winter[1:122].all(), "November to 29 February"
    assert not winter[122]
