"""Both runners give the same outcomes, bit for bit, on random scenarios.

A failure prints the arguments of `shuffled`, which make the scenario again.
"""

import pytest
from hypothesis import HealthCheck, given, note, settings

from sim.prepare import prepare
from tests.parity.random_dates import random_calendars, shuffled
from tests.parity.runners import by_engine, by_model, differences

REPLICATES = (0, 1, 1_000_003)
SETTINGS = {"deadline": None, "derandomize": True, "suppress_health_check": [HealthCheck.too_slow]}


def agree(arguments):
    scenario = shuffled(*arguments)
    prepared = prepare(scenario)
    seed = arguments[1] % 7
    ours, theirs = by_model(prepared, seed, REPLICATES), by_engine(prepared, seed, REPLICATES)
    note(f"scenario: shuffled{arguments}, seed {seed}")
    assert differences(ours, theirs) == ""


@settings(max_examples=30, **SETTINGS)
@given(random_calendars())
def test_both_runners_agree_on_a_random_scenario(arguments):
    agree(arguments)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@settings(max_examples=2000, **SETTINGS)
@given(random_calendars())
def test_both_runners_agree_on_many_random_scenarios(arguments):
    agree(arguments)
