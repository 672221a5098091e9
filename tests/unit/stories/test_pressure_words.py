"""The pressure, what was given up under it, and the line held: told when they are news."""

import math

import pytest

from sim.stories.narration import Narration
from sim.stories.pressure_words import given_up_words, line_words, pressure_words
from tests.unit.handmade import meeting, prepared


@pytest.fixture
def narration():
    return Narration(prepared())


def test_the_pressure_is_told_by_part_and_again_when_a_part_moves(narration):
    assert pressure_words(narration, meeting(1, 0)) == [
        "What presses both sides together: the expiry ahead +0.050 and the change of government ahead +0.010 a year,"
        " with 0.24 at stake."
    ]
    assert pressure_words(narration, meeting(2, 20, press_expiry=0.09)) == []
    (words,) = pressure_words(narration, meeting(3, 110, press_expiry=0.0, press_lapse=0.12, press_election=-0.03))
    assert words.startswith(
        "What now presses both sides together: the lapse in force +0.12 and the change of government ahead −0.030"
    )


def test_no_pressure_is_not_told(narration):
    assert pressure_words(narration, meeting(1, 0, press_expiry=0.0, press_election=0.0)) == []


def test_shares_given_up_are_told_as_they_grow(narration):
    assert given_up_words(narration, meeting(1, 0)) == []
    assert given_up_words(narration, meeting(2, 60, guest_conceded=0.2, host_conceded=0.2)) == [
        "Both sides have given up 20% of what they could hold out for."
    ]
    assert given_up_words(narration, meeting(3, 80, guest_conceded=0.25, host_conceded=0.25)) == []
    assert given_up_words(narration, meeting(4, 500, guest_conceded=0.05, host_conceded=0.6)) == [
        "Of what they could hold out for, the guest has given up 5% and the host 60%."
    ]


def test_the_last_public_offer_is_told_once(narration):
    assert line_words(narration, meeting(1, 0, line=math.inf)) == []
    assert line_words(narration, meeting(2, 20, line=0.129)) == [
        "The host's last public offer, +12.9%, is what it is held to at home."
    ]
    assert line_words(narration, meeting(3, 40, line=0.129)) == []
    assert "+13.9%" in line_words(narration, meeting(4, 60, line=0.139))[0]
