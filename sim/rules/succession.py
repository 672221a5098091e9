"""What the parties expect of the guests that may sit at the table after the coming elections.

Backward induction over the guest's handovers ahead, last first. Whoever may then govern settles by the Nash product
with the worth of waiting as disagreement point, the price of a hard leader taken from what a text brings him. After
the last handover known the lapse lasts one further term of office, and a text on the normal path follows. Where the
sides' hopes leave nothing to share, they wait there too. The host's own elections change who governs and what an
agreement is worth to it, not when one settles: its candidates differ little to the other side.

References
----------
Merlo & Wilson (1995), Econometrica 63 (bargaining where the pie changes by chance); Simsek & Yildiz (2016) on waiting
for an election.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.compiled import compiled, compiled_loop
from sim.rules.kinds import Party
from sim.rules.opinion import average
from sim.rules.parameters import Params
from sim.rules.payment import (
    DAYS_PER_YEAR,
    TERM_OF_OFFICE,
    fill_year_weights,
    frozen_years,
    normal_growth,
    package_cost,
)
from sim.rules.settlement import nash_settlement
from sim.rules.terms import Facts, Menu, Prospects
from sim.rules.utility import audience_weight, hardness_of, leaders_price, pledge
from sim.rules.waiting import expected, lapse_cost_host, stay_weight, waiting_value
from sim.rules.worth import Both, Setting, fill_guest, fill_host, kinks_on, worth_of_agreement, years_paid

GUEST = Party.GUEST.value
HOST = Party.HOST.value
UNLIKE = 0.25  # difference of type beyond which a successor is worth waiting for


class Outlook(NamedTuple):
    """What is known on a day of the guest's next handover, as one party sees it."""

    tenure_days: float  # days to it
    stay: float  # chance that the guest in office stays
    hardness: float  # expected hardness of whoever comes
    neutral: float  # and of those after him, of whom nothing is known: the mean of both candidates


class Turn(NamedTuple):
    """The next date on which the table changes, and what each side expects of the time after it."""

    until: float  # day, or infinity
    host: float
    guest: float


class Waiting(NamedTuple):
    """Worth of waiting to each side, and of a lapse that never ends."""

    host: float
    guest: float
    host_forever: float
    guest_forever: float
    until: float  # day of the next change of government, or infinity


@compiled
def ahead(k: int, day: float, today: int, f: Facts) -> bool:
    """Whether succession k still lies ahead on `day` and is known to be coming `today`."""
    return f.handover[k] > day and f.known_from[k] <= today


@compiled
def next_succession(day: float, today: int, f: Facts) -> int:
    """Number of the guest's next handover after `day` known `today`, or -1."""
    for k in range(f.successions):
        if f.office[k] == GUEST and ahead(k, day, today, f):
            return k
    return -1


@compiled
def elected(k: int, winner: int, f: Facts) -> int:
    """Number of the government that takes office in succession k; `winner` is 0 for the first candidate, else 1."""
    return f.candidate_1[k] if winner == 0 else f.candidate_2[k]


@compiled
def win_chance(k: int, party: int, today: int, q: Prospects, f: Facts) -> float:
    """A party's chance that the first candidate of succession k wins; 1 or 0 once the election is over."""
    if f.election[k] <= today:
        return 1.0 if q.winners[k] == 0 else 0.0
    return f.belief[k, party, today]


