"""Sets of parameters under the same luck are scenarios with one set each."""

from dataclasses import replace

import numpy as np

from sim.calibration.inference.prior import prior_of
from sim.engine.batch import simulate
from sim.engine.sets import simulate_sets
from sim.outcome import NAMES
from sim.prepare import prepare
from tests.runs import shipped


def test_each_set_meets_the_luck_that_a_scenario_with_its_draws_alone_meets():
    prepared = prepare(shipped("sma11"))
    prior = prior_of(prepared.scenario.parameters)
    draws = prior.records(prior.draw(1, 0, 12), prepared.scenario.host.name)
    found = simulate_sets(prepared, draws, 5, 3)
    assert found.shape == (12, len(NAMES))
    for first in range(0, 12, 3):
        alone = simulate(replace(prepared, draws=draws[first : first + 3]), 5, 0, 3)
        assert np.array_equal(found[first : first + 3], alone, equal_nan=True)
