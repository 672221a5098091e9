"""How many parameters there are of which kind."""

from sim.calibration.identification.kinds import MOST_FREE, kinds_of
from sim.calibration.inference.prior import UNREAD, prior_of
from sim.history.keys import HOSTS
from sim.posterior.hosts import parameter_of
from sim.posterior.outside import coordinates
from sim.rules.parameters import PARAMETER_NAMES
from tests.runs import shipped


def test_every_parameter_is_of_one_kind_and_few_are_free():
    found = kinds_of(shipped("sma11").parameters)
    outside = [name for names in found.outside.values() for name in names]
    free = [name for name in found.free if name == parameter_of(name)]
    assert sorted([*free, *outside, *found.held]) == sorted(PARAMETER_NAMES)
    assert len(found.free) <= MOST_FREE == 40, "values by host and their spread included"
    assert {group: len(names) for group, names in found.outside.items()} == coordinates()


def test_free_are_the_coordinates_of_all_cores():
    free = kinds_of(shipped("sma11").parameters).free
    assert {"concession_rate", "concession_exponent", "lapse_host"} <= set(free)
    assert {"fair_growth.spread", "fair_growth@Japan", "fair_growth@Republic of Korea"} <= set(free)
    assert not {"funds_days", "walkout_chance", "vote_level", "spacing_least", "fair_growth@new"} & set(free)


def test_fits_of_all_cores_together_ask_for_no_more_coordinates():
    parameters = shipped("sma11").parameters
    every = {name for policy in UNREAD for name in prior_of(parameters, policy, HOSTS).names}
    assert len(every) <= MOST_FREE
