"""What would have been accepted: the agreement zone of a round, and the package nearest to one that was not."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from sim.engine.log import Event
from sim.rules.assessment import View
from sim.rules.settlement import (
    LEAST_RISE,
    MOST_RISE,
    Kinks,
    Package,
    best_for_guest,
    package_worth_guest,
    package_worth_host,
    rise_for_guest,
    rise_for_host,
)
from sim.rules.terms import Facts, Menu
from sim.rules.utility import bound_share
from sim.rules.worth import years_paid


class Zone(NamedTuple):
    """Rises that both sides would rather take than wait, on one growth rule, term and extras.

    Those are the ones that leave the guest most at the host's least. There is a zone where `least` is not above
    `most`. A bound beyond all rises ever offered is cut to the last of them; NaN where no rise would do.
    """

    most: float  # largest rise the host would take
    least: float  # smallest rise the guest's delegation would take
    leader: float  # smallest rise the guest's leader would take


def zone_of(e: Event, view: View, menu: Menu, facts: Facts) -> Zone:
    """Zone of a round; the menu must hold the worth of packages of that day.

    The leader's bound counts all of his price, that of his delegation what it knows of it.
    """
    best = best_for_guest(e.host_least, menu, view.kinks)
    if best.pair < 0:
        return Zone(math.nan, math.nan, math.nan)
    setting = view.setting
    unknown = e.guest_private - setting.price
    unknown *= bound_share(float(years_paid(best.pair, facts)), setting.tenure_days)
    return Zone(
        best.rise,
        least_for_guest(e.guest_least, best.pair, best.extra, menu, view.kinks),
        least_for_guest(view.waits.guest + unknown, best.pair, best.extra, menu, view.kinks),
    )


def least_for_guest(least: float, pair: int, extra: int, menu: Menu, kinks: Kinks) -> float:
    """Smallest rise at which a pair with an extra is worth `least` to the guest; NaN beyond all rises ever offered."""
    rise = rise_for_guest(least, pair, extra, menu, kinks)
    return math.nan if rise > MOST_RISE else max(rise, LEAST_RISE)


def most_for_host(least: float, pair: int, extra: int, menu: Menu, kinks: Kinks) -> float:
    """Largest rise at which a pair with an extra is worth `least` to the host; NaN beyond all cuts ever offered."""
    rise = rise_for_host(least, pair, extra, menu, kinks)
    return math.nan if rise < LEAST_RISE else min(rise, MOST_RISE)


def nearest_for_guest(package: Package, least: float, menu: Menu, kinks: Kinks) -> Package | None:
    """Package nearest to one, worth `least` to the guest: the same with a larger rise, or else another pair or extra.

    Among others the nearest is that of the least change in the rise. None where no package would do.
    """
    return _nearest(package, least, menu, kinks, least_for_guest)


def nearest_for_host(
    package: Package, least: float, menu: Menu, kinks: Kinks, most: float = MOST_RISE
) -> Package | None:
    """Package nearest to one, worth `least` to the host: the same with a smaller rise, or else another.

    `most` is the largest rise its delegation may name.
    """

    def rise_at(worth: float, pair: int, extra: int, m: Menu, k: Kinks) -> float:
        return min(most_for_host(worth, pair, extra, m, k), most)  # NaN stays NaN: it comes first

    return _nearest(package, least, menu, kinks, rise_at)


def _nearest(package: Package, least: float, menu: Menu, kinks: Kinks, rise_at: Callable[..., float]) -> Package | None:
    if package.pair >= 0:
        rise = rise_at(least, package.pair, package.extra, menu, kinks)
        if math.isfinite(rise):
            return _valued(package.pair, package.extra, rise, menu, kinks)
    places = [(pair, extra) for pair in range(int(menu.pairs)) for extra in range(int(menu.extras))]
    rises = {place: rise_at(least, *place, menu, kinks) for place in places}
    found = [place for place in places if math.isfinite(rises[place])]
    if not found:
        return None
    place = min(found, key=lambda each: abs(rises[each] - package.rise))
    return _valued(*place, rises[place], menu, kinks)


def _valued(pair: int, extra: int, rise: float, menu: Menu, kinks: Kinks) -> Package:
    host = package_worth_host(pair, extra, rise, menu, kinks)
    return Package(pair, extra, rise, host, package_worth_guest(pair, extra, rise, menu, kinks))
