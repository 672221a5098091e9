"""When a comparison passes, class by class."""

import math

import pytest

from sim.verification.finding import exact, halving, law, near, rises, sampled, share


@pytest.mark.parametrize(
    ("passes", "fails"),
    [
        (exact("x", 1.0, 1.0 + 9e-10), exact("x", 1.0, 1.0 + 2e-9)),
        (near("x", 1.0, 1.009, 0.01), near("x", 1.0, 1.011, 0.01)),
        (halving("x", 0.5, 0.54, 0.52), halving("x", 0.5, 0.54, 0.53)),
        (sampled("x", 0.0, 0.039, 0.01), sampled("x", 0.0, 0.041, 0.01)),
        (sampled("x", 0.0, 0.06, 0.01, step_bias=0.03), sampled("x", 0.0, 0.06, 0.01)),
        (share("x", 0.5, 0.519, 10_000), share("x", 0.5, 0.521, 10_000)),
        (law("x", 0.022, 10_000), law("x", 0.0223, 10_000)),
        (rises("x", 0.4, 0.41), rises("x", 0.4, 0.4)),
    ],
)
def test_one_inside_and_one_outside(passes, fails):
    assert passes.passed
    assert not fails.passed


@pytest.mark.parametrize("make", [exact, rises, lambda *values: near(*values, 1e9)])
def test_a_missing_value_never_passes(make):
    assert not make("x", 1.0, math.nan).passed


def test_no_error_left_to_halve_is_no_pass():
    assert not halving("x", 0.5, 0.5, 0.5).passed
