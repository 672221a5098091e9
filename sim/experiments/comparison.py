"""The same replicates and seed in several worlds, each set beside the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sim.analysis.compare import AMOUNT, NOTES, changes, paired_differences, to_explain
from sim.analysis.setting import Label, Setting, setting_of
from sim.analysis.shares import Share, share
from sim.answers.answers import answers
from sim.engine.batch import simulate
from sim.errors import ScenarioError
from sim.experiments.columns import frame_of, names_of, record_batch, schema
from sim.experiments.executors import RealArray, all_workers, in_order
from sim.experiments.plan import Plan
from sim.outcome import NAMES
from sim.posterior.draws import draws_of
from sim.prepare import Prepared, prepare
from sim.reasons.played import played
from sim.scenario.schema import Scenario
from sim.stories.divergence import Divergence, divergence
from sim.traces.trace import Trace

MOST_WORLDS = 6  # the base and five others: as many as a figure tells apart
MOST_COMPARED = 1_000_000  # replicates a world, all of them kept in memory
Told = Callable[[int, int], None]  # replicates done, replicates in all, over the worlds


@dataclass(frozen=True)
class Arm:
    """One arm of a comparison: what it is called, its setting, and its outcomes as a reader of results has them."""

    name: str
    label: Label
    setting: Setting
    scenario: Scenario
    outcomes: pd.DataFrame


@dataclass(frozen=True)
class Explained:
    """One replicate that changed, its delay and rise in both worlds, and where its two traces part."""

    replicate: int
    delay: tuple[float, float]
    agreement_day: tuple[float, float]
    rise: tuple[float, float]
    where: Divergence


@dataclass(frozen=True)
class Pair:
    """One world beside the base.

    Attributes
    ----------
    world : the other one
    horizon_day : days from expiry at which both end
    differences : from `sim.analysis.compare.paired_differences`, amounts only where both worlds count in one money
    left_out : why amounts are not compared; empty where they are
    changes : from `sim.analysis.compare.changes`, a row a replicate
    changed : share of the replicates in which the outcome of the talks changed, as `changes` counts it
    explained : a few of them, from the largest fall in delay to the largest growth
    """

    world: Arm
    horizon_day: float
    differences: pd.DataFrame
    changes: pd.DataFrame
    changed: Share
    explained: tuple[Explained, ...]
    left_out: str = ""


@dataclass(frozen=True)
class Comparison:
    """A base and the worlds beside it; all end at the nearest of their horizons, which `notes` tell if they differ."""

    base: Arm
    pairs: tuple[Pair, ...]
    notes: tuple[str, ...] = NOTES

    def __str__(self) -> str:
        columns = ["label", "given", "unit", "base", "other", "difference", "lower", "upper"]
        parts = [f"{heading}\n{table[columns].to_string(index=False)}" for heading, table in self._tables().items()]
        return "\n\n".join((*parts, *self.notes))

    def _repr_html_(self) -> str:
        """How a notebook shows it: the answers of all worlds, and the paired differences.

        Worlds whose own horizons differ were run to the nearest, of which the answers know nothing: they are left out.
        """
        from sim.display.html import answers_html, differences_html  # draws: only where it is shown

        arms = [self.base, *(pair.world for pair in self.pairs)]
        differences = differences_html(self._tables(), self.notes)
        if len({setting_of(each.scenario).horizon_day for each in arms}) > 1:
            return differences
        told = [answers(each.outcomes, each.scenario, each.label) for each in arms]
        return answers_html(told, [each.name for each in arms]) + differences

    def _tables(self) -> dict[str, pd.DataFrame]:
        """Paired differences of each world, by a heading that says how many negotiations changed."""
        return {
            f"{pair.world.name} beside {self.base.name}: the outcome of the talks changed in"
            f" {100 * (pair.changed.share or 0):.0f}%": pair.differences
            for pair in self.pairs
        }


def compare_worlds(
    plans: Sequence[tuple[str, Plan]], explain: int = 5, workers: int | None = None, told: Told | None = None
) -> Comparison:
    """Run worlds under the same luck and set each beside the first.

    Worlds of several horizons all end at the nearest, as what one world holds beyond the end of another is no
    difference between them.

    Parameters
    ----------
    plans : name and plan of each; the first is the base, and all have its seed and number of replicates
    explain : how many changed replicates of each pair to run again with their records, to say where they part
    workers : threads; None means one for each processor
    """
    check_worlds(plans)
    replicates = plans[0][1].replicates
    whole = [prepare(plan.scenario) for _, plan in plans]
    horizons = [int(ready.facts.horizon) - ready.expiry_day for ready in whole]
    late = [name for (name, _), ready in zip(plans, whole, strict=True) if ready.expiry_day + min(horizons) <= 0]
    if late:
        raise ScenarioError(
            f"{', '.join(late)}: the talks open only after the end of another world, {min(horizons):,} days after"
            " expiry. Lengthen its agreement.horizon_years, or leave one of them out."
        )
    prepared = [ready.until(min(horizons)) for ready in whole]
    worlds: list[Arm] = []
    for (name, plan), ready in zip(plans, prepared, strict=True):
        before = len(worlds) * replicates

        def report(done: int, _: int, before: int = before) -> None:
            if told is not None:
                told(before + done, len(plans) * replicates)

        frame = outcomes_of_world(ready, plan, workers or all_workers(), report)
        setting = replace(setting_of(plan.scenario), horizon_day=min(horizons))
        worlds.append(Arm(name, plan.label, setting, plan.scenario, frame))
    seed = plans[0][1].seed
    records: dict[int, Trace] = {}
    pairs = tuple(
        _pair((worlds[0], world), (prepared[0], ready), seed, explain, records)
        for world, ready in zip(worlds[1:], prepared[1:], strict=True)
    )
    return Comparison(worlds[0], pairs, (*_horizon_note(horizons), *NOTES))


def _horizon_note(horizons: Sequence[int]) -> tuple[str, ...]:
    """What to know of worlds that would end on different days."""
    if len(set(horizons)) == 1:
        return ()
    told = ", ".join(f"{day:,}" for day in horizons)
    return (f"Horizons differ ({told} days after expiry): all worlds were run to the nearest, {min(horizons):,} days.",)


def check_worlds(plans: Sequence[tuple[str, Plan]]) -> None:
    """Refuse too few or too many worlds, worlds that are the same, and worlds that do not share their luck."""
    if not 2 <= len(plans) <= MOST_WORLDS:
        raise ScenarioError(
            f"found {len(plans)} world{'s' if len(plans) != 1 else ''} to compare; 2 to {MOST_WORLDS} are allowed. Name"
            " the base first, then further files, or --against PATH=VALUE for a change to the base."
        )
    if plans[0][1].replicates > MOST_COMPARED:
        raise ScenarioError(
            f"replicates: found {plans[0][1].replicates:,}; a comparison keeps all in memory and takes up to"
            f" {MOST_COMPARED:,}."
        )
    base = plans[0][1]
    for _, plan in plans:
        draws_of(plan.scenario)  # posterior draws that are missing are told now
    for name, plan in plans[1:]:
        if (plan.seed, plan.replicates) != (base.seed, base.replicates):
            raise ScenarioError(f"{name}: another seed or number of replicates than the base. Give all the same.")
        if plan.record.sha256 == base.record.sha256:
            raise ScenarioError(f"{name}: the same world as the base: nothing in it differs. Change or leave it out.")


def outcomes_of_world(prepared: Prepared, plan: Plan, workers: int, told: Told | None = None) -> pd.DataFrame:
    """All outcomes of a plan, in memory, in the columns and types of a stored run."""
    simulate(prepared, plan.seed, 0, 1)  # compiled once, in this thread

    def fill(first: int, rows: RealArray) -> None:
        simulate(prepared, plan.seed, first, len(rows), rows)

    parts = [rows.copy() for rows in in_order(fill, plan.replicates, len(NAMES), workers, told)]
    batch = record_batch(np.concatenate(parts), names_of(prepared.administrations), schema({}))
    return frame_of(batch)


def _pair(
    worlds: tuple[Arm, Arm], prepared: tuple[Prepared, Prepared], seed: int, explain: int, records: dict[int, Trace]
) -> Pair:
    base, other = worlds
    horizon = float(base.setting.horizon_day)
    moved = changes(base.outcomes, other.outcomes, horizon)
    shown = []
    for replicate in to_explain(moved, explain):
        if replicate not in records:
            records[replicate] = _record(prepared[0], seed, replicate)
        where = divergence(
            records[replicate], _record(prepared[1], seed, replicate), (base.scenario, other.scenario)
        )  # fmt: skip
        row = moved[moved["replicate"] == replicate].iloc[0]
        values = {
            name: (float(row[f"{name}_base"]), float(row[f"{name}_other"]))
            for name in ("delay", "agreement_day", "rise")
        }
        shown.append(Explained(replicate, where=where, **values))
    differences, left_out = paired_differences(base.outcomes, other.outcomes, horizon), _left_out(base, other)
    if left_out:
        differences = differences[differences["unit"] != AMOUNT].reset_index(drop=True)
    return Pair(
        world=other,
        horizon_day=horizon,
        differences=differences,
        changes=moved,
        changed=share("changed", "changed", int(moved["changed"].sum()), len(moved)),
        explained=tuple(shown),
        left_out=left_out,
    )


def _left_out(base: Arm, other: Arm) -> str:
    """Why amounts of two worlds cannot be subtracted; empty where they can."""
    moneys = [f"{world.setting.currency} {world.setting.unit}" for world in (base, other)]
    if moneys[0] == moneys[1]:
        return ""
    return f"amounts, which are {moneys[0]} in {base.name} and {moneys[1]} in {other.name}; compare rises instead"


def _record(prepared: Prepared, seed: int, replicate: int) -> Trace:
    """Trace of one replicate."""
    return played(prepared, seed, replicate)[1]
