"""Kinks of both utilities: peers' rise and public offer in either order, and what an opening is worth."""

import math

import pytest

from sim.rules.settlement import (
    RAMP,
    guest_utility,
    host_utility,
    kinks,
    opening_worth_guest,
    opening_worth_host,
    rise_worth,
)
from tests.menus import NO_KINKS, PIE, Pair, menu_of

INF = math.inf


def lost(rise, k):
    """What the kinks cost the host at a rise."""
    return host_utility(rise, 0.0, -1.0, k) + rise


@pytest.mark.parametrize(
    ("rise", "cost"), [(0.0, 0.0), (0.1, 0.0), (0.1025, 0.015), (0.105, 0.03), (0.2, 0.03), (5.0, 0.03)]
)
def test_going_above_the_public_offer_costs_a_lump_paid_in_full_half_a_point_above_it(rise, cost):
    assert RAMP == 0.005
    assert lost(rise, kinks(INF, 0.1, 0.4, 0.03, 0.2)) == pytest.approx(-cost, abs=1e-12)


@pytest.mark.parametrize("peer", [0.05, 0.1, 0.102, 0.105, 0.15, INF], ids="peer at {}".format)
@pytest.mark.parametrize("line", [0.1, INF], ids="line at {}".format)
def test_each_kink_costs_and_gives_the_same_whichever_comes_first(peer, line):
    k = kinks(peer, line, 0.4, 0.03, 0.2)
    assert (k.at_0, k.at_1, k.at_2) == tuple(sorted((k.at_0, k.at_1, k.at_2)))
    for rise in (-0.05, 0.0, 0.07, 0.1, 0.101, 0.103, 0.106, 0.15, 0.3):
        above = max(rise - peer, 0.0)
        over = min(max(rise - line, 0.0), RAMP) / RAMP
        assert lost(rise, k) == pytest.approx(-0.4 * above - 0.03 * over, abs=1e-12)
        assert guest_utility(rise, 0.0, 1.0, k) - rise == pytest.approx(0.2 * above, abs=1e-12)


def test_without_peers_and_offer_there_is_no_kink():
    k = kinks(INF, INF, 0.4, 0.03, 0.2)
    assert (k.at_0, k.at_1, k.at_2) == (INF, INF, INF)
    assert lost(9.0, k) == 0.0
    assert rise_worth(-0.3, 0.0, -1.0, k.at_0, k.at_1, k.at_2, k.host_0, k.host_1, k.host_2) == pytest.approx(0.3)


@pytest.mark.parametrize("peer", [0.05, 0.102, 0.15, INF])
def test_the_rise_of_a_worth_is_found_on_every_segment(peer):
    k = kinks(peer, 0.1, 0.4, 0.03, 0.2)
    for rise in (-0.05, 0.03, 0.07, 0.1, 0.101, 0.104, 0.12, 0.3):
        worth = host_utility(rise, 0.2, -1.0, k)
        found = rise_worth(worth, 0.2, -1.0, k.at_0, k.at_1, k.at_2, k.host_0, k.host_1, k.host_2)
        assert found == pytest.approx(rise, abs=1e-12)


def test_an_opening_comes_with_the_pair_and_the_extras_that_suit_its_side():
    other = Pair(host_base=1.2, host_slope=-3.0, guest_base=-0.1, guest_slope=2.0)
    menu = menu_of([PIE, other], extras=[(0.0, 0.0), (0.03, -0.02), (-0.05, 0.04)])
    assert opening_worth_host(0.05, menu, NO_KINKS) == pytest.approx(1.2 - 0.15 + 0.03)
    assert opening_worth_host(0.5, menu, NO_KINKS) == pytest.approx(1.0 - 0.5 + 0.03), "the other pair is dearer then"
    assert opening_worth_guest(0.05, menu, NO_KINKS) == pytest.approx(0.05 + 0.04)
    assert opening_worth_guest(0.5, menu, NO_KINKS) == pytest.approx(-0.1 + 1.0 + 0.04)


def test_an_opening_above_the_public_offer_is_worth_less_to_the_host():
    menu = menu_of([PIE])
    assert opening_worth_host(0.2, menu, kinks(INF, 0.1, 0.0, 0.03, 0.0)) == pytest.approx(0.77)
