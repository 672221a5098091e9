"""The manifest of a sweep: everything needed to run it again, to read it, and to tell it from another."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.analysis.limits import limits_of
from sim.analysis.setting import MOST_CHANGES, parameter_words, said_of
from sim.errors import StorageError
from sim.experiments.designs import Design
from sim.experiments.jobs import Failure, number_of_jobs
from sim.experiments.manifest import MANIFEST, OUTCOMES, POSTERIOR, bytes_depend_on, host, manifest_text, versions
from sim.experiments.remedies import command, seen_from_here
from sim.experiments.study import Study
from sim.experiments.study_file import LoadedStudy
from sim.posterior.cores import SHIPPED_CORE, core_of
from sim.posterior.draws import draws_of
from sim.scenario.identity import content_hash
from sim.scenario.layers import SETTINGS
from sim.scenario.problems import counted, quoted
from sim.scenario.shipped import located, same_text
from sim.scenario.write import canonical_toml

_LOOSE = ("title", "scenario", "csv", "factors", "set", "leave_out")  # told apart by hashes, or of no consequence


class SweepManifest(BaseModel):
    """What a sweep is. Nothing in it changes once it stands."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    format: Literal[1] = 1
    kind: Literal["sweep"] = "sweep"
    study_file: str  # relative to the folder of the sweep, as is `scenario_file`
    study_text: str
    study: dict[str, Any]  # every key, defaults filled in
    scenario_name: str
    scenario_title: str
    scenario_kind: str  # declared by the files of the base scenario
    effective_kind: str = ""  # what the sweep is, overrides and factors taken into account
    scenario_file: str
    scenario_overrides: list[str]
    draws_asked: str = ""  # --draws of the command, if it was given: the last of the overrides
    scenario_sha256: str
    scenario_text: str  # the base scenario, whole in itself
    design_sha256: str
    points: int = Field(ge=1)
    points_sha256: str
    replicates: int = Field(ge=1)
    seed: int = Field(ge=0)
    jobs: int
    draws: int = 0  # posterior draws of the parameters among the replicates; 0: all have the base's central set
    core: str = SHIPPED_CORE  # whose draws they are, at the base
    changes: list[str] = []  # what is set at every point, as `path=value`
    limits: dict[str, str] = {}  # what is known beforehand about how far the base may be believed
    versions: dict[str, str]
    host: dict[str, str]

    @property
    def negotiations(self) -> int:
        return self.points * self.replicates

    def differences(self, other: SweepManifest) -> list[str]:
        """Where another sweep differs from this one, in words: what is there, then what was asked for."""
        found = []
        if self.scenario_sha256 != other.scenario_sha256:
            found.append(f"scenario {self.scenario_sha256[:12]} there, {other.scenario_sha256[:12]} asked for")
        for key, value in other.study.items():
            before = self.study.get(key)
            if key not in _LOOSE and before != value:
                found.append(f"{key} {_short(before)} there, {_short(value)} asked for")
        found += _differing_factors(self.study["factors"], other.study["factors"])
        if not found and self.design_sha256 != other.design_sha256:
            found.append(f"points {self.design_sha256[:12]} there, {other.design_sha256[:12]} asked for (the file of"
                         " points, or another version of SciPy or SALib)")  # fmt: skip
        for name, version in bytes_depend_on(POSTERIOR in other.versions):
            if self.versions.get(name) != version:
                found.append(f"{name} {self.versions.get(name, 'unknown')} there, {version} now")
        return found

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
            *((self.effective_kind,) if self.effective_kind else ()),
            f"{study['design']} design",
            f"{counted(self.points, 'point')} of {counted(self.replicates, 'replicate')}{without}",
            f"seed {self.seed}",
            many,
            parameter_words(self.draws, self.core),
            *said_of(self.changes, tuple(self.limits)),
            f"sma-sim {self.versions['sma-sim']}",
        )
        return " · ".join(parts)

    def placed(self, folder: Path) -> SweepManifest:
        """The same with its files named from the folder of the sweep, wherever that is read from."""
        names = {name: _relative(getattr(self, name), folder) for name in ("study_file", "scenario_file")}
        return self.model_copy(update=names)

    def again(self, folder: Path) -> str:
        """What to do to go on with the sweep in a folder: a command, or words where its study is not where it was."""
        file = folder / self.study_file
        out = seen_from_here(folder)
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
        """Command that runs the world of a failed point of the sweep in a folder on its own, from anywhere."""
        words: list[object] = ["run", (folder / self.scenario_file).resolve()]
        words += [part for text in self.scenario_overrides for part in ("--set", text)]
        words += [part for text in failure.overrides for part in ("--set", text)]
        words += [] if POSTERIOR in self.versions else ["--point"]
        words += ["--seed", str(failure.seed), "--replicates", str(failure.first + failure.count)]
        return command(*words, "--out", f"results/{self.study['name']}-point-{failure.point}")


