"""What tables and figures say about a run besides its outcomes: who and when, and which run it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sim.scenario.as_of import known
from sim.scenario.schema import Scenario
from sim.timeline.days import date_of, years_after


@dataclass(frozen=True)
class Label:
    """Which run it is: enough to find it again and to know what it claims to be."""

    scenario: str
    title: str
    kind: str  # with overrides taken into account: a historical file with its own parameters is counterfactual
    seed: int
    replicates: int
    version: str
    draws: int = 0  # posterior draws of the parameters among the replicates; 0: all have the central set

    @property
    def parameters(self) -> str:
        """Which parameters hold, in words."""
        return parameter_words(self.draws)

    def as_json(self) -> dict[str, Any]:
        """The same as a plain dictionary."""
        return {**asdict(self), "parameters": self.parameters}

    def line(self) -> str:
        """Caption of a table or figure."""
        many = "replicate" if self.replicates == 1 else "replicates"
        return (
            f"{self.scenario}: {self.title} · {self.kind} · seed {self.seed} · {self.replicates:,} {many}"
            f" · {self.parameters} · sma-sim {self.version}"
        )


def parameter_words(draws: int) -> str:
    """Which parameters hold: those of so many posterior draws, or for 0 the central set."""
    return f"posterior draws (n = {draws:,})" if draws else "central parameters"


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
    )
