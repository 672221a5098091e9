"""Why a move was made: what weighed, what bound, and what would have been taken instead."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date as Date
from enum import StrEnum
from typing import Literal

Actor = Literal["guest", "host", "both", "public", "north", "legislature", "calendar"]
Terms = dict[str, float]  # named parts of one number, in the order in which they are told


class Constraint(StrEnum):
    """What kept a move from going further, or from being taken."""

    NONE = "none"  # nothing: it was taken, or the offers meet
    OWN_ASPIRATION = "own_aspiration"  # its maker still asks for more than it could do without
    OTHER_ASPIRATION = "other_aspiration"  # the other side does
    OWN_RESERVATION = "own_reservation"  # nothing beats waiting for both sides
    STANDING_TEXT = "standing_text"  # the guest does not ask for less than a text the host once took
    LINE = "line"  # the host's last public offer: but for what crossing it costs it would do
    AUDIENCE = "audience"  # the host's public: without its audience costs it would do
    ELECTION = "election"  # what is hoped of the next change of government: with none ahead it would do
    LEADER = "leader"  # the leader's own price, which a text must bring beside what waiting is worth
    WIN_SET = "win_set"  # the legislature has no majority for it
    LUCK = "luck"  # a vote against what was expected of it, or a decision that no rule makes


@dataclass(frozen=True)
class Content:
    """A package, and what it is worth to both sides on the day of the move (NaN where nobody weighed it)."""

    rise: float
    escalator: str
    term: int  # paid years
    labour_share: float
    operational_support: bool
    host: float = math.nan
    guest: float = math.nan


@dataclass(frozen=True)
class Move:
    """An offer, a text, or an answer to one: what it was, what weighed, what bound, and what would have been taken.

    Attributes
    ----------
    party : who made it
    content : the package, None where no package was worth offering
    host_waiting, guest_waiting : worth of waiting; the host's with its private part
    terms : by "host" and "guest" the parts of what the package is worth to them, by "host_waiting" and
        "guest_waiting" those of waiting; of a vote, by "members", the mean log-odds of a yes
    constraint : what bound
    nearest : package nearest to this one that would have been taken; None where it was taken, or where none would do
    waiter : where hope of the next change of government bound: whose it was; None for nobody's
    awaited : date of that change, None for none that is known
    """

    party: Actor
    content: Content | None
    host_waiting: float = math.nan
    guest_waiting: float = math.nan
    terms: dict[str, Terms] = field(default_factory=dict)
    constraint: Constraint = Constraint.NONE
    nearest: Content | None = None
    waiter: Actor | None = None
    awaited: Date | None = None
