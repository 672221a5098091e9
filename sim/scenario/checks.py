"""Rules of meaning that no single field can state: order of dates, names that must exist, shares that must add up.

Each rule yields (path, message) for every fault it finds; a message says what was found, what is allowed and what
to do. Rules are small so that a fault of type elsewhere keeps few of them from being checked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sim.rules.kinds import Policy, Protocol
from sim.scenario.calendar_checks import CALENDAR_RULES, Fault, Rule
from sim.scenario.lookup import parameter_extra
from sim.scenario.problems import Path, did_you_mean, quoted
from sim.scenario.schema import Scenario
from sim.scenario.words import allowed

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
MACRO_YEARS_BEFORE = 3


def broken_rules(scenario: Scenario, complete: bool) -> Iterator[Fault]:
    """Faults of meaning.

    Parameters
    ----------
    scenario : the scenario; where it is not `complete` it lacks keys whose type is wrong, and rules that need them rest
    """
    for rule in RULES:
        try:
            yield from rule(scenario)
        except AttributeError:
            if complete:
                raise


def unreadable_text(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Keys and texts with control characters, which would garble captions and terminals."""
    level: list[tuple[Path, Any]] = [((), data)]
    while level:
        path, value = level.pop()
        if isinstance(value, dict):
            level += [((*path, key), item) for key, item in value.items()]
            bad_keys = (key for key in value if not key.isprintable())
            yield from (((*path, key), "the key holds a control character. Remove it") for key in bad_keys)
        elif isinstance(value, list):
            level += [((*path, number), item) for number, item in enumerate(value)]
        elif isinstance(value, str) and not value.replace("\n", "").replace("\t", "").isprintable():
            yield path, f"the text {quoted(value, 40)} holds a control character. Remove it"
        elif isinstance(value, str) and "\n" in value and path[-1] not in ("source", "note"):
            yield path, "the text has more than one line; only source and note may. Write it on one line"


# --- names ----------------------------------------------------------------------------------------------------


def _name(s: Scenario) -> Iterator[Fault]:
    if not KEY.fullmatch(s.name):
        message = (
            f"found {quoted(s.name)}; the name becomes a folder: a to z, 0 to 9, _ and -, 1 to 64 characters,"
            " a letter or digit first. Write it so"
        )
        yield ("name",), message


def _title(s: Scenario) -> Iterator[Fault]:
    if not s.title.strip():
        yield ("title",), "the title is empty; captions need one line. Write what the scenario is"


def _entry_keys(entries: Mapping[str, Any], table: str) -> Iterator[Fault]:
    if not entries:
        yield (table,), "found no entry; at least the incumbent is needed. Add it, or extend the file that has it"
    for key in entries:
        if not KEY.fullmatch(key) or key == "draw":
            message = f'the key {quoted(key)} is not allowed: a to z, 0 to 9, _ and -, and not "draw". Rename it'
            yield (table, key), message


def _administrations(s: Scenario) -> Iterator[Fault]:
    yield from _entry_keys(s.administrations, "administrations")


def _governments(s: Scenario) -> Iterator[Fault]:
    yield from _entry_keys(s.governments, "governments")


def _incumbent_guest(s: Scenario) -> Iterator[Fault]:
    yield from _exists(s.incumbents.guest, s.administrations, "administrations", ("incumbents", "guest"))


def _incumbent_host(s: Scenario) -> Iterator[Fault]:
    yield from _exists(s.incumbents.host, s.governments, "governments", ("incumbents", "host"))


def _exists(key: str, entries: Mapping[str, Any], table: str, path: Path) -> Iterator[Fault]:
    if key not in entries:
        hint = did_you_mean(key, entries) or f" Add it to [{table}]"
        yield path, f"{quoted(key)} is no entry of [{table}].{hint}".rstrip(".")


