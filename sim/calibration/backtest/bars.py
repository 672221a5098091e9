"""What the back-test was asked to reach before it was run, and whether it does.

Of five agreements only scores have a mark. Of coverage none is asked here: intervals that hold too much are as wrong as
such that hold too little, and five agreements tell neither from chance. `opening.py` asks it of thirteen.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sim.calibration.backtest.baselines import NAMES
from sim.history.keys import words_of

SCORED = {"agreement_day": "day agreed", "rise_annualised": "annualised rise"}


@dataclass(frozen=True)
class Bar:
    """One thing asked for: in words, what is wanted, what was found, whether that meets it, and where most is lost."""

    words: str
    wanted: str
    found: str
    met: bool
    lost: str

    @property
    def verdict(self) -> str:
        """Met or missed."""
        return "met" if self.met else "MISSED"


def means(scores: pd.DataFrame) -> pd.DataFrame:
    """Mean score of each forecast over agreements, a row a measure; only agreements that every forecast has.

    The column `agreements` says how many those are.
    """
    wide = scores.pivot(index=["measure", "episode"], columns="forecast", values="score")
    wide = wide[list(dict.fromkeys(scores["forecast"]))].dropna()
    grouped = wide.groupby(level="measure", sort=False)
    found = grouped.mean()
    found.insert(0, "agreements", grouped.size())
    order = [name for name in dict.fromkeys(scores["measure"]) if name in found.index]
    return found.loc[order]


def bars(scores: pd.DataFrame) -> tuple[Bar, ...]:
    """Left out, the model must score better than each baseline by itself; `scores` by target and forecast."""
    found: list[Bar] = []
    table = means(scores)
    for measure, words in SCORED.items():
        for name in NAMES:
            own, other = (float(table[column].loc[measure]) for column in ("left out", name))
            by = by_agreement(scores, measure, name)
            error = monte_carlo_error(scores, measure)
            better = sum(pair[0] < pair[1] for pair in by.values())
            found.append(
                Bar(
                    f"left out: CRPS of the {words} below that of {name}",
                    f"below {number(measure, other)}",
                    f"{number(measure, own, error)}; better for {better} of {len(by)} agreements",
                    own < other,
                    worst(measure, by),
                )
            )
    return tuple(found)


def monte_carlo_error(scores: pd.DataFrame, measure: str) -> float:
    """Standard error of the mean score left out, from finite draws and replicates; agreements taken as independent."""
    rows = scores[(scores["measure"] == measure) & (scores["forecast"] == "left out")]
    return float((rows["monte_carlo_error"] ** 2).sum() ** 0.5) / len(rows)


def number(measure: str, value: float, error: float | None = None) -> str:
    """Score in the unit a reader thinks in, days or percentage points a year, with its error where it is given."""
    scale, places, unit = (100.0, 2, "pp") if measure == "rise_annualised" else (1.0, 1, "days")
    within = "" if error is None else f" ± {scale * error:.{places}f}"
    return f"{scale * value:.{places}f}{within} {unit}"


def worst(measure: str, by: dict[str, tuple[float, float]]) -> str:
    """Where the model does worst beside another forecast, with both scores."""
    most = max(by, key=lambda each: by[each][0] - by[each][1])
    return f"{words_of(most)}: {number(measure, by[most][0])} against {number(measure, by[most][1])}"


def by_agreement(
    scores: pd.DataFrame, measure: str, name: str, own: str = "left out"
) -> dict[str, tuple[float, float]]:
    """Scores of the model and of another forecast, by agreement; those that both have."""
    rows = scores[scores["measure"] == measure]
    wide = rows.pivot(index="episode", columns="forecast", values="score")[[own, name]].dropna()
    pairs: list[list[float]] = wide.to_numpy(dtype=float).tolist()
    return {str(episode): (mine, other) for episode, (mine, other) in zip(wide.index, pairs, strict=True)}