@compiled_loop
def outlook(day: float, today: int, guest: int, party: int, q: Prospects, f: Facts) -> Outlook:
    """What a party expects of the guest's next handover after `day`; beyond the last known one, a full term.

    Then a guest half as hard is expected. Where the scenario knows of no succession, the guest in office stays.
    """
    if f.successions == 0:
        same = hardness_of(q.types[guest])
        return Outlook(math.inf, 1.0, same, same)
    last = -math.inf
    for k in range(f.successions):
        if f.office[k] != GUEST:
            continue
        if ahead(k, day, today, f):
            chance = win_chance(k, party, today, q, f)
            first, second = f.candidate_1[k], f.candidate_2[k]
            stay = (chance if first == guest else 0.0) + (1.0 - chance if second == guest else 0.0)
            hard_1, hard_2 = hardness_of(q.types[first]), hardness_of(q.types[second])
            return Outlook(f.handover[k] - day, stay, expected(chance, hard_1, hard_2), expected(0.5, hard_1, hard_2))
        if f.handover[k] <= day:
            last = max(last, float(f.handover[k]))
    term = TERM_OF_OFFICE * DAYS_PER_YEAR
    hardness = hardness_of(q.types[guest])
    tenure = term if last == -math.inf else max(term - (day - last), DAYS_PER_YEAR)
    return Outlook(tenure, 0.0, 0.5 * hardness, 0.5 * hardness)


@compiled
def guest_weights(stay: float, guest_type: float, p: Params) -> tuple[float, float]:
    """Weights a guest gives to the term after his own and to the time after that."""
    outside = p.later_weight * guest_type
    return stay_weight(stay, outside), outside


@compiled_loop
def after_succession(
    k: int, today: int, guest: int, outside: float, q: Prospects, f: Facts,
) -> Both:  # fmt: skip
    """What host and guest of today expect of the guest's succession k, each by its own beliefs: means over who may win.

    A guest who loses office sees the money of his successor's settlement from outside, with the weight `outside`.
    """
    first, second = f.candidate_1[k], f.candidate_2[k]
    host_chance = win_chance(k, HOST, today, q, f)
    guest_chance = win_chance(k, GUEST, today, q, f)
    host_then = expected(host_chance, q.host[k, first], q.host[k, second])
    guest_1 = q.guest[k, first] if first == guest else outside * q.money[k, first]
    guest_2 = q.guest[k, second] if second == guest else outside * q.money[k, second]
    return Both(host_then, expected(guest_chance, guest_1, guest_2))


@compiled_loop
def lapse_costs(
    guest: int, threat: float, withdrawal: float, host_furlough: float, guest_furlough: float, q: Prospects, p: Params,
) -> Both:  # fmt: skip
    """What a lapse costs each side a year under a guest, once the money is gone.

    By felt threat, withdrawal threats remembered and furlough; a wholly transactional guest has only that of furlough.
    """
    own_type = q.types[guest]
    host = host_furlough + lapse_cost_host(
        p.lapse_host, p.lapse_hardness, hardness_of(own_type), p.lapse_threat, threat, p.lapse_withdrawal, withdrawal
    )
    return Both(host, guest_furlough + p.lapse_guest * own_type)


@compiled_loop
def next_turn(
    day: float, today: int, guest: int, host: int, outside: float, q: Prospects, f: Facts, p: Params,
) -> Turn:  # fmt: skip
    """The guest's next handover, or a change from outside on a known day if that comes first.

    After the last handover known comes the end of one further term, and with it a text on the normal path, which is
    worth to each side what an agreement is. There is no turn where `waits` is 0 or no succession was ever known.
    """
    if f.waits == 0:
        return Turn(math.inf, 0.0, 0.0)
    k = next_succession(day, today, f)
    handover = math.inf if k < 0 else float(f.handover[k])
    if q.changed == 0 and day < f.change_day < handover:
        return Turn(f.change_day, f.change_host, f.change_guest)
    if f.successions == 0:
        return Turn(math.inf, 0.0, 0.0)
    if k < 0:
        until = day + outlook(day, today, guest, GUEST, q, f).tenure_days
        then = worth_of_agreement(setting_then(until, today, guest, host, False, q, f, p), f, p)
        return Turn(until, then.host, outside * then.guest)
    then = after_succession(k, today, guest, outside, q, f)
    return Turn(handover, then.host, then.guest)


@compiled
def change_rate(q: Prospects, f: Facts) -> float:
    """Rate of a change from outside that both sides reckon with, per year; 0 once it has come."""
    return f.change_rate if q.changed == 0 and f.waits == 1 else 0.0


