"""The three answers in words: each kind of run gets the sentence that fits it, in both languages."""

import json

import numpy as np
import pandas as pd
import pytest

from sim.analysis.setting import setting_of
from sim.answers.answers import answers
from sim.answers.found import found_in
from tests.unit import synthetic
from tests.unit.answers.outcomes import frame, scenario


def told(made, name="sma11", language="en", *changes):
    return answers(made, scenario(name, *changes), synthetic.label(len(made)), language)


EVEN = [float(day) for day in range(1, 101)]  # the median is day 50, the inner 80% is 10 to 90


def test_when_and_how_long_say_median_range_and_record():
    found = told(frame(EVEN))
    assert found.when.whole == (
        "Half of 100 simulated negotiations are signed by 19 February 2020; 8 in 10 between 10 January 2020 and"
        " 30 March 2020. On record: 8 April 2021."
    )
    assert found.blank.whole == (
        "50 days without an agreement in the middle case; 8 in 10 between 10 days and 90 days. In 10% longer than three"
        " months and in 0% longer than a year. On record: 464 days."
    )
    assert found.when.key == "19 February 2020"
    assert all(each.key in each.sentence for each in found.all)


def test_the_sum_is_told_in_both_currencies():
    assert told(frame(EVEN)).sum.whole == (
        "A first-year rise of 10.0% in the middle case, to 1,142.8 bn won a year (990.0 million US$); 8 in 10 between"
        " 10.0% and 10.0%. On record: 13.9%, 1,183.3 bn won (1,033.5 million US$)."
    )


def test_in_korean_dates_sums_and_particles_are_right():
    found = told(frame(EVEN), "sma11", "ko")
    assert found.when.whole == (
        "모의 협상 100건의 절반은 2020년 2월 19일까지 서명되며, 열에 여덟은 2020년 1월 10일에서 2020년 3월 30일 사이에"
        " 서명된다. 실제 서명일은 2021년 4월 8일이다."
    )
    assert "1조 1,428억 원(9억 9,000만 달러)" in found.sum.sentence
    assert found.blank.sentence.endswith("3개월을 넘을 확률은 10%, 1년을 넘을 확률은 0%이다.")


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (frame(EVEN[:85], 15), "and more than a tenth not even by 31 December 2022"),
        (frame(EVEN[:40], 60), "In 60% of 100 simulated negotiations nothing is signed by 31 December 2022; of those"),
        (frame(EVEN[:7], 93, "stands"), "nothing new is signed by 31 December 2022, and the old agreement stands"),
        (frame([], 9), "In none of 9 simulated negotiations is anything signed by 31 December 2022."),
        (frame([], 9, "stands"), "In none of 9 simulated negotiations is anything new signed"),
        (frame([8.0]), "Half of 1 simulated negotiation are signed"),
    ],
)
def test_talks_that_may_not_end_in_time(made, words):
    assert words in told(made).when.sentence


def test_two_times_are_told_with_their_chances_and_terms():
    made = pd.concat([frame(EVEN * 7, rise=0.05), frame([800.0 + each for each in EVEN * 3], rise=0.15)])
    found = told(made.reset_index(drop=True))
    assert "70% are signed about 19 February 2020" in found.when.sentence
    assert "and 30% about 29 April 2022" in found.when.sentence
    assert "By date: 5.0%, mostly for 5 years, about 19 February 2020; 15.0%" in found.sum.sentence


def test_a_run_that_ends_before_expiry_has_no_blank_period():
    found = told(frame([-700.0] * 3, 97, "stands", horizon=-365), "sma12_reopened")
    assert found.blank.sentence == ("None: the old agreement is still in force when the run ends, on 31 December 2029.")
    assert found.when.record == found.sum.record == found.blank.record == ""


def test_words_come_from_the_host_of_the_scenario():
    found = told(frame(EVEN), "japan2027")
    text = json.dumps(found.as_json(), ensure_ascii=False)
    assert "yen" in found.sum.sentence
    assert "won" not in found.sum.sentence
    assert "Seoul" not in text


def test_marks_stand_in_order_and_none_lies_beyond_the_end():
    found = told(frame(EVEN))
    assert [each.label for each in found.marks[:3]] == [
        "old agreement expires", "election: Biden administration", "Biden administration in office"
    ]  # fmt: skip
    assert [each.day for each in found.marks] == sorted(each.day for each in found.marks)
    assert found.marks[-1].day == found.setting.horizon_day


def test_numbers_agree_with_the_columns():
    made = synthetic.table(2000)
    found = found_in(made, setting_of(scenario()))
    days = np.sort(made["signature_day"].dropna())
    assert found.when.signed.count == len(days)
    assert found.when.signed_day.median == days[(len(days) + 1) // 2 - 1]
    assert found.blank.longer[365].count == (made["blank_days"] > 365).sum()
    assert found.blank.none.count == (made["signature_day"] <= 0).sum()
    assert found.sum.rise.median == np.quantile(made["rise"].dropna(), 0.5, method="inverted_cdf")


def test_as_json_is_plain_and_carries_no_number_that_is_not_known():
    text = json.dumps(told(frame(EVEN[:85], 15)).as_json(), allow_nan=False)
    read = json.loads(text)
    assert read["answers"]["when"]["found"]["day"]["high"] is None
    assert read["answers"]["when"]["found"]["dots"]["hollow"] == {"later": 7}
    assert read["expiry"] == "2019-12-31"
