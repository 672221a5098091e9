"""What bound a move: found by asking what would have happened with that one thing out of the way."""

from __future__ import annotations

from sim.compiled import compiled, compiled_loop
from sim.engine.log import Event
from sim.reasons.seen import has_zone, none_ahead, seen, something_comes
from sim.rules.acceptance import carried
from sim.rules.assessment import View
from sim.rules.kinds import Party, Reason
from sim.rules.parameters import Params
from sim.rules.settlement import MOST_RISE, best_for_guest, package_worth_guest, package_worth_host
from sim.rules.succession import delegation_least, lame_duck
from sim.rules.talks import worth_with_letter
from sim.rules.terms import Facts, Menu, Prospects
from sim.rules.winset import yes_share

GUEST = Party.GUEST.value
# Causes by number.
NOTHING, GUEST_ASKS, HOST_ASKS, RESERVATION, STANDING_TEXT, AUDIENCE, ELECTION, LEADER, WIN_SET, LUCK = range(10)
MADE_NO_TEXT = Reason.NONE.value
NO_ZONE = Reason.NO_ZONE.value
PARKED = Reason.PARKED.value
OUTSIDE_WIN_SET = Reason.WIN_SET.value
GAP = Reason.GAP.value


@compiled_loop
def reason_of_round(e: Event, view: View, q: Prospects, m: Menu, f: Facts) -> int:
    """Number of the `Reason` for which a round ended: as the log has it, or what stood between the sides."""
    if e.reason != MADE_NO_TEXT:
        return int(e.reason)
    return obstacle(e, view, q, m, f) if e.gap > 0.0 else NO_ZONE  # offers that meet, but leave no gain to share


@compiled_loop
def obstacle(e: Event, view: View, q: Prospects, m: Menu, f: Facts) -> int:
    """What stands between the sides: nothing beats waiting for both, a successor is elected, or both ask too much."""
    if not has_zone(e.host_least, e.guest_least, m, view.kinks):
        return NO_ZONE
    if lame_duck(e.day, e.guest, q, f):
        return PARKED
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

    Where some package beats waiting for both sides, the gap between the offers is made of what each side asks for
    beyond what it could do without, by its worth to the guest: the larger part of it bound. Where none does, see
    `no_zone`.

    Parameters
    ----------
    view, m : what both sides saw, and the menu it filled
    spare : a menu to work in
    quiet : the parameters without audience costs
    """
    if e.gap <= 0.0:
        return NOTHING
    most = best_for_guest(e.host_least, m, view.kinks).guest
    if most < e.guest_least:
        return no_zone(e, view, q, m, spare, f, p, quiet)
    if e.reason == MADE_NO_TEXT and lame_duck(e.day, e.guest, q, f):
        return ELECTION
    if e.reason == MADE_NO_TEXT and beyond_win_set(e, view, m):
        return WIN_SET
    of_guest = e.guest_asks - e.guest_least
    of_host = most - e.host_other
    return GUEST_ASKS if of_guest >= of_host else HOST_ASKS


@compiled_loop
def no_zone(e: Event, view: View, q: Prospects, m: Menu, spare: Menu, f: Facts, p: Params, quiet: Params) -> int:
    """Why nothing beats waiting for both: the first of these without which something would.

    The text that stands, the host's public, the next change of government; where none of them alone does it, what the
    sides could do without.
    """
    if e.own_waits < e.guest_waits and has_zone(e.host_least, max(e.own_waits, f.exit_guest), m, view.kinks):
        return STANDING_TEXT
    unheard = seen(e, q, spare, f, quiet)
    if has_zone(e.host_least, e.guest_least, spare, unheard.kinks):
        return AUDIENCE
    if something_comes(view.waits):
        forever = none_ahead(view.waits)
        host_least = max(forever.host + e.host_private, f.exit_host)
        guest_least = delegation_least(forever, e.guest_private, e.refused == 1, e.level, p)
        if has_zone(host_least, max(guest_least, f.exit_guest), m, view.kinks):
            return ELECTION
    return RESERVATION


@compiled_loop
def turned_down(e: Event, view: View, q: Prospects, m: Menu, spare: Menu, f: Facts, p: Params, quiet: Params) -> int:
    """Cause for which a leader refused a text.

    Luck where it was worth no less than waiting; the public where it would have been without audience costs; the next
    change of government where it would have been with none ahead; else his own reservation.
    """
    forever = none_ahead(view.waits)
    if e.party == GUEST:
        worth = package_worth_guest(e.pair, e.extra, e.rise, m, view.kinks) + e.letter
        least, calm = view.waits.guest + e.guest_private, forever.guest + e.guest_private
        unheard = worth
    else:
        worth = worth_with_letter(
            package_worth_host(e.pair, e.extra, e.rise, m, view.kinks), p.side_letter_cost, e.letter
        )
        least, calm = view.waits.host + e.host_private, forever.host + e.host_private
        kinks = seen(e, q, spare, f, quiet).kinks
        unheard = worth_with_letter(
            package_worth_host(e.pair, e.extra, e.rise, spare, kinks), p.side_letter_cost, e.letter
        )
    if worth >= least:
        return LUCK
    if unheard >= least:
        return AUDIENCE
    if something_comes(view.waits) and worth >= calm:
        return ELECTION
    return LEADER


@compiled
def consented(e: Event, f: Facts) -> int:
    """Luck where the leaders are asked and one took a text worth less to him than waiting; else nothing."""
    gain = min(e.text_guest - e.guest_waiting, e.text_host - e.host_waiting)
    return LUCK if f.leaders == 1 and gain < 0.0 else NOTHING


@compiled_loop
def voted(e: Event, f: Facts, p: Params) -> int:
    """Luck where a vote went against what was expected of it; the win-set where it was expected to fail."""
    expected = carried(yes_share(e.rise, e.day, e.host, e.support, e.angers, f, p), 1.0, f.majority)
    if (e.carried == 1) != expected:
        return LUCK
    return NOTHING if expected else WIN_SET
