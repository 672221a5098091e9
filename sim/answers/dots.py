"""Quantile dotplots: a distribution as equally likely dots, those without a value hollow and told by why.

References
----------
Kay, Kola, Hullman & Munson (2016), CHI '16 (quantile dotplots); Fernandes, Walls, Munson, Hullman & Kay (2018), CHI '18
(lay people decide best with them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sim.analysis.quantiles import distributions
from sim.analysis.survival import Survival
from sim.analysis.tables import Outcomes, outcomes_of

DOTS = 50  # each stands for one in fifty
PER_MILLE = tuple(round(1000 * (number + 0.5) / DOTS) for number in range(DOTS))  # the middle of each fiftieth


@dataclass(frozen=True)
class Dots:
    """Equally likely dots.

    Attributes
    ----------
    values : of the full dots, rising: days from expiry, or a share
    hollow : dots without a value, by why: `later`, `stands` or `broken_off`; those of none are left out
    of : replicates they are of
    """

    values: tuple[float, ...]
    hollow: Mapping[str, int]
    of: int


def dated_dots(curve: Survival, without: Mapping[str, int]) -> Dots:
    """Dots of a day, those that lie beyond the horizon hollow.

    Parameters
    ----------
    curve : from `sim.analysis.survival.survival`
    without : replicates without that day, by why
    """
    found = [curve.quantile(each) for each in PER_MILLE] if curve.count else []
    values = tuple(float(each) for each in found if each is not None)
    return Dots(values, _apportioned(len(found) - len(values), without), curve.count)


def value_dots(table: Outcomes | pd.DataFrame, name: str) -> Dots:
    """Dots of a numeric column, over the replicates that have a value there."""
    found = distributions(outcomes_of(table), PER_MILLE, {name: None})[name]
    return Dots(tuple(found.quantiles), {}, found.count)


def _apportioned(dots: int, shares: Mapping[str, int]) -> dict[str, int]:
    """So many dots by largest remainder; where nothing is counted, all of them are `later`."""
    total = sum(shares.values())
    if not dots or not total:
        return {"later": dots} if dots else {}
    whole = {name: dots * count // total for name, count in shares.items()}
    rest = sorted(shares, key=lambda name: (-(dots * shares[name] % total), name))
    for name in rest[: dots - sum(whole.values())]:
        whole[name] += 1
    return {name: count for name, count in whole.items() if count}
