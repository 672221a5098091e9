"""How a pie is split: the Nash product against the closed forms of bargaining theory.

The pie is 1 and the rise is the guest's share, so that the host's utility is 1 - a and the guest's a.
"""

import math

import numpy as np
import pytest
from scipy.integrate import quad

from sim.rules.payment import DAYS_PER_YEAR
from sim.rules.settlement import nash_settlement
from sim.rules.waiting import waiting_value
from tests.menus import NO_KINKS, PIE, Pair, menu_of

EXACT = 1e-9
ROUNDED = 5e-8  # targets are given to seven places


def host_share(host_least: float, guest_least: float, host_weight: float) -> float:
    """The host's part of the pie; NaN where nothing is left to share."""
    deal = nash_settlement(host_least, guest_least, host_weight, menu_of([PIE]), NO_KINKS)
    return math.nan if deal.pair < 0 else deal.host


def mean_worth_of_waiting(rate: float, discount: float, flow: float, continuation: float) -> float:
    """Mean worth of waiting for a date that comes at a rate per year: `waiting_value` over exponential dates.

    `flow` is per year, as in the theory; the rule takes yearly averages, r times that integral.
    """

    def weighted(chance: float) -> float:
        years = -math.log(1.0 - chance) / rate
        return waiting_value(0.0, 0.0, 0.0, years * DAYS_PER_YEAR, discount, flow / discount, 0.0, 1.0, continuation)

    return quad(weighted, 0.0, 1.0, epsabs=1e-12, epsrel=1e-12, limit=500)[0]


@pytest.mark.parametrize("weight", [0.05, 1 / 3, 0.5, 0.6, 0.95])
@pytest.mark.parametrize("least", [(0.0, 0.0), (0.2, 0.1), (0.45, 0.5), (-0.3, 0.1)])
def test_asymmetric_nash_gives_each_side_its_weight_of_the_surplus(weight, least):
    """C4: x = d1 + alpha (1 - d1 - d2)."""
    assert host_share(*least, weight) == pytest.approx(least[0] + weight * (1.0 - sum(least)), abs=EXACT)


def test_nothing_is_settled_where_waiting_is_worth_more_than_the_pie():
    assert math.isnan(host_share(0.6, 0.41, 0.5))
    assert host_share(0.6, 0.39, 0.5) == pytest.approx(0.605, abs=EXACT)


def test_rubinsteins_continuous_share_is_the_nash_share_of_the_patience_weight():
    """C3: the side that discounts by r1 has the weight r2 / (r1 + r2)."""
    assert host_share(0.0, 0.0, 0.10 / 0.15) == pytest.approx(2 / 3, abs=EXACT)


def test_rubinsteins_shares_close_in_on_it_at_first_order_as_rounds_come_closer():
    """C3: alternating offers every `step` give x = (1 - d2) / (1 - d1 d2), with the error r1 r2 step / 2 (r1 + r2)."""
    targets = {1.0: 0.6831876, 0.1: 0.6683319, 0.01: 0.6668333}
    mediated = host_share(0.0, 0.0, 0.10 / 0.15)
    errors = {}
    for step in (1.0, 0.1, 0.01, 0.02, 0.005):
        patience = math.exp(-0.05 * step), math.exp(-0.10 * step)
        offered = (1.0 - patience[1]) / (1.0 - patience[0] * patience[1])
        assert offered == pytest.approx(targets.get(step, offered), abs=ROUNDED)
        errors[step] = offered - mediated
        assert errors[step] == pytest.approx(step * 0.05 * 0.10 / (2 * 0.15), rel=0.02)
    assert 1.8 < errors[0.02] / errors[0.01] < 2.2
    assert 1.8 < errors[0.01] / errors[0.005] < 2.2


def test_risk_of_breakdown_makes_the_value_of_breaking_down_the_threat_point():
    """C5 as the risk vanishes: b1 + (1 - b1 - b2) / 2; a proposer at risk p gets b1 + (1 - b1 - b2) / (2 - p)."""
    mediated = host_share(0.2, 0.1, 0.5)
    assert mediated == pytest.approx(0.55, abs=EXACT)
    for risk, target in ((0.5, 0.6666667), (0.1, 0.5684211), (0.01, 0.5517588)):
        proposer = 0.2 + 0.7 / (2.0 - risk)
        assert proposer == pytest.approx(target, abs=ROUNDED)
        assert abs(proposer - mediated) <= 0.7 * risk / 2


