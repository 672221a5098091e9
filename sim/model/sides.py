"""The two sides of the table: the administration that asks, and the government that pays."""

from __future__ import annotations

from typing import Any

import sim.engine.decisions as rules
from sim.engine.world import World, threat_on
from sim.model.base import Agent
from sim.rules.assessment import View
from sim.rules.settlement import Package
from sim.rules.utility import hardness_of


class Administration(Agent):
    """Whoever governs the guest country, which stations troops.

    Its type runs from 0, transactional, to 1, alliance-minded.
    """

    def __init__(self, model: Any) -> None:
        super().__init__(model)

    @property
    def number(self) -> int:
        """Number of the administration in office, by the order of their keys."""
        return int(self.model.world.s.guest)

    @property
    def key(self) -> str:
        """Who governs."""
        keys: tuple[str, ...] = self.model.prepared.administrations
        return keys[self.number]

    @property
    def type(self) -> float:
        """True type of the administration in office."""
        return float(self.model.world.q.types[self.number])

    @property
    def hardness(self) -> float:
        """How hard it bargains, 0 to 1."""
        return hardness_of(self.type)

    @property
    def refused(self) -> bool:
        """Whether its leader has refused a text, so that his ministers know his price."""
        return bool(self.model.world.s.refused)

    @property
    def price(self) -> float:
        """What its leader wants a text that binds all his time to bring beyond what waiting is worth."""
        return float(self.model.world.s.guest_private[self.number])

    @property
    def conceded(self) -> float:
        """Share it has given up of what it could have held out for, 0 to 1."""
        return float(self.model.world.s.guest_conceded)

    def least(self, day: int, w: World, view: View, level: int) -> float:
        """Worth below which its delegation takes nothing home."""
        return rules.guest_least(day, w, view, level)

    def asks(self, day: int, w: World, view: View, zone: float, least: float) -> float:
        """Worth of a package that it asks for in a round; `zone` is the most it could gain over `least`."""
        return rules.guest_asks(day, w, view, zone, least)

    def offers(self, day: int, w: World, view: View, asks: float, host_asks: float) -> Package:
        """Package it puts on the table."""
        return rules.guest_offers(day, w, view, asks, host_asks)

    def takes(self, day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
        """Whether its delegation takes a text."""
        return rules.guest_takes(day, w, deal, worth, least, u)

    def consents(self, day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
        """Whether its leader consents to a text that the delegation took."""
        return rules.guest_consents(day, w, deal, worth, least, u)

    def walks_out(self, day: int, w: World, gap: float, u: float) -> bool:
        """Whether its delegation leaves a round that ended far apart."""
        return rules.guest_walks_out(day, w, gap, u)

    def threatens(self, day: int, w: World, gap: float, u: float) -> bool:
        """Whether it threatens to withdraw troops after it."""
        return rules.guest_threatens(day, w, gap, u)

    def furloughs(self, day: int, w: World, u: float) -> bool:
        """Whether it sends base workers home on the day the money is gone."""
        return rules.guest_furloughs(day, w, u)


class HostGovernment(Agent):
    """Whoever governs the host country, which pays."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)

    @property
    def number(self) -> int:
        """Number of the government in office, by the order of their keys."""
        return int(self.model.world.s.host)

    @property
    def key(self) -> str:
        """Who governs."""
        keys: tuple[str, ...] = self.model.prepared.governments
        return keys[self.number]

    @property
    def camp(self) -> int:
        """Number of the segment of the public whose members sit on its benches."""
        return int(self.model.world.f.host_camp[self.number])

    @property
    def tension(self) -> float:
        """Decaying sum of provocations, from which the threat it feels follows."""
        return float(self.model.world.s.tension)

    @property
    def line(self) -> float:
        """Its last offer that was made public, above which it pays at home; infinity for none."""
        return float(self.model.world.s.line)

    @property
    def conceded(self) -> float:
        """Share it has given up of what it could have held out for, 0 to 1."""
        return float(self.model.world.s.host_conceded)

    def threat(self, day: int) -> float:
        """Threat it feels on a day, beyond the usual."""
        return threat_on(day, self.model.world)

    def least(self, day: int, w: World, view: View, level: int) -> float:
        """Worth below which it takes nothing."""
        return rules.host_least(day, w, view, level)

    def asks(self, day: int, w: World, view: View, zone: float, least: float) -> float:
        """Worth of a package that it asks for in a round; `zone` is the most it could gain over `least`."""
        return rules.host_asks(day, w, view, zone, least)

    def offers(self, day: int, w: World, view: View, asks: float, guest_asks: float, most: float) -> Package:
        """Package it puts on the table, its rise no larger than `most`."""
        return rules.host_offers(day, w, view, asks, guest_asks, most)

    def takes(self, day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
        """Whether its delegation takes a text."""
        return rules.host_takes(day, w, deal, worth, least, u)

    def consents(self, day: int, w: World, deal: Package, worth: float, least: float, u: float) -> bool:
        """Whether its leader consents to a text that the delegation took."""
        return rules.host_consents(day, w, deal, worth, least, u)
