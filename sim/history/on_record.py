"""Talks that go as recorded up to a day, as the numbers that rules read."""

from __future__ import annotations

import numpy as np

from sim.errors import ScenarioError
from sim.history.beside import edited_facts
from sim.history.moves import recorded_furlough, recorded_moves
from sim.scenario.schema import Scenario
from sim.timeline.days import day_of


def _check_recorded(scenario: Scenario) -> None:
    """Refuse to begin amid a record of other talks. The opening may be moved: what lies before it is left out."""
    edited = [each for each in edited_facts(scenario) if each.path not in ("agreement.number", "agreement.talks_open")]
    if edited:
        told = "; ".join(f"{path} is {found}, on record {on_record}" for path, found, on_record in edited)
        raise ScenarioError(
            f"as_of: found {scenario.as_of}, up to which talks go as recorded, but these are not the talks on record"
            f" about agreement {scenario.agreement.number}: {told}. Put these facts back, or leave as_of out."
        )


def facts_on_record(scenario: Scenario) -> dict[str, object]:
    """What both sides did up to the last day on record; nothing where the talks are drawn from their opening on."""
    if scenario.as_of is None:
        return {"as_of": -1, "moves": 0, "furlough_from": -1, "furlough_until": -1}
    agreement, start, last = scenario.agreement, scenario.agreement.talks_open, scenario.as_of
    _check_recorded(scenario)
    moves = recorded_moves(agreement.number, agreement.base_amount, start, last)
    began, ended = recorded_furlough(start, last)
    return {
        "as_of": day_of(last, start),
        "moves": len(moves),
        "move_day": np.array([day_of(move.date, start) for move in moves], dtype=np.int64),
        "move_kind": np.array([move.kind for move in moves], dtype=np.int64),
        "move_rise": np.array([move.rise for move in moves], dtype=np.float64),
        "move_escalator": np.array([move.escalator for move in moves], dtype=np.int64),
        "move_years": np.array([move.years for move in moves], dtype=np.int64),
        "furlough_from": -1 if began is None else day_of(began, start),
        "furlough_until": -1 if ended is None else day_of(ended, start),
    }
