"""Reasons in words."""

from dataclasses import replace
from datetime import date

import pytest

from sim.reasons.seen import WEIGHTS
from sim.stories.reason_words import apart, consented, refused, stayed, voted, weighed, would_do
from sim.stories.story import tell
from sim.traces.moves import Constraint, Content, Move
from sim.words import words_in
from tests.unit.handmade import meeting, played

EN = words_in("en")
OFFER = Content(0.04, "cpi", 5, 0.75, False, host=0.2, guest=0.05)
MOVE = Move("guest", OFFER, 0.1, 0.17, {
    "host": {"agreement_host": 0.39, "money": -0.049},
    "guest": {"money": 0.05, "renewal": 0.01, "habit": 0.0},
    "guest_waiting": {"expected": 0.18, "lapse": -0.01},
})  # fmt: skip


def test_the_largest_terms_come_first_and_small_ones_are_left_out():
    assert weighed(EN, {"money": -0.01, "renewal": 0.2, "habit": 0.0, "lapse": 0.001}) == (
        "the next renewal +0.20 and the money −0.010"
    )
    assert weighed(EN, {"money": -0.3, "renewal": 0.2, "lapse": 0.1}, most=2) == (
        "the money −0.30 and the next renewal +0.20"
    ), "large is what weighs much, for or against"
    assert weighed(EN, {"money": 0.0}) == ""
    assert weighed(EN, {"agreement_of_tomorrow": 0.3}) == "agreement of tomorrow +0.30"


def test_a_weight_without_words_of_its_own_is_told_by_its_name():
    assert weighed(EN, {"agreement_winter": 0.2, "money": -0.1}) == "agreement winter +0.20 and the money −0.10"
    parts = ("agreement_", "renewal", "habit", "labour_", "operations_", "audience_", "precedent_", "rivalry_")
    labels = {name.removeprefix("reasons.term.") for name in EN.forms if name.startswith("reasons.term.")}
    assert {name for name in labels if name.startswith(parts)} <= set(WEIGHTS), "words for what is no weight"


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (
            Constraint.OWN_ASPIRATION,
            "the guest that holds out more: it asks 0.28 above what its delegation could do without.",
        ),
        (
            Constraint.OTHER_ASPIRATION,
            "the host that holds out more: its offer leaves it 0.050 above what waiting would.",
        ),
        (Constraint.AUDIENCE, "what a rise costs"),
        (Constraint.ELECTION, "no change of government ahead"),
        (Constraint.STANDING_TEXT, "the text the host once took"),
        (Constraint.LINE, "the offer the host has made public"),
        (Constraint.LEADER, "the price of the guest's leader"),
        (Constraint.WIN_SET, "What the legislature can be expected to carry"),
        (Constraint.OWN_RESERVATION, "Neither the public"),
    ],
)
def test_what_keeps_the_sides_apart(constraint, expected):
    assert expected in apart(EN, meeting(1, 0), replace(MOVE, constraint=constraint))


def test_whose_hope_of_which_change_keeps_the_sides_apart():
    move = replace(MOVE, constraint=Constraint.ELECTION, waiter="host", awaited=date(2021, 1, 20))
    assert apart(EN, meeting(1, 0), move) == (
        "The change of government of 20 January 2021 is waited for: but for what the host hopes of it, there would be"
        " room."
    )


def test_offers_that_meet_are_not_apart():
    assert apart(EN, meeting(1, 0), MOVE) == ""


def test_an_offer_that_would_have_kept_a_delegation_at_the_table():
    assert stayed(EN, MOVE) == ""
    assert stayed(EN, replace(MOVE, nearest=replace(OFFER, rise=0.3))) == (
        "; an offer of +30% on the same terms would have kept it at the table"
    )
    assert "+30% over 3 years with CPI growth" in stayed(EN, replace(MOVE, nearest=replace(OFFER, rise=0.3, term=3)))


def test_an_offer_that_would_have_closed_a_gap():
    assert would_do(EN, MOVE) == ""
    assert would_do(EN, replace(MOVE, nearest=replace(OFFER, rise=0.3))) == (
        "From +30% on, the guest would take the host's offer."
    )
    assert would_do(EN, replace(MOVE, nearest=replace(OFFER, rise=0.3, escalator="none", term=1))) == (
        "The guest would take +30% for one year."
    )


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (Constraint.ELECTION, "with no change of government ahead, the text would do"),
        (Constraint.AUDIENCE, "but for what the rise costs at home, the text would do"),
        (
            Constraint.LEADER,
            "what binds is the leader's own price, which his ministers did not know; from now on they ask for it",
        ),
    ],
)
def test_a_refusal(constraint, expected):
    assert refused(EN, replace(MOVE, constraint=constraint)) == [
        "what weighs in the text: the money +0.050 and the next renewal +0.010; in waiting:"
        " what may come after +0.18 and the lapse until then −0.010",
        expected,
    ]


def test_a_consent():
    assert consented(EN, MOVE) == (
        "what weighs with the host: an agreement as such +0.39 and the money −0.049;"
        " with the guest: the money +0.050 and the next renewal +0.010"
    )


@pytest.mark.parametrize(
    ("constraint", "nearest", "expected"),
    [
        (Constraint.WIN_SET, OFFER, "a majority was to be expected up to +4.0% on the same terms"),
        (Constraint.WIN_SET, None, "no rise, however small, could count on a majority"),
        (Constraint.LUCK, OFFER, "the vote went against the odds"),
    ],
)
def test_a_vote(constraint, nearest, expected):
    move = Move("legislature", OFFER, terms={"members": {"vote_level": 1.0, "vote_rise": -0.3}},
                constraint=constraint, nearest=nearest)  # fmt: skip
    assert voted(EN, move) == ["what weighs with the members, in mean log-odds of a yes: the common ground +1.00"
                           " and the rise −0.30", expected]  # fmt: skip


def test_stories_tell_the_reasons_of_their_moves():
    """Each kind of reason within the first stories; not every negotiation has a walkout or a refusal."""
    missing = {
        "It is the guest that holds out more: it asks ",
        "would have kept it at the table",
        "What weighs in the text: ",
        "What binds is the leader's own price",
        "What weighs with the host: an agreement as such",
        "What weighs with the members, in mean log-odds of a yes: ",
    }
    for replicate in range(40):
        story = tell(*played("sma11", replicate, "parameters.walkout_chance=1"), 1)
        words = " ".join(each.text for each in story.paragraphs)
        missing = {expected for expected in missing if expected not in words}
        if not missing:
            return
    assert not missing
