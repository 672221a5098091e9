"""The prior that the parameters file states, and simulated records drawn with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kstest

from sim.calibration.backtest.cores import CORES
from sim.calibration.inference.prior import UNREAD, free_of
from sim.calibration.inference.simulated import load_episodes, play_records, simulate_records
from sim.errors import ScenarioError
from sim.rules.parameters import PARAMETER_NAMES
from sim.scenario.load import load_scenario

SCENARIOS = Path("scenarios")


@pytest.fixture(scope="module")
def episodes():
    return load_episodes(SCENARIOS)


def test_free_are_the_assumed_parameters_alone(episodes):
    shared = load_scenario(SCENARIOS / "sma11.toml").scenario.parameters
    prior = episodes.prior
    assert "lapse_host" in prior.names
    for name in ("provocation_rate", "vote_level", "signature_mean_days", "funds_days"):
        assert name not in prior.names
    free = [name for name in PARAMETER_NAMES if getattr(shared, name).source == "assumed"]
    assert list(free_of(shared)) == free
    assert list(prior.names) == [name for name in free if name != "concession_exponent"]
    assert prior.central["fair_growth"] == shared.fair_growth.value


@pytest.mark.parametrize("core", CORES)
def test_each_core_is_fitted_by_what_it_reads(core):
    """The pace of concession: what a core does not read changes no negotiation of it, and is not free."""
    episodes = load_episodes(SCENARIOS, CORES[core])
    unread = set(free_of(episodes.prepared[9].scenario.parameters)) - set(episodes.prior.names)
    assert unread == set(UNREAD[episodes.prepared[9].scenario.policy])
    one = episodes.only((9,))
    for name in unread:
        twice = episodes.prior.records(episodes.prior.draw(2, 0, 6))
        before = play_records(one, twice, 1)[9].copy()
        twice[name] *= 2.0
        assert np.array_equal(play_records(one, twice, 1)[9], before, equal_nan=True), name


def test_draws_are_even_over_the_ranges_and_numbered(episodes):
    prior = episodes.prior
    draws = prior.draw(3, 0, 4000)
    assert (draws >= prior.low).all()
    assert (draws <= prior.high).all()
    assert kstest(prior.share(draws)[:, 7], "uniform").pvalue > 0.001
    assert np.array_equal(prior.draw(3, 1500, 20), draws[1500:1520])
    assert not np.array_equal(prior.draw(4, 0, 20), draws[:20])
    assert prior.at(prior.share(draws[:5])) == pytest.approx(draws[:5])


def test_records_keep_what_is_not_free(episodes):
    prior = episodes.prior
    draws = prior.draw(1, 0, 3)
    records = prior.records(draws)
    assert records["lapse_host"].tolist() == draws[:, prior.names.index("lapse_host")].tolist()
    assert set(records["provocation_rate"]) == {prior.central["provocation_rate"]}


def test_a_record_depends_on_its_row_alone(episodes):
    draws = episodes.prior.draw(1, 0, 2300)
    some = episodes.only((9, 11))
    whole = simulate_records(some, draws, seed=2, workers=2)
    part = simulate_records(some, draws[1200:1210], seed=2, first=1200)
    assert set(whole) == {9, 11}
    for number in whole:
        assert np.array_equal(whole[number][1200:1210], part[number], equal_nan=True)


def test_scenarios_that_do_not_share_their_parameters_are_refused(tmp_path):
    for file in SCENARIOS.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    own = (tmp_path / "sma09.toml").read_text(encoding="utf-8").replace('"historical"', '"counterfactual"')
    (tmp_path / "sma09.toml").write_text(own + "\n[parameters]\nlapse_host = 0.03\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="agreement 9"):
        load_episodes(tmp_path)
