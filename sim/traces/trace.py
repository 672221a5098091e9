"""What the readable runner records of one negotiation: dated entries, the move behind each, and one row a round.

The engine keeps none of this; it is worked out only where someone reads it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from sim.rules.kinds import Reason

EntryKind = Literal[
    "open", "offer", "round", "decline", "parked", "walkout", "threat", "text", "consent", "refusal", "signature",
    "vote", "entry", "expiry", "funds_out", "furlough", "furlough_end", "election", "handover", "provocation",
    "protest", "withdrawal", "change", "break", "horizon", "record", "as_of",
]  # fmt: skip
Actor = Literal["guest", "host", "both", "public", "north", "legislature", "calendar"]
Terms = dict[str, float]  # named parts of one number, in the order in which they are told


class Constraint(StrEnum):
    """What kept a move from going further, or from being taken."""

    NONE = "none"  # nothing: it was taken, or the offers meet
    OWN_ASPIRATION = "own_aspiration"  # its maker still asks for more than it could do without
    OTHER_ASPIRATION = "other_aspiration"  # the other side does
    OWN_RESERVATION = "own_reservation"  # nothing beats waiting for both sides
    STANDING_TEXT = "standing_text"  # the guest need not go below a text the host once took
    AUDIENCE = "audience"  # the host's public: without its audience costs it would do
    ELECTION = "election"  # what is hoped of the next change of government: with none ahead it would do
    LEADER = "leader"  # the leader's own reservation, above what his delegation had to bring home
    WIN_SET = "win_set"  # the legislature has no majority for it
    LUCK = "luck"  # the choice went against the odds


@dataclass(frozen=True)
class Content:
    """A package, and what it is worth to both sides on the day of the move (NaN where nobody weighed it)."""

    rise: float
    escalator: str
    term: int
    labour_share: float
    operational_support: bool
    side_letter: float = 0.0  # worth of it to the guest
    host: float = math.nan
    guest: float = math.nan


@dataclass(frozen=True)
class Move:
    """An offer, a text, or an answer to one: what it was, what weighed, what bound, and what would have been taken.

    Attributes
    ----------
    party : who made it
    content : the package, None where no package was worth offering
    host_waiting, guest_waiting : worth of waiting, private part included; the guest's is its leader's
    terms : by "host" and "guest" the parts of what the package is worth to them, by "host_waiting" and
        "guest_waiting" those of waiting; of a vote, by "members", the mean log-odds of a yes
    constraint : what bound
    nearest : package nearest to this one that would have been taken; None where it was taken, or where none would do
    chance : of a leader, a delegation or both: the probability with which they take it
    """

    party: Actor
    content: Content | None
    host_waiting: float = math.nan
    guest_waiting: float = math.nan
    terms: dict[str, Terms] = field(default_factory=dict)
    constraint: Constraint = Constraint.NONE
    nearest: Content | None = None
    chance: float = math.nan


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, who, what, and why.

    `values` holds the numbers behind it under the names used in `Round`, in units of the base amount a year where
    they are utilities; `names` holds keys of administrations, escalators and the like.

    Notes
    -----
    What each kind holds ("content" stands for rise, term, labour_share, operational_support, side_letter, and the
    name of the escalator):

    =============  ======================================================  ====================
    kind           values                                                  names
    =============  ======================================================  ====================
    open           guest_rise (public demand), host_rise, deadline (day)   guest, host
    offer          (all in its move)
    round          number, host_rise, guest_rise, gap; where a delegation  level
                   let a text go, its content
    decline        content of the text a delegation let go
    walkout        gap; its reason is what stood between the sides
    threat         gap, withdrawal (threats believed so far)
    text           content
    refusal        content, worth, guest_waiting and leader_rise, or
                   host_waiting and most_rise: the rise that leader would
                   have taken, all else equal (NaN for none)
    consent        content, guest_worth, guest_waiting, host_worth,
                   host_waiting
    signature      content, rise_annualised, amount, amount_usd_m
    vote           votes_for, votes_against, votes_abstain
    furlough_end   days                                                    by: agreement or act
    election                                                               winner, loser
    handover                                                               elected, before
    provocation    severity, threat (felt after it)
    horizon                                                                end
    record         of an offer or a refused text: rise, years (paid)       move, escalator
    as_of          number (of rounds on record)
    =============  ======================================================  ====================
    """

    day: int  # since talks opened
    date: date
    kind: EntryKind
    actor: Actor
    reason: Reason = Reason.NONE
    values: dict[str, float] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    move: Move | None = None


@dataclass(frozen=True)
class Round:
    """State of the talks in one round. Utilities in units of the base amount a year; rises as shares."""

    number: int
    day: int
    date: date
    level: str
    reason: Reason
    host_rise: float  # host's offer
    host_escalator: str
    host_term: int
    host_labour_share: float
    host_operational_support: bool
    guest_rise: float  # guest's offer (what he asks for)
    guest_escalator: str
    guest_term: int
    guest_labour_share: float
    guest_operational_support: bool
    host_asks: float  # aspiration
    guest_asks: float
    host_waiting: float  # worth of waiting, private part included
    guest_waiting: float  # the leader's
    guest_least: float  # the delegation's mandate
    gap: float  # utility by which the host's offer falls short of what the guest asks; 0 or less closes
    most_rise: float  # largest rise the host would take rather than wait: upper end of the agreement zone (`zone.py`)
    least_rise: float  # smallest rise the guest's delegation would take: lower end of the zone
    leader_rise: float  # smallest rise the guest's leader would take
    threat: float
    anger: float
    support: float
    relations: float


@dataclass
class Trace:
    """Record of one replicate, in the order in which things happened."""

    entries: list[Entry] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