def _relative(file: str, folder: Path) -> str:
    """A file's name as seen from a folder; as it is where there is no way, as between drives."""
    with suppress(ValueError):
        return Path(os.path.relpath(Path(file).resolve(), folder.resolve())).as_posix()
    return file


def manifest_of(loaded: LoadedStudy, design: Design, points: str) -> SweepManifest:
    """Manifest of a sweep that is to be run; `points` is the SHA-256 of the table of points."""
    study, base = loaded.study, loaded.base
    draws = min(draws_of(base.scenario), study.replicates)
    drawn = draws > 0 or any("parameter_draws" in factor.places for factor in study.factors)
    return SweepManifest(
        study_file=str(located(loaded.path)),
        study_text=loaded.text,
        study=json.loads(study.model_dump_json()),
        scenario_name=base.scenario.name,
        scenario_title=base.scenario.title,
        scenario_kind=base.declared_kind,
        effective_kind=kind_of(loaded),
        scenario_file=str(base.path),
        scenario_overrides=list(base.overrides),
        draws_asked=loaded.draws or "",
        scenario_sha256=content_hash(base.scenario),
        scenario_text=canonical_toml(base.resolved),
        design_sha256=design.digest,
        points=len(design),
        points_sha256=points,
        replicates=study.replicates,
        seed=study.seed,
        jobs=number_of_jobs(len(design), study.replicates),
        draws=draws,
        core=core_of(base.scenario) if draws else SHIPPED_CORE,
        changes=list(base.named_changes),
        limits=dict(limits_of(base.scenario)),
        versions=versions(drawn),
        host=host(),
    )


def kind_of(loaded: LoadedStudy) -> str:
    """What a sweep is: as its base, but counterfactual where a factor sets a fact or a structural parameter."""
    base = loaded.base
    if base.effective_kind != "historical":
        return base.effective_kind
    moves = any(path not in SETTINGS for factor in loaded.study.factors for path in factor.places)
    return "counterfactual" if moves else "historical"


def read_sweep_manifest(folder: Path) -> SweepManifest:
    """Manifest of the sweep in a folder."""
    path, text = folder / MANIFEST, manifest_text(folder, "sweep")
    try:
        return SweepManifest.model_validate_json(text)
    except ValidationError as error:
        if (folder / OUTCOMES).exists():
            raise StorageError(
                f"{folder}: holds one run of `sma run`, not a sweep. Read it with"
                f" pandas.read_parquet({str(folder / OUTCOMES)!r}), or repeat it:"
                f" {command('run', seen_from_here(folder))}"
            ) from None
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise StorageError(f"{path}: not the manifest of a sweep: {where}: {first['msg']}.") from error


def study_of(manifest: SweepManifest) -> Study:
    """The study of a sweep, as it was run."""
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


def _short(value: Any) -> str:
    return quoted(json.dumps(value), 80)[1:-1]