def _candidates(s: Scenario) -> Iterator[Fault]:
    for number, succession in enumerate(s.successions):
        path = ("successions", number)
        entries = s.administrations if succession.office == "guest" else s.governments
        table = "administrations" if succession.office == "guest" else "governments"
        for place, key in enumerate(succession.candidates):
            yield from _exists(key, entries, table, (*path, "candidates", place))
        if succession.candidates[0] == succession.candidates[1]:
            yield (*path, "candidates"), f"both candidates are {quoted(succession.candidates[0])}. Name two"
        if succession.winner not in (*succession.candidates, "draw"):
            hint = did_you_mean(succession.winner, (*succession.candidates, "draw")).rstrip(".")
            yield (*path, "winner"), f"{quoted(succession.winner)} is no candidate.{hint}"


# --- the table ------------------------------------------------------------------------------------------------


def _terms(s: Scenario) -> Iterator[Fault]:
    path = ("table", "terms")
    yield from _rising(s.table.terms, path, "a term is needed, as in terms = [1, 5]")


def _labour(s: Scenario) -> Iterator[Fault]:
    path = ("table", "labour_shares")
    yield from _rising(s.table.labour_shares, path, "a share is needed, as in labour_shares = [0.75, 1.0]")
    if s.table.labour_shares and s.table.labour_share_now not in s.table.labour_shares:
        listed = ", ".join(f"{share:g}" for share in s.table.labour_shares)
        message = f"found {s.table.labour_share_now:g}, which is not among labour_shares ({listed}). Add it there"
        yield ("table", "labour_share_now"), message


def _rising(values: Sequence[float], path: Path, when_empty: str) -> Iterator[Fault]:
    if not values:
        yield path, f"found an empty array; {when_empty}. Fill it"
    for number, (before, after) in enumerate(pairwise(values), start=1):
        if after == before:
            yield (*path, number), f"found {after:g} twice. Remove one"
        elif after < before:
            yield (*path, number), f"found {after:g} after {before:g}. Write the values in rising order"


def _escalators(s: Scenario) -> Iterator[Fault]:
    path, rules = ("table", "escalators"), s.table.escalators
    if not rules:
        yield path, 'found an empty array; a growth rule is needed. Write escalators = ["none", "cpi"], or others'
    for number, rule in enumerate(rules):
        if rule in rules[:number]:
            yield (*path, number), f'found "{rule}" twice. Remove one'


def _escalators_for_terms(s: Scenario) -> Iterator[Fault]:
    path, rules = ("table", "escalators"), s.table.escalators
    if rules and any(term > 1 for term in s.table.terms) and set(rules) <= {"none"}:
        message = 'terms above one year are on the table, but no growth rule for them. Add "cpi", "defence" or "fixed"'
        yield path, message
    if rules and 1 in s.table.terms and "none" not in rules:
        message = 'a one-year term is on the table, which has no growth rule. Add "none", or take 1 out of table.terms'
        yield path, message


# --- series, public, legislature ------------------------------------------------------------------------------


def _macro_order(s: Scenario) -> Iterator[Fault]:
    if not s.macro:
        yield ("macro",), "found no year. Add a [[macro]] table for each year"
    for number, (before, after) in enumerate(pairwise(s.macro), start=1):
        if after.year != before.year + 1:
            message = (
                f"found {after.year} after {before.year}; the years must follow one another."
                f" Write {before.year + 1} here"
            )
            yield ("macro", number, "year"), message


def _macro_cover(s: Scenario) -> Iterator[Fault]:
    expiry = s.agreement.prior_expiry.year
    opening = s.agreement.talks_open.year  # what growth rules are expected to give is read from the years before it
    first = min(expiry - MACRO_YEARS_BEFORE, opening - MACRO_YEARS_BEFORE, s.agreement.base_year)
    last = max(expiry + math.ceil(s.agreement.horizon_years) + 1, opening)
    if s.macro and s.macro[0].year > first:
        message = (
            f"the series begins in {s.macro[0].year}; it must begin by {first}: three years before the"
            " talks open and before expiry, and no later than agreement.base_year."
            " Add the years before"
        )
        yield ("macro", 0, "year"), message
    if s.macro and s.macro[-1].year < last:
        message = (
            f"the series ends in {s.macro[-1].year}; it must reach {last}, the year after the horizon."
            " Add the years to come"
        )
        yield ("macro", len(s.macro) - 1, "year"), message


