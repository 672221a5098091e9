"""Study files to studies, every fault named by file, line and column."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.experiments.study import MOST_POINTS, Factor, Study, Value, faults, fits
from sim.outcome import NAMES
from sim.scenario.checks import unreadable_text
from sim.scenario.load import Draws, LoadedScenario, load_scenario
from sim.scenario.lookup import bare_type, choices, needed
from sim.scenario.override import changed_path, parse_override
from sim.scenario.problems import Path as ScenarioPath
from sim.scenario.problems import Place, Problem, ScenarioProblems, did_you_mean, dotted, quoted
from sim.scenario.shipped import located
from sim.scenario.toml_file import TomlFile, read_toml
from sim.scenario.words import allowed, found
from sim.scenario.write import toml_value

KeyPath = tuple[str | int, ...]
PRIORS = "priors"
_OF_SCENARIOS = ("extends", "agreement", "parameters", "kind", "host", "successions")  # keys that no study has


@dataclass(frozen=True)
class LoadedStudy:
    """A study, its base scenario, and the points of its file where it has one.

    Attributes
    ----------
    study : with `factors = "priors"` written out
    path : the file a person gave
    text : the file as it stands
    base : the base scenario with the overrides that hold at every point
    rows : values of the factors at each point, from the file of points; empty for other designs
    draws : which parameters the replicates have, where that was chosen beside the file
    """

    study: Study
    path: Path
    text: str
    base: LoadedScenario
    rows: tuple[tuple[Value, ...], ...] = ()
    draws: Draws | None = None
    _file: TomlFile | None = field(default=None, repr=False)

    def place(self, path: KeyPath) -> Place:
        """Where a part of the study stands in its file."""
        return _place(self._file, path, False) if self._file is not None else Place(str(self.path))


def load_study(path: str | Path, draws: Draws | None = None) -> LoadedStudy:
    """Study of a file, its base scenario loaded.

    Parameters
    ----------
    path : a TOML file, or the name of a study that comes with the program
    draws : which parameters the replicates have, as for `load_scenario`

    Raises
    ------
    ScenarioProblems : all faults found, each with file, line, column and remedy
    """
    file = read_toml(located(path), str(path))
    data, base = dict(file.data), None
    if "factors" not in data and any(key in data for key in _OF_SCENARIOS):
        run = shlex.join(["sma", "run", str(path)])
        message = f"{quoted(str(path))} is a scenario, and a study is needed. Run it with {run}, or write a study of it"
        raise ScenarioProblems([Problem(Place(str(path), 1, 1), "", f"{message}: scenario, design and [[factors]]")])
    problems = [_problem(file, *fault) for fault in unreadable_text(data)]
    if isinstance(data.get("scenario"), str) and data["scenario"]:
        try:
            base = _base(file, data, draws)
        except ScenarioProblems as fault:
            problems += fault.problems
    if data.get("outputs") == "all":
        data["outputs"] = [name for name in NAMES if name != "replicate"]
    if data.get("factors") == PRIORS:
        try:
            data["factors"] = _priors(file, data, base)
        except ScenarioProblems as fault:
            raise ScenarioProblems([*problems, *fault.problems]) from None
        if problems:  # there are no priors without the base scenario
            raise ScenarioProblems(problems)
    elif data.get("leave_out"):
        problems.append(_problem(file, ("leave_out",), f'this goes with factors = "{PRIORS}" alone. Remove the line'))
    try:
        study = Study.model_validate(data)
    except ValidationError as fault:
        told = [_problem(file, *_words(each, data)) for each in fault.errors(include_url=False)]
        raise ScenarioProblems([*problems, *told]) from None
    problems += [_problem(file, *fault) for fault in faults(study)]
    if base is not None and not problems:
        problems += _path_problems(file, study, base)
    if problems or base is None:
        raise ScenarioProblems(problems)
    rows: tuple[tuple[Value, ...], ...] = ()
    if study.csv is not None:
        rows = _points_file(file, study)
        study = _with_categories(study, rows)
    return LoadedStudy(study, Path(path), file.source.content.decode("utf-8"), base, rows, draws, file)


def _base(file: TomlFile, data: Mapping[str, Any], draws: Draws | None) -> LoadedScenario:
    """Base scenario; a file that is not there is a fault of the line that names it."""
    path = located(data["scenario"], file.path.parent)
    sets = data.get("set", [])
    overrides = [text for text in sets if isinstance(text, str)] if isinstance(sets, list) else []
    if "\0" in data["scenario"] or not path.is_file():
        where = "Write the path from the folder of the study file, or the name of a shipped scenario"
        message = f"there is no file {quoted(str(path))}. {where}"
        raise ScenarioProblems([_problem(file, ("scenario",), message)])
    try:
        return load_scenario(path, overrides, draws)
    except ScenarioProblems as fault:
        raise ScenarioProblems(
            _problem(file, ("set",), str(each)) if each.place.file.startswith("--set") else each
            for each in fault.problems
        ) from None


def _priors(file: TomlFile, data: Mapping[str, Any], base: LoadedScenario | None) -> list[dict[str, Any]]:
    """A factor for each structural parameter that has a prior, those left out apart."""
    if base is None:
        return []
    parameters = base.scenario.parameters
    given = data.get("leave_out", [])
    left_out = given if isinstance(given, list) else []  # the schema tells of anything else
    names = type(parameters).model_fields
    wrong = [
        _problem(file, ("leave_out", number), f"{quoted(name)} is no parameter.{did_you_mean(name, names)}")
        for number, name in enumerate(left_out)
        if isinstance(name, str) and name not in names
    ]
    if wrong:
        raise ScenarioProblems(wrong)
    found_priors = {name: getattr(parameters, name).prior for name in names if name not in left_out}
    return [
        {"name": name, "path": f"parameters.{name}", "kind": "real", "range": list(prior)}
        for name, prior in found_priors.items()
        if prior[0] < prior[1]
    ]


def _path_problems(file: TomlFile, study: Study, base: LoadedScenario) -> list[Problem]:
    """Factors whose paths lead nowhere in the scenario, or to what another path sets too."""
    problems = []
    seen: dict[ScenarioPath, tuple[str, str]] = {}
    for number, factor in enumerate(study.factors):
        for place, path in enumerate(factor.places):
            at: KeyPath = ("factors", number, "path") if factor.path else ("factors", number, "paths", place)
            levels = factor.all_levels or factor.range or (0,)
            try:
                target = changed_path(base.final, parse_override(f"{path}={toml_value(levels[0])}"))
            except ScenarioProblems as fault:
                for each in fault.problems:
                    problems.append(_problem(file, at, f"{quoted(path)}: {each.message}. Correct the path"))
                continue
            other = next((known for known in seen if _overlap(known, target)), None)
            if other is not None:
                name, words = seen[other]
                message = f"{path} sets what {words} sets, of the factor {quoted(name)}. Leave it in one"
                problems.append(_problem(file, at, message))
            seen.setdefault(target, (factor.name, path))
    return problems


def _overlap(one: ScenarioPath, other: ScenarioPath) -> bool:
    """Whether two paths lead to the same, or one into the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _points_file(file: TomlFile, study: Study) -> tuple[tuple[Value, ...], ...]:
    """Rows of the file of points, in the order of the factors."""
    assert study.csv is not None
    path = file.path.parent / study.csv
    try:
        if path.exists() and not path.is_file():
            raise OSError("it is no regular file")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = list(islice(csv.reader(stream), MOST_POINTS + 2))
    except (OSError, ValueError, csv.Error) as error:
        message = f"{quoted(str(path))} cannot be read: {getattr(error, 'strerror', None) or error}. Name a CSV file"
        raise ScenarioProblems([_problem(file, ("csv",), message)]) from None
    head = [name.strip() for name in table[0]] if table else []
    twice = [factor.name for factor in study.factors if head.count(factor.name) > 1]
    if twice or len(table) > MOST_POINTS + 1:
        what = f"the column {twice[0]} stands twice. Remove one" if twice else ""
        message = what or f"more than {MOST_POINTS:,} points. Remove some, or part the study in two"
        raise ScenarioProblems([Problem(Place(str(path), 1, 1), "", message)])
    missing = [factor.name for factor in study.factors if factor.name not in head]
    if missing or len(table) < 2:
        what = f"no column {', '.join(missing)}" if missing else "no point"
        message = f"{what}; a head line with the names of the factors and a line for each point are needed. Add them"
        raise ScenarioProblems([Problem(Place(str(path), 1, 1), "", message)])
    problems, rows = [], []
    for line, cells in enumerate(table[1:], 2):
        row: list[Value] = []
        for factor in study.factors:
            column = head.index(factor.name)
            cell = cells[column].strip() if column < len(cells) else ""
            value = _cell(factor, cell)
            if value is None:
                message = f"found {quoted(cell)}; a value of kind {factor.kind} is needed. Correct the cell"
                problems.append(Problem(Place(str(path), line, column + 1), factor.name, message))
            else:
                row.append(value)
        rows.append(tuple(row))
    if problems:
        raise ScenarioProblems(problems[:200])
    return tuple(rows)


