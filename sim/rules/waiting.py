"""Value of waiting: what a side gets, a year, by letting the talks run to the next change of government.

Between the dates on which the table can change each side collects its flow: nothing while the old agreement
holds, a part of the cost of a lapse until the money runs out, all of it from then on. On the date it gets what it
expects of the governments that may then sit there.
"""

from __future__ import annotations

import math

from sim.compiled import compiled
from sim.rules.payment import DAYS_PER_YEAR


@compiled
def lapse_cost_host(
    base: float, hardness_weight: float, hardness: float,
    threat_weight: float, threat: float, withdrawal_weight: float, withdrawal: float,
) -> float:  # fmt: skip
    """Yearly cost of a lapse to the host.

    (base + hardness_weight hardness) (1 + threat_weight threat) (1 + withdrawal_weight withdrawal)

    `hardness` is that of the guest in office; `threat` felt threat, below 0 in calm times, which take away no more than
    all; `withdrawal` counts the withdrawal threats that are remembered.
    """
    threatened = max(1.0 + threat_weight * threat, 0.0)
    return (base + hardness_weight * hardness) * threatened * (1.0 + withdrawal_weight * withdrawal)


@compiled
def waiting_value(
    day: float, expiry: float, funds_out: float, until: float,
    discount: float, saving: float, cost: float, early: float, continuation: float,
    rate: float = 0.0, changed: float = 0.0,
) -> float:  # fmt: skip
    """Worth of waiting from `day` to `until`, and then getting `continuation`; a yearly average.

    integral of r exp(-r s) flow(s) ds + exp(-r (until - day)) continuation, where the flow is 0 before expiry,
    saving - early cost until the money runs out, and saving - cost after. `until` may be infinity: the flow goes on
    for ever. Where a change may come at any time, at `rate` a year, and is worth `changed`, the integrand is
    exp(-(r + rate) s) (r flow(s) + rate changed), and the end is discounted in the same way.

    Parameters
    ----------
    day, expiry, funds_out, until : days since talks opened
    discount : r, per year
    saving : yearly gain from paying the old amount (negative for the side that is not paid)
    cost : yearly cost of the lapse once the money is gone
    early : share of it felt before
    rate, changed : rate of a change from outside, per year, and what the side expects of it

    References
    ----------
    Interim pay-offs and the threat of an outside event: Binmore, Rubinstein & Wolinsky (1986), RAND Journal 17;
    Merlo & Wilson (1995), Econometrica 63.
    """
    lapse = max(expiry, day)
    broke = max(funds_out, lapse)
    at_end = 0.0
    fading = discount + rate
    if until < math.inf:
        at_end = math.exp(-fading * max(until - day, 0.0) / DAYS_PER_YEAR)
    at_lapse = max(math.exp(-fading * (lapse - day) / DAYS_PER_YEAR), at_end)
    at_broke = max(math.exp(-fading * (broke - day) / DAYS_PER_YEAR), at_end)
    flow = (at_lapse - at_broke) * (saving - early * cost) + (at_broke - at_end) * (saving - cost)
    if rate > 0.0:
        flow = (discount * flow + rate * (1.0 - at_end) * changed) / fading
    return flow + at_end * continuation


@compiled
def expected(chance: float, first: float, second: float) -> float:
    """Mean of two values, the first with probability `chance`."""
    return chance * first + (1.0 - chance) * second


@compiled
def stay_weight(chance_to_stay: float, outside_weight: float) -> float:
    """Weight a guest gives to the term after his own: 1 if he stays, `outside_weight` if not."""
    return chance_to_stay + (1.0 - chance_to_stay) * outside_weight
