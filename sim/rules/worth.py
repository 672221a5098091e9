"""Utilities of the whole menu for both sides on one day, put together from the rules of payment and utility."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compiled import compiled, compiled_loop
from sim.rules.parameters import Params
from sim.rules.payment import DAYS_PER_YEAR, TERM_OF_OFFICE, fill_year_weights, frozen_years, package_cost
from sim.rules.settlement import NEVER, Kinks, kinks
from sim.rules.terms import YEARS, Facts, Menu
from sim.rules.utility import (
    agreement_worth_host,
    between,
    circumstances_host,
    left_of,
    operations_cost,
    precedent_weight,
    return_cost,
    since_expiry,
)


class Setting(NamedTuple):
    """State of the world in which a package is valued."""

    day: float  # of signature, days since talks opened
    term_closed: int  # paid years on which both sides agree, 0 for none
    guest_type: float
    hardness: float  # of the guest in office
    next_hardness: float  # the host's expectation of it in the term after the next handover
    neutral_hardness: float  # and later, when nothing is known
    tenure_days: float  # to the guest's next handover, or infinity
    later: float  # weight the guest gives to the term after his own
    beyond: float  # and to the time after that
    orientation: float
    threat: float  # felt, above its floor
    anger: float
    relations: float
    pledge: float
    detente: float
    recession: float
    withdrawn: float  # share of the troops that has left
    audience: float  # factor on all audience costs


@compiled
def paid_years(day: float, term: int, closed: int, longest: float, f: Facts) -> int:
    """Years a term would be paid for if signed on `day`; 0 when it is not on the table.

    The term counts from expiry, so frozen years come off. No legislature binds itself beyond `longest` years, and a
    term both sides already agreed on in public is the only one left, cut to what the longest term on the table allows.
    """
    frozen = frozen_years(day, f.year_ends)
    years = term - frozen
    if years < 1 or years > longest or (closed > 0 and years != min(closed, f.pair_term[f.pairs - 1] - frozen)):
        return 0
    return years


@compiled
def years_paid(day: float, pair: int, f: Facts) -> int:
    """Years a text of a pair is paid for once signed on `day`: at least one, however late the signature."""
    return max(f.pair_term[pair] - frozen_years(day, f.year_ends), 1)


@compiled
def term_from_expiry(day: float, pair: int, f: Facts) -> int:
    """Term of a text signed on `day`, counted from expiry: frozen years and paid ones."""
    return frozen_years(day, f.year_ends) + years_paid(day, pair, f)


@compiled_loop
def fill_host(menu: Menu, s: Setting, f: Facts, p: Params) -> None:
    """Write the host's utilities: worth of an agreement - cost of the package - cost of coming back; extras apart.

    The renewal a host fears in a year is `renewal_fear` times the hardness it expects of the guest then.
    """
    menu.pairs = f.pairs
    menu.extras = f.extras
    first = frozen_years(s.day, f.year_ends)
    weights = menu.weights
    fill_year_weights(
        weights, s.day, f.expiry, f.year_ends, first, p.discount_host, math.inf, 1.0, 1.0, 1.0 - f.perpetual
    )
    for year in range(YEARS):
        ahead = f.year_ends[year] - s.day - s.tenure_days
        hardness = s.hardness
        if ahead > 0.0:
            hardness = s.next_hardness if ahead <= TERM_OF_OFFICE * DAYS_PER_YEAR else s.neutral_hardness
        menu.renewal[year] = p.renewal_fear * hardness
    worth = agreement_worth_host(
        p.agreement_host, p.agreement_orientation, s.orientation, p.agreement_threat, s.threat,
        p.agreement_anger, s.anger, p.agreement_relations, s.relations,
    ) + circumstances_host(
        p.agreement_pledge, s.pledge, p.agreement_detente, s.detente, p.agreement_recession, s.recession,
        p.agreement_autonomy, f.autonomy,
    )  # fmt: skip
    worth = left_of(worth, s.withdrawn) * since_expiry(s.day, f.expiry, p.discount_host)
    for pair in range(f.pairs):
        term = f.pair_term[pair]
        paid = paid_years(s.day, term, s.term_closed, p.longest_paid_years, f)
        if paid == 0:
            menu.host_base[pair] = NEVER
            menu.host_slope[pair] = -1.0
            continue
        constant, slope = package_cost(
            weights, first, first + paid, first + 1 + f.base_age, f.growth[f.pair_escalator[pair]], p.fair_growth,
            p.level_persistence, menu.renewal,
        )  # fmt: skip
        menu.host_base[pair] = worth - constant - slope - return_cost(p.renewal_cost, paid, f.failed_before)
        menu.host_slope[pair] = -slope
    items = operations_cost(p.operations_host, p.operations_area, f.out_of_area)
    for extra in range(f.extras):
        labour = p.labour_host * s.audience * (f.extra_labour[extra] - f.labour_now)
        menu.host_extra[extra] = labour - items * f.extra_operations[extra]


@compiled_loop
def fill_guest(menu: Menu, s: Setting, f: Facts, p: Params) -> None:
    """Write the guest's utilities: worth of an agreement + money by his own horizon + the figure; extras apart.

    At every renewal he hopes for `renewal_hope` times his own hardness: the option to ask again. The first-year rise
    is worth `audience_guest` a unit to him beside the money, and a cut costs as much: it is the figure he is judged by
    at home, however short the term and his tenure.
    """
    menu.pairs = f.pairs
    menu.extras = f.extras
    first = frozen_years(s.day, f.year_ends)
    weights = menu.weights
    fill_year_weights(
        weights, s.day, f.expiry, f.year_ends, first, p.discount_guest, s.tenure_days, s.later, s.beyond,
        1.0 - f.perpetual,
    )  # fmt: skip
    for year in range(YEARS):
        menu.renewal[year] = p.renewal_hope * s.hardness
    worth = left_of(p.agreement_guest * s.guest_type, s.withdrawn) * since_expiry(s.day, f.expiry, p.discount_guest)
    for pair in range(f.pairs):
        term = f.pair_term[pair]
        paid = paid_years(s.day, term, s.term_closed, p.longest_paid_years, f)
        if paid == 0:
            menu.guest_base[pair] = NEVER
            menu.guest_slope[pair] = 1.0
            continue
        constant, slope = package_cost(
            weights, first, first + paid, first + 1 + f.base_age, f.growth[f.pair_escalator[pair]], p.fair_growth,
            p.level_persistence, menu.renewal,
        )  # fmt: skip
        menu.guest_base[pair] = worth + constant + slope
        menu.guest_slope[pair] = slope + p.audience_guest
    items = between(p.operations_guest + p.operations_transactional, p.operations_guest, s.guest_type)
    for extra in range(f.extras):
        labour = p.labour_guest * (f.extra_labour[extra] - f.labour_now)
        menu.guest_extra[extra] = items * f.extra_operations[extra] - labour


@compiled
def kinks_on(day: int, audience: float, hardness: float, relations: float, f: Facts, p: Params) -> Kinks:
    """Kinks of both utilities by the peers' last rise and the announced line known on a day."""
    return kinks(
        f.peer[day], f.line[day], p.audience_rise * audience, p.audience_peer * audience, p.audience_line * audience,
        precedent_weight(p.precedent_guest, hardness, relations),
    )  # fmt: skip
