"""Random scenarios with their calendar shuffled as well."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from hypothesis import strategies as st

from sim.errors import RecordError
from sim.history.beside import edited_facts
from sim.history.moves import recorded_moves
from sim.scenario.calendar_checks import CALENDAR_RULES, horizon_end
from sim.scenario.parameters import Parameters
from sim.scenario.schema import Scenario
from tests.random_scenarios import scenario_of
from tests.runs import SHIPPED

NEVER_MOVED = "severity_"  # shares that must add up


def shuffled(name: str, number: int, wide: bool) -> Scenario:
    """Scenario `number` of an episode with dates moved; with `wide` parameters from anywhere in their bounds."""
    rng = np.random.default_rng([number, 1])
    scenario = _moved(scenario_of(name, number), rng)
    if wide:
        scenario = scenario.model_copy(update={"parameters": _anywhere(scenario.parameters, rng)})
    scenario = _from_record(scenario, np.random.default_rng([number, 2]))
    faults = [fault for rule in CALENDAR_RULES for fault in rule(scenario)]
    assert not faults, f"scenario {number} of {name} is not valid: {faults}"
    return scenario


def _moved(scenario: Scenario, rng: np.random.Generator) -> Scenario:
    """The same with opening, elections and handovers on other days."""
    opening = scenario.agreement.talks_open + timedelta(days=int(rng.integers(-200, 200)))
    latest = scenario.agreement.prior_expiry + timedelta(days=int(scenario.agreement.horizon_years * 365) - 10)
    opening = min(opening, latest)
    shift, successions, after = int(rng.integers(-300, 300)), [], None
    for each in scenario.successions:
        election = each.election + timedelta(days=shift)
        handover = election + timedelta(days=int(rng.integers(0, 120)))
        if handover < opening or (after is not None and election < after):
            continue
        known = None if rng.integers(2) else election - timedelta(days=int(rng.integers(0, 500)))
        beliefs = each.beliefs[:1]
        successions.append(
            each.model_copy(
                update={"election": election, "handover": handover, "known_from": known, "beliefs": beliefs}
            )
        )
        after = handover
    change = scenario.outside.change_day
    if change is not None and change <= opening:  # it must lie ahead
        change = opening + timedelta(days=30)
    return scenario.model_copy(
        update={
            "outside": scenario.outside.model_copy(update={"change_day": change}),
            "agreement": scenario.agreement.model_copy(update={"talks_open": opening}),
            "successions": tuple(successions),
        }
    )


def _from_record(scenario: Scenario, rng: np.random.Generator) -> Scenario:
    """Now and then the same as of a day in the talks, over the amount on record: the record is of no other talks."""
    first = scenario.agreement.talks_open
    day = first + timedelta(days=int(rng.integers(0, 600)))
    try:
        recorded_moves(scenario.agreement.number, 1.0, first, day)
    except RecordError:
        return scenario
    if rng.uniform() < 0.5 or day >= horizon_end(scenario):
        return scenario
    amounts = {each.recorded for each in edited_facts(scenario) if each.path == "agreement.base_amount"}
    agreement = scenario.agreement.model_copy(update={"base_amount": amounts.pop()} if amounts else {})
    return scenario.model_copy(update={"as_of": day, "agreement": agreement})


def _anywhere(parameters: Parameters, rng: np.random.Generator) -> Parameters:
    """Some parameters drawn from anywhere they have a meaning, often at an end."""
    drawn = {}
    for name, field in Parameters.model_fields.items():
        if name.startswith(NEVER_MOVED) or rng.uniform() < 0.7:
            continue
        bounds = field.json_schema_extra
        u = float(rng.choice([0.0, 1.0, rng.uniform()]))
        value = bounds["minimum"] + u * (bounds["maximum"] - bounds["minimum"])
        drawn[name] = getattr(parameters, name).model_copy(update={"value": float(value)})
    return parameters.model_copy(update=drawn)


def random_calendars() -> st.SearchStrategy[tuple[str, int, bool]]:
    """Arguments of `shuffled`, for Hypothesis."""
    return st.tuples(st.sampled_from(SHIPPED), st.integers(0, 2**32 - 1), st.booleans())
