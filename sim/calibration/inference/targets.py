"""What a simulated negotiation is held against: targets of agreements on record, as finite numbers with their errors.

Each target is a number for a simulated negotiation and for the record: where a negotiation never got so far, the number
is a stated one (`absent`), so none is ever missing. Targets are made comparable by a scale:

    z(x) = x / s,   s^2 = scale^2 + noise^2      for numbers,
    z(x) = `OTHER` if x is not the recorded one, else 0      for flags, names and terms.

`scale` is how far off simulated talks may be before a careful reader objects, `noise` the standard error of the record
itself, and the distance of one negotiation from the record the sum of w |z(x) - z(recorded)| over the targets.

Agreements weigh alike: w = 7 over the number of an agreement's targets, 7 being what most have. Three more of the 11th
tell it apart from the others, they do not make it count for more. Other hosts than Korea have three: the lags from
agreement to signature are drawn from Korea's record, rounds are not on theirs, and what grows in a year is settled in
their budgets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from sim.history import rows
from sim.history.episodes import RecordedOutcome
from sim.history.keys import KOREAN, of_key, recorded_of
from sim.history.tables import read
from sim.outcome import INDEX
from sim.rules.kinds import Escalator

RealArray = npt.NDArray[np.float64]
OTHER = 5.0  # scales by which a name, flag or term that is not the one on record is off
HANDOVER = date(2021, 1, 20)  # refusals of the 11th before it are the first Trump administration's
HANDOVER_11 = (HANDOVER - date(2019, 12, 31)).days  # from expiry
UNSURE_NOISE = 15.0  # days; standard error of the day of agreement where none is on record or it is unsure:
UNSURE = "korea-8"  # principle on 2008-11-20, published on 2008-12-23; the day of agreement is unverified
ELSEWHERE = ("agreement_day", "rise_annualised", "term_years")  # measures of the agreements of other hosts
Kind = Literal["real", "flag", "name"]


@dataclass(frozen=True)
class Measure:
    """A kind of target: how it is read off outcomes, and what holds where there is nothing to read.

    Attributes
    ----------
    name, unit : as in `sim.outcome`, where it is a column
    kind : number, flag (0 or 1), or name, by its number
    scale : difference that counts as 1; 0 where only being the same counts
    noise : standard error of the record, in the same unit
    absent : value where the negotiation has none
    """

    name: str
    unit: str
    kind: Kind
    scale: float
    noise: float
    absent: float
    of: Callable[[RealArray], RealArray]  # outcomes, shape (n, columns), to values, NaN for absent
    recorded: Callable[[RecordedOutcome], float]


@dataclass(frozen=True)
class Target:
    """A measure of one agreement, with the value on record and that value's standard error."""

    episode: str
    measure: Measure
    recorded: float
    noise: float

    @property
    def name(self) -> str:
        """Such as `korea-10.agreement_day`."""
        return f"{self.episode}.{self.measure.name}"


def _column(name: str) -> Callable[[RealArray], RealArray]:
    column: int = getattr(INDEX, name)
    return lambda outcomes: outcomes[:, column]


def _blank(outcomes: RealArray) -> RealArray:
    signed = outcomes[:, INDEX.signature_day]
    return np.where(np.isnan(signed), 1.0, (signed > 0.0).astype(np.float64))


def refused(outcomes: RealArray) -> npt.NDArray[np.bool_]:
    """Whether the guest's leader refused a text of the 11th before the handover; shape (n,)."""
    found: npt.NDArray[np.bool_] = (outcomes[:, INDEX.guest_refusals] > 0) & (
        outcomes[:, INDEX.first_refusal_day] < HANDOVER_11
    )
    return found


def _refused(outcomes: RealArray) -> RealArray:
    return refused(outcomes).astype(np.float64)


def _refused_rise(outcomes: RealArray) -> RealArray:
    return np.where(refused(outcomes), outcomes[:, INDEX.first_refused_rise], np.nan)


def _furlough(outcomes: RealArray) -> RealArray:
    return (outcomes[:, INDEX.furlough_days] > 0).astype(np.float64)


def _given(value: float | None) -> float:
    if value is None:
        raise ValueError("the record has no such value")
    return float(value)


