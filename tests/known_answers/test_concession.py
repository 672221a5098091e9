"""Two sides that concede by the clock: where and when their offers cross (Faratin, Sierra & Jennings 1998).

Amounts are trillions of won over a base of 1: the host opens at 1.04 and pays at most 1.30, the guest opens at 1.60
and takes at least 1.15. Whole-day steps are kept and the clock runs over 20,000 days, a thousand to each unit of the
theory's time.
"""

import math

import pytest
from scipy.optimize import brentq

from sim.rules.concession import after_reciprocity, aspiration, at_level, progress
from sim.rules.settlement import best_for_guest, best_for_host
from tests.menus import NO_KINKS, Pair, menu_of

MENU = menu_of([Pair(host_base=-1.0, host_slope=-1.0, guest_base=1.0, guest_slope=1.0)])  # minus and plus the amount
CLOCK = 20_000.0
TIMES = {0.25: 18.848, 1.0: 15.775, 4.0: 7.740}


def offers(day: float, exponent: float, most: float = 1.30) -> tuple[float, float]:
    """Amounts that host and guest name on a day."""
    run = progress(day, 0.0, CLOCK, 0.0)
    host = best_for_guest(aspiration(-1.04, -most, run, exponent), MENU, NO_KINKS)
    guest = best_for_host(aspiration(1.60, 1.15, run, exponent), MENU, NO_KINKS)
    return 1.0 + host.rise, 1.0 + guest.rise


def gap(day: float, exponent: float, most: float = 1.30) -> float:
    host, guest = offers(day, exponent, most)
    return guest - host


def test_offers_start_at_the_openings_and_end_at_what_waiting_is_worth():
    assert offers(0.0, 1.0) == pytest.approx((1.04, 1.60))
    assert offers(CLOCK, 1.0) == pytest.approx((1.30, 1.15))


@pytest.mark.parametrize("exponent", TIMES)
def test_offers_cross_at_one_price_whatever_the_exponent(exponent):
    """C11: s = .7887324, price 1.2450704, time T s ** beta."""
    day = brentq(gap, 1.0, CLOCK - 1.0, args=(exponent,), xtol=1e-9)
    share = (1.60 - 1.04) / ((1.30 - 1.04) + (1.60 - 1.15))
    assert share == pytest.approx(0.7887324, abs=5e-8)
    assert offers(day, exponent) == pytest.approx((1.2450704, 1.2450704), abs=5e-8)
    assert day / CLOCK == pytest.approx(share**exponent, abs=1e-9)
    assert day / 1000.0 == pytest.approx(TIMES[exponent], abs=1e-3)  # the targets are given to about that


@pytest.mark.parametrize("exponent", TIMES)
def test_whole_days_meet_the_crossing_to_the_day(exponent):
    first = next(day for day in range(int(CLOCK)) if gap(float(day), exponent) <= 0.0)
    crossing = CLOCK * ((1.60 - 1.04) / 0.71) ** exponent
    assert 0.0 <= first - crossing <= 1.0
    steepest = 0.71 / exponent / CLOCK * max(1.0, (first / CLOCK) ** (1.0 / exponent - 1.0))
    assert abs(offers(float(first), exponent)[0] - 1.2450704) <= steepest + 1e-7


@pytest.mark.parametrize("exponent", TIMES)
def test_a_cap_below_what_the_guest_needs_leaves_them_apart_for_ever(exponent):
    """C11 with a cap of 1.10: s = 1.098, no agreement on any day."""
    share = (1.60 - 1.04) / ((1.10 - 1.04) + (1.60 - 1.15))
    assert share == pytest.approx(1.098, abs=5e-4)
    assert all(gap(float(day), exponent, 1.10) > 0.0 for day in range(0, 2 * int(CLOCK), 50))
    assert gap(CLOCK, exponent, 1.10) == pytest.approx(0.05)


def test_an_exponent_of_one_concedes_evenly():
    """By hand: a quarter of the clock gives up a quarter of the way."""
    assert aspiration(0.9, 0.1, 0.25, 1.0) == pytest.approx(0.7)
    assert aspiration(0.9, 0.1, 0.25, 0.5) == pytest.approx(0.9 - 0.8 * 0.25**2)
    assert aspiration(0.9, 0.1, 0.25, 2.0) == pytest.approx(0.9 - 0.8 * math.sqrt(0.25))


def test_caution_before_elections_slows_the_clock_but_never_past_the_deadline():
    assert progress(30.0, 10.0, 50.0, 0.0) == pytest.approx(0.5)
    assert progress(30.0, 10.0, 50.0, 0.4) == pytest.approx(0.3)
    assert progress(50.0, 10.0, 50.0, 0.4) == 1.0
    assert progress(5.0, 10.0, 50.0, 0.0) == 0.0


def test_reciprocity_and_level_give_way_by_their_share_and_stop_at_waiting():
    assert after_reciprocity(0.5, 0.1, 0.2, 0.3) == pytest.approx(0.44)
    assert after_reciprocity(0.5, 0.1, -0.2, 0.3) == 0.5, "a step back is not returned"
    assert after_reciprocity(0.12, 0.1, 0.2, 0.3) == 0.1
    assert at_level(0.5, 0.1, 0.03) == pytest.approx(0.47)
    assert at_level(0.12, 0.1, 0.03) == 0.1
