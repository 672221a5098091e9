"""Forecasts of the agreements on record: what the model foresees under a state of knowledge, and how it scores.

Every number is of negotiations with record noise added, so that a forecast is of what a record like ours would say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.calibration.backtest import baselines
from sim.calibration.backtest.scores import LEVELS, crps_error, interval, pit, score, smallest_set
from sim.calibration.inference.simulated import Episodes, host_of, play_records
from sim.calibration.inference.targets import Target, summaries, with_noise
from sim.history.keys import FITTED, KOREAN
from sim.posterior.draws import SHIPPED, read_posterior
from sim.rules.kinds import Escalator
from sim.scenario.shipped import shipped_folder

RealArray = npt.NDArray[np.float64]
Told = Callable[[int, int], None]  # negotiations done, and in all
IN_SAMPLE, LEFT_OUT, UNFITTED = "in sample", "left out", "prior"
HOST_OUT = "host left out"
MODES = (IN_SAMPLE, LEFT_OUT)
FIRST = 1_000_000_000  # replicates are numbered from here, so that no fit has met their luck
UNSEEN = 3  # key of the uniform numbers that place a record among equal values


@dataclass(frozen=True)
class Settings:
    """What a back-test is made from, and of what size."""

    posterior: Path = SHIPPED
    scenarios: Path = field(default_factory=shipped_folder)
    replicates: int = 5_000
    seed: int = 1
    table: int = baselines.TABLE
    workers: int = 1


@dataclass(frozen=True)
class Foresight:
    """Negotiations of every agreement under one state of knowledge.

    Attributes
    ----------
    outcomes : by agreement, shape (n, columns of `sim.outcome`)
    values : of the targets, record noise added, shape (n, number of targets)
    draws : how many sets of parameters they take in turn, by agreement
    """

    outcomes: dict[str, RealArray]
    values: RealArray
    draws: dict[str, int]


class Count:
    """How many negotiations are done, of all parts together."""

    def __init__(self, settings: Settings, cores: int, told: Told | None) -> None:
        # Of every core with what came from outside given, of the shipped one without a fit too; the plain model.
        korean = len(KOREAN) * (settings.replicates * (len(MODES) * cores + 2) + settings.table)
        # As of the opening day the shipped core in four states of knowledge, and the plain model.
        opening = len(FITTED) * (settings.replicates * 5 + settings.table)
        self.total = korean + opening
        self.done, self.told = 0, told
        self(0)

    def __call__(self, more: int) -> None:
        self.done += more
        if self.told is not None:
            self.told(self.done, self.total)


def foresight(
    episodes: Episodes, targets: Sequence[Target], file: Path, mode: str, settings: Settings, count: Count
) -> Foresight:
    """Negotiations of every agreement, each with parameters that know what the mode allows.

    Lags, votes, opinion and the North take draws of their own posteriors, as in every run; those rest on more than the
    talks that are forecast, and are not refitted.
    """
    outcomes: dict[str, RealArray] = {}
    draws: dict[str, int] = {}
    turn = np.arange(settings.replicates)
    for key, prepared in episodes.prepared.items():
        host = host_of(prepared)
        if mode == UNFITTED:
            found = episodes.prior.draw(settings.seed, FIRST, settings.replicates)
            names, values = episodes.prior.parameters, episodes.prior.of_host(found, host)
        else:
            left_out = {IN_SAMPLE: "", LEFT_OUT: key, HOST_OUT: host}[mode]
            posterior = read_posterior(file, left_out, host)
            names, values = posterior.names, posterior.values
        draws[key] = len(values)
        chosen = turn * len(values) // len(turn) if len(values) > len(turn) else turn % len(values)
        given = {host: episodes.beside(names, values[chosen], FIRST + turn)}
        own = episodes.only((key,))
        outcomes[key] = play_records(own, given, settings.seed, FIRST, settings.workers)[key]
        count(settings.replicates)
    return Foresight(outcomes, observed(targets, outcomes, settings.seed), draws)


def observed(targets: Sequence[Target], outcomes: Mapping[str, RealArray], seed: int) -> RealArray:
    """Values of the targets as a record with the errors of ours would give them; shape (n, number of targets)."""
    return with_noise(targets, summaries(targets, outcomes), seed, FIRST)


def predictions(targets: Sequence[Target], values: RealArray, seed: int) -> pd.DataFrame:
    """Intervals of numbers and smallest sets of names and flags beside the record, a row for each target.

    Parameters
    ----------
    values : shape (n, number of targets)
    seed : of the place of a record among equal values
    """
    places = np.random.Generator(np.random.Philox(key=(seed, UNSEEN))).random(len(targets))
    rows: list[dict[str, Any]] = []
    for target, sample, u in zip(targets, values.T, places, strict=True):
        kind = target.measure.kind
        row: dict[str, Any] = {
            "episode": target.episode,
            "measure": target.measure.name,
            "unit": target.measure.unit,
            "kind": kind,
            "recorded": target.recorded,
            "noise": target.noise,
            "record": in_words(target, target.recorded),
            "median": float(np.median(sample)) if kind == "real" else np.nan,
        }
        for level in LEVELS:
            percent = f"{100 * level:.0f}"
            if kind == "real":
                low, high = interval(sample, level)
                held, members = low <= target.recorded <= high, ""
            else:
                names = smallest_set(sample, level)
                low = high = np.nan
                held, members = target.recorded in names, ", ".join(in_words(target, each) for each in names)
            row |= {f"low_{percent}": low, f"high_{percent}": high, f"set_{percent}": members, f"held_{percent}": held}
        row |= {"probability": np.nan if kind == "real" else float((sample == target.recorded).mean())}
        row |= {"pit": pit(sample, target.recorded, float(u)), "score": score(kind, sample, target.recorded)}
        rows.append(row)
    return pd.DataFrame(rows)


def in_words(target: Target, value: float) -> str:
    """Name or flag in words; a number as it stands."""
    if target.measure.kind == "flag":
        return "yes" if value else "no"
    if target.measure.kind == "name":
        return "none agreed" if value == target.measure.absent else Escalator(int(value)).name.lower()
    return f"{value:g}"


def forecast_scores(
    targets: Sequence[Target], samples: Sequence[RealArray | None], draws: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """Score of a forecast of each target; NaN where there is none.

    `draws` : sets of parameters of a simulated forecast, by agreement, from which its Monte Carlo error follows
    """
    rows = []
    for target, sample in zip(targets, samples, strict=True):
        scored = np.nan if sample is None else score(target.measure.kind, sample, target.recorded)
        error = np.nan
        if sample is not None and draws is not None and target.measure.kind != "name":
            error = crps_error(sample, target.recorded, draws[target.episode])
        rows.append(
            {"episode": target.episode, "measure": target.measure.name, "score": scored, "monte_carlo_error": error}
        )
    return pd.DataFrame(rows)
