"""What would have been accepted: the agreement zone of a round, and the nearest text a leader would have taken."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.rules.assessment import View
from sim.rules.settlement import LEAST_RISE, MOST_RISE, best_for_guest, rise_for_guest, rise_for_host

if TYPE_CHECKING:
    from sim.model.mediated import Bids, Text
    from sim.model.negotiation import NegotiationModel


class Zone(NamedTuple):
    """Rises that both sides would rather take than wait, on one growth rule, term and extras; NaN where none would do.

    Those are the ones that leave the guest most at the host's least. There is a zone where `least` is not above `most`.
    """

    most: float  # largest rise the host would take
    least: float  # smallest rise the guest's delegation would take
    leader: float  # smallest rise the guest's leader would take


def zone_of(model: NegotiationModel, view: View, bids: Bids) -> Zone:
    """Zone of a round; the menu must hold the worth of packages of that day."""
    menu, kinks = model.records.menu, view.kinks
    best = best_for_guest(bids.host_least, menu, kinks)
    if best.pair < 0:
        return Zone(math.nan, math.nan, math.nan)
    leader_least = model.guest.leader_least(view)
    return Zone(
        best.rise,
        _within(rise_for_guest(bids.guest_least, best.pair, best.extra, menu, kinks)),
        _within(rise_for_guest(leader_least, best.pair, best.extra, menu, kinks)),
    )


def leader_would_take(model: NegotiationModel, view: View, text: Text) -> float:
    """Smallest rise at which the guest's leader would have taken a text, all else in it equal; NaN for none."""
    least = model.guest.leader_least(view) - text.letter
    package = text.package
    return _within(rise_for_guest(least, package.pair, package.extra, model.records.menu, view.kinks))


def most_host_would_take(model: NegotiationModel, view: View, text: Text) -> float:
    """Largest rise at which the host's leader would have taken a text, all else in it equal; NaN for none."""
    least = model.host.least(view) + model.params.side_letter_cost * text.letter
    package = text.package
    return _within(rise_for_host(least, package.pair, package.extra, model.records.menu, view.kinks))


def _within(rise: float) -> float:
    return rise if LEAST_RISE <= rise <= MOST_RISE else math.nan
