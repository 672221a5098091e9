"""Whether every factor of a study reaches the numbers that the runners read.

A path may be right and its value valid, and still nothing changes: the mechanism is switched off, or the record covers
it. So the values of a factor are put into the base scenario one at a time, and the prepared records compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sim.errors import ScenarioError
from sim.experiments.designs import Design, assignments, label
from sim.experiments.study import Factor, Value, one_value
from sim.experiments.study_file import LoadedStudy
from sim.prepare import Prepared, prepare
from sim.scenario.load import LoadedScenario, override_scenario
from sim.scenario.problems import Problem, ScenarioProblems, dotted

MOST_LEVELS = 12  # of a factor that are looked at; of a sampled one, its ends and its middle
MOST_PLACES = 6  # points of the design at which a factor is tried, if it shows nothing at the base scenario


def check_variation(loaded: LoadedStudy, design: Design) -> None:
    """Refuse a study in which a factor changes nothing that is run, naming the factor and its place.

    Every value looked at must give numbers of its own; values that make no valid scenario are left to the run, which
    records them as failed, unless none is left.
    """
    problems: list[Problem] = []
    for number, factor in enumerate(loaded.study.factors):
        values = _looked_at(factor, design.codes[:, number].tolist(), MOST_LEVELS if design.units is None else 3)
        message = _fault(loaded.base, factor, number, values, design)
        if message:
            at: tuple[str | int, ...] = ("factors", number)
            problems.append(Problem(loaded.place(at), dotted(at), f"factor '{factor.name}': {message}"))
    if problems:
        raise ScenarioProblems(problems)


def consumed(prepared: Prepared) -> str:
    """Digest of all numbers that a runner reads."""
    digest = hashlib.sha256(prepared.facts.tobytes())
    digest.update(prepared.draws.tobytes())
    return digest.hexdigest()


def _looked_at(factor: Factor, codes: Sequence[float], most: int) -> list[Value]:
    """Values of a factor in the design: all of few, else some spread evenly, the ends among them."""
    known = sorted(set(codes))
    if len(known) > most:
        steps = [round(place * (len(known) - 1) / (most - 1)) for place in range(most)]
        known = [known[step] for step in steps]
    return [factor.value(code) for code in known]


def _fault(base: LoadedScenario, factor: Factor, number: int, values: list[Value], design: Design) -> str:
    """What is wrong with a factor, or nothing."""
    if len(values) < 2:
        return one_value(values[0])
    surroundings = [(), *(_others(design, point, number) for point in _spread(len(design)))]
    told = ""
    for others in surroundings:
        told = _compared(base, factor, values, others)
        if not told:
            return ""
    return told


def _spread(points: int) -> list[int]:
    return sorted({round(place * (points - 1) / (MOST_PLACES - 1)) for place in range(MOST_PLACES)})


def _others(design: Design, point: int, number: int) -> tuple[str, ...]:
    """What the other factors set at a point."""
    pairs = enumerate(zip(design.study.factors, design.values(point), strict=True))
    return tuple(text for place, (f, value) in pairs if place != number for text in assignments(f, value))


def _compared(base: LoadedScenario, factor: Factor, values: list[Value], others: tuple[str, ...]) -> str:
    """What is wrong with a factor in one surrounding, or nothing."""
    seen: dict[str, Value] = {}
    first = ""
    for value in values:
        try:
            changed = override_scenario(base, (*others, *assignments(factor, value)))
            digest = consumed(prepare(changed.scenario))
        except ScenarioError as error:
            first = first or str(error).splitlines()[0]
            continue
        if digest in seen:
            return (
                f"{label(seen[digest])} and {label(value)} come to the same numbers, so it does not vary what is run"
                " (a mechanism switched off, or a path without effect here). Correct the path, the values or the switch"
            )
        seen[digest] = value
    if not seen:
        return f"none of its values makes a valid scenario: {first}"
    return ""
