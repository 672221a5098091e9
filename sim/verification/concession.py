"""How both sides give way: by the clock (C11), by pressure (C29), by a date ahead (C30); and a text that stands (C31).

A side asks W + (1 - R) Z: what it could do without, and what it has not given up yet of its best inside the zone. The
host's share of the pie is 1 - rise; rounds are held daily, so that a text comes on the first day after the theory's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.optimize import brentq

from sim.outcome import INDEX
from sim.rules.payment import DAYS_PER_YEAR
from sim.rules.pressure import DAYS_PER_MONTH
from sim.verification.bargaining import rates, worth_of_lapse
from sim.verification.finding import EXACT, Finding, exact, near, rises
from sim.verification.theory import MEDIATED, Theory, agreement_time, column, outside, parameters, spacing

UNIT = 50  # days in a unit of time
CLOCK = 20.0  # units to the date that tactics run against
OPENS = {"host": 0.04, "guest": 0.60}  # rises first named: 1.04 and 1.60 trillion won on a base of 1
LIMITS = {"host": 0.30, "guest": 0.15}


def tactics(most: float, exponent: float, days: int) -> tuple[str, ...]:
    """Overrides: both yield from their openings to their limits, the host's `most`, with rounds so many days apart.

    The clock runs to the end of the money; what a lapse costs is felt in full before, so that the limits stand still.
    """
    return (
        "protocol=mediated", "policy=tactics", f"opening.host_rise={OPENS['host']}",
        f"opening.guest_rise={OPENS['guest']}", "switches.capped_demand=false", *worth_of_lapse(0.0, LIMITS["guest"]),
        *spacing(days),
        *parameters(agreement_host=most, funds_days=CLOCK * UNIT, concession_exponent=exponent),
    )  # fmt: skip


def faratin(theory: Theory) -> Iterator[Finding]:
    """C11: both yield as (t / T) ** (1 / beta): price from s, whatever beta, at time T s ** beta; no deal where s > 1.

    s = (max_S - min_B) / ((max_B - min_B) + (max_S - min_S)): first distance over the ways both may go.
    """
    ways = (LIMITS["host"] - OPENS["host"], OPENS["guest"] - LIMITS["guest"])
    met = (OPENS["guest"] - OPENS["host"]) / sum(ways)
    price, days = 1.0 + OPENS["host"] + ways[0] * met, 1
    for exponent in (0.25, 1.0, 4.0):
        setup = tactics(LIMITS["host"], exponent, days)
        step = days / UNIT
        slope = max(ways) / CLOCK / exponent * met ** (1.0 - exponent)
        name = f"1.04 to 1.30 and 1.60 to 1.15, T 20, beta {exponent:g}"
        got = 1.0 + float(theory.run(*setup)[0, INDEX.rise])
        yield near(f"{name}: price", price, got, 1.05 * slope * step)
        yield near(f"{name}: time", CLOCK * met**exponent, agreement_time(theory, *setup) / UNIT, step)
    times = [agreement_time(theory, *tactics(LIMITS["host"], each, days)) for each in (4.0, 1.0, 0.25)]
    yield rises("least step later a smaller exponent brings", 0.0, min(b - a for a, b in pairwise(times)) / UNIT)
    mixed = (*tactics(0.10, 1.0, 20), *parameters(spacing_least=1))
    agreed = column(theory.run(*mixed, count=500), "agreed").mean()
    yield exact("host's limit 1.10 (s 1.098), rounds at random: share of runs with a deal", 0.0, float(agreed))


PRESSED = ("protocol=mediated", "policy=waiting", *spacing(1))  # both open with all of the pie for themselves
HALF = math.log(2.0)  # of kappa P / S, in months, after which half is given up


def pressed(theory: Theory) -> Iterator[Finding]:
    """C29: 1 - exp(-kappa P/S t) is given up after t: both meet at a half each, after ln 2 S / (kappa P).

    In a lapse P = S = the worth of the missing agreement, here the pie; where the money still holds and nothing is
    discounted, a part of S.
    """
    for rate in (0.5, 2.0):
        meet = HALF / rate * DAYS_PER_MONTH
        for demand in (1, 5):
            got = agreement_time(theory, *PRESSED, *parameters(concession_rate=rate), f"opening.guest_rise={demand}")
            yield exact(f"kappa {rate:g}, P = S, a demand of {demand} pies: day of the text", math.ceil(meet), got)
    kappa = parameters(concession_rate=0.5)
    for least in ((0.0, 0.0), (0.3, 0.1)):
        got = theory.host_share(*PRESSED, *kappa, *worth_of_lapse(*least))
        name = f"threat point ({least[0]:g}, {least[1]:g}): host's share, half of what exceeds it"
        yield exact(name, least[0] + 0.5 * (1.0 - sum(least)), got)
    days = math.ceil(HALF / 0.5 * DAYS_PER_MONTH)
    got = theory.host_share(*PRESSED, *kappa, *parameters(bargaining_weight_host=0.9))
    left = math.exp(-0.5 * days / DAYS_PER_MONTH)
    yield exact("weight 0.9 of the host: the guest keeps what he still asks, half but for the day", 1.0 - left, got)
    part = parameters(agreement_host=0.2, lapse_host=0.8, lapse_early=0.25, funds_days=1000, concession_reach=1)
    got = agreement_time(theory, *PRESSED, *rates(0.0, 0.0, UNIT), *kappa, *part)
    yield near("P = 0.4 S: day of the text", HALF / 0.5 / 0.4 * DAYS_PER_MONTH, got, 1.0)
    yield from uncapped(theory, kappa, days)


def uncapped(theory: Theory, kappa: tuple[str, ...], capped_day: int) -> Iterator[Finding]:
    """Contrast: where demands are not cut to the zone, (1 + D) (1 - R) = 1 closes: later, and better for the guest."""
    setup = (*PRESSED, *kappa, "opening.guest_rise=5", "switches.capped_demand=false")
    days = math.ceil(math.log(6.0) / 0.5 * DAYS_PER_MONTH)
    got = agreement_time(theory, *setup)
    yield exact("contrast, demands not cut to the zone, 5 pies: day of the text, by ln 6", days, got)
    yield rises("it comes later than by ln 2", capped_day, got)
    left = 5.0 * math.exp(-0.5 * days / DAYS_PER_MONTH)
    yield exact("and gives the guest 5 / 6 but for the day", 1.0 - left, theory.host_share(*setup))


AHEAD = 200  # days to the expiry that presses
REACH = 30.0
RATES = tuple(np.geomspace(1.0, 4.0, 8))  # of concession, a month: draws of a parameter nobody knows
NEAR = 60  # days before the date


def date_ahead(theory: Theory, fall: float, rate: float, reach: float = REACH) -> tuple[str, ...]:
    """Overrides: an agreement that ends `AHEAD` days on, at once dear by `fall` of the stake; the rest is far away.

    Nothing is discounted, so that the stake, what a lapse costs in full, is 1 throughout.
    """
    return (
        *PRESSED, *rates(0.0, 0.0, UNIT), theory.expiry_in(AHEAD),
        *parameters(
            agreement_host=0, lapse_host=1, lapse_early=fall, funds_days=1000,
            concession_rate=rate, concession_reach=reach,
        ),
    )  # fmt: skip


def dated(theory: Theory) -> Iterator[Finding]:
    """C30: hazard kappa fall / S exp(-days / reach) before a date: half is given up m before it, m = reach ln x.

    The share left is exp(-k (exp(-(T - t) / reach) - exp(-T / reach))) with k = kappa fall reach / S, and x = k / ln 2
    where T is many times the reach. Where x is below 1 the date passes first.
    """
    for rate, reach in ((1.0, REACH), (4.0, REACH), (1.0, 60.0)):
        target = meeting_day(rate, reach)
        got = agreement_time(theory, *date_ahead(theory, 1.0, rate, reach))
        name = f"kappa {rate:g}, reach {reach:g}, date in {AHEAD}: day of the text"
        yield near(name, target, got, 1.5)
    shares = {fall: share_before(theory, fall) for fall in (0.0, 0.5, 1.0)}
    name = f"kappa from 1 to 4: share of texts in the {NEAR} days before the date,"
    yield exact(f"{name} all of the stake to fall", 1.0, shares[1.0])
    yield exact(f"{name} nothing to fall", 0.0, shares[0.0])
    in_time = float(np.mean([rate * 0.5 * REACH / DAYS_PER_MONTH > HALF for rate in RATES]))
    yield exact(f"{name} half of it to fall: those whose k is above ln 2", in_time, shares[0.5])

    yield from election_ahead(theory)


def meeting_day(rate: float, reach: float) -> float:
    """Day on which half is given up before a date in `AHEAD` days, all of the stake to fall."""
    return AHEAD + reach * math.log(HALF * DAYS_PER_MONTH / (rate * reach) + math.exp(-AHEAD / reach))


ELECTION = 60  # days to it
IMPATIENT = 2.0  # rate of discount of both a year, so that little is left of what comes after the next term


def election_ahead(theory: Theory) -> Iterator[Finding]:
    """A vote presses by what both together stand to lose with the winner: nothing with the guest in office, or all.

    With him they may as well settle at the handover, on day H: at stake is what waiting for it burns, 1 minus
    exp(-r (H - t)).

    In a lapse P / S = 1 + exp(-(T - t) / m), 1 / m = 1 / reach + r, before one after which nothing can be agreed.
    """
    for rate in (0.3, 0.5):
        name = f"kappa {rate:g}, election in {ELECTION}: day of the text,"
        got = agreement_time(theory, *with_election("guest", rate, theory))
        yield near(f"{name} who governs stays", with_less_at_stake(rate), got, 1.5)
        got = agreement_time(theory, *with_election("other", rate, theory))
        yield near(f"{name} nothing can be agreed with who comes", pressed_by_election(rate), got, 1.5)
    unfelt = "switches.election_pressure=false"
    got = agreement_time(theory, *with_election("other", 0.5, theory), unfelt)
    yield exact("the same where elections press nobody", math.ceil(HALF / 0.5 * DAYS_PER_MONTH), got)


def with_less_at_stake(rate: float) -> float:
    """Day on which half is given up where the stake is 1 - exp(-r (H - t)) and the pressure 1."""
    yearly, handover = IMPATIENT / DAYS_PER_YEAR, 2.0 * ELECTION

    def given_up(day: float) -> float:
        burnt = math.log(math.expm1(-yearly * (handover - day)) / math.expm1(-yearly * handover))
        return rate / DAYS_PER_MONTH * (day - burnt / yearly) - HALF

    return float(brentq(given_up, 0.0, handover - 1.0))


def with_election(winner: str, rate: float, theory: Theory) -> tuple[str, ...]:
    """Overrides: a lapse, and an election of the guest that both sides know the winner of."""
    start, sure = theory.date_in(0), int(winner == "guest")
    vote = (
        f'office="guest",election={theory.date_in(ELECTION)},handover={theory.date_in(2 * ELECTION)},winner="{winner}",'
        f'candidates=["guest","other"],beliefs=[{{since={start},guest={sure},host={sure},source="theory"}}],source="theory"'
    )
    return (
        *PRESSED, "switches.succession=true", "switches.leader_price=true", f"successions=[{{{vote}}}]",
        'administrations.other={name="other",type=0,band=0,source="theory"}',
        *rates(IMPATIENT, IMPATIENT, DAYS_PER_YEAR),
        *parameters(concession_rate=rate, concession_reach=REACH, leader_price=5),
    )  # fmt: skip


def pressed_by_election(rate: float) -> float:
    """Day on which half is given up in a lapse before an election that would end all hope of a text."""
    fading = 1.0 / (1.0 / REACH + IMPATIENT / DAYS_PER_YEAR)

    def short_of_half(days: float) -> float:
        nearing = math.exp(-(ELECTION - days) / fading) - math.exp(-ELECTION / fading)
        return rate / DAYS_PER_MONTH * (days + fading * nearing) - HALF

    return float(brentq(short_of_half, 0.0, ELECTION))


def share_before(theory: Theory, fall: float) -> float:
    """Share of the rates of concession at which a text is found in the last days before the date."""
    days = np.array([agreement_time(theory, *date_ahead(theory, fall, rate)) for rate in RATES])
    return float(((days >= AHEAD - NEAR) & (days <= AHEAD)).mean())


HOPE_DAYS, NEARER = 5, 1.3  # days to the change, and how much more a hope of it is worth a day later


def standing(theory: Theory) -> Iterator[Finding]:
    """C31: after a text x is refused, the settlement is max(x, what it is without x).

    Hopes of a change soon make the text of the first day; the guest's leader looks at it a day later, with the change
    nearer, and refuses. By the next round the change has come and the hopes are gone: what a lapse is worth remains.
    """
    for lapse, hopes, effect in ((0.0, (0.0, 0.7), "it is met exactly"), (0.8, (0.09, 0.88), "it does nothing")):
        text, free = 0.5 * (1.0 - hopes[0] + hopes[1]), 0.5 * (1.0 + lapse)
        with_it, without = (refused(theory, lapse, hopes, text, on) for on in ("true", "false"))
        yield exact(f"refused text worth {text:g}, {free:g} without it: {effect}", max(text, free), with_it)
        yield exact(f"contrast, a refused text of {text:g} forgotten", free, without)


def refused(theory: Theory, lapse: float, hopes: tuple[float, float], text: float, stands: str) -> float:
    """What the guest gets of the pie in the end, the text having been refused; missing where that was not so.

    `lapse` is what a lapse is worth to the guest, `hopes` what both could do without on the first day.
    """
    growth = NEARER**HOPE_DAYS
    fading = math.log(NEARER) * DAYS_PER_YEAR
    row = theory.run(
        *MEDIATED, *worth_of_lapse(0.0, lapse), theory.change_in(HOPE_DAYS),
        *outside(change_host=hopes[0] * growth, change_guest=lapse + (hopes[1] - lapse) * growth),
        *parameters(discount_host=fading, discount_guest=fading), "switches.leader_approval=true",
        f"switches.outside_option={stands}",
    )[0]  # fmt: skip
    first = abs(row[INDEX.first_refused_rise] - text) < EXACT and row[INDEX.guest_refusals] == 1
    return float(row[INDEX.rise]) if first else math.nan
