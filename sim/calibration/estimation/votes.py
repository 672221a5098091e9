"""Recorded votes: how many of the members present were in favour, and what members went by."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from sim.calibration.estimation.anger import Cause, Weights, above_of, anger_on, causes, text_of
from sim.calibration.estimation.maximum import Axis, Estimate, estimates, maximise
from sim.calibration.estimation.resampling import RealArray
from sim.scenario.schema import Scenario, Segment

AXIS = Axis("vote_level", "plain", -5.0, 5.0, 1.0)
WEIGHTS = ("vote_level", "vote_government", "vote_support", "vote_rise")
CAMPS = ("progressive", "centrist", "conservative")


@dataclass(frozen=True)
class Public:
    """The three segments, and how fast they forget; arrays of shape (3,)."""

    share: RealArray
    support: RealArray
    temper: RealArray
    half_life: float

    def support_on(self, day: date, causes: tuple[Cause, ...], weights: Weights) -> RealArray:
        """Support of each segment after anger on a day, shape (n, 3), for n sets of parameters."""
        anger = anger_on(day, causes, self.temper, self.share, self.half_life, weights)
        found: RealArray = np.clip(self.support - weights["support_anger"][:, None] * anger, 0.0, 1.0)
        return found


@dataclass(frozen=True)
class Ballot:
    """One recorded vote. `above` : rise above the host's last offer; `seats` : share of each camp, shape (3,)."""

    number: int
    day: date
    in_favour: int
    abstaining: int
    present: int
    house: int
    above: float
    government: RealArray  # 1 for the government's camp, shape (3,)
    seats: RealArray
    public: Public
    causes: tuple[Cause, ...]

    def share(self, weights: Weights) -> RealArray:
        """Expected share in favour of those present, shape (n,), for n sets of parameters.

        A member's log-odds are those of `sim.rules.acceptance.member_yes`.
        """
        support = self.public.support_on(self.day, self.causes, weights)
        odds = (
            (weights["vote_level"] - weights["vote_rise"] * self.above)[:, None]
            + np.outer(weights["vote_government"], self.government)
            + weights["vote_support"][:, None] * (support - 0.5)
        )
        found: RealArray = (1.0 / (1.0 + np.exp(-odds))) @ self.seats
        return found

    def log_likelihood(self, weights: Weights) -> RealArray:
        """Of the count in favour, binomial in those present, without its constant; shape (n,)."""
        return _binomial(self.in_favour, self.present, self.share(weights))


@dataclass(frozen=True)
class Level:
    """The level of highest likelihood; `deviance` is twice what the likelihood lacks of a share of its own each."""

    found: Estimate
    ballots: tuple[Ballot, ...]
    deviance: float
    weights: dict[str, RealArray]  # shipped, and the level found

    @property
    def dispersion(self) -> float:
        """How much more counts differ than independent members' would: deviance over degrees of freedom, at least 1."""
        return max(self.deviance / (len(self.ballots) - 1), 1.0)


def public_of(scenario: Scenario) -> Public:
    """The host's public in a scenario."""
    each: dict[str, Segment] = {segment.name: segment for segment in scenario.segments}
    share, support, temper = (
        np.array([getattr(each[name], part) for name in CAMPS]) for part in ("share", "support", "anger")
    )
    return Public(share, support, temper, scenario.parameters.memory_half_life.value)


def ballots_of(scenarios: Mapping[int, Scenario]) -> tuple[Ballot, ...]:
    """Recorded votes on the agreements of some scenarios, by number; those with a count on record."""
    return tuple(
        _ballot(number, scenario)
        for number, scenario in sorted(scenarios.items())
        if text_of(scenario).vote is not None
    )


def fit_level(scenarios: Mapping[int, Scenario]) -> Level:
    """Level of the vote by maximum likelihood, the other parameters as shipped and anger as the record has it.

    Members present vote independently, each bloc with its own chance; the count in favour is taken as binomial with
    the mean chance, a little wider than it is.

    Parameters
    ----------
    scenarios : by number of the agreement; those with a recorded count are used
    """
    ballots = ballots_of(scenarios)
    shipped = shipped_weights(scenarios[max(scenarios)])

    def log_likelihood(values: Mapping[str, float]) -> float:
        weights = shipped | {"vote_level": np.array([values["vote_level"]])}
        return float(sum(each.log_likelihood(weights)[0] for each in ballots))

    top = maximise(log_likelihood, [AXIS])
    (found,) = estimates(log_likelihood, top)
    own = sum(
        float(_binomial(each.in_favour, each.present, np.array(each.in_favour / each.present))) for each in ballots
    )
    level = {"vote_level": np.array([found.value])}
    return Level(found, ballots, 2.0 * (own - top.log_likelihood), shipped | level)


def shipped_weights(scenario: Scenario) -> dict[str, RealArray]:
    """Parameters of votes and opinion as shipped, each of shape (1,)."""
    names = (name for name in type(scenario.parameters).model_fields)
    kept = (name for name in names if name.startswith(("anger_", "vote_", "support_", "protest_")))
    return {name: np.array([getattr(scenario.parameters, name).value]) for name in kept}


def _binomial(count: int, of: int, share: RealArray) -> RealArray:
    found: RealArray = count * np.log(share) + (of - count) * np.log1p(-share)
    return found


def _ballot(number: int, scenario: Scenario) -> Ballot:
    row = text_of(scenario)
    vote = row.vote
    assert vote is not None
    assert row.ratified is not None
    house = sum(bloc.seats for bloc in scenario.blocs)
    seats = np.array([sum(bloc.seats for bloc in scenario.blocs if bloc.camp == camp) / house for camp in CAMPS])
    above = above_of(scenario)
    assert math.isfinite(above)
    camp = scenario.governments[scenario.incumbents.host].camp
    return Ballot(
        number, row.ratified, vote.in_favour, vote.abstaining, vote.present, house, above,
        np.array([float(camp == each) for each in CAMPS]), seats, public_of(scenario), causes(scenario),
    )  # fmt: skip
