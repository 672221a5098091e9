"""The search for the highest likelihood, against answers known in closed form."""

import math

import pytest

from sim.calibration.estimation.maximum import FALL, Axis, covariance, estimates, maximise

SAMPLE = (1.0, 2.0, 4.0, 5.0, 8.0)


def normal(values):
    """Log-likelihood of the sample under a normal distribution, without its constant."""
    mean, spread = values["mean"], values["spread"]
    return -sum((x - mean) ** 2 for x in SAMPLE) / (2 * spread**2) - len(SAMPLE) * math.log(spread)


AXES = (Axis("mean", "plain", -100.0, 100.0, 0.0), Axis("spread", "log", 0.01, 100.0, 1.0))


def test_a_normal_sample_gives_its_mean_its_spread_and_their_textbook_errors():
    top = maximise(normal, AXES)
    spread = math.sqrt(6.0)  # mean square of -3, -2, 0, 1, 4
    assert top.values["mean"] == pytest.approx(4.0, abs=1e-4)
    assert top.values["spread"] == pytest.approx(spread, abs=1e-4)
    assert not top.at_bound
    found = {each.name: each for each in estimates(normal, top)}
    assert found["mean"].error == pytest.approx(spread / math.sqrt(5), rel=1e-3)
    assert found["spread"].error == pytest.approx(spread / math.sqrt(10), rel=1e-3)
    assert found["spread"].low == pytest.approx(spread * math.exp(-1.96 / math.sqrt(10)), rel=1e-3)
    assert top.aic == pytest.approx(4 - 2 * normal(top.values))


def test_what_is_fixed_stays_and_has_no_error():
    top = maximise(normal, AXES[:1], {"spread": 2.0})
    assert top.values["spread"] == 2.0
    names, spread = covariance(normal, top)
    assert names == ("mean",)
    assert spread[0, 0] == pytest.approx(4.0 / 5.0, rel=1e-4)


def test_at_a_bound_the_profile_gives_the_other_limit():
    """No success in 50 trials: the likelihood (1 - p) ** 50 falls by 1.92 at p = 1 - exp(-1.92 / 50)."""
    axis = Axis("p", "plain", 0.0, 0.9, 0.3)

    def log_likelihood(values):
        return 50 * math.log1p(-values["p"])

    top = maximise(log_likelihood, [axis])
    assert top.at_bound == {"p"}
    (found,) = estimates(log_likelihood, top)
    assert (found.value, found.error, found.low) == (0.0, None, 0.0)
    assert found.high == pytest.approx(-math.expm1(-FALL / 50), abs=1e-4)


def test_a_likelihood_that_vanishes_somewhere_does_not_stop_the_search():
    def log_likelihood(values):
        return -math.inf if values["x"] > 0.6 else -((values["x"] - 0.5) ** 2)

    assert maximise(log_likelihood, [Axis("x", "plain", 0.0, 1.0, 0.1)]).values["x"] == pytest.approx(0.5, abs=1e-3)
