"""What tables and figures say about a run besides its outcomes: who and when, and which run it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sim.analysis.limits import Limit, limits_of
from sim.posterior.cores import SHIPPED_CORE, core_of
from sim.posterior.draws import draws_of
from sim.scenario.as_of import known
from sim.scenario.schema import Scenario
from sim.timeline.days import date_of, years_after
from sim.words import Words, words_in

ENGLISH = words_in("en")
MOST_CHANGES, LONGEST_CHANGE = 3, 60  # named in a caption, and letters of each


@dataclass(frozen=True)
class Label:
    """Which run it is: enough to find it again and to know what it claims to be."""

    scenario: str
    title: str
    kind: str  # with overrides taken into account: a historical file with its own parameters is counterfactual
    seed: int
    replicates: int
    version: str
    draws: int = 0  # posterior draws of the parameters among the replicates; 0: all have the values of the file
    core: str = SHIPPED_CORE  # whose draws they are
    changes: tuple[str, ...] = ()  # what was set, as `path=value`: overrides, and parameters that a file sets
    limits: tuple[str, ...] = ()  # marks of the limits that bear on the run
    point: bool = False  # all have the one posterior draw nearest the middle

    @property
    def parameters(self) -> str:
        """Which parameters hold, in words."""
        return parameter_words(self.draws, self.core, self.point)

    def as_json(self) -> dict[str, Any]:
        """The same as a plain dictionary."""
        return {**asdict(self), "parameters": self.parameters}

    def line(self, words: Words = ENGLISH, title: str = "") -> str:
        """Caption of a table or figure, with the title as that language has it, or else the label's own."""
        parts = (
            words.form("labels.scenario", scenario=self.scenario, title=title or self.title),
            words.form(f"labels.kind.{self.kind}"),
            words.form("labels.seed", seed=self.seed),
            words.count(self.replicates, "replicate"),
            parameter_words(self.draws, self.core, self.point, words),
            *said_of(self.changes, self.limits, words),
            f"sma-sim {self.version}",
        )
        return " · ".join(parts)


def said_of(changes: Sequence[str], limits: Sequence[str] = (), words: Words = ENGLISH) -> tuple[str, ...]:
    """Parts of a caption: what was set, the first few by name, and the marks of limits.

    >>> said_of(("policy=tactics", "parameters.habit=0.03"), ("talks ahead",))
    ('set: policy=tactics, parameters.habit=0.03', 'talks ahead')
    """
    if not changes:
        return tuple(map(words.name, limits))
    told = [
        text if len(text) <= LONGEST_CHANGE else f"{text[: LONGEST_CHANGE - 1]}…" for text in changes[:MOST_CHANGES]
    ]
    more = len(changes) - MOST_CHANGES
    said = words.form("labels.set_more" if more > 0 else "labels.set", changes=", ".join(told), more=more)
    return (said, *map(words.name, limits))


def parameter_words(draws: int, core: str = SHIPPED_CORE, point: bool = False, words: Words = ENGLISH) -> str:
    """Which parameters hold: those of so many posterior draws, of the shipped core or another, of one, or of the file.

    >>> parameter_words(2000), parameter_words(1, point=True)
    ('posterior draws (n = 2,000)', 'one draw of the posterior, the one nearest its middle')
    """
    if not point and not draws:
        return words.form("labels.central")
    of = "" if core == SHIPPED_CORE else "_core"
    return words.form(f"labels.{'point' if point else 'posterior'}{of}", core=core, draws=f"{draws:,}")


def parameters_of(scenario: Scenario, words: Words = ENGLISH) -> str:
    """Which parameters the replicates of a scenario have, in words."""
    draws = draws_of(scenario)
    return parameter_words(draws, core_of(scenario) if draws else SHIPPED_CORE, is_point(scenario), words)


def is_point(scenario: Scenario) -> bool:
    """Whether all replicates of a scenario have the one posterior draw nearest the middle."""
    return scenario.parameter_draws == "point" and scenario.kind != "theory"


@dataclass(frozen=True)
class Mark:
    """A dated event to be marked in a figure; `day` is counted from expiry."""

    day: int
    label: str


@dataclass(frozen=True)
class Setting:
    """Facts of the talks that a reader needs beside the outcomes. Days are counted from expiry."""

    host: str
    currency: str
    unit: str
    base_amount: float
    expiry: date
    talks_open_day: int
    horizon_day: int
    handovers: tuple[Mark, ...]
    administrations: dict[str, str]  # key and name of each that may have agreed
    limits: tuple[Limit, ...] = ()  # what is known beforehand about how far it may be believed

    def date_of(self, day: float) -> date:
        """Calendar date of a day counted from expiry."""
        return date_of(int(day), self.expiry)


def setting_of(scenario: Scenario) -> Setting:
    """Facts of a scenario, as known on its `as_of` day, that tables and figures show; handovers in date order."""
    scenario = known(scenario)
    expiry = scenario.agreement.prior_expiry
    names = {
        "guest": {key: entry.name for key, entry in scenario.administrations.items()},
        "host": {key: entry.name for key, entry in scenario.governments.items()},
    }
    handovers = [
        Mark((each.handover - expiry).days, f"{names[each.office].get(each.winner, 'winner')} in office")
        for each in sorted(scenario.successions, key=lambda each: each.handover)
    ]
    return Setting(
        host=scenario.host.name,
        currency=scenario.host.currency,
        unit=scenario.host.unit,
        base_amount=scenario.agreement.base_amount,
        expiry=expiry,
        talks_open_day=(scenario.agreement.talks_open - expiry).days,
        horizon_day=(years_after(expiry, scenario.agreement.horizon_years) - expiry).days,
        handovers=tuple(handovers),
        administrations=names["guest"],
        limits=limits_of(scenario),
    )
