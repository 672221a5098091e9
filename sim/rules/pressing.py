"""The pressure on both sides on a day, put together from the lapse in force and every date ahead."""

from __future__ import annotations

import math

from sim.compiled import compiled_loop
from sim.rules.kinds import Party
from sim.rules.parameters import Params
from sim.rules.payment import DAYS_PER_YEAR
from sim.rules.pressure import Pressure, nearness
from sim.rules.succession import after_succession, guest_weights, lapse_costs, next_succession, outlook
from sim.rules.talks import furlough_chance
from sim.rules.terms import Facts, Prospects
from sim.rules.worth import Setting, worth_of_agreement

GUEST = Party.GUEST.value


@compiled_loop
def pressure_on(
    day: int, guest: int, host: int, threat: float, withdrawal: float, furloughed: bool, joint: float, stake: float,
    setting: Setting, q: Prospects, f: Facts, p: Params,
) -> Pressure:  # fmt: skip
    """Pressure on a day, beside what is at stake.

    A lapse costs both sides together A + early C until the money runs out and A + C from then on, with A the worth of
    an agreement and C the cost of a lapse; furlough comes on top, ahead of it by its chance. Before expiry nothing is
    lost yet, and what is to come presses by its nearness, as does the end of the money. A change of the guest's
    government presses by what both together stand to lose with it, and relieves by what they stand to gain.

    Parameters
    ----------
    threat, withdrawal, furloughed : felt threat, threats of withdrawal remembered, whether base workers are at home
    joint : what settling today is worth to both sides together
    stake : the surplus between them, the mean of the most that each could gain where the other gets just what it could
        do without
    """
    worth = worth_of_agreement(setting, f, p)
    missing = max(worth.host + worth.guest, 0.0)
    cost = lapse_costs(guest, threat, withdrawal, 0.0, 0.0, q, p)
    full = max(cost.host + cost.guest, 0.0)
    furlough = p.furlough_host + p.furlough_guest
    broke = f.expiry + p.funds_days
    lapse, expiry, money = 0.0, 0.0, 0.0
    if day > f.expiry:
        lapse = missing + full * (1.0 if day > broke else p.lapse_early) + (furlough if furloughed else 0.0)
    else:
        expiry = (missing + full * p.lapse_early) * nearness(f.expiry - day, p.concession_reach)
    if day <= broke:
        fall = full * (1.0 - p.lapse_early) + furlough_chance(p.furlough_hardness, setting.hardness) * furlough
        money = fall * nearness(broke - day, p.concession_reach)
    election = fall_at_election(day, guest, joint, q, f, p)
    total = max(lapse + expiry + money + election, 0.0)
    return Pressure(lapse, expiry, money, election, total, stake)


@compiled_loop
def fall_at_election(day: int, guest: int, joint: float, q: Prospects, f: Facts, p: Params) -> float:
    """What both together expect to lose at the guest's next election, or handover once that is held, by its nearness.

    `joint`, what settling today is worth to both, less what each expects of the winner, discounted to today.
    """
    k = next_succession(float(day), day, f) if f.waits == 1 and f.presses == 1 else -1
    if k < 0:
        return 0.0
    date = f.election[k] if f.election[k] > day else f.handover[k]
    outside = guest_weights(outlook(float(day), day, guest, GUEST, q, f).stay, q.types[guest], p)[1]
    then = after_succession(k, day, guest, outside, q, f)
    discounted = math.exp(-p.discount_host * (date - day) / DAYS_PER_YEAR)
    return (joint - then.host - then.guest) * discounted * nearness(float(date - day), p.concession_reach)
