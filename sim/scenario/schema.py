"""Every field of a scenario: meaning, unit, range and source. The one place that says what a file may hold.

"Guest" is the country that stations troops (the United States), "host" the country that hosts and pays. Nothing
here is tied to one host: its name, currency, opinion, legislature and calendar are data.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from sim.rules.kinds import Policy, Protocol, ProvocationMode
from sim.scenario.fields import Day, Flag, Real, Strict, Whole, fact
from sim.scenario.parameters import Parameters
from sim.scenario.switches import Switches

# Groups in which the fields are shown, in this order.
CALENDAR = "calendar"
MONEY = "money"
GOVERNMENTS = "who governs"
POSITIONS = "first positions"
ON_TABLE = "what is on the table"
WORLD = "the world around"
PUBLIC = "the host's public"
LEGISLATURE = "legislature"
NORTH = "the North"
OUTSIDE = "exits and breakdown"
RUN = "the run"
FIELD_GROUPS = (
    GOVERNMENTS, CALENDAR, POSITIONS, MONEY, ON_TABLE, PUBLIC, LEGISLATURE, NORTH, WORLD, OUTSIDE, RUN,
)  # fmt: skip

Side = Literal["guest", "host"]
EscalatorName = Literal["none", "cpi", "defence", "fixed"]
PaidYears = Annotated[Whole, Field(ge=1, le=5)]
Share = Annotated[Real, Field(ge=0, le=1)]


class Agreement(Strict):
    """The agreement that is to be replaced, and the calendar of the talks about the next."""

    number: Whole = fact("Ordinal of the agreement under negotiation; links it to the record; the year in which the new one takes effect where it has none", ge=1, le=2100, label="Agreement under negotiation", group=CALENDAR)
    talks_open: Day = fact("First day of the first formal round", "date", label="First day of the talks", group=CALENDAR)
    prior_expiry: Day = fact("Last day on which the agreement in force holds", "date", label="The old agreement expires", group=CALENDAR)
    reopened_until: Day | None = fact("Last day for which the old sum is paid where an agreement still in force is reopened: a new text pays from the day after; empty: its last day", "date", default=None, label="Old sum paid until", group=CALENDAR)
    base_amount: Real = fact("Contribution last in force", "billions of host currency a year", ge=0.001, le=1e9, label="Sum last in force", group=MONEY)
    base_year: Whole = fact("Year in which that amount was last set", "year", ge=1950, le=2100, label="Year it was set", group=MONEY)
    prior_term_years: Whole = fact("Term of the agreement in force in paid years, years for which an older sum went on left out", "years", ge=1, le=10, label="Term of the old agreement", group=MONEY)
    prior_escalator: EscalatorName = fact("Growth rule of the agreement in force; \"none\" for a single year", label="Growth rule of the old agreement", group=MONEY)
    prior_talks_failed_rounds: Whole = fact("Rounds that failed in the talks before these", "rounds", ge=0, le=100, default=0, label="Failed rounds of the talks before", group=CALENDAR)
    horizon_years: Real = fact("Years after expiry at which a replicate ends; below 0 before it, so that the old agreement may still hold at the end", "years", ge=-5, le=10, default=3.0, label="Years simulated after expiry", group=RUN)
    perpetual: Flag = fact("Theory: a deal pays one sum for ever from its signature on, so that no contract year and no arrears make its worth depend on the day", "true or false", default=False, label="One sum for ever (theory)", group=RUN)

    @property
    def old_pay(self) -> date:
        """Last day for which the old sum is paid."""
        return self.reopened_until or self.prior_expiry


class Host(Strict):
    """Who the host is."""

    name: str = fact("Name of the host country", label="Host country", group=GOVERNMENTS)
    government: str = fact("What its executive is called in prose", label="Its executive", group=GOVERNMENTS)
    legislature: str = fact("What its legislature is called in prose", label="Its legislature", group=GOVERNMENTS)
    currency: str = fact("Currency code, as it appears in captions", label="Currency", group=MONEY)
    unit: str = fact("Unit of amounts", default="bn", label="Unit of amounts", group=MONEY)
    burden_share: Real = fact("Share of the cost of stationing the troops that it bears already", "share", ge=0, le=1, label="Share of the cost borne already", group=MONEY)
    majority: Real = fact("Share of the members present that a ratification must exceed", "share", ge=0, le=0.99, default=0.5, label="Majority needed", group=LEGISLATURE)


class Administration(Strict):
    """One administration of the guest country. One entry serves every scenario."""

    name: str = fact("Name in prose", label="Name", group=GOVERNMENTS)
    type: Real = fact("0 wholly transactional, 1 wholly alliance-minded", ge=0, le=1, label="Alliance-minded, 0 to 1", group=GOVERNMENTS)
    band: Real = fact("Half-width of the error band of `type`", ge=0, le=0.5, label="Error of that coding", group=GOVERNMENTS)
    source: str = fact("Source of the coding, or \"assumed\"", label="Source", group=GOVERNMENTS)


class Government(Strict):
    """One government of the host country. One entry serves every scenario."""

    name: str = fact("Name in prose", label="Name", group=GOVERNMENTS)
    orientation: Real = fact("0 wholly for autonomy, 1 wholly for the alliance", ge=0, le=1, label="For the alliance, 0 to 1", group=GOVERNMENTS)
    camp: Literal["progressive", "conservative"] = fact("Camp, which says whose members sit on its benches", label="Camp", group=GOVERNMENTS)
    source: str = fact("Source of the coding, or \"assumed\"", label="Source", group=GOVERNMENTS)


class Incumbents(Strict):
    """Who governs on the day the talks open."""

    guest: str = fact("Key of an entry in `administrations`", label="Guest administration at the opening", group=GOVERNMENTS)
    host: str = fact("Key of an entry in `governments`", label="Host government at the opening", group=GOVERNMENTS)


class Belief(Strict):
    """What each side thought of the next election from a date on."""

    since: Day = fact("First day of this belief", "date", label="Belief from", group=GOVERNMENTS)
    guest: Real = fact("Guest's probability that the first candidate wins", "probability", ge=0, le=1, label="Guest's odds for the first candidate", group=GOVERNMENTS)
    host: Real = fact("Host's probability of the same", "probability", ge=0, le=1, label="Host's odds for the first candidate", group=GOVERNMENTS)
    source: str = fact("Source, or \"assumed\"", label="Source", group=GOVERNMENTS)


class Succession(Strict):
    """An election and the handover after it, on either side."""

    office: Side = fact("Which side votes", label="Which side votes", group=GOVERNMENTS)
    election: Day = fact("Day from which the winner is known", "date", label="Election day", group=GOVERNMENTS)
    handover: Day = fact("Day on which the winner takes office", "date", label="Handover", group=GOVERNMENTS)
    candidates: tuple[str, str] = fact("Keys of the two entries that may win", label="Candidates", group=GOVERNMENTS)
    winner: str = fact("Key of the winner, or \"draw\"", label="Winner", group=GOVERNMENTS)
    chance: Real = fact("Probability that the first candidate wins where the winner is drawn", "probability", ge=0, le=1, default=0.5, label="Odds of the first candidate if drawn", group=GOVERNMENTS)
    known_from: Day | None = fact("Day from which the sides reckon with this election; empty: from the start", "date", default=None, label="Reckoned with from", group=GOVERNMENTS)
    beliefs: tuple[Belief, ...] = fact("Beliefs in date order; the first holds from the start", label="Beliefs", group=GOVERNMENTS)
    source: str = fact("Source of dates and winner", label="Source", group=GOVERNMENTS)


class Table(Strict):
    """What may be agreed."""

    escalators: tuple[EscalatorName, ...] = fact("Growth rules that had been used or named by the opening day, for terms above one year; \"none\" for one year", label="Growth rules on the table", group=ON_TABLE)
    cpi_cap: Real = fact("Cap on the CPI escalator", "per year", ge=0, le=1, label="Cap on the price rule", group=ON_TABLE)
    fixed_rate: Real = fact("Rate of the fixed escalator", "per year", ge=0, le=1, default=0.03, label="Rate of the fixed rule", group=ON_TABLE)
    terms: tuple[PaidYears, ...] = fact("Terms on the table in paid years: those from the first year of the new sum on, whatever was frozen before", "years", label="Terms on the table", group=ON_TABLE)
    labour_shares: tuple[Share, ...] = fact("Steps of the share of labour cost paid from the fund; on the table are today's and the next above it", "share", label="Steps of the labour share", group=ON_TABLE)
    labour_share_now: Real = fact("Share paid from the fund under the agreement in force", "share", ge=0, le=1, label="Labour share today", group=ON_TABLE)
    operational_support: Flag = fact("Whether new operational items may be put on the table", "true or false", label="New operational items", group=ON_TABLE)
    out_of_area: Flag = fact("Whether those items serve missions outside the host country", "true or false", default=False, label="Items for missions elsewhere", group=ON_TABLE)


class Opening(Strict):
    """First public positions; where one was not published, the parameters give it."""

    guest_rise: Real | None = fact("First-year rise in the guest's first public demand", "share of the base amount", ge=-1, le=20, default=None, label="First public demand", group=POSITIONS)
    host_rise: Real = fact("First-year rise in the host's first offer", "share of the base amount", ge=-1, le=20, default=0.0, label="First offer", group=POSITIONS)
    source: str = fact("Source, or \"assumed\"", label="Source", group=POSITIONS)


class PeerDeal(Strict):
    """A deal of another host, with which the public and the guest compare."""

    since: Day = fact("Day on which it was agreed", "date", label="Agreed on", group=WORLD)
    host: str = fact("Which country", label="Other host", group=WORLD)
    rise: Real = fact("Its rise", "share", ge=-1, le=20, label="Its rise", group=WORLD)
    source: str = fact("Source, or \"assumed\"", label="Source", group=WORLD)


class MacroYear(Strict):
    """Macroeconomic series of the host, one row a year."""

    year: Whole = fact("Calendar year", "year", ge=1950, le=2100, label="Year", group=MONEY)
    fx: Real = fact("Host currency per US dollar, annual average", "host currency per US$", ge=1e-6, le=1e9, label="Exchange rate", group=MONEY)
    cpi: Real = fact("Consumer price inflation", "per year", ge=-1, le=10, label="Inflation", group=MONEY)
    defence: Real = fact("Growth of the host's defence budget", "per year", ge=-1, le=10, label="Growth of the defence budget", group=MONEY)
    source: str = fact("Source, or \"assumed\"", label="Source", group=MONEY)


class Interval(Strict):
    """A dated state of the world that acts on the North or the talks."""

    kind: Literal["detente", "stalled", "exercise", "epidemic"] = fact("What it is", label="State of the world", group=WORLD)
    since: Day = fact("First day", "date", label="From", group=WORLD)
    until: Day = fact("Last day", "date", label="Until", group=WORLD)
    strength: Real = fact("Strength", "0 to 1", ge=0, le=1, label="Strength", group=WORLD)
    source: str = fact("Source, or \"assumed\"", label="Source", group=WORLD)


class HostElection(Strict):
    """A vote in the host country before which its government moves slowly."""

    day: Day = fact("Election day", "date", label="Election day", group=CALENDAR)
    name: str = fact("Which election", label="Election", group=CALENDAR)
    source: str = fact("Source", label="Source", group=CALENDAR)


class Segment(Strict):
    """A part of the host's public."""

    name: Literal["progressive", "centrist", "conservative"] = fact("Ideology", label="Ideology", group=PUBLIC)
    share: Real = fact("Share of the public", "share", ge=0, le=1, label="Share of the public", group=PUBLIC)
    support: Real = fact("Mean share in favour of paying more", "share", ge=0, le=1, label="In favour of paying more", group=PUBLIC)
    anger: Real = fact("How strongly it takes harsh demands", "factor", ge=0, le=5, label="How strongly it takes demands", group=PUBLIC)
    source: str = fact("Source, or \"assumed\"", label="Source", group=PUBLIC)


