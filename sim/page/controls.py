"""The controls of a scenario, from its schema: label, help, unit, range, step, choices, and what the posterior says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.page.labels import Labels, inside
from sim.posterior.quantiles import parameter_quantiles
from sim.rules.parameters import PARAMETER_GROUPS
from sim.scenario.form import shared_prior, step_of, step_within, winners
from sim.scenario.lookup import bare_type, bounds, choices, spot
from sim.scenario.parameters import MEANINGS
from sim.scenario.problems import Path, dotted
from sim.scenario.schema import FIELD_GROUPS, Scenario
from sim.scenario.switches import GROUP_NAMES, MECHANISMS

Kind = Literal["number", "date", "flag", "choice"]
BESIDE = ("name", "title", "kind", "parameters", "switches")  # parts of a scenario that are no facts to be moved
KEYS = {("incumbents", "guest"): "administrations", ("incumbents", "host"): "governments"}  # fields that hold a key
WINNER = "winner"


@dataclass(frozen=True)
class Control:
    """One value that a person may move.

    Attributes
    ----------
    path : dotted, as in `--set`
    kind : what it is moved with
    label, group, unit, help : in words
    value : as on file; None where it is not given
    least, most : what may be set at all; None where nothing bounds it
    low, high : range of a slider: of a parameter its prior, of a share all of it; None where there is no slider
    step : by which it moves
    choices : value and words of each
    posterior : 5%, 50% and 95% of the draws; None where it is not drawn
    optional : whether it may be left empty
    source : of the value on file
    """

    path: str
    kind: Kind
    label: str
    group: str
    value: Any
    unit: str = ""
    help: str = ""
    least: float | None = None
    most: float | None = None
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[tuple[str, str], ...] = ()
    posterior: tuple[float, ...] | None = None
    optional: bool = False
    source: str = ""


@dataclass(frozen=True)
class Panel:
    """All controls of a scenario: the elections' winners first, then facts, switches and parameters by group."""

    winners: tuple[Control, ...]
    facts: tuple[tuple[str, tuple[Control, ...]], ...]
    switches: tuple[tuple[str, tuple[Control, ...]], ...]
    parameters: tuple[tuple[str, tuple[Control, ...]], ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries."""
        return {
            "winners": [asdict(each) for each in self.winners],
            **{
                name: [
                    {"group": group, "controls": [asdict(each) for each in controls]}
                    for group, controls in getattr(self, name)
                ]
                for name in ("facts", "switches", "parameters")
            },
        }


def panel(scenario: Scenario, labels: Labels) -> Panel:
    """Controls of a scenario as its file has it."""
    facts = list(_facts(scenario, labels))
    switches = [_switch(scenario, name, labels) for name in MECHANISMS]
    quantiles = parameter_quantiles(scenario) if scenario.parameter_draws != "central" else {}
    parameters = [_parameter(scenario, name, labels, quantiles.get(name)) for name in MEANINGS]
    return Panel(
        winners=tuple(each for each in facts if each.path.endswith(f".{WINNER}")),
        facts=_grouped(facts, FIELD_GROUPS, labels),
        switches=_grouped(switches, GROUP_NAMES, labels),
        parameters=_grouped(parameters, PARAMETER_GROUPS, labels),
    )


def _grouped(
    controls: list[Control], groups: tuple[str, ...], labels: Labels
) -> tuple[tuple[str, tuple[Control, ...]], ...]:
    """Controls under their groups, in the order of the groups; those without any are left out."""
    found = ((labels.group(name), tuple(each for each in controls if each.group == name)) for name in groups)
    return tuple((name, members) for name, members in found if members)


def _facts(scenario: Scenario, labels: Labels) -> Iterator[Control]:
    for name in Scenario.model_fields:
        if name not in BESIDE:
            yield from _below((name,), getattr(scenario, name), scenario, labels)


def _below(path: Path, value: Any, scenario: Scenario, labels: Labels) -> Iterator[Control]:
    """Controls of a value and all that lies in it."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _below((*path, name), getattr(value, name), scenario, labels)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _below((*path, key), item, scenario, labels)
    elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        for number, item in enumerate(value):
            yield from _below((*path, number), item, scenario, labels)
    else:
        found = _control(path, value, scenario, labels)
        if found is not None:
            yield found


def _control(path: Path, value: Any, scenario: Scenario, labels: Labels) -> Control | None:
    """Control of a single value; None for text and lists, which are written in the scenario's text."""
    here = spot(path)
    if here is None or here.info is None:
        return None
    kind, offered = _kind(path, here.kind, scenario, labels)
    if kind is None:
        return None
    info, extra = here.info, dict(here.info.json_schema_extra or {})  # type: ignore[arg-type]
    unit = str(extra.get("unit", ""))
    least, most = bounds(path) if kind == "number" else (None, None)
    share = kind == "number" and (least, most) == (0, 1)
    return Control(
        path=dotted(path),
        kind=kind,
        label=labels.winner(scenario, int(path[1])) if _is_winner(path) else labels.field(path, scenario),
        group=str(extra["group"]),
        value=_plain(value),
        unit=labels.unit(unit),
        help=str(info.description),
        least=least,
        most=most,
        low=0.0 if share else None,
        high=1.0 if share else None,
        step=step_of(unit, here.kind is int) if kind == "number" else None,
        choices=offered,
        optional=_optional(info),
        source=_source(path, scenario),
    )


def _kind(path: Path, kind: Any, scenario: Scenario, labels: Labels) -> tuple[Kind | None, tuple[tuple[str, str], ...]]:
    """With what a value is moved, and what may be chosen."""
    if _is_winner(path):
        number = int(path[1])
        office = scenario.successions[number].office
        return "choice", tuple((key, labels.who(key, office, scenario)) for key in winners(scenario, number))
    if tuple(path) in KEYS:
        entries = getattr(scenario, KEYS[path[0], path[1]])  # type: ignore[index]
        return "choice", tuple((key, labels.name(entry.name)) for key, entry in entries.items())
    if choices(kind) and path[-1] not in ("office", "name"):
        return "choice", tuple((word, labels.choice(word)) for word in choices(kind))
    by_type: dict[Any, Kind] = {bool: "flag", date: "date", int: "number", float: "number"}
    return by_type.get(bare_type(kind)), ()


def _is_winner(path: Path) -> bool:
    return path[0] == "successions" and path[-1] == WINNER


def _optional(info: FieldInfo) -> bool:
    return not info.is_required() and info.default is None


def _source(path: Path, scenario: Scenario) -> str:
    """Source that the row or table of a value gives."""
    here: Any = scenario
    found = ""
    for key in path[:-1]:
        here = inside(here, key)
        found = str(getattr(here, "source", found))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _switch(scenario: Scenario, name: str, labels: Labels) -> Control:
    info = type(scenario.switches).model_fields[name]
    return Control(
        path=f"switches.{name}",
        kind="flag",
        label=labels.of(f"switches.{name}", info),
        group=MECHANISMS[name].group,
        value=getattr(scenario.switches, name),
        help=str(info.description),
    )


def _parameter(scenario: Scenario, name: str, labels: Labels, quantiles: tuple[float, ...] | None) -> Control:
    meaning, held = MEANINGS[name], getattr(scenario.parameters, name)
    low, high = shared_prior(name)
    return Control(
        path=f"parameters.{name}",
        kind="number",
        label=labels.parameter(name),
        group=meaning.group,
        value=held.value,
        unit=labels.unit(meaning.unit),
        help=meaning.words,
        least=meaning.low,
        most=meaning.high,
        low=low,
        high=high,
        step=step_within(low, high),
        posterior=quantiles,
        source=". ".join(each for each in (held.source, held.note) if each),
    )
