"""Forecasts made on the day the talks opened, when nothing later is known, beside simple rules that know no more.

The back-test proper is told what came from outside: who won, what the North did, states of the world. Here the
scenario is cut to what was known on its first day (`sim.scenario.as_of`), and the rules to beat are those that anybody
could have used on that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.calibration.backtest import baselines
from sim.calibration.backtest.bars import SCORED, Bar, by_agreement, number, worst
from sim.calibration.backtest.forecasts import (
    FIRST,
    IN_SAMPLE,
    LEFT_OUT,
    UNFITTED,
    Count,
    Settings,
    forecast_scores,
    foresight,
    observed,
    predictions,
)
from sim.calibration.backtest.scores import share_interval
from sim.calibration.inference.simulated import Episodes, load_episodes
from sim.calibration.inference.targets import Target
from sim.history.episodes import COVERED
from sim.rules.kinds import Party

RealArray = npt.NDArray[np.float64]
MODEL = (UNFITTED, IN_SAMPLE, LEFT_OUT)
FROM_OPENING, HARD_DATE = "climatology from opening", "next hard date"
RULES = (FROM_OPENING, "climatology", "last time", HARD_DATE, "Faratin")
WORDS = {
    FROM_OPENING: "as many days after the opening as the other agreements took",
    "climatology": "as many days from expiry as the others",
    "last time": "the last value on record before",
    HARD_DATE: (
        "the first date ahead, expiry or the guest's next election, with the days from such a date to agreement that"
        " the others had; it says nothing of the rise"
    ),
    "Faratin": "tactics by the clock as of the opening, without waiting and politics, fitted to the others",
}


@dataclass(frozen=True)
class Opening:
    """Findings.

    Attributes
    ----------
    predictions : a row for each mode and target: intervals or sets, and whether they hold the record
    scores : a row for each target of `SCORED` and forecast
    differences : left out, and in sample, less another forecast, by measure: mean over agreements, its standard error
        over them, and for how many it is the better
    coverage : targets held, by mode, level and kind, with a binomial interval of the share
    bars : no worse than the prior and than climatology from the opening by more than that error
    """

    predictions: pd.DataFrame
    scores: pd.DataFrame
    differences: pd.DataFrame
    coverage: pd.DataFrame
    bars: tuple[Bar, ...]


def as_of_opening(targets: Sequence[Target], settings: Settings, count: Count) -> Opening:
    """Hold the shipped core and the rules to beat against the record, all as of the day the talks opened."""
    episodes = load_episodes(settings.scenarios, opening=True)
    asked = [k for k, target in enumerate(targets) if target.measure.name in SCORED]
    shown, scored = [], []
    for mode in MODEL:
        seen = foresight(episodes, targets, settings.posterior, mode, settings, count)
        shown.append(predictions(targets, seen.values, settings.seed).assign(mode=mode))
        samples = [seen.values[:, k] for k in asked]
        scored.append(forecast_scores([targets[k] for k in asked], samples, seen.draws).assign(forecast=mode))
    plain = baselines.faratin(
        settings.scenarios, settings.replicates, settings.seed, FIRST, settings.table, settings.workers, count, True
    )
    values = observed(targets, plain, settings.seed)
    for name in RULES:
        by_rule = [values[:, k] if name == "Faratin" else _rule(name, targets[k], episodes) for k in asked]
        scored.append(forecast_scores([targets[k] for k in asked], by_rule).assign(forecast=name))
    table, scores = pd.concat(shown, ignore_index=True), pd.concat(scored, ignore_index=True)
    apart = differences(scores)
    return Opening(table, scores, apart, coverage(table), bars(scores, apart))


def _rule(name: str, target: Target, episodes: Episodes) -> RealArray | None:
    """Forecast of a target by a rule, as a sample; None where the rule says nothing of that measure."""
    if name == "last time":
        last = baselines.last_time(target)
        return None if last is None else np.array([last.value])
    if target.measure.name != "agreement_day":
        return None if name == HARD_DATE else baselines.climatology(target)
    if name == "climatology":
        return baselines.climatology(target)
    begin = {number: _begin(name, number, episodes) for number in COVERED}
    took = [baselines.on_record(target.measure, other) - begin[other] for other in COVERED if other != target.episode]
    return begin[target.episode] + np.array(took)


def _begin(name: str, number: int, episodes: Episodes) -> float:
    """Day from which a rule counts, from expiry: the opening, or the first hard date after it."""
    facts = episodes.prepared[number].facts
    opening = -float(facts.expiry)
    if name == FROM_OPENING:
        return opening
    votes = [
        float(facts.election[k] - facts.expiry)
        for k in range(int(facts.successions))
        if facts.office[k] == Party.GUEST.value and facts.election[k] > 0
    ]
    return min([0.0, *votes])


def differences(scores: pd.DataFrame) -> pd.DataFrame:
    """The model less every other forecast, agreement by agreement: mean, standard error, how often better.

    The errors are over agreements, pair by pair: what makes one hard to foresee for all does not count.
    """
    found = []
    for measure in SCORED:
        for own in (LEFT_OUT, IN_SAMPLE):
            for name in (UNFITTED, IN_SAMPLE, *RULES) if own == LEFT_OUT else (UNFITTED, *RULES):
                pairs = by_agreement(scores, measure, name, own).values()
                apart = np.array([one - other for one, other in pairs])
                if len(apart) < 2:
                    continue
                found.append(
                    {
                        "measure": measure, "model": own, "forecast": name, "mean": float(apart.mean()),
                        "error": float(apart.std(ddof=1)) / len(apart) ** 0.5, "better": int((apart < 0).sum()),
                        "of": len(apart),
                    }
                )  # fmt: skip
    return pd.DataFrame(found)


def coverage(table: pd.DataFrame) -> pd.DataFrame:
    """Targets held at 80%, with an exact binomial interval of the share; of numbers alone and of all."""
    rows = []
    for mode, part in table.groupby("mode", sort=False):
        for kind, some in (("numbers", part[part["kind"] == "real"]), ("all", part)):
            held = some["held_80"].to_numpy(dtype=bool)
            low, high = share_interval(int(held.sum()), held.size)
            rows.append(
                {"mode": mode, "kind": kind, "held": int(held.sum()), "of": held.size, "low": low, "high": high}
            )  # fmt: skip
    return pd.DataFrame(rows)


def bars(scores: pd.DataFrame, apart: pd.DataFrame) -> tuple[Bar, ...]:
    """No worse than the prior and than climatology from the opening by more than the standard error over agreements."""
    found = []
    for measure, words in SCORED.items():
        for name in (UNFITTED, FROM_OPENING):
            rows = apart[(apart["measure"] == measure) & (apart["model"] == LEFT_OUT)]
            row = rows[rows["forecast"] == name].iloc[0]
            by = by_agreement(scores, measure, name)
            own, other = (float(np.mean(each)) for each in zip(*by.values(), strict=True))
            found.append(
                Bar(
                    f"as of the opening, left out: CRPS of the {words} no worse than that of {_said(name)}",
                    f"at most {number(measure, other + row['error'])}",
                    f"{number(measure, own)}; better for {row['better']} of {row['of']} agreements",
                    bool(row["mean"] <= row["error"]),
                    worst(measure, by),
                )
            )
    return tuple(found)


def _said(name: str) -> str:
    return "the prior" if name == UNFITTED else name
