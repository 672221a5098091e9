"""The guest: the administration of the country that stations troops."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.draws import logistic
from sim.model.side import Side
from sim.rules.assessment import View
from sim.rules.kinds import Level, Party, Purpose
from sim.rules.opening import public_demand, true_opening, type_drawn
from sim.rules.settlement import Package, best_for_host, opening_worth_guest
from sim.rules.succession import delegation_least
from sim.rules.talks import days_in_office, decay, tactic_chance
from sim.rules.utility import between, hardness_of

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

GUEST = Party.GUEST.value


class Tactics(NamedTuple):
    """What a delegation does after a round with a wide gap."""

    walks_out: bool
    threatens: bool


class Administration(Side):
    """Whoever governs the guest country. Its type runs from 0, transactional, to 1, alliance-minded.

    Attributes
    ----------
    types : true type of every administration that may govern, drawn within its error band
    since : day on which a new one took office, NaN for the one that opened the talks
    demand : first-year rise of its public demand; `opening` is what it really opens with
    refused : whether its leader has refused a text
    withdrawal : the part of its withdrawal threats that is still believed
    """

    def __init__(self, model: NegotiationModel) -> None:
        facts, p, luck = model.facts, model.params, model.luck
        numbers = range(facts.guests)
        private = [
            p.reservation_sd_guest * logistic(luck.hidden(Purpose.RESERVATION, GUEST, int(facts.guest_key[n])))
            for n in numbers
        ]
        super().__init__(model, facts.guest_first, model.prepared.administrations, private)
        self.types = tuple(
            type_drawn(
                float(facts.guest_type[n]),
                float(facts.guest_band[n]),
                luck.hidden(Purpose.TYPE, GUEST, int(facts.guest_key[n])),
            )
            for n in numbers
        )
        self.since = math.nan
        self.refused = False
        self.withdrawal = 0.0
        self._threat_kept = decay(p.withdrawal_half_life, 1.0)
        self._open(facts.opening_guest, luck.four(Purpose.OPENING, GUEST, 0)[0])

    @property
    def type(self) -> float:
        """True type of the administration in office."""
        return self.types[self.number]

    @property
    def hardness(self) -> float:
        """How hard it bargains, 0 to 1."""
        return hardness_of(self.type)

    def days_in_office(self, day: int) -> float:
        """Days a new administration has governed, -1 for the one that opened the talks."""
        return days_in_office(day, self.since)

    def take_office(self, number: int, day: int, u: float) -> None:
        """A successor comes: a clean slate, and an opening of its own."""
        self.number = number
        self.since = float(day)
        self.refused = False
        self.withdrawal = 0.0
        self.forget_offers()
        self._open(math.nan, u)

    def _open(self, published: float, u: float) -> None:
        p = self.model.params
        self.demand = public_demand(published, p.opening_transactional, p.opening_alliance, self.type)
        self.opening = true_opening(self.demand, p.opening_spread, u)

    def calm(self) -> None:
        """Let a day go by over its threats."""
        self.withdrawal *= self._threat_kept

    # --- at the table -------------------------------------------------------------------------------------------

    def leader_least(self, view: View) -> float:
        """The leader's own worth of waiting, below which he refuses a text."""
        return view.waits.guest + self.private

    def delegation_least(self, view: View, level: Level) -> float:
        """What the delegation must bring home."""
        return delegation_least(view.waits, self.private, self.refused, level.value, self.model.records.params)

    def ask(self, view: View, day: int, least: float, bridge: float) -> float:
        """Utility it asks for in a round."""
        p, menu = self.model.params, self.model.records.menu
        exponent = between(p.concession_transactional, p.concession_alliance, self.type)
        opening = opening_worth_guest(self.opening, menu, view.kinks)
        return self._ask(opening, least, self.clock(day), exponent, bridge)

    def offer(self, view: View, asks: float) -> Package:
        """Package it puts on the table: of those worth what it asks, the best for the host."""
        return best_for_host(asks, self.model.records.menu, view.kinks)

    def use_tactics(self, day: int, gap: float) -> Tactics:
        """Walk out, threaten withdrawal, both or neither."""
        p, hardness = self.model.params, self.hardness
        u = self.model.luck.four(Purpose.TACTIC, GUEST, day)
        tactics = Tactics(
            u[0] < tactic_chance(p.walkout_chance, hardness, gap, p.walkout_gap),
            u[1] < tactic_chance(p.threat_chance, hardness, gap, p.walkout_gap),
        )
        if tactics.threatens:
            self.withdrawal += p.threat_credibility
        return tactics
