"""Rounds in words: a phrase for every reason, the numbers of the trace, and nothing said twice."""

import math
from dataclasses import replace

import pytest

from sim.rules.kinds import Reason
from sim.stories.narration import Narration
from sim.stories.round_words import LONG_PAUSE, round_words, zone_of
from sim.traces.entries import Entry, OfferMade, Provocation, RoundHeld, TextMade, Threat, Walkout
from sim.traces.moves import Constraint, Content, Move
from tests.unit.handmade import content, entry, meeting, prepared

DEFENCE = {"host_escalator": "defence", "guest_escalator": "defence"}
TEXT = "+12.9% over 5 years with CPI growth"


@pytest.fixture
def narration():
    return Narration(prepared())


def after(narration):
    """Narration in which one round has been told."""
    round_words(narration, meeting(1, 0), [], [])
    return narration


def test_a_first_round_names_both_sides_their_packages_the_gap_and_the_worth_of_waiting(narration):
    assert round_words(narration, meeting(1, 0), [], []) == (
        "24 September 2019, round 1 (working level): the Trump administration asks for +41% over 5 years with CPI"
        " growth; the Korean government offers +4.0% over 3 years with CPI growth. Nothing closes: to the guest the"
        " host's offer is worth 0.20 less than what it asks for. Behind the demands there is room: the guest's"
        " delegation may take +2.0%, and the host would go to +11.0% rather than wait. Waiting is worth 0.050 a year to"
        " the host and 0.17 to the guest. What presses both sides together: the expiry ahead +0.050 and the"
        " change of government ahead +0.010 a year, with 0.24 at stake."
    )


def test_a_later_round_says_what_changed_and_nothing_else(narration):
    words = round_words(after(narration), meeting(2, 20, guest_rise=0.3, gap=0.15), [], [])
    assert words == (
        "14 October 2019, round 2: the guest moves to +30%; the host stays at +4.0%."
        " Nothing closes; the gap is down to 0.15."
    )


def test_a_round_in_which_nothing_moves_is_told_in_a_line(narration):
    words = round_words(after(narration), meeting(2, 20), [], [])
    assert words == (
        "14 October 2019, round 2: both sides stay where they are, at +41% and +4.0%."
        " Nothing closes, and the gap stays at 0.20."
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"guest_rise": 0.5}, "the guest raises its demand to +50%"),
        ({"host_rise": 0.01}, "the host goes back to +1.0%"),
        ({"guest_term": 1, "guest_escalator": "none", "guest_rise": 0.2}, "the guest moves to +20%, now for one year"),
        (
            {"guest_term": 3, "host_term": 3, **DEFENCE, "host_rise": 0.1},
            "now over 3 years growing with the defence budget; the host raises its offer to +10.0% on the same terms",
        ),
        ({"gap": 0.4}, "The gap widens from 0.20 to 0.40, and nothing closes."),
        ({"level": "ministerial"}, "round 2 (ministers): "),
        ({"most_rise": 0.2}, "The room behind the demands now runs from +2.0% to +20%."),
        ({"anger": 0.5}, "Public anger has risen from 0.30 to 0.50."),
        ({"anger": 0.1, "support": 0.35}, "to 0.10, and 35% of the public would pay more, after 30%"),
        ({"guest_waiting": 0.3}, "Waiting is now worth 0.30 to the guest (0.17 before)."),
        ({"host_rise": math.nan, "host_term": 0, "host_escalator": ""}, "nothing"),
    ],
)  # fmt: skip
def test_what_changed_in_a_round(narration, changes, expected):
    assert expected in round_words(after(narration), meeting(2, 20, **changes), [], [])


@pytest.mark.parametrize(
    ("reason", "changes", "expected"),
    [
        (Reason.GAP, {}, "Nothing closes"),
        (
            Reason.NO_ZONE,
            {"least_rise": 0.13, "most_rise": 0.09},
            "Nothing can close: the host would go to +9.0% at most, and the guest's delegation needs +13.0%.",
        ),
        (Reason.NO_ZONE, {"least_rise": math.nan}, "Nothing can close: no package is worth more than waiting to both."),
        (Reason.PARKED, {}, "Nothing closes: the talks are parked."),
    ],
)
def test_why_a_round_did_not_close(narration, reason, changes, expected):
    assert expected in round_words(narration, meeting(1, 0, reason, **changes), [], [])


