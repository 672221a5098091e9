"""What bound a move: found by asking what would have happened with that one thing out of the way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.model.reasons import AUDIENCE, Lens, Sight
from sim.rules.assessment import View
from sim.rules.kinds import Reason
from sim.rules.settlement import best_for_guest
from sim.traces.moves import Constraint

if TYPE_CHECKING:
    from sim.model.mediated import Meeting
    from sim.model.negotiation import NegotiationModel
    from sim.model.turns import Text
    from sim.traces.moves import Actor


def at_the_table(sight: Sight, meeting: Meeting, party: Actor) -> Constraint:
    """What kept the offer of a party from being taken in a round.

    Where some package beats waiting for both sides, the gap between the offers is made of what each side asks for
    beyond what it could do without, by its worth to the guest: the larger part of it bound. Where none does, see
    `_no_zone`.
    """
    bids = meeting.bids
    if meeting.gap <= 0.0:
        return Constraint.NONE
    if meeting.reason is Reason.PARKED:
        return Constraint.ELECTION
    if meeting.reason is Reason.WIN_SET:
        return Constraint.WIN_SET
    if not _has_zone(sight.as_is, bids.host_least, bids.guest_least):
        return _no_zone(sight, meeting)
    of_guest = bids.guest_asks - bids.guest_least
    of_host = best_for_guest(bids.host_least, sight.as_is.menu, sight.as_is.kinks).guest - bids.host_offer.guest
    own, other = (of_guest, of_host) if party == "guest" else (of_host, of_guest)
    return Constraint.OWN_ASPIRATION if own >= other else Constraint.OTHER_ASPIRATION


def of_leader(sight: Sight, text: Text, by_guest: bool) -> Constraint:
    """What made a leader refuse a text.

    Luck where it was worth no less than waiting; the public where it would have been without audience costs; the next
    change of government where it would have been with none ahead; else his own reservation.
    """
    host, guest = sight.model.host, sight.model.guest
    quiet, forever = sight.without(*AUDIENCE), _forever(sight.view)
    cost = sight.model.params.side_letter_cost * text.letter
    if by_guest:
        worth, least = sight.as_is.guest(text.package) + text.letter, guest.leader_least(sight.view)
        unheard, calm = worth, guest.leader_least(forever)
    else:
        worth, least = sight.as_is.host(text.package) - cost, host.least(sight.view)
        unheard, calm = quiet.host(text.package) - cost, host.least(forever)
    if worth >= least:
        return Constraint.LUCK
    if unheard >= least:
        return Constraint.AUDIENCE
    if _something_comes(sight.view) and worth >= calm:
        return Constraint.ELECTION
    return Constraint.LEADER


def _no_zone(sight: Sight, meeting: Meeting) -> Constraint:
    """Why nothing beats waiting for both: the first of these without which something would.

    The text that stands, the host's public, the next change of government; where none of them alone does it, what the
    sides could do without.
    """
    model, bids = sight.model, meeting.bids
    own_least = model.guest.delegation_least(sight.view, meeting.level)
    standing = model.talks.standing is not None and own_least < bids.guest_least
    if standing and _has_zone(sight.as_is, bids.host_least, own_least):
        return Constraint.STANDING_TEXT
    if _has_zone(sight.without(*AUDIENCE), bids.host_least, bids.guest_least):
        return Constraint.AUDIENCE
    if _something_comes(sight.view) and _zone_with_none_ahead(model, sight, meeting):
        return Constraint.ELECTION
    return Constraint.OWN_RESERVATION


def _zone_with_none_ahead(model: NegotiationModel, sight: Sight, meeting: Meeting) -> bool:
    forever, facts = _forever(sight.view), model.facts
    host_least = max(model.host.least(forever), facts.exit_host)
    guest_least = max(model.guest.delegation_least(forever, meeting.level), facts.exit_guest)
    return _has_zone(sight.as_is, host_least, guest_least)


def _has_zone(lens: Lens, host_least: float, guest_least: float) -> bool:
    """Whether some package is worth what it takes to both sides."""
    return best_for_guest(host_least, lens.menu, lens.kinks).guest >= guest_least


def _something_comes(view: View) -> bool:
    return view.waits.until < math.inf


def _forever(view: View) -> View:
    """The view of one who expects the lapse to go on for ever."""
    waits = view.waits
    return view._replace(waits=waits._replace(host=waits.host_forever, guest=waits.guest_forever))
