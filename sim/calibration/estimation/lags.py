"""Posteriors of the lags: days between rounds, and from a text to its signature, vote and entry, from dated records.

Rounds are the numbered ones. A day counts where it is on record and checked; between two such rounds the total is
known, however many undated ones lie between. Waits are those of `sim.rules.talks`: a least plus an exponential part.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from sim.calibration.estimation.resampling import (
    POINTS,
    Drawn,
    RealArray,
    generator,
    log_uniform,
    on_grid,
    resampled,
    shifted_exponential,
)
from sim.history import rows
from sim.history.episodes import COVERED
from sim.history.tables import read
from sim.scenario.schema import Interval, Scenario
from sim.timeline.states import strengths

SPACING = (
    "spacing_least", "spacing_working", "spacing_close", "spacing_parked", "spacing_handover", "spacing_epidemic",
)  # fmt: skip
STEPS = (
    "close_gap", "leader_mean_days", "signature_least", "signature_mean_days", "vote_least", "vote_mean_days",
    "entry_mean_days",
)  # fmt: skip
WIDE = frozenset({9, 10, 11})  # talks whose sides' figures are on record, never nearer than 5.8 points of the base
WORKING = (12.0, 120.0)  # days; log-uniform prior of means that the record tells
HANDOVER = (2.0, 60.0)
ENTRY = (0.5, 100.0)
JAPAN_RESUMED = 13  # days from the inauguration of 2021-01-20 to the first round with Japan (Japan Times 2021-02-11)
REFUSED_AFTER = 1  # days from the text of 2020-03-31 to its refusal by the guest's leader (KBS 2020-04-11)
DRAWS = 400_000  # of the prior


class Run(NamedTuple):
    """Days from one dated round to the next, with `gaps` waits between; `wide` where both sides were far apart."""

    agreement: int
    days: int
    gaps: int
    wide: bool


class Parked(NamedTuple):
    """Days without a round from a leader's refusal to the next guest's first day, and from there to the first round."""

    waited: int
    resumed: int
    epidemic_then: float  # strength on the day of the refusal
    epidemic_later: float  # on that of the handover


class Dates(NamedTuple):
    """Waits on record."""

    runs: tuple[Run, ...]
    parked: tuple[Parked, ...]
    signature: tuple[int, ...]
    vote: tuple[int, ...]
    entry: tuple[int, ...]


def dates(intervals: Iterable[Interval]) -> Dates:
    """Waits in the talks about the agreements whose rounds are on record; `intervals` hold the epidemic."""
    known = tuple(intervals)
    runs: list[Run] = []
    parked: list[Parked] = []
    for number in COVERED:
        meetings = [each for each in read(rows.Round) if each.agreement == number]
        numbered = sorted((each for each in meetings if each.number is not None), key=lambda each: each.number or 0)
        refusals = [each.end_date.last for each in meetings if each.outcome == "leader rejection"]
        last, gaps = numbered[0], 0
        for meeting in numbered[1:]:
            gaps += 1
            if meeting.start_date.day is None or meeting.confidence != "checked":
                continue
            begin, end = last.start_date.first, meeting.start_date.first
            between = [day for day in refusals if begin < day < end]
            if between:
                parked.append(_parked(between[-1], end, known))
            else:
                runs.append(Run(number, (end - begin).days, gaps, number in WIDE))
            last, gaps = meeting, 0
    table = [each for each in read(rows.Agreement) if each.agreement in COVERED]
    return Dates(
        tuple(runs), tuple(parked),
        tuple(_days(each.agreement_reached, each.signed) for each in table),
        tuple(_days(each.signed, each.ratified) for each in table),
        tuple(_days(each.ratified, each.entered_into_force) for each in table),
    )  # fmt: skip


def _parked(refused: date, resumed: date, known: tuple[Interval, ...]) -> Parked:
    (handover,) = (
        each.date
        for each in read(rows.CalendarEvent)
        if each.kind == "us_inauguration" and refused < each.date < resumed
    )
    then, later = (float(strengths(known, day, 1)["epidemic"][0]) for day in (refused, handover))
    return Parked((handover - refused).days, (resumed - handover).days, then, later)


def _days(begin: date | None, end: date | None) -> int:
    assert begin is not None
    assert end is not None
    return (end - begin).days


def spacing(
    found: Dates, priors: Mapping[str, tuple[float, float]], seed: int, count: int, draws: int = DRAWS
) -> Drawn:
    """Draws of the days between rounds, by resampling the prior.

    k waits of total T, whole days each, have the density of a gamma(k, mean - least) at T + k/2 - k least. Where nobody
    knows how near the sides were, a single wait is close with an unknown share, uniform on 0 to 1. A parked wait cut
    short by a handover says that it was longer: exp(-(waited - least) / (mean - least)). All means are stretched by the
    epidemic as in `sim.rules.talks.stretched`.

    Priors: means that the record tells log-uniform (working, handover, parked), the others uniform over their range.
    """
    rng = generator(seed, 1)
    least, close, epidemic = (
        rng.uniform(*priors[name], draws) for name in ("spacing_least", "spacing_close", "spacing_epidemic")
    )
    working, handover = log_uniform(*WORKING, draws, rng), log_uniform(*HANDOVER, draws, rng)
    parked = log_uniform(*priors["spacing_parked"], draws, rng)
    share = rng.random(draws)
    fits = (least < close) & (close < working)
    least, close, epidemic, working, handover, parked, share = (
        each[fits] for each in (least, close, epidemic, working, handover, parked, share)
    )
    total = np.zeros(least.size)
    for run in found.runs:
        wide = _log_gamma(run, least, working)
        if run.wide:
            total += wide
        elif run.gaps == 1:
            near = _log_gamma(run, least, close)
            with np.errstate(divide="ignore"):
                total += np.logaddexp(np.log1p(-share) + wide, np.log(share) + near)
    for wait in found.parked:
        mean = parked * (1.0 + (epidemic - 1.0) * wait.epidemic_then)
        total -= (wait.waited - least) / np.maximum(mean - least, 1.0)
        mean = handover * (1.0 + (epidemic - 1.0) * wait.epidemic_later)
        for days in (wait.resumed, JAPAN_RESUMED):
            total -= np.log(mean) + (days - 0.5) / mean
    return resampled(SPACING, np.column_stack([least, working, close, parked, handover, epidemic]), total, count, rng)


def _log_gamma(run: Run, least: RealArray, mean: RealArray) -> RealArray:
    """Log-density of a run of waits; minus infinity where the least is longer than the run allows."""
    left, scale = run.days + run.gaps * (0.5 - least), mean - least
    with np.errstate(divide="ignore", invalid="ignore"):
        density = (run.gaps - 1.0) * np.log(left) - left / scale - run.gaps * np.log(scale) - gammaln(run.gaps)
    return np.where(left > 0.0, density, -np.inf)


def steps(found: Dates, priors: Mapping[str, tuple[float, float]], seed: int, count: int) -> Drawn:
    """Draws of the lags of a text: signature and vote in closed form, entry and the leader's days on a grid.

    Entry: whole days, at least one: P(d <= 1) = 1 - exp(-2 / m), else exp(-d / m) - exp(-(d + 1) / m), log-uniform
    prior. The leader's days are seen once, at a refusal on the next day: 1 - exp(-1 / m), log-uniform over the range.
    Of the gap that counts as small no record tells: uniform over its range.
    """
    rng = generator(seed, 2)
    signature = shifted_exponential(found.signature, *priors["signature_least"], count, rng)
    vote = shifted_exponential(found.vote, *priors["vote_least"], count, rng)
    log_mean = _logs(ENTRY)
    told = np.zeros(POINTS)
    for days in found.entry:
        told += _log_entry(days, np.exp(log_mean))
    entry = np.exp(on_grid(log_mean, told, count, rng))
    log_mean = _logs(priors["leader_mean_days"])
    leader = np.exp(on_grid(log_mean, np.log(-np.expm1(-REFUSED_AFTER / np.exp(log_mean))), count, rng))
    close_gap = rng.uniform(*priors["close_gap"], count)
    return Drawn(STEPS, np.column_stack([close_gap, leader, *signature, *vote, entry]))


def _log_entry(days: int, mean: RealArray) -> RealArray:
    if days <= 1:
        return np.log(-np.expm1(-2.0 / mean))
    return -days / mean + np.log(-np.expm1(-1.0 / mean))


def _logs(bounds: tuple[float, float]) -> RealArray:
    return np.linspace(math.log(bounds[0]), math.log(bounds[1]), POINTS)


def ranges(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Range of every parameter in the parameters file."""
    return {name: getattr(scenario.parameters, name).prior for name in type(scenario.parameters).model_fields}
