"""Forecasts made on the day the talks opened, when nothing later is known, beside simple rules that know no more.

The scenario is cut to what was known on its first day (`given=[]`), and the rules to beat are those that anybody could
have used on that day. The parameters are those of the prior, of the posterior given all episodes, of the one without
the episode that is forecast, and of the one without all of its host, whose own values are then drawn as those of a host
of which nothing is on record.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.calibration.backtest import baselines
from sim.calibration.backtest.bars import SCORED, Bar, by_agreement, number, worst
from sim.calibration.backtest.forecasts import (
    FIRST,
    HOST_OUT,
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
from sim.calibration.backtest.rules_to_beat import FARATIN, FROM_OPENING, OTHER_HOSTS, RULES, facts_of, forecast
from sim.calibration.backtest.scores import share_interval
from sim.calibration.inference.simulated import load_episodes
from sim.calibration.inference.targets import targets_of
from sim.history.keys import FITTED, host_words

RealArray = npt.NDArray[np.float64]
MODEL = (UNFITTED, IN_SAMPLE, LEFT_OUT, HOST_OUT)
COMPARED = (LEFT_OUT, HOST_OUT, IN_SAMPLE)
HELD = (0.7, 0.9)  # share of targets that 80% intervals are to hold
ALL = "all"


@dataclass(frozen=True)
class Opening:
    """Findings.

    Attributes
    ----------
    predictions : a row for each mode and target: intervals or sets, whether they hold the record, PIT
    scores : a row for each target of `SCORED` and forecast
    differences : of each mode fitted less another forecast, by measure and host, or of all: mean over episodes, its
        standard error over them, and for how many it is the better
    coverage : targets held, by mode, level and kind, with a binomial interval of the share and the width of intervals
    bars : what was asked for beforehand
    """

    predictions: pd.DataFrame
    scores: pd.DataFrame
    differences: pd.DataFrame
    coverage: pd.DataFrame
    bars: tuple[Bar, ...]


def as_of_opening(settings: Settings, count: Count) -> Opening:
    """Hold the shipped core and the rules to beat against the record, all as of the day the talks opened."""
    episodes = load_episodes(settings.scenarios, opening=True)
    targets = targets_of(FITTED)
    asked = [k for k, target in enumerate(targets) if target.measure.name in SCORED]
    some = [targets[k] for k in asked]
    shown, scored = [], []
    for mode in MODEL:
        seen = foresight(episodes, targets, settings.posterior, mode, settings, count)
        shown.append(predictions(targets, seen.values, settings.seed).assign(mode=mode))
        scored.append(forecast_scores(some, [seen.values[:, k] for k in asked], seen.draws).assign(forecast=mode))
    plain = baselines.faratin(
        settings.scenarios, settings.replicates, settings.seed, FIRST, settings.table, settings.workers, count, True,
        FITTED,
    )  # fmt: skip
    values, facts = observed(targets, plain, settings.seed), facts_of(episodes)
    for name in RULES:
        by_rule = [values[:, k] if name == FARATIN else forecast(name, targets[k], facts) for k in asked]
        scored.append(forecast_scores(some, by_rule).assign(forecast=name))
    table, scores = pd.concat(shown, ignore_index=True), pd.concat(scored, ignore_index=True)
    apart, held = differences(scores), coverage(table)
    return Opening(table, scores, apart, held, (*bars(scores, apart), *_held(held)))


def differences(scores: pd.DataFrame) -> pd.DataFrame:
    """The model less every other forecast, episode by episode: mean, standard error, how often better.

    The errors are over episodes, pair by pair: what makes one hard to foresee for all does not count.
    """
    found = []
    for measure in SCORED:
        for own in COMPARED:
            for name in (each for each in (UNFITTED, IN_SAMPLE, *RULES) if each != own):
                pairs = by_agreement(scores, measure, name, own)
                hosts = dict.fromkeys(host_words(key) for key in pairs)
                for host in (ALL, *hosts):
                    mine = [pair for key, pair in pairs.items() if host in (ALL, host_words(key))]
                    apart = np.array([one - other for one, other in mine])
                    if len(apart) < 2:
                        continue
                    found.append(
                        {
                            "measure": measure, "model": own, "forecast": name, "host": host,
                            "mean": float(apart.mean()), "error": float(apart.std(ddof=1)) / len(apart) ** 0.5,
                            "better": int((apart < 0).sum()), "of": len(apart),
                        }
                    )  # fmt: skip
    return pd.DataFrame(found)


def coverage(table: pd.DataFrame) -> pd.DataFrame:
    """Targets held, with an exact binomial interval of the share, by level; of days and rises, and of all.

    `width` is the mean width of intervals over the median one without a fit, how sharp a forecast is.
    """
    rows = []
    scored = table["measure"].isin(SCORED)
    for mode, part in table.groupby("mode", sort=False):
        own = scored[part.index]
        for kind, some in (("days and rises", part[own]), ("all", part)):
            for level in (50, 80, 95):
                held = some[f"held_{level}"].to_numpy(dtype=bool)
                low, high = share_interval(int(held.sum()), held.size)
                width = _width(table, str(mode), level) if kind != "all" else float("nan")
                rows.append(
                    {
                        "mode": mode, "kind": kind, "level": level, "held": int(held.sum()), "of": held.size,
                        "low": low, "high": high, "width": width,
                    }
                )  # fmt: skip
    return pd.DataFrame(rows)


def _width(table: pd.DataFrame, mode: str, level: int) -> float:
    """Geometric mean over days and rises of the width of intervals, over that of the prior's."""
    scored = table[table["measure"].isin(SCORED)]
    wide = scored.assign(width=scored[f"high_{level}"] - scored[f"low_{level}"]).pivot(
        index=["episode", "measure"], columns="mode", values="width"
    )
    ratio = np.maximum(wide[mode], 1e-9) / np.maximum(wide[UNFITTED], 1e-9)
    return float(np.exp(np.log(ratio).mean()))


