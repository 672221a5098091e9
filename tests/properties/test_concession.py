"""What a side asks for stays between its opening and its worth of waiting, and never rises with the clock."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules.concession import after_reciprocity, aspiration, at_level, concession, progress
from tests.menus import numbers

examples = settings(derandomize=True)
utility = numbers(-1.0, 1.0)
share = numbers(0.0, 1.0)
exponent = numbers(0.05, 10.0)


@examples
@given(opening=utility, waiting=utility, run=share, beta=exponent)
def test_aspiration_lies_between_opening_and_waiting(opening, waiting, run, beta):
    asked = aspiration(opening, waiting, run, beta)
    assert waiting <= asked <= max(opening, waiting) + 1e-12  # rounding


@examples
@given(opening=utility, waiting=utility, first=share, second=share, beta=exponent)
def test_aspiration_never_rises_as_the_clock_runs(opening, waiting, first, second, beta):
    sooner, later = sorted((first, second))
    assert aspiration(opening, waiting, later, beta) <= aspiration(opening, waiting, sooner, beta)


@examples
@given(opening=utility, waiting=utility, run=share, first=exponent, second=exponent)
def test_a_larger_exponent_asks_for_less_at_any_moment(opening, waiting, run, first, second):
    stubborn, yielding = sorted((first, second))
    slack = 1e-12
    assert aspiration(opening, waiting, run, yielding) <= aspiration(opening, waiting, run, stubborn) + slack


@examples
@given(day=numbers(-100.0, 2000.0), start=numbers(0.0, 500.0), length=numbers(0.0, 1000.0), caution=share)
def test_the_clock_runs_from_0_to_1(day, start, length, caution):
    run = progress(day, start, start + length, caution)
    assert 0.0 <= run <= 1.0
    assert run <= progress(day, start, start + length, 0.0)
    assert run <= progress(day + 10.0, start, start + length, caution)


@examples
@given(asked=utility, below=numbers(0.0, 1.0), received=numbers(-0.5, 0.5), share=share, bridge=numbers(0.0, 0.5))
def test_no_concession_goes_below_waiting_or_raises_what_is_asked(asked, below, received, share, bridge):
    waiting = asked - below
    for result in (after_reciprocity(asked, waiting, received, share), at_level(asked, waiting, bridge)):
        assert waiting <= result <= asked


@pytest.mark.parametrize(("worth", "before"), [(-math.inf, -math.inf), (0.2, -math.inf), (-math.inf, 0.2)])
def test_a_round_without_an_offer_is_no_concession_to_return(worth, before):
    """A host that would rather wait offers nothing; when it offers again, that is where its concessions begin."""
    received = concession(worth, before)
    assert received == 0.0
    assert after_reciprocity(0.5, 0.1, received, 0.3) == 0.5


@given(st.data())
@examples
def test_only_the_ratio_of_times_counts(data):
    """C27: a finer step changes the clock's reading only by where it is read."""
    day, length, scale = data.draw(numbers(0.0, 100.0)), data.draw(numbers(1.0, 100.0)), data.draw(numbers(0.1, 10.0))
    assert abs(progress(day, 0.0, length, 0.2) - progress(day * scale, 0.0, length * scale, 0.2)) < 1e-9
