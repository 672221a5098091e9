"""Small tables of packages built by hand, and a slow search to hold the fast rules against."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from sim.records import blank
from sim.rules.settlement import LEAST_RISE, MOST_RISE, Kinks, guest_utility, host_utility, kinks
from sim.rules.terms import Menu

NO_KINKS = Kinks(0.0, math.inf, math.inf, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Pair(NamedTuple):
    """Utilities of one growth rule and term: base + slope * rise, for both sides."""

    host_base: float
    host_slope: float
    guest_base: float
    guest_slope: float


PIE = Pair(host_base=1.0, host_slope=-1.0, guest_base=0.0, guest_slope=1.0)  # a pie of 1; the rise is the guest's share


def menu_of(pairs: Sequence[Pair], extras: Sequence[tuple[float, float]] = ((0.0, 0.0),)) -> Menu:
    """Menu of some pairs and of extras, each worth (host, guest)."""
    menu = blank(Menu)
    menu.pairs, menu.extras = len(pairs), len(extras)
    for number, pair in enumerate(pairs):
        menu.host_base[number], menu.host_slope[number] = pair.host_base, pair.host_slope
        menu.guest_base[number], menu.guest_slope[number] = pair.guest_base, pair.guest_slope
    for number, (host, guest) in enumerate(extras):
        menu.host_extra[number], menu.guest_extra[number] = host, guest
    return menu


class Table(NamedTuple):
    """Everything `nash_settlement` looks at."""

    pairs: tuple[Pair, ...]
    extras: tuple[tuple[float, float], ...]
    k: Kinks
    host_least: float
    guest_least: float
    host_weight: float

    @property
    def menu(self) -> Menu:
        return menu_of(self.pairs, self.extras)


def worth(pair: Pair, extra: tuple[float, float], rise: float, k: Kinks) -> tuple[float, float]:
    """What a package is worth to host and guest."""
    return (
        host_utility(rise, pair.host_base + extra[0], pair.host_slope, k),
        guest_utility(rise, pair.guest_base + extra[1], pair.guest_slope, k),
    )


def worth_of_all(table: Table, rises: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What every pair and extra is worth at every rise, to host and guest; each of shape (pairs * extras, rises).

    Written out anew, as the definition reads: a line and a bend at each kink.
    """

    def bends(steps: Sequence[float]) -> np.ndarray:
        bent = np.zeros_like(rises)
        for at, step in zip((table.k.at_0, table.k.at_1, table.k.at_2), steps, strict=True):
            if at < math.inf:
                bent += step * np.maximum(rises - at, 0.0)
        return bent

    host_bends = bends((table.k.host_0, table.k.host_1, table.k.host_2))
    guest_bends = bends((table.k.guest_0, table.k.guest_1, table.k.guest_2))
    host = [p.host_base + e[0] + p.host_slope * rises + host_bends for p in table.pairs for e in table.extras]
    guest = [p.guest_base + e[1] + p.guest_slope * rises + guest_bends for p in table.pairs for e in table.extras]
    return np.array(host), np.array(guest)


def best_product(table: Table, host_asked: float = 0.0, guest_asked: float = 0.0, points: int = 4001) -> float:
    """Largest weighted Nash product over a grid of rises; -1 where none gives both sides a gain and what they ask.

    `host_asked` and `guest_asked` are gains over waiting.
    """
    host, guest = worth_of_all(table, np.linspace(LEAST_RISE, MOST_RISE, points))
    host, guest = host - table.host_least, guest - table.guest_least
    inside = (host > 0.0) & (guest > 0.0) & (host >= host_asked) & (guest >= guest_asked)
    if not inside.any():
        return -1.0
    return float(np.max(host[inside] ** table.host_weight * guest[inside] ** (1.0 - table.host_weight)))


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Real numbers, none of them so small that it drowns in rounding."""
    return st.floats(low, high, allow_nan=False).map(lambda x: round(x, 6))


@st.composite
def some_kinks(draw: st.DrawFn) -> Kinks:
    """Kinks as the rules make them, with or without peers and a public offer, none below the least rise."""
    peer = draw(st.one_of(st.just(math.inf), numbers(LEAST_RISE, 0.4)))
    line = draw(st.one_of(st.just(math.inf), numbers(LEAST_RISE, 0.6)))
    return kinks(peer, line, draw(numbers(0.0, 2.0)), draw(numbers(0.0, 0.5)), draw(numbers(0.0, 2.0)))


@st.composite
def tables(draw: st.DrawFn, most_pairs: int = 4, most_extras: int = 3) -> Table:
    """Menus, kinks, worths of waiting and weights; most leave something to share, some nothing."""
    pair = st.builds(Pair, numbers(-0.5, 0.5), numbers(-3.0, -0.1), numbers(-0.5, 0.5), numbers(0.1, 3.0))
    extra = st.tuples(numbers(-0.1, 0.1), numbers(-0.1, 0.1))
    return Table(
        tuple(draw(st.lists(pair, min_size=1, max_size=most_pairs))),
        tuple(draw(st.lists(extra, min_size=1, max_size=most_extras))),
        draw(some_kinks()),
        draw(numbers(-1.0, 0.3)),
        draw(numbers(-1.0, 0.3)),
        draw(st.one_of(st.just(0.5), numbers(0.05, 0.95))),
    )
