"""Utilities of the whole menu for both sides on one day, put together from the rules of payment and utility."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compiled import compiled, compiled_loop
from sim.rules.parameters import Params
from sim.rules.payment import (
    DAYS_PER_YEAR,
    TERM_OF_OFFICE,
    fill_year_weights,
    frozen_years,
    normal_growth,
    package_cost,
)
from sim.rules.settlement import Kinks, kinks
from sim.rules.terms import YEARS, Facts, Menu
from sim.rules.utility import (
    agreement_worth_guest,
    agreement_worth_host,
    bound_share,
    habit_cost,
    left_of,
    not_borne,
    operations_cost,
    precedent_weight,
    return_cost,
    since_expiry,
)


class Setting(NamedTuple):
    """State of the world in which a package is valued."""

    day: float  # of signature, days since talks opened
    guest_type: float
    hardness: float  # of the guest in office
    next_hardness: float  # the host's expectation of it in the term after the next handover
    neutral_hardness: float  # and later, when nothing is known
    tenure_days: float  # to the guest's next handover, or infinity
    later: float  # weight the guest gives to the term after his own
    beyond: float  # and to the time after that
    orientation: float
    threat: float  # felt, beyond the usual
    support: float  # share of the public for paying more
    pledge: float
    withdrawn: float  # share of the troops that has left
    audience: float  # factor on all audience costs
    line: float  # the host's last public offer, infinity for none
    price: float  # what the guest's leader wants beyond his worth of waiting, as far as those who bargain know it


@compiled
def years_paid(pair: int, f: Facts) -> int:
    """Years a text of a pair is paid for: its term, whenever it is signed; the label adds the frozen years."""
    return int(f.pair_term[pair])


@compiled
def term_from_expiry(day: float, pair: int, f: Facts) -> int:
    """Term of a text signed on `day`, counted from expiry: frozen years and paid ones."""
    return frozen_years(day, f.year_ends) + years_paid(pair, f)


class Both(NamedTuple):
    """One number for each side."""

    host: float
    guest: float


@compiled
def worth_of_agreement(s: Setting, f: Facts, p: Params) -> Both:
    """What having an agreement is worth to each side a year, beside its money, less what troops that left took."""
    host = agreement_worth_host(
        p.agreement_host, p.agreement_orientation, s.orientation, p.agreement_threat, s.threat, p.agreement_pledge,
        s.pledge,
    )  # fmt: skip
    guest = agreement_worth_guest(p.agreement_guest, s.guest_type, p.rivalry_guest, f.rivalry)
    return Both(left_of(host, s.withdrawn), left_of(guest, s.withdrawn))


@compiled_loop
def fill_host(menu: Menu, s: Setting, f: Facts, p: Params) -> None:
    """Write the host's utilities: worth of an agreement - cost of the package - cost of coming back; extras apart.

    The renewal a host fears in a year is `renewal` times the hardness it expects of the guest then.
    """
    menu.pairs = f.pairs
    menu.extras = f.extras
    first = frozen_years(s.day, f.year_ends)
    weights = menu.weights
    fill_year_weights(
        weights, s.day, f.old_pay, f.year_ends, first, p.discount_host, math.inf, 1.0, 1.0, 1.0 - f.perpetual
    )
    for year in range(YEARS):
        ahead = f.year_ends[year] - s.day - s.tenure_days
        hardness = s.hardness
        if ahead > 0.0:
            hardness = s.next_hardness if ahead <= TERM_OF_OFFICE * DAYS_PER_YEAR else s.neutral_hardness
        menu.renewal[year] = p.renewal * hardness
    normal = normal_growth(p.fair_growth, f.inflation)
    worth = worth_of_agreement(s, f, p).host * since_expiry(s.day, f.expiry, p.discount_host)
    for pair in range(f.pairs):
        paid = years_paid(pair, f)
        constant, slope = package_cost(
            weights, first, first + paid, first + 1 + f.base_age, f.growth[f.pair_escalator[pair]], normal,
            p.level_persistence, menu.renewal,
        )  # fmt: skip
        left = habit_cost(p.habit, f.pair_escalator[pair], paid, f.last_escalator, f.last_term)
        menu.host_base[pair] = worth - constant - slope - left - return_cost(p.renewal_cost, paid, f.failed_before)
        menu.host_slope[pair] = -slope
    items = operations_cost(p.operations_host, f.out_of_area)
    for extra in range(f.extras):
        labour = p.labour_host * s.audience * (f.extra_labour[extra] - f.labour_now)
        menu.host_extra[extra] = labour - items * f.extra_operations[extra]


@compiled_loop
def fill_guest(menu: Menu, s: Setting, f: Facts, p: Params) -> None:
    """Write the guest's utilities: worth of an agreement + dollars by his own horizon + the figure; extras apart.

    What an agreement is worth to him counts by the years of his own horizon, as its money does. He counts in
    dollars: a rise in the host's currency is worth to him what it has kept of its worth in dollars. At every
    renewal he hopes for `renewal` times his own hardness: the option to ask again. The first-year rise is worth
    `audience_guest` a unit to him beside the money, less to who asks a host that bears much already, and a cut
    costs as much: it is the figure he is judged by at home, however short the term and his tenure. What a leader
    wants beyond all this, his price, a text must bring him by the share of his time left that it binds.
    """
    menu.pairs = f.pairs
    menu.extras = f.extras
    first = frozen_years(s.day, f.year_ends)
    weights = menu.weights
    fill_year_weights(
        weights, s.day, f.old_pay, f.year_ends, first, p.discount_guest, s.tenure_days, s.later, s.beyond,
        1.0 - f.perpetual,
    )  # fmt: skip
    for year in range(YEARS):
        menu.renewal[year] = p.renewal * s.hardness
    normal = normal_growth(p.fair_growth, f.inflation)
    kept = since_expiry(max(s.day, f.old_pay), f.expiry, p.discount_guest)
    horizon = 0.0
    for year in range(YEARS):
        horizon += weights[year]
    worth = worth_of_agreement(s, f, p).guest * horizon * kept
    figure = p.audience_guest * not_borne(f.burden)
    for pair in range(f.pairs):
        constant, slope = package_cost(
            weights, first, first + years_paid(pair, f), first + 1 + f.base_age, f.growth[f.pair_escalator[pair]],
            normal, p.level_persistence, menu.renewal,
        )  # fmt: skip
        slope *= f.dollar_worth[first]
        wanted = s.price * bound_share(float(years_paid(pair, f)), s.tenure_days)
        menu.guest_base[pair] = worth + constant + slope - wanted
        menu.guest_slope[pair] = slope + figure
    for extra in range(f.extras):
        labour = p.labour_guest * (f.extra_labour[extra] - f.labour_now)
        menu.guest_extra[extra] = p.operations_guest * f.extra_operations[extra] - labour


@compiled
def kinks_on(day: int, s: Setting, f: Facts, p: Params) -> Kinks:
    """Kinks of both utilities by the peers' last rise known on a day and the host's last public offer."""
    return kinks(
        f.peer[day], s.line, p.audience_peer * s.audience, p.audience_line * s.audience,
        precedent_weight(p.precedent_guest, s.hardness),
    )  # fmt: skip
