"""Where two traces part."""

from dataclasses import replace

import pytest

from sim.stories.clauses import clause
from sim.stories.divergence import day_words, divergence, fate_words
from sim.stories.phrases import Cast
from sim.traces.entries import Consent, GuestRefusal, HorizonReached, TextMade
from tests.runs import shipped
from tests.unit.handmade import content, entry, meeting, played, prepared, trace

SCENARIO = prepared().scenario


def text(day: int, rise: float = 0.129):
    return entry(day, TextMade, content=content(rise))


def refusal(day: int, rise: float = 0.129):
    return entry(day, GuestRefusal, content=content(rise))


def test_the_same_trace_parts_nowhere():
    one = trace(meeting(1, 10), text(20))
    found = divergence(one, one, (SCENARIO, SCENARIO))
    assert found.first is None
    assert found.course is None


def test_a_number_differs_before_the_course_does():
    base = trace(text(20), refusal(30))
    other = trace(text(20, 0.131), entry(30, Consent, content=content(0.131)))
    found = divergence(base, other, (SCENARIO, SCENARIO))
    assert found.first is not None
    assert found.course is not None
    assert (found.first.base, found.first.other) == ("text +12.9% 5y CPI", "text +13.1% 5y CPI")
    assert (found.course.date - found.first.date).days == 10
    assert found.course.base == "guest's leader refuses +12.9% 5y CPI"
    assert found.course.other == "leaders consent to +13.1% 5y CPI"
    assert found.fates[1].endswith("leaders consent to +13.1% 5y CPI")


@pytest.mark.parametrize(
    "changed",
    [
        {"rise": 0.131}, {"escalator": "defence"}, {"term": 3}, {"labour_share": 0.9}, {"operational_support": True},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_every_part_of_a_package_can_part_two_traces(changed):
    base, other = (entry(20, TextMade, content=each) for each in (content(), replace(content(), **changed)))
    found = divergence(trace(base), trace(other), (SCENARIO, SCENARIO))
    assert found.first is not None
    assert found.course is None, "the same happens, with other numbers"


def test_a_day_on_which_one_world_is_silent():
    found = divergence(trace(text(20)), trace(), (SCENARIO, SCENARIO))
    assert found.course is not None
    assert found.course.other == "nothing"


def test_the_horizon_is_a_fate_only_where_nothing_was_agreed():
    open_still = entry(400, HorizonReached, end="open")
    agreed = entry(300, Consent, content=content())
    assert fate_words(trace(refusal(30), open_still), SCENARIO).count("; ") == 1
    assert fate_words(trace(open_still), SCENARIO).startswith("2020-10-28 ")
    assert fate_words(trace(agreed, open_still), SCENARIO) == fate_words(trace(agreed), SCENARIO)


def test_the_winner_of_an_election_parts_two_real_traces():
    other = shipped("sma11", "successions.0.winner=trump_1")
    base = played("sma11", 3)[1]
    changed = played("sma11", 3, "successions.0.winner=trump_1")[1]
    found = divergence(base, changed, (SCENARIO, other))
    assert found.course is not None
    assert found.course.date.isoformat() == "2020-11-03"
    assert "Biden administration elected" in found.course.base
    assert "Trump administration elected" in found.course.other


def test_every_entry_of_a_real_trace_has_words_or_is_told_by_others():
    history = played("sma11", 3)[1]
    silent = {each.kind for each in history.entries if not clause(each, Cast(SCENARIO))}
    assert silent <= {"round"}
    assert day_words(history.entries[:4], SCENARIO).startswith("talks open at")
    assert "horizon" not in fate_words(history, SCENARIO)
