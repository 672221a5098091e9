"""Who decides: the decisions of the loop, each with what it is given, and the rule that answers by default.

A decision is a function of the day, the world (`sim.engine.world.World`) and what is to be decided upon. Others may
stand in their place: methods of agents in `sim.model`, or a user's own functions handed to `sim.engine.batch.simulate`.
`u` is always the uniform number that settles a matter of chance; utilities are shares of the base amount a year.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from sim.draws import exponential
from sim.engine.world import World, anger_of, every_day, one
from sim.rules.acceptance import member_yes
from sim.rules.assessment import View
from sim.rules.concession import conceded_by_clock, hard_date, progress
from sim.rules.kinds import EQUILIBRIUM, TACTICS, Party, Purpose
from sim.rules.opinion import angered, protest_chance, voters_support
from sim.rules.pressure import asked
from sim.rules.provocation import answered, provocation_chance, severity_of
from sim.rules.settlement import (
    MOST_RISE,
    TIE,
    Package,
    best_for_guest,
    best_for_host,
    opening_worth_guest,
    opening_worth_host,
)
from sim.rules.talks import furlough_chance, lag, tactic_chance
from sim.rules.utility import hardness_of

HOST = Party.HOST.value


# --- the guest: the administration of the country that stations troops ------------------------


def guest_least(day: int, w: World, view: View, level: int) -> float:
    """Worth below which the guest's delegation takes nothing home; `level` is that of the round."""
    return view.waits.guest


def guest_asks(day: int, w: World, view: View, zone: float, least: float) -> float:
    """Worth of a package that the guest's delegation asks for in a round.

    `least` is what it could do without, `zone` the most it could gain beyond where the host gets no more than it could
    do without.
    """
    if w.f.policy == EQUILIBRIUM:
        return least
    opening = opening_worth_guest(w.s.guest_opening, w.m, view.kinks)
    return asked(opening, least, zone, given_up(day, w, w.s.guest_conceded))


def guest_offers(day: int, w: World, view: View, asks: float, host_asks: float) -> Package:
    """Package the guest puts on the table; pair -1 for none.

    Of those worth what he asks, the best for the host; in the equilibrium he keeps all that the host need not have.
    """
    if w.f.policy == EQUILIBRIUM:
        return best_for_guest(host_asks, w.m, view.kinks, MOST_RISE)
    return best_for_host(asks, w.m, view.kinks)


