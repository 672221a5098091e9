"""The model as a Mesa user meets it."""

import gc
import subprocess
import sys
import tracemalloc
import weakref

import mesa
import pytest

from sim.errors import SimError
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from tests.runs import shipped


@pytest.fixture(scope="module")
def prepared():
    return prepare(shipped("sma12"))


def test_it_takes_a_scenario_as_well_as_a_prepared_one(prepared):
    assert repr(NegotiationModel(prepared.scenario, 1, 2).run()) == repr(NegotiationModel(prepared, 1, 2).run())


def test_agents_are_mesa_agents_of_a_mesa_model(prepared):
    model = NegotiationModel(prepared, 1, 0)
    assert isinstance(model, mesa.Model)
    kinds = sorted(type(agent).__name__ for agent in model.agents)
    assert kinds == ["Administration", "BaseWorkers", "HostGovernment", "Legislature", "North", "PublicOpinion"]
    model.run()


def test_seed_0_is_a_seed(prepared):
    assert repr(NegotiationModel(prepared, 0, 1).run()) == repr(NegotiationModel(prepared, 0, 1).run())
    assert repr(NegotiationModel(prepared, 0, 1).run()) != repr(NegotiationModel(prepared, 1, 1).run())


def test_the_outcome_of_a_negotiation_that_still_runs_is_an_error(prepared):
    model = NegotiationModel(prepared, 1, 0)
    model.step()
    with pytest.raises(SimError, match=r"still runs \(day 7\)\. Call run\(\) first"):
        model.outcome  # noqa: B018
    model.run()


def test_without_record_there_is_no_trace(prepared):
    model = NegotiationModel(prepared, 1, 0, record=False)
    model.run()
    assert model.trace is None


def test_a_finished_model_is_freed(prepared):
    model = NegotiationModel(prepared, 1, 0)
    model.run()
    seen = weakref.ref(model)
    del model
    gc.collect()
    assert seen() is None


def test_memory_is_flat_over_many_runs(prepared):
    def run(replicates):
        for replicate in replicates:
            NegotiationModel(prepared, 1, replicate, record=False).run()
        gc.collect()

    tracemalloc.start()
    try:
        run(range(100))  # loads every rule these replicates call, and fills what libraries keep
        before = tracemalloc.get_traced_memory()[0]
        run(range(100))
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 20_000, f"{grown} bytes more after 100 further runs"


def test_importing_the_model_leaves_the_start_method_of_processes_alone():
    code = "import multiprocessing, sim.model.negotiation; print(multiprocessing.get_start_method(allow_none=True))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert run.stdout.strip() == "None"
