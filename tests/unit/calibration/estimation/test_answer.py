"""The North's answer to discord in the talks, and the draws of its parameters."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from sim.calibration.estimation.answer import NORTH, PRIOR_SD, answer, north
from sim.calibration.estimation.north import (
    ANSWERED,
    DISCORD,
    EXCITATION,
    NEUTRAL,
    Model,
    answered_days,
    discords,
    drawn,
    factor,
)
from sim.compiled import INTERPRETED
from sim.timeline.states import ACTS_ON_NORTH
from tests.unit.calibration.estimation.records import FIRST, SEED, SHARES, made

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many searches over many days")
EXCITED = Model("excited", ("rate", *EXCITATION))
TRUE = NEUTRAL | {"rate": 20.0, "branching": 0.3, "half_life": 8.0, DISCORD: 0.8}


def with_discord(values, years=60, replicate=0):
    """A record drawn with discord every second year."""
    empty = made(years, EXCITED, replicate=replicate, rate=1.0)
    flags = answered_days(FIRST, empty.days, [FIRST + timedelta(days=730 * n + 200) for n in range(years // 2)])
    return drawn(replace(empty, discord=flags), EXCITED, values, SHARES, SEED, replicate)


def test_discord_on_record():
    assert discords() == (
        date(2013, 12, 31), date(2018, 12, 31), date(2019, 11, 19), date(2019, 12, 31), date(2020, 3, 31),
    )  # fmt: skip


def test_the_north_answers_from_the_day_after_for_as_long_as_the_engine_lets_it():
    flags = answered_days(date(2020, 1, 1), 100, [date(2019, 12, 1), date(2020, 1, 31)])
    last = 31 - 1 + ANSWERED
    assert np.flatnonzero(flags).tolist() == [*range(ANSWERED - 30), *range(31, last + 1)]


def test_the_rate_after_discord_is_exp_of_the_answer_times_what_it_was():
    record = with_discord(TRUE)
    by_day = factor(record, EXCITED, TRUE) / factor(record, EXCITED, TRUE | {DISCORD: 0.0})
    assert by_day[record.discord] == pytest.approx(np.exp(0.8))
    assert (by_day[~record.discord] == 1.0).all()


def test_a_known_answer_is_found():
    plain = answer(with_discord(TRUE), EXCITED, TRUE, prior=False)
    assert plain.low < 0.8 < plain.high
    assert plain.error < 0.3


def test_without_discord_on_record_the_prior_is_what_remains():
    found = answer(made(20, EXCITED, rate=20.0, branching=0.3), EXCITED, TRUE)
    assert found.value == pytest.approx(0.0, abs=1e-3)
    assert found.error == pytest.approx(PRIOR_SD, rel=0.01)


def test_the_prior_draws_towards_no_answer():
    record = with_discord(TRUE, years=20)
    plain, drawn_in = (answer(record, EXCITED, TRUE, prior) for prior in (False, True))
    assert abs(drawn_in.value) < abs(plain.value)
    assert drawn_in.error < plain.error


def test_draws_lie_about_the_truth():
    """Within three errors of the draws themselves."""
    factors = dict.fromkeys(ACTS_ON_NORTH, 1.0)
    found = north(with_discord(TRUE), EXCITED, TRUE, factors, 1, 600)
    assert found.names == NORTH
    for name, true in (("rate", 20.0), ("branching", 0.3), ("half_life", 8.0), ("discord", 0.8)):
        column = found.of(f"provocation_{name}")
        assert abs(column.mean() - true) < 3 * column.std(), name
    for level in range(4):
        column = found.of(f"severity_{level + 1}")
        assert abs(column.mean() - SHARES[level]) < 3 * column.std()
    assert (found.values[:, -4:].sum(axis=1) < 1.0).all()
    assert (found.of("provocation_severity") >= 0.0).all()
