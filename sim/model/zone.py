"""What would have been accepted: the agreement zone of a round, and the nearest text a leader would have taken."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.rules.assessment import View
from sim.rules.settlement import LEAST_RISE, MOST_RISE, Package, best_for_guest, rise_for_guest, rise_for_host

if TYPE_CHECKING:
    from sim.model.mediated import Bids
    from sim.model.negotiation import NegotiationModel
    from sim.model.turns import Text


class Zone(NamedTuple):
    """Rises that both sides would rather take than wait, on one growth rule, term and extras.

    Those are the ones that leave the guest most at the host's least. There is a zone where `least` is not above
    `most`. A bound beyond all rises ever offered is cut to the last of them; NaN where no rise would do.
    """

    most: float  # largest rise the host would take
    least: float  # smallest rise the guest's delegation would take
    leader: float  # smallest rise the guest's leader would take


def zone_of(model: NegotiationModel, view: View, bids: Bids) -> Zone:
    """Zone of a round; the menu must hold the worth of packages of that day."""
    best = best_for_guest(bids.host_least, model.records.menu, view.kinks)
    if best.pair < 0:
        return Zone(math.nan, math.nan, math.nan)
    leader_least = model.guest.leader_least(view)
    return Zone(
        best.rise,
        _least_for_guest(model, view, best, bids.guest_least),
        _least_for_guest(model, view, best, leader_least),
    )


def leader_would_take(model: NegotiationModel, view: View, text: Text) -> float:
    """Smallest rise at which the guest's leader would have taken a text, all else in it equal; NaN for none."""
    return _least_for_guest(model, view, text.package, model.guest.leader_least(view) - text.letter)


def most_host_would_take(model: NegotiationModel, view: View, text: Text) -> float:
    """Largest rise at which the host's leader would have taken a text, all else in it equal; NaN for none."""
    least = model.host.least(view) + model.params.side_letter_cost * text.letter
    rise = rise_for_host(least, text.package.pair, text.package.extra, model.records.menu, view.kinks)
    return math.nan if rise < LEAST_RISE else min(rise, MOST_RISE)


def _least_for_guest(model: NegotiationModel, view: View, package: Package, least: float) -> float:
    rise = rise_for_guest(least, package.pair, package.extra, model.records.menu, view.kinks)
    return math.nan if rise > MOST_RISE else max(rise, LEAST_RISE)
