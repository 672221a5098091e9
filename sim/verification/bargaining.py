"""Sharing a pie by taking turns: Rubinstein's game, its finite form, its limits, and the threats around it (C1 to C8).

The host's share is 1 - rise. Rounds are 10 days apart and rates per year are scaled to them, so that a side's
factor for one round is the delta of the theory.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from sim.model.negotiation import NegotiationModel
from sim.outcome import INDEX
from sim.records import blank
from sim.rules.equilibrium import offered, refusing_values
from sim.rules.kinds import Party
from sim.rules.settlement import package_worth_guest, package_worth_host
from sim.rules.succession import setting_then
from sim.rules.terms import Menu, Prospects
from sim.rules.worth import kinks_on
from sim.verification.finding import Finding, exact, halving, near, rises, share
from sim.verification.theory import MEDIATED, ROUND, SEED, Theory, column, outside, parameters, per_year, spacing

HOST_FIRST = "rounds.first=host"
GUEST_FIRST = "rounds.first=guest"
MARGIN = 1.02  # on the first-order error, for the orders above it
Pair = tuple[float, float]


def factors(host: float, guest: float) -> tuple[str, ...]:
    """Overrides by which a payment one round later counts by these factors."""
    return rates(-math.log(host), -math.log(guest), ROUND)


def rates(host: float, guest: float, unit_days: float) -> tuple[str, ...]:
    """Overrides of both discount rates, given per unit of time."""
    return parameters(discount_host=per_year(host, unit_days), discount_guest=per_year(guest, unit_days))


def worth_of_lapse(host: float, guest: float) -> tuple[str, ...]:
    """Overrides by which a lapse without end is worth so much to each side."""
    return parameters(lapse_host=-host, lapse_guest=-guest)


def first_share(host: float, guest: float) -> float:
    """Rubinstein's share of whoever offers first, by the factors of both for one round."""
    return (1.0 - guest) / (1.0 - host * guest)


def rubinstein(theory: Theory) -> Iterator[Finding]:
    """C1: agreement in the first round at (1 - d2) / (1 - d1 d2)."""
    deltas = factors(0.9, 0.8)
    table = theory.run(*deltas, HOST_FIRST)
    yield exact("deltas 0.9 and 0.8, host first: its share", first_share(0.9, 0.8), float(1.0 - table[0, INDEX.rise]))
    yield exact("the same: round of the agreement", 1.0, float(table[0, INDEX.rounds]))
    model = NegotiationModel(theory.pie(*deltas, HOST_FIRST), SEED, 0, record=False)
    yield exact("the same on the Mesa model", first_share(0.9, 0.8), 1.0 - model.run().rise)
    yield exact("guest first: host's share", 1.0 - first_share(0.8, 0.9), theory.host_share(*deltas, GUEST_FIRST))
    for first in (Party.HOST, Party.GUEST):
        gain = one_shot_gain(theory, first)
        yield exact(f"best single other offer of the {first.name.lower()}: gain over the equilibrium's", 0.0, gain)
    patient = theory.host_share(*factors(0.95, 0.8), HOST_FIRST)
    yield rises("a more patient host keeps more (0.9, then 0.95)", 1.0 - float(table[0, INDEX.rise]), patient)


def one_shot_gain(theory: Theory, by: Party) -> float:
    """What the first to offer gains by the best other offer, once, both playing the equilibrium before and after.

    The other takes an offer worth what refusing is; a refused offer leaves whoever made it with his own worth of it.
    Offers are tried every thousandth of the pie. Below 0 counts as 0: no offer is better.
    """
    first = HOST_FIRST if by is Party.HOST else GUEST_FIRST
    prepared = theory.pie(*factors(0.9, 0.8), first)
    q, m, f, p = blank(Prospects), blank(Menu), prepared.facts, prepared.params
    q.types[: f.guests] = f.guest_type[: f.guests]
    refusing = refusing_values(0, 0, f.guest_first, f.host_first, q, m, f, p)
    k = kinks_on(0, setting_then(0.0, 0, f.guest_first, f.host_first, False, q, f, p), f, p)
    equilibrium = offered(by.value, refusing, m, k)[1 - by.value]
    best = -math.inf
    for rise in np.linspace(0.0, 1.0, 1001):
        host, guest = package_worth_host(0, 0, rise, m, k), package_worth_guest(0, 0, rise, m, k)
        if by is Party.HOST:
            payoff = host if guest >= refusing.guest else refusing.host
        else:
            payoff = guest if host >= refusing.host else refusing.guest
        best = max(best, float(payoff))
    return max(best - float(equilibrium), 0.0)


def finite(theory: Theory) -> Iterator[Finding]:
    """C2: s_n = 1 - d2 (1 - d1 s_(n-2)) with n rounds left before a date after which there is nothing."""
    for host, guest, lengths in ((0.9, 0.9, (1, 2, 3, 10, 50)), (0.9, 0.8, (2, 5, 20, 60))):
        for rounds in lengths:
            got = theory.host_share(*factors(host, guest), HOST_FIRST, theory.change_in(ROUND * rounds))
            name = f"deltas {host:g} and {guest:g}, rounds left: {rounds}"
            yield exact(name, finite_share(host, guest, rounds), got)
    far = theory.host_share(*factors(0.9, 0.8), HOST_FIRST, theory.change_in(ROUND * 60))
    yield near("60 rounds left beside rounds without end", first_share(0.9, 0.8), far, (0.9 * 0.8) ** 30)


