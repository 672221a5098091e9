"""What the readable runner records of one negotiation: dated entries, and one row a round.

The engine keeps none of this; it is worked out only where someone reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sim.rules.kinds import Reason

EntryKind = Literal[
    "open", "round", "parked", "walkout", "threat", "text", "consent", "refusal", "signature", "vote", "entry",
    "expiry", "funds_out", "furlough", "furlough_end", "election", "handover", "provocation", "horizon",
]  # fmt: skip
Actor = Literal["guest", "host", "both", "public", "north", "legislature", "calendar"]


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
    round          number, host_rise, guest_rise, gap; where a delegation  level
                   let a text go, its content
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
    =============  ======================================================  ====================
    """

    day: int  # since talks opened
    date: date
    kind: EntryKind
    actor: Actor
    reason: Reason = Reason.NONE
    values: dict[str, float] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


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
    guest_rise: float  # guest's offer (what he asks for)
    guest_escalator: str
    guest_term: int
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