def guest_takes(day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
    """Whether the guest's delegation takes a text worth `worth` to it, where it could do without `least`."""
    return worth >= least - TIE


def guest_consents(day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
    """Whether the guest's leader consents to a text that his delegation took."""
    return worth >= least - TIE


def guest_walks_out(day: int, w: World, gap: float, u: float) -> bool:
    """Whether the guest's delegation leaves a round that ended `gap` apart."""
    return u < tactic_chance(w.p.walkout_chance, hardness_of(w.q.types[w.s.guest]), gap, w.p.walkout_gap)


def guest_threatens(day: int, w: World, gap: float, u: float) -> bool:
    """Whether the guest threatens to withdraw troops after it."""
    return u < tactic_chance(w.p.threat_chance, hardness_of(w.q.types[w.s.guest]), gap, w.p.walkout_gap)


def guest_furloughs(day: int, w: World, u: float) -> bool:
    """Whether the guest sends base workers home on the day the money is gone."""
    return u < furlough_chance(w.p.furlough_hardness, hardness_of(w.q.types[w.s.guest]))


# --- the host: the government of the country that pays ------------------------


def host_least(day: int, w: World, view: View, level: int) -> float:
    """Worth below which the host takes nothing: delegation and leader are of one mind."""
    return view.waits.host + w.s.host_private[w.s.host]


def host_asks(day: int, w: World, view: View, zone: float, least: float) -> float:
    """Worth of a package that the host asks for in a round; `zone` and `least` as for the guest.

    It begins from what it last offered in public, and does not go back behind that.
    """
    if w.f.policy == EQUILIBRIUM:
        return least
    rise = w.f.opening_host if w.s.line == math.inf else max(w.f.opening_host, w.s.line)
    opening = opening_worth_host(rise, w.m, view.kinks)
    return asked(opening, least, zone, given_up(day, w, w.s.host_conceded))


def given_up(day: int, w: World, conceded: float) -> float:
    """Share a side has given up: under the pressure so far, or by its clock under the policy of tactics."""
    if w.f.policy != TACTICS:
        return conceded
    start = 0.0 if math.isnan(w.s.guest_since) else w.s.guest_since
    run = progress(float(day), start, hard_date(start, w.p.funds_days, w.f))
    return conceded_by_clock(run, w.p.concession_exponent)


def host_offers(day: int, w: World, view: View, asks: float, guest_asks: float, most: float) -> Package:
    """Package the host puts on the table, its rise no larger than `most`; pair -1 for none.

    Of those worth what it asks, the best for the guest; in the equilibrium it keeps all that the guest need not have.
    """
    if w.f.policy == EQUILIBRIUM:
        return best_for_host(guest_asks, w.m, view.kinks)
    return best_for_guest(asks, w.m, view.kinks, most)


def host_takes(day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
    """Whether the host's delegation takes a text worth `worth` to it, where it could do without `least`."""
    return worth >= least - TIE


def host_consents(day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
    """Whether the host's leader consents to a text that his delegation took: it had his instructions, so he does."""
    return True


# --- the North, the public, the legislature, the base workers ------------------------


def north_acts(day: int, w: World) -> int:
    """Severity of the North's provocation on a day that is not replayed, 1 to 5; 0 for none."""
    f, p = w.f, w.p
    if f.simulate == 0 or f.quiet[day] == 1:
        return 0
    chance = provocation_chance(
        p.provocation_rate, answered(f.provocation_factor[day], p.provocation_discord, day, w.s.stalled), w.s.excitation
    )
    if every_day(day, w, Purpose.PROVOCATION.value, HOST) >= chance:
        return 0
    u = one(day, w, Purpose.SEVERITY.value, HOST)
    return severity_of(u, p.severity_1, p.severity_2, p.severity_3, p.severity_4)


def public_angered(day: int, w: World, segment: int, raised: float) -> float:
    """Anger of a segment, by number, after something that raises it by `raised`."""
    return angered(w.s.anger[segment], raised, w.f.segment_anger[segment])


def public_protests(day: int, w: World, offence: float, u: float) -> bool:
    """Whether an act brings people to the streets; `offence` is 1 for one that offends by itself."""
    return u < protest_chance(w.p.protest_chance, anger_of(w), offence)


def camp_favours(day: int, w: World, camp: int, above: float) -> float:
    """Chance with which a member of a camp who is present votes for a text whose rise lies `above` the line."""
    p = w.p
    support = voters_support(w.f.segment_support[camp], p.support_anger, w.s.anger[camp])
    in_government = camp == w.f.host_camp[w.s.host]
    return member_yes(p.vote_level, p.vote_government, in_government, p.vote_support, support, p.vote_rise, above)


def workers_wait(day: int, w: World, u: float) -> int:
    """Days until a special act that pays base workers who were sent home, should no agreement come first."""
    return lag(1.0, w.p.furlough_mean_days, exponential(u))


Decision = Callable[..., Any]
DECISIONS: tuple[Decision, ...] = (
    guest_least, guest_asks, guest_offers, guest_takes, guest_consents, guest_walks_out, guest_threatens,
    guest_furloughs, host_least, host_asks, host_offers, host_takes, host_consents, north_acts, public_angered,
    public_protests, camp_favours, workers_wait,
)  # fmt: skip
BY_NAME: dict[str, Decision] = {each.__name__: each for each in DECISIONS}
