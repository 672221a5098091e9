"""Whether a scenario is about talks on record, and what came of those: a record belongs to facts, not to a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sim.history import rows
from sim.history.episodes import COVERED, RecordedOutcome, host_facts, recorded
from sim.history.tables import DATA, KOREA, read
from sim.scenario.schema import Scenario
from sim.timeline.days import years_after

HOST = KOREA  # whose talks the record follows round by round


class Edited(NamedTuple):
    """A fact of a scenario that is not that of the talks on record: its path, its value, and that on record."""

    path: str
    found: Any
    recorded: Any


def recorded_beside(scenario: Scenario, folder: Path = DATA) -> RecordedOutcome | None:
    """What happened in the talks a scenario is about; None where `why_no_record` gives a reason."""
    if why_no_record(scenario, folder):
        return None
    return recorded(scenario.agreement.number, folder, scenario.host.name)


def why_no_record(scenario: Scenario, folder: Path = DATA) -> str:
    """Why no record stands beside a scenario, as a clause; empty where one does.

    The talks must be those on record: agreement, host and its money, opening, expiry, and the amount and year that
    rises are counted from. What the parties did or believed, and who won, may differ: that is what counterfactuals
    are for. A record that goes on after the horizon is not shown, since outcomes are cut there and it is not.
    """
    if scenario.kind not in ("historical", "counterfactual"):
        return "talks that lie ahead have none" if scenario.kind == "forward" else "theory has none"
    agreement = scenario.agreement
    record = recorded(agreement.number, folder, scenario.host.name)
    if record is None:
        return (
            f"it follows {_followed(scenario.host.name, folder)};"
            f" these talks are about number {agreement.number} of {scenario.host.name}"
        )
    edited = edited_facts(scenario, folder)
    if edited:
        told = "; ".join(f"{path} is {found}, on record {on_record}" for path, found, on_record in edited)
        return f"the talks are not those on record: {told}"
    last = years_after(agreement.prior_expiry, agreement.horizon_years)
    end = record.signature_day if record.entry_day is None else record.entry_day
    if agreement.prior_expiry + timedelta(days=end) > last:
        return f"it goes on to day {end:+} from expiry, after the horizon ({last})"
    return ""


def _followed(host: str, folder: Path) -> str:
    """Which agreements the record follows: of a host that has some, or else those followed round by round."""
    numbers = [row.agreement for row in read(rows.Agreement, folder, host) if recorded(row.agreement, folder, host)]
    if host == HOST or not numbers:
        return f"agreements {COVERED[0]} to {COVERED[-1]} of the {HOST}"
    return f"those of {', '.join(map(str, numbers))} of {host}"


def edited_facts(scenario: Scenario, folder: Path = DATA) -> tuple[Edited, ...]:
    """Facts that tell the talks of a scenario from those on record about the agreement of its number."""
    return tuple(each for each in _facts(scenario, folder) if each.found != each.recorded)


def _facts(scenario: Scenario, folder: Path) -> Iterator[Edited]:
    """Each fact that makes talks those on record; of an agreement that is not followed, the number alone."""
    agreement, host = scenario.agreement, scenario.host
    table = read(rows.Agreement, folder, host.name) or read(rows.Agreement, folder, HOST)
    row = next((each for each in table if each.agreement == agreement.number), None)
    if row is None or row.prior_expiry is None or recorded(row.agreement, folder, row.host) is None:
        yield Edited("agreement.number", agreement.number, f"{COVERED[0]} to {COVERED[-1]}")
        return
    facts = host_facts(row.host, folder)
    yield Edited("host.name", host.name, row.host)
    yield Edited("host.currency", host.currency, facts.currency)
    yield Edited("host.unit", host.unit, facts.unit)
    yield Edited("agreement.talks_open", agreement.talks_open, row.opening)
    yield Edited("agreement.prior_expiry", agreement.prior_expiry, row.prior_expiry)
    yield Edited("agreement.base_amount", agreement.base_amount, row.prior_year_bn)
    yield Edited("agreement.base_year", agreement.base_year, row.prior_expiry.year)
