"""Signatures about one time, or about several."""

import numpy as np
import pytest

from sim.analysis.survival import survival
from sim.answers.parts import parts_of
from tests.unit.answers.outcomes import frame

RNG = np.random.default_rng(1)
EARLY, LATE = RNG.normal(-20, 30, 700).round(), RNG.normal(800, 25, 300).round()


def parts(days):
    made = frame(list(days))
    return parts_of(made, survival(made))


@pytest.mark.parametrize("days", [EARLY, RNG.uniform(0, 600, 1000).round(), [12.0] * 40, []])
def test_one_time_has_no_parts(days):
    assert parts(days) == ()


def test_two_times_are_parted_and_every_signature_counted_once():
    found = parts([*EARLY, *LATE])
    assert [each.share.count for each in found] == [700, 300]
    assert [each.median for each in found] == [np.sort(EARLY)[349], np.sort(LATE)[149]]
    assert found[0].last < found[1].first
    assert (found[1].rise, found[1].term_years, found[1].term_share) == (0.1, 5, 1.0)


def test_a_few_stragglers_are_no_part():
    assert parts([*EARLY, *LATE[:50]]) == ()


def test_hills_with_a_shallow_valley_are_one():
    assert parts([*RNG.normal(0, 60, 500).round(), *RNG.normal(150, 60, 500).round()]) == ()
