"""One scenario many times, its outcomes kept in memory: what `sma run` does, for Python."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from sim.analysis.setting import Label, setting_of
from sim.analysis.summary import Summary, summarise
from sim.answers.answers import Answers, answers
from sim.engine.batch import simulate
from sim.engine.loop import Decisions
from sim.errors import Interrupted, MismatchError
from sim.experiments.columns import frame_of, names_of, record_batch, schema
from sim.experiments.executors import Progress, RealArray, all_workers, in_order
from sim.experiments.jobs import Done, Job, World, stored_rows
from sim.experiments.plan import Plan, plan_run
from sim.experiments.run import run_plan
from sim.history.beside import recorded_beside, why_no_record
from sim.outcome import NAMES
from sim.prepare import prepare
from sim.scenario.load import Draws, LoadedScenario, load_scenario, load_scenario_text, override_scenario, with_draws
from sim.scenario.schema import Scenario
from sim.scenario.write import scenario_toml
from sim.words import Language

Stop = Callable[[], bool]


@dataclass(frozen=True)
class Run:
    """A run in memory.

    Attributes
    ----------
    plan : what was run: scenario, seed, replicates
    frame : outcomes, one row a replicate, in the columns and units of docs/columns.md, as a stored run gives them:
        names are categories, a whole number that may be missing is a real one, with NaN where it is
    label : which run it is, as captions say it: `label.line()`
    summary : how often what happened, what was settled and when, and the record among it; `summary.as_json()`
    sentences : when they sign, at what sum, how long there is no agreement, in words
    """

    plan: Plan
    _rows: pa.RecordBatch = field(repr=False)
    decisions: tuple[str, ...] = ()  # those that are not the rules' own, by name

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a replicate."""
        return frame_of(self._rows)

    @property
    def label(self) -> Label:
        """Scenario, kind, seed, replicates, draws and changes, decisions of one's own among them."""
        if not self.decisions:
            return self.plan.label
        changes = (*self.plan.label.changes, f"decisions={'+'.join(self.decisions)}")
        return replace(self.plan.label, kind="counterfactual", changes=changes)

    @cached_property
    def summary(self) -> Summary:
        """What `sma run` prints."""
        scenario = self.plan.scenario
        record, why = recorded_beside(scenario), why_no_record(scenario)
        return summarise(self.frame, self.label, setting_of(scenario), record, why)

    def answers(self, language: Language = "en") -> Answers:
        """The three answers as data and sentences: when they sign, at what sum, how long there is no agreement."""
        return answers(self.frame, self.plan.scenario, self.label, language)

    @property
    def sentences(self) -> tuple[str, str, str]:
        """The three answers as text."""
        return self.answers().sentences

    def __str__(self) -> str:
        return "\n".join((self.label.line(), *self.sentences))

    def _repr_html_(self) -> str:
        """How a notebook shows it: the three answers, each with its figure."""
        from sim.display.html import answers_html  # draws: only where it is shown

        return answers_html([self.answers()], [""])

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all outcomes, the same that `complete.json` of a stored run has."""
        digests = (stored_rows(job, self._rows.slice(job.first, job.count)).digest for job in self._jobs())
        return hashlib.sha256("".join(digests).encode()).hexdigest()

    def _jobs(self) -> Iterator[Job]:
        return (self.plan.job(slot) for slot in self.plan.slots)

    def save(self, folder: str | Path) -> Path:
        """Leave the run in a folder as `sma run --out` does: `sim.load_results` reads it, `sma run FOLDER` repeats it.

        Raises
        ------
        MismatchError : the folder holds another run, or something else; or decisions of one's own were given, which a
            folder could not repeat
        StorageError, BusyError : it cannot be written, or another process is writing to it
        """

        if self.decisions:
            raise MismatchError(
                f"{self.plan.record.name}: was run with decisions of one's own ({', '.join(self.decisions)}), which a"
                " folder of results could not repeat. Keep the table instead, as in run.frame.to_parquet(FILE)."
            )

        def stored(_: World, jobs: Iterable[Job]) -> Generator[Done, None, None]:
            return (stored_rows(job, self._rows.slice(job.first, job.count)) for job in jobs)

        return run_plan(self.plan, Path(folder), stored).folder


def run(
    scenario: str | Path | LoadedScenario | Scenario,
    set: Sequence[str] = (),
    replicates: int = 10_000,
    seed: int | None = None,
    draws: Draws | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    workers: int | None = None,
    decisions: Decisions | None = None,
) -> Run:
    """Run a scenario many times, as `sma run` does, and keep the outcomes in memory.

    Parameters
    ----------
    scenario : a file, the name of a shipped scenario such as "sma11", or a scenario that was loaded or made in code
    set : overrides, `path=value` each, as for --set
    replicates : how many, numbered from 0
    seed : 0 to 2**63 - 1; None draws one, which `label` tells
    draws : "posterior" gives each replicate its posterior draw of the parameters, "point" the one nearest the middle
        to all, "central" the values of the parameters file; None leaves it to the scenario
    progress : told how many replicates are done, and of how many
    stop : asked now and then, from any thread; True ends the run with `Interrupted`
    workers : threads, which do not change the outcomes; None means one for each processor
    decisions : functions that decide instead of the rules, by name (docs/agents.md); they are compiled

    Raises
    ------
    ScenarioError : scenario, override or argument cannot be used
    AgentError : a decision cannot be used, or gave an answer that is of no use; it says which, when and what
    Interrupted : `stop` said so

    Examples
    --------
    >>> import sim
    >>> sim.run("sma11", replicates=3, seed=1, draws="point").frame["agreed"].tolist()
    [True, True, True]
    """
    plan = plan_run(_loaded(scenario, set, draws), replicates, seed)
    prepared = prepare(plan.scenario)
    simulate(prepared, plan.seed, 0, 1, decisions=decisions)  # compiled once, in this thread

    def fill(first: int, rows: RealArray) -> None:
        if stop is not None and stop():
            raise Interrupted(f"{plan.record.name}: stopped; nothing of the run was kept.")
        simulate(prepared, plan.seed, first, len(rows), rows, decisions)

    parts = [rows.copy() for rows in in_order(fill, replicates, len(NAMES), workers or all_workers(), progress)]
    batch = record_batch(np.concatenate(parts), names_of(prepared.administrations), schema({}))
    return Run(plan, batch, tuple(decisions or ()))


def _loaded(
    given: str | Path | LoadedScenario | Scenario, changes: Sequence[str], draws: Draws | None
) -> LoadedScenario:
    """A scenario in any of its forms, loaded with overrides."""
    if isinstance(given, str | Path):
        return load_scenario(given, changes, draws)
    overrides = with_draws(changes, draws)
    if isinstance(given, LoadedScenario):
        return override_scenario(given, overrides)
    return load_scenario_text(scenario_toml(given), given.name, overrides)