def _segments(s: Scenario) -> Iterator[Fault]:
    for number, name in enumerate(("progressive", "centrist", "conservative")):
        if s.segments[number].name != name:
            message = (
                f'found "{s.segments[number].name}"; the order is progressive, centrist, conservative.'
                f' Write "{name}" here'
            )
            yield ("segments", number, "name"), message
    total = math.fsum(segment.share for segment in s.segments)
    if abs(total - 1) > 1e-6:
        yield ("segments",), f"the shares add up to {total:.6g}; they must add up to 1. Correct the three shares"


def _seats(s: Scenario) -> Iterator[Fault]:
    if sum(bloc.seats for bloc in s.blocs) < 1:
        message = "the legislature has no member; at least 1 seat is needed. Add a [[blocs]] table with its seats"
        yield ("blocs",), message


# --- structural parameters ------------------------------------------------------------------------------------


def _parameters(s: Scenario) -> Iterator[Fault]:
    for name in type(s.parameters).model_fields:
        parameter = getattr(s.parameters, name, None)
        if parameter is None:
            continue
        declared = parameter_extra(name)
        path, unit = ("parameters", name), declared["unit"]
        given_unit = getattr(parameter, "unit", unit)
        if given_unit != unit:
            message = f'found "{given_unit}", but the unit is "{unit}". Write that, with the value in that unit'
            yield (*path, "unit"), message
        least, largest = declared["minimum"], declared["maximum"]
        value, prior = getattr(parameter, "value", least), getattr(parameter, "prior", ())
        for spot, number in ((("value",), value), *((("prior", end), number) for end, number in enumerate(prior))):
            if not least <= number <= largest:
                yield (*path, *spot), f"found {number:g}; {allowed(least, largest, unit)}. Write a number in this range"


def _severities(s: Scenario) -> Iterator[Fault]:
    names = ("severity_1", "severity_2", "severity_3", "severity_4")
    total = math.fsum(getattr(s.parameters, name).value for name in names)
    if total > 1 + 1e-9:
        message = (
            f"severity_1 to severity_4 add up to {total:.6g}; at most 1 is allowed, the rest being severity 5."
            " Lower one of them"
        )
        yield ("parameters", "severity_1", "value"), message


def _policy(s: Scenario) -> Iterator[Fault]:
    if s.policy is Policy.EQUILIBRIUM and s.protocol is Protocol.MEDIATED:
        message = (
            'found "equilibrium", which is played where sides take turns, under protocol "mediated".'
            ' Write protocol = "alternating" or "random"'
        )
        yield ("policy",), message


def _parameter_draws(s: Scenario) -> Iterator[Fault]:
    if s.kind == "theory" and s.parameter_draws == "posterior":
        message = (
            f"found {quoted(s.parameter_draws)}; a theory scenario has one set of parameters, which its closed form"
            ' takes. Remove the line, or write parameter_draws = "central"'
        )
        yield ("parameter_draws",), message


def _withdrawals(s: Scenario) -> Iterator[Fault]:
    total = math.fsum(step.share for step in s.withdrawals)
    if total > 1 + 1e-9:
        message = f"the shares add up to {total:.6g}; more than all troops cannot leave. Lower one of them"
        yield ("withdrawals",), message


RULES: tuple[Rule, ...] = (
    _policy,
    _parameter_draws,
    _withdrawals,
    _name,
    _title,
    _administrations,
    _governments,
    _incumbent_guest,
    _incumbent_host,
    _candidates,
    *CALENDAR_RULES,
    _terms,
    _labour,
    _escalators,
    _escalators_for_terms,
    _macro_order,
    _macro_cover,
    _segments,
    _seats,
    _parameters,
    _severities,
)
