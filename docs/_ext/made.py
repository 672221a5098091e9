"""Parts of the reference in Markdown, from the code: commands, keys, parameters, manifest, tables of the record."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from sim import errors
from sim.cli.health import EXTRAS
from sim.cli.main import _sma, group
from sim.experiments.manifest import Manifest, ScenarioRecord, StoppingRecord
from sim.experiments.study import Factor, Study
from sim.history import rows
from sim.history.tables import FILES, read
from sim.posterior.quantiles import parameter_quantiles
from sim.scenario.load import load_scenario
from sim.scenario.parameters import Parameters
from sim.scenario.schema import Scenario
from tests.update_odd import (
    allowed,
    basis_of,
    constant_table,
    default_of,
    draw_table,
    keys,
    number,
    span,
    switch_table,
    unit_of,
)
from tests.update_odd import markdown as table

EXAMPLE = "sma11"  # the scenario whose values and draws stand in the table of parameters


def section(title: str, *parts: str, level: int = 2) -> str:
    """A heading and what stands below it."""
    return "\n\n".join([f"{'#' * level} {title}", *(part for part in parts if part)]) + "\n\n"


def plain(text: str) -> str:
    """Words as Markdown shows them as they are: what looks like a tag or a mark is escaped."""
    return re.sub(r"([<>*_\[\]|])", r"\\\1", text)


def outside_code(text: str) -> str:
    """The same, but for what stands in backticks."""
    return "".join(part if part.startswith("`") else plain(part) for part in re.split(r"(`[^`]*`)", text))


# --- commands ----------------------------------------------------------------------------------------------------


def commands() -> str:
    """Every command with its arguments and options, as its `--help` has them."""
    return "".join(section(f"sma {name}", *_command(name, deferred)) for name, deferred in group().commands.items())


def _command(name: str, deferred: Any) -> Iterable[str]:
    command = deferred._load()
    context = command.context_class(command, info_name=f"sma {name}")
    usage = " ".join([f"sma {name}", *command.collect_usage_pieces(context)])
    yield from ("```text\n" + usage + "\n```", outside_code(inspect.cleandoc(command.help or "")))
    told = [(each, each.get_help_record(context)) for each in command.params]
    for kind in ("argument", "option"):
        lines = [_option(record) for each, record in told if each.param_type_name == kind and record]
        if lines:
            yield table((kind, "meaning", "default, range"), lines)


def _option(record: tuple[str, str]) -> tuple[str, str, str]:
    names, words = record
    told, _, rest = words.partition("  [")
    return f"`{names}`", outside_code(told), plain(rest.removesuffix("]").removeprefix("default: "))


def exit_codes() -> str:
    """Exit codes of the command line, and the errors of Python that lead to them."""
    said = inspect.cleandoc(_sma.__doc__ or "").replace("\n", " ")
    listed = re.search(r"Exit codes: (.*?)\. ", said)
    assert listed, "sma --help lists no exit codes"
    codes = [re.fullmatch(r"([\d or]+?) (\D.*)", each) for each in re.split(r", (?=\d)", listed[1])]
    lines = [(f"`{each[1]}`", each[2], _raised(each[1])) for each in codes if each]
    assert len(lines) == len(codes)
    return table(("exit code", "meaning", "in Python"), lines)


def extras() -> str:
    """Optional parts of the installation and what each is for."""
    return table(("extra", "for"), [(f"`{name}`", outside_code(purpose)) for name, purpose in EXTRAS.items()])


def _raised(code: str) -> str:
    family = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.SimError)]
    named = [each for each in family if each is not errors.SimError and str(each.exit_code) == code]
    return "; ".join(f"`{each.__name__}`: {outside_code(_first(each))}" for each in named)


def _first(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "").split("\n\n")[0].replace("\n", " ")


# --- files a person writes ----------------------------------------------------------------------------------------


def scenario_keys() -> str:
    """Every key of a scenario file, a section for each table; parameters and switches have tables of their own."""
    sections: dict[str, list[tuple[str, Any, Any]]] = {}
    for path, field, kind in keys():
        sections.setdefault(path.split(".")[0] if "." in path else "", []).append((path, field, kind))
    meanings = {name: str(field.description) for name, field in Scenario.model_fields.items()}
    alone = section("At the top of the file", _keys(sections.pop("")))
    return alone + "".join(section(f"`{name}`", f"{outside_code(meanings[name])}.", _keys(rows))
                           for name, rows in sections.items())  # fmt: skip


def _keys(rows: Sequence[tuple[str, Any, Any]]) -> str:
    lines = [
        (f"`{path}`", outside_code(str(field.description)), unit_of(field), _holds(kind, field.metadata),
         default_of(field))
        for path, field, kind in rows
    ]  # fmt: skip
    return table(("key", "meaning", "unit", "range", "default"), lines)


def _holds(kind: Any, metadata: Sequence[Any]) -> str:
    """What a key may hold, in words."""
    return "values of its kind, in brackets" if "Any" in str(kind) else allowed(kind, metadata)


def study_keys() -> str:
    """Every key of a study file."""
    factor = [(f"factors.N.{path}", field, kind) for path, field, kind in keys(Factor)]
    whole = [(path, field, kind) for path, field, kind in keys(Study) if not path.startswith("factors")]
    return section("At the top of the file", _keys(whole)) + section("`factors`", "What is varied.", _keys(factor))


def switches() -> str:
    """Every mechanism that may be switched off."""
    return switch_table()


# --- numbers of the model -----------------------------------------------------------------------------------------


def parameters() -> str:
    """Every structural parameter by group: prior, posterior, what its value rests on."""
    scenario = load_scenario(EXAMPLE).scenario
    drawn = parameter_quantiles(scenario)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for name, field in Parameters.model_fields.items():
        declared, given = field.json_schema_extra, getattr(scenario.parameters, name)
        assert isinstance(declared, dict)
        low, middle, high = drawn.get(name, (given.value,) * 3)
        posterior = f"{middle:.3g} ({low:.3g} to {high:.3g})" if name in drawn else number(given.value)
        line = (f"`{name}`", outside_code(str(field.description)), str(declared["unit"]), span(*given.prior), posterior,
                basis_of(name, given.source))  # fmt: skip
        groups.setdefault(str(declared["group"]), []).append(line)
    head = ("parameter", "meaning", "unit", "prior range", "posterior", "basis")
    return "".join(section(group[0].upper() + group[1:], table(head, lines)) for group, lines in groups.items())


def rules() -> str:
    """Docstrings of the rules, a section for each file."""
    import sim.rules

    names = sorted(path.stem for path in _folder(sim.rules).glob("*.py") if path.stem not in ("__init__", "parameters"))
    return "".join(
        section(f"{name}", f"```{{eval-rst}}\n.. automodule:: sim.rules.{name}\n   :members:\n```") for name in names
    )


def _folder(package: types.ModuleType) -> Any:
    from pathlib import Path

    return Path(str(package.__file__)).parent


# --- files the program writes, and the record -----------------------------------------------------------------------


def manifest() -> str:
    """Every key of `manifest.json`."""
    parts = (("`manifest.json`", Manifest), ("`scenario`", ScenarioRecord), ("`stopping`", StoppingRecord))
    return "".join(section(title, f"{outside_code(_first(model))}", _fields(model)) for title, model in parts)


def _fields(model: type[BaseModel]) -> str:
    told = _comments(model)
    lines = [(f"`{name}`", f"`{_kind(field.annotation)}`", outside_code(told.get(name, "")))
             for name, field in model.model_fields.items()]  # fmt: skip
    return table(("key", "type", "meaning"), lines)


def _comments(model: type) -> dict[str, str]:
    """Comment behind each field, as the source has it."""
    found = re.findall(r"^    (\w+): [^#\n]*?  # (.+)$", inspect.getsource(model), re.MULTILINE)
    return dict(found)


def _kind(hint: Any) -> str:
    """A type in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join("null" if each is type(None) else _kind(each) for each in inner)
    if origin is Literal:
        return " or ".join(str(each) for each in inner)
    if origin is tuple:
        return f"list of {_kind(inner[0])}"
    if origin is dict:
        return f"table of {_kind(inner[1])}"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return "table"
    return {"str": "text", "int": "whole number", "float": "real number", "bool": "true or false"}.get(
        getattr(hint, "__name__", ""), getattr(hint, "__name__", "anything").lower()
    )


