"""Whether the record was kept, or the North acted, at another pace from some date on: a search for a break.

A step in the base rate is put on each date in turn; the likelihood as a function of the date is the profile, and its
top, against no step, a likelihood ratio. As the date was searched for, the ratio is not chi-squared: it is compared
with the ratios of records drawn from the model without the step, and with the point of Andrews (2003), Econometrica 71
(corrigendum to 1993), for one parameter and 15% of the sample left out at each end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from sim.calibration.estimation.maximum import Maximum
from sim.calibration.estimation.north import BEFORE, Model, Record, drawn, fit
from sim.timeline.days import day_of

ANDREWS_5 = 8.68
LEFT_OUT = 0.15  # of the record at each end
APART = 365  # least days between two breaks


@dataclass(frozen=True)
class Search:
    """Profile of a break date, and the test of the best against the model without it.

    `ratio` is twice the gain in log-likelihood; `simulated` holds the ratios of drawn records, shape (draws,).
    """

    dates: tuple[date, ...]
    log_likelihood: tuple[float, ...]
    without: Maximum
    best: Maximum
    model: Model
    on: date
    ratio: float
    simulated: np.ndarray

    @property
    def p(self) -> float | None:
        """Share of drawn records, this one among them, with a ratio at least as large; None if none was drawn."""
        if self.simulated.size == 0:
            return None
        return float((1 + (self.simulated >= self.ratio).sum()) / (1 + self.simulated.size))

    @property
    def found(self) -> bool:
        """Whether the step holds at 5%, by the drawn records where there are any, else by Andrews's point."""
        return self.ratio > ANDREWS_5 if self.p is None else self.p <= 0.05


def candidates(record: Record, model: Model) -> tuple[int, ...]:
    """Days to try: the first of January and of July, away from the ends and from breaks the model has."""
    last = record.date_of(record.days - 1)
    years = range(record.first.year, last.year + 1)
    days = [day_of(date(year, month, 1), record.first) for year in years for month in (1, 7)]
    least, most = LEFT_OUT * record.days, (1.0 - LEFT_OUT) * record.days
    return tuple(day for day in days if least <= day <= most and all(abs(day - b) >= APART for b in model.breaks))


def search(
    record: Record,
    model: Model,
    shares: np.ndarray,
    seed: int,
    draws: int = 0,
    told: Callable[[int, int], None] | None = None,
) -> Search:
    """Search for one more break than the model has, its own dates held.

    Parameters
    ----------
    record, model : the model may already have a break
    shares : of severity 1 to 4, for drawn records
    seed, draws : of the drawn records; none leaves Andrews's point alone
    told : called with the number of records drawn and to be drawn
    """
    without = fit(record, model)
    profile = _profile(record, model, without.values)
    day, best = max(profile, key=lambda each: each[1].log_likelihood)
    simulated = np.empty(draws)
    for number in range(draws):
        mock = drawn(record, model, without.values, shares, seed, number)
        null = fit(mock, model, without.values)
        top = max(each.log_likelihood for _, each in _profile(mock, model, null.values))
        simulated[number] = 2.0 * (top - null.log_likelihood)
        if told:
            told(number + 1, draws)
    return Search(
        dates=tuple(record.date_of(each) for each, _ in profile),
        log_likelihood=tuple(each.log_likelihood for _, each in profile),
        without=without,
        best=best,
        model=model.with_breaks(*model.breaks, day),
        on=record.date_of(day),
        ratio=2.0 * (best.log_likelihood - without.log_likelihood),
        simulated=simulated,
    )


def _profile(record: Record, model: Model, start: Mapping[str, float]) -> list[tuple[int, Maximum]]:
    """The model with one more break, on each candidate day; each search begins where the last one ended."""
    made: list[tuple[int, Maximum]] = []
    names = [f"{BEFORE}_{number + 1}" for number in range(len(model.breaks) + 1)]
    begin = dict(start) | dict.fromkeys(names, 0.7)
    for day in candidates(record, model):
        top = fit(record, model.with_breaks(*model.breaks, day), begin)
        made.append((day, top))
        begin = dict(top.values)
    return made
