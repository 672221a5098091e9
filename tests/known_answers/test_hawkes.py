"""The fit of provocations finds the parameters that made a record, and its likelihood is that of the formula."""

import math

import numpy as np
import pytest

from sim.calibration.estimation.breaks import search
from sim.calibration.estimation.maximum import estimates
from sim.calibration.estimation.north import NEUTRAL, PLAIN, Model, chance_by_day, factor, fit, likelihood
from sim.calibration.estimation.residuals import residuals, verdict
from sim.compiled import INTERPRETED
from sim.rules.payment import DAYS_PER_YEAR
from tests.unit.calibration.estimation.records import SHARES, made

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many days, and many searches over them")
EXCITING = Model("test", ("rate", "branching", "half_life", "detente", "exercise", "winter"))
TRUTH = {
    "rate": 20.0, "branching": 0.45, "half_life": 8.0, "severity": 0.2, "detente": 0.3, "exercise": 1.8, "winter": 0.6,
}  # fmt: skip


def plain_log_likelihood(record, values, by_day):
    """The formula written out: each day sums over all earlier provocations."""
    total = 0.0
    past = []
    for day, severity in enumerate(record.severity):
        excitation = 0.0
        for then, size in past:
            jump = values["branching"] * math.log(2) / values["half_life"] * (1 + values["severity"] * (size - 2))
            excitation += max(jump, 0.0) * 2 ** (-(day - then) / values["half_life"])
        hazard = values["rate"] * by_day[day] / DAYS_PER_YEAR + excitation
        total += math.log(1 - math.exp(-hazard)) if severity else -hazard
        if severity:
            past.append((day, severity))
    return total


@pytest.mark.parametrize("growth", [0.0, 0.2, 1.5])
def test_the_likelihood_is_that_of_the_formula(growth):
    values = NEUTRAL | TRUTH | {"severity": growth, "before_1": 0.4}
    model = EXCITING.with_breaks(800)
    record = made(6, model, **values)
    assert record.came.sum() > 20
    by_day = factor(record, model, values)
    assert by_day[:800].max() <= 0.4 * 1.8
    expected = plain_log_likelihood(record, values, by_day)
    assert likelihood(record, model)(values) == pytest.approx(expected, abs=1e-8)


def test_the_fit_recovers_the_parameters_that_made_the_record():
    """Every parameter within four of its standard errors, and the errors small enough to mean something."""
    model = Model("test", (*EXCITING.free, "severity"))
    record = made(150, model, **TRUTH)
    top = fit(record, model)
    for each in estimates(likelihood(record, model), top):
        assert each.error is not None
        assert abs(each.value - TRUTH[each.name]) <= 4 * each.error, each
        assert each.error <= 0.35 * max(TRUTH[each.name], 0.5), each
        assert each.low < each.value < each.high


def test_a_record_without_excitation_gives_branching_near_none():
    record = made(100, EXCITING, rate=20.0)
    top = fit(record, Model("test", ("rate", "branching", "half_life")))
    assert top.values["branching"] < 0.1
    assert top.log_likelihood - fit(record, PLAIN).log_likelihood < 4.0


def test_a_step_in_the_base_rate_is_found_where_it_is_and_not_where_there_is_none():
    """A rate three times as high from the twelfth year on; the search looks at half-years."""
    model = Model("test", ("rate", "branching", "half_life"))
    values = {"rate": 30.0, "branching": 0.3, "half_life": 8.0}
    broken = made(20, model.with_breaks(4383), **values, before_1=0.33)
    found = search(broken, model, SHARES, seed=1, draws=3)
    assert found.found is False, "three drawn records are too few to hold at 5%"
    assert found.p == 0.25, "and none of them has a ratio like that of the record"
    assert found.ratio > 30.0
    assert abs((found.on - broken.date_of(4383)).days) <= 400
    assert found.best.values["before_1"] == pytest.approx(0.33, abs=0.15)
    smooth = search(made(20, model, **values), model, SHARES, seed=1)
    assert smooth.ratio < 12.0


def test_residuals_of_the_true_model_are_uniform_and_those_of_a_wrong_one_are_not():
    model = Model("test", (*EXCITING.free, "severity"))
    record = made(60, model, **TRUTH)
    true = residuals(chance_by_day(record, model, NEUTRAL | TRUTH), record.came, seed=1)
    assert true.size == record.came.sum()
    assert verdict(true).p > 0.001
    assert abs(verdict(true).correlation) < 4 / math.sqrt(true.size)
    poisson = fit(record, PLAIN)
    wrong = verdict(residuals(chance_by_day(record, PLAIN, poisson.values), record.came, seed=1))
    assert wrong.p < 1e-6


def test_the_random_part_of_a_day_keeps_residuals_uniform_where_chances_are_high():
    """Days with a chance of a half: without the random part the waits would be multiples of log 2."""
    rng = np.random.default_rng(7)
    chance = np.full(4000, 0.5)
    came = rng.random(4000) < chance
    assert verdict(residuals(chance, came, seed=3)).p > 0.001
