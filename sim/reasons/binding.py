"""What bound a move: found by asking what would have happened with that one thing out of the way.

A side asks W + (1 - R) min(opening - W, Z) (`sim.rules.pressure`), so that its offers are kept from meeting the other's
by what it could do without, W, by what it has not given up yet, or by what holds it back from offering what it would.
"""

from __future__ import annotations

import math

from sim.compiled import compiled, compiled_loop
from sim.engine.log import Event
from sim.reasons.seen import has_zone, none_ahead, price_in, seen, seen_with, something_comes
from sim.rules.acceptance import carried
from sim.rules.assessment import View
from sim.rules.concession import conceded_by_clock, hard_date, progress
from sim.rules.kinds import EQUILIBRIUM, TACTICS, Party, Reason
from sim.rules.opening import public_demand
from sim.rules.parameters import Params
from sim.rules.pressure import asked
from sim.rules.settlement import (
    MOST_RISE,
    TIE,
    best_for_guest,
    opening_worth_guest,
    package_worth_guest,
    package_worth_host,
)
from sim.rules.terms import Facts, Menu, Prospects
from sim.rules.winset import yes_share

GUEST = Party.GUEST.value
# Causes by number. Of hopes of the next change of government: `ELECTION` where the sides' together bind, `GUEST_WAITS`
# and `HOST_WAITS` where those of one side alone do.
(
    NOTHING, GUEST_ASKS, HOST_ASKS, RESERVATION, LEADER, STANDING_TEXT, LINE, AUDIENCE, ELECTION, GUEST_WAITS,
    HOST_WAITS, WIN_SET, LUCK,
) = range(13)  # fmt: skip
MADE_NO_TEXT = Reason.NONE.value
NO_ZONE = Reason.NO_ZONE.value
OUTSIDE_WIN_SET = Reason.WIN_SET.value
GAP = Reason.GAP.value


@compiled_loop
def reason_of_round(e: Event, view: View, m: Menu) -> int:
    """Number of the `Reason` for which a round ended: as the log has it, or what stood between the sides.

    Nothing beats waiting for both, or both ask too much. Offers that meet without a text leave no gain to share.
    """
    if e.reason != MADE_NO_TEXT:
        return int(e.reason)
    if e.gap <= TIE or not has_zone(e.host_least, e.guest_least, m, view.kinks):
        return NO_ZONE
    return OUTSIDE_WIN_SET if beyond_win_set(e, view, m) else GAP


@compiled_loop
def beyond_win_set(e: Event, view: View, m: Menu) -> bool:
    """Whether the host's delegation would have met what the guest asks, could it name any rise."""
    if e.most >= MOST_RISE:
        return False
    unbound = best_for_guest(e.host_asks, m, view.kinks)
    return e.most < unbound.rise and e.guest_asks <= unbound.guest and e.guest_asks - e.host_other > 0.0


@compiled_loop
def kept_apart(e: Event, view: View, q: Prospects, m: Menu, spare: Menu, f: Facts, p: Params, quiet: Params) -> int:
    """Cause for which the offers of a round did not meet; `NOTHING` where they did.

    Where some package beats waiting for both sides it is the first of these but for which the offers would meet, all
    else equal: the legislature, the text that stands, the leader's price, the host's last public offer. Where none of
    them alone does it, the gap is made of what each side has not given up yet, by its worth to the guest: the larger
    part of it bound. Where nothing beats waiting for both, see `no_zone`.

    Parameters
    ----------
    view, m : what both sides saw, and the menu it filled
    spare : a menu to work in
    quiet : the parameters without audience costs
    """
    if e.gap <= TIE:
        return NOTHING
    most = best_for_guest(e.host_least, m, view.kinks).guest
    if most < e.guest_least:
        return no_zone(e, view, q, m, spare, f, p, quiet)
    if e.reason == MADE_NO_TEXT and beyond_win_set(e, view, m):
        return WIN_SET
    if e.standing >= e.guest_asks - TIE and own_ask(e, view, q, m, f, p) <= e.host_other + TIE:
        return STANDING_TEXT
    if meets_without_price(e, q, spare, f, p):
        return LEADER
    unlined = seen_with(e, math.inf, price_in(e), q, spare, f, p)
    if best_for_guest(e.host_asks, spare, unlined.kinks, e.most).guest >= e.guest_asks - TIE:
        return LINE
    of_guest = e.guest_asks - e.guest_least
    of_host = most - e.host_other
    return GUEST_ASKS if of_guest >= of_host else HOST_ASKS


@compiled_loop
def meets_without_price(e: Event, q: Prospects, spare: Menu, f: Facts, p: Params) -> bool:
    """Whether the host's offer would have done, all else equal, but for a price of the guest's leader that is known.

    A text that stands is set beside the offer with the price in both.
    """
    if price_in(e) <= 0.0 or e.standing > e.host_other + TIE:
        return False
    view = seen_with(e, e.line, 0.0, q, spare, f, p)
    offered = best_for_guest(e.host_asks, spare, view.kinks, e.most).guest
    return own_ask(e, view, q, spare, f, p) <= offered + TIE


