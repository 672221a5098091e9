"""What may happen in a negotiation: one class for each kind of dated entry.

Utilities, worths and gaps are in units of the base amount a year, rises in shares of the amount last in force; keys of
administrations and governments are those of the scenario.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, dataclass
from datetime import date as Date
from typing import ClassVar, Literal

from sim.rules.kinds import Reason
from sim.traces.moves import Actor, Content, Move

EntryKind = Literal[
    "open", "offer", "round", "decline", "parked", "walkout", "threat", "text", "consent", "refusal", "signature",
    "vote", "entry", "expiry", "funds_out", "furlough", "furlough_end", "election", "handover", "provocation",
    "protest", "withdrawal", "change", "break", "horizon", "record", "as_of",
]  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, who, and why. Its class says what, and holds the numbers behind it.

    `kind` names the class in files.
    """

    kind: ClassVar[EntryKind]
    day: int  # since talks opened
    date: Date
    _: KW_ONLY
    actor: Actor
    reason: Reason = Reason.NONE


@dataclass(frozen=True, kw_only=True)
class MoveEntry(Entry):
    """An entry that is a move of somebody, with what weighed in it."""

    move: Move


# --- calendar and events ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class TalksOpened(Entry):
    """First demands, and who governs."""

    kind: ClassVar[EntryKind] = "open"
    actor: Actor = "both"
    guest_rise: float  # what is asked for in public
    host_rise: float
    guest: str
    host: str


@dataclass(frozen=True, kw_only=True)
class Expiry(Entry):
    """The old agreement expires."""

    kind: ClassVar[EntryKind] = "expiry"
    actor: Actor = "calendar"


@dataclass(frozen=True, kw_only=True)
class FundsOut(Entry):
    """The old money runs out."""

    kind: ClassVar[EntryKind] = "funds_out"
    actor: Actor = "calendar"


@dataclass(frozen=True, kw_only=True)
class FurloughBegun(Entry):
    """Base workers are sent home without pay."""

    kind: ClassVar[EntryKind] = "furlough"
    actor: Actor = "guest"


@dataclass(frozen=True, kw_only=True)
class FurloughEnded(Entry):
    """They come back, by an agreement or by an act that pays them."""

    kind: ClassVar[EntryKind] = "furlough_end"
    days: int  # that it lasted
    by: Literal["agreement", "act"]


@dataclass(frozen=True, kw_only=True)
class Election(Entry):
    """An election for the office of its actor, guest or host."""

    kind: ClassVar[EntryKind] = "election"
    winner: str
    loser: str


@dataclass(frozen=True, kw_only=True)
class Handover(Entry):
    """Who holds the office of its actor from this day on; the same key twice means a further term."""

    kind: ClassVar[EntryKind] = "handover"
    elected: str
    before: str

    @property
    def changes_hands(self) -> bool:
        """Whether somebody else takes the office."""
        return self.elected != self.before


@dataclass(frozen=True, kw_only=True)
class Provocation(Entry):
    """An act of the North."""

    kind: ClassVar[EntryKind] = "provocation"
    actor: Actor = "north"
    severity: int  # 1 to 5
    threat: float  # felt after it


@dataclass(frozen=True, kw_only=True)
class Protest(Entry):
    """The public in the streets."""

    kind: ClassVar[EntryKind] = "protest"
    actor: Actor = "public"
    anger: float
    act: str  # protested against: demand, tactic, refusal, signature


@dataclass(frozen=True, kw_only=True)
class Withdrawal(Entry):
    """Troops leave for good."""

    kind: ClassVar[EntryKind] = "withdrawal"
    actor: Actor = "guest"
    share: float  # of the troops
    anger: float


@dataclass(frozen=True, kw_only=True)
class OutsideChange(Entry):
    """A change from outside, and what both sides expected of it."""

    kind: ClassVar[EntryKind] = "change"
    actor: Actor = "calendar"
    guest: float
    host: float


@dataclass(frozen=True, kw_only=True)
class Breakdown(Entry):
    """The talks break off for good."""

    kind: ClassVar[EntryKind] = "break"
    actor: Actor = "both"


@dataclass(frozen=True, kw_only=True)
class HorizonReached(Entry):
    """Simulated time ends with no new agreement in force; the old one may still stand."""

    kind: ClassVar[EntryKind] = "horizon"
    actor: Actor = "calendar"
    end: str  # name of the end


# --- talks on record --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class RecordedMove(Entry):
    """A move of the real talks; an offer and a refused text say what was in it."""

    kind: ClassVar[EntryKind] = "record"
    done: str  # guest_offer, host_offer, round, walkout, refusal
    rise: float | None = None
    years: int | None = None  # paid under it
    escalator: str | None = None


