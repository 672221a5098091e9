"""The trace of one negotiation: dated entries, and one row a round."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sim.rules.kinds import Reason
from sim.traces.entries import Entry

Kind = TypeVar("Kind", bound=Entry)


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
    guest_waiting: float  # the price of its leader apart
    guest_least: float  # what its delegation could do without: that, or the worth of leaving for good
    gap: float  # utility by which the host's offer falls short of what the guest asks; 0 or less closes
    most_rise: float  # largest rise the host would take rather than wait: upper end of the agreement zone (`zone.py`)
    least_rise: float  # smallest rise the guest's delegation would take: lower end of the zone
    leader_rise: float  # smallest rise the guest's leader would take, all his price counted
    threat: float
    anger: float
    support: float  # share of the public for paying more
    line: float  # the host's last public offer before this round, infinity for none
    host_conceded: float  # share given up of what it could have held out for, 0 to 1
    guest_conceded: float
    pressure: float  # what delay costs both sides together, a year
    stake: float  # what is at stake between them
    press_lapse: float  # of the pressure: the lapse in force
    press_expiry: float  # the end of the old agreement ahead
    press_money: float  # the end of the money for base workers ahead
    press_election: float  # the next change of the guest's government; below 0 where both may hope for better


@dataclass
class Trace:
    """What happened in one replicate, in order."""

    entries: list[Entry] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Entries of one class, in order."""
        return [entry for entry in self.entries if isinstance(entry, kind)]
