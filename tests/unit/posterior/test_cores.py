"""Draws of the parameters belong to the behaviour they were fitted with."""

import numpy as np
import pytest

from sim.calibration.backtest.cores import CORES
from sim.errors import ScenarioError
from sim.posterior import draws
from sim.posterior.cores import FITTED, core_of, posterior_of
from sim.posterior.draws import draws_of, posterior_for, read_posterior, shipped_digest
from sim.prepare import prepare
from tests.posteriors import put
from tests.runs import shipped

DRAWN = "parameter_draws=posterior"


def test_each_core_is_the_one_its_draws_are_calibrated_with():
    assert list(FITTED) == list(CORES)
    for core, overrides in CORES.items():
        assert core_of(shipped("sma11", *overrides)) == core


@pytest.mark.parametrize("core", CORES)
def test_a_run_takes_the_draws_of_its_own_core(core):
    scenario = shipped("sma11", DRAWN, *CORES[core])
    own = read_posterior(posterior_of(core, draws.SHIPPED), host=scenario.host.name)
    found = posterior_for(scenario)
    assert found is not None
    assert found.names == own.names
    assert np.array_equal(found.values, own.values)
    assert draws_of(scenario) == len(own.values)
    prepared = prepare(scenario)
    column = own.names.index("discount_host")
    assert prepared.draws["discount_host"].tolist() == own.values[:, column].tolist()


def test_the_cores_have_different_draws():
    first = [float(prepare(shipped("sma11", DRAWN, *CORES[core])).draws["discount_host"][0]) for core in CORES]
    assert len(set(first)) == len(CORES)


@pytest.mark.parametrize("pair", [("waiting", "alternating"), ("tactics", "random"), ("equilibrium", "random")])
def test_behaviour_without_draws_of_its_own_is_refused_with_a_remedy(pair):
    policy, protocol = pair
    scenario = shipped("sma11", DRAWN, f"policy={policy}", f"protocol={protocol}")
    with pytest.raises(
        ScenarioError, match=f'no posterior draws .* "{policy}" and protocol "{protocol}".*parameter_draws=central'
    ):
        prepare(scenario)
    central = shipped("sma11", f"policy={policy}", f"protocol={protocol}")
    assert len(prepare(central).draws) == 1


def test_other_draws_of_any_core_make_another_digest(tmp_path, monkeypatch):
    put(monkeypatch, tmp_path / "p.parquet")
    alone = shipped_digest()
    (tmp_path / "p-tactics.parquet").write_bytes((tmp_path / "p.parquet").read_bytes())
    draws._digest.cache_clear()
    assert shipped_digest() != alone
