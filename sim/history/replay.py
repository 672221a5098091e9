"""What the North does where a record is replayed: the one that comes with the program, and a file's own acts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from sim.history.tables import DATA, provocation_days, provocation_span
from sim.rules.kinds import ProvocationMode
from sim.scenario.schema import Scenario
from sim.timeline.days import years_after


class Replay(NamedTuple):
    """Provocations that are replayed: the largest severity on each day with one, and the last day of the record."""

    severities: dict[date, int]
    until: date


def replay_of(scenario: Scenario, folder: Path = DATA) -> Replay:
    """Provocations a scenario replays from the opening of its talks on; what lies after `until` is simulated.

    A file's own events stand beside those on record, and the worse counts on a day that has both.
    """
    first, last = scenario.agreement.talks_open, _end(scenario)
    until = _until(scenario, folder)
    severities = provocation_days(first, min(until, last), folder)
    for event in scenario.provocations.events:
        if first <= event.day <= until:
            severities[event.day] = max(event.severity, severities.get(event.day, 0))
    return Replay(severities, until)


def replay_fault(scenario: Scenario, folder: Path = DATA) -> str:
    """What a scenario would replay although nobody recorded it, with a remedy; empty where all is on record.

    Days of which no record speaks would pass for days on which the North did nothing.
    """
    north = scenario.provocations
    if north.mode is not ProvocationMode.REPLAY:
        return ""
    opening, (begins, ends) = scenario.agreement.talks_open, recorded_years(folder)
    if opening < begins and not any(event.day < begins for event in north.events):
        return (
            f'provocations.mode: found "replay", but the talks open on {opening} and the record begins on {begins}, so'
            ' the North would do nothing for want of a record. Write mode = "simulate", or "none" if that is meant, or'
            " list its acts as [[provocations.events]]"
        )
    known_to = max(ends, _own_end(scenario, ends))
    if north.replay_until is not None and north.replay_until > known_to and opening <= north.replay_until:
        return (
            f"provocations.replay_until: found {north.replay_until}, but the record ends on {known_to}, after which the"
            " North would do nothing for want of a record. Write an earlier day, or leave it out to simulate the rest"
        )
    until = _until(scenario, folder)
    late = next((event.day for event in north.events if until < event.day <= _end(scenario)), None)
    if late is not None:
        return (
            f"provocations.events: found one on {late}, but the record is replayed to {until} only. Write"
            f" provocations.replay_until = {late} or later, which takes the days between as recorded"
        )
    return ""


def recorded_years(folder: Path = DATA) -> tuple[date, date]:
    """First and last day of the years the record of the North covers."""
    first, last = provocation_span(folder)
    return date(first.year, 1, 1), date(last.year, 12, 31)


def _until(scenario: Scenario, folder: Path) -> date:
    """Last day replayed: as given, or the end of the record, or of a file's own where the other is yet to begin."""
    begins, ends = recorded_years(folder)
    if scenario.provocations.replay_until is not None:
        return scenario.provocations.replay_until
    return ends if _end(scenario) >= begins else _own_end(scenario, ends)


def _end(scenario: Scenario) -> date:
    """Last day of a replicate."""
    return years_after(scenario.agreement.prior_expiry, scenario.agreement.horizon_years)


def _own_end(scenario: Scenario, without: date) -> date:
    """End of the year of a file's last event."""
    days = [event.day for event in scenario.provocations.events]
    return date(max(days).year, 12, 31) if days else without
