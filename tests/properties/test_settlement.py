"""The Nash settlement: on the frontier, better than waiting for both, and blind to units, labels and absent terms."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings

from sim.rules.settlement import (
    LEAST_RISE,
    MOST_RISE,
    Kinks,
    Package,
    best_for_guest,
    best_for_host,
    kinks,
    nash_product,
    nash_settlement,
)
from tests.menus import NO_KINKS, PIE, Pair, Table, menu_of, numbers, tables, worth

examples = settings(derandomize=True)


def settled(table: Table) -> Package:
    return nash_settlement(table.host_least, table.guest_least, table.host_weight, table.menu, table.k)


def product(deal: Package, table: Table) -> float:
    return nash_product(deal.host - table.host_least, deal.guest - table.guest_least, table.host_weight)


@examples
@given(table=tables())
def test_a_settlement_is_worth_more_than_waiting_to_both_and_cannot_be_bettered_for_one_alone(table: Table):
    deal = settled(table)
    assume(deal.pair >= 0)
    assert deal.host >= table.host_least
    assert deal.guest >= table.guest_least
    if LEAST_RISE < deal.rise < MOST_RISE:
        assert best_for_guest(deal.host, table.menu, table.k).guest <= deal.guest + 1e-7
        assert best_for_host(deal.guest, table.menu, table.k).host <= deal.host + 1e-7


@examples
@given(table=tables())
def test_there_is_a_settlement_where_and_only_where_offers_meet(table: Table):
    """The round asks the first question, the rules answer the second; they must agree."""
    offer = best_for_guest(table.host_least, table.menu, table.k)
    room = offer.guest - table.guest_least
    assume(abs(room) > 1e-4)
    assert (settled(table).pair >= 0) == (room > 0.0)


@examples
@given(
    table=tables(), by=numbers(0.1, 20.0), plus=numbers(-3.0, 3.0), other=numbers(0.1, 20.0), more=numbers(-3.0, 3.0)
)
def test_units_and_zero_of_either_utility_leave_the_package_alone(table: Table, by, plus, other, more):
    """C27 i: positive affine changes, one for each side."""
    k = table.k
    changed = table._replace(
        pairs=tuple(
            Pair(by * p.host_base + plus, by * p.host_slope, other * p.guest_base + more, other * p.guest_slope)
            for p in table.pairs
        ),
        extras=tuple((by * host, other * guest) for host, guest in table.extras),
        k=Kinks(
            k.at_0, k.at_1, k.at_2, by * k.host_0, by * k.host_1, by * k.host_2,
            other * k.guest_0, other * k.guest_1, other * k.guest_2,
        ),
        host_least=by * table.host_least + plus,
        guest_least=other * table.guest_least + more,
    )  # fmt: skip
    before, after = settled(table), settled(changed)
    assume(before.pair < 0 or product(before, table) > 1e-6)  # a deal worth next to nothing may round away
    assert (before.pair < 0) == (after.pair < 0) or product(after, changed) < 1e-6
    if before.pair >= 0 and after.pair >= 0:
        back = after._replace(host=(after.host - plus) / by, guest=(after.guest - more) / other)
        assert math.isclose(product(back, table), product(before, table), rel_tol=1e-7)
        if (after.pair, after.extra) == (before.pair, before.extra):
            assert math.isclose(after.rise, before.rise, abs_tol=1e-6)


def mirrored(table: Table, about: float) -> Table:
    """The same talks with the sides' names exchanged: a rise of a is called about - a."""
    k = table.k
    at, host_steps, guest_steps = k[0:3], k[3:6], k[6:9]
    finite = [n for n in range(3) if at[n] < math.inf]
    order = finite[::-1]

    def flipped(base: float, slope: float, steps: tuple[float, ...]) -> tuple[float, float]:
        # base + slope a + step max(0, a - kink), read in about - a
        return (
            base + slope * about + sum(steps[n] * (about - at[n]) for n in finite),
            -slope - sum(steps[n] for n in finite),
        )

    pairs = []
    for p in table.pairs:
        host = flipped(p.guest_base, p.guest_slope, guest_steps)
        guest = flipped(p.host_base, p.host_slope, host_steps)
        pairs.append(Pair(*host, *guest))
    spare = 3 - len(order)
    places = [about - at[n] for n in order] + [math.inf] * spare
    return Table(
        tuple(pairs),
        tuple((guest, host) for host, guest in table.extras),
        Kinks(
            *places, *[guest_steps[n] for n in order], *[0.0] * spare, *[host_steps[n] for n in order], *[0.0] * spare
        ),
        table.guest_least,
        table.host_least,
        1.0 - table.host_weight,
    )


