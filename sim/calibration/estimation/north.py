"""The record of provocations by day, the models fitted to it, and records drawn from a fitted model."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from sim.calibration.estimation.hawkes import chances, draw_record
from sim.calibration.estimation.maximum import Axis, LogLikelihood, Maximum, maximise
from sim.engine.public import ANSWERED
from sim.errors import ScenarioError
from sim.history import rows
from sim.history.tables import provocation_days, provocation_span, read
from sim.prepare import WINTER
from sim.rules.payment import DAYS_PER_YEAR
from sim.scenario.schema import Interval
from sim.timeline.days import day_of
from sim.timeline.events import months_by_day
from sim.timeline.states import ACTS_ON_NORTH, provocation_factor, strengths

SEVERITIES = (1, 2, 3, 4, 5)
BEFORE = "before"  # before_1, before_2 ...: factor on the base rate before the latest break, the one before it ...
TREND = "trend"  # growth of the base rate, per year, in place of breaks
DISCORD = "discord"  # logarithm of the factor in the days after discord in the talks
_BOUNDS = (0.01, 10.0)  # of a factor on the base rate
AXES = {
    axis.name: axis
    for axis in (
        Axis("rate", "log", 0.01, 365.0, 15.0),
        Axis("branching", "logit", 0.001, 0.99, 0.5),
        Axis("half_life", "log", 0.5, 1000.0, 10.0),
        Axis("severity", "plain", 0.0, 5.0, 0.2),
        Axis("detente", "plain", 0.0, 10.0, 0.3),  # may be 0: the record has a year of detente without a provocation
        Axis("stalled", "log", *_BOUNDS, 1.0),
        Axis("exercise", "log", *_BOUNDS, 1.3),
        Axis("epidemic", "log", *_BOUNDS, 0.8),
        Axis("winter", "log", *_BOUNDS, 0.7),
        Axis(f"{BEFORE}_1", "log", *_BOUNDS, 0.5),
        Axis(f"{BEFORE}_2", "log", *_BOUNDS, 0.5),
        Axis(TREND, "plain", -1.0, 1.0, 0.0),
        Axis(DISCORD, "plain", -5.0, 5.0, 0.0),
    )
}
NEUTRAL = {
    "branching": 0.0, "half_life": 10.0, "severity": 0.0, **dict.fromkeys(ACTS_ON_NORTH, 1.0),
    f"{BEFORE}_1": 1.0, f"{BEFORE}_2": 1.0, TREND: 0.0, DISCORD: 0.0,
}  # fmt: skip
LAUNCHES = frozenset({"srbm", "mrlbm", "irbm", "icbm", "slbm", "satellite", "nuclear"})  # each on a list since 1984
OTHER_ACTS = frozenset({"cruise", "artillery", "clash", "other"})
EXCITATION = ("branching", "half_life", "severity")


@dataclass(frozen=True)
class Record:
    """Severity of each day's provocation, 0 for none, and the states of the world; arrays of shape (days,).

    `discord` is true on the days on which the North may answer discord in the talks; none unless given.
    """

    first: date
    severity: np.ndarray
    strength: Mapping[str, np.ndarray]
    winter: np.ndarray
    discord: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=bool))

    @property
    def days(self) -> int:
        """Length of the record."""
        return int(self.severity.size)

    @property
    def came(self) -> np.ndarray:
        """True on days with a provocation."""
        flags: np.ndarray = self.severity > 0
        return flags

    def date_of(self, day: int) -> date:
        """Date of a day of the record."""
        return self.first + timedelta(days=day)


@dataclass(frozen=True)
class Model:
    """What is free: names of the parameters found, and the days of the record on which the base rate steps."""

    name: str
    free: tuple[str, ...]
    breaks: tuple[int, ...] = ()

    def with_breaks(self, *days: int) -> Model:
        """The same with steps of the base rate on these days, each of a size to be found."""
        kept = tuple(name for name in self.free if not name.startswith(BEFORE))
        steps = tuple(f"{BEFORE}_{number + 1}" for number in range(len(days)))
        return replace(self, free=kept + steps, breaks=tuple(sorted(days)))


PLAIN = Model("Poisson", ("rate",))
EXCITED = Model("self-exciting, no covariates", ("rate", *EXCITATION))
DRIVEN = Model("covariates, no self-excitation", ("rate", *ACTS_ON_NORTH))
FULL = Model("self-exciting with covariates", ("rate", *EXCITATION, *ACTS_ON_NORTH))


def recorded(intervals: Iterable[Interval], kinds: Collection[str] | None = None) -> Record:
    """The record in whole years, from the first to the last in which it has a provocation.

    `kinds` : acts to look at, by the names of the record; all unless given.
    """
    intervals = tuple(intervals)
    missing = [name for name in ACTS_ON_NORTH[:-1] if not any(spell.kind == name for spell in intervals)]
    if missing:
        raise ScenarioError(
            f"the scenario has no interval of kind {', '.join(missing)}, so the factor on the North's rate cannot be"
            " found. Fit with scenarios/sma12.toml, or add the intervals."
        )
    begin, end = provocation_span()
    first, last = date(begin.year, 1, 1), date(end.year, 12, 31)
    days = day_of(last, first) + 1
    severity = np.zeros(days, dtype=np.int64)
    for day, worst in provocation_days(first, last, kinds=kinds).items():
        severity[day_of(day, first)] = worst
    answered = answered_days(first, days, discords())
    return Record(first, severity, strengths(intervals, first, days), months_by_day(WINTER, first, days), answered)


def discords() -> tuple[date, ...]:
    """Days of discord on record, in order: a walkout, a leader's refusal, an expiry passed without a text."""
    found = {each.end_date.last for each in read(rows.Round) if each.outcome in ("walkout", "leader rejection")}
    for row in read(rows.Agreement):
        if row.prior_expiry and row.agreement_reached and row.agreement_reached > row.prior_expiry:
            found.add(row.prior_expiry)
    return tuple(sorted(found))


