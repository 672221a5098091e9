"""Events between rounds in words: who refused what and why, who governs, what lapses."""

import math
from dataclasses import replace

import pytest

from sim.rules.kinds import Reason
from sim.stories.event_words import event_words
from sim.stories.narration import Narration
from sim.stories.round_words import round_words
from sim.traces.entries import (
    Breakdown,
    Consent,
    EntryIntoForce,
    Expiry,
    FundsOut,
    FurloughBegun,
    FurloughEnded,
    GuestRefusal,
    HorizonReached,
    HostRefusal,
    OutsideChange,
    Protest,
    Signature,
    TextMade,
    Vote,
    Withdrawal,
)
from sim.traces.moves import Constraint
from tests.unit.handmade import content, elected, entry, handover, meeting, prepared, silent


@pytest.fixture
def narration():
    return Narration(prepared())


def after(narration):
    """Narration in which one round has been told."""
    round_words(narration, meeting(1, 0), [], [])
    return narration


def refusal(by="guest", worth=0.11, waiting=0.17, limit=0.31, day=189):
    if by == "guest":
        return entry(day, GuestRefusal, worth=worth, guest_waiting=waiting, leader_rise=limit)
    return entry(day, HostRefusal, worth=worth, host_waiting=waiting, most_rise=limit, move=silent("host"))


def test_the_guests_leader_refuses(narration):
    assert event_words(narration, refusal()) == (
        "31 March 2020: the leader of the Trump administration refuses the text of +12.9% over 5 years with CPI growth:"
        " waiting for the election of 3 November 2020 is worth 0.17 a year, the text 0.11; on the same terms the leader"
        " would have signed from +31% on. The guest asks for no less than the refused text, to which the host stands,"
        " and its rise is what the host is now held to at home."
    )


def test_the_hosts_leader_refuses(narration):
    words = event_words(narration, refusal("host", limit=0.08))
    assert "the leader of the Moon Jae-in government refuses" in words
    assert words.endswith("on the same terms the leader would have signed up to +8.0%.")


def test_a_refusal_without_a_rise_that_would_have_done(narration):
    assert "would have signed" not in event_words(narration, refusal(limit=math.nan))


def test_a_refusal_that_no_rule_makes_is_not_given_a_reason_it_had_not(narration):
    words = event_words(narration, refusal(worth=0.18))
    assert words.endswith("It is worth 0.18 a year and waiting 0.17: a no that no rule makes.")
    assert "would have signed" not in words


def test_what_the_leader_waits_for_once_the_election_is_over(narration):
    event_words(narration, elected())
    words = event_words(narration, refusal(day=430))
    assert "waiting for the Biden administration to take office on 20 January 2021 is worth" in words


def test_consent(narration):
    usual = {"guest_worth": 0.11, "guest_waiting": 0.05, "host_worth": 0.2, "host_waiting": 0.1}
    happened = entry(200, Consent, **usual)
    assert event_words(narration, happened) == (
        "11 April 2020: both leaders consent. To the host the text is worth 0.20 a year and waiting 0.10, to the"
        " guest's leader 0.110 and 0.050."
    )
    bound = entry(200, Consent, **usual | {"host_worth": 0.09})
    assert event_words(narration, bound).endswith("here leaders consent to every text.")
    lucky = replace(bound, move=silent(constraint=Constraint.LUCK))
    assert event_words(narration, lucky).endswith("a yes that no rule makes.")


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (
            entry(98, Expiry),
            "31 December 2019: the old agreement expires without a successor, and the old amount is frozen.",
        ),
        (entry(189, FundsOut), "31 March 2020: the old money runs out."),
        (
            entry(264, FurloughEnded, actor="host", by="act", days=75),
            "14 June 2020: a special act that pays them ends the furlough after 75 days.",
        ),
        (entry(190, FurloughEnded, actor="both", by="agreement", days=1), "after 1 day."),
        (
            elected(),
            "3 November 2020: the Biden administration is elected, to take office on 20 January 2021.",
        ),
        (
            elected(winner="trump_1", loser="biden"),
            "the Trump administration is re-elected.",
        ),
        (
            handover(),
            "20 January 2021: the Biden administration takes office and comes with a demand of its own.",
        ),
        (
            handover(to="trump_1"),
            "the Trump administration begins a new term.",
        ),
        (
            handover(959, "yoon_suk_yeol", "moon_jae_in", "host"),
            "the Yoon Suk-yeol government takes office and takes over the talks.",
        ),
        (entry(600, Signature, amount=1183.3), "the agreement is signed: 1,183.3 bn KRW for its first year."),
        (
            entry(700, Vote, votes_for=133, votes_against=11, votes_abstain=16),
            "the National Assembly approves it by 133 votes to 11, with 16 abstentions.",
        ),
        (
            entry(700, Vote, reason=Reason.VOTE_FAILED, votes_for=90, votes_against=99, votes_abstain=1),
            "the National Assembly refuses it by 90 votes to 99, with 1 abstention, and the talks reopen.",
        ),
        (entry(701, EntryIntoForce), "the agreement enters into force."),
        (entry(189, FurloughBegun), ""),
    ],
)  # fmt: skip
def test_other_events(narration, happened, expected):
    assert event_words(narration, happened).endswith(expected)
    assert bool(event_words(narration, happened)) == bool(expected)


def test_the_furlough_is_told_with_the_money_that_runs_out(narration):
    words = event_words(narration, entry(189, FundsOut), [entry(189, FurloughBegun)])
    assert words == "31 March 2020: the old money runs out, and base workers are sent home without pay."


def test_a_handover_while_a_text_waits_for_the_leaders(narration):
    text = entry(0, TextMade, content=content())
    round_words(narration, meeting(1, 0, Reason.CLOSED), [text], [])
    words = event_words(narration, handover())
    assert words.endswith("takes office, with the text on its desk.")


def test_a_new_guest_is_introduced_by_name(narration):
    after(narration)
    event_words(narration, handover())
    words = round_words(narration, meeting(2, 500, guest_rise=0.2, gap=0.1), [], [])
    assert "the Biden administration asks for +20% over 5 years with CPI growth; the host stays at +4.0%." in words
    assert "is worth 0.10 less than what it asks for" in words, "its gap is not compared with its predecessor's"


def test_talks_that_break_off_do_not_end_at_the_horizon(narration):
    assert event_words(narration, entry(9, HorizonReached, end="open")).endswith("the simulated time ends.")
    assert event_words(narration, entry(9, Breakdown)).endswith("the talks break off for good.")


def test_protests_withdrawals_and_changes_have_words(narration):
    act = entry(9, Protest, act="refusal")
    assert event_words(narration, act).endswith("people take to the streets against the refusal of the text.")
    gone = entry(9, Withdrawal, share=0.14)
    assert "14% of the troops have left for good" in event_words(narration, gone)
    assert event_words(narration, entry(9, OutsideChange)).endswith("the change from outside has come.")