@examples
@given(table=tables())
def test_exchanging_the_names_of_the_sides_mirrors_the_settlement(table: Table):
    """C27 iii: it matters what a side wants, not what it is called."""
    about = LEAST_RISE + MOST_RISE  # so that the bounds of a rise mirror too
    other = mirrored(table, about)
    for rise in (-0.3, 0.0, 0.2, 1.7):
        host, guest = worth(table.pairs[0], table.extras[0], rise, table.k)
        swapped = worth(other.pairs[0], other.extras[0], about - rise, other.k)
        assert np.allclose(swapped, (guest, host), atol=1e-9), "the mirror itself is bent"
    before, after = settled(table), settled(other)
    assume(before.pair < 0 or product(before, table) > 1e-6)
    assert (before.pair < 0) == (after.pair < 0) or product(after, other) < 1e-6
    if before.pair >= 0 and after.pair >= 0:
        assert math.isclose(product(before, table), product(after, other), rel_tol=1e-6)
        if (after.pair, after.extra) == (before.pair, before.extra):
            assert math.isclose(before.rise, about - after.rise, abs_tol=1e-6)


@examples
@given(table=tables(), first=numbers(LEAST_RISE, 0.5), second=numbers(LEAST_RISE, 0.5))
def test_a_kink_without_a_bend_is_no_kink(table: Table, first, second):
    """C27 v: with all audience and precedent terms at 0, peers' rise and line may lie anywhere."""
    plain = table._replace(k=NO_KINKS)
    bent = table._replace(k=kinks(first, second, 0.0, 0.0, 0.0))
    before, after = settled(plain), settled(bent)
    assert before.pair == after.pair or math.isclose(product(before, plain), product(after, bent), abs_tol=1e-9)
    if before.pair == after.pair >= 0 and before.extra == after.extra:
        assert math.isclose(before.rise, after.rise, abs_tol=1e-6)


def test_a_kink_below_the_least_rise_bends_what_lies_above_it():
    """Peers that cut by more than is ever offered here: every rise is above theirs, and sets a precedent."""
    peer = LEAST_RISE - 0.1
    menu, k = menu_of([PIE]), kinks(peer, math.inf, 0.3, 0.0, 0.2)
    deal = nash_settlement(0.0, 0.0, 0.5, menu, k)
    assert (deal.host, deal.guest) == pytest.approx(worth(PIE, (0.0, 0.0), deal.rise, k), abs=1e-12)
    assert best_for_guest(deal.host, menu, k).guest == pytest.approx(deal.guest, abs=1e-9)


@examples
@given(table=tables(), peer_cost=numbers(0.0, 2.0), line_cost=numbers(0.0, 0.5), precedent=numbers(0.0, 2.0))
def test_a_line_at_the_peers_rise_is_one_just_beside_it(table: Table, peer_cost, line_cost, precedent):
    """The order in which kinks that meet are listed does not matter."""
    at, near = (kinks(0.1, line, peer_cost, line_cost, precedent) for line in (0.1, 0.1 - 1e-12))
    before, after = settled(table._replace(k=at)), settled(table._replace(k=near))
    assume(before.pair < 0 or product(before, table) > 1e-6)
    assert before.pair == after.pair or math.isclose(product(before, table), product(after, table), abs_tol=1e-7)
    if before.pair == after.pair >= 0 and before.extra == after.extra:
        assert math.isclose(before.rise, after.rise, abs_tol=1e-6)


@examples
@given(table=tables(), more=numbers(0.0, 0.3))
def test_a_better_worth_of_waiting_is_never_bad_for_a_side(table: Table, more):
    """Nash: the split moves toward the side that can wait better, as long as there is one."""
    before = settled(table)
    after = settled(table._replace(host_least=table.host_least + more))
    assume(before.pair >= 0 and after.pair >= 0)
    if len(table.pairs) == len(table.extras) == 1:
        assert after.host >= before.host - 1e-9
        assert after.guest <= before.guest + 1e-9
