"""The manifest of a run or a sweep: all that is needed to run it again, to read it, and to tell it from another.

A run is a sweep of one point: a study without factors. Nothing in a manifest changes once it stands.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.analysis.limits import limits_of
from sim.analysis.setting import MOST_CHANGES, Label, is_point, parameter_words, said_of
from sim.errors import MismatchError, StorageError
from sim.experiments.designs import Design
from sim.experiments.folder import MANIFEST
from sim.experiments.jobs import Failure, number_of_jobs
from sim.experiments.remedies import command, seen_from_here
from sim.experiments.study import Study
from sim.experiments.study_file import LoadedStudy
from sim.experiments.versions import POSTERIOR, host, other_versions, versions
from sim.posterior.cores import SHIPPED_CORE, core_of
from sim.posterior.draws import draws_of
from sim.scenario.as_of import title_of
from sim.scenario.identity import content_hash
from sim.scenario.layers import SETTINGS
from sim.scenario.load import LoadedScenario
from sim.scenario.problems import counted, quoted
from sim.scenario.shipped import located, same_text
from sim.scenario.write import canonical_toml

SCENARIO, SUMMARY = "scenario.toml", "summary.json"
Kind = Literal["run", "sweep"]
_LOOSE = ("title", "scenario", "csv", "factors", "set", "leave_out")  # told apart by hashes, or of no consequence


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class ScenarioRecord(_Strict):
    """The scenario as it was run: `text` is whole in itself, overrides applied."""

    name: str
    title: str
    kind: str  # what the files claim to be
    effective_kind: str  # what is run, overrides and factors taken into account
    file: str  # relative to the folder of the results; empty for a scenario made in code
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
    """What a run or a sweep is."""

    format: Literal[2] = 2
    kind: Kind
    scenario: ScenarioRecord  # the base of a sweep
    study_file: str  # relative to the folder of the results; empty for a run
    study_text: str
    study: dict[str, Any]  # every key, defaults filled in
    design_sha256: str
    points: int = Field(ge=1)
    points_sha256: str
    replicates: int = Field(ge=1)
    seed: int = Field(ge=0)
    seed_drawn: bool = False  # nobody gave the seed: the program drew it
    stopping: StoppingRecord | None = None  # for a run whose number of replicates was found by --until-width
    jobs: int
    draws: int = 0  # posterior draws of the parameters among the replicates; 0: all have the values of the file
    point: bool = False  # all have the one posterior draw nearest the middle
    core: str = SHIPPED_CORE  # whose draws they are, at the base
    draws_asked: str = ""  # --draws of the command, if it was given: the last of the overrides
    versions: dict[str, str]
    host: dict[str, str]

    @property
    def name(self) -> str:
        """Short name, of which the folder is called by default."""
        return str(self.study["name"])

    @property
    def negotiations(self) -> int:
        """Replicates over all points."""
        return self.points * self.replicates

    @property
    def label(self) -> Label:
        """How tables and figures name a run."""
        record = self.scenario
        return Label(
            scenario=record.name,
            title=record.title,
            kind=record.effective_kind,
            seed=self.seed,
            replicates=self.replicates,
            version=self.versions["sma-sim"],
            draws=self.draws,
            core=self.core,
            changes=record.changes,
            limits=tuple(record.limits),
            point=self.point,
        )

    def differences(self, other: Manifest, sized: bool = True) -> list[str]:
        """Where another differs from this one, in words: what is there, then what was asked for.

        `sized` : whether the number of replicates asked for is known already
        """
        found = [] if self.kind == other.kind else [f"a {self.kind} there, a {other.kind} asked for"]
        if self.scenario.sha256 != other.scenario.sha256:
            found.append(f"scenario {self.scenario.sha256[:12]} there, {other.scenario.sha256[:12]} asked for")
        loose = _LOOSE if sized else (*_LOOSE, "replicates")
        for key, value in other.study.items():
            before = self.study.get(key)
            if key not in loose and (key != "name" or self.kind == "sweep") and before != value:
                found.append(f"{key} {_short(before)} there, {_short(value)} asked for")
        found += _differing_factors(self.study["factors"], other.study["factors"])
        if not found and self.design_sha256 != other.design_sha256:
            found.append(f"points {self.design_sha256[:12]} there, {other.design_sha256[:12]} asked for (the file of"
                         " points, or another version of SciPy or SALib)")  # fmt: skip
        drawn = POSTERIOR in other.versions
        return [
            *found,
            *(f"{name} {there} there, {now} now" for name, there, now in other_versions(self.versions, drawn)),
        ]

    def caption(self, failed: int = 0) -> str:
        """Which sweep it is, for tables and figures: what it is, its factors, and what is set at every point.

        `failed` : points that could not be run
        """
        study = self.study
        without = f", {failed:,} of them not run" if failed else ""
        factors = [factor["name"] for factor in study["factors"]]
        many = f"{len(factors)} factors" if len(factors) > MOST_CHANGES else f"varied: {', '.join(factors)}"
        parts = (
            f"{study['name']}: {study['title']}",
            self.scenario.effective_kind,
            f"{study['design']} design",
            f"{counted(self.points, 'point')} of {counted(self.replicates, 'replicate')}{without}",
            f"seed {self.seed}",
            many,
            parameter_words(self.draws, self.core, self.point),
            *said_of(self.scenario.changes, tuple(self.scenario.limits)),
            f"sma-sim {self.versions['sma-sim']}",
        )
        return " · ".join(parts)

    def placed(self, folder: Path) -> Manifest:
        """The same with its files named from the folder of the results, wherever that is read from."""
        scenario = self.scenario.model_copy(update={"file": _relative(self.scenario.file, folder)})
        return self.model_copy(update={"study_file": _relative(self.study_file, folder), "scenario": scenario})

    def again(self, folder: Path) -> str:
        """What to do to go on in a folder, or to mend it: a command, or words where its study is not where it was."""
        out = seen_from_here(folder)
        if self.kind == "run":
            return command("run", out / MANIFEST)
        file = folder / self.study_file
        asked = ("--draws", self.draws_asked) if self.draws_asked else ()
        if same_text(file.stem, self.study_text) and located(file.stem) != Path(file.stem):
            return command("sweep", file.stem, *asked, "--out", out)
        if file.exists():
            return command("sweep", seen_from_here(file), *asked, "--out", out)
        return (
            f"{command('sweep', 'STUDY.toml', *asked, '--out', out)}, with the study in place of STUDY.toml: it is not"
            f" at {file.resolve()} now; its text is study_text in {out / MANIFEST}"
        )

    def replay(self, failure: Failure, folder: Path) -> str:
        """Command that runs the world of a failed point on its own, from anywhere."""
        file = folder / self.scenario.file if self.scenario.file else folder / SCENARIO
        words: list[object] = ["run", file.resolve()]
        words += [part for text in self.scenario.overrides for part in ("--set", text)]
        words += [part for text in failure.overrides for part in ("--set", text)]
        words += ["--seed", str(failure.seed), "--replicates", str(failure.first + failure.count)]
        return command(*words, "--out", f"results/{self.name}-point-{failure.point}")


def record_of(base: LoadedScenario, effective_kind: str = "") -> ScenarioRecord:
    """Record of a loaded scenario; `effective_kind` where factors make it another than it is by itself."""
    scenario, file = base.scenario, located(base.path)
    return ScenarioRecord(
        name=scenario.name,
        title=title_of(scenario),
        kind=base.declared_kind,
        effective_kind=effective_kind or base.effective_kind,
        file=str(file) if file.is_file() else "",
        overrides=base.overrides,
        changes=base.named_changes,
        limits=dict(limits_of(scenario)),
        sha256=content_hash(scenario),
        text=canonical_toml(base.resolved),
    )


def manifest_of(
    kind: Kind, loaded: LoadedStudy, design: Design, points: str, record: ScenarioRecord | None = None
) -> Manifest:
    """Manifest of what is to be run.

    Parameters
    ----------
    points : SHA-256 of the table of points
    record : of the base scenario; None makes it from the loaded one
    """
    study, scenario = loaded.study, loaded.base.scenario
    draws = min(draws_of(scenario), study.replicates)
    drawn = draws > 0 or any("parameter_draws" in factor.places for factor in study.factors)
    return Manifest(
        kind=kind,
        scenario=record or record_of(loaded.base, kind_of(loaded)),
        study_file=str(located(loaded.path)) if kind == "sweep" else "",
        study_text=loaded.text,
        study=json.loads(study.model_dump_json()),
        design_sha256=design.digest,
        points=len(design),
        points_sha256=points,
        replicates=study.replicates,
        seed=study.seed,
        jobs=number_of_jobs(len(design), study.replicates),
        draws=draws,
        point=is_point(scenario),
        core=core_of(scenario) if draws else SHIPPED_CORE,
        draws_asked=loaded.draws or "",
        versions=versions(drawn),
        host=host(),
    )


def kind_of(loaded: LoadedStudy) -> str:
    """What a study is: as its base, but counterfactual where a factor sets a fact or a structural parameter."""
    base = loaded.base
    if base.effective_kind != "historical":
        return base.effective_kind
    moves = any(path not in SETTINGS for factor in loaded.study.factors for path in factor.places)
    return "counterfactual" if moves else "historical"


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
    """Manifest of the run or sweep in a folder.

    Raises
    ------
    StorageError : there is none, or it is damaged
    MismatchError : an older version wrote it
    """
    path, text = folder / MANIFEST, manifest_text(folder, "run or sweep")
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        _refuse_older(folder, text)
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise StorageError(f"{path}: not the manifest of a run or a sweep: {where}: {first['msg']}.") from error


def _refuse_older(folder: Path, text: str) -> None:
    """Tell of a folder as versions wrote it that kept runs and sweeps apart: which it is, and how to have it anew."""
    with suppress(ValueError):
        there = json.loads(text)
        if not isinstance(there, dict) or there.get("format") != 1:
            return
        out = f"{seen_from_here(folder)}-again"
        if there.get("kind") == "sweep":
            what, again = "sweep", command("sweep", "STUDY.toml", "--out", out)
        elif "wall_seconds" in there:
            size = ("--seed", there.get("seed"), "--replicates", there.get("replicates"))
            what, again = "run", command("run", seen_from_here(folder) / SCENARIO, *size, "--out", out)
        else:
            return
        made = dict(there.get("versions") or {})
        raise MismatchError(
            f"{folder}: holds a {what} that an older version wrote (sma-sim {made.get('sma-sim', 'unknown')}, sources"
            f" {made.get('sources', 'unknown')}), in files that this one does not read. Read it with that version, or"
            f" make it anew: {again}"
        )


def study_of(manifest: Manifest) -> Study:
    """The study, as it was run; that of a run has no factors."""
    fields = dict(manifest.study)
    fields["factors"] = [
        {key: _dates(value) if factor["kind"] == "date" and key in ("values", "range") else value
         for key, value in factor.items()}
        for factor in fields["factors"]
    ]  # fmt: skip
    return Study.model_validate(fields)


def _dates(values: Any) -> Any:
    return None if values is None else [date.fromisoformat(value) for value in values]


def _differing_factors(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[str]:
    there, asked = ({factor["name"]: factor for factor in side} for side in (before, now))
    found = [f"factor {name} there only" for name in there.keys() - asked.keys()]
    found += [f"factor {name} asked for only" for name in asked.keys() - there.keys()]
    for name in [name for name in there if name in asked]:
        for key, value in asked[name].items():
            if there[name].get(key) != value:
                found.append(f"{key} of factor {name} {_short(there[name].get(key))} there, {_short(value)} asked for")
    return sorted(found)[:10]


def _relative(file: str, folder: Path) -> str:
    """A file's name as seen from a folder; as it is where there is no way, as between drives."""
    with suppress(ValueError):
        return Path(os.path.relpath(Path(file).resolve(), folder.resolve())).as_posix() if file else ""
    return file


def _short(value: Any) -> str:
    return quoted(json.dumps(value), 80)[1:-1]