class Bloc(Strict):
    """A bloc in the legislature at the time of the vote."""

    name: str = fact("Name", label="Bloc", group=LEGISLATURE)
    seats: Whole = fact("Members", "members", ge=0, le=2000, label="Seats", group=LEGISLATURE)
    camp: Literal["progressive", "centrist", "conservative"] = fact("Segment whose voters it answers to", label="Camp", group=LEGISLATURE)
    source: str = fact("Source, or \"assumed\"", label="Source", group=LEGISLATURE)


class Quiet(Strict):
    """A spell in which the North does nothing."""

    since: Day = fact("First day", "date", label="Quiet from", group=NORTH)
    until: Day = fact("Last day", "date", label="Quiet until", group=NORTH)
    source: str = fact("Source, or \"assumed\"", label="Source", group=NORTH)


class Provocation(Strict):
    """An act of the North that a file brings itself."""

    day: Day = fact("Day of the act", "date", label="Day of the act", group=NORTH)
    severity: Whole = fact("How grave it is", "1 to 5", ge=1, le=5, label="Severity", group=NORTH)
    source: str = fact("Source, or \"assumed\"", label="Source", group=NORTH)


class Provocations(Strict):
    """Where the North's provocations come from."""

    mode: ProvocationMode = fact("replay the record, simulate, or none", strict=False, label="The North's conduct", group=NORTH)
    replay_until: Day | None = fact("Last day replayed, after which they are simulated; empty: the end of the record", "date", default=None, label="Replayed until", group=NORTH)
    events: tuple[Provocation, ...] = fact("Acts replayed beside those on record, in date order; they stand for the record where it has not begun, and those before the talks open count for the tension as they do", order="day", default=(), label="Further acts", group=NORTH)
    quiet: tuple[Quiet, ...] = fact("Spells without any provocation, recorded or simulated", default=(), label="Quiet spells", group=NORTH)


