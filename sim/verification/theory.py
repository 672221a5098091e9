"""The theory scenarios and their runs: one pie to be shared, and all else by overrides."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.analysis.tables import RealArray
from sim.engine.batch import simulate
from sim.errors import ScenarioError
from sim.outcome import INDEX
from sim.prepare import Prepared, prepare
from sim.rules.payment import DAYS_PER_YEAR
from sim.scenario.load import LoadedScenario, load_scenario, override_scenario

SEED = 20040623
ROUND = 10  # days between two rounds of the pie, unless set otherwise

LEADERS = 1  # day that leaders take over a text

# Both sides offer, and the talks need nothing but a text that meets what both ask; no side asks more than it must, as
# each opens with what the other would ask for.
MEDIATED = ("protocol=mediated", "policy=waiting", "opening.guest_rise=0", "opening.host_rise=1")
# No package is worth to both what waiting is: the talks go on to the horizon.
NO_ZONE = (*MEDIATED, "parameters.agreement_host=-0.5")


def per_year(rate: float, unit_days: float) -> float:
    """Rate per year of one that is given per unit of time of the theory, `unit_days` long."""
    return rate * DAYS_PER_YEAR / unit_days


def parameters(**values: float) -> tuple[str, ...]:
    """Overrides of structural parameters."""
    return tuple(f"parameters.{name}={float(value)!r}" for name, value in values.items())


def outside(**values: float) -> tuple[str, ...]:
    """Overrides of what comes from outside."""
    return tuple(f"outside.{name}={float(value)!r}" for name, value in values.items())


def spacing(days: int) -> tuple[str, ...]:
    """Rounds every so many days, whatever the talks have come to."""
    each = dict.fromkeys(("spacing_working", "spacing_close", "spacing_parked"), days)
    return parameters(spacing_least=min(days, 365), **each)


class Theory:
    """The folder of theory scenarios, read once.

    Parameters
    ----------
    folder : holds `pie.toml`; the shipped scenarios stand in the folder above
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "pie.toml").is_file():
            raise ScenarioError(
                f"{folder}: no theory scenarios here (pie.toml is missing). Say where they are with --scenarios"
            )
        self.folder = folder
        self._shipped: dict[str, LoadedScenario] = {}

    @cached_property
    def _pie(self) -> LoadedScenario:
        return load_scenario(self.folder / "pie.toml")

    def pie(self, *overrides: str) -> Prepared:
        """The pie with overrides, ready to run."""
        return prepare(override_scenario(self._pie, overrides).scenario)

    def date_in(self, days: int) -> date:
        """Date so many days after the opening."""
        return self._pie.scenario.agreement.talks_open + timedelta(days)

    def change_in(self, days: int) -> str:
        """Override: a change from outside that both sides see coming, so many days after the opening."""
        return f"outside.change_day={self.date_in(days)}"

    def expiry_in(self, days: int) -> str:
        """Override: the old agreement ends so many days after the opening."""
        return f"agreement.prior_expiry={self.date_in(days)}"

    def run(self, *overrides: str, count: int = 1) -> RealArray:
        """Outcomes of the pie with overrides; shape (count, columns of `sim.outcome`)."""
        return simulate(self.pie(*overrides), SEED, 0, count)

    def host_share(self, *overrides: str) -> float:
        """What the host keeps of the pie: 1 - rise; missing where there is no agreement."""
        return float(1.0 - self.run(*overrides)[0, INDEX.rise])

    @property
    def shipped_names(self) -> tuple[str, ...]:
        """Names of the shipped scenarios."""
        return tuple(sorted(path.stem for path in self.folder.resolve().parent.glob("sma*.toml")))

    def shipped(self, name: str, *overrides: str) -> Prepared:
        """A shipped scenario with overrides and the central set of parameters, ready to run."""
        if name not in self._shipped:
            path = self.folder.resolve().parent / f"{name}.toml"
            if not path.is_file():
                raise ScenarioError(
                    f"{path}: not there. The theory scenarios belong in a folder beside the shipped ones"
                )
            self._shipped[name] = load_scenario(path, draws="central")
        return prepare(override_scenario(self._shipped[name], overrides).scenario)


def agreement_time(theory: Theory, *overrides: str) -> float:
    """Days from the opening to the round that finds a text, in one run; missing where there is none."""
    prepared = theory.pie(*overrides)
    agreed = simulate(prepared, SEED, 0, 1)[0, INDEX.agreement_day]
    return float(agreed) + prepared.facts.expiry - LEADERS


def column(table: RealArray, name: str) -> RealArray:
    """One column of a table of outcomes."""
    return np.asarray(table[:, getattr(INDEX, name)])
