"""All posteriors together, and that the shipped draws are what they give."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from sim.calibration.estimation.north import FULL, fit, recorded
from sim.calibration.estimation.outside import fit_outside
from sim.compiled import INTERPRETED
from sim.posterior.outside import GROUPS, read_outside
from sim.timeline.days import day_of
from tests.runs import loaded

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many searches over many days")
STEPS = ("2014-01-01", "2022-01-01")  # of the base rate; the search for them is tested where the fit is


@pytest.fixture(scope="module")
def found():
    record = recorded(loaded("sma12").scenario.intervals)
    model = FULL.with_breaks(*(day_of(date.fromisoformat(day), record.first) for day in STEPS))
    north = SimpleNamespace(record=record, model=model, top=fit(record, model))
    return fit_outside({number: loaded(f"sma{number:02}").scenario for number in (9, 10, 11)}, north, seed=1)


def test_the_shipped_draws_are_what_the_fit_gives(found):
    shipped = read_outside()
    assert shipped.names == found.names
    spread = found.values.std(axis=0)
    assert (np.abs(shipped.values.mean(axis=0) - found.values.mean(axis=0)) < 0.15 * spread).all()
    assert shipped.values.std(axis=0) == pytest.approx(spread, rel=0.15)


def test_a_row_for_every_parameter(found):
    rows = found.table(loaded("sma12").scenario)
    assert [row["parameter"] for row in rows] == [name for names in GROUPS.values() for name in names]
    assert all(row["low"] < row["median"] < row["high"] for row in rows)
    assert found.records["tallies"] == 3
    assert min(found.effective.values()) > 600
