"""The date the talks run against: the one ahead that both sides together lose most by letting pass."""

from __future__ import annotations

import math

from sim.compiled import compiled_loop
from sim.rules.assessment import assess
from sim.rules.concession import fall_at_deadline
from sim.rules.kinds import Party
from sim.rules.parameters import Params
from sim.rules.payment import DAYS_PER_YEAR
from sim.rules.settlement import Package, nash_settlement
from sim.rules.succession import Waiting, after_succession, ahead, guest_weights, outlook, win_chance
from sim.rules.talks import furlough_chance
from sim.rules.terms import Facts, Menu, Prospects
from sim.rules.utility import between, hardness_of
from sim.rules.waiting import expected, lapse_cost_host

GUEST = Party.GUEST.value
HOST = Party.HOST.value
NOTICE = 14  # days a date must lie ahead to set the pace of the talks


@compiled_loop
def talks_deadline(
    today: int, guest: int, host: int, now: Package, waits: Waiting, q: Prospects, f: Facts, p: Params,
) -> float:  # fmt: skip
    """Day of the largest joint fall: expiry, the end of the money, or an election that may bring a harder side.

    At expiry and when the money runs out the fall is the cost of the lapse that sets in, with the furlough a hard
    guest would then order; at the guest's next election, if it is at least `NOTICE` days off, it is what settling now
    is worth (`now`, or waiting where nothing can be settled) less what is expected of the winner. All falls are seen
    from today at the host's discount rate. Where nothing is lost, and in a lapse already felt in full, a government
    gives itself `clock_days`. The date is set when talks open and when a new guest comes before the money is gone.

    A date at which one side gains what the other loses hurries nobody: hence the joint fall, not each side's own.
    """
    own_type = q.types[guest]
    cost = lapse_cost_host(
        p.lapse_host, p.lapse_hardness, hardness_of(own_type), p.lapse_threat, 0.0, p.lapse_withdrawal, 0.0
    ) + between(p.lapse_transactional, p.lapse_guest, own_type)
    furlough = furlough_chance(p.furlough_hardness, hardness_of(own_type)) * (p.furlough_host + p.furlough_guest)
    best_fall = 0.0
    best_day = today + p.clock_days
    for which in range(2):
        day = f.expiry if which == 0 else f.expiry + p.funds_days
        lost = cost * p.lapse_early if which == 0 else cost * (1.0 - p.lapse_early) + furlough
        if day >= today + NOTICE:
            fall = fall_at_deadline(lost, 0.0, math.exp(-p.discount_host * (day - today) / DAYS_PER_YEAR))
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
        host_then, guest_then = after_vote(k, today, guest, host, outside, q, f, p)
        years = (f.election[k] - today) / DAYS_PER_YEAR
        fall = fall_at_deadline(host_now + guest_now, host_then + guest_then, math.exp(-p.discount_host * years))
        if fall > best_fall:
            best_fall = fall
            best_day = float(f.election[k])
        break
    return best_day


@compiled_loop
def after_vote(
    k: int, today: int, guest: int, host: int, outside: float, q: Prospects, f: Facts, p: Params,
) -> tuple[float, float]:  # fmt: skip
    """What both sides expect of succession k, averaged over the hosts that may govern by then.

    Where the host votes before it, each side's own beliefs say who that is.
    """
    for j in range(k):
        if f.office[j] == HOST and ahead(j, float(today), today, f):
            host_chance, guest_chance = win_chance(j, HOST, today, q, f), win_chance(j, GUEST, today, q, f)
            first = after_succession(k, today, guest, f.candidate_1[j], outside, q, f, p)
            second = after_succession(k, today, guest, f.candidate_2[j], outside, q, f, p)
            return expected(host_chance, first[0], second[0]), expected(guest_chance, first[1], second[1])
    return after_succession(k, today, guest, host, outside, q, f, p)


@compiled_loop
def deadline_seen(day: int, guest: int, host: int, q: Prospects, m: Menu, f: Facts, p: Params) -> float:
    """That date as it looks to the sides in office on `day`, in quiet times."""
    view = assess(day, day + p.signature_mean_days, guest, host, -1.0, 0.0, 0.0, 0.0, 0.0, False, q, m, f, p)
    now = nash_settlement(view.waits.host, view.waits.guest, p.bargaining_weight_host, m, view.kinks)
    return talks_deadline(day, guest, host, now, view.waits, q, f, p)
