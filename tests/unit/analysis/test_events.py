"""Shares of what happened, beside the record."""

from types import SimpleNamespace

import pytest

from sim.analysis.events import groups
from sim.history.episodes import recorded
from tests.unit.synthetic import HORIZON, SETTING, table


@pytest.fixture(scope="module")
def frame():
    return table(3_000)


def shares(found, group):
    return {each.name: each for each in next(each for each in found if each.name == group).shares}


def test_counts_are_those_of_the_table(frame):
    found = groups(frame, SETTING)
    agreed = frame[frame["agreed"]]
    assert shares(found, "reached")["agreement"].count == len(agreed)
    assert shares(found, "reached")["entry"].count == frame["entry_day"].notna().sum()
    assert shares(found, "end")["open"].count == (frame["end"] == "open").sum()
    assert (
        shares(found, "events")["leader_refusal"].count
        == ((frame["guest_refusals"] > 0) | (frame["host_refusals"] > 0)).sum()
    )
    assert shares(found, "events")["furlough"].count == (frame["furlough_days"] > 0).sum()
    assert shares(found, "escalator")["cpi"].count == (agreed["escalator"] == "cpi").sum()
    assert shares(found, "term_years")["5"].count == (agreed["term_years"] == 5).sum()
    assert shares(found, "clauses")["operational_support"].of == len(agreed)
    assert shares(found, "guest_at_agreement")["biden"].label == "Biden administration"


def test_either_leaders_refusal_counts_once():
    """Of five talks the guest's leader refused in two, the host's in two, one of them the same."""
    few = table(5).assign(guest_refusals=[1, 2, 0, 0, 0], host_refusals=[0, 1, 1, 0, 0])
    found = shares(groups(few, SETTING), "events")
    assert [found[name].count for name in ("leader_refusal", "guest_refusal", "host_refusal")] == [3, 2, 2]


@pytest.mark.parametrize(("day", "in_time"), [(HORIZON, True), (HORIZON + 1, False)])
def test_a_recorded_agreement_on_the_last_day_is_one_by_the_horizon(frame, day, in_time):
    found = groups(frame, SETTING, SimpleNamespace(agreement_day=day))
    assert shares(found, "reached")["agreement"].recorded is in_time


def test_shares_of_one_choice_add_up(frame):
    found = groups(frame, SETTING)
    for group in ("end", "escalator", "term_years", "guest_at_agreement"):
        assert sum(each.share for each in shares(found, group).values()) == pytest.approx(1.0)


def test_the_record_of_the_eleventh_stands_beside(frame):
    found = groups(frame, SETTING, recorded(11))
    assert shares(found, "reached")["signature"].recorded is True
    assert shares(found, "end")["in_force"].recorded is True
    assert shares(found, "events")["guest_refusal"].recorded is True
    assert shares(found, "events")["failed_vote"].recorded is False
    assert shares(found, "events")["threat"].recorded is None, "threats are not on record"
    assert shares(found, "escalator")["defence"].recorded is True
    assert shares(found, "term_years")["6"].recorded is True
    assert shares(found, "clauses")["operational_support"].recorded is None


def test_a_recorded_term_that_never_occurs_is_still_shown(frame):
    found = groups(frame, SETTING, SimpleNamespace(term_years=3, agreement_day=2000))
    assert shares(found, "term_years")["3"].count == 0
    assert shares(found, "reached")["agreement"].recorded is False, "that day lies beyond the horizon"


def test_without_agreement_shares_given_it_have_no_value():
    found = groups(table(40, settled=0.0), SETTING)
    assert shares(found, "reached")["agreement"].share == 0.0
    assert shares(found, "escalator")["cpi"].share is None
    assert shares(found, "guest_at_agreement") == {}
