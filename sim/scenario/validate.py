"""Values of a scenario's files against the schema and the meaning checks; every fault gets its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from sim.scenario.checks import broken_rules, unreadable_text
from sim.scenario.layers import Layer
from sim.scenario.lookup import bare_type
from sim.scenario.problems import Path, Place, Problem, ScenarioProblems, dotted
from sim.scenario.schema import Scenario
from sim.scenario.words import fault_in_words

MOST_TOLD = 200  # faults of type and range; a file with more was not meant as a scenario


def validated(layer: Layer, file: str) -> Scenario:
    """Scenario that a layer's values describe.

    Parameters
    ----------
    layer : a file with all it extends, overrides included
    file : name of the file a person gave, for faults that stand nowhere

    Raises
    ------
    ScenarioProblems : all faults of type, range and meaning together
    """
    scenario, problems = _typed(layer, file)
    complete = not problems
    for path, message in (*unreadable_text(layer.data), *broken_rules(scenario, complete)):
        problems.append(problem(layer, file, path, message))
    if problems:
        raise ScenarioProblems(problems)
    return scenario


def problem(layer: Layer, file: str, path: Path, message: str) -> Problem:
    """Fault at a path, with the place of the nearest part of that path that stands in a file."""
    sourced = layer.marks.get((*path, "value"))
    if sourced is not None:
        return Problem(sourced.value, dotted(path), message)
    for length in range(len(path), 0, -1):
        mark = layer.marks.get(path[:length])
        if mark is not None:
            at_key = length < len(path) or message.startswith("unknown key")
            return Problem(mark.key if at_key else mark.value, dotted(path), message)
    return Problem(Place(file, 1, 1), dotted(path), message)


def _typed(layer: Layer, file: str) -> tuple[Scenario, list[Problem]]:
    """Scenario and faults of type and range; where there are faults, the scenario lacks what they concern."""
    try:
        return Scenario.model_validate(layer.data), []
    except ValidationError as fault:
        faults = fault.errors(include_url=False)
    absent = [str(f["loc"][0]) for f in faults if f["type"] == "missing" and len(f["loc"]) == 1]
    fragment = {"name", "agreement"} <= set(absent)
    problems = [
        problem(layer, file, *fault_in_words(f))
        for f in faults[:MOST_TOLD]
        if not (fragment and f["type"] == "missing" and len(f["loc"]) == 1)
    ]
    if fragment:
        problems.append(Problem(Place(file, 1, 1), "", _fragment(absent)))
    if len(faults) > MOST_TOLD:
        problems.append(Problem(Place(file), "", f"{len(faults) - MOST_TOLD} more faults. Mend the others first"))
    return _partial(Scenario, layer.data), problems


def _fragment(absent: list[str]) -> str:
    return (
        f"this is a part of a scenario: it lacks {', '.join(absent)}. If other files extend it, check those;"
        ' else add what is missing, or extends = "base.toml"'
    )


def _partial(model: type[Any], data: Mapping[str, Any]) -> Any:
    """Table of those keys that are right, so that rules which need no other can still be checked."""
    good: dict[str, Any] = {}
    bad: set[str] = set()
    for name, info in model.model_fields.items():
        if name not in data:
            if info.is_required():
                bad.add(name)
            continue
        value = tuple(data[name]) if isinstance(data[name], list) else data[name]
        kind = bare_type(info.annotation)
        try:
            field: TypeAdapter[Any] = TypeAdapter(Annotated[info.annotation, info])  # type: ignore[arg-type]
            good[name] = field.validate_python(value, strict=True)
        except ValidationError:
            if isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(value, Mapping):
                good[name] = _partial(kind, value)
            else:
                bad.add(name)
    table = model.model_construct(**good)
    for name in bad:
        table.__dict__.pop(name, None)
    return table
