"""The log of a negotiation: what happened, on which day, in which state of the talks, with the numbers of the move.

It is kept where there is room for it. Whoever reads it (`sim.traces`, `sim.reasons`) has the state that every move
was made in, and can ask the rules again.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

from sim.record_base import Record
from sim.records import Floats


class Happening(IntEnum):
    """Kind of an event."""

    OPEN = 0  # talks opened; `amount` is the guest's public demand
    PROSPECTS = 1  # a succession came into sight: the sides work out anew what they expect
    CHANGE = 2  # a change from outside
    WITHDRAWAL = 3  # troops left; `amount` is their share
    HANDOVER = 4  # `number` governed until now, `party` says where
    PROTEST = 5  # against act `number`
    FURLOUGH = 6
    FURLOUGH_END = 7  # after `number` days
    PROVOCATION = 8  # of severity `number`
    RECORD = 9  # move `number` on record was taken
    AS_OF = 10  # the record ends after `number` rounds
    PARKED = 11  # a round that was due waits for the handover
    ROUND = 12
    BREAK = 13  # the talks broke off for good
    WALKOUT = 14
    THREAT = 15
    REFUSAL = 16  # of a text by the leader of `party`
    CONSENT = 17  # of both leaders
    SIGNATURE = 18
    VOTE = 19
    ENTRY = 20
    END = 21  # the last day; `number` is that of `sim.rules.kinds.End`


class Event(Record):
    """One event. Utilities are shares of the base amount a year; what a kind does not use is 0."""

    kind: int
    day: int
    party: int
    number: int
    amount: float
    # The state it happened in: all that a look at the table depends on.
    guest: int
    host: int
    in_office: float
    threat: float
    anger: float
    line: float  # the host's last public offer, infinity for none
    host_conceded: float  # share given up
    guest_conceded: float
    withdrawal: float
    furloughed: int
    agreed: int
    refused: int  # whether this guest's leader has refused a text
    guest_private: float
    host_private: float
    support: float  # share of the public for paying more
    angers: Annotated[Floats, 3]
    # A round.
    level: int
    reason: int  # CLOSED, GUEST_DECLINED, HOST_DECLINED, or NONE where no text was made
    walked_out: int
    host_waits: float  # worth of waiting, of the delegation
    guest_waits: float
    standing: float  # worth to the guest of a text that stands, minus infinity for none
    host_least: float  # that, or the worth of leaving for good
    guest_least: float
    host_zone: float  # the most each could gain where the other gets just what it could do without
    guest_zone: float
    host_asks: float
    guest_asks: float
    press_lapse: float  # the pressure by part (`sim.rules.pressure.Pressure`)
    press_expiry: float
    press_money: float
    press_election: float
    pressure: float
    stake: float
    gap: float  # utility by which the offer on the table falls short of what is asked; 0 or less closes
    most: float  # largest rise the host's delegation may name
    host_pair: int  # the host's offer
    host_extra: int
    host_rise: float
    host_own: float  # its worth to the host
    host_other: float  # and to the guest
    guest_pair: int  # the guest's offer
    guest_extra: int
    guest_rise: float
    guest_own: float  # its worth to the guest
    guest_other: float  # and to the host
    # A text: made in a round, or on its way.
    pair: int
    extra: int
    rise: float
    text_host: float  # its worth
    text_guest: float
    guest_waiting: float  # of the leaders
    host_waiting: float
    # A vote.
    votes_for: int
    votes_against: int
    votes_abstain: int
    carried: int