class Rounds(Strict):
    """How rounds are held; their days are drawn."""

    first: Side = fact("Who makes the first offer in the alternating protocol", default="guest", label="First to offer (alternating)", group=RUN)


class Withdrawal(Strict):
    """Troops that leave for good."""

    since: Day = fact("Day on which they are gone", "date", label="Gone by", group=WORLD)
    share: Real = fact("Share of the troops that leave", "share", ge=0, le=1, label="Share of the troops", group=WORLD)
    source: str = fact("Source, or \"assumed\"", label="Source", group=WORLD)


class Outside(Strict):
    """What may end or change the talks from outside. Worths are yearly averages in shares of the base amount.

    A change is a turn whose date or rate both sides know and of which each has its own hopes, as in the models of
    bargaining before an election; the calendar of elections stands in `successions`.
    """

    change_day: Day | None = fact("Day of a change that both sides see coming; empty: none", "date", default=None, label="Change on a known day", group=OUTSIDE)
    change_rate: Real = fact("Rate of a change without a date", "per year", ge=0, le=1000, default=0.0, label="Rate of an undated change", group=OUTSIDE)
    change_guest: Real = fact("What the guest expects of the time after the change", "share of the base amount", ge=-100, le=100, default=0.0, label="What the guest hopes of it", group=OUTSIDE)
    change_host: Real = fact("What the host expects of it", "share of the base amount", ge=-100, le=100, default=0.0, label="What the host hopes of it", group=OUTSIDE)
    breakdown_chance: Real = fact("Chance that the talks break off for good after a failed round", "probability", ge=0, le=1, default=0.0, label="Chance of a breakdown", group=OUTSIDE)
    breakdown_guest: Real = fact("Worth of that to the guest", "share of the base amount", ge=-100, le=100, default=0.0, label="Its worth to the guest", group=OUTSIDE)
    breakdown_host: Real = fact("Worth of that to the host", "share of the base amount", ge=-100, le=100, default=0.0, label="Its worth to the host", group=OUTSIDE)
    exit_guest: Real | None = fact("Worth to the guest of leaving the talks for good; empty: it cannot", "share of the base amount", ge=-100, le=100, default=None, label="Worth of leaving, guest", group=OUTSIDE)
    exit_host: Real | None = fact("Worth to the host of leaving the talks for good; empty: it cannot", "share of the base amount", ge=-100, le=100, default=None, label="Worth of leaving, host", group=OUTSIDE)