def answered_days(first: date, days: int, discords: Iterable[date]) -> np.ndarray:
    """True on the days after each day of discord on which the engine lets the North answer it; shape (days,)."""
    flags = np.zeros(days, dtype=bool)
    for each in discords:
        day = day_of(each, first)
        flags[max(day + 1, 0) : max(day + ANSWERED + 1, 0)] = True
    return flags


def factor(record: Record, model: Model, values: Mapping[str, float]) -> np.ndarray:
    """Factor on the base rate by day: that of the simulator, times the record's own density; shape (days,).

    The density is 1 after the last break and the product of the later steps before an earlier one; a trend runs to 1
    on the last day. In the days after discord it is exp(discord) times that.
    """
    density = np.ones(record.days)
    for number, day in enumerate(reversed(model.breaks)):
        density[:day] *= values[f"{BEFORE}_{number + 1}"]
    if values[TREND] != 0.0:
        density *= np.exp(values[TREND] * (np.arange(record.days) - record.days + 1) / DAYS_PER_YEAR)
    if values[DISCORD] != 0.0:
        density[record.discord] *= math.exp(values[DISCORD])
    by_day: np.ndarray = density * provocation_factor(record.strength, record.winter, values)
    return by_day


def chance_by_day(record: Record, model: Model, values: Mapping[str, float]) -> np.ndarray:
    """Chance of a provocation on each day, given the days before it; shape (days,)."""
    chance = np.empty(record.days)
    _log_likelihood(record, model, values, chance)
    return chance


def likelihood(record: Record, model: Model) -> LogLikelihood:
    """Log-likelihood of the record as a function of all parameters by name."""
    room = np.empty(record.days)
    return lambda values: _log_likelihood(record, model, values, room)


def _log_likelihood(record: Record, model: Model, values: Mapping[str, float], out: np.ndarray) -> float:
    by_day = factor(record, model, values)
    return chances(
        record.severity, by_day, values["rate"], values["branching"], values["half_life"], values["severity"], out
    )


def fit(record: Record, model: Model, start: Mapping[str, float] | None = None) -> Maximum:
    """The model at its highest likelihood; what is not free stays neutral."""
    fixed = {name: value for name, value in NEUTRAL.items() if name not in model.free}
    return maximise(likelihood(record, model), [AXES[name] for name in model.free], fixed, start)


def drawn(
    record: Record, model: Model, values: Mapping[str, float], shares: np.ndarray, seed: int, replicate: int
) -> Record:
    """A record drawn from a model over the same days and states of the world.

    `shares` : of severity 1 to 4, shape (4,).
    """
    severity = np.zeros(record.days, dtype=np.int64)
    draw_record(
        seed, replicate, record.first.toordinal(), factor(record, model, values), values["rate"], values["branching"],
        values["half_life"], values["severity"], shares, severity,
    )  # fmt: skip
    return replace(record, severity=severity)
