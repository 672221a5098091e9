"""How a run is cut does not matter: into steps, into blocks, with or without a record."""

import numpy as np
import pytest

from sim.engine.batch import simulate
from sim.model.negotiation import NegotiationModel
from sim.outcome import NAMES
from sim.prepare import prepare
from tests.parity.runners import by_model, differences
from tests.runs import shipped


@pytest.fixture(scope="module")
def prepared():
    return prepare(shipped("sma11"))


def test_stepping_equals_running(prepared):
    for replicate in range(5):
        model = NegotiationModel(prepared, 1, replicate)
        days = []
        while model.running:
            days.append(model.day)
            model.step()
        whole = NegotiationModel(prepared, 1, replicate)
        assert differences(np.array([model.outcome]), np.array([whole.run()])) == ""
        assert repr(model.trace) == repr(whole.trace)
        assert days == list(range(0, days[-1] + 1, prepared.scenario.step_days))


def test_steps_after_the_end_change_nothing(prepared):
    model = NegotiationModel(prepared, 1, 3)
    outcome, day = model.run(), model.day
    model.step()
    assert model.day == day
    assert differences(np.array([model.outcome]), np.array([outcome])) == ""


def test_recording_changes_nothing(prepared):
    recorded = by_model(prepared, 4, range(20), record=True)
    assert differences(recorded, by_model(prepared, 4, range(20))) == ""


def test_models_run_in_turns_do_not_disturb_each_other(prepared):
    models = [NegotiationModel(prepared, 2, replicate) for replicate in range(4)]
    while any(model.running for model in models):
        for model in models:
            model.step()
    assert differences(np.array([model.outcome for model in models]), by_model(prepared, 2, range(4))) == ""


def test_blocks_and_their_order_do_not_matter(prepared):
    whole = simulate(prepared, 1, 0, 200)
    table = np.full((200, len(NAMES)), -1.0)
    for first, count in ((150, 50), (0, 1), (1, 99), (100, 50)):
        simulate(prepared, 1, first, count, out=table[first : first + count])
    assert differences(table, whole) == ""
    backwards = np.vstack([simulate(prepared, 1, replicate, 1) for replicate in range(199, -1, -1)])
    assert differences(backwards[::-1].copy(), whole) == ""


def test_what_the_engine_ran_before_leaves_no_trace(prepared):
    alone = simulate(prepared, 1, 0, 20)
    simulate(prepare(shipped("sma10", "provocations.mode=simulate")), 9, 0, 20)
    assert differences(simulate(prepared, 1, 0, 20), alone) == ""
