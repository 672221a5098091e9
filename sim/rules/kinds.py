"""Numbered names shared by scenarios, rules and results. Numbers are stored in files: never reuse one."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Party(IntEnum):
    """The two sides of the table; also the party key of a draw."""

    GUEST = 0  # the country that stations troops: the US administration
    HOST = 1  # the country that hosts them: the ROK government


class Purpose(IntEnum):
    """What a random number is for; part of the key of every draw."""

    TYPE = 1  # position of an administration's type within its error band
    RESERVATION = 2  # a party's private reservation value
    PROVOCATION = 3  # whether a provocation happens on a day
    SEVERITY = 4  # its severity
    SPACING = 5  # days to the next round
    ACCEPTANCE = 6  # whether a party takes the text
    TACTIC = 7  # walkout and threat after a failed round
    LEADER = 8  # days a leader takes, whether he consents, and when the delegations meet again if not
    SIGNATURE = 9  # days from agreement to signature
    VOTE_DAY = 10  # days from signature to the vote
    VOTE = 11  # each member's vote
    ENTRY = 12  # days from the vote to entry into force, or to the next round if it failed
    ELECTION = 13  # who wins, where the scenario leaves it open
    FURLOUGH = 14  # whether and how long base workers are sent home
    OPENING = 15  # when a new guest first meets the host
    PROTEST = 16  # protests of the host's public
    CHANGE = 17  # whether a change from outside falls on a day
    BREAKDOWN = 18  # whether the talks break off after a failed round
    PROPOSER = 19  # who makes the offer, in the random-proposer protocol
    RESIDUAL = 90  # random part of an event's day in a residual; no replicate draws it


class Escalator(IntEnum):
    """Rule by which the contribution grows after its first year."""

    NONE = 0
    CPI = 1
    DEFENCE = 2
    FIXED = 3


class Level(IntEnum):
    """Level at which a round is held."""

    WORKING = 0
    MINISTERIAL = 1
    LEADER = 2


class End(IntEnum):
    """How a replicate ended at or before the horizon."""

    OPEN = 0  # no text
    PENDING = 1  # a text agreed or signed, not yet in force
    IN_FORCE = 2
    BROKEN_OFF = 3  # a side left for good, or the talks broke down
    STANDS = 4  # no text, and the old agreement still holds: it simply goes on


class Reason(IntEnum):
    """Why a round or a text ended as it did."""

    NONE = 0
    CLOSED = 1  # the round closed with a text
    GAP = 2  # no package meets what both sides still ask for
    NO_ZONE = 3  # no package beats waiting for both sides
    GUEST_DECLINED = 4  # the guest's delegation turned the text down
    HOST_DECLINED = 5  # the host's delegation turned the text down
    WALKOUT = 6  # the guest's delegation left the room
    GUEST_LEADER = 7  # the guest's leader refused the text
    HOST_LEADER = 8  # the host's leader refused the text
    VOTE_FAILED = 9  # the legislature refused the signed text
    PARKED = 10  # a successor is elected: both sides wait for the handover
    WIN_SET = 11  # the legislature would not carry a text the guest could take


class Moved(IntEnum):
    """What a move on record was; moves of one day are taken in this order."""

    GUEST_OFFER = 0
    HOST_OFFER = 1
    ROUND = 2  # a round that ended without a text
    WALKOUT = 3  # the guest's delegation left it
    REFUSAL = 4  # the guest's leader refused a text


class Act(IntEnum):
    """What the public may protest against; its place among the draws of a day."""

    DEMAND = 0
    TACTIC = 1
    REFUSAL = 2
    SIGNATURE = 3


class Protocol(StrEnum):
    """Order in which offers are made and met."""

    MEDIATED = "mediated"  # both sides offer, and a text closes where the two meet
    ALTERNATING = "alternating"  # one side offers, the other takes it or not; then the other way round
    RANDOM = "random"  # the same, with whoever offers drawn


class Policy(StrEnum):
    """What a party compares an offer with."""

    WAITING = "waiting"  # its worth of waiting for the dates ahead, reached by concession
    TACTICS = "tactics"  # a reservation value that looks at no date ahead, reached by concession
    EQUILIBRIUM = "equilibrium"  # the worth of the rounds to come if both sides play the subgame-perfect equilibrium


# Numbers of protocols and policies in the record of facts.
MEDIATED, ALTERNATING, RANDOM = range(len(Protocol))
WAITING, TACTICS, EQUILIBRIUM = range(len(Policy))


class ProvocationMode(StrEnum):
    """Where provocations come from."""

    REPLAY = "replay"
    SIMULATE = "simulate"
    NONE = "none"
