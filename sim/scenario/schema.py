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

Side = Literal["guest", "host"]
EscalatorName = Literal["none", "cpi", "defence", "fixed"]
PaidYears = Annotated[Whole, Field(ge=1, le=5)]
Share = Annotated[Real, Field(ge=0, le=1)]


class Agreement(Strict):
    """The agreement that is to be replaced, and the calendar of the talks about the next."""

    number: Whole = fact("Ordinal of the agreement under negotiation; links it to the record", ge=1, le=99)
    talks_open: Day = fact("First day of the first formal round", "date")
    prior_expiry: Day = fact("Last day on which the agreement in force holds", "date")
    reopened_until: Day | None = fact("Last day for which the old sum is paid where an agreement still in force is reopened: a new text pays from the day after; empty: its last day", "date", default=None)
    base_amount: Real = fact("Contribution last in force", "billions of host currency a year", ge=0.001, le=1e9)
    base_year: Whole = fact("Year in which that amount was last set", "year", ge=1950, le=2100)
    prior_term_years: Whole = fact("Term of the agreement in force in paid years, years for which an older sum went on left out", "years", ge=1, le=10)
    prior_escalator: EscalatorName = fact("Growth rule of the agreement in force; \"none\" for a single year")
    prior_talks_failed_rounds: Whole = fact("Rounds that failed in the talks before these", "rounds", ge=0, le=100, default=0)
    horizon_years: Real = fact("Years after expiry at which a replicate ends; below 0 before it, so that the old agreement may still hold at the end", "years", ge=-5, le=10, default=3.0)
    perpetual: Flag = fact("Theory: a deal pays one sum for ever from its signature on, so that no contract year and no arrears make its worth depend on the day", "true or false", default=False)

    @property
    def old_pay(self) -> date:
        """Last day for which the old sum is paid."""
        return self.reopened_until or self.prior_expiry


class Host(Strict):
    """Who the host is."""

    name: str = fact("Name of the host country")
    government: str = fact("What its executive is called in prose")
    legislature: str = fact("What its legislature is called in prose")
    currency: str = fact("Currency code, as it appears in captions")
    unit: str = fact("Unit of amounts", default="bn")
    burden_share: Real = fact("Share of the cost of stationing the troops that it bears already", "share", ge=0, le=1)
    majority: Real = fact("Share of the members present that a ratification must exceed", "share", ge=0, le=0.99, default=0.5)


class Administration(Strict):
    """One administration of the guest country. One entry serves every scenario."""

    name: str = fact("Name in prose")
    type: Real = fact("0 wholly transactional, 1 wholly alliance-minded", ge=0, le=1)
    band: Real = fact("Half-width of the error band of `type`", ge=0, le=0.5)
    source: str = fact("Source of the coding, or \"assumed\"")


class Government(Strict):
    """One government of the host country. One entry serves every scenario."""

    name: str = fact("Name in prose")
    orientation: Real = fact("0 wholly for autonomy, 1 wholly for the alliance", ge=0, le=1)
    camp: Literal["progressive", "conservative"] = fact("Camp, which says whose members sit on its benches")
    source: str = fact("Source of the coding, or \"assumed\"")


class Incumbents(Strict):
    """Who governs on the day the talks open."""

    guest: str = fact("Key of an entry in `administrations`")
    host: str = fact("Key of an entry in `governments`")


class Belief(Strict):
    """What each side thought of the next election from a date on."""

    since: Day = fact("First day of this belief", "date")
    guest: Real = fact("Guest's probability that the first candidate wins", "probability", ge=0, le=1)
    host: Real = fact("Host's probability of the same", "probability", ge=0, le=1)
    source: str = fact("Source, or \"assumed\"")


class Succession(Strict):
    """An election and the handover after it, on either side."""

    office: Side = fact("Which side votes")
    election: Day = fact("Day from which the winner is known", "date")
    handover: Day = fact("Day on which the winner takes office", "date")
    candidates: tuple[str, str] = fact("Keys of the two entries that may win")
    winner: str = fact("Key of the winner, or \"draw\"")
    chance: Real = fact("Probability that the first candidate wins where the winner is drawn", "probability", ge=0, le=1, default=0.5)
    known_from: Day | None = fact("Day from which the sides reckon with this election; empty: from the start", "date", default=None)
    beliefs: tuple[Belief, ...] = fact("Beliefs in date order; the first holds from the start")
    source: str = fact("Source of dates and winner")


