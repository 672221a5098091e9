"""Runs and sweeps that draw their parameters depend on the file of posterior draws; others do not."""

import json
import shlex

import pytest

import sim.experiments.cluster as clusters
import sim.experiments.jobs as jobs
import sim.experiments.run as runs
from sim.errors import MismatchError, StorageError
from sim.experiments.executors import serial
from sim.experiments.manifest import read_manifest
from sim.experiments.plan import plan_repeat, plan_run, plan_sweep
from sim.experiments.results import load_results
from sim.experiments.run import run_plan
from sim.experiments.versions import POSTERIOR, bytes_depend_on
from sim.posterior.draws import shipped_digest
from sim.scenario.load import override_scenario
from tests.posteriors import DRAWS, put, use
from tests.unit.experiments.conftest import SCENARIO
from tests.unit.experiments.sweeps import made_of, patch, write
from tests.unit.synthetic import kernel

CENTRAL = 'set = ["parameter_draws=central"]'


@pytest.fixture(autouse=True)
def posterior(tmp_path, monkeypatch):
    for module in (jobs, runs):
        monkeypatch.setattr(module, "simulate", kernel)
    patch(monkeypatch, most=100)
    return put(monkeypatch, tmp_path / "posterior.parquet")


@pytest.fixture
def drawn(loaded):
    return plan_run(loaded, 300, 1)


@pytest.fixture
def central(loaded):
    return plan_run(override_scenario(loaded, ["parameter_draws=central"]), 300, 1)


def other_draws(tmp_path, monkeypatch):
    """Another posterior in the place of the first; the digests of both."""
    before = shipped_digest()
    put(monkeypatch, tmp_path / "other.parquet", seed=5)
    return before, shipped_digest()


def test_a_run_that_draws_names_the_posterior_and_its_size(drawn, tmp_path):
    run_plan(drawn, tmp_path / "run")
    assert read_manifest(tmp_path / "run").versions[POSTERIOR] == shipped_digest()
    assert f"posterior draws (n = {DRAWS})" in drawn.label.line()
    told = json.loads((tmp_path / "run" / "summary.json").read_text())["run"]
    assert (told["draws"], told["parameters"]) == (DRAWS, f"posterior draws (n = {DRAWS})")
    run_plan(plan_repeat(tmp_path / "run"), tmp_path / "again")
    assert made_of(tmp_path / "again") == made_of(tmp_path / "run")


def test_fewer_replicates_than_draws_take_as_many(loaded):
    plan = plan_run(loaded, 3, 1)
    assert "posterior draws (n = 3)" in plan.label.line()


def test_a_run_with_the_central_set_does_not_know_the_posterior(central, tmp_path, monkeypatch):
    run_plan(central, tmp_path / "run")
    assert POSTERIOR not in read_manifest(tmp_path / "run").versions
    assert "· central parameters ·" in central.label.line()
    assert json.loads((tmp_path / "run" / "summary.json").read_text())["run"]["parameters"] == "central parameters"
    use(monkeypatch, tmp_path / "nowhere.parquet")
    assert run_plan(plan_repeat(tmp_path / "run"), tmp_path / "run").plan.seed == 1


def test_another_posterior_does_not_repeat_it_and_both_are_shown(drawn, tmp_path, monkeypatch):
    run_plan(drawn, tmp_path / "run")
    before, now = other_draws(tmp_path, monkeypatch)
    with pytest.raises(MismatchError, match=rf"with other posterior draws \(posterior {before} then, {now} now\)"):
        plan_repeat(tmp_path / "run")
    use(monkeypatch, tmp_path / "nowhere.parquet")
    with pytest.raises(MismatchError, match=rf"posterior {before} then, none now"):
        plan_repeat(tmp_path / "run")


def test_a_sweep_that_draws_does_not_go_on_with_another_posterior(tmp_path, monkeypatch):
    study = write(tmp_path)
    run_plan(plan_sweep(study), tmp_path / "r", serial)
    manifest = read_manifest(tmp_path / "r")
    assert (manifest.versions[POSTERIOR], manifest.draws) == (shipped_digest(), DRAWS)
    assert run_plan(plan_sweep(study), tmp_path / "r", serial).run == 0
    before, now = other_draws(tmp_path, monkeypatch)
    with pytest.raises(MismatchError, match=rf"posterior {before} there, {now} now"):
        run_plan(plan_sweep(study), tmp_path / "r", serial)
    assert load_results(tmp_path / "r").manifest.draws == DRAWS, "what is there can still be read"