def _with_categories(study: Study, rows: tuple[tuple[Value, ...], ...]) -> Study:
    """Study whose categories have the levels that its file of points names, in their order there."""
    factors = tuple(
        factor.model_copy(update={"values": tuple(dict.fromkeys(row[number] for row in rows))})
        if factor.kind == "category" and not factor.values
        else factor
        for number, factor in enumerate(study.factors)
    )
    return study.model_copy(update={"factors": factors})


def _cell(factor: Factor, text: str) -> Value | None:
    """Value of a cell of the file of points; None where it is not of the factor's kind."""
    value: Any = None
    try:
        if factor.kind == "switch":
            value = {"true": True, "false": False}.get(text.lower())
        elif factor.kind == "category":
            known = not factor.values or text in factor.values
            value = text if known and text.isprintable() else None
        elif factor.kind == "date":
            value = date.fromisoformat(text)
        else:
            value = float(text) if factor.kind == "real" else int(text)
    except ValueError:
        return None
    return value if fits(factor.kind, value) else None


def _problem(file: TomlFile, path: KeyPath, message: str) -> Problem:
    return Problem(_place(file, path, message.startswith("unknown key")), dotted(path), message)


def _place(file: TomlFile, path: KeyPath, at_key: bool) -> Place:
    """Place of the nearest part of a path that stands in the file."""
    for length in range(len(path), 0, -1):
        mark = file.marks.get(path[:length])
        if mark is not None:
            return mark.key if at_key or length < len(path) else mark.value
    return Place(file.source.file, 1, 1)


