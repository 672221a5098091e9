"""The folder of an analysis: tables, figures and a manifest that says what they are of.

Findings of one design are never written over those of another, and tables and figures stand or go together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from sim.errors import MismatchError
from sim.experiments.folder import (
    MANIFEST,
    FileRecord,
    check_ours,
    checked_name,
    described,
    explained,
    files_in,
    locked,
    seal,
    staged,
    try_folder,
)
from sim.experiments.manifest import manifest_text
from sim.experiments.remedies import or_delete
from sim.experiments.versions import host, versions

PARTIAL = ".partial"
LONGEST = 300  # letters of a value in a message


class FindingsManifest(BaseModel):
    """What the findings in a folder are of; written last, so that a folder with a manifest is complete."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    format: Literal[1] = 1
    kind: str  # the command: compare, ablate, fit, ...
    design: dict[str, Any]  # all that decides what is found: scenarios by their hash, seed, sizes
    versions: dict[str, str]
    host: dict[str, str]
    files: dict[str, FileRecord]

    def differences(self, kind: str, design: Mapping[str, Any]) -> list[str]:
        """Where other findings differ from these, in words: what is there, then what was asked for."""
        if self.kind != kind:
            return [f"findings of sma {self.kind} there, of sma {kind} asked for"]
        keys = dict.fromkeys([*self.design, *design])
        return [
            f"{key} {_short(self.design.get(key))} there, {_short(design.get(key))} asked for"
            for key in keys
            if self.design.get(key) != design.get(key)
        ]


@contextmanager
def staged_findings(folder: Path, kind: str, design: Mapping[str, Any]) -> Iterator[Path]:
    """Empty folder for tables and figures; it takes its place when the block ends, and vanishes if the block fails.

    Enter it before the work: a folder that cannot be written (StorageError), that another process is writing
    (BusyError), or that holds findings of another design or anything else (MismatchError) is refused at once.

    Parameters
    ----------
    folder : where the findings are to stand; the folder it lies in is made where it is not there
    kind : name of the command
    design : all that decides what is found, as JSON has it
    """
    kept, place = _as_json(design), checked_name(folder)
    try_folder(place.parent)
    with explained(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    with staged(folder, lambda place: _check_same(place, kind, kept)) as stage:
        yield stage
        seal(stage, _manifest(kind, kept, stage))


def check_findings(folder: Path, kind: str, design: Mapping[str, Any]) -> None:
    """Refuse a folder as `staged_findings` does, for work that comes before it."""
    place = checked_name(folder)
    try_folder(place.parent)
    _check_same(place, kind, _as_json(design))


@contextmanager
def added_findings(folder: Path, kind: str, design: Mapping[str, Any]) -> Iterator[Path]:
    """Empty folder for tables and figures that are to stand in a folder among what their making has left there.

    When the block ends they take their places one by one, and those of an earlier time that were not made again go.
    Whether the folder is of this design is for the caller to know.
    """
    place = folder.resolve()
    with explained(place), locked(place):
        stage = place / PARTIAL
        for leftover in sorted(stage.rglob("*"), reverse=True) if stage.exists() else ():
            leftover.unlink()
        stage.mkdir(exist_ok=True)
        try:
            yield stage
            manifest = _manifest(kind, _as_json(design), stage)
            before = _read(place).files if (place / MANIFEST).exists() else {}
            (place / MANIFEST).unlink(missing_ok=True)
            for name in manifest.files:
                (stage / name).replace(place / name)
            for name in before.keys() - manifest.files.keys():
                (place / name).unlink(missing_ok=True)
            seal(stage, manifest)
            (stage / MANIFEST).replace(place / MANIFEST)
        finally:
            for leftover in stage.iterdir():
                leftover.unlink()
            stage.rmdir()


def _manifest(kind: str, design: dict[str, Any], stage: Path) -> FindingsManifest:
    return FindingsManifest(kind=kind, design=design, versions=versions(), host=host(), files=described(stage))


def _check_same(place: Path, kind: str, design: dict[str, Any]) -> None:
    """Refuse a folder in which these findings may not be written, saying what is there and what to do."""
    present = files_in(place, f"findings of sma {kind}")
    if not present:
        return
    there = _read(place)
    differences = there.differences(kind, design)
    if differences:
        raise MismatchError(f"{place}: holds other findings: {'; '.join(differences)}. {or_delete(place)}")
    check_ours(place, present, there.files, "findings")


def _read(place: Path) -> FindingsManifest:
    """Manifest of the findings in a folder."""
    text = manifest_text(place, "findings")
    try:
        return FindingsManifest.model_validate_json(text)
    except ValidationError:
        raise MismatchError(
            f"{place}: holds something else than findings, by its {MANIFEST}: a run or a sweep."
            " Write elsewhere with --out FOLDER."
        ) from None


def _as_json(design: Mapping[str, Any]) -> dict[str, Any]:
    """The design as it is read back."""
    read: dict[str, Any] = json.loads(json.dumps(dict(design)))
    return read


def _short(value: Any) -> str:
    """A value in words that fit in a message: of a digest the first letters, of a long list its beginning."""
    text = re.sub(r"\b([0-9a-f]{12})[0-9a-f]{52}\b", r"\1", json.dumps(value, ensure_ascii=False))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
