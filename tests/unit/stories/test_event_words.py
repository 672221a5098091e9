"""Events between rounds in words: who refused what and why, who governs, what lapses."""

import math

import pytest

from sim.rules.kinds import Reason
from sim.stories.event_words import event_words
from sim.stories.narration import Narration
from sim.stories.round_words import round_words
from tests.unit.handmade import content, entry, meeting, prepared

CPI = {"escalator": "cpi"}


@pytest.fixture
def narration():
    return Narration(prepared())


def after(narration):
    """Narration in which one round has been told."""
    round_words(narration, meeting(1, 0), [], [])
    return narration


def refusal(by="guest", worth=0.11, waiting=0.17, limit=0.31):
    reason = Reason.GUEST_LEADER if by == "guest" else Reason.HOST_LEADER
    own = (
        {"guest_waiting": waiting, "leader_rise": limit}
        if by == "guest"
        else {"host_waiting": waiting, "most_rise": limit}
    )
    return entry(189, "refusal", by, reason, names=CPI, worth=worth, **content(), **own)


def test_the_guests_leader_refuses(narration):
    assert event_words(narration, refusal()) == (
        "31 March 2020: the leader of the Trump administration refuses the text of +12.9% over 5 years with CPI growth:"
        " waiting for the election of 3 November 2020 is worth 0.17 a year, the text 0.11; on the same terms the leader"
        " would have signed from +31% on. The delegation's mandate is tightened, and the host stands by the text."
    )


def test_the_hosts_leader_refuses(narration):
    words = event_words(narration, refusal("host", limit=0.08))
    assert "the leader of the Moon Jae-in government refuses" in words
    assert words.endswith("on the same terms the leader would have signed up to +8.0%.")


def test_a_refusal_without_a_rise_that_would_have_done(narration):
    assert "would have signed" not in event_words(narration, refusal(limit=math.nan))


def test_a_refusal_by_chance_is_not_given_a_reason_it_had_not(narration):
    words = event_words(narration, refusal(worth=0.18))
    assert words.endswith("It is worth 0.18 a year and waiting 0.17: a no against the odds, by chance.")
    assert "would have signed" not in words


def test_what_the_leader_waits_for_once_the_election_is_over(narration):
    event_words(narration, entry(406, "election", "guest", names={"winner": "biden", "loser": "trump_1"}))
    late = refusal()
    late = entry(430, "refusal", "guest", Reason.GUEST_LEADER, late.names, **late.values)
    assert "waiting for the Biden administration to take office on 20 January 2021 is worth" in event_words(
        narration, late
    )


def test_consent(narration):
    happened = entry(
        200,
        "consent",
        "both",
        names=CPI,
        guest_worth=0.11,
        guest_waiting=0.05,
        host_worth=0.2,
        host_waiting=0.1,
        **content(),
    )
    assert event_words(narration, happened) == (
        "11 April 2020: both leaders consent. To the host the text is worth 0.20 a year and waiting 0.10, to the"
        " guest's leader 0.110 and 0.050."
    )
    happened.values["host_worth"] = 0.09
    assert event_words(narration, happened).endswith("a yes against the odds, by chance.")


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (
            entry(98, "expiry"),
            "31 December 2019: the old agreement expires without a successor, and the old amount is frozen.",
        ),
        (entry(189, "funds_out"), "31 March 2020: the old money runs out."),
        (
            entry(264, "furlough_end", "host", names={"by": "act"}, days=75.0),
            "14 June 2020: a special act that pays them ends the furlough after 75 days.",
        ),
        (entry(190, "furlough_end", "both", names={"by": "agreement"}, days=1.0), "after 1 day."),
        (
            entry(406, "election", "guest", names={"winner": "biden", "loser": "trump_1"}),
            "3 November 2020: the Biden administration is elected, to take office on 20 January 2021.",
        ),
        (
            entry(406, "election", "guest", names={"winner": "trump_1", "loser": "biden"}),
            "the Trump administration is re-elected.",
        ),
        (
            entry(484, "handover", "guest", names={"elected": "biden", "before": "trump_1"}),
            "20 January 2021: the Biden administration takes office and comes with a demand of its own.",
        ),
        (
            entry(484, "handover", "guest", names={"elected": "trump_1", "before": "trump_1"}),
            "the Trump administration begins a new term.",
        ),
        (
            entry(959, "handover", "host", names={"elected": "yoon_suk_yeol", "before": "moon_jae_in"}),
            "the Yoon Suk-yeol government takes office and takes over the talks.",
        ),
        (entry(600, "signature", "both", amount=1183.3), "the agreement is signed: 1,183.3 bn KRW for its first year."),
        (
            entry(700, "vote", "legislature", votes_for=133.0, votes_against=11.0, votes_abstain=16.0),
            "the National Assembly approves it by 133 votes to 11, with 16 abstentions.",
        ),
        (
            entry(700, "vote", "both", Reason.VOTE_FAILED, votes_for=90.0, votes_against=99.0, votes_abstain=1.0),
            "the National Assembly refuses it by 90 votes to 99, with 1 abstention, and the talks reopen.",
        ),
        (entry(701, "entry", "both"), "the agreement enters into force."),
        (entry(189, "furlough", "guest"), ""),
    ],
)  # fmt: skip
def test_other_events(narration, happened, expected):
    assert event_words(narration, happened).endswith(expected)
    assert bool(event_words(narration, happened)) == bool(expected)


def test_the_furlough_is_told_with_the_money_that_runs_out(narration):
    words = event_words(narration, entry(189, "funds_out"), [entry(189, "furlough", "guest")])
    assert words == "31 March 2020: the old money runs out, and base workers are sent home without pay."


def test_a_handover_while_a_text_waits_for_the_leaders(narration):
    text = entry(0, "text", "both", names=CPI, **content())
    round_words(narration, meeting(1, 0, Reason.CLOSED), [text], [])
    words = event_words(narration, entry(484, "handover", "guest", names={"elected": "biden", "before": "trump_1"}))
    assert words.endswith("takes office, with the text on its desk.")


def test_a_new_guest_is_introduced_by_name(narration):
    after(narration)
    event_words(narration, entry(484, "handover", "guest", names={"elected": "biden", "before": "trump_1"}))
    words = round_words(narration, meeting(2, 500, guest_rise=0.2, gap=0.1), [], [])
    assert "the Biden administration asks for +20% over 5 years with CPI growth; the host stays at +4.0%." in words
    assert "is worth 0.10 less than what it asks for" in words, "its gap is not compared with its predecessor's"


def test_talks_that_break_off_do_not_end_at_the_horizon(narration):
    assert event_words(narration, entry(9, "horizon", names={"end": "open"})).endswith("the simulated time ends.")
    assert event_words(narration, entry(9, "break")).endswith("the talks break off for good.")


def test_protests_withdrawals_and_changes_have_words(narration):
    act = entry(9, "protest", "public", names={"act": "refusal"})
    assert event_words(narration, act).endswith("people take to the streets against the refusal of the text.")
    gone = entry(9, "withdrawal", "guest", share=0.14)
    assert "14% of the troops have left for good" in event_words(narration, gone)
    assert event_words(narration, entry(9, "change")).endswith("the change from outside has come.")
