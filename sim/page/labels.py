"""Words of controls in a language: labels of fields with the row they stand in, groups, units, choices, names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.form import DRAWN
from sim.scenario.lookup import spot
from sim.scenario.parameters import MEANINGS
from sim.scenario.problems import Path
from sim.scenario.schema import Scenario, Succession
from sim.words import Words
from sim.words.ko.fields import CHOICES, GROUPS, LABELS, UNITS

NO_UNIT = ("no unit", "date", "true or false")
NAMED_BY = ("name", "host", "year", "kind", "since", "day")  # fields that tell a row from its neighbours
KOREAN = "ko"


def inside(value: Any, key: str | int) -> Any:
    """What a table, a list or a part of a scenario holds under a key."""
    if isinstance(value, (tuple, dict)):
        held: Any = value  # a tuple by number, a table by name
        return held[key]
    return getattr(value, str(key))


class Labels:
    """Labels of one scenario's controls.

    Parameters
    ----------
    words : of the language, with the sides of the talks
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        own = words.language == KOREAN
        self._labels: Mapping[str, str] = LABELS if own else {}
        self._groups: Mapping[str, str] = GROUPS if own else {}
        self._units: Mapping[str, str] = UNITS if own else {}
        self._choices: Mapping[str, str] = CHOICES if own else {}

    def group(self, name: str) -> str:
        """Heading of a group."""
        return self._groups.get(name, self.words.capital(name))

    def unit(self, unit: str) -> str:
        """Unit of a number; empty where it has none."""
        return "" if unit in NO_UNIT else self._units.get(unit, unit)

    def choice(self, word: str) -> str:
        """One of several words that a field may hold."""
        return self._choices.get(word, word.replace("_", " "))

    def name(self, own: str) -> str:
        """A proper name of the scenario."""
        return self.words.name(own)

    def who(self, key: str, office: str, scenario: Scenario) -> str:
        """A candidate by name, or that the winner is drawn."""
        if key == DRAWN:
            return self.words.form("page.drawn")
        entries: Mapping[str, Any] = scenario.administrations if office == "guest" else scenario.governments
        return self.name(entries[key].name) if key in entries else key

    def parameter(self, name: str) -> str:
        """Label of a structural parameter."""
        return self._labels.get(f"parameters.{name}", MEANINGS[name].label)

    def of(self, key: str, info: FieldInfo) -> str:
        """Label of a field by its name in the tables of words."""
        return self._labels.get(key, str(dict(info.json_schema_extra or {}).get("label", "")))  # type: ignore[arg-type]

    def field(self, path: Path, scenario: Scenario) -> str:
        """Label of a field, behind the row it stands in."""
        table = spot(path[:-1])
        name = table.table.__name__ if table is not None and table.table is not None else "Scenario"
        here = spot(path)
        label = (
            self.of(f"{name}.{path[-1]}", here.info) if here is not None and here.info is not None else str(path[-1])
        )
        row = ": ".join(self._rows(path, scenario))
        return f"{row}: {label}" if row else label

    def _rows(self, path: Path, scenario: Scenario) -> list[str]:
        """What tells each row on the way from its neighbours."""
        here: Any = scenario
        found = []
        for key in path[:-1]:
            here = inside(here, key)
            if isinstance(here, Succession):
                found.append(self.election(here))
            elif isinstance(here, BaseModel) and isinstance(key, int):
                found.append(self._row(here))
            elif isinstance(here, BaseModel) and hasattr(here, "name") and len(path) == 3:
                found.append(self.name(str(here.name)))
        return found

    def election(self, each: Succession) -> str:
        """An election by who votes and when."""
        return self.words.form(f"page.election.{each.office}", date=self.words.date(each.election))

    def winner(self, scenario: Scenario, number: int) -> str:
        """Question who wins an election."""
        each = scenario.successions[number]
        return self.words.form(f"page.who_wins_{each.office}", date=self.words.date(each.election))

    def _row(self, row: BaseModel) -> str:
        told = [each for name in NAMED_BY if isinstance(each := getattr(row, name, None), (str, int, date))]
        return " ".join(self._told(each) for each in told[:2])

    def _told(self, value: Any) -> str:
        if isinstance(value, date):
            return self.words.date(value)
        return self.name(self.choice(str(value)) if str(value) in self._choices else str(value))
