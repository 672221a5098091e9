"""Forecasts to beat give what a reader would write down from the record."""

import numpy as np
import pytest

from sim.calibration.backtest.baselines import climatology, faratin, last_time, nearest
from sim.calibration.inference.targets import targets_of
from sim.history.keys import KOREAN
from sim.outcome import INDEX, NAMES
from tests.unit.calibration.posteriors import SCENARIOS

KEYS = ("korea-9", "japan-2011")
TARGETS = {target.name: target for target in targets_of((*KOREAN, "japan-1996", "japan-2022"))}


def test_climatology_is_the_other_four():
    assert sorted(climatology(TARGETS["korea-10.agreement_day"])) == [-455, -41, 11, 432]
    assert sorted(climatology(TARGETS["korea-8.rounds"])) == [8, 9, 10, 10]
    assert climatology(TARGETS["korea-11.refused"]).tolist() == [0, 0, 0, 0]
    assert climatology(TARGETS["korea-11.refused_rise"]).tolist() == [0, 0, 0, 0], (
        "no text was refused: the stated value"
    )


@pytest.mark.parametrize(
    ("name", "value", "of"),
    [
        ("korea-12.agreement_day", 432, "korea-11"),
        ("korea-9.rise_annualised", 0.025, "korea-8"),
        ("korea-11.term_years", 1, "korea-10"),
        (
            "korea-8.agreement_day",
            -9,
            "korea-4",
        ),  # 1998-12-22, nine days before expiry: the last day on record before the 8th
        ("korea-8.signature_lag", 65, "korea-4"),
        ("korea-8.rise_annualised", 0.061, "korea-4"),  # in dollars, in which it was fixed: 314 to 333 M$
        ("japan-2022.agreement_day", -42, "japan-2021"),
    ],
)
def test_last_time_is_the_last_value_on_record(name, value, of):
    found = last_time(TARGETS[name])
    assert found is not None
    assert (found.value, found.of) == (pytest.approx(value), of)


def test_last_time_of_the_8th_lacks_what_no_table_holds():
    assert last_time(TARGETS["korea-8.rounds"]) is None
    assert last_time(TARGETS["korea-8.escalator"]) is None


def test_nearest_keeps_the_rows_of_least_distance():
    targets = [TARGETS["korea-9.agreement_day"], TARGETS["korea-9.rounds"]]
    simulated = np.array([[400.0, 2.0], [11.0, 10.0], [20.0, 10.0], [11.0, 13.0]])
    assert nearest(targets, simulated, 0.5).tolist() == [1, 2]
    assert nearest(targets, simulated, 0.01).tolist() == [1], "at least one"


def test_the_plain_model_has_no_refusals_and_takes_no_look_at_what_it_forecasts():
    outcomes = faratin(SCENARIOS, 30, 1, 1_000, table=200, workers=2)
    assert tuple(outcomes) == KOREAN
    assert all(table.shape == (30, len(NAMES)) for table in outcomes.values())
    assert all(np.nansum(table[:, INDEX.guest_refusals]) == 0 for table in outcomes.values())


def test_workers_do_not_change_the_plain_model():
    one, two = (faratin(SCENARIOS, 12, 1, 0, table=100, workers=workers, keys=KEYS) for workers in (1, 2))
    for key in one:
        np.testing.assert_array_equal(one[key], two[key])