class Table(Strict):
    """What may be agreed."""

    escalators: tuple[EscalatorName, ...] = fact("Growth rules that had been used or named by the opening day, for terms above one year; \"none\" for one year")
    cpi_cap: Real = fact("Cap on the CPI escalator", "per year", ge=0, le=1)
    fixed_rate: Real = fact("Rate of the fixed escalator", "per year", ge=0, le=1, default=0.03)
    terms: tuple[PaidYears, ...] = fact("Terms on the table in paid years: those from the first year of the new sum on, whatever was frozen before", "years")
    labour_shares: tuple[Share, ...] = fact("Steps of the share of labour cost paid from the fund; on the table are today's and the next above it", "share")
    labour_share_now: Real = fact("Share paid from the fund under the agreement in force", "share", ge=0, le=1)
    operational_support: Flag = fact("Whether new operational items may be put on the table", "true or false")
    out_of_area: Flag = fact("Whether those items serve missions outside the host country", "true or false", default=False)


class Opening(Strict):
    """First public positions; where one was not published, the parameters give it."""

    guest_rise: Real | None = fact("First-year rise in the guest's first public demand", "share of the base amount", ge=-1, le=20, default=None)
    host_rise: Real = fact("First-year rise in the host's first offer", "share of the base amount", ge=-1, le=20, default=0.0)
    source: str = fact("Source, or \"assumed\"")


class PeerDeal(Strict):
    """A deal of another host, with which the public and the guest compare."""

    since: Day = fact("Day on which it was agreed", "date")
    host: str = fact("Which country")
    rise: Real = fact("Its rise", "share", ge=-1, le=20)
    source: str = fact("Source, or \"assumed\"")


class MacroYear(Strict):
    """Macroeconomic series of the host, one row a year."""

    year: Whole = fact("Calendar year", "year", ge=1950, le=2100)
    fx: Real = fact("Host currency per US dollar, annual average", "host currency per US$", ge=1e-6, le=1e9)
    cpi: Real = fact("Consumer price inflation", "per year", ge=-1, le=10)
    defence: Real = fact("Growth of the host's defence budget", "per year", ge=-1, le=10)
    source: str = fact("Source, or \"assumed\"")


class Interval(Strict):
    """A dated state of the world that acts on the North or the talks."""

    kind: Literal["detente", "stalled", "exercise", "epidemic"] = fact("What it is")
    since: Day = fact("First day", "date")
    until: Day = fact("Last day", "date")
    strength: Real = fact("Strength", "0 to 1", ge=0, le=1)
    source: str = fact("Source, or \"assumed\"")


class HostElection(Strict):
    """A vote in the host country before which its government moves slowly."""

    day: Day = fact("Election day", "date")
    name: str = fact("Which election")
    source: str = fact("Source")


class Segment(Strict):
    """A part of the host's public."""

    name: Literal["progressive", "centrist", "conservative"] = fact("Ideology")
    share: Real = fact("Share of the public", "share", ge=0, le=1)
    support: Real = fact("Mean share in favour of paying more", "share", ge=0, le=1)
    anger: Real = fact("How strongly it takes harsh demands", "factor", ge=0, le=5)
    source: str = fact("Source, or \"assumed\"")


class Bloc(Strict):
    """A bloc in the legislature at the time of the vote."""

    name: str = fact("Name")
    seats: Whole = fact("Members", "members", ge=0, le=2000)
    camp: Literal["progressive", "centrist", "conservative"] = fact("Segment whose voters it answers to")
    source: str = fact("Source, or \"assumed\"")


class Quiet(Strict):
    """A spell in which the North does nothing."""

    since: Day = fact("First day", "date")
    until: Day = fact("Last day", "date")
    source: str = fact("Source, or \"assumed\"")


class Provocation(Strict):
    """An act of the North that a file brings itself."""

    day: Day = fact("Day of the act", "date")
    severity: Whole = fact("How grave it is", "1 to 5", ge=1, le=5)
    source: str = fact("Source, or \"assumed\"")


class Provocations(Strict):
    """Where the North's provocations come from."""

    mode: ProvocationMode = fact("replay the record, simulate, or none", strict=False)
    replay_until: Day | None = fact("Last day replayed, after which they are simulated; empty: the end of the record", "date", default=None)
    events: tuple[Provocation, ...] = fact("Acts replayed beside those on record, in date order; they stand for the record where it has not begun, and those before the talks open count for the tension as they do", order="day", default=())
    quiet: tuple[Quiet, ...] = fact("Spells without any provocation, recorded or simulated", default=())


