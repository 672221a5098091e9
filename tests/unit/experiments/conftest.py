"""A run of made-up outcomes: the real scenario and folder, a stand-in for the kernel."""

from pathlib import Path

import pytest

import sim.experiments.jobs as jobs
import sim.experiments.run as runs
from sim.experiments.plan import plan_run
from sim.scenario.load import load_scenario
from tests.unit.synthetic import kernel

SCENARIO = Path(__file__).parents[3] / "scenarios" / "sma11.toml"


@pytest.fixture
def made_up_kernel(monkeypatch):
    for module in (jobs, runs):
        monkeypatch.setattr(module, "simulate", kernel)


@pytest.fixture(scope="session")
def loaded():
    return load_scenario(SCENARIO)


@pytest.fixture
def plan(loaded):
    return plan_run(loaded, replicates=2_345, seed=1)
