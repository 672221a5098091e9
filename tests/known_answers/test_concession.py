"""How two sides give way, by the clock and under pressure: where and when their offers cross.

By the clock (Faratin, Sierra & Jennings 1998) amounts are trillions of won over a base of 1: the host opens at 1.04 and
pays at most 1.30, the guest opens at 1.60 and takes at least 1.15. Whole-day steps are kept and the clock runs over
20,000 days, a thousand to each unit of the theory's time. Under pressure the pie is 1, the rise the guest's share.
"""

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq

from sim.rules.concession import conceded_by_clock, progress
from sim.rules.pressure import DAYS_PER_MONTH, asked, conceded, nearness
from sim.rules.settlement import best_for_guest, best_for_host
from tests.menus import NO_KINKS, PIE, Pair, menu_of

MENU = menu_of([Pair(host_base=-1.0, host_slope=-1.0, guest_base=1.0, guest_slope=1.0)])  # minus and plus the amount
CLOCK = 20_000.0
TIMES = {0.25: 18.848, 1.0: 15.775, 4.0: 7.740}
UNCAPPED = math.inf


def offers(day: float, exponent: float, most: float = 1.30) -> tuple[float, float]:
    """Amounts that host and guest name on a day."""
    given_up = conceded_by_clock(progress(day, 0.0, CLOCK), exponent)
    host = best_for_guest(asked(-1.04, -most, UNCAPPED, given_up), MENU, NO_KINKS)
    guest = best_for_host(asked(1.60, 1.15, UNCAPPED, given_up), MENU, NO_KINKS)
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


def test_a_clock_gives_up_by_its_exponent():
    """By hand: a quarter of the clock gives up a quarter of the way at an exponent of one."""
    assert progress(30.0, 10.0, 50.0) == pytest.approx(0.5)
    assert progress(5.0, 10.0, 50.0) == 0.0
    assert progress(50.0, 10.0, 50.0) == progress(60.0, 10.0, 10.0) == 1.0
    assert conceded_by_clock(0.25, 1.0) == pytest.approx(0.25)
    assert conceded_by_clock(0.25, 0.5) == pytest.approx(0.25**2)
    assert conceded_by_clock(0.25, 2.0) == pytest.approx(0.5)


MONTHS = 4.0  # ln 2 S / (kappa P) with the numbers below
RATE, STAKE = 0.5, 0.8
PRESSURE = math.log(2.0) * STAKE / (RATE * MONTHS)


@pytest.mark.parametrize("looks", [1, 7, 120])
def test_under_constant_pressure_the_share_given_up_is_exponential_however_often_one_looks(looks):
    """1 - exp(-kappa P / S t): one half after ln 2 S / (kappa P), three quarters after twice that."""
    share = 0.0
    for target in (0.5, 0.75):
        for _ in range(looks):
            share = conceded(share, RATE, PRESSURE, STAKE, MONTHS * DAYS_PER_MONTH / looks)
        assert share == pytest.approx(target, abs=1e-12)


def test_the_hazard_is_the_rate_times_pressure_over_stake():
    """The chance-like rate at which what is left is given up: kappa P / S a month, whatever has gone before."""
    for share in (0.0, 0.3, 0.9):
        step = conceded(share, RATE, PRESSURE, STAKE, 1e-4 * DAYS_PER_MONTH) - share
        assert step / (1.0 - share) / 1e-4 == pytest.approx(RATE * PRESSURE / STAKE, rel=1e-4)
    assert conceded(0.3, RATE, 0.0, STAKE, 900.0) == 0.3, "nothing presses"
    assert conceded(0.3, RATE, -0.1, STAKE, 900.0) == 0.3, "both hope for more"
    assert conceded(0.3, RATE, PRESSURE, 0.0, 900.0) == 0.3, "nothing is at stake"