def finite_share(own: float, other: float, rounds: int) -> float:
    """Share of whoever offers first with so many rounds left, by backward induction from the last."""
    return 1.0 if rounds == 1 else 1.0 - other * finite_share(other, own, rounds - 1)


def short_rounds(theory: Theory) -> Iterator[Finding]:
    """C3: r2 / (r1 + r2) + step r1 r2 / (2 (r1 + r2)) as rounds come closer, at rates per 100 days."""
    limit, slope = 2.0 / 3.0, 0.05 * 0.10 / (2.0 * 0.15)
    got = {
        days: theory.host_share(*rates(0.05, 0.10, 100), HOST_FIRST, *spacing(days)) for days in (100, 10, 8, 4, 2, 1)
    }
    for days in (100, 10, 1):
        closed = first_share(math.exp(-0.05 * days / 100), math.exp(-0.10 * days / 100))
        yield exact(f"rates 0.05 and 0.10, rounds every {days / 100:g}", closed, got[days])
    yield near("rounds every 0.01: distance from 2/3", limit, got[1], MARGIN * slope / 100)
    for days in (8, 4, 2):
        yield halving(f"error at 0.0{days} over that at 0.0{days // 2}", limit, got[days], got[days // 2])


def nash(theory: Theory) -> Iterator[Finding]:
    """C4: d1 + w (1 - d1 - d2), by a mediator and as the limit of taking turns with w = r2 / (r1 + r2)."""
    for d_1, d_2, weight in ((0.0, 0.0, 0.6), (0.3, 0.1, 0.6), (0.2, 0.5, 0.25)):
        got = theory.host_share(*MEDIATED, *worth_of_lapse(d_1, d_2), *parameters(bargaining_weight_host=weight))
        name = f"mediated, threat point ({d_1:g}, {d_2:g}), weight {weight:g}"
        yield exact(name, d_1 + weight * (1.0 - d_1 - d_2), got)
    a, b, weight = 0.5, 0.8, 0.6
    equal = weight * a / (weight * a + (1.0 - weight) * b)
    got = theory.host_share(*MEDIATED, *parameters(bargaining_weight_host=equal))
    yield exact("CRRA 0.5 and 0.8, weight 0.6, by its equivalent weight on the linear pie", 0.4838709677419355, got)
    got = theory.host_share(*MEDIATED, *worth_of_lapse(0.1, 0.1))
    yield exact("alike: Nash, Kalai-Smorodinsky and the egalitarian split are one", 0.5, got)
    limit = 0.3 + 2.0 / 3.0 * 0.6
    turns = {
        days: theory.host_share(
            *rates(0.05, 0.10, 100), *worth_of_lapse(0.3, 0.1), HOST_FIRST, *spacing(days)
        )
        for days in (4, 2, 1)
    }  # fmt: skip
    yield near("taking turns, rounds every 0.01, threat point (0.3, 0.1)", limit, turns[1], MARGIN * 1e-4)
    for days in (4, 2):
        yield halving(f"error at 0.0{days} over that at 0.0{days // 2}", limit, turns[days], turns[days // 2])


def breakdown(theory: Theory) -> Iterator[Finding]:
    """C5: b1 + (1 - b1 - b2) / (2 - p) where the talks break off with chance p after a refusal; limit .55."""
    patient = rates(0.0, 0.0, ROUND)
    left = {"breakdown_host": 0.2, "breakdown_guest": 0.1}
    got = {
        chance: theory.host_share(*patient, HOST_FIRST, *outside(breakdown_chance=chance, **left))
        for chance in (0.5, 0.1, 0.02, 0.01, 0.005)
    }
    for chance in (0.5, 0.1, 0.01):
        yield exact(f"threat (0.2, 0.1), p = {chance:g}", 0.2 + 0.7 / (2.0 - chance), got[chance])
    yield near("p = 0.005: distance from Nash's 0.55", 0.55, got[0.005], MARGIN * 0.7 / 4 * 0.005)
    for chance in (0.02, 0.01):
        yield halving(f"error at p = {chance:g} over that at half of it", 0.55, got[chance], got[chance / 2])
    table = theory.run(
        *patient, *parameters(agreement_host=-0.5), *outside(breakdown_chance=0.3, **left), count=4000
    )  # fmt: skip
    rounds, broken = column(table, "rounds").sum(), np.isfinite(column(table, "break_day")).sum()
    yield share("no zone, p = 0.3: share of failed rounds that end the talks", 0.3, float(broken / rounds), int(rounds))


def interim(theory: Theory) -> Iterator[Finding]:
    """C6: d = (g + l b) / (r + l), R = r + l: d1 + R2 / (R1 + R2) (1 - d1 - d2) as rounds come closer.

    Flows g while nothing is agreed, and a change at rate l that is worth b; a unit of time is 1000 days.
    """
    case = ((0.06, 0.06), 0.25, (0.012, 0.02), (0.35, 0.30))
    got = {days: with_interim(theory, *case, days) for days in (1000, 100, 4, 2, 1)}
    for days in (1000, 100, 1):
        yield exact(f"r 0.06, l 0.25, rounds every {days / 1000:g}", interim_share(*case, days / 1000), got[days])
    limit = interim_limit(*case)
    yield near("rounds every 0.001: distance from the limit", limit, got[1], MARGIN * interim_slope(*case) / 1000)
    for days in (4, 2):
        yield halving(f"error at 0.00{days} over that at 0.00{days // 2}", limit, got[days], got[days // 2])
    other = ((0.05, 0.12), 0.2, (0.01, 0.02), (0.3, 0.25))
    got_other = {days: with_interim(theory, *other, days) for days in (2, 1)}
    yield near(
        "unequal rates (0.05, 0.12), l 0.2, rounds every 0.001",
        interim_limit(*other),
        got_other[1],
        MARGIN * interim_slope(*other) / 1000,
    )
    yield halving("its error at 0.002 over that at 0.001", interim_limit(*other), got_other[2], got_other[1])
    richer = with_interim(theory, (0.06, 0.06), 0.25, (0.020, 0.02), (0.35, 0.30), 1)
    yield rises("a higher flow in the lapse improves the host's terms", got[1], richer)


def with_interim(theory: Theory, r: Pair, change: float, flow: Pair, hopes: Pair, days: int) -> float:
    """Host's share with rates, flows and a change, all per 1000 days, and rounds every so many days."""
    return theory.host_share(
        *rates(*r, 1000), *worth_of_lapse(flow[0] / r[0], flow[1] / r[1]), HOST_FIRST, *spacing(days),
        *outside(change_rate=per_year(change, 1000), change_host=hopes[0], change_guest=hopes[1]),
    )  # fmt: skip


def threat_point(r: Pair, change: float, flow: Pair, hopes: Pair) -> Pair:
    """Worth to each side of never agreeing: (g + l b) / (r + l)."""
    host, guest = ((g + change * b) / (each + change) for each, g, b in zip(r, flow, hopes, strict=True))
    return host, guest


def interim_share(r: Pair, change: float, flow: Pair, hopes: Pair, step: float) -> float:
    """Share of the host, who offers first: Rubinstein's of what exceeds the threat point, both fading at r + l."""
    host, guest = threat_point(r, change, flow, hopes)
    fading = [math.exp(-(each + change) * step) for each in r]
    return host + first_share(fading[0], fading[1]) * (1.0 - host - guest)


def interim_limit(r: Pair, change: float, flow: Pair, hopes: Pair) -> float:
    """Its limit as the step goes to 0."""
    host, guest = threat_point(r, change, flow, hopes)
    fading = [each + change for each in r]
    return host + fading[1] / (fading[0] + fading[1]) * (1.0 - host - guest)


def interim_slope(r: Pair, change: float, flow: Pair, hopes: Pair) -> float:
    """Coefficient of the step in the distance from that limit."""
    host, guest = threat_point(r, change, flow, hopes)
    fading = [each + change for each in r]
    return fading[0] * fading[1] / (2.0 * (fading[0] + fading[1])) * (1.0 - host - guest)


def exits(theory: Theory) -> Iterator[Finding]:
    """C7: whoever offers keeps 1 - max(d / (1 + d), w) where the other may leave for w: it binds or does nothing."""
    delta = factors(0.95, 0.95)
    for worth in (0.48, 0.6, 0.8):
        target = 1.0 - max(0.95 / 1.95, worth)
        effect = "no effect" if worth < 0.5 else "binds"
        name = f"delta 0.95, an exit worth {worth:g} to the {{}}: {effect}"
        got = theory.host_share(*delta, HOST_FIRST, *outside(exit_guest=worth))
        yield exact(name.format("guest"), target, got)
        got = 1.0 - theory.host_share(*delta, GUEST_FIRST, *outside(exit_host=worth))
        yield exact(name.format("host"), target, got)
    flow = theory.host_share(*delta, HOST_FIRST, *worth_of_lapse(0.0, 0.48))
    yield exact("contrast: the same 0.48 as a flow moves the split", 0.52 / 1.95, flow)


def known_date(theory: Theory) -> Iterator[Finding]:
    """C8: 1/2 + 1/2 exp(-r t) (b1 - b2) on average over who offers, t before a known date worth b to each side."""
    for time in (0.5, 2.0, 4.0):
        table = theory.run(
            *rates(0.1, 0.1, 100), "protocol=random", theory.change_in(round(100 * time)),
            *outside(change_host=0.7, change_guest=0.2), count=64,
        )  # fmt: skip
        offers = np.unique(column(table, "rise"))
        got = float(1.0 - offers.mean()) if offers.size == 2 else math.nan
        yield exact(f"r 0.1, hopes (0.7, 0.2), date in {time:g}", 0.5 + 0.5 * math.exp(-0.1 * time) * 0.5, got)
