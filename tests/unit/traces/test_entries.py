"""Entries of a trace: one class a kind, each with words of its own."""

from typing import get_args

import pytest

from sim.rules.kinds import Reason
from sim.stories.clauses import clause
from sim.stories.phrases import Cast
from sim.traces.entries import EntryKind, GuestRefusal, HostRefusal, Protest, Refusal, RoundHeld, TextMade
from sim.traces.trace import Trace
from tests.unit.handmade import KINDS, content, elected, entry, handover, prepared

SPECIAL = {"act": "demand", "winner": "biden", "elected": "biden", "done": "walkout", "reason": Reason.GAP}
CAST = Cast(prepared().scenario)


def test_each_kind_is_one_class_but_a_refusal_which_is_one_for_each_side():
    kinds = [kind.kind for kind in KINDS if kind is not GuestRefusal]
    assert sorted(kinds) == sorted(get_args(EntryKind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_entry_has_words(kind):
    given = {name: value for name, value in SPECIAL.items() if name in kind.__dataclass_fields__}
    assert clause(entry(9, kind, **given), CAST)


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (elected(), "Biden administration elected"),
        (handover(), "Biden administration in office"),
        (entry(9, GuestRefusal, content=content(0.13, 3)), "guest's leader refuses +13.0% 3y CPI"),
        (entry(9, HostRefusal, content=content(0.13, 3)), "host's leader refuses +13.0% 3y CPI"),
        (entry(9, TextMade, content=content(0.04, 1, escalator="none")), "text +4.0% 1y"),
        (entry(9, Protest, act="signature"), "protest against a deal above the host's last public offer"),
        (entry(9, RoundHeld, reason=Reason.CLOSED), ""),
    ],
)
def test_words_of_some(happened, words):
    assert clause(happened, CAST) == words


def test_a_refusal_speaks_of_the_side_whose_leader_it_was():
    guest = entry(9, GuestRefusal, guest_waiting=0.2, leader_rise=0.3)
    host = entry(9, HostRefusal, host_waiting=0.1, most_rise=0.08)
    assert (guest.waiting, guest.limit, guest.actor, guest.reason) == (0.2, 0.3, "guest", Reason.GUEST_LEADER)
    assert (host.waiting, host.limit, host.actor, host.reason) == (0.1, 0.08, "host", Reason.HOST_LEADER)
    assert Trace([guest, handover(), host]).of(Refusal) == [guest, host]


def test_an_office_changes_hands_where_another_takes_it():
    assert handover().changes_hands
    assert not handover(to="trump_1").changes_hands
