"""The fast walk over kinks against slow searches."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from sim.compiled import INTERPRETED
from sim.rules.settlement import (
    LEAST_RISE,
    MOST_RISE,
    Kinks,
    guest_utility,
    host_utility,
    nash_product,
    nash_settlement,
    rise_worth,
)
from tests.menus import NO_KINKS, PIE, Table, best_product, menu_of, numbers, some_kinks, tables, worth

examples = settings(max_examples=60 if INTERPRETED else 100, deadline=None, derandomize=True)


asks = st.one_of(st.just(0.0), numbers(0.0, 0.4))


@examples
@given(table=tables(), host_asked=asks, guest_asked=asks)
def test_no_package_of_a_fine_grid_beats_the_settlement(table: Table, host_asked: float, guest_asked: float):
    """The settlement gives both what they ask; its product is at least that of 4,001 rises for every pair and extra."""
    deal = nash_settlement(
        table.host_least, table.guest_least, table.host_weight, table.menu, table.k, host_asked, guest_asked
    )
    searched = best_product(table, host_asked, guest_asked)
    if deal.pair < 0:
        assert searched <= 1e-9, "a package worth waiting for to neither side was missed"
        return
    assert LEAST_RISE <= deal.rise <= MOST_RISE
    host, guest = worth(table.pairs[deal.pair], table.extras[deal.extra], deal.rise, table.k)
    assert (deal.host, deal.guest) == (pytest.approx(host, abs=1e-9), pytest.approx(guest, abs=1e-9))
    host_gain, guest_gain = host - table.host_least, guest - table.guest_least
    assert host_gain >= host_asked - 1e-9
    assert guest_gain >= guest_asked - 1e-9
    product = max(host_gain, 0.0) ** table.host_weight * max(guest_gain, 0.0) ** (1.0 - table.host_weight)
    assert product >= searched - 1e-9


@pytest.mark.parametrize(
    ("host_asked", "guest_asked", "share"),
    [(0.0, 0.0, 0.5), (0.3, 0.3, 0.5), (0.7, 0.1, 0.7), (0.1, 0.7, 0.3), (0.7, 0.3, 0.7)],
)
def test_what_a_side_asks_for_binds_only_beyond_the_free_split(host_asked, guest_asked, share):
    """A pie of 1, equal weights: the host gets clip(1/2, what it asks, what the guest's asking leaves)."""
    deal = nash_settlement(0.0, 0.0, 0.5, menu_of([PIE]), NO_KINKS, host_asked, guest_asked)
    assert deal.host == pytest.approx(share, abs=1e-9)


def test_asking_for_more_than_there_is_leaves_no_settlement():
    assert nash_settlement(0.0, 0.0, 0.5, menu_of([PIE]), NO_KINKS, 0.7, 0.31).pair == -1


def test_the_grid_finds_the_textbook_answer():
    """The slow reference is itself right: a pie split 0.2 + 0.6 * 0.7 has the product 0.42 ** 0.6 * 0.28 ** 0.4."""
    table = Table((PIE,), ((0.0, 0.0),), Kinks(0.0, math.inf, math.inf, 0, 0, 0, 0, 0, 0), 0.2, 0.1, 0.6)
    assert best_product(table) == pytest.approx(0.42**0.6 * 0.28**0.4, abs=1e-5)


@examples
@given(k=some_kinks(), base=numbers(-1.0, 1.0), steep=numbers(0.05, 3.0), rise=numbers(-1.0, 3.0))
def test_rise_worth_undoes_both_utilities(k: Kinks, base: float, steep: float, rise: float):
    host = host_utility(rise, base, -steep, k)
    found = rise_worth(host, base, -steep, k.at_0, k.at_1, k.at_2, k.host_0, k.host_1, k.host_2)
    assert found == pytest.approx(rise, abs=1e-9)
    guest = guest_utility(rise, base, steep, k)
    found = rise_worth(guest, base, steep, k.at_0, k.at_1, k.at_2, k.guest_0, k.guest_1, k.guest_2)
    assert found == pytest.approx(rise, abs=1e-9)


@examples
@given(k=some_kinks(), base=numbers(-1.0, 1.0), steep=numbers(0.05, 3.0), target=numbers(-2.0, 2.0))
def test_rise_worth_is_what_bisection_finds(k: Kinks, base: float, steep: float, target: float):
    bisected = brentq(lambda rise: host_utility(rise, base, -steep, k) - target, -100.0, 100.0, xtol=1e-12)
    found = rise_worth(target, base, -steep, k.at_0, k.at_1, k.at_2, k.host_0, k.host_1, k.host_2)
    assert found == pytest.approx(bisected, abs=1e-9)


@pytest.mark.parametrize(("host", "guest", "weight"), [(0.3, 0.2, 0.5), (0.3, 0.2, 0.7), (1.0, 1.0, 0.2)])
def test_nash_product_orders_as_the_weighted_product(host, guest, weight):
    plain = host**weight * guest ** (1 - weight)
    expected = plain**2 if weight == 0.5 else plain  # at equal weights the square root is left out
    assert nash_product(host, guest, weight) == pytest.approx(expected, rel=1e-12)


def test_nash_product_of_a_loss_is_below_that_of_nothing():
    assert nash_product(-1e-9, 5.0, 0.5) < nash_product(0.0, 5.0, 0.5) == 0.0
    assert nash_product(0.0, 5.0, 0.3) == 0.0