class Rounds(Strict):
    """How rounds are held; their days are drawn."""

    first: Side = fact("Who makes the first offer in the alternating protocol", default="guest")


class Withdrawal(Strict):
    """Troops that leave for good."""

    since: Day = fact("Day on which they are gone", "date")
    share: Real = fact("Share of the troops that leave", "share", ge=0, le=1)
    source: str = fact("Source, or \"assumed\"")


class Outside(Strict):
    """What may end or change the talks from outside. Worths are yearly averages in shares of the base amount.

    A change is a turn whose date or rate both sides know and of which each has its own hopes, as in the models of
    bargaining before an election; the calendar of elections stands in `successions`.
    """

    change_day: Day | None = fact("Day of a change that both sides see coming; empty: none", "date", default=None)
    change_rate: Real = fact("Rate of a change without a date", "per year", ge=0, le=1000, default=0.0)
    change_guest: Real = fact("What the guest expects of the time after the change", "share of the base amount", ge=-100, le=100, default=0.0)
    change_host: Real = fact("What the host expects of it", "share of the base amount", ge=-100, le=100, default=0.0)
    breakdown_chance: Real = fact("Chance that the talks break off for good after a failed round", "probability", ge=0, le=1, default=0.0)
    breakdown_guest: Real = fact("Worth of that to the guest", "share of the base amount", ge=-100, le=100, default=0.0)
    breakdown_host: Real = fact("Worth of that to the host", "share of the base amount", ge=-100, le=100, default=0.0)
    exit_guest: Real | None = fact("Worth to the guest of leaving the talks for good; empty: it cannot", "share of the base amount", ge=-100, le=100, default=None)
    exit_host: Real | None = fact("Worth to the host of leaving the talks for good; empty: it cannot", "share of the base amount", ge=-100, le=100, default=None)


# Parts of what came after the opening day: who won, what the North did, states of the world with peers' deals and
# withdrawals. What the parties did in the talks is never given: it is what a run is to find.
Given = Literal["winners", "provocations", "states"]


class Scenario(Strict):
    """One negotiation: the facts of an episode and the shared structural parameters."""

    name: str = fact("Short name; also the name of the results folder")
    title: str = fact("One line for captions")
    kind: Literal["historical", "counterfactual", "forward", "theory"] = fact("What the file claims to be")
    step_days: Whole = fact("Length of a step", "days", ge=1, le=31, default=7)
    protocol: Protocol = fact("Order of offers", strict=False)
    policy: Policy = fact("What a party compares an offer with", strict=False)
    as_of: Day | None = fact("Last day on record: the talks go as recorded up to it, and what lies after it is not known; empty: they are drawn from the opening on", "date", default=None)
    given: tuple[Given, ...] = fact("What came after the opening day and is given as it came; what is not given is drawn, or unknown", default=get_args(Given))
    parameter_draws: Literal["posterior", "point", "central"] = fact("Parameters of the replicates: posterior draws in turn, the one nearest the middle of the posterior for all, or the values of the parameters file, as a theory scenario has them", default="posterior")
    agreement: Agreement
    host: Host
    administrations: dict[str, Administration]
    governments: dict[str, Government]
    incumbents: Incumbents
    successions: tuple[Succession, ...] = fact("Elections ahead, in date order", order="election", default=())
    rivalry: Real = fact("Rivalry in the region, which makes the bases worth more to any guest: what its rival spends on arms over what it spends itself, in the year before the talks open", "share", ge=0, le=1)
    table: Table
    opening: Opening
    peer_deals: tuple[PeerDeal, ...] = fact("Deals of other hosts, in date order", order="since", default=())
    macro: tuple[MacroYear, ...] = fact("Macroeconomic series, one row a year, in order", order="year")
    intervals: tuple[Interval, ...] = fact("Dated states of the world", default=())
    host_elections: tuple[HostElection, ...] = fact("Votes in the host country, in date order", order="day", default=())
    segments: tuple[Segment, Segment, Segment] = fact("Progressive, centrist, conservative, in this order")
    blocs: tuple[Bloc, ...] = fact("Legislature at the time of the vote")
    provocations: Provocations
    withdrawals: tuple[Withdrawal, ...] = fact("Withdrawals carried out, in date order", order="since", default=())
    rounds: Rounds = fact("How rounds are held", default_factory=Rounds)
    outside: Outside = fact("Exits, breakdown and changes from outside; none by default", default_factory=Outside)
    switches: Switches = fact("Mechanisms switched off; all are on by default", default_factory=Switches)
    parameters: Parameters
