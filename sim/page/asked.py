"""What the page asks for: a scenario by name or as a text, what is set in it, and a seed; checked beforehand."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sim.errors import ScenarioError
from sim.scenario.load import LoadedScenario, load_scenario, load_scenario_text, override_scenario
from sim.scenario.override import LONGEST
from sim.scenario.shipped import name_of
from sim.scenario.toml_file import LARGEST
from sim.words import Language

REPLICATES = 5_000  # negotiations of an answer
MOST_SET = 400  # overrides
TEXT = "scenario.toml"  # what a text is called in messages
LAST_SEED = 2**53 - 1  # the largest whole number that JavaScript tells from its neighbours


@lru_cache(maxsize=32)
def _shipped(file: Path) -> LoadedScenario:
    """A scenario that comes with the program, read once; a person's own file may change while the page is open."""
    return load_scenario(file)


class Asked(BaseModel):
    """A run, as the page names it.

    Attributes
    ----------
    scenario : name in the library of the page
    text : a scenario's text that stands instead of it; None where none does
    set : overrides, `path=value` each
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    scenario: Annotated[str, Field(max_length=200)]
    text: Annotated[str | None, Field(max_length=LARGEST)] = None
    set: Annotated[list[Annotated[str, Field(max_length=LONGEST)]], Field(max_length=MOST_SET)] = []
    seed: Annotated[int, Field(ge=0, le=LAST_SEED)] = 1
    language: Language = "en"

    def load(self, library: Mapping[str, Path]) -> LoadedScenario:
        """The scenario asked for; only files of the library are read, and a text can name none.

        Raises
        ------
        ScenarioError : the library has no such scenario
        ScenarioProblems : faults of the text or the overrides
        """
        if self.text is not None:
            return load_scenario_text(self.text, TEXT, self.set)
        file = self.file(library)
        return override_scenario(_shipped(file), self.set) if name_of(file) else load_scenario(file, self.set)

    def file(self, library: Mapping[str, Path]) -> Path:
        """File of the scenario by its name in the library."""
        if self.scenario not in library:
            raise ScenarioError(f"{self.scenario!r} is no scenario of this page. Choose one from its list.")
        return library[self.scenario]

    def key(self) -> str:
        """The same for the same run, whatever the language."""
        return hashlib.sha256(self.model_dump_json(exclude={"language"}).encode()).hexdigest()

    def words(self, library: Mapping[str, Path]) -> list[str]:
        """Scenario, overrides and seed as arguments of a command; a text is to be saved as a file first."""
        file = TEXT if self.text is not None else self.file(library)
        name = file if isinstance(file, str) else name_of(file) or str(file)
        return [name, *(part for each in self.set for part in ("--set", each)), "--seed", str(self.seed)]

    def command(self, library: Mapping[str, Path]) -> str:
        """The command that runs the same."""
        return shlex.join(["sma", "run", *self.words(library), "--replicates", str(REPLICATES)])
