"""The host's legislature: members vote by camp, voters and the rise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.model.base import Agent
from sim.rules.acceptance import above_line, ballot, carried, member_yes
from sim.rules.kinds import Purpose
from sim.rules.payment import frozen_years, normal_rise, years_since_base

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

ABSENT, YES, ABSTAINS, NO = range(4)


class Bloc(NamedTuple):
    """Members who answer to the same voters."""

    seats: int
    camp: int  # number of the segment


class Count(NamedTuple):
    """Result of a vote."""

    votes_for: int
    votes_against: int
    votes_abstain: int
    majority: float

    @property
    def carried(self) -> bool:
        """Whether the agreement is ratified."""
        present = self.votes_for + self.votes_against + self.votes_abstain
        return carried(self.votes_for, present, self.majority)


class Legislature(Agent):
    """Blocs of members, each member casting a ballot of his own."""

    def __init__(self, model: NegotiationModel) -> None:
        super().__init__(model)
        facts = model.facts
        self.blocs = tuple(Bloc(int(facts.bloc_seats[n]), int(facts.bloc_camp[n])) for n in range(facts.blocs))

    def vote(self, day: int, rise: float) -> Count:
        """Vote on an agreement with this first-year rise."""
        facts, p, luck = self.model.facts, self.model.params, self.model.luck
        years = years_since_base(frozen_years(float(day), facts.year_ends), facts.base_age)
        above = above_line(rise, float(facts.line[day]), normal_rise(p.fair_growth, years))
        votes = [0, 0, 0, 0]
        member = 0
        words = (0.0, 0.0, 0.0, 0.0)
        for bloc in self.blocs:
            yes = self._chance_of_yes(bloc, above)
            for _ in range(bloc.seats):
                if member % 4 == 0:  # four members share a draw
                    words = luck.four(Purpose.VOTE, member // 4, day)
                votes[ballot(words[member % 4], p.attendance, yes, p.vote_abstain)] += 1
                member += 1
        return Count(votes[YES], votes[NO], votes[ABSTAINS], facts.majority)

    def _chance_of_yes(self, bloc: Bloc, above: float) -> float:
        p, model = self.model.params, self.model
        support = model.public.segments[bloc.camp].voters_support(p.support_anger)
        in_government = bloc.camp == model.host.camp
        return member_yes(p.vote_level, p.vote_government, in_government, p.vote_support, support, p.vote_rise, above)
