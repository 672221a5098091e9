"""How a form shows a field: the step by which a number moves, the prior of a parameter, the choices of a winner."""

from __future__ import annotations

import math
from functools import cache

from sim.scenario.layers import read_layers
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped_folder

STEPS = {
    "days": 1.0, "years": 0.5, "year": 1.0, "per year": 0.005, "billions of host currency a year": 1.0,
    "host currency per US$": 1.0,
}  # fmt: skip
FINE = 0.01  # step of a number whose unit is none of those above
STEPS_OF_A_PRIOR = 50
DRAWN = "draw"  # winner of an election that is drawn


def step_of(unit: str, whole: bool = False) -> float:
    """By how much a form moves a number of a unit.

    >>> step_of("days"), step_of("share"), step_of("rounds", whole=True)
    (1.0, 0.01, 1.0)
    """
    return 1.0 if whole else STEPS.get(unit, FINE)


def step_within(low: float, high: float) -> float:
    """Round step, 1, 2 or 5 times a power of ten, of which at least fifty lie between two numbers.

    >>> step_within(0.02, 0.5), step_within(10, 60), step_within(1, 1)
    (0.005, 1.0, 0.01)
    """
    if high <= low:
        return FINE
    least = (high - low) / STEPS_OF_A_PRIOR
    power = math.floor(math.log10(least))
    factor = max(each for each in (1, 2, 5) if each * 10.0**power <= least * (1 + 1e-9))
    return factor * 10.0**power if power >= 0 else factor / 10.0**-power


@cache
def _shared() -> dict[str, tuple[float, float]]:
    parameters = read_layers(shipped_folder() / "parameters.toml").data["parameters"]
    return {name: (float(each["prior"][0]), float(each["prior"][1])) for name, each in parameters.items()}


def shared_prior(name: str) -> tuple[float, float]:
    """Prior range of a structural parameter, as the parameters file that comes with the program has it."""
    return _shared()[name]


def winners(scenario: Scenario, number: int) -> tuple[str, ...]:
    """What may stand as the winner of an election: either candidate, or that it is drawn."""
    return (*scenario.successions[number].candidates, DRAWN)