def _words(fault: Any, data: Mapping[str, Any]) -> tuple[KeyPath, str]:
    """Path and message of one fault as the schema's validator reports it."""
    path: KeyPath = tuple(fault["loc"])
    model = Factor if path[:1] == ("factors",) and len(path) > 2 else Study
    key = str(path[2] if model is Factor else path[0])
    info = model.model_fields.get(key)
    kind = fault["type"]
    if kind == "missing":
        meaning = f" ({info.description})" if info is not None and info.description else ""
        return path[:-1] or path, f"the key '{key}' is missing{meaning}. Add it"
    if kind == "extra_forbidden":
        return path, f"unknown key {quoted(key)}.{did_you_mean(key, model.model_fields)}".rstrip(".")
    value = fault.get("input")
    if kind in ("greater_than_equal", "less_than_equal") and info is not None:
        low = next((limit.ge for limit in info.metadata if hasattr(limit, "ge")), None)
        high = next((limit.le for limit in info.metadata if hasattr(limit, "le")), None)
        return path, f"{found(value)}; {allowed(low, high, '')}. Write a number in this range"
    wanted = bare_type(info.annotation) if info is not None else None
    if info is not None and len(path) > (3 if model is Factor else 1) and wanted is not Factor:
        return path, f"{found(value)}; {'text' if path[-2] in _TEXTS else 'a table'} is needed. Correct it"
    near = did_you_mean(value, choices(wanted)) if isinstance(value, str) and choices(wanted) else " Change the value"
    what = needed(wanted) if wanted is not None else "another value"
    return path, f"{found(value)}; {what} is needed.{near}".rstrip(".")


_TEXTS = ("set", "outputs", "leave_out", "paths")
