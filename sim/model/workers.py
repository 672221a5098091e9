"""Korean employees of the bases: sent home when a lapse outlasts the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.draws import exponential
from sim.model.base import Agent
from sim.rules.kinds import Party, Purpose
from sim.rules.opinion import furlough_anger
from sim.rules.talks import furlough_chance, furlough_day, lag

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


class BaseWorkers(Agent):
    """On furlough from the day the money is gone until an agreement, or a special act that pays them."""

    def __init__(self, model: NegotiationModel) -> None:
        super().__init__(model)
        self.funds_out = furlough_day(model.facts.expiry, model.params.funds_days)  # first day without money
        self.act_due: int | None = None  # day of the special act, None when nobody is on furlough

    @property
    def on_furlough(self) -> bool:
        """Whether they are at home."""
        return self.act_due is not None

    def send_home(self, day: int, hardness: float) -> bool:
        """Whether a guest of this hardness begins a furlough on the day the money is gone."""
        p = self.model.params
        u = self.model.luck.four(Purpose.FURLOUGH, Party.GUEST.value, day)
        if u[0] >= furlough_chance(p.furlough_hardness, hardness):
            return False
        self.stay_home(day, u[1])
        return True

    def stay_home(self, day: int, u: float) -> None:
        """A furlough goes on until a special act comes, some days from this one."""
        self.act_due = day + lag(1.0, self.model.params.furlough_mean_days, exponential(u))

    def spend_day(self, day: int, agreed: bool) -> bool:
        """Whether they spend this day at home; an agreement or the special act ends the furlough."""
        if self.act_due is None:
            return False
        if agreed or day >= self.act_due:
            self.act_due = None
            return False
        return True

    def anger_of_day(self) -> float:
        """Anger their day at home raises in the public."""
        return furlough_anger(self.model.params.anger_furlough)