def record_counts() -> str:
    """Tables of the record with how many rows each has, and of how many hosts."""
    lines = []
    for kind, name in sorted(FILES.items(), key=lambda pair: pair[1]):
        every = read(kind, host=None)
        checked = sum(getattr(row, "confidence", "") == "checked" for row in every)
        hosts = {str(getattr(row, "host", "")) for row in every} - {""}
        lines.append((f"`{name}`", str(len(every)), str(checked), str(len(hosts) or ""), outside_code(_first(kind))))
    return table(("table", "rows", "checked", "hosts", "a row is"), lines)


def record_columns() -> str:
    """Columns of each table of the record and what a cell may hold."""
    made = ""
    for kind, name in sorted(FILES.items(), key=lambda pair: pair[1]):
        hints: Mapping[str, Any] = get_type_hints(kind, include_extras=True)
        lines = [(f"`{each.name}`", outside_code(_cell(hints[each.name]))) for each in fields(kind)]
        made += section(
            f"`{name}`", outside_code(inspect.cleandoc(kind.__doc__ or "")), table(("column", "holds"), lines)
        )
    return made


def _cell(hint: Any) -> str:
    """What a cell of the record may hold, in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return f"{_cell(next(each for each in inner if each is not type(None)))}, or empty"
    if origin is Literal:
        return ", ".join(f"`{each}`" for each in inner)
    if hasattr(hint, "__metadata__"):
        marks = hint.__metadata__
        within = next((each for each in marks if isinstance(each, rows.Within)), None)
        what = _cell(inner[0])
        if within is not None:
            return f"{what}, {span(within.least, within.most)}"
        return f"{what}, never empty" if any(isinstance(each, rows.Filled) for each in marks) else what
    named = {"date": "day, as 2020-03-31", "Month": "day, or month as 2008-09", "Vote": "votes, as 131-26-35 of 192",
             "bool": "true or false", "int": "whole number", "float": "number", "str": "text"}  # fmt: skip
    name = str(getattr(hint, "__name__", "text"))
    return named.get(name, name.lower())


PARTS: Mapping[str, Callable[..., str]] = {
    "commands": commands,
    "exit-codes": exit_codes,
    "extras": extras,
    "scenario-keys": scenario_keys,
    "study-keys": study_keys,
    "switches": switches,
    "parameters": parameters,
    "constants": constant_table,
    "draws": draw_table,
    "rules": rules,
    "manifest": manifest,
    "record-counts": record_counts,
    "record-columns": record_columns,
}
