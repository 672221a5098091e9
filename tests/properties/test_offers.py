"""Offers: exactly what the one side asks for, and the best of that for the other."""

import math

import numpy as np
from hypothesis import given, settings

from sim.rules.settlement import LEAST_RISE, MOST_RISE, best_for_guest, best_for_host
from tests.menus import Table, numbers, tables, worth, worth_of_all

examples = settings(derandomize=True)
GRID = np.linspace(LEAST_RISE, MOST_RISE, 2001)


@examples
@given(table=tables(), target=numbers(-2.0, 1.0))
def test_the_hosts_offer_is_worth_its_target_and_no_such_package_is_better_for_the_guest(table: Table, target):
    offer = best_for_guest(target, table.menu, table.k)
    host, guest = worth_of_all(table, GRID)
    allowed = host >= target
    if offer.pair < 0:
        assert not allowed.any(), "a package worth the target to the host was overlooked"
        return
    own, other = worth(table.pairs[offer.pair], table.extras[offer.extra], offer.rise, table.k)
    assert offer.guest == other or math.isclose(offer.guest, other, abs_tol=1e-9)
    if offer.rise < MOST_RISE:
        assert math.isclose(own, target, abs_tol=1e-9)
    else:
        assert own >= target - 1e-9, "at the largest rise there is, the host keeps more than it asks for"
    assert not allowed.any() or offer.guest >= guest[allowed].max() - 1e-9


@examples
@given(table=tables(), target=numbers(-2.0, 1.0))
def test_the_guests_offer_is_worth_his_target_and_no_such_package_is_better_for_the_host(table: Table, target):
    offer = best_for_host(target, table.menu, table.k)
    host, guest = worth_of_all(table, GRID)
    allowed = guest >= target
    if offer.pair < 0:
        assert not allowed.any(), "a package worth the target to the guest was overlooked"
        return
    other, own = worth(table.pairs[offer.pair], table.extras[offer.extra], offer.rise, table.k)
    assert math.isclose(offer.host, other, abs_tol=1e-9)
    if offer.rise > LEAST_RISE:
        assert math.isclose(own, target, abs_tol=1e-9)
    else:
        assert own >= target - 1e-9
    assert not allowed.any() or offer.host >= host[allowed].max() - 1e-9


@examples
@given(table=tables(), first=numbers(-2.0, 1.0), second=numbers(-2.0, 1.0))
def test_asking_for_more_never_leaves_more_for_the_other(table: Table, first, second):
    modest, greedy = sorted((first, second))
    assert best_for_guest(greedy, table.menu, table.k).guest <= best_for_guest(modest, table.menu, table.k).guest + 1e-9
    assert best_for_host(greedy, table.menu, table.k).host <= best_for_host(modest, table.menu, table.k).host + 1e-9


@examples
@given(table=tables())
def test_both_best_offers_see_the_same_frontier(table: Table):
    """What the host can give while it keeps h is worth g to the guest; then, keeping g, he can give the host h back."""
    given_up = best_for_guest(table.host_least, table.menu, table.k)
    if given_up.pair < 0 or not LEAST_RISE < given_up.rise < MOST_RISE:
        return
    back = best_for_host(given_up.guest, table.menu, table.k)
    assert math.isclose(back.host, table.host_least, abs_tol=1e-7) or back.rise == LEAST_RISE
