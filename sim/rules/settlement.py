"""Offers and settlements: the best package at a given utility, and the Nash product, without search over rises.

A menu lists the pairs of growth rule and term; extras list the pairs of labour share and items. A side's utility
of (pair c, extra j, rise a) is base[c] + extra[j] + slope[c] a + the audience or precedent terms of `Kinks`. The
host's falls in a, the guest's rises. An empty answer has pair -1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compiled import compiled, compiled_loop
from sim.rules.terms import Menu
from sim.rules.utility import piecewise

LEAST_RISE = -0.1  # no deeper cut is offered: the deepest fall of a year on record is 7.4 percent, Japan in fiscal 2009
MOST_RISE = 10.0
RAMP = 0.005  # rise over which the cost of going above one's own public offer sets in
TIE = 1e-12  # utility by which a package must beat an earlier one of the menu to be preferred


class Kinks(NamedTuple):
    """Kinks of both utilities in rising order, and how each side's slope changes there."""

    at_0: float
    at_1: float
    at_2: float
    host_0: float
    host_1: float
    host_2: float
    guest_0: float
    guest_1: float
    guest_2: float


class Package(NamedTuple):
    """A package: its place in the menu and the extras (-1: none), its rise, and its worth to both sides."""

    pair: int
    extra: int
    rise: float
    host: float
    guest: float


@compiled
def kinks(peer: float, line: float, peer_cost: float, line_cost: float, precedent: float) -> Kinks:
    """Kinks at the peers' last rise and about the host's last public offer, sorted; infinity where there is none.

    The host's slope falls by `peer_cost` above the peers' rise, and the guest's rises there by `precedent`. Above the
    public offer the host loses `line_cost` once (Fearon 1994, American Political Science Review 88), over a ramp of
    `RAMP`, so that both utilities stay continuous.
    """
    steep = line_cost / RAMP
    if peer <= line:
        return Kinks(peer, line, line + RAMP, -peer_cost, -steep, steep, precedent, 0.0, 0.0)
    if peer <= line + RAMP:
        return Kinks(line, peer, line + RAMP, -steep, -peer_cost, steep, 0.0, precedent, 0.0)
    return Kinks(line, line + RAMP, peer, -steep, steep, -peer_cost, 0.0, 0.0, precedent)


@compiled
def host_utility(rise: float, base: float, slope: float, k: Kinks) -> float:
    """Worth of a rise to the host: `piecewise` with the host's steps."""
    return piecewise(rise, base, slope, k.at_0, k.at_1, k.at_2, k.host_0, k.host_1, k.host_2)


@compiled
def guest_utility(rise: float, base: float, slope: float, k: Kinks) -> float:
    """Worth of a rise to the guest: `piecewise` with the guest's steps."""
    return piecewise(rise, base, slope, k.at_0, k.at_1, k.at_2, k.guest_0, k.guest_1, k.guest_2)


@compiled
def rise_worth(
    target: float, base: float, slope: float,
    kink_0: float, kink_1: float, kink_2: float, step_0: float, step_1: float, step_2: float,
) -> float:  # fmt: skip
    """Rise at which a monotone piecewise linear utility equals `target`, by walking its segments."""
    if kink_0 == math.inf:
        return (target - base) / slope
    sign = 1.0 if slope > 0.0 else -1.0
    value = base + slope * kink_0
    if (target - value) * sign <= 0.0:
        return kink_0 + (target - value) / slope
    at = kink_0
    steep = slope + step_0
    if kink_1 < math.inf:
        following = value + steep * (kink_1 - at)
        if (target - following) * sign <= 0.0:
            return at + (target - value) / steep
        value, at, steep = following, kink_1, steep + step_1
        if kink_2 < math.inf:
            following = value + steep * (kink_2 - at)
            if (target - following) * sign <= 0.0:
                return at + (target - value) / steep
            value, at, steep = following, kink_2, steep + step_2
    return at + (target - value) / steep


@compiled
def rise_for_host(target: float, pair: int, extra: int, m: Menu, k: Kinks) -> float:
    """Largest rise at which a pair with an extra is still worth `target` to the host."""
    base = m.host_base[pair] + m.host_extra[extra]
    return rise_worth(target, base, m.host_slope[pair], k.at_0, k.at_1, k.at_2, k.host_0, k.host_1, k.host_2)


@compiled
def rise_for_guest(target: float, pair: int, extra: int, m: Menu, k: Kinks) -> float:
    """Smallest rise at which a pair with an extra is worth `target` to the guest."""
    base = m.guest_base[pair] + m.guest_extra[extra]
    return rise_worth(target, base, m.guest_slope[pair], k.at_0, k.at_1, k.at_2, k.guest_0, k.guest_1, k.guest_2)


@compiled
def package_worth_host(pair: int, extra: int, rise: float, m: Menu, k: Kinks) -> float:
    """Worth of a given package to the host."""
    return host_utility(rise, m.host_base[pair] + m.host_extra[extra], m.host_slope[pair], k)


@compiled
def package_worth_guest(pair: int, extra: int, rise: float, m: Menu, k: Kinks) -> float:
    """Worth of a given package to the guest."""
    return guest_utility(rise, m.guest_base[pair] + m.guest_extra[extra], m.guest_slope[pair], k)


