"""Worth of a package to each side, and what an agreement as such is worth.

For each growth rule, term, labour share and list of items both utilities are piecewise linear in the first-year
rise a, with kinks at the peers' last rise and about the host's last public offer. Units: the amount last in force, a
year.
"""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.payment import DAYS_PER_YEAR


@compiled
def between(transactional: float, alliance: float, guest_type: float) -> float:
    """Weight of a guest of a given type: linear from 0, wholly transactional, to 1, wholly alliance-minded."""
    return transactional + (alliance - transactional) * guest_type


@compiled
def hardness_of(guest_type: float) -> float:
    """How hard a guest of a type bargains, 0 to 1: (1 - type) ** 2.

    Squared, because demands, threats and furlough came from one largely transactional administration only; those in
    between bargained like the alliance-minded.
    """
    return (1.0 - guest_type) * (1.0 - guest_type)


@compiled
def agreement_worth_host(
    base: float, orientation_weight: float, orientation: float, threat_weight: float, threat: float,
    pledge_weight: float, pledged: float,
) -> float:  # fmt: skip
    """Excess over the normal path that the host's government would pay for a standing agreement.

    base + orientation_weight (orientation - 1/2) + threat_weight threat + pledge_weight pledged

    `threat` is felt threat, below 0 in calm times; `orientation`, 0 autonomy to 1 alliance, is the government's;
    `pledged` the strength of its pledge to a new friendly guest, 0 to 1.
    """
    return base + orientation_weight * (orientation - 0.5) + threat_weight * threat + pledge_weight * pledged


@compiled
def agreement_worth_guest(base: float, guest_type: float, rivalry_weight: float, rivalry: float) -> float:
    """What a standing agreement is worth to the guest beside its money: base type + rivalry_weight rivalry.

    An alliance-minded guest values it as such; any guest values bases near a rival (Deutsche Welle 2024-03-14 calls
    that the troops' main function).
    """
    return base * guest_type + rivalry_weight * rivalry


@compiled
def habit_cost(cost: float, rule: int, term: int, last_rule: int, last_term: int) -> float:
    """Cost to the host of leaving what the last agreement had: `cost` for another growth rule, and for another term."""
    return cost * (int(rule != last_rule) + int(term != last_term))


@compiled
def bound_share(paid: float, tenure_days: float) -> float:
    """Share of a guest's time left that a text binds: paid years over years left in office, at least one; at most 1.

    So a text of one year costs a leader who wants more the less, the longer he may still ask again.
    """
    return min(paid / max(tenure_days / DAYS_PER_YEAR, 1.0), 1.0)


@compiled
def left_of(worth: float, withdrawn: float) -> float:
    """What is left of the worth of an agreement once a share of the troops has gone: worth (1 - withdrawn)."""
    return worth * (1.0 - withdrawn)


@compiled
def withdrawal_loss(loss: float, withdrawn: float) -> float:
    """Yearly loss to a side from troops that have left for good, with or without an agreement: loss withdrawn."""
    return loss * withdrawn


@compiled
def operations_cost(cost: float, out_of_area: float) -> float:
    """Cost to the host of operational items: twice `cost` where they serve missions elsewhere (1, else 0)."""
    return cost * (1.0 + out_of_area)


@compiled
def precedent_weight(weight: float, hardness: float) -> float:
    """Weight of a rise above the peers': a precedent is worth the more the harder the guest."""
    return weight * hardness


@compiled
def pledge(guest_type: float, days_in_office: float) -> float:
    """Strength of the pledge of loyalty to a new guest: his type, fading over his first year; 0 before and after."""
    if days_in_office < 0.0 or days_in_office > DAYS_PER_YEAR:
        return 0.0
    return guest_type * (1.0 - days_in_office / DAYS_PER_YEAR)


@compiled
def since_expiry(day: float, expiry: float, discount: float) -> float:
    """Present weight of all time after expiry: exp(-r (expiry - day)), 1 once it is past."""
    return math.exp(-discount * max(expiry - day, 0.0) / DAYS_PER_YEAR)


@compiled
def return_cost(cost: float, paid_years: int, failed_rounds_before: float) -> float:
    """Cost to the host of coming back to the table: cost (1 + failed / 10) / paid years.

    Memory of the talks before: each round that failed then makes the next return look dearer.
    """
    return cost * (1.0 + 0.1 * failed_rounds_before) / paid_years


@compiled
def audience_weight(public_weight: float, support: float, election_weight: float, election_near: float) -> float:
    """Factor on all audience costs: (1 + public_weight (1 - support)) (1 + election_weight election_near).

    `support` is the share of the public for paying more, anger counted in.
    """
    return (1.0 + public_weight * (1.0 - support)) * (1.0 + election_weight * election_near)


@compiled
def not_borne(burden: float) -> float:
    """What a host does not bear yet of the cost of the forces, over one that bears half of it: 2 (1 - burden)."""
    return 2.0 * (1.0 - burden)


@compiled
def leaders_price(price: float, hardness: float, burden: float) -> float:
    """What a guest's leader wants beyond his worth of waiting: hardness price not_borne(burden)."""
    return hardness * price * not_borne(burden)


@compiled
def piecewise(
    rise: float, base: float, slope: float,
    kink_0: float, kink_1: float, kink_2: float, step_0: float, step_1: float, step_2: float,
) -> float:  # fmt: skip
    """Utility at a rise: base + slope a + sum_k step_k max(0, a - kink_k), kinks in rising order (infinity: none)."""
    value = base + slope * rise
    if rise > kink_0:
        value += step_0 * (rise - kink_0)
    if rise > kink_1:
        value += step_1 * (rise - kink_1)
    if rise > kink_2:
        value += step_2 * (rise - kink_2)
    return value