# fmt: off
MEASURES: tuple[Measure, ...] = (
    Measure("agreement_day", "days", "real", 30.0, 2.0, 1096.0, _column("agreement_day"), lambda r: r.agreement_day),
    Measure("blank_period", "true or false", "flag", 0.0, 0.0, 1.0, _blank, lambda r: float(r.signature_day > 0)),
    Measure("signature_lag", "days", "real", 40.0, 2.0, 365.0,
            lambda o: o[:, INDEX.signature_day] - o[:, INDEX.agreement_day],
            lambda r: r.signature_day - r.agreement_day),
    Measure("rise_annualised", "share per year", "real", 0.01, 0.001, 0.0, _column("rise_annualised"),
            lambda r: r.rise_annualised),
    Measure("term_years", "years", "real", 0.0, 0.0, 0.0, _column("term_years"), lambda r: float(r.term_years)),
    Measure("escalator", "name", "name", 0.0, 0.0, -1.0, _column("escalator"),
            lambda r: float(Escalator[r.escalator.upper()].value)),
    Measure("rounds", "rounds", "real", 3.0, 0.5, 0.0, _column("rounds"), lambda r: _given(r.rounds)),
)
OF_THE_11TH: tuple[Measure, ...] = (
    Measure("refused", "true or false", "flag", 0.0, 0.0, 0.0, _refused, lambda r: float(r.guest_refusals > 0)),
    Measure("refused_rise", "share", "real", 0.03, 0.005, 0.0, _refused_rise, lambda r: _given(r.first_refused_rise)),
    Measure("furlough", "true or false", "flag", 0.0, 0.0, 0.0, _furlough, lambda r: float(r.furlough_days > 0)),
)
# fmt: on


def measure_of(name: str) -> Measure:
    """Measure of a name."""
    return next(measure for measure in (*MEASURES, *OF_THE_11TH) if measure.name == name)


def measures_of(episode: str) -> tuple[Measure, ...]:
    """What an agreement is held against."""
    if episode not in KOREAN:
        return tuple(measure_of(name) for name in ELSEWHERE)
    return (*MEASURES, *(OF_THE_11TH if episode == "korea-11" else ()))


def targets_of(episodes: Sequence[str] = KOREAN) -> tuple[Target, ...]:
    """Targets of some agreements, by key, with what is on record of them.

    Raises
    ------
    RecordError : the record does not follow one
    """
    found: list[Target] = []
    for key in episodes:
        record = recorded_of(key)
        for measure in measures_of(key):
            unsure = measure.name == "agreement_day" and _unsure(key)
            noise = UNSURE_NOISE if unsure else measure.noise
            found.append(Target(key, measure, float(measure.recorded(record)), noise))
    return tuple(found)


def _unsure(key: str) -> bool:
    """Whether the day of agreement is not on record, so that a day at which its text was seen stands for it."""
    host, number = of_key(key)
    row = next(each for each in read(rows.Agreement, host=host) if each.agreement == number)
    return key == UNSURE or row.agreement_reached is None


def weights_of(targets: Sequence[Target]) -> RealArray:
    """Weight of each target, by which all agreements weigh alike; shape (number of targets).

    That of an agreement with the targets common to all is 1 each.
    """
    count = Counter(target.episode for target in targets)
    return np.array([len(MEASURES) / count[target.episode] for target in targets])


def summaries(targets: Sequence[Target], outcomes: Mapping[str, RealArray]) -> RealArray:
    """Values of targets for simulated records, all finite; shape (n, number of targets).

    Parameters
    ----------
    outcomes : by agreement, a table of shape (n, columns of `sim.outcome`); row i of all is one simulated record
    """
    columns = []
    for target in targets:
        values = target.measure.of(outcomes[target.episode])
        columns.append(np.where(np.isnan(values), target.measure.absent, values))
    return np.column_stack(columns)


def with_noise(targets: Sequence[Target], values: RealArray, seed: int, first: int = 0) -> RealArray:
    """Simulated values as a record with the errors of ours would give them; draw i depends on seed and i alone."""
    noise = np.array([target.noise for target in targets])
    room = 4 * -(-len(targets) // 4)
    # By inversion each normal number takes one word of the generator, so that any row can be drawn by itself.
    source = np.random.Philox(key=(seed, 1)).advance(first * room // 4)
    uniform = np.random.Generator(source).random((len(values), room))[:, : len(targets)]
    found: RealArray = values + noise * ndtri(np.clip(uniform, 1e-12, 1.0 - 1e-12))
    return found


def scaled(targets: Sequence[Target], values: RealArray, record: RealArray | None = None) -> RealArray:
    """Z of simulated values less z of the record; shape as `values`, (..., number of targets).

    `record` : what they are held against, shape (number of targets,); what is on record by default.
    """
    held = np.array([target.recorded for target in targets]) if record is None else record
    width = np.hypot([target.measure.scale for target in targets], [target.noise for target in targets])
    same = np.array([target.measure.scale == 0.0 for target in targets])
    apart = values - held
    found: RealArray = np.where(same, OTHER * (apart != 0.0), apart / np.where(same, 1.0, width))
    return found


def misses(targets: Sequence[Target], simulated: RealArray, record: RealArray | None = None) -> RealArray:
    """How many scales each target is missed by, from 0 up; shape as `simulated`."""
    return np.abs(scaled(targets, simulated, record))


def distance(targets: Sequence[Target], simulated: RealArray, record: RealArray | None = None) -> RealArray:
    """Distance of simulated records from the one on record, their misses weighed and summed; shape (...)."""
    found: RealArray = (weights_of(targets) * misses(targets, simulated, record)).sum(axis=-1)
    return found
