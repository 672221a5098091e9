"""From a scenario and the record to the plain numbers both runners read."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

import numpy as np

from sim.errors import ScenarioError
from sim.history.on_record import facts_on_record
from sim.history.replay import replay_fault, replay_of
from sim.history.tension import tension_before
from sim.posterior.joined import drawn_for
from sim.records import blank
from sim.rules.kinds import Escalator, Party, Policy, Protocol, ProvocationMode
from sim.rules.parameters import PARAMETER_NAMES, Params, parameter_records
from sim.rules.terms import YEARS, Facts
from sim.scenario.as_of import known
from sim.scenario.neutral import neutral
from sim.scenario.schema import MacroYear, Scenario, Succession, Table
from sim.timeline.days import day_of, years_after
from sim.timeline.events import before_by_day, latest_by_day, months_by_day
from sim.timeline.states import ACTS_ON_NORTH, provocation_factor, strengths

EXPECTED_YEARS = 3  # past years whose mean growth the parties expect of an escalator
ELECTION_WINDOW = 60  # days before a host election in which its government moves slowly
NO_END = 10**9  # days; end of a contract year that never ends
WINTER = frozenset({11, 12, 1, 2})
SEGMENTS = ("progressive", "centrist", "conservative")


@dataclass(frozen=True)
class Prepared:
    """A scenario ready to run: its facts and parameters as numbers, and the names behind the numbers."""

    scenario: Scenario
    facts: Facts
    draws: np.ndarray  # of Params, shape (n,): the parameters of replicate r are those numbered r modulo n
    administrations: tuple[str, ...]  # keys in the order of their numbers, which is that of the alphabet
    governments: tuple[str, ...]
    start: date  # first day of talks: day 0

    @property
    def expiry_day(self) -> int:
        """Day on which the old agreement ends; outcome days count from it."""
        return int(self.facts.expiry)

    @property
    def params(self) -> Params:
        """Parameters of replicate 0: of all, unless they are drawn."""
        first: Params = self.draws[0]
        return first

    def of(self, replicate: int) -> Prepared:
        """The same with the parameters of one replicate alone."""
        number = replicate % len(self.draws)
        return replace(self, draws=self.draws[number : number + 1])

    def until(self, horizon_day: int) -> Prepared:
        """The same, its replicates ended so many days after expiry, if they would go on for longer.

        Up to that day they are what they were: nothing that happens depends on when a replicate ends.
        """
        facts = self.facts.copy()
        facts.horizon = min(int(facts.horizon), self.expiry_day + horizon_day)
        return replace(self, facts=facts)


def prepare(scenario: Scenario) -> Prepared:
    """Turn a scenario into numbers; equal scenarios give equal numbers.

    `Prepared.scenario` is the scenario as given; the numbers are those of `neutral(known(scenario))`.
    """
    given = scenario
    scenario = neutral(known(scenario))
    start = scenario.agreement.talks_open
    draws = _draws(scenario)
    administrations = _may_govern(scenario, "guest", scenario.incumbents.guest)
    governments = _may_govern(scenario, "host", scenario.incumbents.host)
    facts = blank(Facts)
    for part in (
        _calendar(scenario),
        _table(scenario),
        _prices(scenario),
        _before(scenario),
        _world(scenario, draws[0]),
        _actors(scenario, administrations, governments),
        _successions(scenario, administrations, governments),
        _public(scenario),
        _procedure(scenario),
        _outside(scenario),
        facts_on_record(scenario),
    ):
        for name, value in part.items():
            _set(facts, name, value)
    return Prepared(given, facts, draws, administrations, governments, start)


def _draws(scenario: Scenario) -> np.ndarray:
    """Parameters of the replicates, in turn: one set for all, or the posterior draws of the scenario's own core.

    What a scenario sets itself, or a switch makes neutral, stays as it is in every draw.
    """
    central = {name: getattr(scenario.parameters, name).value for name in PARAMETER_NAMES}
    drawn = drawn_for(scenario)
    if drawn is None:
        return parameter_records(central, (), np.empty((1, 0)))
    return parameter_records(central, drawn.names, drawn.values)


def _set(facts: Facts, name: str, value: object) -> None:
    """Write a fact; an array fills the beginning of its room."""
    if not isinstance(value, np.ndarray):
        facts[name] = value
        return
    room = facts[name].shape
    if any(size > most for size, most in zip(value.shape, room, strict=True)):
        raise ScenarioError(
            f"{name}: the scenario needs room for {value.shape}, and a run holds at most {room}. "
            "Shorten the horizon or the list."
        )
    facts[name][tuple(slice(size) for size in value.shape)] = value


def _horizon(scenario: Scenario) -> int:
    """Last day of a replicate."""
    agreement = scenario.agreement
    return day_of(years_after(agreement.prior_expiry, agreement.horizon_years), agreement.talks_open)


def _calendar(scenario: Scenario) -> dict[str, object]:
    """Start, step, horizon, expiry and the ends of the contract years."""
    agreement = scenario.agreement
    expiry = day_of(agreement.prior_expiry, agreement.talks_open)
    ends = [day_of(years_after(agreement.old_pay, n), agreement.talks_open) for n in range(1, YEARS + 1)]
    if agreement.perpetual:  # one contract year without end
        ends = [NO_END + n for n in range(YEARS)]
    return {
        "start_ordinal": agreement.talks_open.toordinal(),
        "step": scenario.step_days,
        "horizon": _horizon(scenario),
        "expiry": float(expiry),
        "old_pay": float(day_of(agreement.old_pay, agreement.talks_open)),
        "year_ends": np.array(ends, dtype=np.float64),
        "base_age": agreement.old_pay.year - agreement.base_year,
        "perpetual": int(agreement.perpetual),
        "base_amount": agreement.base_amount,
        "failed_before": float(agreement.prior_talks_failed_rounds),
    }


def _table(scenario: Scenario) -> dict[str, object]:
    """Menu of packages: growth rules with terms in paid years, labour shares with new items."""
    table = scenario.table
    longer = [Escalator[name.upper()] for name in table.escalators if name != "none"]
    pairs = [(rule.value, term) for term in table.terms for rule in ((Escalator.NONE,) if term == 1 else tuple(longer))]
    items = (0.0, 1.0) if table.operational_support else (0.0,)
    extras = [(share, item) for item in items for share in _labour_steps(table)]
    return {
        "pairs": len(pairs),
        "extras": len(extras),
        "pair_escalator": np.array([rule for rule, _ in pairs], dtype=np.int64),
        "pair_term": np.array([term for _, term in pairs], dtype=np.int64),
        "extra_labour": np.array([share for share, _ in extras]),
        "extra_operations": np.array([item for _, item in extras]),
        "labour_now": table.labour_share_now,
        "out_of_area": float(table.out_of_area),
        "opening_guest": math.nan if scenario.opening.guest_rise is None else scenario.opening.guest_rise,
        "opening_host": scenario.opening.host_rise,
    }


def _labour_steps(table: Table) -> tuple[float, ...]:
    """Today's share of labour cost and the next step above it, where there is one."""
    higher = [share for share in table.labour_shares if share > table.labour_share_now]
    return (table.labour_share_now, *higher[:1])


