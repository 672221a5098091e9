"""Runs of one scenario with mechanisms switched off, singly and in every coalition of groups, under the same luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.attribution import Estimate, Sample, combined, contribution, measured, shapley
from sim.analysis.setting import Label
from sim.engine.batch import simulate
from sim.errors import ScenarioError
from sim.experiments.executors import RealArray, all_workers, in_order
from sim.outcome import NAMES
from sim.prepare import prepare
from sim.scenario.problems import counted
from sim.scenario.schema import Scenario
from sim.scenario.switches import GROUPS, Switches

MOST_GROUPS = 6  # 64 coalitions
Told = Callable[[int, int], None]  # worlds done, worlds in all


@dataclass(frozen=True)
class Ablation:
    """What mechanisms contribute in one scenario.

    Attributes
    ----------
    label : which scenario, seed and replicates
    full, bare : measures with everything on and with every group off
    singly : by switch, what it adds to the world with all others on
    groups : switches of each group
    shares : by group, its Shapley share; they add up to `full` less `bare`
    """

    label: Label
    full: tuple[Estimate, ...]
    bare: tuple[Estimate, ...]
    singly: Mapping[str, tuple[Estimate, ...]]
    groups: Mapping[str, tuple[str, ...]]
    shares: Mapping[str, tuple[Estimate, ...]]


def check_groups(groups: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse too many groups, unknown switches, and a switch that stands in two groups."""
    if not 1 <= len(groups) <= MOST_GROUPS:
        raise ScenarioError(
            f"found {counted(len(groups), 'group')}; 1 to {MOST_GROUPS} are allowed, as each doubles the worlds to run."
            " Join some of them."
        )
    seen: dict[str, str] = {}
    for group, names in groups.items():
        for name in names:
            if name not in Switches.model_fields:
                raise ScenarioError(
                    f"group '{group}': '{name}' is no switch. Known: {', '.join(Switches.model_fields)}."
                )
            if name in seen:
                raise ScenarioError(f"switch '{name}' stands in '{seen[name]}' and in '{group}'. Leave it in one.")
            seen[name] = group


def switched(scenario: Scenario, off: tuple[str, ...]) -> Scenario:
    """The scenario with further mechanisms switched off."""
    switches = scenario.switches.model_copy(update=dict.fromkeys(off, False))
    return scenario.model_copy(update={"switches": switches})


def ablate(
    scenario: Scenario,
    label: Label,
    seed: int,
    replicates: int,
    groups: Mapping[str, tuple[str, ...]] = GROUPS,
    workers: int | None = None,
    told: Told | None = None,
) -> Ablation:
    """Run a scenario without each mechanism and in every coalition of groups, and work out what each contributes.

    Parameters
    ----------
    scenario : the world with everything on; what it has switched off stays off
    label : which run it is, for captions
    seed, replicates : the same in every world
    groups : at most six, by name, each a tuple of switches
    """
    check_groups(groups)
    on = [name for name in Switches.model_fields if getattr(scenario.switches, name)]
    sets = list(groups.values())
    coalitions = {
        key: tuple(name for place, names in enumerate(sets) if not key >> place & 1 for name in names)
        for key in range(2 ** len(sets))
    }
    total, done = 1 + len(on) + len(coalitions), 0
    if told is not None:
        told(0, total)
    known: dict[frozenset[str], Sample] = {}

    def world(off: tuple[str, ...]) -> Sample:
        nonlocal done
        key = frozenset(off)
        if key not in known:
            known[key] = _measure(switched(scenario, off), seed, replicates, workers or all_workers())
        done += 1
        if told is not None:
            told(done, total)
        return known[key]

    full = world(())
    singly = {name: contribution(full, world((name,))) for name in on}
    worlds = {key: world(off) for key, off in coalitions.items()}
    shares = dict(zip(groups, shapley(worlds, len(sets)), strict=True))
    return Ablation(label, combined((full,), (1.0,)), combined((worlds[0],), (1.0,)), singly, groups, shares)


def _measure(scenario: Scenario, seed: int, replicates: int, workers: int) -> Sample:
    prepared = prepare(scenario)

    def fill(first: int, rows: RealArray) -> None:
        simulate(prepared, seed, first, len(rows), rows)

    parts = [rows.copy() for rows in in_order(fill, replicates, len(NAMES), workers)]
    return measured(np.concatenate(parts), float(prepared.facts.horizon - prepared.facts.expiry))
