"""Dated facts as arrays by day, from the day talks opened to the horizon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from sim.timeline.days import day_of


def strength_by_day(spells: Iterable[tuple[date, date, float]], start: date, days: int) -> np.ndarray:
    """Strength of a state of the world on each day, 0 outside its spells, the strongest where they overlap.

    `spells` : (first day, last day, strength 0 to 1); returns shape (days,).
    """
    strength = np.zeros(days)
    for since, until, value in spells:
        first, last = max(day_of(since, start), 0), min(day_of(until, start), days - 1)
        if first <= last:
            strength[first : last + 1] = np.maximum(strength[first : last + 1], value)
    return strength


def latest_by_day(values: Iterable[tuple[date, float]], start: date, days: int, before: float) -> np.ndarray:
    """Value that last became known by each day, in date order; `before` until there is one. Shape (days,)."""
    series = np.full(days, before)
    for since, value in values:
        first = max(day_of(since, start), 0)
        series[first:] = value
    return series


def before_by_day(dates: Iterable[date], start: date, days: int, window: int) -> np.ndarray:
    """1 on the `window` days that end on each date, rising evenly from 0, else 0. Shape (days,)."""
    near = np.zeros(days)
    for day in dates:
        last = day_of(day, start)
        for offset in range(window):
            if 0 <= last - offset < days:
                near[last - offset] = max(near[last - offset], 1.0 - offset / window)
    return near


def months_by_day(months: frozenset[int], start: date, days: int) -> np.ndarray:
    """True on the days that fall in the given months. Shape (days,)."""
    first = np.datetime64(start)
    calendar = np.arange(first, first + np.timedelta64(days, "D"))
    month = calendar.astype("datetime64[M]").astype(int) % 12 + 1
    return np.isin(month, sorted(months))
