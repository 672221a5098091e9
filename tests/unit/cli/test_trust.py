"""`sma trust` and `sma identify`: what they print and write."""

import json

import numpy as np
import pandas as pd
import pytest

import sim.calibration.recovery.trials as trust
from sim.calibration.inference.posterior import Fit
from sim.calibration.recovery.ranks import DRAWS
from sim.posterior.write import write_posterior
from tests.posteriors import columns_near, prior
from tests.runs import SCENARIOS
from tests.unit.cli.shell import sma


@pytest.fixture
def blind(monkeypatch):
    """Fits that know nothing: their draws are the prior's."""

    def fit(episodes, effort, seed, workers=1, checkpoint=None, told=None, record=None):
        draws = episodes.prior.draw(seed, 0, DRAWS)
        return Fit("", draws, np.zeros((len(draws), len(episodes.prepared))), (0.0, 1.0), (1.0, 0.3), (0.0, 0.0))

    monkeypatch.setattr(trust, "fit", fit)
    monkeypatch.setattr(trust, "FORESEEN", 1)


def test_trust_prints_and_writes_what_the_trials_show(blind, tmp_path, capsys):
    page = tmp_path / "docs" / "trust.md"
    options = ("--scenarios", SCENARIOS, "--out", tmp_path / "trust", "--fits", 3, "--page", page)
    assert sma("trust", *options) == 0
    out, _ = capsys.readouterr()
    assert "80% intervals hold the truth in: all parameters" in out
    assert "too few to test the ranks of single parameters" in out
    files = {path.name for path in (tmp_path / "trust").iterdir()}
    assert {"trust.json", "parameters.csv", "coverage.csv", "ranks.png", "recovery.svg", "trials"} <= files
    covered = pd.read_csv(tmp_path / "trust" / "coverage.csv")
    row = covered[(covered["pool"] == "all parameters") & (covered["level"] == 0.8)].iloc[0]
    assert row["share"] == pytest.approx(0.8, abs=0.1), "draws of the prior hold truths of the prior as they should"
    text = page.read_text(encoding="utf-8")
    assert "sma trust --fits 3 --seed 1" in text
    assert str(tmp_path) not in text
    assert f"| {prior().names[0]} | no |" in text
    assert "in 3 trials" in text or "3 trials." in text
    assert sma("trust", *options, "--json", "--no-figures") == 0
    assert json.loads(capsys.readouterr().out)["fits"] == 3
    assert sma("trust", *options, "--seed", 2) == 5
    assert "another seed, effort, scenario or version" in capsys.readouterr().err


def test_trust_refuses_fewer_walkers_than_the_sampler_needs(tmp_path, capsys):
    assert sma("trust", "--scenarios", SCENARIOS, "--out", tmp_path, "--walkers", 50) == 2
    assert "twice as many" in capsys.readouterr().err


def test_identify_prints_and_writes_what_the_record_leaves_open(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sim.calibration.identification.patterns.RESAMPLED", 5)
    monkeypatch.setattr("sim.calibration.identification.contraction.RESAMPLES", 5)
    monkeypatch.setattr("sim.calibration.identification.contraction.CHANCE", 5)
    monkeypatch.setattr("sim.calibration.identification.insensitive.insensitive", lambda episodes: ("habit",))
    file, page = tmp_path / "own.parquet", tmp_path / "identified.md"
    names, values = columns_near(40)
    write_posterior(file, names, {"": values}, {"effort": {"settings": {"walkers": 20}}})
    options = ("--scenarios", SCENARIOS, "--scenario", SCENARIOS / "sma11.toml", "--posterior", file)
    sizes = ("--replicates", 2, "--checks", 20, "--out", tmp_path / "identify", "--page", page)
    assert sma("identify", *options, *sizes) == 0
    out, _ = capsys.readouterr()
    assert "Patterns of the record" in out
    assert "Parameters by kind" in out
    assert "No target depends on these" in out
    assert "of which 20 count as independent" in out
    assert "Measurements that would help, ranked" in out
    files = {path.name for path in (tmp_path / "identify").iterdir()}
    tables = {f"{name}.csv" for name in ("kinds", "contraction", "knowing_rise", "measurements")}
    assert {"identify.json", "patterns.png", *tables} <= files
    told = json.loads((tmp_path / "identify" / "identify.json").read_text(encoding="utf-8"))
    parameters = {row["parameter"] for row in told["contraction"]}
    assert {"lapse_host", "fair_growth@Japan", "fair_growth@Republic of Korea"} <= parameters
    assert "fair_growth" not in parameters, "of what differs by host its hosts stand there"
    text = page.read_text(encoding="utf-8")
    assert "sma identify" in text
    assert str(tmp_path) not in text
    assert "polls on the price of a deal" in text


def test_identify_refuses_draws_that_are_too_few_or_of_other_parameters(tmp_path, capsys):
    few, other = tmp_path / "few.parquet", tmp_path / "other.parquet"
    names, values = columns_near(30)
    write_posterior(few, names, {"": values[:5]}, {})
    write_posterior(other, names[:3], {"": values[:, :3]}, {})
    assert sma("identify", "--scenarios", SCENARIOS, "--posterior", few, "--out", tmp_path / "a") == 4
    assert "are too few" in capsys.readouterr().err
    assert sma("identify", "--scenarios", SCENARIOS, "--posterior", other, "--out", tmp_path / "a") == 4
    assert "holds no draws of" in capsys.readouterr().err