def test_a_text(narration):
    text = entry(0, TextMade, content=content(operational_support=True))
    words = round_words(narration, meeting(1, 0, Reason.CLOSED, gap=-0.01), [text], [])
    assert (
        "a text is made that shares the gain over waiting: +12.9% over 5 years with CPI growth, 75% of labour cost paid"
        " from the fund, new operational items. It goes to the leaders." in words
    )
    assert narration.on_desk


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.GUEST_DECLINED, f"can be met by {TEXT}, but the guest's delegation turns the text down."),
        (Reason.HOST_DECLINED, f"can be met by {TEXT}, but the host's delegation turns the text down."),
    ],
)
def test_a_text_that_a_delegation_turns_down(narration, reason, expected):
    here = entry(0, RoundHeld, reason=reason, declined=content())
    assert expected in round_words(narration, meeting(1, 0, reason), [here], [])


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([Walkout], "The guest's delegation walks out."),
        ([Threat], "The guest threatens in public to withdraw troops."),
        (
            [Walkout, Threat],
            "The guest's delegation walks out, and a withdrawal of troops is threatened in public.",
        ),
    ],
)
def test_tactics(narration, kinds, expected):
    happened = [entry(0, kind, reason=Reason.GAP, gap=0.2) for kind in kinds]
    reason = Reason.WALKOUT if Walkout in kinds else Reason.GAP
    words = round_words(narration, meeting(1, 0, reason), happened, [])
    assert expected in words
    assert "Nothing closes: to the guest" in words, "a walkout's own entry says what stood between the sides"


@pytest.mark.parametrize(
    ("severities", "threat", "expected"),
    [
        ([2], 0.35, "A provocation of severity 2 falls between the rounds; felt threat rises from 0.10 to 0.35."),
        (
            [1, 3, 1, 2],
            0.35,
            "Provocations on 4 days, the gravest of severity 3, fall between the rounds; felt threat rises from 0.10",
        ),
        ([1], 0.05, "felt threat still falls from 0.10 to 0.05."),
        ([1], 0.1, "felt threat is again 0.10."),
        ([], 0.05, ""),
    ],
)
def test_provocations_are_told_together(narration, severities, threat, expected):
    happened = [entry(5 + n, Provocation, severity=grade) for n, grade in enumerate(severities)]
    words = round_words(after(narration), meeting(2, 20, threat=threat), [], happened)
    assert expected in words
    assert ("rovocation" in words) == bool(severities)


def test_a_long_pause_is_told(narration):
    words = round_words(after(narration), meeting(2, 142, level="ministerial"), [], [])
    assert words.startswith("13 February 2020, round 2 (ministers), the first in 142 days: ")


@pytest.mark.parametrize(("days", "told"), [(LONG_PAUSE - 1, False), (LONG_PAUSE, True)])
def test_a_pause_is_told_from_sixty_days_on(narration, days, told):
    assert ("the first in" in round_words(after(narration), meeting(2, days), [], [])) == told


def test_a_zone_that_reaches_below_all_offers_is_still_a_zone():
    assert zone_of(meeting(1, 0, least_rise=math.nan))[1] == 0.11
    assert zone_of(meeting(1, 0, Reason.NO_ZONE, least_rise=math.nan)) is None
    assert zone_of(meeting(1, 0, least_rise=0.2, most_rise=0.1)) is None
    assert zone_of(meeting(1, 0, most_rise=math.nan)) is None


def offers(near: float, constraint: Constraint = Constraint.OWN_ASPIRATION, term: int = 3) -> list[Entry]:
    move = Move("guest", None, constraint=constraint)
    nearest = Content(near, "cpi", term, 0.75, False)
    host = replace(move, party="host", content=replace(nearest, rise=0.04, term=3), nearest=nearest)
    return [entry(0, OfferMade, actor=move.party, move=move) for move in (move, host)]


def test_what_keeps_the_sides_apart_is_told_when_it_changes(narration):
    holds_out = "It is the guest that holds out more"
    assert holds_out in round_words(narration, meeting(1, 0), offers(0.3), [])
    assert holds_out not in round_words(narration, meeting(2, 20), offers(0.3), [])
    other = offers(0.3, Constraint.OTHER_ASPIRATION)
    assert "It is the host that holds out more" in round_words(narration, meeting(3, 40), other, [])
    assert "holds out" not in round_words(narration, meeting(4, 60, Reason.PARKED), offers(0.3), [])


def test_an_offer_that_would_have_closed_a_small_gap_is_told_once(narration):
    told = "From +30% on, the guest would take the host's offer."
    assert told not in round_words(narration, meeting(1, 0, gap=0.2), offers(0.3), [])
    assert told in round_words(narration, meeting(2, 20, gap=0.05), offers(0.3), [])
    assert told not in round_words(narration, meeting(3, 40, gap=0.05), offers(0.3), [])


@pytest.mark.parametrize(("reason", "near"), [(Reason.NO_ZONE, 0.3), (Reason.GAP, 0.41)])
def test_what_was_said_already_would_not_be_told_as_an_offer_that_closes(narration, reason, near):
    assert "would take the host's offer" not in round_words(
        narration, meeting(1, 0, reason, gap=0.05), offers(near), []
    )
