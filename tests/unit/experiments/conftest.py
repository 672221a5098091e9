"""A run of made-up outcomes: the real scenario and folder, a stand-in for the kernel."""

from pathlib import Path

import pytest

import sim.experiments.run as runs
from sim.scenario.load import load_scenario
from tests.unit.synthetic import kernel

SCENARIO = Path(__file__).parents[3] / "scenarios" / "sma11.toml"


@pytest.fixture
def made_up_kernel(monkeypatch):
    monkeypatch.setattr(runs, "simulate", kernel)


@pytest.fixture(scope="session")
def loaded():
    return load_scenario(SCENARIO)


@pytest.fixture
def plan(loaded):
    return runs.plan_run(loaded, replicates=2_345, seed=1)