def _prices(scenario: Scenario) -> dict[str, object]:
    """Expected growth rates and inflation, and exchange rates by contract year.

    dollar_worth = rate of the base year / rate of the contract year, in host currency per dollar: what a sum is worth
    in dollars then, over what it was worth when the base was set. A base fixed in advance counts as set in the year the
    talks open. `inflation` is that of the same past years as the growth rules'.
    """
    table, agreement = scenario.table, scenario.agreement
    macro: dict[int, MacroYear] = {row.year: row for row in scenario.macro}
    opening = agreement.talks_open.year
    seen = [macro[opening - n] for n in range(1, EXPECTED_YEARS + 1)]
    growth = np.zeros(len(Escalator))
    growth[Escalator.CPI] = min(math.fsum(row.cpi for row in seen) / len(seen), table.cpi_cap)
    growth[Escalator.DEFENCE] = math.fsum(row.defence for row in seen) / len(seen)
    growth[Escalator.FIXED] = table.fixed_rate
    last = max(macro)
    years = [min(agreement.old_pay.year + 1 + n, last) for n in range(YEARS)]
    return {
        "growth": growth,
        "fx": np.array([macro[year].fx for year in years]),
        "dollar_worth": np.array([macro[min(agreement.base_year, opening)].fx / macro[year].fx for year in years]),
        "inflation": math.fsum(row.cpi for row in seen) / len(seen),
    }


