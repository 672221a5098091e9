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
from sim.history.keys import KOREAN
from sim.history.tables import KOREA
from sim.rules.parameters import PARAMETER_NAMES
from sim.scenario.load import load_scenario

SCENARIOS = Path("scenarios")
NINTH = "korea-9"


@pytest.fixture(scope="module")
def episodes():
    return load_episodes(SCENARIOS, keys=("korea-9", "korea-11", "japan-2011"))


def test_free_are_the_assumed_parameters_alone(episodes):
    shared = load_scenario(SCENARIOS / "sma11.toml").scenario.parameters
    prior = episodes.prior
    assert "lapse_host" in prior.names
    for name in ("provocation_rate", "vote_level", "signature_mean_days", "funds_days"):
        assert name not in prior.names
    free = [name for name in PARAMETER_NAMES if getattr(shared, name).source == "assumed"]
    assert list(free_of(shared)) == free
    assert list(prior.parameters) == [name for name in free if name != "concession_exponent"]
    assert prior.central["fair_growth"] == shared.fair_growth.value


@pytest.mark.parametrize("core", CORES)
def test_each_core_is_fitted_by_what_it_reads(core):
    """The pace of concession: what a core does not read changes no negotiation of it, and is not free."""
    one = load_episodes(SCENARIOS, CORES[core], keys=(NINTH,))
    scenario = one.prepared[NINTH].scenario
    unread = set(free_of(scenario.parameters)) - set(one.prior.names)
    assert unread == set(UNREAD[scenario.policy])
    for name in unread:
        twice = one.prior.records(one.prior.draw(2, 0, 6), KOREA)
        before = play_records(one, {KOREA: twice}, 1)[NINTH].copy()
        twice[name] *= 2.0
        assert np.array_equal(play_records(one, {KOREA: twice}, 1)[NINTH], before, equal_nan=True), name


def test_draws_are_even_over_the_ranges_and_numbered(episodes):
    prior = episodes.prior
    draws = prior.draw(3, 0, 4000)
    uniform = [prior.names.index(name) for name in prior.parameters]
    assert (draws >= prior.low)[:, uniform].all()
    assert (draws <= prior.high)[:, uniform].all()
    for column in range(len(prior.names)):
        assert kstest(prior.share(draws)[:, column], "uniform").pvalue > 1e-4, prior.names[column]
    assert np.array_equal(prior.draw(3, 1500, 20), draws[1500:1520])
    assert not np.array_equal(prior.draw(4, 0, 20), draws[:20])
    assert prior.at(prior.share(draws[:5])) == pytest.approx(draws[:5])


def test_records_keep_what_is_not_free(episodes):
    prior = episodes.prior
    draws = prior.draw(1, 0, 3)
    records = prior.records(draws, KOREA)
    assert records["lapse_host"].tolist() == draws[:, prior.names.index("lapse_host")].tolist()
    assert set(records["provocation_rate"]) == {prior.central["provocation_rate"]}


def test_a_record_depends_on_its_row_alone(episodes):
    draws = episodes.prior.draw(1, 0, 2300)
    some = episodes.only((NINTH, "japan-2011"))
    whole = simulate_records(some, draws, seed=2, workers=2)
    part = simulate_records(some, draws[1200:1210], seed=2, first=1200)
    assert set(whole) == {NINTH, "japan-2011"}
    for key in whole:
        assert np.array_equal(whole[key][1200:1210], part[key], equal_nan=True)


def test_scenarios_that_do_not_share_their_parameters_are_refused(tmp_path):
    for file in SCENARIOS.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    own = (tmp_path / "sma09.toml").read_text(encoding="utf-8").replace('"historical"', '"counterfactual"')
    (tmp_path / "sma09.toml").write_text(own + "\n[parameters]\nlapse_host = 0.03\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="Korea 9 does not have the parameters of Korea 8"):
        load_episodes(tmp_path, keys=KOREAN)
