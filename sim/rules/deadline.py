"""The date the talks run against: the one ahead that both sides together lose most by letting pass."""

from __future__ import annotations

import math

from sim.compiled import compiled_loop
from sim.rules.concession import fall_at_deadline
from sim.rules.kinds import Party
from sim.rules.payment import DAYS_PER_YEAR
from sim.rules.settlement import Package
from sim.rules.succession import Waiting, after_succession, ahead, guest_weights, outlook
from sim.rules.terms import Facts, Params, Prospects
from sim.rules.utility import between
from sim.rules.waiting import lapse_cost_host

GUEST = Party.GUEST.value
NOTICE = 14  # days a date must lie ahead to set the pace of the talks


@compiled_loop
def talks_deadline(
    today: int, guest: int, host: int, now: Package, waits: Waiting, q: Prospects, f: Facts, p: Params,
) -> float:  # fmt: skip
    """Day of the largest joint fall: expiry, the end of the money, or an election that may bring a harder side.

    At expiry and when the money runs out the fall is the cost of the lapse that sets in; at an election it is what
    settling now is worth (`now`, or waiting where nothing can be settled) less what is expected of the winner.
    Where nothing is lost, and in a lapse already felt in full, a government gives itself `clock_days`.

    A date at which one side gains what the other loses moves neither: hence the joint fall, not each side's own.
    """
    own_type = q.types[guest]
    cost = lapse_cost_host(
        p.lapse_host, p.lapse_hardness, 1.0 - own_type, p.lapse_threat, 0.0, p.lapse_withdrawal, 0.0
    ) + between(p.lapse_transactional, p.lapse_guest, own_type)
    best_fall = 0.0
    best_day = today + p.clock_days
    for which in range(2):
        day = f.expiry if which == 0 else f.expiry + p.funds_days
        share = p.lapse_early if which == 0 else 1.0 - p.lapse_early
        if day >= today + NOTICE:
            fall = fall_at_deadline(cost * share, 0.0, math.exp(-p.discount_host * (day - today) / DAYS_PER_YEAR))
            if fall > best_fall:
                best_fall = fall
                best_day = day
    host_now = waits.host if now.pair < 0 else now.host
    guest_now = waits.guest if now.pair < 0 else now.guest
    view = outlook(float(today), today, guest, GUEST, q, f)
    outside = guest_weights(view.stay, own_type, p)[1]
    for k in range(f.successions):
        if not ahead(k, float(today), today, f) or f.election[k] < today + NOTICE or f.office[k] != GUEST:
            continue
        host_then, guest_then = after_succession(k, today, guest, host, outside, q, f, p)
        years = (f.election[k] - today) / DAYS_PER_YEAR
        fall = fall_at_deadline(host_now + guest_now, host_then + guest_then, math.exp(-p.discount_host * years))
        if fall > best_fall:
            best_fall = fall
            best_day = float(f.election[k])
        break
    return best_day
