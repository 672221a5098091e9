"""The real kernel behind the real command path: a manifest repeats a run, and workers do not matter."""

from sim.experiments.executors import serial, threads
from sim.experiments.plan import plan_repeat, plan_run
from sim.experiments.results import load_results
from sim.experiments.run import run_plan
from sim.prepare import prepare
from tests.unit.experiments.sweeps import made_of

REPLICATES = 60


def test_a_run_of_the_eleventh_is_repeated_from_its_manifest(loaded, tmp_path):
    plan = plan_run(loaded, REPLICATES, seed=1)
    run_plan(plan, tmp_path / "run", serial)
    run_plan(plan_repeat(tmp_path / "run"), tmp_path / "again", threads(2))
    assert made_of(tmp_path / "again") == made_of(tmp_path / "run")
    assert load_results(tmp_path / "run").frame["replicate"].tolist() == list(range(REPLICATES))


def test_equal_scenarios_are_prepared_equally(loaded, tmp_path):
    """The order in which a file lists its actors is no part of a scenario: its content hash does not see it either."""
    plan = plan_run(loaded, 1, seed=1)
    run_plan(plan, tmp_path / "run")
    assert prepare(plan_repeat(tmp_path / "run").scenario).administrations == prepare(loaded.scenario).administrations
