"""The level of the vote from the recorded counts: how many of the members present were in favour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sim.calibration.estimation.maximum import Axis, Estimate, estimates, maximise
from sim.history import rows
from sim.history.tables import read
from sim.model.negotiation import NegotiationModel
from sim.prepare import Prepared, prepare
from sim.rules.acceptance import above_line, member_yes
from sim.rules.parameters import Params
from sim.rules.payment import frozen_years, normal_rise, years_since_base
from sim.scenario.schema import Scenario
from sim.timeline.days import day_of

AXIS = Axis("vote_level", "plain", -5.0, 5.0, 1.0)


@dataclass(frozen=True)
class Ballot:
    """One recorded vote, and what members went by: support by segment, the government's camp, rise above the line."""

    number: int
    in_favour: int
    present: int
    support: tuple[float, ...]
    camp: int
    above: float
    blocs: tuple[tuple[int, int], ...]  # seats and camp of each
    params: Params

    def share(self, level: float) -> float:
        """Expected share in favour of those present, at a level of the vote."""
        p, seats = self.params, sum(size for size, _ in self.blocs)
        return sum(
            size
            * member_yes(
                level, p.vote_government, camp == self.camp, p.vote_support, self.support[camp], p.vote_rise, self.above
            )
            / seats
            for size, camp in self.blocs
        )


@dataclass(frozen=True)
class Level:
    """The level of highest likelihood; `deviance` is twice what the likelihood lacks of a share of its own each."""

    found: Estimate
    ballots: tuple[Ballot, ...]
    deviance: float


def fit_level(scenarios: Mapping[int, Scenario], replicates: int, seed: int) -> Level:
    """Level of the vote by maximum likelihood, the other vote parameters held.

    Members present vote independently, each bloc with its own chance; the count in favour is taken as binomial with
    the mean chance, a little wider than it is.

    Parameters
    ----------
    scenarios : by number of the agreement; those with a recorded count are used
    replicates, seed : of the simulated support on the day of the vote
    """
    ballots = tuple(
        _ballot(row, vote, prepare(scenarios[row.agreement].model_copy(update={"step_days": 1})), replicates, seed)
        for row in read(rows.Agreement)
        if row.agreement in scenarios and (vote := row.assembly_vote_for_against_abstain) is not None
    )

    def log_likelihood(values: Mapping[str, float]) -> float:
        return sum(_binomial(each.in_favour, each.present, each.share(values["vote_level"])) for each in ballots)

    top = maximise(log_likelihood, [AXIS])
    (found,) = estimates(log_likelihood, top)
    own = sum(_binomial(each.in_favour, each.present, each.in_favour / each.present) for each in ballots)
    return Level(found, ballots, 2.0 * (own - top.log_likelihood))


def _binomial(count: int, of: int, share: float) -> float:
    return count * math.log(share) + (of - count) * math.log1p(-share)


def _ballot(row: rows.Agreement, vote: rows.Vote, ready: Prepared, replicates: int, seed: int) -> Ballot:
    """A recorded vote with the support that is simulated on its day, as a mean over replicates."""
    assert row.assembly_ratified is not None
    assert row.increase_pct is not None
    day = day_of(row.assembly_ratified, ready.start)
    support = [0.0, 0.0, 0.0]
    for replicate in range(replicates):
        model = NegotiationModel(ready, seed, replicate, record=False)
        while model.running and model.day < day:
            model.step()
        for number, segment in enumerate(model.public.segments):
            support[number] += segment.voters_support(float(model.world.p.support_anger)) / replicates
    facts, params = model.world.f, model.world.p
    years = years_since_base(frozen_years(float(day), facts.year_ends), facts.base_age)
    return Ballot(
        number=row.agreement,
        in_favour=vote.in_favour,
        present=vote.present,
        support=tuple(support),
        camp=model.host.camp,
        above=above_line(row.increase_pct / 100.0, float(facts.line[day]), normal_rise(params.fair_growth, years)),
        blocs=tuple((bloc.seats, bloc.camp) for bloc in model.legislature.blocs),
        params=params,
    )
