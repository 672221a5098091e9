"""What both sides of the table have in common: who governs, a clock, a private reservation, and what was last heard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.model.base import Agent
from sim.rules.acceptance import acceptance_chance
from sim.rules.concession import asked, concession, progress

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


class Side(Agent):
    """A side of the table.

    Attributes
    ----------
    number : who governs for it, by the number in the scenario; `key` is the name there
    start, deadline : its own clock, days since talks opened
    received : what the other side conceded with its last offer, in this side's utility
    """

    def __init__(self, model: NegotiationModel, number: int, keys: Sequence[str], private: Sequence[float]) -> None:
        super().__init__(model)
        self.number = number
        self.start = 0.0
        self.deadline = 0.0
        self.received = 0.0
        self._keys = tuple(keys)
        self._private = tuple(private)
        self._heard = math.nan  # worth of the other side's last offer

    @property
    def key(self) -> str:
        """Who governs."""
        return self._keys[self.number]

    @property
    def private(self) -> float:
        """Private part of the reservation value of whoever governs."""
        return self._private[self.number]

    def set_clock(self, day: int, deadline: float) -> None:
        """Start its clock."""
        self.start, self.deadline = float(day), deadline

    def clock(self, day: int, caution: float = 0.0) -> float:
        """Share of its clock that has run."""
        return progress(float(day), self.start, self.deadline, caution)

    def hear(self, worth: float) -> None:
        """Take in the other side's offer, by what it is worth here."""
        self.received = concession(worth, self._heard)
        self._heard = worth

    def forget_offers(self) -> None:
        """Begin with a clean slate."""
        self.received, self._heard = 0.0, math.nan

    def takes(self, gain: float, u: float) -> bool:
        """Whether it takes a text worth `gain` more than what it could do without; `u` is a uniform number."""
        return u < acceptance_chance(gain, self.model.params.temperature)

    def _ask(self, opening: float, least: float, run: float, exponent: float, bridge: float) -> float:
        return asked(opening, least, run, exponent, self.received, self.model.params.reciprocity, bridge)