def _before(scenario: Scenario) -> dict[str, object]:
    """What stands before the talks: the last agreement's rule and term, the host's burden, rivalry in the region."""
    return {
        "last_escalator": Escalator[scenario.agreement.prior_escalator.upper()].value,
        "last_term": scenario.agreement.prior_term_years,
        "burden": scenario.host.burden_share,
        "rivalry": scenario.rivalry,
    }


def _world(scenario: Scenario, params: Params) -> dict[str, object]:
    """States of the world by day, and the provocations on record."""
    start, days = scenario.agreement.talks_open, _horizon(scenario) + 1
    strength = strengths(scenario.intervals, start, days)
    factor = provocation_factor(
        strength, months_by_day(WINTER, start, days), {name: params[f"provocation_{name}"] for name in ACTS_ON_NORTH}
    )
    mode = scenario.provocations.mode
    recorded = np.zeros(days, dtype=np.int64)
    replay_until = -1
    if mode is ProvocationMode.REPLAY:
        fault = replay_fault(scenario)
        if fault:
            raise ScenarioError(f"{scenario.name}: {fault}.")
        record, until = replay_of(scenario)
        replay_until = min(day_of(until, start), days - 1)
        for day, severity in record.items():
            if day_of(day, start) <= replay_until:
                recorded[day_of(day, start)] = severity
    quiet = np.zeros(days, dtype=np.int64)
    for spell in scenario.provocations.quiet:
        quiet[max(day_of(spell.since, start), 0) : max(day_of(spell.until, start) + 1, 0)] = 1
    recorded[quiet == 1] = 0
    withdrawn = np.zeros(days)
    for step in scenario.withdrawals:
        withdrawn[max(day_of(step.since, start), 0) :] += step.share
    tension, calm = tension_before(scenario, params.threat_half_life)
    return {
        "tension_open": tension,
        "calm": calm,
        "provocation_factor": factor,
        "recorded_severity": recorded,
        "replay_until": replay_until,
        "simulate": int(mode is not ProvocationMode.NONE),
        "quiet": quiet,
        "detente": strength["detente"] * (1.0 - strength["stalled"]),
        "withdrawn": withdrawn,
        "epidemic": strength["epidemic"],
        "election_near": before_by_day((vote.day for vote in scenario.host_elections), start, days, ELECTION_WINDOW),
        "peer": latest_by_day(((deal.since, deal.rise) for deal in scenario.peer_deals), start, days, math.inf),
    }


def _actors(scenario: Scenario, administrations: tuple[str, ...], governments: tuple[str, ...]) -> dict[str, object]:
    """Types, orientations and incumbents by number."""
    guests = [scenario.administrations[key] for key in administrations]
    hosts = [scenario.governments[key] for key in governments]
    return {
        "guests": len(guests),
        "guest_key": _stable_numbers(administrations),
        "hosts": len(hosts),
        "host_key": _stable_numbers(governments),
        "guest_type": np.array([guest.type for guest in guests]),
        "guest_band": np.array([guest.band for guest in guests]),
        "host_orientation": np.array([host.orientation for host in hosts]),
        "host_camp": np.array([SEGMENTS.index(host.camp) for host in hosts], dtype=np.int64),
        "guest_first": administrations.index(scenario.incumbents.guest),
        "host_first": governments.index(scenario.incumbents.host),
    }


def _may_govern(scenario: Scenario, office: str, incumbent: str) -> tuple[str, ...]:
    """Keys of those who may hold an office in this scenario, in alphabetical order."""
    return tuple(
        sorted({incumbent, *(key for row in scenario.successions if row.office == office for key in row.candidates)})
    )


