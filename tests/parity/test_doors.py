"""One answer: every way to run a scenario gives the same negotiation for the same file, seed and replicate."""

import json

import numpy as np
import pytest

import sim
import sim.experiments.ablation as ablation
from sim import NegotiationModel, load_results, load_scenario, simulate
from sim.outcome import COLUMNS, NAMES
from sim.prepare import prepare
from tests.posteriors import DRAWS, put
from tests.runs import SCENARIOS
from tests.unit.cli.shell import sma

SMA11 = SCENARIOS / "sma11.toml"
SEED, REPLICATE = 5, DRAWS + 2  # past the last draw, so that the first are taken again
NUMBERS = tuple(column.name for column in COLUMNS if column.kind in ("int", "real"))
STUDY = f"""\
name = "steps"
title = "The base and another step"
scenario = "{SMA11.as_posix()}"
design = "list"
replicates = {REPLICATE + 1}
seed = {SEED}
outputs = "all"
[[factors]]
name = "step"
path = "step_days"
kind = "integer"
values = [7, 14]
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(monkeypatch, tmp_path / "posterior.parquet")
    return tmp_path


def stepped(draws):
    model = NegotiationModel(load_scenario(SMA11, draws=draws).scenario, SEED, REPLICATE, record=False)
    return model.run()._asdict()


def in_a_block(draws):
    rows = simulate(prepare(load_scenario(SMA11, draws=draws).scenario), SEED, 0, REPLICATE + 1)
    return dict(zip(NAMES, rows[REPLICATE], strict=True))


def run(*words):
    assert sma("run", SMA11, "--seed", SEED, "--replicates", REPLICATE + 1, "--no-figures", "--out", "r", *words) == 0
    return load_results("r").frame.iloc[REPLICATE]


def traced(capsys, *words):
    capsys.readouterr()
    assert sma("trace", SMA11, "--seed", SEED, "--replicate", REPLICATE, "--format", "json", *words) == 0
    return json.loads(capsys.readouterr().out)["outcome"]


def compared(monkeypatch, *words):
    import sim.experiments.comparison as comparison

    frames = []
    made = comparison.outcomes_of_world

    def kept(*arguments):
        frames.append(made(*arguments))
        return frames[-1]

    monkeypatch.setattr(comparison, "outcomes_of_world", kept)
    size = ("--replicates", REPLICATE + 1, "--explain", 0, "--no-figures")
    assert sma("compare", SMA11, "--against", "host_elections=[]", "--seed", SEED, *size, *words) == 0
    return frames[0].iloc[REPLICATE]


def ablated(monkeypatch, *words):
    """The first world of an ablation is the scenario as it is given."""
    tables = []

    def kept(*arguments):
        tables.append(simulate(*arguments))
        return tables[-1]

    monkeypatch.setattr(ablation, "simulate", kept)
    size = ("--replicates", REPLICATE + 1, "--group", "ahead=waiting", "--no-figures", "--workers", 1)
    assert sma("ablate", SMA11, "--seed", SEED, *size, *words) == 0
    return dict(zip(NAMES, tables[0][REPLICATE], strict=True))


def swept(here, *words):
    (here / "study.toml").write_text(STUDY, encoding="utf-8")
    assert sma("sweep", "study.toml", "--workers", 1, "--out", "s", *words) == 0
    frame = load_results("s").outcomes()
    return frame[(frame["point"] == 0) & (frame["replicate"] == REPLICATE)].iloc[0]


@pytest.mark.parametrize("draws", [None, "point"])
def test_every_door_leads_to_the_same_negotiation(here, monkeypatch, capsys, draws):
    words = () if draws is None else ("--draws", draws)
    expected = in_a_block(draws)
    found = {
        "NegotiationModel": stepped(draws),
        "sim.run": sim.run(SMA11, replicates=REPLICATE + 1, seed=SEED, draws=draws).frame.iloc[REPLICATE],
        "sma run": run(*words),
        "sma trace": traced(capsys, *words),
        "sma compare": compared(monkeypatch, *words),
        "sma ablate": ablated(monkeypatch, *words),
        "sma sweep": swept(here, *words),
    }
    for door, outcome in found.items():
        for name in NUMBERS:
            value = np.nan if outcome[name] is None else float(outcome[name])
            places = 11 if door == "sma trace" else 0
            np.testing.assert_allclose(value, expected[name], rtol=0, atol=places and 1e-11, err_msg=f"{door}: {name}")


def test_the_two_sets_are_told_apart():
    """Else the test above would hold whatever a door does."""
    assert in_a_block(None)["utility_host"] != in_a_block("point")["utility_host"]