def asks(demand: float, days: float, host_least: float, guest_least: float, capped: bool = True) -> tuple[float, float]:
    """What host and guest ask for of the pie after some days of constant pressure, the guest having asked `demand`."""
    menu, zone = menu_of([PIE]), 1.0 - host_least - guest_least
    assert best_for_host(guest_least, menu, NO_KINKS).host - host_least == pytest.approx(zone)
    given_up = conceded(0.0, RATE, PRESSURE, STAKE, days)
    best = zone if capped else UNCAPPED
    return asked(1.0, host_least, best, given_up), asked(demand, guest_least, best, given_up)


@pytest.mark.parametrize("demand", [1.0, 1.5, 5.0])
@pytest.mark.parametrize("least", [(0.0, 0.0), (0.3, 0.1), (0.1, 0.4)])
def test_both_meet_half_way_inside_the_zone_whatever_is_demanded(demand, least):
    """Asks leave nothing between them at R = 1/2 each, after ln 2 S / (kappa P), and split what exceeds both leasts."""
    days = brentq(lambda day: sum(asks(demand, day, *least)) - 1.0, 1.0, 1e4, xtol=1e-10)
    assert days == pytest.approx(MONTHS * DAYS_PER_MONTH, abs=1e-6)
    host, guest = asks(demand, days, *least)
    assert host == pytest.approx(least[0] + (1.0 - sum(least)) / 2.0)
    assert guest == pytest.approx(least[1] + (1.0 - sum(least)) / 2.0)


def test_without_the_cap_a_larger_demand_takes_longer_and_gets_more():
    """1 + D (1 - R) each of a pie of 1: R = D / (1 + D), after ln(1 + D) S / (kappa P)."""
    days = brentq(lambda day: sum(asks(5.0, day, 0.0, 0.0, capped=False)) - 1.0, 1.0, 1e4, xtol=1e-10)
    assert days == pytest.approx(MONTHS * DAYS_PER_MONTH * math.log(6.0) / math.log(2.0), abs=1e-6)
    assert asks(5.0, days, 0.0, 0.0, capped=False)[1] == pytest.approx(5.0 / 6.0)


def test_no_side_asks_for_less_than_it_could_do_without():
    assert asked(0.2, 0.3, 0.5, 0.0) == 0.3
    assert asked(0.9, 0.3, -0.1, 0.4) == 0.3
    assert asked(0.9, 0.3, 0.5, 1.0) == 0.3


def test_a_date_presses_in_full_on_the_day_e_times_less_at_its_reach_and_not_once_it_is_past():
    assert nearness(0.0, 60.0) == 1.0
    assert nearness(60.0, 60.0) == pytest.approx(1.0 / math.e)
    assert nearness(60.0 * math.log(10.0), 60.0) == pytest.approx(0.1)
    assert nearness(-1.0, 60.0) == 0.0


@pytest.mark.parametrize("reach", [20.0, 60.0, 200.0])
def test_before_a_date_the_share_left_falls_ever_faster(reach):
    """1 - R = exp(-k (exp(-left / reach) - exp(-T / reach))), k = kappa fall reach / S, to first order in the looks.

    The exponent holds the integral of fall exp(-days / reach), which `quad` gives as well.
    """
    fall, ahead, until = 0.6, 300, 4
    k = RATE * fall / STAKE * reach / DAYS_PER_MONTH
    left = math.exp(-k * (math.exp(-until / reach) - math.exp(-ahead / reach)))
    integral = quad(lambda days: nearness(days, reach), until, ahead)[0]
    assert left == pytest.approx(math.exp(-RATE * fall / STAKE * integral / DAYS_PER_MONTH), abs=1e-10)
    errors = []
    for step in (4, 2, 1):
        share = 0.0
        for day in range(ahead, until, -step):
            share = conceded(share, RATE, fall * nearness(float(day), reach), STAKE, float(step))
        errors.append(1.0 - share - left)
    assert errors[-1] == pytest.approx(0.0, abs=0.01)
    assert np.divide(errors[:-1], errors[1:]) == pytest.approx(2.0, abs=0.1)
