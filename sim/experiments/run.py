"""One experiment of many replicates, from a loaded scenario or from the manifest of an earlier run to a folder."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sim.analysis.limits import limits_of
from sim.analysis.setting import Label, setting_of
from sim.analysis.summary import Summary, summarise
from sim.analysis.tables import Outcomes
from sim.draws import MOST_SEED
from sim.engine.batch import simulate
from sim.errors import MismatchError, ScenarioError
from sim.experiments.columns import MOST_REPLICATES
from sim.experiments.executors import Progress, RealArray, all_workers, in_order
from sim.experiments.folder import described, seal, staged_run
from sim.experiments.manifest import (
    MANIFEST,
    OUTCOMES,
    SCENARIO,
    SUMMARY,
    Identity,
    Manifest,
    ScenarioRecord,
    StoppingRecord,
    check_versions,
    host,
    read_manifest,
    versions,
)
from sim.experiments.store import OutcomeFile, OutcomeWriter, sha256
from sim.history.beside import recorded_beside, why_no_record
from sim.outcome import NAMES
from sim.posterior.cores import SHIPPED_CORE, core_of
from sim.posterior.draws import draws_of
from sim.prepare import prepare
from sim.scenario.as_of import title_of
from sim.scenario.identity import content_hash
from sim.scenario.load import LoadedScenario, load_scenario_text
from sim.scenario.schema import Scenario
from sim.scenario.write import canonical_toml
from sim.version import VERSION

Finish = Callable[[Path, Outcomes, Summary], None]


@dataclass(frozen=True)
class Plan:
    """What is to be run: everything that decides the numbers, and how it came about."""

    scenario: Scenario
    record: ScenarioRecord
    seed: int
    seed_drawn: bool
    replicates: int
    repeats: Manifest | None = None  # the run of which this must give the same bytes
    stopping: StoppingRecord | None = None  # how the number of replicates was found, where nobody gave it

    @property
    def identity(self) -> Identity:
        """What makes it this run and no other."""
        return Identity(self.record.sha256, self.seed, self.replicates)

    @property
    def label(self) -> Label:
        """How tables and figures name it."""
        record = self.record
        draws = min(draws_of(self.scenario), self.replicates)
        return Label(
            scenario=record.name,
            title=record.title,
            kind=record.effective_kind,
            seed=self.seed,
            replicates=self.replicates,
            version=VERSION,
            draws=draws,
            core=core_of(self.scenario) if draws else SHIPPED_CORE,
            changes=record.changes,
            limits=tuple(record.limits),
        )


@dataclass(frozen=True)
class Finished:
    """A run that stands in its folder."""

    folder: Path
    manifest: Manifest
    summary: Summary


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
    scenario = loaded.scenario
    record = ScenarioRecord(
        name=scenario.name,
        title=title_of(scenario),
        kind=loaded.declared_kind,
        effective_kind=loaded.effective_kind,
        overrides=loaded.overrides,
        changes=loaded.named_changes,
        limits=dict(limits_of(scenario)),
        sha256=content_hash(scenario),
        text=canonical_toml(loaded.resolved),
    )
    drawn = secrets.randbits(32) if seed is None else seed
    return Plan(scenario, record, drawn, seed is None, replicates)


def plan_repeat(folder: Path) -> Plan:
    """Plan that repeats the run in a folder from its manifest alone, to the same bytes or not at all."""
    manifest = read_manifest(folder)
    check_versions(manifest, folder)
    scenario = load_scenario_text(manifest.scenario.text, str(folder / MANIFEST)).scenario
    if content_hash(scenario) != manifest.scenario.sha256:
        raise MismatchError(
            f"{folder / MANIFEST}: its scenario text is not the one that was run: the SHA-256 differs."
            " The file was changed; run the scenario afresh."
        )
    return Plan(
        scenario,
        manifest.scenario,
        manifest.seed,
        manifest.seed_drawn,
        manifest.replicates,
        manifest,
        manifest.stopping,
    )


def run_experiment(
    plan: Plan,
    folder: Path,
    workers: int | None = None,
    progress: Progress | None = None,
    finish: Finish | None = None,
) -> Finished:
    """Run a plan and leave its outcomes, summary, scenario and manifest in a folder.

    The folder is written beside its place and swapped in whole. The bytes of the outcomes depend on the plan and the
    program's version, not on `workers`.

    Parameters
    ----------
    plan : from `plan_run` or `plan_repeat`
    folder : where the results are to stand; only the same run may stand there already
    workers : threads; None means one for each processor
    progress : told how many replicates are done, and of how many
    finish : tells what was found, and adds files, such as figures, to the folder before it takes its place
    """
    started = time.monotonic()
    threads = workers or all_workers()
    with staged_run(folder, plan.identity) as stage:
        outcomes = _simulated(plan, stage / OUTCOMES, threads, progress)
        _check_repeat(plan, stage / OUTCOMES)
        record, why = recorded_beside(plan.scenario), why_no_record(plan.scenario)
        summary = summarise(outcomes, plan.label, setting_of(plan.scenario), record, why)
        if finish is not None:
            finish(stage, outcomes, summary)
        _write(stage / SUMMARY, json.dumps(summary.as_json(), indent=2, ensure_ascii=False, allow_nan=False) + "\n")
        _write(stage / SCENARIO, plan.record.text)
        manifest = Manifest(
            format=1,
            scenario=plan.record,
            seed=plan.seed,
            seed_drawn=plan.seed_drawn,
            replicates=plan.replicates,
            stopping=plan.stopping,
            versions=versions(drawn=plan.scenario.parameter_draws == "posterior"),
            host=host(),
            workers=threads,
            wall_seconds=round(time.monotonic() - started, 3),
            files=described(stage),
        )
        seal(stage, manifest)
    return Finished(folder, manifest, summary)


def _simulated(plan: Plan, path: Path, workers: int, progress: Progress | None) -> OutcomeFile:
    """All replicates, in a file."""
    prepared = prepare(plan.scenario)
    # One replicate first, in this thread: compiling can then be stopped by a signal, and is done only once.
    simulate(prepared, plan.seed, 0, 1)

    def fill(first: int, rows: RealArray) -> None:
        simulate(prepared, plan.seed, first, len(rows), rows)

    facts = {
        "scenario": plan.record.name,
        "scenario_sha256": plan.record.sha256,
        "seed": str(plan.seed),
        "replicates": str(plan.replicates),
    }
    writer = OutcomeWriter(path, prepared.administrations, facts)
    groups = in_order(fill, plan.replicates, len(NAMES), workers, progress)
    with closing(writer), closing(groups):
        for rows in groups:
            writer.write(rows)
    return OutcomeFile(path)


def _check_repeat(plan: Plan, path: Path) -> None:
    """Refuse a repeat that gave other bytes than the run it repeats, before it takes that run's place."""
    if plan.repeats is None:
        return
    before, now = plan.repeats.files[OUTCOMES].sha256, sha256(path)
    if before != now:
        raise MismatchError(
            f"{plan.record.name}: the repeat gave other outcomes than the run it repeats (SHA-256 {now[:16]}…, not"
            f" {before[:16]}…), though the versions agree. The old results were kept. Either they were made on a"
            " machine that rounds differently, or the record or the program was changed without a new version."
        )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
