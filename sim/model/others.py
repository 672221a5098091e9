"""Those around the table: the North, the host's public and legislature, and the workers of the bases."""

from __future__ import annotations

from typing import NamedTuple

import sim.engine.decisions as rules
from sim.engine.world import World, anger_of, support_of
from sim.model.base import Agent
from sim.rules.opinion import voters_support


class North(Agent):
    """A source of provocations, each of which makes further ones likelier for a while."""

    @property
    def excitation(self) -> float:
        """Chance of a further provocation, per day."""
        return float(self.model.world.s.excitation)

    def acts(self, day: int, w: World) -> int:
        """Severity of its provocation on a day that is not replayed, 1 to 5; 0 for none."""
        return rules.north_acts(day, w)


class Segment(NamedTuple):
    """Progressive, centrist or conservative part of the public, as it stands."""

    share: float  # of the public
    support: float  # for paying more, while nothing angers it
    anger: float

    def voters_support(self, anger_weight: float) -> float:
        """Support for paying after anger, as its members of the legislature meet it."""
        return voters_support(self.support, anger_weight, self.anger)


class PublicOpinion(Agent):
    """The host's public: three segments, each with its usual support for paying more and a stock of anger."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments as they stand."""
        s, f = self.model.world.s, self.model.world.f
        return tuple(
            Segment(float(f.segment_share[i]), float(f.segment_support[i]), float(s.anger[i])) for i in range(3)
        )

    @property
    def support(self) -> float:
        """Share of the public for paying more, anger counted in."""
        return float(support_of(self.model.world))

    @property
    def anger(self) -> float:
        """Average anger."""
        return float(anger_of(self.model.world))

    def angered(self, day: int, w: World, segment: int, raised: float) -> float:
        """Anger of a segment after something that raises it by `raised`."""
        return rules.public_angered(day, w, segment, raised)

    def protests(self, day: int, w: World, offence: float, u: float) -> bool:
        """Whether an act brings people to the streets."""
        return rules.public_protests(day, w, offence, u)


class Bloc(NamedTuple):
    """Members who answer to the same voters."""

    seats: int
    camp: int  # number of the segment


class Legislature(Agent):
    """Blocs of members, each member casting a ballot of his own."""

    @property
    def blocs(self) -> tuple[Bloc, ...]:
        """The blocs, by seats and camp."""
        f = self.model.world.f
        return tuple(Bloc(int(f.bloc_seats[n]), int(f.bloc_camp[n])) for n in range(f.blocs))

    def favours(self, day: int, w: World, camp: int, above: float) -> float:
        """Chance with which a member of a camp who is present votes for a text so far `above` the line."""
        return rules.camp_favours(day, w, camp, above)


class BaseWorkers(Agent):
    """Sent home when a lapse outlasts the money, until an agreement or a special act that pays them."""

    @property
    def on_furlough(self) -> bool:
        """Whether they are at home."""
        return bool(self.model.world.s.furlough_until >= 0)

    def wait(self, day: int, w: World, u: float) -> int:
        """Days until a special act that pays them, should no agreement come first."""
        return rules.workers_wait(day, w, u)
