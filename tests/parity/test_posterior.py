"""Both runners, and every way to run them, give a replicate the same posterior draw of its parameters."""

import numpy as np
import pyarrow.parquet as pq
import pytest

from sim.engine.batch import simulate
from sim.experiments.executors import threads
from sim.experiments.jobs import run_job
from sim.experiments.plan import plan_run, plan_sweep
from sim.experiments.results import load_results
from sim.experiments.run import run_plan
from sim.outcome import INDEX
from sim.prepare import prepare
from sim.scenario.load import override_scenario
from tests.parity.runners import by_model, differences
from tests.posteriors import DRAWS, put
from tests.runs import SCENARIOS, SHIPPED, loaded, shipped
from tests.unit.experiments.sweeps import bytes_of

POSTERIOR = "parameter_draws=posterior"
OTHERS = ("japan2021", "forward/sma13", "variants/sma11_price_link", "nowcast/sma11_2020_04_02")  # one of each kind
STUDY = """\
name = "drawn"
title = "Two worlds"
scenario = "{scenario}"
set = ["parameter_draws=posterior"]
design = "grid"
replicates = 20
seed = 3
outputs = "all"
factors = [{{ name = "winner", path = "successions.0.winner", kind = "category", values = ["biden", "trump_1"] }}]
"""


@pytest.fixture(autouse=True)
def posterior(tmp_path, monkeypatch):
    put(monkeypatch, tmp_path / "posterior.parquet")


@pytest.mark.parametrize("name", [*SHIPPED, *OTHERS])
def test_both_runners_agree_where_parameters_are_drawn(name):
    prepared = prepare(shipped(name, POSTERIOR))
    many = 2 * DRAWS + 3
    assert differences(by_model(prepared, 1, range(many)), simulate(prepared, 1, 0, many)) == ""


def test_the_draw_goes_with_the_replicate_and_not_with_the_block():
    prepared = prepare(shipped("sma11", POSTERIOR))
    whole = simulate(prepared, 1, 0, 40)
    parts = np.vstack([simulate(prepared, 1, first, 5) for first in range(0, 40, 5)])
    assert differences(whole, parts) == ""
    assert differences(whole, simulate(prepare(shipped("sma11")), 1, 0, 40)), "the draws change something"
    for replicate in (1, DRAWS, DRAWS + 1):
        own = simulate(prepared.of(replicate), 1, replicate, 1)
        assert differences(own, whole[replicate : replicate + 1]) == ""


def test_replicates_far_out_agree():
    prepared, first = prepare(shipped("sma11", POSTERIOR)), 2**31 - 4
    assert differences(by_model(prepared, 1, range(first, first + 3)), simulate(prepared, 1, first, 3)) == ""


def test_one_worker_or_two_store_the_rows_of_the_model(tmp_path):
    plan = plan_run(override_scenario(loaded("sma11"), [POSTERIOR]), 2_100, 1)  # three jobs, for two threads to share
    for workers in (1, 2):
        run_plan(plan, tmp_path / str(workers), threads(workers))
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")
    stored = load_results(tmp_path / "2").frame
    some = (0, DRAWS, 999, 1_000, 2_099)
    rows = by_model(prepare(plan.scenario), 1, some)
    for name in ("agreement_day", "rise", "utility_host", "utility_guest", "gain_lost", "rounds"):
        ours = stored[name].to_numpy(dtype=float, na_value=np.nan)[list(some)]
        assert np.array_equal(ours, rows[:, getattr(INDEX, name)], equal_nan=True), name


def test_jobs_of_a_sweep_hold_the_rows_of_the_engine(tmp_path):
    """Every point takes the same draw for the same replicate."""
    path = tmp_path / "study.toml"
    path.write_text(STUDY.format(scenario=SCENARIOS / "sma11.toml"))
    plan = plan_sweep(path)
    done = run_job(plan.world, plan.job(plan.slots[0]))
    assert done.failures == ()
    (tmp_path / "shard.parquet").write_bytes(done.shard)
    shard = pq.read_table(tmp_path / "shard.parquet").to_pandas()
    for point, winner in enumerate(("biden", "trump_1")):
        rows = simulate(prepare(shipped("sma11", POSTERIOR, f"successions.0.winner={winner}")), 3, 0, 20)
        ours = shard.loc[shard["point"] == point, "utility_host"].to_numpy(dtype=float, na_value=np.nan)
        assert np.array_equal(ours, rows[:, INDEX.utility_host], equal_nan=True), winner