@compiled_loop
def own_ask(e: Event, view: View, q: Prospects, m: Menu, f: Facts, p: Params) -> float:
    """What the guest would have asked for in a round had no text stood, with packages worth to it what `m` says.

    It is `guest_asks` of the event where none did and the menu is that of the event.
    """
    least = e.guest_least
    if f.policy == EQUILIBRIUM:
        return least
    published = f.opening_guest if e.in_office < 0.0 else math.nan
    rise = public_demand(published, p.opening_transactional, p.opening_alliance, q.types[e.guest])
    zone = best_for_guest(e.host_least, m, view.kinks).guest - least if f.capped == 1 else math.inf
    given_up = e.guest_conceded
    if f.policy == TACTICS:
        start = e.day - e.in_office if e.in_office >= 0.0 else 0.0
        given_up = conceded_by_clock(
            progress(float(e.day), start, hard_date(start, p.funds_days, f)), p.concession_exponent
        )
    return asked(opening_worth_guest(rise, m, view.kinks), least, zone, given_up)


@compiled_loop
def no_zone(e: Event, view: View, q: Prospects, m: Menu, spare: Menu, f: Facts, p: Params, quiet: Params) -> int:
    """Why nothing beats waiting for both: the first of these without which something would.

    The leader's price, the host's last public offer, its public, the next change of government; where none of them
    alone does it, what the sides could do without.
    """
    if price_in(e) > 0.0:
        unpriced = seen_with(e, e.line, 0.0, q, spare, f, p)
        if has_zone(e.host_least, e.guest_least, spare, unpriced.kinks):
            return LEADER
    unlined = seen_with(e, math.inf, price_in(e), q, spare, f, p)
    if has_zone(e.host_least, e.guest_least, spare, unlined.kinks):
        return LINE
    unheard = seen(e, q, spare, f, quiet)
    if has_zone(e.host_least, e.guest_least, spare, unheard.kinks):
        return AUDIENCE
    return waited_for(e, view, m, f) if something_comes(view.waits) else RESERVATION


@compiled_loop
def waited_for(e: Event, view: View, m: Menu, f: Facts) -> int:
    """Whose hope of the next change of government leaves nothing that beats waiting; `RESERVATION` for nobody's.

    Where that of either side alone would do, it is the larger of the two.
    """
    forever = none_ahead(view.waits)
    host = max(forever.host + e.host_private, f.exit_host)
    guest = max(forever.guest, f.exit_guest)
    of_guest = has_zone(e.host_least, guest, m, view.kinks)
    of_host = has_zone(host, e.guest_least, m, view.kinks)
    if of_guest and of_host:
        return GUEST_WAITS if e.guest_least - guest >= e.host_least - host else HOST_WAITS
    if of_guest or of_host:
        return GUEST_WAITS if of_guest else HOST_WAITS
    return ELECTION if has_zone(host, guest, m, view.kinks) else RESERVATION


@compiled_loop
def turned_down(e: Event, view: View, q: Prospects, m: Menu, spare: Menu, f: Facts, p: Params, quiet: Params) -> int:
    """Cause for which a leader refused a text.

    Luck, a decision that no rule makes, where it was worth no less than waiting. Of the guest's leader: his own price
    where his ministers would have taken it. Of the host's, who by the rules stands by his delegation: the last public
    offer, or the public, where he would have signed but for what they cost. Then the next change of government, where
    he would have with none ahead; else his own reservation.
    """
    forever = none_ahead(view.waits)
    if e.party == GUEST:
        worth = package_worth_guest(e.pair, e.extra, e.rise, m, view.kinks)
        least, calm = view.waits.guest, forever.guest
        if worth >= least - TIE:
            return LUCK
        unpriced = seen_with(e, e.line, 0.0, q, spare, f, p).kinks
        if package_worth_guest(e.pair, e.extra, e.rise, spare, unpriced) >= least - TIE:
            return LEADER
    else:
        worth = package_worth_host(e.pair, e.extra, e.rise, m, view.kinks)
        least, calm = view.waits.host + e.host_private, forever.host + e.host_private
        if worth >= least - TIE:
            return LUCK
        unlined = seen_with(e, math.inf, price_in(e), q, spare, f, p).kinks
        if package_worth_host(e.pair, e.extra, e.rise, spare, unlined) >= least - TIE:
            return LINE
        unheard = seen(e, q, spare, f, quiet).kinks
        if package_worth_host(e.pair, e.extra, e.rise, spare, unheard) >= least - TIE:
            return AUDIENCE
    return ELECTION if something_comes(view.waits) and worth >= calm - TIE else LEADER


@compiled
def consented(e: Event, f: Facts) -> int:
    """Luck where the guest's leader is asked and took a text worth less to him than waiting; else nothing.

    The host's stands by what his delegation took.
    """
    return LUCK if f.leaders == 1 and e.text_guest < e.guest_waiting - TIE else NOTHING


@compiled_loop
def voted(e: Event, f: Facts, p: Params) -> int:
    """Luck where a vote went against what was expected of it; the win-set where it was expected to fail."""
    expected = carried(yes_share(e.rise, e.day, e.host, e.line, e.angers, f, p), 1.0, f.majority)
    if (e.carried == 1) != expected:
        return LUCK
    return NOTHING if expected else WIN_SET
