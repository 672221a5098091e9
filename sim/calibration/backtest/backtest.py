"""The model held against the record: what it foresees of each agreement, given all of them and given only the others.

In sample the parameters come from the posterior given all agreements; left out, from the one refitted without the
agreement that is forecast. Both meet the same luck. Every number is of negotiations with record noise added, so that a
forecast is of what a record like ours would say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.calibration.backtest import baselines
from sim.calibration.backtest.bars import SCORED, Bar, bars
from sim.calibration.backtest.chances import CHANCES, share_with_error
from sim.calibration.backtest.cores import CORES, Weight, weights
from sim.calibration.backtest.forecasts import (
    FIRST,
    IN_SAMPLE,
    LEFT_OUT,
    MODES,
    UNFITTED,
    Count,
    Foresight,
    Settings,
    Told,
    forecast_scores,
    foresight,
    observed,
    predictions,
)
from sim.calibration.backtest.opening import Opening, as_of_opening
from sim.calibration.backtest.scores import LEVELS, log_score, share_interval
from sim.calibration.inference.simulated import load_episodes
from sim.calibration.inference.targets import Target, targets_of
from sim.errors import StorageError
from sim.history.keys import KOREAN
from sim.posterior.cores import SHIPPED_CORE, posterior_of

RealArray = npt.NDArray[np.float64]
SPAN = np.array([1700.0, 0.5])  # ranges of the day agreed and of the rise, over which the floor is spread


@dataclass(frozen=True)
class Backtest:
    """Findings.

    Attributes
    ----------
    settings, draws : what was asked for; draws in the posterior, given all and without each agreement
    predictions : a row for each core, mode and target: intervals or sets, whether they hold the record, PIT, score
    coverage : of the shipped core and the others, by mode and level, with a binomial interval of the share
    scores : a row for each target and forecast, baselines among them
    last_times : which value "last time" repeats
    chances : events the record had, with Monte Carlo errors
    bars : what was asked for beforehand, and whether it is met
    weights : of the cores; empty if there is but one
    log_scores : of each core and agreement, left out
    missing : cores without a posterior
    opening : the shipped core and the baselines as of the day the talks opened
    """

    settings: Settings
    draws: dict[str, int]
    predictions: pd.DataFrame
    coverage: pd.DataFrame
    scores: pd.DataFrame
    last_times: pd.DataFrame
    chances: pd.DataFrame
    bars: tuple[Bar, ...]
    weights: tuple[Weight, ...]
    log_scores: pd.DataFrame
    missing: tuple[str, ...]
    opening: Opening


def backtest(settings: Settings, told: Told | None = None) -> Backtest:
    """Hold the model, every core with a posterior, and the baselines against the record.

    Raises
    ------
    StorageError : the posterior is missing or damaged
    """
    if not settings.posterior.exists():
        raise StorageError(
            f"{settings.posterior}: there is no such file of posterior draws."
            " Run `sma calibrate` to make it, or name another with --posterior."
        )
    present = [core for core in CORES if posterior_of(core, settings.posterior).exists()]
    targets = targets_of()
    count = Count(settings, len(present), told)
    predicted, chances, logs, draws = [], [], [], {}
    scored: list[pd.DataFrame] = []
    for core in present:
        episodes = load_episodes(settings.scenarios, CORES[core], keys=KOREAN)
        file = posterior_of(core, settings.posterior)
        seen = {mode: foresight(episodes, targets, file, mode, settings, count) for mode in _modes(core)}
        for mode in MODES:
            predicted.append(predictions(targets, seen[mode].values, settings.seed).assign(core=core, mode=mode))
        chances += [_chances(each).assign(core=core, mode=mode) for mode, each in seen.items()]
        logs.append(_log_scores(targets, seen[LEFT_OUT].values).assign(core=core))
        if core == SHIPPED_CORE:
            scored += [
                forecast_scores(targets, list(each.values.T), each.draws).assign(forecast=mode)
                for mode, each in seen.items()
            ]
            draws = {"": seen[IN_SAMPLE].draws[KOREAN[0]], **seen[LEFT_OUT].draws}
    scored += _baselines(targets, settings, count)
    table, log_scores = pd.concat(predicted, ignore_index=True), pd.concat(logs, ignore_index=True)
    coverage, scores = _coverage(table), pd.concat(scored, ignore_index=True)
    opening = as_of_opening(settings, count)
    by_core = {core: rows["log_score"].to_numpy(np.float64) for core, rows in log_scores.groupby("core", sort=False)}
    return Backtest(
        settings=settings,
        draws=draws,
        predictions=table,
        coverage=coverage,
        scores=scores,
        last_times=_last_times(targets),
        chances=pd.concat(chances, ignore_index=True),
        bars=(*bars(scores), *opening.bars),
        weights=weights({str(core): each for core, each in by_core.items()}) if len(present) > 1 else (),
        log_scores=log_scores,
        missing=tuple(core for core in CORES if core not in present),
        opening=opening,
    )


def _modes(core: str) -> tuple[str, ...]:
    return (*MODES, UNFITTED) if core == SHIPPED_CORE else MODES


def _baselines(targets: Sequence[Target], settings: Settings, count: Count) -> list[pd.DataFrame]:
    """Scores of the forecasts to beat; those that repeat the record carry no noise."""
    plain = baselines.faratin(
        settings.scenarios, settings.replicates, settings.seed, FIRST, settings.table, settings.workers, count
    )
    last = [baselines.last_time(target) for target in targets]
    samples: dict[str, Sequence[RealArray | None]] = {
        "climatology": [baselines.climatology(target) for target in targets],
        "last time": [None if each is None else np.array([each.value]) for each in last],
        "Faratin": list(observed(targets, plain, settings.seed).T),
    }
    return [forecast_scores(targets, samples[name]).assign(forecast=name) for name in baselines.NAMES]


def _last_times(targets: Sequence[Target]) -> pd.DataFrame:
    rows = [
        {"episode": each.episode, "measure": each.measure.name, "value": found.value, "of": found.of}
        for each in targets
        if (found := baselines.last_time(each)) is not None
    ]
    return pd.DataFrame(rows)


def _chances(seen: Foresight) -> pd.DataFrame:
    rows = []
    for chance in CHANCES:
        came = chance.of(seen.outcomes[chance.episode])
        share, error = share_with_error(came, seen.draws[chance.episode])
        rows.append(
            {
                "episode": chance.episode,
                "event": chance.words,
                "came": chance.came,
                "probability": share,
                "error": error,
            }
        )
    return pd.DataFrame(rows)


def _coverage(table: pd.DataFrame) -> pd.DataFrame:
    """How many targets each level holds: all, numbers, names and flags; and sets that hold more than one value.

    The share of all has an exact binomial interval, as if targets were independent.
    """
    rows: list[dict[str, Any]] = []
    for (core, mode), part in table.groupby(["core", "mode"], sort=False):
        numbers = (part["kind"] == "real").to_numpy()
        for level in LEVELS:
            held = part[f"held_{100 * level:.0f}"].to_numpy(dtype=bool)
            low, high = share_interval(int(held.sum()), held.size)
            wide = part[f"set_{100 * level:.0f}"].str.contains(",").to_numpy(dtype=bool)
            rows.append(
                {
                    "core": core,
                    "mode": mode,
                    "level": level,
                    "held": int(held.sum()),
                    "of": held.size,
                    "low": low,
                    "high": high,
                    "numbers_held": int(held[numbers].sum()),
                    "numbers": int(numbers.sum()),
                    "names_held": int(held[~numbers].sum()),
                    "names": int((~numbers).sum()),
                    "names_undecided": int(wide[~numbers].sum()),
                }
            )
    return pd.DataFrame(rows)


def _log_scores(targets: Sequence[Target], values: RealArray) -> pd.DataFrame:
    """Log score of the day agreed and the annualised rise together, by agreement; the kernel is a target's scale."""
    rows = []
    for key in KOREAN:
        columns = [k for name in SCORED for k, each in enumerate(targets) if each.name == f"{key}.{name}"]
        pair = [targets[k] for k in columns]
        record = np.array([each.recorded for each in pair])
        width = np.array([each.measure.scale for each in pair])
        rows.append({"episode": key, "log_score": log_score(values[:, columns], record, width, SPAN)})
    return pd.DataFrame(rows)