@dataclass(frozen=True, kw_only=True)
class RecordEnded(Entry):
    """The last day on record; what follows is simulated."""

    kind: ClassVar[EntryKind] = "as_of"
    actor: Actor = "calendar"
    number: int  # of rounds on record


# --- rounds -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OfferMade(MoveEntry):
    """An offer of guest or host; all of it is in its move."""

    kind: ClassVar[EntryKind] = "offer"


@dataclass(frozen=True, kw_only=True)
class RoundHeld(Entry):
    """A round, and why it closed or did not."""

    kind: ClassVar[EntryKind] = "round"
    actor: Actor = "both"
    number: int
    host_rise: float
    guest_rise: float
    gap: float
    level: str
    declined: Content | None = None  # text that a delegation turned down


@dataclass(frozen=True, kw_only=True)
class RoundParked(Entry):
    """A round that was due and is put off until an elected successor takes office."""

    kind: ClassVar[EntryKind] = "parked"
    actor: Actor = "both"
    reason: Reason = Reason.PARKED


@dataclass(frozen=True, kw_only=True)
class Walkout(MoveEntry):
    """The guest's delegation leaves; `reason` is what stood between the sides."""

    kind: ClassVar[EntryKind] = "walkout"
    actor: Actor = "guest"
    gap: float


@dataclass(frozen=True, kw_only=True)
class Threat(MoveEntry):
    """The guest threatens in public to withdraw troops."""

    kind: ClassVar[EntryKind] = "threat"
    actor: Actor = "guest"
    gap: float
    withdrawal: float  # threats remembered, this one included


# --- the way of a text ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class TextMade(MoveEntry):
    """A text that both delegations took."""

    kind: ClassVar[EntryKind] = "text"
    actor: Actor = "both"
    reason: Reason = Reason.CLOSED
    content: Content


@dataclass(frozen=True, kw_only=True)
class TextDeclined(MoveEntry):
    """A text that the delegation of its actor turned down."""

    kind: ClassVar[EntryKind] = "decline"
    content: Content


@dataclass(frozen=True, kw_only=True)
class Refusal(MoveEntry, ABC):
    """A leader refuses a text: `GuestRefusal` or `HostRefusal`."""

    kind: ClassVar[EntryKind] = "refusal"
    content: Content
    worth: float  # of the text, to the side of the leader

    @property
    @abstractmethod
    def waiting(self) -> float:
        """What waiting was worth to the leader."""

    @property
    @abstractmethod
    def limit(self) -> float:
        """Rise from which on, or up to which, he would have signed, all else equal; NaN for none."""


@dataclass(frozen=True, kw_only=True)
class GuestRefusal(Refusal):
    """The guest's leader would have signed from `leader_rise` on."""

    actor: Actor = "guest"
    reason: Reason = Reason.GUEST_LEADER
    guest_waiting: float
    leader_rise: float

    @property
    def waiting(self) -> float:
        """What waiting was worth to him."""
        return self.guest_waiting

    @property
    def limit(self) -> float:
        """The rise from which on he would have signed."""
        return self.leader_rise


@dataclass(frozen=True, kw_only=True)
class HostRefusal(Refusal):
    """The host's leader would have signed up to `most_rise`."""

    actor: Actor = "host"
    reason: Reason = Reason.HOST_LEADER
    host_waiting: float
    most_rise: float

    @property
    def waiting(self) -> float:
        """What waiting was worth to him."""
        return self.host_waiting

    @property
    def limit(self) -> float:
        """The rise up to which he would have signed."""
        return self.most_rise


@dataclass(frozen=True, kw_only=True)
class Consent(MoveEntry):
    """Both leaders take a text, and what it is worth to them against waiting."""

    kind: ClassVar[EntryKind] = "consent"
    actor: Actor = "both"
    content: Content
    guest_worth: float
    guest_waiting: float
    host_worth: float
    host_waiting: float


@dataclass(frozen=True, kw_only=True)
class Signature(Entry):
    """An agreement is signed."""

    kind: ClassVar[EntryKind] = "signature"
    actor: Actor = "both"
    content: Content
    rise_annualised: float
    amount: float  # of the first year, in the units of the scenario
    amount_usd_m: float  # millions of US dollars


@dataclass(frozen=True, kw_only=True)
class Vote(MoveEntry):
    """The legislature votes; `reason` is VOTE_FAILED where it does not carry."""

    kind: ClassVar[EntryKind] = "vote"
    actor: Actor = "legislature"
    votes_for: int
    votes_against: int
    votes_abstain: int

    @property
    def carried(self) -> bool:
        """Whether it carried."""
        return self.reason is not Reason.VOTE_FAILED


@dataclass(frozen=True, kw_only=True)
class EntryIntoForce(Entry):
    """The agreement enters into force."""

    kind: ClassVar[EntryKind] = "entry"
    actor: Actor = "both"
