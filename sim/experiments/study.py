"""What a study file may hold: a base scenario, factors, a design, replicates and the outputs kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal

from sim.outcome import NAMES
from sim.scenario.fields import FIRST_DAY, LAST_DAY, Strict, Whole, fact
from sim.scenario.problems import counted, did_you_mean, quoted
from sim.scenario.words import found
from sim.scenario.write import toml_value

Kind = Literal["real", "integer", "category", "switch", "date"]
DesignName = Literal["grid", "list", "latin_hypercube", "sobol", "morris", "csv"]
Value = bool | int | float | str | date
Fault = tuple[tuple[str | int, ...], str]  # path in the study file, message

SAMPLED = ("latin_hypercube", "sobol", "morris")
MOST_POINTS = 1_000_000
MOST_NEGOTIATIONS = 10**11
DEFAULT_OUTPUTS = (
    "end", "agreed", "agreement_day", "signature_day", "blank_days_agreement", "blank_days", "rise",
    "rise_annualised", "amount", "term_years", "escalator", "rounds", "guest_refusals", "guest_at_agreement",
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_FACTOR_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_SUFFIXES = ("_label", "_unit")  # of the columns that stand beside a factor's own in the table of points
_NEEDED = {
    "real": "numbers", "integer": "whole numbers", "category": "texts in quotes", "switch": "true or false",
    "date": f"dates as 2019-12-31, from {FIRST_DAY} to {LAST_DAY}",
}  # fmt: skip


class Factor(Strict):
    """What is varied: one or several paths of the scenario that take the same value at a point."""

    name: str = fact("Name of its column in the table of points")
    path: str | None = fact("Dotted path of the scenario, as for --set", default=None)
    paths: tuple[str, ...] = fact("Several such paths, all set to the same value", default=())
    kind: Kind = fact("What its values are", default="real")
    values: tuple[Any, ...] = fact("Its levels, in order", default=())
    range: tuple[Any, ...] | None = fact("Its least and its largest value", default=None)
    levels: Whole | None = fact("In a grid: how many evenly spaced values of the range", ge=2, le=10_000, default=None)

    @property
    def places(self) -> tuple[str, ...]:
        """Paths of the scenario that it sets."""
        return self.paths if self.path is None else (self.path,)

    def code(self, value: Value) -> float:
        """Number that stands for a value: place among the levels for a category, proleptic ordinal for a date."""
        if self.kind == "category":
            return float(self.values.index(value))
        return float(value.toordinal()) if isinstance(value, date) else float(value)

    def value(self, code: float) -> Value:
        """Value for which a number stands."""
        if self.kind == "real":
            return float(code)
        if self.kind == "category":
            level: str = self.values[int(code)]
            return level
        if self.kind == "switch":
            return bool(code)
        return date.fromordinal(int(code)) if self.kind == "date" else int(code)

    def at(self, unit: float) -> float:
        """Code at a share of the way through the range, or through the list of levels, 0 to 1."""
        levels = self.all_levels
        if levels:
            return self.code(levels[min(int(unit * len(levels)), len(levels) - 1)])
        assert self.range is not None
        low, high = self.code(self.range[0]), self.code(self.range[1])
        if self.kind == "real":
            return low + unit * (high - low)
        return low + min(int(unit * (high - low + 1)), high - low)

    @property
    def all_levels(self) -> tuple[Value, ...]:
        """Levels it may take, in order; empty for a range."""
        if self.kind == "switch" and not self.values:
            return (False, True)
        if self.range is not None and self.levels is not None:
            low, high = self.code(self.range[0]), self.code(self.range[1])
            codes = [low + (high - low) * place / (self.levels - 1) for place in range(self.levels)]
            return tuple(dict.fromkeys(self.value(c if self.kind == "real" else round(c)) for c in codes))
        return self.values


class Study(Strict):
    """A study: which worlds are run, how often, and what is kept of each negotiation."""

    name: str = fact("Short name; also the name of the results folder")
    title: str = fact("One line for captions")
    scenario: str = fact("Scenario file, from the folder of the study file")
    set: tuple[str, ...] = fact("Overrides of the scenario that hold at every point, as for --set", default=())
    design: DesignName = fact("How points are laid out")
    points: Whole | None = fact("How many points; Sobol': base samples; Morris: trajectories", ge=1, le=MOST_POINTS, default=None)  # fmt: skip  # noqa: E501
    replicates: Whole = fact("Negotiations at each point", ge=1, le=2**31 - 1, default=1_000)
    seed: Whole = fact("Seed of all randomness", ge=0, le=2**63 - 1, default=1)
    common_random_numbers: bool = fact("Whether every point meets the same luck", default=True)
    outputs: tuple[str, ...] = fact("Columns of sim/outcome.py that are kept", default=DEFAULT_OUTPUTS)
    csv: str | None = fact("File of points, a column for each factor, from the folder of the study file", default=None)
    leave_out: tuple[str, ...] = fact('With factors = "priors": parameters that stay as they are', default=())
    factors: tuple[Factor, ...] = fact("What is varied")


def faults(study: Study) -> Iterator[Fault]:
    """What is wrong with the meaning of a study, each with its path in the file."""
    if not _NAME.fullmatch(study.name):
        message = f"found {quoted(study.name)}; a folder is named by it. Use letters, digits, _, - and ., 64 at most"
        yield ("name",), message
    for number, output in enumerate(study.outputs):
        if output not in NAMES or output == "replicate":
            yield ("outputs", number), f"{quoted(output)} is no column of the outcomes.{did_you_mean(output, NAMES)}"
        elif output in study.outputs[:number]:
            yield ("outputs", number), f"{quoted(output)} stands twice. Remove one"
    if not study.outputs:
        yield ("outputs",), 'found an empty array. Name columns, write "all", or remove the line'
    yield from _design_faults(study)
    seen: dict[str, str] = {}
    sound = True
    for number, factor in enumerate(study.factors):
        at = ("factors", number)
        faulty = [((*at, *path), message) for path, message in _factor_faults(factor, study.design)]
        sound = sound and not faulty
        yield from faulty
        if factor.name in (other.name for other in study.factors[:number]):
            yield (*at, "name"), f"another factor is named {quoted(factor.name)}. Give each its own name"
        for path in factor.places:
            if path in seen:
                key = "path" if factor.path is not None else "paths"
                yield (*at, key), f"{path} is set by the factor {quoted(seen[path])} too. Leave it in one"
            seen[path] = factor.name
    if not study.factors:
        yield ("factors",), 'no factor is given. Add [[factors]] with name, path and values, or factors = "priors"'
    if sound:  # else there is no counting of levels
        yield from _size_faults(study)


def notes(study: Study) -> list[str]:
    """What a person should know of a sound study before it is run."""
    from sim.analysis.points import FIGURES_READ  # brings pandas, which faults need not wait for

    told = list(_few_points(study))
    missing = [name for name in FIGURES_READ if name not in study.outputs]
    if missing:
        told.append(
            f"outputs: {', '.join(missing)} will not be kept, so sma plot and sma sensitivity cannot show this study;"
            " sim.load_results can. Add them, or remove the line, to see it drawn"
        )
    return told


def _few_points(study: Study) -> Iterator[str]:
    """What the number of base samples, or trajectories, will not allow `sma sensitivity` to say."""
    from sim.analysis.sensitivity import LEAST_BLOCKS, LEAST_FOR_INTERVALS

    if study.design not in ("sobol", "morris") or study.points is None:
        return
    what = ("base sample", "base samples") if study.design == "sobol" else ("trajectory", "trajectories")
    least = counted(study.points, *what)
    if study.points < LEAST_BLOCKS:
        yield f"points: {least}; sma sensitivity needs {LEAST_BLOCKS}, and {LEAST_FOR_INTERVALS} say more"
    elif study.design == "sobol" and study.points < LEAST_FOR_INTERVALS:
        yield f"points: {least}; sma sensitivity will give indices without intervals, which need {LEAST_FOR_INTERVALS}"


def _design_faults(study: Study) -> Iterator[Fault]:
    design, points = study.design, study.points
    if design in SAMPLED and points is None:
        what = {"sobol": "base samples, a power of 2", "morris": "trajectories"}.get(design, "points")
        yield ("points",), f"the design {design} needs the number of {what}. Add points = 64"
    if design not in SAMPLED and points is not None:
        yield ("points",), f"the design {design} gives the number of points itself. Remove the line"
    if design == "sobol" and points is not None and points & (points - 1):
        near = 2 ** round(math.log2(points))
        yield ("points",), f"found {points}; a Sobol' design needs a power of 2. Write {near}"
    if (design == "csv") != (study.csv is not None):
        words = 'a design "csv" needs csv = "FILE"' if design == "csv" else 'csv goes with design = "csv" alone'
        yield ("csv",), f"{words}. {'Name the file' if design == 'csv' else 'Remove the line, or change the design'}"
    lengths = {factor.name: len(factor.values) for factor in study.factors}
    if design == "list" and len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        yield ("factors",), f"in a list all factors have as many values; found {told}. Add or remove some"


def _size_faults(study: Study) -> Iterator[Fault]:
    count = number_of_points(study)
    if count > MOST_POINTS:
        yield (
            ("design",),
            f"{counted(count, 'point')}; {MOST_POINTS:,} are allowed. Take fewer levels, or a sampled design",
        )
    elif count * study.replicates > MOST_NEGOTIATIONS:
        yield (
            ("replicates",),
            f"{counted(count * study.replicates, 'negotiation')}; {MOST_NEGOTIATIONS:,} are allowed. Take fewer",
        )


def number_of_points(study: Study) -> int:
    """How many points the design has; 0 for a file of points, which says so itself."""
    count = len(study.factors)
    if study.design == "grid":
        return math.prod(len(factor.all_levels) or 1 for factor in study.factors)
    if study.design == "list":
        return max((len(factor.values) for factor in study.factors), default=0)
    factor = {"latin_hypercube": 1, "sobol": count + 2, "morris": count + 1, "csv": 0}[study.design]
    return (study.points or 0) * factor


def _factor_faults(factor: Factor, design: str) -> Iterator[Fault]:
    if not _FACTOR_NAME.fullmatch(factor.name):
        yield (
            ("name",),
            f"found {quoted(factor.name)}; a column is named by it. Use small letters, digits and _, a letter first,"
            " 63 at most",
        )
    elif factor.name in (*NAMES, "point", "seed") or factor.name.endswith(_SUFFIXES):
        yield ("name",), f"{quoted(factor.name)} is taken by another column. Choose another name"
    if (factor.path is None) == (not factor.paths):
        yield ("path",), 'a path or a list of paths is needed, and not both. Write path = "parameters.concession_rate"'
    bounds = () if factor.range is None else factor.range
    for key, items in (("values", factor.values), ("range", bounds)):
        for number, item in enumerate(items):
            if not fits(factor.kind, item):
                message = f"{found(item)}; a factor of kind {factor.kind} needs {_NEEDED[factor.kind]}"
                yield (key, number), f"{message}. Change the value or the kind"
                return
    if factor.range is not None:
        wrong = list(_range_faults(factor))
        yield from wrong
        if wrong:
            return
    if factor.values and factor.range is not None:
        yield ("range",), "values and a range are given. Remove one of the two"
    if design == "csv":
        if factor.range is not None or (factor.values and factor.kind != "category"):
            yield ("range" if factor.range is not None else "values",), "the file of points gives them. Remove the line"
    elif design == "list" and not factor.values:
        yield ("values",), "a list needs the value at each point. Add values = [...]"
    elif design == "grid" and not factor.all_levels:
        yield ("values",), "a grid needs levels. Add values = [...], or levels = 5 beside a range"
    elif design in SAMPLED and factor.range is None and not factor.all_levels:
        yield ("range",), "a sampled factor needs a range. Add range = [low, high]"
    if design != "list" and len(set(factor.values)) < len(factor.values):
        yield ("values",), "a value stands twice. Remove one"
    elif design != "csv" and len(set(factor.all_levels)) == 1:
        yield (), f"factor '{factor.name}': {one_value(factor.all_levels[0])}"


def one_value(value: Value) -> str:
    """What is wrong with a factor that has a single value."""
    words = value if isinstance(value, str) else toml_value(value)
    return f"takes one value only ({words}), so nothing varies. Give it more, or put it under `set`"


def _range_faults(factor: Factor) -> Iterator[Fault]:
    assert factor.range is not None
    if factor.kind in ("category", "switch"):
        yield ("range",), f"a factor of kind {factor.kind} has no range. Write values = [...]"
    elif len(factor.range) != 2:
        yield ("range",), f"{found(factor.range)}; two are needed. Write range = [low, high]"
    elif not factor.range[0] < factor.range[1]:
        yield ("range",), "the range is empty or runs backwards. Write the lower end first"
    elif factor.kind == "real" and not math.isfinite(float(factor.range[1]) - float(factor.range[0])):
        yield ("range",), "the range is wider than numbers go. Write ends nearer to each other"


def fits(kind: str, value: Any) -> bool:
    """Whether a value is of the kind a factor declares."""
    if kind == "switch":
        return isinstance(value, bool)
    if kind == "category":
        return isinstance(value, str) and bool(value)
    if kind == "date":
        return isinstance(value, date) and not isinstance(value, datetime) and FIRST_DAY <= value <= LAST_DAY
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53
    return whole or (kind == "real" and isinstance(value, float) and math.isfinite(value))
