"""The manifest of a run: everything needed to repeat it, to check its files and to tell it from another."""

from __future__ import annotations

import os
import platform
import shlex
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.compiled import source_digest
from sim.errors import MismatchError, StorageError
from sim.posterior.draws import shipped_digest
from sim.scenario.problems import counted
from sim.version import VERSION

MANIFEST = "manifest.json"
OUTCOMES = "outcomes.parquet"
SCENARIO = "scenario.toml"
SUMMARY = "summary.json"

_PACKAGES = ("numpy", "numba", "pyarrow", "mesa")
POSTERIOR = "posterior"  # named among the versions where parameters are drawn: digest of the file of posterior draws
_SAME_BYTES: tuple[str, ...] = ("sma-sim", "sources", "numpy", "numba", "pyarrow")  # what bytes of outcomes depend on


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class FileRecord(_Strict):
    """Digest and size of one file of the run."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)


class ScenarioRecord(_Strict):
    """The scenario as it was run: `text` is whole in itself, overrides applied."""

    name: str
    title: str
    kind: str  # what the file claims to be
    effective_kind: str  # what the run is, overrides taken into account
    overrides: tuple[str, ...] = Field(strict=False)
    changes: tuple[str, ...] = Field((), strict=False)  # those that captions name, and parameters that a file sets
    limits: dict[str, str] = Field(default_factory=dict)  # how far it may be believed: mark of captions, and words
    sha256: str
    text: str


class StoppingRecord(_Strict):
    """Why a run has as many replicates as it has: the figure that was to be precise, and what it came to."""

    figure: str
    width: float  # of the 95% interval wanted, in the unit of the figure
    max_replicates: int
    rule: str
    reached: bool
    value: float | None  # null where it, or an end of its interval, lies beyond the horizon
    lower: float | None
    upper: float | None


class Manifest(_Strict):
    """What a run was and what it left; written last, so that a folder with a manifest is complete."""

    format: Literal[1]
    scenario: ScenarioRecord
    seed: int = Field(ge=0)
    seed_drawn: bool  # nobody gave the seed: the program drew it
    replicates: int = Field(ge=1)
    stopping: StoppingRecord | None = None  # for a run whose number of replicates was found by --until-width
    versions: dict[str, str]
    host: dict[str, str]
    workers: int
    wall_seconds: float
    files: dict[str, FileRecord]

    @property
    def identity(self) -> Identity:
        """What makes it this run and no other."""
        return Identity(self.scenario.sha256, self.seed, self.replicates)


@dataclass(frozen=True)
class Identity:
    """A run is the same as another if these three are."""

    scenario: str  # SHA-256 of the resolved scenario
    seed: int
    replicates: int

    def differences(self, other: Identity) -> list[str]:
        """Where another run differs from this one, in words: what is there, then what was asked for."""
        found = []
        if other.scenario != self.scenario:
            found.append(f"scenario {self.scenario[:12]} there, {other.scenario[:12]} asked for")
        if other.seed != self.seed:
            found.append(f"seed {self.seed} there, {other.seed} asked for")
        if other.replicates != self.replicates:
            found.append(f"{counted(self.replicates, 'replicate')} there, {other.replicates:,} asked for")
        return found


def versions(drawn: bool = False) -> dict[str, str]:
    """Versions of the program, its compiled sources and what it rests on; and of the posterior, where `drawn` from."""
    packages = {name: metadata.version(name) for name in _PACKAGES}
    found = {"sma-sim": VERSION, "sources": source_digest(), "python": platform.python_version(), **packages}
    return {**found, POSTERIOR: shipped_digest()} if drawn else found


def bytes_depend_on(drawn: bool = False) -> tuple[tuple[str, str], ...]:
    """Those of the versions on which the bytes of outcomes depend, as pairs of name and version.

    Parameters
    ----------
    drawn : whether parameters are drawn from the posterior; runs with the central set do not depend on it
    """
    return (*_programs(), (POSTERIOR, shipped_digest())) if drawn else _programs()


@cache
def _programs() -> tuple[tuple[str, str], ...]:
    now = versions()
    return tuple((name, now[name]) for name in _SAME_BYTES)


def host() -> dict[str, str]:
    """What kind of machine it is; nothing that names it or its user."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "cpus": str(os.cpu_count() or 1),
    }


def check_versions(manifest: Manifest, folder: Path) -> None:
    """Refuse to repeat the run in a folder with another version than the one that made it.

    The numbers could differ unseen.
    """
    now, names = versions(), _SAME_BYTES
    if POSTERIOR in manifest.versions:
        now, names = {**now, POSTERIOR: shipped_digest()}, (*names, POSTERIOR)
    differing = {
        name: f"{name} {manifest.versions.get(name, 'unknown')} then, {now[name]} now"
        for name in names
        if manifest.versions.get(name) != now[name]
    }
    if differing:
        place = folder.resolve()
        words = ["sma", "run", str(place / SCENARIO), "--seed", str(manifest.seed)]
        words += ["--replicates", str(manifest.replicates), "--out", f"{place}-again"]
        by, remedy = "by another version", "install the versions it names"
        if differing.keys() == {POSTERIOR}:
            by, remedy = "with other posterior draws", "put the file of posterior draws it names back"
        raise MismatchError(
            f"{manifest.scenario.name}: this run was made {by} ({'; '.join(differing.values())})."
            f" To repeat it byte for byte, {remedy}; to run its scenario with this version: {shlex.join(words)}"
        )


def manifest_text(folder: Path, what: str) -> str:
    """Text of the manifest in a folder; `what` should lie there, as it is called where it does not."""
    path = folder / MANIFEST
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise StorageError(f"{folder}: no {what} there: it holds no {MANIFEST}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"{path}: cannot be read: {error}.") from error


def read_manifest(folder: Path) -> Manifest:
    """Manifest of the run in a folder."""
    path, text = folder / MANIFEST, manifest_text(folder, "finished run")
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise StorageError(f"{path}: not a manifest of this program: {where}: {first['msg']}.") from error
