"""Runs of the shipped scenarios, whole or changed, as columns."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from sim.calibration.inference.prior import prior_of
from sim.engine.batch import simulate
from sim.outcome import NAMES
from sim.prepare import Prepared, prepare
from sim.scenario.load import LoadedScenario, load_scenario, override_scenario
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SHIPPED = tuple(sorted(path.stem for path in SCENARIOS.glob("sma*.toml")))
PARTS = ("actors.toml", "base.toml", "parameters.toml")  # extended by others, no scenarios by themselves
LIBRARY = tuple(
    sorted(
        path.relative_to(SCENARIOS).with_suffix("").as_posix()
        for path in SCENARIOS.rglob("*.toml")
        if path.name not in PARTS and path.stem not in SHIPPED and "studies" not in path.parts
    )
)

Columns = dict[str, np.ndarray]


@lru_cache(maxsize=32)
def loaded(name: str) -> LoadedScenario:
    """A shipped scenario with the values of the parameters file, so that tests do not hang on the posterior."""
    return load_scenario(SCENARIOS / f"{name}.toml", draws="central")


def shipped(name: str, *overrides: str) -> Scenario:
    """A shipped scenario with overrides, each as given to `--set`."""
    return override_scenario(loaded(name), overrides).scenario if overrides else loaded(name).scenario


def few_free(every: int = 10) -> tuple[str, ...]:
    """Overrides that leave one free parameter in `every` a width: fits of a tenth of them take a tenth of the time."""
    parameters = loaded(SHIPPED[0]).scenario.parameters
    free = prior_of(parameters).names
    values = {name: getattr(parameters, name).value for name in free if name not in free[::every]}
    return tuple(f"parameters.{name}.prior=[{value}, {value}]" for name, value in values.items())


def table(scenario: Scenario | Prepared, replicates: int, seed: int = 1, first: int = 0) -> np.ndarray:
    """Outcomes by replicate, as the engine gives them; shape (replicates, columns)."""
    prepared = scenario if isinstance(scenario, Prepared) else prepare(scenario)
    return simulate(prepared, seed, first, replicates)


def columns(rows: np.ndarray) -> Columns:
    """The same by name of the column."""
    return {name: rows[:, place] for place, name in enumerate(NAMES)}


def run(scenario: Scenario | Prepared, replicates: int, seed: int = 1) -> Columns:
    """Outcomes of the first replicates by name of the column."""
    return columns(table(scenario, replicates, seed))
