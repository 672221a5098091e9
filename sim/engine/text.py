"""The way of a text: both leaders look at it, it is signed, the legislature votes on it, it enters into force."""

from __future__ import annotations

import math

from sim.draws import exponential
from sim.engine.decisions import guest_consents, host_consents
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.public import discord, protest
from sim.engine.state import AGREED, DONE, RATIFIED, SIGNED, TALKING, TEXT
from sim.engine.vote import count_votes
from sim.engine.world import World, four, one, view_of
from sim.rules.assessment import View
from sim.rules.kinds import Act, Party, Purpose
from sim.rules.payment import DAYS_PER_YEAR, first_year
from sim.rules.settlement import Package, package_worth_guest, package_worth_host
from sim.rules.talks import due_in, gain_lost, next_round_in, vote_in
from sim.rules.utility import withdrawal_loss
from sim.rules.worth import term_from_expiry, years_paid

GUEST = Party.GUEST.value
HOST = Party.HOST.value


def bring_on(day: int, w: World) -> None:
    """Bring a text one step on, on the day it is due."""
    stage = w.s.stage
    if stage == TEXT:
        review(day, w)
    elif stage == AGREED:
        sign(day, w)
    elif stage == SIGNED:
        ratify(day, w)
    elif stage == RATIFIED:
        enter_into_force(day, w)


def review(day: int, w: World) -> None:
    """Both leaders look at the text and compare it with their own worth of waiting; the guest's with his price."""
    s = w.s
    view = view_of(day, w, s.guest_private[s.guest])
    host = package_worth_host(s.pair, s.extra, s.rise, w.m, view.kinks)
    guest = package_worth_guest(s.pair, s.extra, s.rise, w.m, view.kinks)
    deal = Package(s.pair, s.extra, s.rise, host, guest)
    least_guest = view.waits.guest
    least_host = view.waits.host + s.host_private[s.host]
    u = four(day, w, Purpose.LEADER.value, GUEST)
    refuser = -1
    if w.f.leaders == 1 and not guest_consents(day, w, deal, guest, least_guest, u[0]):
        refuser = GUEST
    elif w.f.leaders == 1 and not host_consents(day, w, deal, host, least_host, u[1]):
        refuser = HOST
    kind = Happening.CONSENT.value if refuser < 0 else Happening.REFUSAL.value
    index = note(kind, day, w, party=max(refuser, 0))
    if index >= 0:
        e = w.log[index]
        e.text_host, e.text_guest = host, guest
        e.host_waiting, e.guest_waiting = least_host, least_guest
    if refuser < 0:
        agree(day, w, view, guest, host)
    else:
        turn_down(day, w, view, refuser, u[2])


def agree(day: int, w: World, view: View, worth_guest: float, worth_host: float) -> None:
    """Both leaders took it."""
    s, f, p, row = w.s, w.f, w.p, w.row
    s.stage = AGREED
    row.agreed = 1.0
    row.agreement_day = day - f.expiry
    row.guest_at_agreement = s.guest
    row.utility_guest = worth_guest - withdrawal_loss(p.withdrawal_loss * w.q.types[s.guest], f.withdrawn[day])
    row.utility_host = worth_host - withdrawal_loss(p.withdrawal_loss, f.withdrawn[day])
    lapse_years = max(day - f.expiry, 0.0) / DAYS_PER_YEAR
    row.gain_lost = gain_lost(
        worth_host - view.waits.host_forever, worth_guest - view.waits.guest_forever, p.discount_host,
        p.discount_guest, lapse_years,
    )  # fmt: skip
    u = one(day, w, Purpose.SIGNATURE.value, HOST)
    s.due = day + due_in(p.signature_least, p.signature_mean_days, exponential(u))


def turn_down(day: int, w: World, view: View, refuser: int, u: float) -> None:
    """A leader's refusal: talks are parked until the delegations meet again.

    A text that the guest's leader turned down stands: the host took it once, its rise becomes known, and the next guest
    need ask for no less.
    """
    s, f, p, row = w.s, w.f, w.p, w.row
    if refuser == GUEST:
        row.guest_refusals += 1
    else:
        row.host_refusals += 1
    if math.isnan(row.first_refusal_day):
        row.first_refusal_day = day - f.expiry
        row.first_refused_rise = s.rise
        row.first_refused_term = term_from_expiry(view.setting.day, s.pair, f)
    s.stage = TALKING
    s.failed += 1
    s.next_round = day + next_round_in(day, 0.0, True, exponential(u), f, p)
    if refuser == GUEST:
        s.refused = 1
        discord(day, w)
        s.standing_escalator, s.standing_years = f.pair_escalator[s.pair], years_paid(s.pair, f)
        s.standing_extra, s.standing_rise, s.line = s.extra, s.rise, s.rise
        protest(day, w, Act.REFUSAL.value)


def sign(day: int, w: World) -> None:
    """Signature: the amount of the year it falls in is set, and the text goes to the legislature."""
    w.row.signature_day = day - w.f.expiry
    write_sums(float(day), w)
    w.s.stage = SIGNED
    note(Happening.SIGNATURE.value, day, w)
    if w.s.rise > w.s.line:
        protest(day, w, Act.SIGNATURE.value, 1.0)
    u = one(day, w, Purpose.VOTE_DAY.value, HOST)
    w.s.due = day + vote_in(exponential(u), w.f, w.p)


def write_sums(day: float, w: World) -> None:
    """What the text comes to if signed on `day`."""
    sums, row = first_year(day, w.s.rise, w.f), w.row
    row.term_years = term_from_expiry(day, w.s.pair, w.f)
    row.rise = w.s.rise
    row.rise_annualised = sums.rise_annualised
    row.amount = sums.amount
    row.amount_usd_m = sums.amount_usd_m


def ratify(day: int, w: World) -> None:
    """The legislature votes; a refusal reopens the talks. Where votes are switched off, the text simply goes on."""
    s, f, p, row = w.s, w.f, w.p, w.row
    carries = f.ratifies == 0 or count_votes(day, w)
    u = four(day, w, Purpose.ENTRY.value, HOST)
    if carries:
        s.stage = RATIFIED
        s.due = day + due_in(0.0, p.entry_mean_days, exponential(u[0]))
        return
    row.failed_votes += 1
    row.agreed = 0.0
    row.signature_day = math.nan
    row.agreement_day = math.nan
    s.stage = TALKING
    s.failed += 1
    s.next_round = day + next_round_in(day, 0.0, True, exponential(u[1]), f, p)


def enter_into_force(day: int, w: World) -> None:
    """The end of the talks."""
    w.row.entry_day = day - w.f.expiry
    w.s.stage = DONE
    note(Happening.ENTRY.value, day, w)