@compiled_loop
def waiting_values(
    day: float, today: int, guest: int, host: int, threat: float, withdrawal: float,
    host_furlough: float, guest_furlough: float, q: Prospects,
    f: Facts, p: Params,
) -> Waiting:  # fmt: skip
    """Worth of waiting from `day` to the next change of government for the sides then in office, as known `today`.

    `threat`, `withdrawal` and the furlough costs say how dear the lapse is while they last. Where `waits` is 0 the
    sides look at no date ahead: the worth of a lapse without end stands for that of waiting.
    """
    own_type = q.types[guest]
    saving = normal_growth(p.fair_growth, f.inflation)
    cost = lapse_costs(guest, threat, withdrawal, host_furlough, guest_furlough, q, p)
    funds_out = f.expiry + p.funds_days
    view = outlook(day, today, guest, GUEST, q, f)
    later, outside = guest_weights(view.stay, own_type, p)
    host_forever = waiting_value(
        day, f.expiry, funds_out, math.inf, p.discount_host, saving, cost.host, p.lapse_early, 0.0
    )  # fmt: skip
    guest_forever = waiting_value(
        day, f.expiry, funds_out, day + view.tenure_days, p.discount_guest, -saving, cost.guest, p.lapse_early,
        -later * (saving + cost.guest),
    )  # fmt: skip
    turn = next_turn(day, today, guest, host, outside, q, f, p)
    rate = change_rate(q, f)
    if turn.until == math.inf and rate == 0.0:
        return Waiting(host_forever, guest_forever, host_forever, guest_forever, math.inf)
    return Waiting(
        waiting_value(
            day, f.expiry, funds_out, turn.until, p.discount_host, saving, cost.host, p.lapse_early, turn.host,
            rate, f.change_host,
        ),
        waiting_value(
            day, f.expiry, funds_out, turn.until, p.discount_guest, -saving, cost.guest, p.lapse_early, turn.guest,
            rate, f.change_guest,
        ),
        host_forever,
        guest_forever,
        turn.until,
    )  # fmt: skip


@compiled
def usual_support(f: Facts) -> float:
    """Mean share of the public for paying more, when nothing angers it."""
    share, support = f.segment_share, f.segment_support
    return average(share[0], share[1], share[2], support[0], support[1], support[2])


@compiled_loop
def setting_then(
    day: float, today: int, guest: int, host: int, new_guest: bool, q: Prospects, f: Facts,
    p: Params,
) -> Setting:  # fmt: skip
    """Setting in which a future pair of governments is expected to bargain: quiet times, beliefs of `today`."""
    own = outlook(day, today, guest, GUEST, q, f)
    seen = outlook(day, today, guest, HOST, q, f)
    later, beyond = guest_weights(own.stay, q.types[guest], p)
    fresh = pledge(q.types[guest], 0.0) if new_guest else 0.0
    support = usual_support(f)
    return Setting(
        day + p.signature_mean_days, q.types[guest], hardness_of(q.types[guest]), seen.hardness, seen.neutral,
        own.tenure_days - p.signature_mean_days, later, beyond, f.host_orientation[host], 0.0, support, fresh,
        f.withdrawn[today], audience_weight(p.audience_public, support, 0.0, 0.0), math.inf,
        leaders_price(p.leader_price, hardness_of(q.types[guest]), f.burden),
    )  # fmt: skip


@compiled_loop
def setting_now(
    day: int, signed: float, guest: int, host: int, in_office: float, threat: float, support: float, line: float,
    price: float, q: Prospects, f: Facts, p: Params,
) -> Setting:  # fmt: skip
    """Setting in which the sides bargain on `day` over a text that would be signed on day `signed`.

    `in_office` is the number of days a new guest has been in office, -1 for one who opened the talks; `line` the host's
    last public offer; `price` what is known of the guest's leader's.
    """
    today = min(day, f.horizon)
    own = outlook(float(day), today, guest, GUEST, q, f)
    seen = outlook(float(day), today, guest, HOST, q, f)
    later, beyond = guest_weights(own.stay, q.types[guest], p)
    audience = audience_weight(p.audience_public, support, p.audience_election, f.election_near[today])
    return Setting(
        signed, q.types[guest], hardness_of(q.types[guest]), seen.hardness, seen.neutral,
        own.tenure_days - (signed - day), later, beyond, f.host_orientation[host], threat, support,
        pledge(q.types[guest], in_office), f.withdrawn[today], audience, line, price,
    )  # fmt: skip


