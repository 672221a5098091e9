"""What is to be run: the points of a study, or one scenario as a study of one point; all that decides the numbers."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.analysis.setting import Label
from sim.draws import MOST_SEED
from sim.errors import MismatchError, ScenarioError
from sim.experiments.columns import MOST_REPLICATES
from sim.experiments.designs import Design, design_of
from sim.experiments.folder import MANIFEST
from sim.experiments.jobs import Job, Slot, World, job_at, slots_of
from sim.experiments.manifest import (
    SCENARIO,
    Kind,
    Manifest,
    ScenarioRecord,
    StoppingRecord,
    manifest_of,
    read_manifest,
    study_of,
)
from sim.experiments.remedies import command, seen_from_here
from sim.experiments.store import read_complete, read_journal
from sim.experiments.study import Study
from sim.experiments.study_file import LoadedStudy, load_study
from sim.experiments.versions import POSTERIOR, bytes_depend_on, other_versions
from sim.outcome import NAMES
from sim.scenario.as_of import title_of
from sim.scenario.identity import content_hash
from sim.scenario.load import LoadedScenario, load_scenario_text
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Plan:
    """What is to be run.

    Attributes
    ----------
    loaded, design : the study and its points
    table : the points as a file
    manifest : which run or sweep it is
    repeats : for the repeat of a run, the digest of each of its jobs, which must come out again
    """

    loaded: LoadedStudy
    design: Design
    table: bytes = field(repr=False)
    manifest: Manifest
    repeats: Mapping[str, str] | None = None

    @property
    def world(self) -> World:
        """What its jobs share."""
        drawn = POSTERIOR in self.manifest.versions
        return World(self.manifest.scenario.text, self.loaded.study.outputs, bytes_depend_on(drawn))

    @property
    def slots(self) -> list[Slot]:
        """Places of all its jobs, in order."""
        return list(slots_of(self.design, self.manifest.scenario.sha256))

    def job(self, slot: Slot) -> Job:
        """The job of a slot."""
        return job_at(self.design, slot)

    @property
    def scenario(self) -> Scenario:
        """The scenario of a run, or the base of a sweep."""
        return self.loaded.base.scenario

    @property
    def record(self) -> ScenarioRecord:
        """What the manifest says of it."""
        return self.manifest.scenario

    @property
    def name(self) -> str:
        """Short name, of which the folder is called by default."""
        return self.manifest.name

    @property
    def seed(self) -> int:
        """Seed of all randomness."""
        return self.manifest.seed

    @property
    def replicates(self) -> int:
        """Negotiations at each point."""
        return self.manifest.replicates

    @property
    def label(self) -> Label:
        """How tables and figures name a run."""
        return self.manifest.label

    def sized(self, replicates: int, stopping: StoppingRecord) -> Plan:
        """The same run with as many replicates as were found to be needed."""
        found = plan_run(self.loaded.base, replicates, self.seed)
        added = {"seed_drawn": self.manifest.seed_drawn, "stopping": stopping}
        return replace(found, manifest=found.manifest.model_copy(update=added))


def plan_sweep(study: str | Path | LoadedStudy) -> Plan:
    """Plan of a study, or of the file of one.

    Raises
    ------
    ScenarioProblems : faults of the file, each with its place
    """
    return _planned("sweep", study if isinstance(study, LoadedStudy) else load_study(study))


def plan_run(loaded: LoadedScenario, replicates: int = 10_000, seed: int | None = None) -> Plan:
    """Plan of a new run.

    Parameters
    ----------
    loaded : scenario with its overrides
    replicates : numbered from 0
    seed : None alone means that one is drawn; it is recorded like one that was given
    """
    if not 1 <= replicates <= MOST_REPLICATES:
        raise ScenarioError(f"replicates: found {replicates}; allowed: 1 to {MOST_REPLICATES:,}.")
    if seed is not None and not 0 <= seed <= MOST_SEED:
        raise ScenarioError(f"seed: found {seed}; allowed: 0 to {MOST_SEED}.")
    drawn = secrets.randbits(32) if seed is None else seed
    found = _planned("run", _one_point(loaded, replicates, drawn))
    return replace(found, manifest=found.manifest.model_copy(update={"seed_drawn": seed is None}))


def plan_repeat(folder: Path) -> Plan:
    """Plan that repeats the run in a folder from its manifest alone, to the same bytes or not at all.

    A run that was stopped is gone on with.
    """
    manifest = read_manifest(folder)
    if manifest.kind == "sweep":
        raise ScenarioError(
            f"{folder}: holds a sweep, and `sma run` repeats runs. Go on with it: {manifest.again(folder)}"
        )
    _check_versions(manifest, folder)
    loaded = load_scenario_text(manifest.scenario.text, str(folder / MANIFEST))
    if content_hash(loaded.scenario) != manifest.scenario.sha256:
        raise MismatchError(
            f"{folder / MANIFEST}: its scenario text is not the one that was run: the SHA-256 differs."
            " The file was changed; run the scenario afresh."
        )
    found = _planned("run", LoadedStudy(study_of(manifest), loaded.path, "", loaded), manifest.scenario)
    kept = {"seed_drawn": manifest.seed_drawn, "stopping": manifest.stopping}
    records = read_journal(folder)[0] if read_complete(folder) is not None else {}
    digests = {each.id: each.digest for each in records.values() if not each.failures}
    return replace(found, manifest=found.manifest.model_copy(update=kept), repeats=digests or None)


def _one_point(base: LoadedScenario, replicates: int, seed: int) -> LoadedStudy:
    """A scenario as a study without factors, which keeps all outcomes."""
    study = Study(
        name=base.scenario.name,
        title=title_of(base.scenario),
        scenario=str(base.path),
        set=base.overrides,
        design="grid",
        replicates=replicates,
        seed=seed,
        outputs=tuple(name for name in NAMES if name != "replicate"),
        factors=(),
    )
    return LoadedStudy(study, base.path, "", base)


def _planned(kind: Kind, loaded: LoadedStudy, record: ScenarioRecord | None = None) -> Plan:
    design = design_of(loaded)
    table = _points_file(design)
    digest = hashlib.sha256(table).hexdigest()
    return Plan(loaded, design, table, manifest_of(kind, loaded, design, digest, record))


def _points_file(design: Design) -> bytes:
    """Table of points as a Parquet file, with the study's factors as the metadata of its columns."""
    table = pa.Table.from_pandas(design.table(), preserve_index=False).replace_schema_metadata(
        {"study": design.study.name, "title": design.study.title}
    )
    stream = BytesIO()
    pq.write_table(table, stream, compression="zstd", write_page_checksum=True)
    return stream.getvalue()


def _check_versions(manifest: Manifest, folder: Path) -> None:
    """Refuse to repeat a run with another version than the one that made it: the numbers could differ unseen."""
    differing = list(other_versions(manifest.versions, POSTERIOR in manifest.versions))
    if not differing:
        return
    place = seen_from_here(folder)
    again = command("run", place / SCENARIO, "--seed", manifest.seed, "--replicates", manifest.replicates,
                    "--out", f"{place}-again")  # fmt: skip
    by, remedy = "by another version", "install the versions it names"
    if [name for name, _, _ in differing] == [POSTERIOR]:
        by, remedy = "with other posterior draws", "put the file of posterior draws it names back"
    told = "; ".join(f"{name} {there} then, {now} now" for name, there, now in differing)
    raise MismatchError(
        f"{manifest.scenario.name}: this run was made {by} ({told})."
        f" To repeat it byte for byte, {remedy}; to run its scenario with this version: {again}"
    )
