"""Win-sets (Putnam 1988; Schelling 1960): what a constraint at home does to the settlement.

The pie is 1 and the rise is the guest's share. A line the host's public will not see crossed is a kink beyond which
the host's utility falls steeply.
"""

import math

import pytest
from scipy.optimize import brentq

from sim.rules.acceptance import acceptance_chance, member_yes
from sim.rules.settlement import kinks, nash_settlement
from tests.menus import PIE, menu_of

STEEP = 1e6
MENU = menu_of([PIE])


def settled(line: float, guest_least: float = 0.0, step: float = STEEP) -> float:
    """Guest's share under a line; NaN without agreement. Without a line it is (1 + guest_least) / 2."""
    deal = nash_settlement(0.0, guest_least, 0.5, MENU, kinks(0.0, line, 0.0, 0.0, step, 0.0))
    return math.nan if deal.pair < 0 else deal.rise


@pytest.mark.parametrize("line", [0.1, 0.25, 0.4, 0.499])
def test_a_line_below_the_free_settlement_is_where_it_ends(line):
    """C12: clip(x_NBS, L, H)."""
    assert settled(line) == pytest.approx(line, abs=1e-9)


@pytest.mark.parametrize("line", [0.5, 0.6, 0.9, math.inf])
def test_a_line_that_does_not_exclude_the_free_settlement_changes_nothing(line):
    assert settled(line) == pytest.approx(0.5, abs=1e-12)


def test_a_line_below_what_the_guest_needs_leaves_no_zone():
    """C12: no deal iff L > H."""
    assert settled(0.3, guest_least=0.29) == pytest.approx(0.3, abs=1e-9)
    assert math.isnan(settled(0.3, guest_least=0.31))


def test_a_softer_line_is_crossed_by_a_little():
    """The host trades some anger for a deal: with a step c beyond L he settles at a = (1 + c L) / 2 (1 + c)."""
    for step in (0.2, 0.5):
        expected = (1.0 + step * 0.3) / (2.0 * (1.0 + step))
        assert 0.3 < settled(0.3, step=step) < 0.5
        assert settled(0.3, step=step) == pytest.approx(expected, abs=1e-12)


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
    logit = brentq(lambda x: acceptance_chance(1.25 - x, 0.06) - quota, 0.5, 2.0, xtol=1e-12)
    assert logit == pytest.approx(cap, abs=5e-8)
