"""The host: the government of the country that hosts the troops and pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.draws import logistic
from sim.model.side import Side
from sim.rules.assessment import View
from sim.rules.kinds import Party, Purpose
from sim.rules.provocation import felt_threat, tension_jump
from sim.rules.settlement import Package, best_for_guest, opening_worth_host
from sim.rules.talks import decay

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

HOST = Party.HOST.value


class HostGovernment(Side):
    """Whoever governs the host country.

    Attributes
    ----------
    tension : decaying sum of provocations, from which the threat it feels follows
    """

    def __init__(self, model: NegotiationModel) -> None:
        facts, p, luck = model.facts, model.params, model.luck
        private = [
            p.reservation_sd_host * logistic(luck.hidden(Purpose.RESERVATION, HOST, int(facts.host_key[n])))
            for n in range(facts.hosts)
        ]
        super().__init__(model, facts.host_first, model.prepared.governments, private)
        self.tension = 0.0
        self._tension_kept = decay(p.threat_half_life, 1.0)

    @property
    def camp(self) -> int:
        """Number of the segment whose members sit on its benches."""
        return int(self.model.facts.host_camp[self.number])

    def take_office(self, number: int, day: int) -> None:
        """A successor comes, and gives itself time."""
        self.number = number
        self.set_clock(day, day + self.model.params.clock_days)

    def hear_of_provocation(self, severity: int) -> None:
        """Tension rises."""
        self.tension += tension_jump(self.model.params.threat_per_severity, severity)

    def calm(self) -> None:
        """Lose a day's share of tension."""
        self.tension *= self._tension_kept

    def threat(self, day: int) -> float:
        """Threat it feels above its floor."""
        p, facts = self.model.params, self.model.facts
        return felt_threat(self.tension, p.threat_detente, float(facts.detente[day]), p.threat_floor)

    # --- at the table -------------------------------------------------------------------------------------------

    def least(self, view: View) -> float:
        """Its worth of waiting: delegation and leader are of one mind."""
        return view.waits.host + self.private

    def ask(self, view: View, day: int, least: float, bridge: float) -> float:
        """Utility it asks for in a round; it moves slowly before its own elections."""
        p, facts, menu = self.model.params, self.model.facts, self.model.records.menu
        run = self.clock(day, p.election_caution * float(facts.election_near[day]))
        opening = opening_worth_host(facts.opening_host, menu, view.kinks)
        return self._ask(opening, least, run, p.concession_host, bridge)

    def offer(self, view: View, asks: float) -> Package:
        """Package it puts on the table: of those worth what it asks, the best for the guest."""
        return best_for_guest(asks, self.model.records.menu, view.kinks)
