"""Anger of the public along the record: what happened in past talks, taken as the model takes it.

Nothing of it hangs on how talks are simulated: demands, walkouts, refusals, furloughs and handovers are those on
record. Protests, of which no count is on record, enter with their expected anger.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from sim.calibration.estimation.resampling import RealArray
from sim.history import rows
from sim.history.moves import RecordedMove, recorded_furlough, recorded_moves
from sim.history.tables import read
from sim.rules.kinds import Moved
from sim.rules.opening import public_demand
from sim.rules.opinion import demand_anger, furlough_anger
from sim.rules.talks import decay
from sim.rules.utility import hardness_of
from sim.scenario.schema import Scenario

ANGERS = ("anger_demand", "anger_affront", "anger_furlough", "anger_protest", "protest_chance")
Weights = Mapping[str, RealArray]  # of each parameter in ANGERS, shape (n,)


class Cause(NamedTuple):
    """What angers the public on a day: amounts of `anger_demand`, `anger_affront` and `anger_furlough`.

    `protest` says whether people may take to the streets after it; `offence` as in `sim.rules.opinion.protest_chance`.
    """

    day: date
    demand: float = 0.0
    affront: float = 0.0
    furlough: float = 0.0
    protest: bool = False
    offence: float = 0.0


def text_of(scenario: Scenario) -> rows.Agreement:
    """The agreement on record that a scenario's talks led to."""
    (row,) = (each for each in read(rows.Agreement) if each.agreement == scenario.agreement.number)
    return row


def moves_of(scenario: Scenario) -> tuple[RecordedMove, ...]:
    """All moves in the talks about a scenario's agreement, up to the day before they were over."""
    agreement, agreed = scenario.agreement, text_of(scenario).agreement_reached
    assert agreed is not None
    last = agreed - timedelta(days=1)
    return recorded_moves(agreement.number, agreement.base_amount, agreement.talks_open, last)


def line_of(scenario: Scenario) -> float:
    """The host's last offer on record before agreement, or the text refused after it; infinity for none."""
    offers = [move.rise for move in moves_of(scenario) if move.kind in (Moved.HOST_OFFER, Moved.REFUSAL)]
    return offers[-1] if offers else math.inf


def above_of(scenario: Scenario) -> float:
    """How far the rise agreed lies above the host's last offer on record, at least 0."""
    agreed = text_of(scenario).increase_pct
    assert agreed is not None
    return max(round(agreed / 100.0, 6) - line_of(scenario), 0.0)


def causes(scenario: Scenario) -> tuple[Cause, ...]:
    """Everything in the talks about a scenario's agreement that angers the public, in order of time.

    The signature offends where the rise agreed lies above the host's last offer.
    """
    signed = text_of(scenario).signed
    assert signed is not None, "the talks of scenarios on record were signed"
    opening, p = scenario.agreement.talks_open, scenario.parameters
    demanded = math.nan if scenario.opening.guest_rise is None else scenario.opening.guest_rise
    guest = scenario.administrations[scenario.incumbents.guest]
    first = public_demand(demanded, p.opening_transactional.value, p.opening_alliance.value, guest.type)
    found = [Cause(opening, demand=demand_anger(1.0, first), protest=True)]
    for move in moves_of(scenario):
        if move.kind in (Moved.WALKOUT, Moved.REFUSAL):
            found.append(Cause(move.date, affront=1.0, protest=True))
    began, ended = recorded_furlough(opening, signed)
    if began is not None:
        days = ((ended or signed) - began).days
        found += [Cause(began + timedelta(days=n), furlough=furlough_anger(1.0)) for n in range(days)]
    holder = scenario.incumbents.guest
    for row in sorted(scenario.successions, key=lambda each: each.handover):
        if row.office == "guest" and opening < row.handover <= signed and row.winner not in (holder, "draw"):
            holder = row.winner
            kind = scenario.administrations[holder].type
            demand = public_demand(math.nan, p.opening_transactional.value, p.opening_alliance.value, kind)
            found.append(Cause(row.handover, demand=demand_anger(1.0, demand) * hardness_of(kind), protest=True))
    if above_of(scenario) > 0.0:
        found.append(Cause(signed, protest=True, offence=1.0))
    return tuple(sorted(found, key=lambda each: each.day))


def anger_on(
    day: date, causes: tuple[Cause, ...], temper: RealArray, share: RealArray, half_life: float, weights: Weights
) -> RealArray:
    """Anger of each segment at the end of a day, shape (n, 3), for n sets of parameters.

    Parameters
    ----------
    temper, share : of the segments, shape (3,)
    half_life : of anger, days
    """
    anger = np.zeros((len(weights["anger_demand"]), len(temper)))
    before = day
    for cause in causes:
        if cause.day > day:
            break
        anger *= decay(half_life, max((cause.day - before).days, 0))
        before = cause.day
        raised = sum(getattr(cause, kind) * weights[f"anger_{kind}"] for kind in ("demand", "affront", "furlough"))
        anger += np.outer(raised, temper)
        if cause.protest:
            chance = np.minimum(weights["protest_chance"] * (anger @ share + cause.offence), 1.0)
            anger += np.outer(chance * weights["anger_protest"], temper)
    found: RealArray = anger * decay(half_life, max((day - before).days, 0))
    return found
