"""The North: provocations from the record, drawn, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.model.base import Agent
from sim.rules.kinds import Party, Purpose
from sim.rules.provocation import excitation_jump, provocation_chance, severity_of
from sim.rules.talks import decay

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


class North(Agent):
    """A self-exciting source of provocations: each makes further ones likelier for a while."""

    def __init__(self, model: NegotiationModel) -> None:
        super().__init__(model)
        self.excitation = 0.0  # chance of a further provocation, per day
        self._kept = decay(model.params.provocation_half_life, 1.0)

    def calm(self) -> None:
        """Lose a day's share of excitation."""
        self.excitation *= self._kept

    def act(self, day: int) -> int:
        """Severity of the provocation on this day, 1 to 5, or 0 for none."""
        severity = self._severity(day)
        if severity > 0:
            p = self.model.params
            self.excitation += excitation_jump(
                p.provocation_branching, p.provocation_half_life, p.provocation_severity, severity
            )
        return severity

    def _severity(self, day: int) -> int:
        facts, p, luck = self.model.facts, self.model.params, self.model.luck
        if day <= facts.replay_until:
            return int(facts.recorded_severity[day])
        if facts.simulate != 1 or facts.quiet[day] == 1:
            return 0
        chance = provocation_chance(p.provocation_rate, float(facts.provocation_factor[day]), self.excitation)
        if luck.every_day(Purpose.PROVOCATION, Party.HOST.value, day) >= chance:
            return 0
        u = luck.one(Purpose.SEVERITY, Party.HOST.value, day)
        return severity_of(u, p.severity_1, p.severity_2, p.severity_3, p.severity_4)
