"""Scenario files to scenarios, with every fault named by file, line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from sim.errors import ScenarioError
from sim.scenario.fields import is_sourced
from sim.scenario.layers import Layer, changed_facts, changed_parameters, read_layers, stacked
from sim.scenario.override import apply_overrides
from sim.scenario.problems import Place, Problem, ScenarioProblems, dotted
from sim.scenario.replaced import Replaced
from sim.scenario.schema import Scenario
from sim.scenario.shipped import located
from sim.scenario.toml_file import parse_toml
from sim.scenario.toml_positions import Source
from sim.scenario.validate import problem, validated

Draws = Literal["posterior", "point", "central"]  # one a replicate in turn, the middle one, the file's values
DRAWS: Mapping[Draws, str] = {each: f"parameter_draws={each}" for each in get_args(Draws)}
SAID_ELSEWHERE = (
    "parameter_draws",
    "as_of",
    "given",
    "name",
    "title",
    "kind",
)  # for these captions have words of their own


class Origin(NamedTuple):
    """Where a value was set, and the source and note given with it (empty where none was)."""

    file: str
    line: int  # 0 for a value set by an override
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class LoadedScenario:
    """A scenario and where it came from.

    Attributes
    ----------
    scenario : the scenario; its `kind` is the kind in effect
    path : the file a person gave
    files : every file read, the ones extended first
    overrides : overrides applied after the files were read, as given
    declared_kind : the kind the files declare; an override of a historical scenario makes it counterfactual
    overridden_parameters : dotted paths of the structural parameters that are not the shared ones, or are set by hand
    of_files, final : the values with their places, before and after overrides
    """

    scenario: Scenario
    path: Path
    files: tuple[Path, ...]
    overrides: tuple[str, ...]
    declared_kind: str
    overridden_parameters: tuple[str, ...]
    of_files: Layer = field(repr=False)
    final: Layer = field(repr=False)

    @property
    def resolved(self) -> Mapping[str, Any]:
        """All values after `extends` and overrides, as they stand in the files; `canonical_toml` writes them."""
        return self.final.data

    @cached_property
    def sources(self) -> Mapping[str, Origin]:
        """Where each single value was set, and by which source, by dotted path (`successions.0.winner`)."""
        return dict(_origins(self.final))

    @cached_property
    def unset(self) -> Mapping[str, Origin]:
        """Where inherited keys were taken away, by dotted path; such a key has its default."""
        return {dotted(path): Origin(*mark.value[:2]) for path, mark in self.final.unset.items()}

    @property
    def replaced(self) -> tuple[Replaced, ...]:
        """Lists of rows that the files write anew over inherited ones."""
        return self.of_files.replaced

    @property
    def named_changes(self) -> tuple[str, ...]:
        """What a caption must name, as `path=value`: overrides as given, and structural parameters that a file sets.

        Left out is what captions state in their own words, such as the title, and which parameters are drawn.
        """
        given = tuple(text for text in self.overrides if text.partition("=")[0].strip() not in SAID_ELSEWHERE)
        by_override = {text.partition("=")[0].strip().removesuffix(".value") for text in given}
        parameters = self.scenario.parameters
        in_files = (
            f"{path}={getattr(parameters, path.removeprefix('parameters.')).value:g}"
            for path in self.overridden_parameters
            if path not in by_override
        )
        return (*in_files, *given)

    @property
    def effective_kind(self) -> str:
        """What the run may claim to be: the declared kind, or "counterfactual" after an override of history."""
        return self.scenario.kind


def load_scenario(path: str | Path, overrides: Sequence[str] = (), draws: Draws | None = None) -> LoadedScenario:
    """Scenario of a file, with all it extends and the overrides given.

    Parameters
    ----------
    path : a TOML file, or the name of a scenario that comes with the program, such as `sma11`; a file goes first
    overrides : `a.b.c=value` each, applied in this order; `a.b.c=` unsets the key
    draws : which parameters the replicates have, over what files and overrides say: `posterior` draws in turn, `point`
        the middle one for all, `central` the values of the parameters file; None leaves it to them, and where they say
        nothing a replicate takes its draw from the posterior, but in a theory scenario, which has one set

    Raises
    ------
    ScenarioProblems : all faults found, each with file, line, column and remedy
    ScenarioError : `draws` is none of those allowed
    """
    return _loaded(read_layers(located(path)), Path(path), with_draws(overrides, draws))


def with_draws(overrides: Sequence[str], draws: Draws | None) -> Sequence[str]:
    """Overrides, with the choice of draws as the last of them where one was made."""
    if draws is None:
        return overrides
    if draws not in DRAWS:
        raise ScenarioError(f"draws: found {draws!r}; allowed: {' or '.join(map(repr, DRAWS))}.")
    return (*overrides, DRAWS[draws])


def load_scenario_text(text: str, name: str, overrides: Sequence[str] = ()) -> LoadedScenario:
    """Scenario of a self-contained text, such as the one a run's manifest holds; `name` stands for the file."""
    file = parse_toml(Source(name, text.encode("utf-8", "surrogatepass")), Path(name))
    mark = file.marks.get(("extends",))
    if mark is not None:
        message = "a text on its own cannot extend files. Remove the line, or load the file itself"
        raise ScenarioProblems([Problem(mark.key, "extends", message)])
    return _loaded(stacked(file), Path(name), overrides)


