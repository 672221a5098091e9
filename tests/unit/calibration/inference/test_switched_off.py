"""Simulated records: what is switched off stays off, and a record is that of its own row."""

from pathlib import Path

import numpy as np

from sim.calibration.inference.simulated import load_episodes, simulate_records
from sim.scenario.switches import MECHANISMS

SCENARIOS = Path(__file__).parents[4] / "scenarios"


def test_what_is_switched_off_stays_off_in_every_draw():
    off = ("audience_cost", "public_opinion", "precedent")
    episodes = load_episodes(SCENARIOS, [f"switches.{name}=false" for name in off], keys=("korea-9", "japan-2011"))
    weights = {name for switch in off for name in MECHANISMS[switch].weights}
    assert not weights & set(episodes.prior.names), "a neutral weight is not free"
    for host in episodes.hosts:
        records = episodes.prior.records(episodes.prior.draw(1, 0, 3), host)
        assert all((records[name] == 0.0).all() for name in weights)


def test_without_switches_the_prior_is_as_it_was():
    plain, off = (
        load_episodes(SCENARIOS, overrides, keys=("korea-9",)) for overrides in ((), ("switches.audience_cost=false",))
    )
    assert set(plain.prior.names) - set(off.prior.names) == set(MECHANISMS["audience_cost"].weights) & set(
        plain.prior.names
    )


def test_a_record_is_that_of_its_row():
    episodes = load_episodes(SCENARIOS, keys=("korea-9",))
    values = episodes.prior.draw(5, 0, 6)
    together = simulate_records(episodes, values, 3, first=1_000_000_003)["korea-9"]
    alone = simulate_records(episodes, values[4:5], 3, first=1_000_000_007)["korea-9"]
    np.testing.assert_array_equal(together[4], alone[0])
