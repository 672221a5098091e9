"""What a report is made of: a run, in memory or in a folder, with its scenario, its manifest and its digest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.analysis.setting import Label
from sim.answers.pair import World
from sim.errors import ScenarioError
from sim.experiments.folder import MANIFEST
from sim.experiments.in_memory import Run
from sim.experiments.manifest import Manifest, read_manifest
from sim.experiments.plan import Plan, plan_run
from sim.experiments.results import load_results
from sim.experiments.versions import POSTERIOR, other_versions
from sim.scenario.load import LoadedScenario, load_scenario_text
from sim.scenario.schema import Scenario
from sim.scenario.shipped import shipped_files


@dataclass(frozen=True)
class Source:
    """A run to report.

    Attributes
    ----------
    frame : its outcomes
    loaded : its scenario
    manifest : what was run
    digest : SHA-256 of the outcomes, as `complete.json` has it
    name : of the scenario as a user would give it: a shipped one by name, a file without its folder
    same_program : whether this version of the program made it, and would again
    """

    frame: pd.DataFrame
    loaded: LoadedScenario
    manifest: Manifest
    digest: str
    name: str
    same_program: bool = True

    @property
    def scenario(self) -> Scenario:
        """The scenario that was run."""
        return self.loaded.scenario

    @property
    def label(self) -> Label:
        """Which run it is."""
        return self.manifest.label

    @property
    def world(self) -> World:
        """The run as a comparison takes it."""
        return World(self.frame, self.scenario, self.label)

    @property
    def portable(self) -> Manifest:
        """The manifest without the places of files, which are of no use to another reader and none of his business."""
        record = self.manifest.scenario.model_copy(update={"file": ""})
        study = {**self.manifest.study, "scenario": self.name}
        return self.manifest.model_copy(update={"scenario": record, "study": study})

    def command(self) -> list[str]:
        """Words of the command that runs it again."""
        record = self.manifest.scenario
        sets = [part for text in record.overrides for part in ("--set", text)]
        size = ["--replicates", str(self.manifest.replicates), "--seed", str(self.manifest.seed)]
        return ["sma", "run", self.name, *sets, *size]

    def trace_command(self, replicate: str = "NUMBER") -> list[str]:
        """Words of the command that tells one of its negotiations."""
        sets = [part for text in self.manifest.scenario.overrides for part in ("--set", text)]
        return ["sma", "trace", self.name, *sets, "--seed", str(self.manifest.seed), "--replicate", replicate]


def source_of_run(run: Run) -> Source:
    """A run in memory."""
    return Source(run.frame, run.plan.loaded.base, run.plan.manifest, run.digest, _named(run.plan.manifest))


def source_of_folder(folder: Path) -> Source:
    """A stored run, every file of it verified.

    Raises
    ------
    ScenarioError : the folder holds a sweep
    StorageError, MismatchError : it cannot be read, is damaged or not finished
    """
    manifest = read_manifest(folder)
    if manifest.kind == "sweep":
        raise ScenarioError(
            f"{folder}: holds a sweep, and a report is of one run. Report a scenario of it, as in `sma report sma11`."
        )
    results = load_results(folder)
    loaded = load_scenario_text(manifest.scenario.text, str(folder / MANIFEST))
    same = not list(other_versions(manifest.versions, POSTERIOR in manifest.versions))
    return Source(results.frame, loaded, manifest, results.digest, _named(manifest), same)


def check_pair(base: Source, other: Source) -> None:
    """Refuse two runs that do not share their luck before anything is made of them."""
    mine, theirs = ((each.manifest.seed, each.manifest.replicates) for each in (base, other))
    if mine != theirs:
        raise ScenarioError(
            f"{other.name}: seed {theirs[0]} and {theirs[1]:,} replicates, where {base.name} has {mine[0]} and"
            f" {mine[1]:,}: they do not share their luck. Run both with the same --seed and --replicates."
        )
    if base.manifest.scenario.sha256 == other.manifest.scenario.sha256:
        raise ScenarioError(
            f"{other.name}: the same world as {base.name}: nothing in it differs. Change or leave it out."
        )


def plan_again(source: Source) -> Plan:
    """Plan of the same run, for what is found by playing it again."""
    return plan_run(source.loaded, source.manifest.replicates, source.manifest.seed)


def _named(manifest: Manifest) -> str:
    """What a user calls the scenario of a manifest: a shipped one by its name, a file without its folder."""
    record = manifest.scenario
    file = Path(record.file).name
    return record.name if not file or Path(file).stem in shipped_files() else file
