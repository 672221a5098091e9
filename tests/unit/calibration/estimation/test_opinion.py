"""Support on the days polls asked, and the level of the vote from the recorded counts."""

import math

import numpy as np
import pytest

from sim.analysis.polls import QUESTIONS
from sim.calibration.estimation.opinion import derived, support_when_asked


def test_support_is_found_for_every_question(talks):
    found = support_when_asked(talks)
    assert tuple(found) == QUESTIONS
    for support in found.values():
        assert 0.0 < support["progressive"] < support["centrist"] < support["conservative"] < 1.0
        assert support["progressive"] < support["all"] < support["conservative"]


def test_support_on_a_day_does_not_depend_on_what_is_asked_later(talks):
    every, one = support_when_asked(talks), support_when_asked({11: talks[11]})
    assert len(one) == sum(question.episode == 11 for question in QUESTIONS)
    assert one == {question: every[question] for question in one}


def test_the_shipped_level_is_the_likeliest_for_the_recorded_counts(level, talks):
    shipped = talks[11].parameters.vote_level.value
    assert shipped == pytest.approx(level.found.value, abs=0.05)
    assert level.found.low < shipped < level.found.high


def test_the_ballots_are_those_on_record(level):
    assert [(each.number, each.in_favour, each.present) for each in level.ballots] == [
        (9, 131, 192), (10, 139, 194), (11, 133, 160),
    ]  # fmt: skip
    assert [each.above for each in level.ballots] == pytest.approx([0.023, 0.041, 0.009])
    for each in level.ballots:
        levels = np.array([-50.0, 0.0, 1.0, 50.0])
        never, low, high, always = each.share(
            {name: np.full(4, x[0]) for name, x in level.weights.items()} | {"vote_level": levels}
        )
        assert never < 0.001 < low < high < always


def test_three_counts_are_met_within_chance(level):
    """The 99% point of chi-squared with two degrees of freedom is 9.2."""
    assert level.deviance < 9.2
    assert math.isclose(level.dispersion, max(level.deviance / 2, 1.0))


def test_a_row_for_every_number_that_polls_or_votes_give(talks, level):
    rows = {row["parameter"]: row for row in derived(talks, level)}
    assert len(rows) == 8
    for row in rows.values():
        assert row["shipped"] == pytest.approx(row["estimate"], rel=0.06), row["parameter"]
    assert rows["support_anger"]["error"] == pytest.approx(0.08, abs=0.01)
    assert rows["vote_level"]["how"] == "recorded votes"
