"""The story of one negotiation: its trace as dated prose in short paragraphs, phase by phase, and how it ended.

It reads a trace and touches no agent, no rule and no random number: the same words would fit a trace from anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.analysis.limits import limits_of
from sim.analysis.setting import is_point, parameters_of, said_of
from sim.outcome import Outcome
from sim.posterior.draws import draws_of
from sim.prepare import Prepared
from sim.rules.kinds import End, Escalator, Policy, Reason
from sim.rules.payment import normal_growth
from sim.scenario.as_of import title_of
from sim.scenario.problems import counted
from sim.scenario.schema import Scenario, Succession
from sim.stories.event_words import event_words
from sim.stories.narration import Narration
from sim.stories.phrases import Cast, capital, date_words, listed, rise_words, signed, terms_words, worth
from sim.stories.round_words import round_words
from sim.timeline.days import date_of
from sim.traces.entries import (
    Entry,
    OfferMade,
    Provocation,
    RoundHeld,
    TalksOpened,
    TextDeclined,
    TextMade,
    Threat,
    Walkout,
)
from sim.traces.trace import Trace
from sim.version import VERSION

PART_OF_ROUND = (OfferMade, TextMade, TextDeclined, Walkout, Threat)  # told with the round of that day


@dataclass(frozen=True)
class Section:
    """One phase of the talks."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """A negotiation in prose."""

    title: str
    label: str  # which scenario, kind, seed and replicate it is
    preface: str  # what the numbers mean
    sections: tuple[Section, ...]  # the last one is the outcome


def tell(prepared: Prepared, trace: Trace, outcome: Outcome, seed: int, changes: Sequence[str] = ()) -> Story:
    """Story of one replicate.

    Parameters
    ----------
    prepared : scenario the negotiation was run with
    trace, outcome : what happened in it, and its result
    seed : with which it was run, for the label
    changes : what was set, as `path=value`, for the label
    """
    replicate = int(outcome.replicate)
    prepared = prepared.of(replicate)
    narration = Narration(prepared)
    closing = _closing_day(trace, outcome)
    sections: list[tuple[str, list[str]]] = [("Opening", [*_opening(prepared, trace)])]
    rounds = {each.day: each for each in trace.rounds}
    provocations: list[Provocation] = []  # since the last round
    for number, entry in enumerate(trace.entries):
        if isinstance(entry, Provocation):
            provocations.append(entry)
            continue
        if isinstance(entry, (TalksOpened, *PART_OF_ROUND)):
            continue
        heading = _heading(narration, entry, closing)
        if heading:
            sections.append((heading, []))
        offers = [each for each in trace.entries[:number] if each.day == entry.day and isinstance(each, OfferMade)]
        same_day = [*offers, *(each for each in trace.entries[number:] if each.day == entry.day)]
        if isinstance(entry, RoundHeld):
            paragraph = round_words(narration, rounds[entry.day], same_day, provocations)
            provocations = []
        else:
            paragraph = event_words(narration, entry, same_day)
        if paragraph:
            sections[-1][1].append(paragraph)
    sections.append(("Outcome", outcome_words(prepared, outcome)))
    told = tuple(Section(heading, tuple(paragraphs)) for heading, paragraphs in sections if paragraphs)
    scenario = prepared.scenario
    limits = [limit.mark for limit in limits_of(scenario)]
    parts = (scenario.name, scenario.kind, f"seed {seed}", f"replicate {replicate}", parameters_of(scenario))
    label = " · ".join((*parts, *said_of(changes, limits), f"sma-sim {VERSION}"))
    preface = f"{_preface(prepared)} {_parameters(scenario, replicate)}"
    return Story(f"One negotiation: {title_of(scenario)}", label, preface, told)


def _closing_day(trace: Trace, outcome: Outcome) -> int | None:
    """Day of the round whose text led to the end; None when the talks ended without one."""
    if outcome.end in (End.OPEN, End.BROKEN_OFF, End.STANDS):
        return None
    return max((each.day for each in trace.rounds if each.reason is Reason.CLOSED), default=None)


def _heading(narration: Narration, entry: Entry, closing: int | None) -> str:
    """Heading of the phase that begins with an entry, or nothing where the last one goes on."""
    if entry.day == closing and isinstance(entry, RoundHeld):
        return "Closing"
    if closing is not None and entry.day >= closing:
        return ""
    if isinstance(entry, RoundHeld) and narration.told == 1:
        return "Before expiry" if entry.day <= narration.prepared.expiry_day else "The talks"
    return narration.opens_phase(entry)


def _preface(prepared: Prepared) -> str:
    """What the numbers mean, once."""
    scenario, p = prepared.scenario, prepared.params
    base, cast = scenario.agreement.base_amount, Cast(scenario)
    normal = 100 * normal_growth(p.fair_growth, prepared.facts.inflation)
    return (
        f"How to read it: a rise is that of the first year over the amount last in force, {cast.money(base)} a year;"
        " a term counts the years paid under a text. Worth, waiting and gaps are in shares of that amount a year: 0.01"
        f" is {cast.money(0.01 * base)} every year, and 0 is the amount growing as both sides regard as normal, by"
        f" {normal:.0f}% a year. An offer is the package best for the other side among those worth to its maker what it"
        " asks for, so term, growth, labour share and new items change with the rise. Waiting is worth what a side"
        f" expects from letting the talks run to the next change of the guest's government. {_pace(prepared)} Felt"
        " threat is the logarithm of one plus the severities of past provocations, half of each gone after"
        f" {counted(round(p.threat_half_life), 'day')}, less what was usual in the two years before the talks. Public"
        f" anger is a stock too: a demand to double the sum adds {p.anger_demand:.2f}, and half of it is gone after"
        f" {counted(round(p.memory_half_life), 'day')}. Where it is told what weighs, each part stands with its share"
        " of that worth, the largest first; the money is the payment against the normal one."
    )


def _pace(prepared: Prepared) -> str:
    """What makes both sides give up what they still ask for beyond what they could do without."""
    p = prepared.params
    if prepared.scenario.policy is Policy.TACTICS:
        return "Both sides give up what they could hold out for by the clock of the next hard date."
    return (
        "Delay presses both sides: the lapse in force, and the less the further ahead the expiry, the end of the money"
        f" and the election are, half in {counted(round(math.log(2.0) * p.concession_reach), 'day')}. Where the"
        " pressure equals what is at stake, they give up what they could hold out for at a rate of"
        f" {p.concession_rate:.2f} a month."
    )


def _parameters(scenario: Scenario, replicate: int) -> str:
    """Which parameters this negotiation has."""
    draws = draws_of(scenario)
    if not draws:
        return "The weights of both sides are the central parameters, one set for all negotiations."
    if is_point(scenario):
        return (
            f"The weights of both sides are {parameters_of(scenario)}, for all negotiations; what the scenario sets"
            " itself holds in it."
        )
    return (
        f"The weights of both sides are number {replicate % draws:,} of the {parameters_of(scenario)}, counted from 0;"
        " what the scenario sets itself holds in all of them."
    )


def _opening(prepared: Prepared, trace: Trace) -> Iterator[str]:
    """Who sits down, about what, and what lies ahead."""
    scenario = prepared.scenario
    cast, agreement = Cast(scenario), scenario.agreement
    guest, host = cast.guest(scenario.incumbents.guest), cast.host(scenario.incumbents.host)
    (opened,) = trace.of(TalksOpened)
    published = "In public" if scenario.opening.guest_rise is not None else "No demand was published; in the model"
    yield (
        f"{date_words(agreement.talks_open)}: talks open between {guest} (the guest, whose troops are stationed there)"
        f" and {host} ({scenario.host.name}, the host, who pays). The old agreement,"
        f" {cast.money(agreement.base_amount)} a year since {agreement.base_year}, expires on"
        f" {date_words(agreement.prior_expiry)}. {published} the guest opens at {rise_words(opened.guest_rise)}"
        f" and the host at {rise_words(opened.host_rise)}."
    )
    horizon = date_of(int(prepared.facts.horizon), prepared.start)
    known = [
        each
        for each in scenario.successions
        if each.handover <= horizon and (each.known_from is None or each.known_from <= agreement.talks_open)
    ]
    if known:
        elections = listed([_election(each, cast, scenario) for each in known])
        yield f"Ahead {'lies' if len(known) == 1 else 'lie'} {elections}."


def _election(each: Succession, cast: Cast, scenario: Scenario) -> str:
    """An election ahead and its chances; where it is over, the handover that follows it."""
    first, second = (cast.holder(each.office, key) for key in each.candidates)
    if each.election <= scenario.agreement.talks_open:
        won = f"{first} or {second}" if each.winner == "draw" else cast.holder(each.office, each.winner)
        return (
            f"the {each.office}'s handover of {date_words(each.handover)} to the winner of the election of"
            f" {date_words(each.election)} ({won})"
        )
    belief = each.beliefs[0]
    chances = (
        f"both sides give the first {100 * belief.guest:.0f}%"
        if belief.guest == belief.host
        else f"the guest gives the first {100 * belief.guest:.0f}%, the host {100 * belief.host:.0f}%"
    )
    return f"the {each.office}'s election of {date_words(each.election)} ({first} or {second}; {chances})"


def outcome_words(prepared: Prepared, outcome: Outcome) -> list[str]:
    """Paragraphs that state the outcome, with the values of its row."""
    scenario = prepared.scenario
    expiry = scenario.agreement.prior_expiry
    horizon = date_of(int(prepared.facts.horizon), prepared.start)
    ends = {"agreement": outcome.agreement_day, "signature": outcome.signature_day, "entry": outcome.entry_day}

    def when(day: float) -> str:
        days = int(day)
        if days == 0:
            return f"{date_words(expiry)} (the day of expiry)"
        side = "after" if days > 0 else "before"
        return f"{date_words(date_of(days, expiry))} ({counted(abs(days), 'day')} {side} expiry)"

    if not outcome.agreed:
        waits = ", with a text before the leaders" if outcome.end == End.PENDING else ""
        words = f"No agreement by the horizon on {date_words(horizon)}{waits}."
        if outcome.end == End.BROKEN_OFF:
            words = f"No agreement: the talks broke off. The horizon is {date_words(horizon)}."
        if outcome.end == End.STANDS:
            words = (
                f"No new agreement by the horizon on {date_words(horizon)}: the old one, which holds until"
                f" {date_words(expiry)}, stands and goes on unchanged."
            )
            return [words, _counts(outcome)]
        return [f"{words} {_blank(outcome)}", _counts(outcome)]
    who = Cast(scenario).guest(prepared.administrations[int(outcome.guest_at_agreement)])
    dates = f"Agreed on {when(ends['agreement'])} with {who}"
    if math.isnan(ends["signature"]):
        dates += f"; not signed by the horizon on {date_words(horizon)}"
    elif math.isnan(ends["entry"]):
        dates += f", signed on {when(ends['signature'])}; not in force by the horizon on {date_words(horizon)}"
    else:
        dates += f", signed on {when(ends['signature'])}, in force from {when(ends['entry'])}"
    return [f"{dates}. {_blank(outcome)}", _settlement(scenario, outcome), _counts(outcome)]


def _blank(outcome: Outcome) -> str:
    """The blank period under its three definitions."""
    days = (outcome.blank_days, outcome.blank_days_agreement, outcome.blank_days_entry)
    signature, agreement, entry = (int(each) for each in days)
    if not any(days):
        return "There is no blank period: the new agreement is in force before the old one ends."
    return (
        f"The blank period is {counted(signature, 'day')} to signature"
        f" ({agreement:,} to agreement, {entry:,} to entry into force)."
    )


def _settlement(scenario: Scenario, outcome: Outcome) -> str:
    """What was settled and what it is worth."""
    growth = Escalator(int(outcome.escalator)).name.lower()
    rise = signed(f"{100 * outcome.rise:+.1f}%")
    yearly = signed(f"{100 * outcome.rise_annualised:+.1f}%")
    clauses = [
        f"{100 * outcome.labour_share:.0f}% of labour cost is paid from the fund",
        f"new operational items are {'in' if outcome.operational_support else 'out'}",
    ]
    return (
        f"The first year is {rise} ({yearly} a year since the base was set): {Cast(scenario).money(outcome.amount)}, or"
        f" {outcome.amount_usd_m:,.1f} million US$ at that year's rate, {terms_words(growth, int(outcome.term_years))},"
        " counted from expiry."
        f" {capital(listed(clauses))}. On the day agreed it is worth {worth(outcome.utility_guest)} a year to the guest"
        f" and {worth(outcome.utility_host)} to the host; delay cost {100 * outcome.gain_lost:.0f}% of the joint gain."
    )


def _counts(outcome: Outcome) -> str:
    """How many of what it took."""
    made = [
        (outcome.guest_refusals, "text refused by the guest's leader", "texts refused by the guest's leader"),
        (outcome.host_refusals, "text refused by the host's leader", "texts refused by the host's leader"),
        (outcome.walkouts, "walkout", ""),
        (outcome.threats, "withdrawal threat", ""),
        (outcome.furlough_days, "day of furlough", "days of furlough"),
        (outcome.failed_votes, "failed vote", ""),
        (outcome.provocations, "provocation day", ""),
    ]
    parts = [counted(int(number), noun, plural) for number, noun, plural in made if number]
    return f"In numbers: {listed([counted(int(outcome.rounds), 'round'), *parts])}."
