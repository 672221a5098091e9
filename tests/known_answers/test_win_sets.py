"""Win-sets (Putnam 1988; Schelling 1960) and audience costs (Fearon 1994): what home does to the settlement.

The pie is 1 and the rise is the guest's share. A public offer costs the host a lump once it is crossed.
"""

import math

import pytest
from scipy.optimize import brentq

from sim.rules.acceptance import member_yes
from sim.rules.settlement import RAMP, best_for_guest, guest_utility, host_utility, kinks, nash_settlement
from tests.menus import PIE, menu_of

BINDING = 1e6  # a lump nobody pays
MENU = menu_of([PIE])


def settled(line: float, guest_least: float = 0.0, lump: float = BINDING) -> float:
    """Guest's share under a line; NaN without agreement. Without a line it is (1 + guest_least) / 2."""
    deal = nash_settlement(0.0, guest_least, 0.5, MENU, kinks(math.inf, line, 0.0, lump, 0.0))
    return math.nan if deal.pair < 0 else deal.rise


@pytest.mark.parametrize("line", [0.1, 0.25, 0.4, 0.499])
def test_a_line_below_the_free_settlement_is_where_it_ends(line):
    """C12: clip(x_NBS, L, H)."""
    assert settled(line) == pytest.approx(line, abs=1e-8)


@pytest.mark.parametrize("line", [0.5, 0.6, 0.9, math.inf])
def test_a_line_that_does_not_exclude_the_free_settlement_changes_nothing(line):
    assert settled(line) == pytest.approx(0.5, abs=1e-12)


def test_a_line_below_what_the_guest_needs_leaves_no_zone():
    """C12: no deal iff L > H."""
    assert settled(0.3, guest_least=0.29) == pytest.approx(0.3, abs=1e-8)
    assert math.isnan(settled(0.3, guest_least=0.31))


@pytest.mark.parametrize("line", [0.1, 0.2, 0.3])
def test_a_line_is_kept_or_clearly_crossed(line):
    """The host crosses iff the lump is below 1 - 2 sqrt(L (1 - L)), and then goes to (1 - lump) / 2, not just above L.

    Kept, the product of gains is L (1 - L); crossed, (1 - a - lump) a is largest there, ((1 - lump) / 2) ^ 2.
    """
    edge = 1.0 - 2.0 * math.sqrt(line * (1.0 - line))
    for lump in (0.5 * edge, 0.99 * edge):
        assert settled(line, lump=lump) == pytest.approx((1.0 - lump) / 2.0, abs=1e-12)
        assert settled(line, lump=lump) > line + 5.0 * RAMP
    for lump in (1.01 * edge, 1.5 * edge):
        assert settled(line, lump=lump) == pytest.approx(line, abs=1e-9)


def test_a_lump_is_paid_once():
    """By hand: beyond the ramp a rise of 0.4 is worth 1 - 0.4 - 0.1 to the host; half way up, half of it."""
    k = kinks(math.inf, 0.2, 0.0, 0.1, 0.0)
    assert best_for_guest(0.5, MENU, k).rise == pytest.approx(0.4, abs=1e-12)
    half_way = 1.0 - 0.2 - RAMP / 2.0 - 0.05
    assert best_for_guest(half_way, MENU, k).rise == pytest.approx(0.2 + RAMP / 2.0, abs=1e-12)
    assert best_for_guest(0.85, MENU, k).rise == pytest.approx(0.15, abs=1e-12)


@pytest.mark.parametrize("peer", [0.1, 0.2 + RAMP / 2.0, 0.3, math.inf])
@pytest.mark.parametrize("rise", [0.05, 0.15, 0.2, 0.2 + 0.25 * RAMP, 0.2 + 0.75 * RAMP, 0.25, 0.4])
def test_peers_and_line_each_add_their_own(peer, rise):
    """1 - a - 0.5 (a - peer) above the peers' rise, less the part of the lump 0.1 that the ramp has reached."""
    k = kinks(peer, 0.2, 0.5, 0.1, 0.3)
    beyond = max(rise - peer, 0.0) if peer < math.inf else 0.0
    lump = 0.1 * min(max(rise - 0.2, 0.0) / RAMP, 1.0)
    assert host_utility(rise, 1.0, -1.0, k) == pytest.approx(1.0 - rise - 0.5 * beyond - lump, abs=1e-12)
    assert guest_utility(rise, 0.0, 1.0, k) == pytest.approx(rise + 0.3 * beyond, abs=1e-12)


def test_the_line_helps_the_side_it_binds():
    """Schelling: tied hands at home win a better deal abroad."""
    shares = [settled(line) for line in (0.5, 0.4, 0.3, 0.2)]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(("quota", "cap"), [(0.5, 1.25), (0.6, 1.2256721), (2 / 3, 1.2084112)])
def test_the_largest_amount_a_logit_public_ratifies(quota, cap):
    """C12: x(q) = mu + s ln((1 - q) / q), here with mu = 1.25 and s = 0.06."""

    def support(amount: float) -> float:
        return member_yes(0.0, 0.0, False, 0.0, 0.5, 1.0 / 0.06, amount - 1.25)

    assert brentq(lambda x: support(x) - quota, 0.5, 2.0, xtol=1e-12) == pytest.approx(cap, abs=5e-8)