@compiled_loop
def best_for_guest(target: float, m: Menu, k: Kinks, most: float = MOST_RISE) -> Package:
    """Host's offer: the package best for the guest among those worth at least `target` to the host.

    `most` is the largest rise it may name.
    """
    best = Package(-1, -1, 0.0, 0.0, -math.inf)
    for pair in range(m.pairs):
        for extra in range(m.extras):
            rise = rise_for_host(target, pair, extra, m, k)
            if rise < LEAST_RISE:
                continue
            own = target
            if rise > most:  # cut, so that more is left to its maker
                rise = most
                own = package_worth_host(pair, extra, rise, m, k)
            worth = package_worth_guest(pair, extra, rise, m, k)
            if worth > best.guest + TIE:
                best = Package(pair, extra, rise, own, worth)
    return best


@compiled_loop
def best_for_host(target: float, m: Menu, k: Kinks) -> Package:
    """Guest's offer: the package best for the host among those worth at least `target` to the guest."""
    best = Package(-1, -1, 0.0, -math.inf, 0.0)
    for pair in range(m.pairs):
        for extra in range(m.extras):
            rise = rise_for_guest(target, pair, extra, m, k)
            if rise > MOST_RISE:
                continue
            own = target
            if rise < LEAST_RISE:
                rise = LEAST_RISE
                own = package_worth_guest(pair, extra, rise, m, k)
            worth = package_worth_host(pair, extra, rise, m, k)
            if worth > best.host + TIE:
                best = Package(pair, extra, rise, worth, own)
    return best


@compiled
def nash_product(host_gain: float, guest_gain: float, host_weight: float) -> float:
    """host_gain ** host_weight * guest_gain ** (1 - host_weight), up to a rising transformation; -1 below 0."""
    if host_gain < 0.0 or guest_gain < 0.0:
        return -1.0
    if host_weight == 0.5:
        return host_gain * guest_gain
    if host_gain == 0.0 or guest_gain == 0.0:
        return 0.0
    return math.exp(host_weight * math.log(host_gain) + (1.0 - host_weight) * math.log(guest_gain))


@compiled_loop
def nash_settlement(
    host_least: float, guest_least: float, host_weight: float, m: Menu, k: Kinks,
    host_asked: float = 0.0, guest_asked: float = 0.0, most_rise: float = MOST_RISE,
) -> Package:  # fmt: skip
    """Package of the largest weighted Nash product of gains over (`host_least`, `guest_least`).

    On a segment of slopes p (host, below 0) and q (guest, above 0), with gains x and y at its left end and weights
    v and 1 - v, the product is largest at t = -(v p y + (1 - v) q x) / (p q), cut to the segment and to where both
    sides get the gain they ask for. Every segment of every pair and extra is tried; equal products keep the earlier
    package.

    Parameters
    ----------
    host_asked, guest_asked : gains below which a package is out, at least 0
    most_rise : largest rise the text may have

    References
    ----------
    Nash (1950), Econometrica 18; asymmetric weights: Kalai (1977), International Journal of Game Theory 6.
    """
    best = Package(-1, -1, 0.0, 0.0, 0.0)
    best_product = 0.0
    for pair in range(m.pairs):
        for extra in range(m.extras):
            left = LEAST_RISE
            p = m.host_slope[pair]
            q = m.guest_slope[pair]
            x = host_utility(left, m.host_base[pair] + m.host_extra[extra], p, k) - host_least
            y = guest_utility(left, m.guest_base[pair] + m.guest_extra[extra], q, k) - guest_least
            for segment in range(4):
                right = most_rise
                host_step = 0.0
                guest_step = 0.0
                if segment == 0:
                    right, host_step, guest_step = k.at_0, k.host_0, k.guest_0
                elif segment == 1:
                    right, host_step, guest_step = k.at_1, k.host_1, k.guest_1
                elif segment == 2:
                    right, host_step, guest_step = k.at_2, k.host_2, k.guest_2
                width = min(right, most_rise) - left
                if width > 0.0:
                    least = max((guest_asked - y) / q, 0.0)
                    most = min((host_asked - x) / p, width)
                    if least <= most + TIE:
                        along = -(host_weight * p * y + (1.0 - host_weight) * q * x) / (p * q)
                        along = min(max(along, least), most)
                        host_gain = x + p * along
                        guest_gain = y + q * along
                        product = nash_product(host_gain, guest_gain, host_weight)
                        if product > best_product + TIE:
                            best_product = product
                            best = Package(
                                pair, extra, left + along, host_gain + host_least, guest_gain + guest_least
                            )  # fmt: skip
                    x += p * width
                    y += q * width
                    left += width
                if x <= 0.0:
                    break
                p += host_step
                q += guest_step
    return best


@compiled
def opening_worth_host(rise: float, m: Menu, k: Kinks) -> float:
    """Worth to the host of its opening: that rise, with whatever pair and extra of the menu suit it best."""
    best, extra = -math.inf, -math.inf
    for pair in range(m.pairs):
        best = max(best, host_utility(rise, m.host_base[pair], m.host_slope[pair], k))
    for j in range(m.extras):
        extra = max(extra, m.host_extra[j])
    return best + extra


@compiled
def opening_worth_guest(rise: float, m: Menu, k: Kinks) -> float:
    """Worth to the guest of his opening: that rise, with whatever pair and extra of the menu suit him best."""
    best, extra = -math.inf, -math.inf
    for pair in range(m.pairs):
        best = max(best, guest_utility(rise, m.guest_base[pair], m.guest_slope[pair], k))
    for j in range(m.extras):
        extra = max(extra, m.guest_extra[j])
    return best + extra
