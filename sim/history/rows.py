"""Rows of the record: one class a table, one field a column, in the order of the file. `host` is whose row it is.

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
    """Votes of a legislature on an agreement, written `131-26-35 of 192`."""

    in_favour: int
    against: int
    abstaining: int
    present: int


Text = Annotated[str, Filled()]
Confidence = Literal["checked", "unverified"]
Growth = Literal["none", "cpi", "defence", "fixed"]  # growth rules as the model knows them
Ordinal = Annotated[int, Within(1, 2100)]  # number of an agreement, or the year it takes effect where it has none
Year = Annotated[int, Within(1950, 2100)]
FIRST_YEAR_AS_NUMBER = 1900  # from which a number of an agreement is a year
Years = Annotated[int, Within(1, 10)]  # length of a term
Money = Annotated[float, Within(0, 1e6)]
Percent = Annotated[float, Within(-100, 1000)]
Days = Annotated[int, Within(-2000, 2000)]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement of a host, in its own currency; of West German offsets in dollars a year or a period.

    `increase_pct` is the first year over the amount last in force; `agreed_pct` the rise of what the agreement itself
    fixed, in its own money, where that is another. `growth` is its growth rule as the model knows rules, `growth_named`
    one that its text named for later, `fixed_pct` the yearly growth where the rule is `fixed`, `cpi_cap_pct` the cap of
    a link to prices, `new_items_from` the day on which new items were put on the table in public.
    """

    host: Text
    agreement: Ordinal
    covers_from: Day
    covers_to: Day | None
    prior_expiry: Day | None
    talks_start: Month | None
    agreement_reached: Day | None
    announced: Day | None
    initialled: Day | None
    signed: Day | None
    ratified: Day | None
    entered_into_force: Day | None
    n_rounds: Annotated[int, Within(1, 100)] | None
    first_year: Year
    first_year_bn: Money | None
    prior_year_bn: Money | None
    increase_pct: Percent | None
    agreed_pct: Percent | None
    usd_m: Money | None  # as reported at the time
    validity_years: Years | None
    growth: Growth
    growth_named: Growth | None
    fixed_pct: Percent | None
    cpi_cap_pct: Percent | None
    growth_rule: Text
    interim_rule: str
    vote: Vote | None
    us_president: Text
    host_leader: Text
    days_expiry_to_agreement: Days | None
    days_expiry_to_signature: Days | None
    days_expiry_to_entry: Days | None
    new_items_from: Day | None
    notes: str
    fields_unverified: str
    source: Text
    confidence: Confidence

    @property
    def opening(self) -> date | None:
        """Day on which the talks opened: the 15th where the month alone is known, None where not even that is."""
        month = self.talks_start
        return None if month is None else date(month.year, month.month, month.day or 15)

    @property
    def rise(self) -> float | None:
        """First-year rise of what the agreement fixed, as a share; None where it is not on record."""
        percent = self.increase_pct if self.agreed_pct is None else self.agreed_pct
        return None if percent is None else round(percent / 100, 6)  # one or two decimals of a percent, no bit less

    @property
    def settled(self) -> date | None:
        """Day of the deal; where it is not on record the first on which its text was seen: announced or signed."""
        seen = [day for day in (self.announced, self.initialled, self.signed) if day is not None]
        return self.agreement_reached or min(seen, default=None)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a host paid, or is to pay, in a year; of Japan the fiscal year that begins in it."""

    host: Text
    year: Year
    agreement: Ordinal | None
    amount_bn: Money
    increase_pct: Percent | None
    usd_m: Money | None
    usd_basis: str
    notes: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Round:
    """One meeting: a numbered round, or a named contact at a higher level."""

    host: Text
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
    """A demand, an offer or a statement as it was reported; the last day it can be where the day is not known."""

    host: Text
    date: Day
    date_known: Literal["day", "month", "year"]
    agreement: Ordinal
    side: Literal["guest", "host", "both", "Congress", "opposition"]
    type: Literal[
        "demand", "offer", "final offer", "gap", "statement", "threat", "expected", "draft", "rejection", "deal"
    ]  # fmt: skip
    amount_bn: Money | None
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

    host: Text
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
    """Yearly series of a host: exchange rate (average), consumer prices, defence budget, gross domestic product."""

    host: Text
    year: Year
    per_usd: Annotated[float, Within(1e-6, 100_000)]
    cpi_pct: Percent
    defence_bn: Money
    defence_growth_pct: Percent | None
    gdp_tn: Money | None
    defence_share_gdp_pct: Annotated[float, Within(0, 100)] | None
    fields_unverified: str
    source: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A dated event in either country or between them; the leaders are those in office on that day."""

    host: Text
    date: Day
    end_date: Day | None
    kind: Literal[
        "us_presidential_election", "us_midterm", "us_inauguration", "rok_presidential_election", "rok_inauguration",
        "rok_assembly_election", "rok_assembly_term", "rok_local_election", "rok_crisis", "sma_expiry", "furlough",
        "law", "alliance", "exercise", "dprk_diplomacy", "covid", "jp_lower_house_election", "jp_upper_house_election",
        "jp_prime_minister", "jp_budget", "jp_law", "jp_mission", "sma_gap", "us_law", "us_war", "china", "dprk",
        "okinawa", "summit", "disaster",
    ]  # fmt: skip
    event: Text
    us_president: Text
    host_leader: Text
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


@dataclass(frozen=True, slots=True)
class Ballot:
    """A stage of a vote on an agreement in a house, or, where `about` says so, on something akin to one."""

    host: Text
    agreement: Ordinal | None
    about: str
    date: Month
    house: Text
    stage: Text
    result: Text
    votes_for: Annotated[int, Within(0, 2000)] | None
    votes_against: Annotated[int, Within(0, 2000)] | None
    parties_for: str
    parties_against: str
    notes: str
    source: Text
    confidence: Confidence