def test_a_sweep_of_the_central_set_goes_on_whatever_the_posterior(tmp_path, monkeypatch):
    study = write(tmp_path, more=CENTRAL)
    run_plan(plan_sweep(study), tmp_path / "r", serial)
    assert POSTERIOR not in read_manifest(tmp_path / "r").versions
    use(monkeypatch, tmp_path / "nowhere.parquet")
    assert run_plan(plan_sweep(study), tmp_path / "r", serial).run == 0


def test_a_sweep_over_kinds_of_draws_depends_on_the_posterior(tmp_path):
    study = write(tmp_path)
    text = study.read_text().replace('"successions.0.winner"', '"parameter_draws"')
    study.write_text(text.replace('["trump_1", "biden"]', '["central", "posterior"]'))
    plan = plan_sweep(study)
    assert dict(plan.world.versions)[POSTERIOR] == shipped_digest()
    assert run_plan(plan, tmp_path / "r", serial).failures == ()


def test_a_worker_with_another_posterior_is_told(tmp_path, monkeypatch):
    plan = plan_sweep(write(tmp_path))
    world, job = plan.world, plan.job(plan.slots[0])
    before, now = other_draws(tmp_path, monkeypatch)
    (failure,) = jobs.run_job(world, job).failures
    assert failure.stage == "worker"
    assert f"posterior {before}, here {now}" in failure.message
    assert not jobs.run_job(plan_sweep(write(tmp_path, more=CENTRAL)).world, job).failures


@pytest.mark.parametrize(("more", "point"), [("", False), (CENTRAL, True)])
def test_the_command_that_replays_a_failure_has_its_parameters(tmp_path, monkeypatch, more, point):
    plan = plan_sweep(write(tmp_path, more=more))

    def fails(*_):
        raise ZeroDivisionError("in the kernel")

    monkeypatch.setattr(jobs, "simulate", fails)
    failure = jobs.run_job(plan.world, plan.job(plan.slots[0])).failures[0]
    words = shlex.split(plan.manifest.replay(failure, tmp_path))
    assert ("parameter_draws=central" in words) is point


def test_without_the_file_a_plan_that_draws_is_refused(loaded, tmp_path, monkeypatch):
    use(monkeypatch, tmp_path / "nowhere.parquet")
    with pytest.raises(StorageError, match="sma calibrate"):
        plan_sweep(write(tmp_path))
    assert POSTERIOR not in dict(bytes_depend_on())
    assert dict(bytes_depend_on(drawn=True))[POSTERIOR] == "none"


def test_dask_gives_the_same_bytes(tmp_path):
    distributed = pytest.importorskip("distributed")
    made = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    plan = plan_sweep(write(tmp_path))
    one = run_plan(plan, tmp_path / "one", serial)
    with (
        distributed.LocalCluster(**made, protocol="inproc://") as cluster,
        distributed.Client(cluster) as client,
    ):
        two = run_plan(plan, tmp_path / "two", clusters._executor(distributed, client, 4))
    assert one.digest == two.digest
    assert not two.failures


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ('path = "parameters.discount_host"\nvalues = [0.05, 0.1]', "counterfactual"),
        ('path = "agreement.base_year"\nkind = "integer"\nvalues = [2018, 2019]', "counterfactual"),
        ('path = "step_days"\nkind = "integer"\nvalues = [7, 14]', "historical"),
    ],
)
def test_a_sweep_is_counterfactual_where_a_factor_sets_a_fact_or_a_parameter(tmp_path, path, kind):
    study = tmp_path / "study.toml"
    head = f'name = "s"\ntitle = "S"\nscenario = "{SCENARIO}"\nset = ["provocations.mode=none"]\ndesign = "grid"\n'
    study.write_text(f'{head}replicates = 3\n[[factors]]\nname = "varied_one"\n{path}\n', encoding="utf-8")
    run_plan(plan_sweep(study), tmp_path / "r", serial)
    manifest = read_manifest(tmp_path / "r")
    assert (manifest.scenario.kind, manifest.scenario.effective_kind) == ("historical", kind)
    assert f"s: S · {kind} · grid design · 2 points of 3 replicates · seed 1 · varied: varied_one" in manifest.caption()
    assert "· posterior draws (n = 3) · set: provocations.mode=none · sma-sim" in manifest.caption()
