"""How many parameters there are of which kind."""

from sim.calibration.identification.kinds import MOST_FREE, kinds_of
from sim.posterior.outside import coordinates
from sim.rules.parameters import PARAMETER_NAMES
from tests.runs import shipped


def test_every_parameter_is_of_one_kind_and_few_are_free():
    found = kinds_of(shipped("sma11").parameters)
    outside = [name for names in found.outside.values() for name in names]
    assert sorted([*found.free, *outside, *found.held]) == sorted(PARAMETER_NAMES)
    assert len(found.free) <= MOST_FREE == 40
    assert {group: len(names) for group, names in found.outside.items()} == coordinates()


def test_free_are_the_coordinates_of_all_cores():
    free = kinds_of(shipped("sma11").parameters).free
    assert {"concession_rate", "concession_exponent", "lapse_host"} <= set(free)
    assert not {"funds_days", "walkout_chance", "vote_level", "spacing_least"} & set(free)
