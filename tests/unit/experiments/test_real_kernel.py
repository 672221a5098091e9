"""The real kernel behind the real command path: a manifest repeats a run, and workers do not matter."""

from sim.experiments.run import plan_repeat, plan_run, run_experiment
from sim.experiments.store import load_results
from sim.prepare import prepare

REPLICATES = 60


def test_a_run_of_the_eleventh_is_repeated_from_its_manifest(loaded, tmp_path):
    plan = plan_run(loaded, REPLICATES, seed=1)
    first = run_experiment(plan, tmp_path / "run", workers=1)
    again = run_experiment(plan_repeat(tmp_path / "run"), tmp_path / "again", workers=2)
    assert again.manifest.files == first.manifest.files
    assert load_results(tmp_path / "run")["replicate"].tolist() == list(range(REPLICATES))


def test_equal_scenarios_are_prepared_equally(loaded, tmp_path):
    """The order in which a file lists its actors is no part of a scenario: its content hash does not see it either."""
    plan = plan_run(loaded, 1, seed=1)
    run_experiment(plan, tmp_path / "run")
    assert prepare(plan_repeat(tmp_path / "run").scenario).administrations == prepare(loaded.scenario).administrations
