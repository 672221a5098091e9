"""Both runners give the same outcomes, bit for bit, on every shipped scenario."""

import numpy as np
import pytest

from sim.engine.batch import simulate
from sim.prepare import prepare
from tests.parity.runners import by_model, differences
from tests.runs import LIBRARY, SHIPPED, shipped

VARIANTS = (
    (),
    ("provocations.mode=none", "switches.capped_demand=false", "switches.outside_option=false"),
    (
        "provocations.mode=simulate", "step_days=1", "parameters.vote_level=-3", "parameters.leader_spread=0.05",
        "parameters.walkout_chance=1", "parameters.provocation_discord=1",
    ),
    ("policy=tactics",),
)  # fmt: skip
AS_OF = (  # the first day and the last, a handover, a furlough, rounds behind and ahead
    ("sma08", "2008-07-21"), ("sma08", "2008-11-19"), ("sma09", "2013-12-20"), ("sma10", "2018-12-31"),
    ("sma10", "2019-02-03"), ("sma11", "2020-04-02"), ("sma11", "2020-06-14"), ("sma11", "2021-01-20"),
    ("sma11", "2021-01-25"), ("sma11", "2021-02-10"), ("sma11", "2021-03-06"), ("sma12", "2024-08-30"),
)  # fmt: skip


@pytest.mark.parametrize("count", [15, pytest.param(50, marks=pytest.mark.slow)])
@pytest.mark.parametrize("seed", [0, 2**63 - 1])
@pytest.mark.parametrize("name", SHIPPED)
def test_both_runners_agree_on_a_shipped_scenario(name, seed, count):
    prepared = prepare(shipped(name))
    assert differences(by_model(prepared, seed, range(count)), simulate(prepared, seed, 0, count)) == ""


@pytest.mark.parametrize("overrides", VARIANTS[1:], ids=" ".join)
@pytest.mark.parametrize("name", SHIPPED)
def test_both_runners_agree_with_other_modes(name, overrides):
    prepared = prepare(shipped(name, *overrides))
    assert differences(by_model(prepared, 1, range(8)), simulate(prepared, 1, 0, 8)) == ""


@pytest.mark.parametrize("count", [8, pytest.param(20, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("name", "day"), AS_OF)
def test_both_runners_agree_from_a_day_on_record_on(name, day, count):
    prepared = prepare(shipped(name, f"as_of={day}", "parameters.leader_spread=0.05"))
    assert differences(by_model(prepared, 1, range(count)), simulate(prepared, 1, 0, count)) == ""


@pytest.mark.parametrize("name", LIBRARY)
def test_both_runners_agree_on_every_other_scenario(name):
    prepared = prepare(shipped(name))
    assert differences(by_model(prepared, 1, range(6)), simulate(prepared, 1, 0, 6)) == ""


def test_both_runners_agree_on_replicates_far_out():
    prepared = prepare(shipped("sma11"))
    first = 2**40
    ours = by_model(prepared, 1, range(first, first + 5))
    assert differences(ours, simulate(prepared, 1, first, 5)) == ""


def test_differences_names_replicate_column_and_both_values():
    one = simulate(prepare(shipped("sma11")), 1, 0, 2)
    other = one.copy()
    other[1, 9] = np.nextafter(other[1, 9], 1.0)
    assert differences(one, one.copy()) == ""
    assert differences(one, other).startswith("replicate 1, rise: ")
