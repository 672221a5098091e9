"""Levels and tempers of opinion are those of the polls, and each comparison names its question."""

import math
from pathlib import Path

import pytest

from sim.analysis.polls import (
    FAVOUR_2019,
    QUESTIONS,
    RAISE_2013,
    RAISE_2019,
    REFUSE_2019,
    SEGMENTS,
    asked,
    compare,
    fall_per_doubling,
    levels,
    tempers,
    together,
)
from sim.errors import RecordError
from sim.history.tables import DATA
from sim.scenario.load import load_scenario

SCENARIOS = Path(__file__).parents[3] / "scenarios"


@pytest.fixture(scope="module")
def talks():
    return {number: load_scenario(SCENARIOS / f"sma{number:02}.toml").scenario for number in (9, 11)}


@pytest.fixture(scope="module")
def shares(talks):
    return {each.name: each.share for each in talks[11].segments}


def test_every_question_is_in_the_record_and_in_the_time_of_its_talks():
    for question in (*QUESTIONS, REFUSE_2019):
        assert 0.0 < asked(question)["all"] < 1.0
        asked_in = tuple(map(int, question.month.split("-")))
        apart = question.day.year * 12 + question.day.month - asked_in[0] * 12 - asked_in[1]
        assert apart == (1 if question is RAISE_2019 else 0), question.words


def test_shares_of_several_answers_are_added():
    assert asked(RAISE_2013) == {"all": pytest.approx(0.17)}


def test_an_answer_that_is_not_in_the_record_is_an_error(tmp_path):
    text = (DATA / "polls.csv").read_text(encoding="utf-8")
    (tmp_path / "polls.csv").write_text(text.replace(",3.7,", ",,"), encoding="utf-8")
    increase = next(each for each in QUESTIONS if each.words == "contribution: increase")
    with pytest.raises(RecordError, match=r"no answer of all to 'Contribution: increase' \(KINU\)"):
        asked(increase, tmp_path)


def test_the_shipped_levels_and_tempers_follow_from_the_polls(talks, shares):
    for segment in talks[11].segments:
        assert segment.support == levels()[segment.name]
        assert segment.anger == pytest.approx(tempers(shares)[segment.name], abs=0.005)
    assert sum(shares[name] * tempers(shares)[name] for name in SEGMENTS) == pytest.approx(1.0)


def test_the_shipped_weight_of_anger_follows_from_the_polls(talks):
    """By hand: 17.0 - 11.5 points over log2(5.61) - log2(1.15) = 2.286 doublings."""
    fall = fall_per_doubling(talks[9].opening.guest_rise, talks[11].opening.guest_rise)
    assert fall == pytest.approx(0.055 / (math.log2(5.61) - math.log2(1.15)))
    parameters = talks[11].parameters
    assert parameters.support_anger.value * parameters.anger_demand.value == pytest.approx(fall, abs=0.0005)


def test_the_segments_together_answer_as_everyone_does(shares):
    for question in (FAVOUR_2019, REFUSE_2019):
        segments, everyone = together(shares, question)
        assert segments == pytest.approx(everyone, abs=0.02)


def test_a_comparison_has_a_row_for_each_segment_that_was_reported():
    support = {"all": 0.25, "progressive": 0.15, "centrist": 0.25, "conservative": 0.35}
    found = compare({FAVOUR_2019: support, RAISE_2013: support})
    assert list(found["segment"]) == ["all", *SEGMENTS, "all"]
    assert found["difference"].tolist() == pytest.approx([-0.01, -0.04, -0.04, 0.01, 0.08])
