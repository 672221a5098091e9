"""The subgame-perfect equilibrium of the rounds to come: what a side gets by refusing the offer on the table.

Backward induction over evenly spaced rounds. Whoever offers names the package best for himself among those worth to
the other what refusing is worth to it; where none beats refusing for both, the round fails. After the last round
comes the date on which the table changes; where none is known, the game goes on as on the last day looked at.

References
----------
Rubinstein (1982), Econometrica 50; Stahl (1972); risk of breakdown: Binmore, Rubinstein & Wolinsky (1986), RAND
Journal 17; a side that may leave: Shaked & Sutton (1984), Econometrica 52.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compiled import compiled, compiled_loop
from sim.rules.kinds import ALTERNATING, RANDOM, Party
from sim.rules.parameters import Params
from sim.rules.payment import normal_growth
from sim.rules.settlement import TIE, Kinks, best_for_guest, best_for_host
from sim.rules.succession import change_rate, guest_weights, lapse_costs, next_turn, outlook, setting_then
from sim.rules.terms import Facts, Menu, Prospects
from sim.rules.waiting import expected, waiting_value
from sim.rules.worth import Both, fill_guest, fill_host, kinks_on

GUEST = Party.GUEST.value
HOST = Party.HOST.value
SAME = 1e-15  # change of both worths below which the game without end is solved
MOST_PAIRS = 200_000  # of rounds, in the search for it
AHEAD = 730  # days whose rounds are looked at one by one where no date lies ahead; then the game goes on as on the last


class Refusing(NamedTuple):
    """Worth to each side of refusing the offer on the table."""

    host: float
    guest: float


@compiled
def proposer(protocol: int, first: int, held: int, host_chance: float, u: float) -> int:
    """Party that offers in the round after `held` others; in the random protocol the host with `host_chance`."""
    if protocol == RANDOM:
        return HOST if u < host_chance else GUEST
    return first if held % 2 == 0 else 1 - first


@compiled_loop
def offered(by: int, least: Refusing, m: Menu, k: Kinks) -> Refusing:
    """Worth to both of a round in which one side offers: its best package if that beats refusing for both."""
    if by == HOST:
        deal = best_for_host(least.guest, m, k)
        if deal.pair >= 0 and deal.host >= least.host - TIE:
            return Refusing(deal.host, least.guest)
    else:
        deal = best_for_guest(least.host, m, k)
        if deal.pair >= 0 and deal.guest >= least.guest - TIE:
            return Refusing(least.host, deal.guest)
    return least


@compiled_loop
def round_worth(held: int, refusing: Refusing, m: Menu, k: Kinks, f: Facts, p: Params) -> Refusing:
    """Worth to both of the round after `held` others, given that of refusing in it; a side may leave instead.

    Where one leaves, the other is taken to be left with what refusing is worth; it matters only where no offer is
    taken.
    """
    least = Refusing(max(refusing.host, f.exit_host), max(refusing.guest, f.exit_guest))
    if f.protocol == RANDOM:
        by_host, by_guest = offered(HOST, least, m, k), offered(GUEST, least, m, k)
        chance = p.bargaining_weight_host
        return Refusing(expected(chance, by_host.host, by_guest.host), expected(chance, by_host.guest, by_guest.guest))
    return offered(proposer(ALTERNATING, f.first_offer, held, 0.0, 0.0), least, m, k)


@compiled_loop
def until_then(
    day: float, until: float, cost: Both, rate: float, then: Refusing, breakdown: float, f: Facts, p: Params,
) -> Refusing:  # fmt: skip
    """Worth on `day` of refusing: the flow to day `until` and then `then`, unless the talks break off at once."""
    funds_out = f.expiry + p.funds_days
    saving = normal_growth(p.fair_growth, f.inflation)
    host = waiting_value(
        day, f.expiry, funds_out, until, p.discount_host, saving, cost.host, p.lapse_early, then.host,
        rate, f.change_host,
    )  # fmt: skip
    guest = waiting_value(
        day, f.expiry, funds_out, until, p.discount_guest, -saving, cost.guest, p.lapse_early, then.guest,
        rate, f.change_guest,
    )  # fmt: skip
    return Refusing(
        expected(breakdown, f.breakdown_host, host), expected(breakdown, f.breakdown_guest, guest)
    )  # fmt: skip


@compiled_loop
def fill_then(day: float, today: int, guest: int, host: int, q: Prospects, m: Menu, f: Facts, p: Params) -> Kinks:
    """Worth of the menu on a day to come, in quiet times, written into `m`; the kinks that go with it."""
    setting = setting_then(day, today, guest, host, False, q, f, p)
    fill_host(m, setting, f, p)
    fill_guest(m, setting, f, p)
    return kinks_on(today, setting, f, p)


@compiled_loop
def refusing_values(
    day: int, held: int, guest: int, host: int, q: Prospects, m: Menu, f: Facts, p: Params,
) -> Refusing:  # fmt: skip
    """Worth of refusing in the round of `day`, the one after `held` others; the menu `m` is overwritten.

    The rounds to come are expected every `spacing_working` days, in quiet times.
    """
    spacing = max(int(p.spacing_working), 1)
    cost = lapse_costs(guest, 0.0, 0.0, 0.0, 0.0, q, p)
    outside = guest_weights(outlook(float(day), day, guest, GUEST, q, f).stay, q.types[guest], p)[1]
    turn = next_turn(float(day), day, guest, host, outside, q, f, p)
    rate = change_rate(q, f)
    risk = f.breakdown_chance
    last = day + AHEAD if turn.until == math.inf else math.ceil(turn.until) - 1
    ahead = max((last - day) // spacing, 0)
    if f.perpetual == 1 and turn.until == math.inf and day >= f.expiry:
        ahead = 0  # every round to come is like this one
    final = float(day + ahead * spacing)
    k = fill_then(final, day, guest, host, q, m, f, p)
    if turn.until < math.inf:
        worth = until_then(final, turn.until, cost, rate, Refusing(turn.host, turn.guest), risk, f, p)
    else:
        worth = Refusing(0.0, 0.0)
        for _ in range(MOST_PAIRS):
            before = worth
            for later in (2, 1):  # two rounds, so that whoever offers comes out right
                then = round_worth(held + ahead + later, worth, m, k, f, p)
                worth = until_then(final, final + spacing, cost, rate, then, risk, f, p)
            if abs(worth.host - before.host) < SAME and abs(worth.guest - before.guest) < SAME:
                break
    for number in range(ahead, 0, -1):
        here = float(day + number * spacing)
        if number < ahead and not (f.perpetual == 1 and here >= f.expiry):
            k = fill_then(here, day, guest, host, q, m, f, p)
        then = round_worth(held + number, worth, m, k, f, p)
        worth = until_then(here - spacing, here, cost, rate, then, risk, f, p)
    return worth