# Parts of what came after the opening day: who won, what the North did, states of the world with peers' deals and
# withdrawals. What the parties did in the talks is never given: it is what a run is to find.
Given = Literal["winners", "provocations", "states"]


class Scenario(Strict):
    """One negotiation: the facts of an episode and the shared structural parameters."""

    name: str = fact("Short name; also the name of the results folder", label="Name", group=RUN)
    title: str = fact("One line for captions", label="Title", group=RUN)
    kind: Literal["historical", "counterfactual", "forward", "theory"] = fact("What the file claims to be", label="What the file claims to be", group=RUN)
    step_days: Whole = fact("Length of a step", "days", ge=1, le=31, default=7, label="Length of a step", group=RUN)
    protocol: Protocol = fact("Order of offers", strict=False, label="Order of offers", group=RUN)
    policy: Policy = fact("What a party compares an offer with", strict=False, label="How parties decide", group=RUN)
    as_of: Day | None = fact("Last day on record: the talks go as recorded up to it, and what lies after it is not known; empty: they are drawn from the opening on", "date", default=None, label="Known up to", group=RUN)
    given: tuple[Given, ...] = fact("What came after the opening day and is given as it came; what is not given is drawn, or unknown", default=get_args(Given), label="Given as it came", group=RUN)
    parameter_draws: Literal["posterior", "point", "central"] = fact("Parameters of the replicates: posterior draws in turn, the one nearest the middle of the posterior for all, or the values of the parameters file, as a theory scenario has them", default="posterior", label="Parameters of the replicates", group=RUN)
    agreement: Agreement
    host: Host
    administrations: dict[str, Administration]
    governments: dict[str, Government]
    incumbents: Incumbents
    successions: tuple[Succession, ...] = fact("Elections ahead, in date order", order="election", default=(), label="Elections ahead", group=GOVERNMENTS)
    rivalry: Real = fact("Rivalry in the region, which makes the bases worth more to any guest: what its rival spends on arms over what it spends itself, in the year before the talks open", "share", ge=0, le=1, label="Rivalry in the region", group=WORLD)
    table: Table
    opening: Opening
    peer_deals: tuple[PeerDeal, ...] = fact("Deals of other hosts, in date order", order="since", default=(), label="Deals of other hosts", group=WORLD)
    macro: tuple[MacroYear, ...] = fact("Macroeconomic series, one row a year, in order", order="year", label="Yearly figures", group=MONEY)
    intervals: tuple[Interval, ...] = fact("Dated states of the world", default=(), label="States of the world", group=WORLD)
    host_elections: tuple[HostElection, ...] = fact("Votes in the host country, in date order", order="day", default=(), label="Votes in the host country", group=CALENDAR)
    segments: tuple[Segment, Segment, Segment] = fact("Progressive, centrist, conservative, in this order", label="Parts of the public", group=PUBLIC)
    blocs: tuple[Bloc, ...] = fact("Legislature at the time of the vote", label="Blocs", group=LEGISLATURE)
    provocations: Provocations
    withdrawals: tuple[Withdrawal, ...] = fact("Withdrawals carried out, in date order", order="since", default=(), label="Withdrawals", group=WORLD)
    rounds: Rounds = fact("How rounds are held", default_factory=Rounds, label="Rounds", group=RUN)
    outside: Outside = fact("Exits, breakdown and changes from outside; none by default", default_factory=Outside, label="From outside", group=OUTSIDE)
    switches: Switches = fact("Mechanisms switched off; all are on by default", default_factory=Switches, label="Mechanisms", group=RUN)
    parameters: Parameters
