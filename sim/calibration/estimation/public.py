"""Posterior of opinion and votes: from polls and tallies, with anger as the record has it.

`anger_demand`, what a doubling of a demand raises, sets the unit of anger and has no width; the others are known beside
it. Where neither polls nor tallies speak, the draws keep the range of the parameters file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.analysis.polls import ACCEPT_2019, EVERYONE, FAVOUR_2019, QUESTIONS, RAISE_2013, RAISE_2019, Question, asked
from sim.calibration.estimation.anger import causes
from sim.calibration.estimation.resampling import Drawn, RealArray, generator, resampled, share_of
from sim.calibration.estimation.votes import AXIS, WEIGHTS, Level, public_of
from sim.scenario.schema import Scenario

OPINION = (
    "anger_affront", "anger_furlough", "anger_withdrawal", "anger_protest", "support_anger", "protest_chance",
)  # fmt: skip
COUNTS = ("attendance", "vote_abstain")
DRAWS = 400_000  # of the prior
KINU_2019, KINU_2020 = (each for each in QUESTIONS if each.pollster == "KINU")
PEOPLE: Mapping[Question, int] = {  # asked; where no number is on record, about as many as the pollster asks elsewhere
    RAISE_2013: 1000, FAVOUR_2019: 500, RAISE_2019: 500, ACCEPT_2019: 501, KINU_2019: 1000, KINU_2020: 1003,
}  # fmt: skip
NAMED_CUT = 0.07  # points by which opposition fell when the question of January 2019 named a cut in troops: 59 to 52%


class Fall(NamedTuple):
    """Support lost from one question to a later one, as a share, and its standard error."""

    earlier: Question
    later: Question
    lost: float
    error: float


def falls() -> tuple[Fall, ...]:
    """Pairs of questions whose answers may be compared.

    - Raise, October 2013 and August 2019: two pollsters. How far pollsters lie apart with the same answers on offer is
      seen in 2019, 11.5% in August and 3.7% in November; that distance is added to the error.
    - Accept, January and November 2019: one pollster; the later question names a sum and a cut in troops, and what
      naming a cut did in January, 7 points, is added to the error.
    - Increase, November 2019 and June 2020: the same pollster and question, compared in log-odds and put at the level
      of the model's support, since so few say so.
    """
    house = abs(asked(RAISE_2019)[EVERYONE] - asked(KINU_2019)[EVERYONE])
    return (
        _fall(RAISE_2013, RAISE_2019, house),
        _fall(FAVOUR_2019, ACCEPT_2019, NAMED_CUT),
        _fall_in_odds(KINU_2019, KINU_2020, asked(FAVOUR_2019)[EVERYONE]),
    )


def _fall(earlier: Question, later: Question, beside: float) -> Fall:
    a, b = asked(earlier)[EVERYONE], asked(later)[EVERYONE]
    sampling = a * (1.0 - a) / PEOPLE[earlier] + b * (1.0 - b) / PEOPLE[later]
    return Fall(earlier, later, a - b, math.sqrt(sampling + beside**2))


def _fall_in_odds(earlier: Question, later: Question, level: float) -> Fall:
    a, b = asked(earlier)[EVERYONE], asked(later)[EVERYONE]
    slope = level * (1.0 - level)
    lost = math.log(a / (1.0 - a)) - math.log(b / (1.0 - b))
    error = math.sqrt(1.0 / (PEOPLE[earlier] * a * (1.0 - a)) + 1.0 / (PEOPLE[later] * b * (1.0 - b)))
    return Fall(earlier, later, slope * lost, slope * error)


def everyone_on(question: Question, scenarios: Mapping[int, Scenario], weights: Mapping[str, RealArray]) -> RealArray:
    """Support of everyone on the day of a question, shape (n,); a day before the talks counts as their first."""
    scenario = scenarios[question.episode]
    public = public_of(scenario)
    day = max(question.day, scenario.agreement.talks_open)
    found: RealArray = public.support_on(day, causes(scenario), weights) @ public.share
    return found


def opinion_and_votes(
    scenarios: Mapping[int, Scenario], level: Level, priors: Mapping[str, tuple[float, float]], seed: int, count: int,
    draws: int = DRAWS,
) -> Drawn:  # fmt: skip
    """Draws of the weights of anger and of the vote, together, by resampling the prior.

    Likelihood: differences between polls normal, tallies binomial over their dispersion (`Level.dispersion`). Prior:
    uniform over the ranges, the level of the vote over that of its search.

    Parameters
    ----------
    scenarios : by number; those of the 9th, 10th and 11th agreement at least
    level : the fit of the level alone, with the tallies
    """
    rng = generator(seed, 3)
    names = (*OPINION, *WEIGHTS)
    bounds = dict(priors) | {"vote_level": (AXIS.least, AXIS.most)}
    weights = {name: rng.uniform(*bounds[name], draws) for name in names}
    weights["anger_demand"] = np.full(draws, scenarios[max(scenarios)].parameters.anger_demand.value)
    total = np.zeros(draws)
    for fall in falls():
        before, after = (everyone_on(each, scenarios, weights) for each in (fall.earlier, fall.later))
        total -= ((before - after - fall.lost) / fall.error) ** 2 / 2.0
    for ballot in level.ballots:
        total += ballot.log_likelihood(weights) / level.dispersion
    return resampled(names, np.column_stack([weights[name] for name in names]), total, count, rng)


def counts(level: Level, seed: int, count: int) -> Drawn:
    """Draws of attendance and of the share abstaining of those not in favour, from the tallies."""
    rng = generator(seed, 4)
    present, _ = share_of([(each.present, each.house) for each in level.ballots], count, rng)
    abstain, _ = share_of([(each.abstaining, each.present - each.in_favour) for each in level.ballots], count, rng)
    return Drawn(COUNTS, np.column_stack([present, abstain]))
