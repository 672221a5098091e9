"""The worth of waiting against the integral that defines it."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from sim.compiled import INTERPRETED
from sim.rules.payment import DAYS_PER_YEAR
from sim.rules.waiting import waiting_value
from tests.menus import numbers


def by_quadrature(
    day: float, expiry: float, funds_out: float, until: float, discount: float, saving: float, cost: float,
    early: float, continuation: float,
) -> float:  # fmt: skip
    """integral of r exp(-r s) flow(s) ds to `until`, then the continuation, piece by piece."""

    def flow(at: float) -> float:
        if at < expiry:
            return 0.0
        return saving - (early * cost if at < max(funds_out, expiry) else cost)

    dates = {day, until, *(date for date in (expiry, funds_out) if day < date < until)}
    worth = 0.0
    ordered = sorted(dates)
    for start, end in pairwise(ordered):
        middle = start + 1.0 if end == math.inf else (start + end) / 2.0
        height = flow(middle)
        lower, upper = (start - day) / DAYS_PER_YEAR, (end - day) / DAYS_PER_YEAR
        worth += quad(lambda s, height=height: discount * math.exp(-discount * s) * height, lower, upper)[0]
    if until == math.inf:
        return worth
    return worth + math.exp(-discount * (until - day) / DAYS_PER_YEAR) * continuation


@settings(max_examples=60 if INTERPRETED else 200, deadline=None, derandomize=True)
@given(
    day=numbers(0.0, 1500.0),
    expiry=numbers(0.0, 1500.0),
    money=numbers(0.0, 400.0),
    wait=st.one_of(numbers(0.5, 3000.0), st.just(math.inf)),
    discount=numbers(0.02, 0.6),
    saving=numbers(-0.2, 0.2),
    cost=numbers(0.0, 1.0),
    early=numbers(0.0, 1.0),
    continuation=numbers(-1.0, 1.0),
)
def test_waiting_value_is_its_integral(day, expiry, money, wait, discount, saving, cost, early, continuation):
    arguments = (day, expiry, expiry + money, day + wait, discount, saving, cost, early, continuation)
    assert waiting_value(*arguments) == pytest.approx(by_quadrature(*arguments), abs=1e-7)


def test_waiting_for_no_time_is_worth_what_follows():
    assert waiting_value(10.0, 0.0, 0.0, 10.0, 0.1, 0.5, 0.7, 0.3, 0.25) == pytest.approx(0.25, abs=1e-15)


def test_a_lapse_for_ever_is_worth_its_flow():
    assert waiting_value(10.0, 0.0, 0.0, math.inf, 0.1, 0.02, 0.3, 0.3, 99.0) == pytest.approx(0.02 - 0.3, abs=1e-15)


def test_while_the_old_agreement_holds_only_the_continuation_counts():
    year = 365.25
    worth = waiting_value(0.0, 2 * year, 3 * year, year, 0.1, 0.5, 0.7, 0.3, 0.4)
    assert worth == pytest.approx(0.4 * math.exp(-0.1), abs=1e-15)
