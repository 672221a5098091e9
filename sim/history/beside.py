"""Whether a scenario is about talks on record, and what came of those: a record belongs to facts, not to a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sim.history import rows
from sim.history.episodes import COVERED, RecordedOutcome, recorded
from sim.history.tables import DATA, read
from sim.scenario.schema import Scenario
from sim.timeline.days import years_after

HOST, CURRENCY, UNIT = "Republic of Korea", "KRW", "bn"  # whose talks the record follows, and the money of its tables


class Edited(NamedTuple):
    """A fact of a scenario that is not that of the talks on record: its path, its value, and that on record."""

    path: str
    found: Any
    recorded: Any


def recorded_beside(scenario: Scenario, folder: Path = DATA) -> RecordedOutcome | None:
    """What happened in the talks a scenario is about; None where `why_no_record` gives a reason."""
    return None if why_no_record(scenario, folder) else recorded(scenario.agreement.number, folder)


def why_no_record(scenario: Scenario, folder: Path = DATA) -> str:
    """Why no record stands beside a scenario, as a clause; empty where one does.

    The talks must be those on record: agreement, host and its money, opening, expiry, and the amount and year that
    rises are counted from. What the parties did or believed, and who won, may differ: that is what counterfactuals
    are for. A record that goes on after the horizon is not shown, since outcomes are cut there and it is not.
    """
    if scenario.kind not in ("historical", "counterfactual"):
        return "talks that lie ahead have none" if scenario.kind == "forward" else "theory has none"
    agreement = scenario.agreement
    if agreement.number not in COVERED or scenario.host.name != HOST:
        return (
            f"it follows agreements {COVERED[0]} to {COVERED[-1]} of the {HOST};"
            f" these talks are about number {agreement.number} of {scenario.host.name}"
        )
    edited = edited_facts(scenario, folder)
    if edited:
        told = "; ".join(f"{path} is {found}, on record {on_record}" for path, found, on_record in edited)
        return f"the talks are not those on record: {told}"
    record = recorded(agreement.number, folder)
    last = years_after(agreement.prior_expiry, agreement.horizon_years)
    if record is not None and agreement.prior_expiry + timedelta(days=record.entry_day) > last:
        return f"it goes on to day {record.entry_day:+} from expiry, after the horizon ({last})"
    return ""


def edited_facts(scenario: Scenario, folder: Path = DATA) -> tuple[Edited, ...]:
    """Facts that tell the talks of a scenario from those on record about the agreement of its number."""
    return tuple(each for each in _facts(scenario, folder) if each.found != each.recorded)


def _facts(scenario: Scenario, folder: Path) -> Iterator[Edited]:
    """Each fact that makes talks those on record; of an agreement that is not followed, the number alone."""
    agreement, host = scenario.agreement, scenario.host
    row = next((each for each in read(rows.Agreement, folder) if each.agreement == agreement.number), None)
    if row is None or agreement.number not in COVERED or row.prior_expiry is None:
        yield Edited("agreement.number", agreement.number, f"{COVERED[0]} to {COVERED[-1]}")
        return
    yield Edited("host.name", host.name, HOST)
    yield Edited("host.currency", host.currency, CURRENCY)
    yield Edited("host.unit", host.unit, UNIT)
    yield Edited("agreement.talks_open", agreement.talks_open, row.talks_start)
    yield Edited("agreement.prior_expiry", agreement.prior_expiry, row.prior_expiry)
    yield Edited("agreement.base_amount", agreement.base_amount, row.prior_year_krw_bn)
    yield Edited("agreement.base_year", agreement.base_year, row.prior_expiry.year)