@pytest.mark.parametrize(
    ("discounts", "rate", "flows", "continuations", "target"),
    [
        ((0.06, 0.06), 0.25, (0.012, 0.02), (0.35, 0.30), 0.5072581),
        ((0.05, 0.12), 0.20, (0.01, 0.02), (0.30, 0.25), 0.5614035),
    ],
)
def test_interim_pay_offs_and_the_hazard_of_an_election(discounts, rate, flows, continuations, target):
    """C6: d = (g + lambda b) / (r + lambda); the split has the weight R2 / (R1 + R2) with R = r + lambda."""
    least = []
    for discount, flow, continuation in zip(discounts, flows, continuations, strict=True):
        worth = mean_worth_of_waiting(rate, discount, flow, continuation)
        assert worth == pytest.approx((flow + rate * continuation) / (discount + rate), abs=EXACT)
        least.append(worth)
    hosts, guests = (discount + rate for discount in discounts)
    assert host_share(*least, guests / (hosts + guests)) == pytest.approx(target, abs=ROUNDED)


@pytest.mark.parametrize(("years", "target"), [(0.5, 0.7378074), (2.0, 0.7046827), (4.0, 0.6675800)])
def test_split_before_a_known_election(years, target):
    """C8: u1 = 1/2 + 1/2 exp(-r tau) (b1 - b2) with equal chances to propose."""
    least = [waiting_value(0.0, 0.0, 0.0, years * DAYS_PER_YEAR, 0.1, 0.0, 0.0, 1.0, hope) for hope in (0.7, 0.2)]
    assert host_share(*least, 0.5) == pytest.approx(target, abs=ROUNDED)


@pytest.mark.parametrize(
    ("flow", "hopes", "years"),
    [(0.0, 1.3, 2.6236), (0.02, 1.3, 3.1845), (0.05, 1.3, 4.7000)],
)
def test_optimism_keeps_the_sides_apart_until_the_date_comes_near(flow, hopes, years):
    """C9: no deal iff (g / r)(1 - exp(-r tau)) + exp(-r tau) B > 1: the blank begins tau* before the date.

    Both sides share the flow g and the hopes B equally here; only the sums matter. Days are whole, so the day on
    which talks stop is met to the day.
    """
    discount, until = 0.1, 6.0 * DAYS_PER_YEAR

    def settles(day: int) -> bool:
        least = waiting_value(float(day), 0.0, 0.0, until, discount, flow / 2 / discount, 0.0, 1.0, hopes / 2)
        return not math.isnan(host_share(least, least, 0.5))

    open_days = [day for day in range(int(until) + 1) if settles(day)]
    assert open_days == list(range(len(open_days))), "once hopes exceed the pie they do so until the date"
    stop = (until - open_days[-1]) / DAYS_PER_YEAR
    closed = math.log((hopes - flow / discount) / (1.0 - flow / discount)) / discount
    assert closed == pytest.approx(years, abs=5e-5)
    assert closed < stop <= closed + 1.0 / DAYS_PER_YEAR + 1e-9


def test_optimism_with_a_rich_interim_never_closes():
    """C9: with g >= r the sides live as well on the old agreement as on a new one, and no day brings a deal."""
    for years in (0.1, 1.0, 10.0, 40.0):
        least = waiting_value(0.0, 0.0, 0.0, years * DAYS_PER_YEAR, 0.1, 0.5, 0.0, 1.0, 0.65)
        assert math.isnan(host_share(least, least, 0.5))


@pytest.mark.parametrize(("rate", "waits"), [(0.30, False), (0.36, True), (0.5, True), (0.1, False)])
def test_optimism_about_an_election_that_may_come_any_day(rate, waits):
    """C10: wait iff (g + lambda B) / (r + lambda) > 1; with r = .1, B = 1.3 and g = 0 from lambda = 1/3 on."""
    least = mean_worth_of_waiting(rate, 0.1, 0.0, 0.65)
    assert 2 * least == pytest.approx(rate * 1.3 / (0.1 + rate), abs=EXACT)
    assert math.isnan(host_share(least, least, 0.5)) is waits


def test_the_split_follows_the_slopes_when_utilities_are_measured_in_other_units():
    """C27 i on a case by hand: the host counts in thousands and has 500 before the talks begin; the split stays."""
    menu = menu_of([Pair(host_base=1500.0, host_slope=-1000.0, guest_base=0.0, guest_slope=1.0)])
    deal = nash_settlement(700.0, 0.1, 0.6, menu, NO_KINKS)
    assert 1.0 - deal.rise == pytest.approx(0.2 + 0.6 * 0.7, abs=EXACT)
    assert np.isclose(deal.host, 500.0 + 1000.0 * (1.0 - deal.rise), rtol=1e-12)
