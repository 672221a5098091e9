"""Rows that say what a scenario needs of a host and of who governs: one class a table, as in `sim.history.rows`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from sim.history.rows import Confidence, Text, Within, Year

Day = date
Share = Annotated[float, Within(0, 1)]
Seats = Annotated[int, Within(0, 2000)]
Place = Annotated[int, Within(1, 2)]
Billions = Annotated[float, Within(0.001, 1e6)]
Camp = Literal["progressive", "centrist", "conservative"]


@dataclass(frozen=True, slots=True)
class HostFacts:
    """A host: its institutions and money, what it pays for, and the votes held by law.

    `key` names it in commands; `house` is the one whose vote prevails, empty where there is one alone; `year_begins` is
    the month in which its fiscal year begins; `majority` the share of those present that a ratification must exceed;
    `labour_steps` are steps of the share of labour cost paid from the fund, apart by blanks, `labour_share` is today's;
    `votes` are kinds of the calendar, apart by blanks, that are votes besides those in elections.csv.
    """

    host: Text
    key: Text
    government: Text
    legislature: Text
    house: str
    currency: Text
    unit: Text
    year_begins: Annotated[int, Within(1, 12)]
    majority: Annotated[float, Within(0, 0.99)]
    labour_steps: Text
    labour_share: Share
    votes: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class GovernmentRow:
    """A government of a host from its first day; without one it is a candidate in general."""

    host: Text
    key: Text
    name: Text
    orientation: Share
    camp: Literal["progressive", "conservative"]
    since: Day | None
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class BlocRow:
    """A bloc in the house that prevails, in the composition known from `since` on."""

    host: Text
    since: Day
    name: Text
    seats: Seats
    camp: Camp
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A part of a host's public: its share, mean support for paying more, and how strongly it takes demands."""

    host: Text
    name: Camp
    share: Share
    support: Share
    anger: Annotated[float, Within(0, 5)]
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Burden:
    """Share of the cost of the troops that a host bears, as known from `since` on."""

    host: Text
    since: Day
    share: Share
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Rivalry:
    """What the rival in the region and the guest spent on arms in a year, in the same money."""

    year: Year
    rival_bn: Billions
    own_bn: Billions
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ElectionRow:
    """An election in the guest's country or a host's.

    `due` is its day by law and `handover` the one that would follow; where it was held on another day, `called` is the
    day from which that was known. `winner` is the place of the candidate who won; empty while the vote is ahead.
    """

    country: Text
    due: Day
    handover: Day
    called: Day | None
    held: Day | None
    took_office: Day | None
    winner: Place | None
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who was expected to stand in an election at a place, from a day on; without a day, from ever."""

    country: Text
    election: Day
    place: Place
    since: Day | None
    key: Text
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Odds:
    """Probability that the first candidate wins an election, as polls or a market had it from a day on."""

    country: Text
    election: Day
    since: Day
    first: Share
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class StateRow:
    """A dated state of the world; of one host alone where one is named."""

    host: str
    kind: Literal["detente", "stalled", "exercise", "epidemic"]
    since: Day
    until: Day
    strength: Share
    source: Text
    confidence: Confidence