@compiled_loop
def mark_reached(today: int, guest: int, q: Prospects, f: Facts) -> None:
    """Mark who may govern the guest after each of its handovers ahead, from the one in office today."""
    q.reached[:] = 0
    for k in range(f.successions):
        if f.office[k] != GUEST or not ahead(k, float(today), today, f):
            continue
        for which in range(2):
            if f.election[k] > today or q.winners[k] == which:
                q.reached[k, elected(k, which, f)] = 1


@compiled_loop
def solve_prospects(today: int, guest: int, host: int, q: Prospects, m: Menu, f: Facts, p: Params) -> None:
    """Fill `q` by backward induction over the guest's handovers ahead as known `today`, under today's host."""
    mark_reached(today, guest, q, f)
    for k in range(f.successions - 1, -1, -1):
        day = float(f.handover[k])
        for a in range(f.guests):
            if q.reached[k, a] == 0:
                continue
            waits = waiting_values(day, today, a, host, 0.0, 0.0, 0.0, 0.0, q, f, p)
            setting = setting_then(day, today, a, host, a != guest, q, f, p)
            fill_host(m, setting, f, p)
            fill_guest(m, setting, f, p)
            m.extras = 1  # a settlement years ahead is valued with labour share and items as they are today
            kinks = kinks_on(today, setting, f, p)
            deal = nash_settlement(waits.host, waits.guest, p.bargaining_weight_host, m, kinks)
            if deal.pair < 0:
                q.host[k, a] = waits.host
                q.guest[k, a] = waits.guest
                q.money[k, a] = -normal_growth(p.fair_growth, f.inflation)
            else:
                q.host[k, a] = deal.host
                q.guest[k, a] = deal.guest
                q.money[k, a] = money_in(deal.pair, deal.rise, setting.day, m, f, p)


@compiled_loop
def money_in(pair: int, rise: float, day: float, m: Menu, f: Facts, p: Params) -> float:
    """Dollars in a package for a guest who counts all years alike: A + B (1 + a), no renewal hoped for."""
    first = frozen_years(day, f.year_ends)
    fill_year_weights(
        m.weights, day, f.old_pay, f.year_ends, first, p.discount_guest, math.inf, 1.0, 1.0, 1.0 - f.perpetual
    )
    m.renewal[:] = 0.0
    constant, slope = package_cost(
        m.weights, first, first + years_paid(pair, f), first + 1 + f.base_age, f.growth[f.pair_escalator[pair]],
        normal_growth(p.fair_growth, f.inflation), p.level_persistence, m.renewal,
    )  # fmt: skip
    return constant + slope * f.dollar_worth[first] * (1.0 + rise)


@compiled
def price_known(private: float, refused: bool, level: int) -> float:
    """What the guest's negotiators know of their leader's price (`private`).

    They learn it when he has refused a text, or where he negotiates himself (`level` 2).
    """
    return private if refused or level == 2 else 0.0


@compiled
def lame_duck(day: int, guest: int, q: Prospects, f: Facts) -> bool:
    """Whether another guest, of a type that bargains otherwise, is elected and not yet in office.

    Between administrations alike talks went on to the end (the 8th closed in December 2008); none were held in the
    winter of 2020-21.
    """
    for k in range(f.successions):
        if f.office[k] == GUEST and f.election[k] <= day < f.handover[k]:
            comes = elected(k, q.winners[k], f)
            return comes != guest and abs(q.types[comes] - q.types[guest]) > UNLIKE
    return False