def override_scenario(loaded: LoadedScenario, overrides: Sequence[str]) -> LoadedScenario:
    """Copy of a loaded scenario with further overrides; no file is read again."""
    return _loaded(loaded.of_files, loaded.path, (*loaded.overrides, *overrides))


def _loaded(layer: Layer, path: Path, overrides: Sequence[str]) -> LoadedScenario:
    """Scenario of a layer as the files give it, after overrides."""
    final, problems = apply_overrides(layer, overrides)
    problems += _history(layer, final, str(path))
    kind = final.data.get("kind")
    if kind == "historical" and (_facts(layer, final) or changed_parameters(final)):
        final = replace(final, data={**final.data, "kind": "counterfactual"})
    if "parameter_draws" not in final.data:  # the one place where it is settled, whoever runs the scenario
        final = replace(final, data={**final.data, "parameter_draws": "central" if kind == "theory" else "posterior"})
    try:
        scenario = validated(final, str(path))
    except ScenarioProblems as fault:
        problems += fault.problems
    if problems:
        raise ScenarioProblems(problems)
    return LoadedScenario(
        scenario=scenario,
        path=path,
        files=layer.files,
        overrides=tuple(overrides),
        declared_kind=str(kind),
        overridden_parameters=changed_parameters(final),
        of_files=layer,
        final=final,
    )


def _facts(before: Layer, after: Layer) -> tuple[Any, ...]:
    return changed_facts(before.data, after.data)


def _history(layer: Layer, final: Layer, file: str) -> Iterator[Problem]:
    """Faults of files that claim to be historical and change what history, or the shared set, has."""
    if final.data.get("kind") != "historical":
        return
    for name in changed_parameters(layer):
        path = tuple(name.split("."))
        yield problem(
            layer,
            file,
            (*path, "value"),
            "a historical scenario may not set a structural parameter, which all episodes share, even to the shared"
            ' value. Remove the line, or write kind = "counterfactual"',
        )
    if layer.record is not None:
        name, record = layer.record
        for changed in changed_facts(record, layer.data):
            yield problem(
                layer,
                file,
                changed,
                f"differs from the historical scenario {name}, so this file is not historical."
                ' Write kind = "counterfactual"',
            )


def _origins(layer: Layer) -> Iterable[tuple[str, Origin]]:
    """Dotted path and origin of every single value; a value with a source counts as one."""
    level: list[tuple[tuple[str | int, ...], Any]] = [((), layer.data)]
    while level:
        path, value = level.pop()
        if isinstance(value, dict) and not is_sourced(value):
            level += [((*path, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            level += [((*path, number), item) for number, item in enumerate(value)]
        else:
            mark = layer.marks.get((*path, "value")) or layer.marks.get(path)
            place = mark.value if mark is not None else Place("", 0)
            texts = (str(value.get(key, "")) for key in ("source", "note")) if isinstance(value, dict) else ("", "")
            yield dotted(path), Origin(place.file, place.line, *texts)
