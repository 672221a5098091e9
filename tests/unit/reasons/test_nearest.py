"""The nearest package that would do: by hand, and against a search through the whole menu."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.reasons.nearest import least_for_guest, most_for_host, nearest_for_guest, nearest_for_host
from sim.rules.settlement import MOST_RISE, Package
from tests.menus import NO_KINKS, PIE, Pair, Table, menu_of, numbers, tables

FLAT = Pair(host_base=1.0, host_slope=-0.01, guest_base=0.0, guest_slope=0.01)  # no rise ever offered brings 0.3


def from_the_table(rise: float, pair: int = 0, extra: int = 0) -> Package:
    return Package(pair, extra, rise, math.nan, math.nan)


def test_the_same_terms_come_first_however_far():
    menu = menu_of([PIE, PIE._replace(guest_base=0.2)])
    assert nearest_for_guest(from_the_table(0.1), 0.5, menu, NO_KINKS) == pytest.approx((0, 0, 0.5, 0.5, 0.5))
    assert nearest_for_host(from_the_table(0.6), 0.8, menu, NO_KINKS) == pytest.approx((0, 0, 0.2, 0.8, 0.2))


def test_of_other_terms_the_nearest_changes_the_rise_least():
    """To be worth 0.3 to the guest the other pairs need rises of 0.7, 0.25 and -0.05; the offer is one of 0.2."""
    others = [PIE._replace(guest_base=base) for base in (-0.4, 0.05, 0.35)]
    menu = menu_of([FLAT, *others])
    assert nearest_for_guest(from_the_table(0.2), 0.3, menu, NO_KINKS) == pytest.approx((2, 0, 0.25, 0.75, 0.3))


def test_a_host_names_no_rise_beyond_what_its_delegation_may():
    menu = menu_of([PIE])
    assert nearest_for_host(from_the_table(0.9), 0.5, menu, NO_KINKS).rise == pytest.approx(0.5)
    capped = nearest_for_host(from_the_table(0.9), 0.5, menu, NO_KINKS, 0.3)
    assert capped == pytest.approx((0, 0, 0.3, 0.7, 0.3)), "it is worth what the smaller rise is worth"


def test_where_no_package_would_do_there_is_none():
    assert nearest_for_guest(from_the_table(0.1), 0.3, menu_of([FLAT]), NO_KINKS) is None
    assert nearest_for_host(from_the_table(0.1), 1.2, menu_of([PIE]), NO_KINKS) is None


@settings(max_examples=60, deadline=None)
@given(tables(), numbers(-0.1, 3.0), st.booleans())
def test_no_other_package_that_would_do_is_nearer(table: Table, rise: float, by_guest: bool):
    """Asked of a side that put nothing on the table, so that no terms come first."""
    menu, k = table.menu, table.k
    rise_at = least_for_guest if by_guest else most_for_host
    least = table.guest_least if by_guest else table.host_least
    find = nearest_for_guest if by_guest else nearest_for_host
    found = find(from_the_table(rise, pair=-1), least, menu, k)
    places = [(pair, extra) for pair in range(len(table.pairs)) for extra in range(len(table.extras))]
    rises = [each for place in places if math.isfinite(each := rise_at(least, *place, menu, k))]
    if found is None:
        assert not rises
        return
    assert abs(found.rise - rise) == min(abs(each - rise) for each in rises)
    assert -0.1 <= found.rise <= MOST_RISE
