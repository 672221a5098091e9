"""Shares and Wilson's interval."""

import pytest

from sim.analysis.shares import share, wilson


@pytest.mark.parametrize(
    ("count", "of", "lower", "upper"),
    [
        (5, 10, 0.2366, 0.7634),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), Statistics in Medicine 17, table I
        (15, 148, 0.0624, 0.1605),  # the same
        (1, 29, 0.0061, 0.1718),  # the same
    ],
)
def test_wilson_gives_the_published_intervals(count, of, lower, upper):
    assert wilson(count, of) == pytest.approx((lower, upper), abs=5e-5)


def test_a_share_of_nothing_has_no_value():
    nothing = share("a", "b", 0, 0, recorded=True)
    assert (nothing.share, nothing.lower, nothing.upper, nothing.recorded) == (None, None, None, True)
