"""`sim.run`: the table of `sma run` in memory, from any form of a scenario, stopped and told on the way."""

from pathlib import Path

import pandas as pd
import pytest

import sim
import sim.experiments.in_memory as in_memory
import sim.experiments.jobs as jobs
import sim.experiments.run as runs
from sim.errors import Interrupted, MismatchError, ScenarioError
from tests.posteriors import DRAWS, put
from tests.unit.cli.shell import sma
from tests.unit.experiments.sweeps import made_of
from tests.unit.synthetic import kernel

CHANGE = "successions.0.winner=trump_1"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(monkeypatch, tmp_path / "posterior.parquet")
    return tmp_path


@pytest.fixture
def made_up(monkeypatch):
    for module in (jobs, runs, in_memory):
        monkeypatch.setattr(module, "simulate", kernel)


@pytest.mark.parametrize(("words", "options"), [((), {}), (("--point", "--set", CHANGE), {"draws": "point"})])
def test_its_frame_is_the_table_of_sma_run_and_what_it_saves_is_that_run(words, options):
    size = ("--seed", 1, "--replicates", 40)
    assert sma("run", "sma11", *size, "--no-figures", "--out", "shell", *words) == 0
    found = sim.run("sma11", set=[CHANGE] if words else [], replicates=40, seed=1, **options)
    stored = sim.load_results("shell")
    pd.testing.assert_frame_equal(found.frame, stored.frame, check_exact=True)
    assert found.frame["replicate"].tolist() == list(range(40))
    assert found.save("saved").name == "saved"
    assert made_of(Path("saved")) == made_of(Path("shell"))
    assert sma("run", "saved", "--no-figures") == 0, "what was saved is repeated to the same bytes"
    assert sma("run", "sma11", *size, "--no-figures", "--out", "saved", *words) == 0, "and is the same run"
    with pytest.raises(MismatchError, match="seed 1 there, 2 asked for"):
        sim.run("sma11", set=[CHANGE] if words else [], replicates=40, seed=2, **options).save("saved")


@pytest.mark.usefixtures("made_up")
def test_a_scenario_may_be_named_loaded_or_made_in_code():
    named = sim.run("sma11", set=["step_days=1"], replicates=20, seed=3)
    loaded = sim.run(sim.load_scenario("sma11"), set=["step_days=1"], replicates=20, seed=3)
    made = sim.run(sim.load_scenario("sma11", ["step_days=1"]).scenario, replicates=20, seed=3)
    assert named.plan.scenario == loaded.plan.scenario == made.plan.scenario
    pd.testing.assert_frame_equal(named.frame, made.frame)
    assert f"posterior draws (n = {DRAWS})" in named.label.line()
    point = sim.run(named.plan.scenario, replicates=2, seed=3, draws="point").label.line()
    assert "one draw of the posterior, the one nearest its middle" in point
    assert named.summary.replicates == 20
    assert named.summary.as_json()["run"]["seed"] == 3


@pytest.mark.usefixtures("made_up")
def test_a_seed_that_nobody_gave_is_drawn_and_told():
    seeds = {sim.run("sma11", replicates=2).plan.seed for _ in range(3)}
    assert len(seeds) == 3


@pytest.mark.usefixtures("made_up")
def test_it_tells_how_far_it_is_and_stops_when_asked():
    told = []
    sim.run("sma11", replicates=3_000, seed=1, progress=lambda *seen: told.append(seen))
    assert told[0] == (0, 3_000)
    assert told[-1] == (3_000, 3_000)
    with pytest.raises(Interrupted, match="sma11: stopped"):
        sim.run("sma11", replicates=3_000, seed=1, progress=lambda *_: None, stop=lambda: True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"draws": "prior"}, "draws: found 'prior'; allowed: 'posterior' or 'point'"),
        ({"replicates": 0}, "replicates: found 0; allowed: 1 to"),
        ({"seed": -1}, "seed: found -1; allowed: 0 to"),
        ({"set": ["step_dayz=1"]}, "Did you mean 'step_days'"),
    ],
)
def test_bad_arguments_are_named(arguments, words):
    with pytest.raises(ScenarioError, match=words):
        sim.run("sma11", **{"replicates": 2, **arguments})