def bars(scores: pd.DataFrame, apart: pd.DataFrame) -> tuple[Bar, ...]:
    """Left out no worse than any rule, nor than the prior, by more than the standard error over episodes.

    On the day better than climatology from the opening by more than that error; with a whole host left out no worse
    than climatology of the other hosts.
    """
    found = []
    for measure, words in SCORED.items():
        for name in (UNFITTED, *(each for each in RULES if each != OTHER_HOSTS)):
            better = measure == "agreement_day" and name == FROM_OPENING
            found += _bar(scores, apart, measure, words, LEFT_OUT, name, better)
        found += _bar(scores, apart, measure, words, HOST_OUT, OTHER_HOSTS, False)
    return tuple(found)


def _bar(
    scores: pd.DataFrame, apart: pd.DataFrame, measure: str, words: str, own: str, name: str, better: bool
) -> list[Bar]:
    """One comparison; none where the rule says nothing of the measure."""
    rows = apart[(apart["measure"] == measure) & (apart["model"] == own) & (apart["host"] == ALL)]
    rows = rows[rows["forecast"] == name]
    if not len(rows):
        return []
    row, by = rows.iloc[0], by_agreement(scores, measure, name, own)
    mine, other = (float(np.mean(each)) for each in zip(*by.values(), strict=True))
    most = other - row["error"] if better else other + row["error"]
    how = "better than" if better else "no worse than"
    return [
        Bar(
            f"as of the opening, {own}: CRPS of the {words} {how} {'the prior' if name == UNFITTED else name}",
            f"at most {number(measure, most)}",
            f"{number(measure, mine)}; better for {row['better']} of {row['of']} episodes",
            bool(mine <= most),
            worst(measure, by),
        )
    ]


def _held(table: pd.DataFrame) -> list[Bar]:
    """The share of days and rises that 80% intervals hold."""
    rows = table[(table["mode"] == LEFT_OUT) & (table["kind"] != "all") & (table["level"] == 80)]
    row = rows.iloc[0]
    share = row["held"] / row["of"]
    return [
        Bar(
            "as of the opening, left out: share of days and rises that 80% intervals hold",
            f"{100 * HELD[0]:.0f} to {100 * HELD[1]:.0f}%",
            f"{100 * share:.0f}% ({100 * row['low']:.0f} to {100 * row['high']:.0f}%), {row['held']} of {row['of']}",
            bool(HELD[0] <= share <= HELD[1]),
            "",
        )
    ]
