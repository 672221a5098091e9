"""The course of one negotiation as series: they say what the trace says."""

from datetime import date

import pytest

from sim.history.episodes import recorded
from sim.rules.kinds import Reason
from sim.stories.course import Spell, course, threat_by_day
from sim.traces.entries import EntryIntoForce, Expiry, FundsOut, FurloughBegun, HorizonReached, Provocation, Signature
from tests.unit.handmade import content, elected, entry, handover, meeting, outcome, played, prepared, trace


def of(*parts, record=None, **values):
    return course(prepared(), trace(*parts), outcome(**values), record)


@pytest.mark.parametrize(("name", "replicate"), [("sma10", 0), ("sma11", 7), ("sma12", 1)])
def test_felt_threat_is_that_of_the_model(name, replicate):
    ready, history, _ = played(name, replicate)
    happened = [(each.day, each.severity) for each in history.of(Provocation)]
    felt = threat_by_day(ready, happened, history.entries[-1].day)
    for each in history.rounds:
        assert felt[each.day] == pytest.approx(each.threat, abs=1e-12)


@pytest.mark.parametrize(("name", "replicate"), [("sma10", 0), ("sma11", 7), ("sma11", 1), ("sma12", 1)])
def test_a_real_course(name, replicate):
    ready, history, row = played(name, replicate)
    talks = course(ready, history, row, recorded(ready.scenario.agreement.number))
    assert talks.settled[1] == 100 * row.rise
    assert (talks.settled[0] - talks.expiry).days == row.agreement_day
    assert len(talks.refused) == row.guest_refusals + row.host_refusals
    assert len(talks.walkouts) == row.walkouts
    assert sum(len(line) - 1 for line in talks.guest) == row.rounds, "each line has a last point more, where it ends"
    assert sum((last - first).days for first, last in talks.furlough) == row.furlough_days
    assert talks.shown[0] < ready.start
    assert talks.shown[1] > history.entries[-1].date
    assert talks.recorded is not None
    assert all(each.least <= each.most and each.since < each.until for each in talks.zone)


def test_lines_of_the_guest_end_where_another_takes_office():
    talks = of(meeting(1, 0), meeting(2, 400), handover(), meeting(3, 500), entry(600, HorizonReached))
    assert [[day.isoformat() for day, _ in line] for line in talks.guest] == [
        ["2019-09-24", "2020-10-28", "2021-01-20"],
        ["2021-02-05", "2021-05-17"],
    ]
    assert len(talks.host) == 1
    assert [len(line) for line in talks.guest_waiting] == [len(line) for line in talks.delegation] == [2, 1]
    assert [len(line) for line in talks.host_waiting] == [3], "the host stays"
    again = handover(to="trump_1")
    assert len(of(meeting(1, 0), again, meeting(3, 500), entry(600, HorizonReached)).guest) == 1


def test_each_series_is_a_field_of_the_rounds():
    """Rises, worth and support in percent; threat, anger and the like as they are."""
    one = meeting(1, 20)
    talks = of(one, entry(98, Expiry), entry(1194, HorizonReached))
    lines = (talks.guest, talks.host, talks.leader, talks.guest_waiting, talks.host_waiting, talks.delegation)
    values = (one.guest_rise, one.host_rise, one.leader_rise, one.guest_waiting, one.host_waiting, one.guest_least)
    assert len(set(values)) == len(values)
    assert [line[0][0] for line in lines] == [(one.date, 100 * value) for value in values]
    assert {name: line for name, line in talks.pressure.items() if line[0][1]} == {
        "press_expiry": [(one.date, 5.0)],
        "press_election": [(one.date, 1.0)],
    }
    assert talks.given_up == [[(one.date, 5.0)]]
    assert talks.line == [], "the host has made no offer public yet"
    assert (talks.anger, talks.support) == ([(one.date, one.anger)], [(one.date, 100 * one.support)])


def test_the_zone_holds_from_round_to_round_and_not_where_there_is_none():
    talks = of(
        meeting(1, 0), meeting(2, 60, Reason.NO_ZONE, least_rise=0.2), meeting(3, 90), entry(98, Expiry),
    )  # fmt: skip
    assert talks.zone == [
        Spell(date(2019, 9, 24), date(2019, 11, 23), 2.0, 11.0),
        Spell(date(2019, 12, 23), date(2020, 1, 1), 2.0, 11.0),
    ]


def test_a_furlough_that_lasts_ends_with_the_trace():
    talks = of(meeting(1, 0), entry(189, FurloughBegun), entry(200, HorizonReached))
    assert talks.furlough == [(date(2020, 3, 31), date(2020, 4, 11))]


def test_marks_are_in_order_and_named_by_the_scenario():
    talks = of(
        meeting(1, 0), entry(98, Expiry), entry(189, FundsOut),
        elected(),
        handover(),
        entry(500, Signature, content=content()), entry(520, EntryIntoForce),
    )  # fmt: skip
    assert [mark.label for mark in talks.marks] == [
        "old agreement expires", "money runs out", "Biden administration elected", "Biden administration in office",
        "signed", "in force",
    ]  # fmt: skip


def test_an_expiry_far_beyond_the_talks_does_not_shrink_them():
    talks = of(meeting(1, 0), entry(20, EntryIntoForce))
    assert talks.shown[1] < talks.expiry
    assert of(meeting(1, 0), entry(90, EntryIntoForce)).shown[1] > talks.expiry


def test_without_a_round_there_are_no_series():
    talks = of(entry(98, Expiry), entry(1194, HorizonReached))
    assert talks.guest == talks.host == talks.zone == talks.anger == []
    assert talks.settled is None
