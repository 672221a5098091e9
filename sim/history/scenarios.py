"""Scenarios made from the record: which episodes give one, why the others do not, and the texts of those that do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.errors import RecordError
from sim.history import host_rows, rows
from sim.history.before import built_in
from sim.history.episodes import RecordedOutcome, fiscal_year, host_facts, recorded
from sim.history.keys import HEADLINE
from sim.history.made import SEGMENTS, values_of
from sim.history.tables import DATA, KOREA, read
from sim.scenario.load import Draws, LoadedScenario, load_scenario
from sim.scenario.shipped import shipped_files
from sim.scenario.write import canonical_toml

UNNAMED_OFFER = -0.05  # first-year rise down to which a host's offer that is not on record is swept
YEARS_BEFORE = 3  # full years of series that a scenario needs before its talks
BY_HAND = {(KOREA, number): f"sma{number:02}" for number in HEADLINE[KOREA]}  # richer files of the same talks
EXTENDED = ("actors", "parameters")  # shipped files that hold who may govern in the guest's country, and the parameters
ACTORS = "actors.toml"  # a record's own administrations, in its folder


@dataclass(frozen=True)
class Episode:
    """Past talks as a scenario, with what came of them.

    Attributes
    ----------
    host, number : whose agreement, and which
    loaded : the scenario; what came after the opening is given unless it is taken away, as in every historical file
    outcome : what came of the talks
    opened : first and last day on which the talks may have opened; one day where it is on record
    """

    host: str
    number: int
    loaded: LoadedScenario
    outcome: RecordedOutcome
    opened: tuple[date, date]

    @property
    def sweep(self) -> tuple[str, ...]:
        """Overrides, one at a time, that move what the record does not say of the opening to the ends of its range.

        The day goes to the first and the last of its month, a host's offer that is not on record to a cut. What a guest
        asks for where no figure was published varies with the draws of the parameters.
        """
        agreement, opening = self.loaded.scenario.agreement, self.loaded.scenario.opening
        ends = [day for day in self.opened if day != agreement.talks_open] if self.opened[0] != self.opened[1] else []
        days = tuple(f"agreement.talks_open={day}" for day in ends if day < agreement.prior_expiry)
        unnamed = self.loaded.sources.get("opening.host_rise")
        assumed = opening.host_rise == 0.0 and unnamed is not None and unnamed.source.startswith("assumed")
        return (*days, f"opening.host_rise={UNNAMED_OFFER}") if assumed else days


def agreement_of(host: str, number: int, folder: Path = DATA) -> rows.Agreement:
    """Row of an agreement, the host by its name or key; `RecordError` says which there are."""
    facts = host_facts(host, folder)
    table = read(rows.Agreement, folder, facts.host)
    for row in table:
        if row.agreement == number:
            return row
    allowed = ", ".join(str(row.agreement) for row in table)
    raise RecordError(
        f"{folder / 'agreements.csv'}: found agreement {number} of {facts.host}; allowed: {allowed or 'none is there'}."
    )


def why_no_scenario(row: rows.Agreement, folder: Path = DATA) -> str:
    """Why an episode gives no scenario, as a clause; empty where it gives one."""
    opening, expiry = row.opening, row.prior_expiry
    if expiry is None:
        return "no agreement before it has an end on record"
    if opening is None:
        return "the opening of its talks is not on record"
    if row.prior_year_bn is None:
        return "the sum before it is not on record"
    if row.settled is not None and opening >= row.settled:
        return "its text was there in the month its talks opened, so the opening cannot be told from the deal"
    return _missing(row, opening, expiry, folder)


def _missing(row: rows.Agreement, opening: date, expiry: date, folder: Path) -> str:
    """Which table says too little about a host at the time."""
    begins = host_facts(row.host, folder).year_begins
    shift = expiry.year - fiscal_year(expiry, begins)
    first = min(opening.year, expiry.year) - YEARS_BEFORE - shift
    years = [each.year for each in read(rows.MacroYear, folder, row.host) if each.defence_growth_pct is not None]
    if not years or min(years) > first or max(years) < opening.year - 1:
        return f"macro.csv has no series of {row.host} from {first} to {opening.year - 1}"
    if {each.name for each in read(host_rows.SegmentRow, folder) if each.host == row.host} != set(SEGMENTS):
        return f"segments.csv has not the three parts of the public of {row.host}"
    if not built_in(row.host, opening, folder):
        return f"blocs.csv has no legislature of {row.host} on {opening}"
    sat = [each.since for each in read(host_rows.GovernmentRow, folder) if each.host == row.host and each.since]
    return "" if sat and min(sat) <= opening else f"governments.csv has no government of {row.host} on {opening}"


def scenario_text(host: str, number: int, folder: Path = DATA) -> str:
    """Text of the scenario file of an episode, made by the rule of `sim.history.made`.

    Raises
    ------
    RecordError : there is no such episode, or it gives no scenario, with the reason
    """
    row = agreement_of(host, number, folder)
    reason = why_no_scenario(row, folder)
    if reason:
        raise RecordError(f"{row.host}, {row.agreement}: it gives no scenario: {reason}. Add what is missing.")
    own = folder / ACTORS
    named = [*EXTENDED, *([str(own.resolve())] if own.is_file() else [])]
    head = (
        f"# Talks of {row.host} about agreement {row.agreement}, made from the record by `sma scenario new"
        f" {host_facts(host, folder).key} {number}`.\n"
        "# Facts as of the day the talks opened; the rule and where it may be wrong: scenarios/README.md.\n\n"
    )
    extends = ", ".join(f'"{name}"' for name in named)
    return f"{head}extends = [{extends}]\n{canonical_toml(values_of(row, folder))}"


def scenario_of(
    host: str, number: int, folder: Path = DATA, overrides: Sequence[str] = (), draws: Draws | None = None
) -> LoadedScenario:
    """Scenario of an episode, made by rule from the tables of a folder and loaded; the rest as for `load_scenario`."""
    text = scenario_text(host, number, folder)
    with TemporaryDirectory() as kept:
        path = Path(kept) / f"{host_facts(host, folder).key}{number}.toml"
        path.write_text(text, encoding="utf-8")
        return load_scenario(path, overrides, draws)


def episode_scenarios(
    folder: Path = DATA,
    headline: bool = True,
    by_rule: bool = False,
    overrides: Sequence[str] = (),
    draws: Draws | None = None,
) -> tuple[Episode, ...]:
    """Episodes on record as scenarios with their outcomes, host by host, the earliest first.

    Parameters
    ----------
    folder : a folder of tables; of one's own, all episodes in it that give a scenario are taken
    headline : of the record that comes with the program, the thirteen episodes with a lapse ahead; else all that give a
        scenario
    by_rule : whether talks that have a shipped file, such as the Korean ones written by hand, are made anew as well
    overrides, draws : as for `load_scenario`; `given=[]` leaves what was known on the day the talks opened
    """
    found = []
    for row in read(rows.Agreement, folder, None):
        if headline and folder == DATA and row.agreement not in HEADLINE.get(row.host, ()):
            continue
        outcome = recorded(row.agreement, folder, row.host)
        if outcome is None or why_no_scenario(row, folder):
            continue
        file = None if by_rule or folder != DATA else shipped_files().get(_name(row, folder))
        if file is not None:
            loaded = load_scenario(file, overrides, draws)
        else:
            loaded = scenario_of(row.host, row.agreement, folder, overrides, draws)
        assert row.talks_start is not None
        opened = (row.talks_start.first, row.talks_start.last)
        found.append(Episode(row.host, row.agreement, loaded, outcome, opened))
    return tuple(found)


def _name(row: rows.Agreement, folder: Path) -> str:
    """Name of the shipped file of an episode: written by hand where there is such a one, else made."""
    return BY_HAND.get((row.host, row.agreement), f"{host_facts(row.host, folder).key}{row.agreement}")
