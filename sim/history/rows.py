"""Rows of the record: one class a table, one field a column, in the order of the file.

The annotation of a field is its check: `| None` may be left empty, `Month` may lack the day, `Text` may not be
empty, `Literal` lists what is allowed, `Within` bounds a number. Every row ends with `source` (short citation) and
`confidence`: `checked` where the main facts were seen in a published page, dataset or news text, `unverified` where
no source was located. Sources are spelled out in `data/SOURCES.md`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, NamedTuple

Day = date  # a column may itself be called `date`


class Within(NamedTuple):
    """Bounds of a number, both included."""

    least: float
    most: float


class Filled(NamedTuple):
    """Mark of a text that may not be empty."""


class Month(NamedTuple):
    """A date of which the day may be unknown."""

    year: int
    month: int
    day: int | None

    @property
    def first(self) -> date:
        """Earliest day it can be."""
        return date(self.year, self.month, self.day or 1)

    @property
    def last(self) -> date:
        """Latest day it can be."""
        return date(self.year, self.month, self.day or calendar.monthrange(self.year, self.month)[1])


class Vote(NamedTuple):
    """Votes of the National Assembly on an agreement, written `131-26-35 of 192`."""

    in_favour: int
    against: int
    abstaining: int
    present: int


Text = Annotated[str, Filled()]
Confidence = Literal["checked", "unverified"]
Ordinal = Annotated[int, Within(1, 99)]  # number of an agreement
Year = Annotated[int, Within(1988, 2100)]
Years = Annotated[int, Within(1, 10)]  # length of a term
Money = Annotated[float, Within(0, 1e6)]
Percent = Annotated[float, Within(-100, 1000)]
Days = Annotated[int, Within(-2000, 2000)]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One Special Measures Agreement. `increase_pct` is the first year over the amount last in force."""

    agreement: Ordinal
    covers_from: Day
    covers_to: Day
    prior_expiry: Day | None
    talks_start: Day | None
    agreement_reached: Day | None
    announced: Day | None
    initialled: Day | None
    signed: Day
    assembly_ratified: Day | None
    entered_into_force: Day | None
    n_rounds: Annotated[int, Within(1, 100)] | None
    first_year: Year
    first_year_krw_bn: Money
    prior_year_krw_bn: Money | None
    increase_pct: Percent | None
    usd_m: Money  # as reported at the time
    validity_years: Years
    escalator_rule: Text
    interim_rule: Text
    assembly_vote_for_against_abstain: Vote | None
    us_president: Text
    rok_president: Text
    days_expiry_to_agreement: Days | None
    days_expiry_to_signature: Days | None
    days_expiry_to_entry: Days | None
    notes: str
    fields_unverified: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Contribution:
    """What South Korea paid, or is to pay, in a year."""

    year: Year
    agreement: Ordinal
    krw_bn: Money
    increase_pct: Percent | None
    usd_m: Money | None
    usd_basis: str
    notes: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Round:
    """One meeting: a numbered round, or a named contact at a higher level."""

    agreement: Ordinal
    round: Text
    start_date: Month
    end_date: Month
    place: str
    level: Literal[
        "working", "vice-ministerial", "ministerial", "ministerial+leader", "high level", "leader office", "leader"
    ]
    outcome: Literal[
        "no agreement", "no progress", "progress", "walkout", "demand", "ultimatum", "not raised", "preparatory",
        "personnel", "partial deal", "tentative deal", "leader rejection", "concluded", "initialled",
    ]  # fmt: skip
    notes: str
    source: Text
    confidence: Confidence

    @property
    def number(self) -> int | None:
        """Number of a formal round; None for a contact with a name."""
        return int(self.round) if self.round.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Position:
    """A demand, an offer or a statement as it was reported."""

    date: Day
    agreement: Ordinal
    side: Literal["US", "ROK", "both"]
    type: Literal["demand", "offer", "final offer", "gap", "statement", "expected", "rejection", "deal"]
    krw_bn: Money | None
    usd_m: Money | None
    increase_pct: Percent | None
    validity_years: Years | None
    notes: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Provocation:
    """What North Korea did on a day (Korean time), one row per day and kind. `count`: missiles or rounds."""

    date: Day
    kind: Literal[
        "srbm", "mrlbm", "irbm", "icbm", "slbm", "cruise", "satellite", "nuclear", "artillery", "clash", "other"
    ]
    count: Annotated[int, Within(0, 10_000)] | None
    severity: Annotated[int, Within(1, 5)]
    notes: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Poll:
    """One answer of one segment in a poll, in percent. An empty share marks a poll looked for and not found."""

    date: Month
    pollster: Text
    question: Text
    segment: Text
    share: Annotated[float, Within(0, 100)] | None
    notes: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class MacroYear:
    """Yearly series: exchange rate (average), consumer prices, defence budget, gross domestic product."""

    year: Year
    krw_per_usd: Annotated[float, Within(1, 100_000)]
    rok_cpi_pct: Percent
    rok_defence_budget_krw_bn: Money
    rok_defence_growth_pct: Percent | None
    rok_gdp_krw_tn: Money | None
    defence_share_gdp_pct: Annotated[float, Within(0, 100)] | None
    fields_unverified: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A dated event in either country or between them; the presidents are those in office on that day."""

    date: Day
    end_date: Day | None
    kind: Literal[
        "us_presidential_election", "us_midterm", "us_inauguration", "rok_presidential_election", "rok_inauguration",
        "rok_assembly_election", "rok_assembly_term", "rok_local_election", "rok_crisis", "sma_expiry", "furlough",
        "law", "alliance", "exercise", "dprk_diplomacy", "covid",
    ]  # fmt: skip
    event: Text
    us_president: Text
    rok_president: Text
    notes: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Peer:
    """A deal with another host, or a demand made to one."""

    host: Text
    deal: Text
    agreed: Month | None
    valid_from: Day | None
    valid_to: Day | None
    validity_years: Years | None
    amount: Money | None
    unit: str
    increase_pct: Percent | None
    signed: str
    notes: str
    source: Text
    confidence: Confidence
