"""Simple forecasts of the day of agreement and of the annualised rise that anybody could have made on the opening day.

Each takes the other episodes' record and what was known on the day, and gives equally likely values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.calibration.backtest import baselines
from sim.calibration.backtest.regressions import Known, days_to_agreement, yearly_rise
from sim.calibration.inference.simulated import Episodes, host_of
from sim.calibration.inference.targets import Target
from sim.prepare import Prepared
from sim.rules.kinds import Party

RealArray = npt.NDArray[np.float64]
FROM_OPENING, FROM_EXPIRY, LAST, HARD_DATE, REGRESSION, FARATIN = (
    "climatology from opening", "climatology", "last time", "next hard date", "regression", "Faratin",
)  # fmt: skip
OTHER_HOSTS = "climatology of the other hosts"
RULES = (FROM_OPENING, FROM_EXPIRY, OTHER_HOSTS, LAST, HARD_DATE, REGRESSION, FARATIN)
WORDS = {
    FROM_OPENING: "as many days after the opening as the others took, rises as high",
    FROM_EXPIRY: "as many days from expiry as the others, rises as high",
    OTHER_HOSTS: "as climatology from the opening, of the other hosts alone",
    LAST: "the host's last value on record before",
    HARD_DATE: (
        "the first date ahead, expiry or the guest's next election, with the days from such a date to agreement that"
        " the others had; it says nothing of the rise"
    ),
    REGRESSION: (
        "of the day a Weibull accelerated failure time on the days to expiry and on whether the president is"
        " transactional, of the rise a mean for each host and the same"
    ),
    FARATIN: "tactics by the clock as of the opening, without waiting and politics, fitted to the others",
}
HARD = 0.5  # type below which a guest's administration counts as transactional


@dataclass(frozen=True)
class Facts:
    """What each episode shows on its opening day; days are counted from expiry."""

    opening: Mapping[str, float]
    hard_date: Mapping[str, float]
    transactional: Mapping[str, bool]
    host: Mapping[str, str]


def facts_of(episodes: Episodes) -> Facts:
    """Facts of some episodes."""
    each = episodes.prepared
    return Facts(
        {key: -float(one.facts.expiry) for key, one in each.items()},
        {key: _hard_date(one) for key, one in each.items()},
        {key: _transactional(one) for key, one in each.items()},
        {key: host_of(one) for key, one in each.items()},
    )


def forecast(name: str, target: Target, facts: Facts) -> RealArray | None:
    """Forecast of a target by a rule, all but `FARATIN`; None where the rule says nothing of it."""
    day = target.measure.name == "agreement_day"
    others = [key for key in facts.opening if key != target.episode]
    if name == LAST:
        last = baselines.last_time(target)
        return None if last is None else np.array([last.value])
    if name == REGRESSION:
        return _regressed(target, others, facts)
    if name == OTHER_HOSTS:
        others = [key for key in others if facts.host[key] != facts.host[target.episode]]
    if not others or (name == HARD_DATE and not day):
        return None
    values = baselines.climatology(target, others)
    if not day or name == FROM_EXPIRY:
        return values
    begin = facts.hard_date if name == HARD_DATE else facts.opening
    found: RealArray = values + begin[target.episode] - np.array([begin[key] for key in others])
    return found


def _regressed(target: Target, others: Sequence[str], facts: Facts) -> RealArray:
    hosts = sorted(set(facts.host.values()))
    own, opening = target.episode, facts.opening
    known = Known(
        ahead=np.array([-opening[key] for key in others]),
        transactional=np.array([facts.transactional[key] for key in others]),
        host=np.array([hosts.index(facts.host[key]) for key in others]),
        came=baselines.climatology(target, others),
    )
    if target.measure.name == "agreement_day":
        took = known.came - np.array([opening[key] for key in others])
        return opening[own] + days_to_agreement(known, took, -opening[own], facts.transactional[own])
    return yearly_rise(known, hosts.index(facts.host[own]), facts.transactional[own])


def _hard_date(prepared: Prepared) -> float:
    """First hard date after the opening, from expiry: expiry itself or an election of the guest before it."""
    facts = prepared.facts
    votes = [
        float(facts.election[k] - facts.expiry)
        for k in range(int(facts.successions))
        if facts.office[k] == Party.GUEST.value and facts.election[k] > 0
    ]
    return min([0.0, *votes])


def _transactional(prepared: Prepared) -> bool:
    scenario = prepared.scenario
    return scenario.administrations[scenario.incumbents.guest].type < HARD