def _stable_numbers(keys: tuple[str, ...]) -> np.ndarray:
    """A number for each entry made from its key alone, so that its draws do not depend on what else is listed."""
    return np.array([int.from_bytes(sha256(key.encode()).digest()[:6]) for key in keys], dtype=np.int64)


def _successions(
    scenario: Scenario, administrations: tuple[str, ...], governments: tuple[str, ...]
) -> dict[str, object]:
    """Elections and handovers by number, in order of the handover, with each side's beliefs by day."""
    start, days = scenario.agreement.talks_open, _horizon(scenario) + 1
    rows = sorted(scenario.successions, key=lambda row: row.handover)
    keys = {"guest": administrations, "host": governments}
    belief = np.zeros((len(rows), len(Party), days))
    for number, row in enumerate(rows):
        for party, side in ((Party.GUEST, "guest"), (Party.HOST, "host")):
            points = [(point.since, getattr(point, side)) for point in row.beliefs]
            belief[number, party] = latest_by_day(points, start, days, points[0][1])

    def column(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    return {
        "successions": len(rows),
        "office": column([Party.GUEST if row.office == "guest" else Party.HOST for row in rows]),
        "election": column([day_of(row.election, start) for row in rows]),
        "handover": column([day_of(row.handover, start) for row in rows]),
        "candidate_1": column([keys[row.office].index(row.candidates[0]) for row in rows]),
        "candidate_2": column([keys[row.office].index(row.candidates[1]) for row in rows]),
        "winner": column([_winner(row) for row in rows]),
        "chance": np.array([row.chance for row in rows], dtype=np.float64),
        "known_from": column([day_of(row.known_from, start) if row.known_from else -1 for row in rows]),
        "belief": belief,
    }


def _winner(row: Succession) -> int:
    """0 or 1 for the candidate on record, 2 where the winner is drawn."""
    return 2 if row.winner == "draw" else row.candidates.index(row.winner)


def _public(scenario: Scenario) -> dict[str, object]:
    """Segments of opinion and blocs of the legislature."""
    segments = scenario.segments
    return {
        "segment_share": np.array([segment.share for segment in segments]),
        "segment_support": np.array([segment.support for segment in segments]),
        "segment_anger": np.array([segment.anger for segment in segments]),
        "majority": scenario.host.majority,
        "blocs": len(scenario.blocs),
        "bloc_seats": np.array([bloc.seats for bloc in scenario.blocs], dtype=np.int64),
        "bloc_camp": np.array([SEGMENTS.index(bloc.camp) for bloc in scenario.blocs], dtype=np.int64),
    }


def _procedure(scenario: Scenario) -> dict[str, object]:
    """Protocol, policy, and the mechanisms that are switched off without a neutral weight."""
    return {
        "protocol": list(Protocol).index(scenario.protocol),
        "policy": list(Policy).index(scenario.policy),
        "first_offer": Party.GUEST if scenario.rounds.first == "guest" else Party.HOST,
        "waits": int(scenario.switches.waiting and scenario.policy is not Policy.TACTICS),
        "leaders": int(scenario.switches.leader_approval),
        "presses": int(scenario.switches.election_pressure),
        "capped": int(scenario.switches.capped_demand),
        "outside_option": int(scenario.switches.outside_option),
        "ratifies": int(scenario.switches.ratification),
    }


def _outside(scenario: Scenario) -> dict[str, object]:
    """Exits, breakdown and changes from outside."""
    outside, start = scenario.outside, scenario.agreement.talks_open
    return {
        "change_day": math.inf if outside.change_day is None else float(day_of(outside.change_day, start)),
        "change_rate": outside.change_rate,
        "change_guest": outside.change_guest,
        "change_host": outside.change_host,
        "breakdown_chance": outside.breakdown_chance,
        "breakdown_guest": outside.breakdown_guest,
        "breakdown_host": outside.breakdown_host,
        "exit_guest": -math.inf if outside.exit_guest is None else outside.exit_guest,
        "exit_host": -math.inf if outside.exit_host is None else outside.exit_host,
    }
