"""The host's public: three segments, each with support for paying more and a stock of anger."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from sim.model.base import Agent
from sim.rules.opinion import (
    angered,
    average,
    influence_share,
    influenced,
    protest_chance,
    relaxed,
    stirred,
    voters_support,
)
from sim.rules.talks import decay

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


class Act(IntEnum):
    """What the public may protest against; its place among the draws of a day."""

    DEMAND = 0
    TACTIC = 1
    REFUSAL = 2
    SIGNATURE = 3


class PublicSegment(Agent):
    """Progressive, centrist or conservative part of the public."""

    def __init__(self, model: NegotiationModel, number: int) -> None:
        super().__init__(model)
        facts = model.facts
        self.share = float(facts.segment_share[number])
        self.mean = float(facts.segment_support[number])
        self.answer = float(facts.segment_provocation[number])  # sign and size of its answer to provocations
        self.temper = float(facts.segment_anger[number])
        self.support = self.mean
        self.anger = 0.0

    def react(self, raised: float) -> None:
        """Take something amiss."""
        self.anger = angered(self.anger, raised, self.temper)

    def voters_support(self, anger_weight: float) -> float:
        """Support for paying after anger, as its members of the legislature meet it."""
        return voters_support(self.support, anger_weight, self.anger)


class PublicOpinion:
    """The three segments together."""

    def __init__(self, model: NegotiationModel) -> None:
        self.segments = tuple(PublicSegment(model, number) for number in range(3))
        self._params = model.params
        self._anger_kept = decay(model.params.anger_half_life, 1.0)

    @property
    def support(self) -> float:
        """Average support for paying more."""
        a, b, c = self.segments
        return average(a.share, b.share, c.share, a.support, b.support, c.support)

    @property
    def anger(self) -> float:
        """Average anger."""
        a, b, c = self.segments
        return average(a.share, b.share, c.share, a.anger, b.anger, c.anger)

    @property
    def by_segment(self) -> tuple[np.ndarray, np.ndarray]:
        """Support and anger of the three segments, shape (3,) each."""
        return np.array([s.support for s in self.segments]), np.array([s.anger for s in self.segments])

    def protests(self, offence: float, u: float) -> bool:
        """Whether an act brings people to the streets; `u` is a uniform number."""
        return u < protest_chance(self._params.protest_chance, self.anger, offence)

    def react(self, raised: float) -> None:
        """Take a demand, a walkout, a threat, a refusal or a day of furlough amiss."""
        for segment in self.segments:
            segment.react(raised)

    def hear_of_provocation(self, severity: int) -> None:
        """Answer a provocation, each segment in its own way."""
        for segment in self.segments:
            segment.support = stirred(segment.support, self._params.support_per_severity, severity, segment.answer)

    def calm(self) -> None:
        """Lose a day's share of anger."""
        for segment in self.segments:
            segment.anger *= self._anger_kept

    def settle(self, days: int) -> None:
        """At the end of a step support relaxes to its mean and segments move toward the average."""
        kept = decay(self._params.opinion_half_life, float(days))
        for segment in self.segments:
            segment.support = relaxed(segment.support, segment.mean, kept)
        moved_share = influence_share(self._params.opinion_influence, float(days))
        support, anger = self.support, self.anger
        for segment in self.segments:
            segment.support = influenced(segment.support, support, moved_share)
            segment.anger = influenced(segment.anger, anger, moved_share)
