"""Forecasts of talks that lie ahead, written to a file before anything came of them and never changed afterwards.

A file says which program, draws and facts made it, up to which day the facts go, and what was foreseen: quantiles of
the day, of the rise and of the term, chances by the end of each year, and the answers in words. When the record has
grown, `scored` says how near it came: the ranked score of quantiles q_p at levels p is the mean over p of
2 (1{x <= q_p} - p)(q_p - x), the mean of pinball losses (Gneiting and Raftery 2007); of a chance the squared error.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from sim.analysis.setting import Label, setting_of
from sim.answers.answers import answers
from sim.errors import MismatchError, StorageError, unwritable
from sim.history.episodes import RecordedOutcome, recorded
from sim.history.tables import DATA
from sim.posterior.draws import shipped_digest
from sim.scenario.identity import content_hash
from sim.scenario.schema import Scenario
from sim.version import VERSION

RealArray = npt.NDArray[np.float64]
LEVELS = tuple(round(0.01 * k, 2) for k in range(1, 100))
FOLDER = Path("forecasts")


class Chance(BaseModel):
    """Share of the negotiations that were signed by a day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: date
    signed: float


class Registered(BaseModel):
    """A forecast as its file holds it.

    Attributes
    ----------
    registered, facts_until : day on which it was written, and the last day that its facts cover, which is never later
    scenario, scenario_sha256 : name and hash of the scenario
    condition : what the forecast takes for granted; empty where nothing
    host, number : whose agreement it is of, and which; its outcome is to be held against it
    expiry : day from which days are counted
    version, draws, seed, replicates : of the program, digest of the parameters' draws, and of the run
    levels : of the quantiles
    signature_day, rise_annualised, rise : quantiles; a day beyond the horizon is null; rises of what was agreed
    agreed : share of the negotiations that agreed by the horizon
    terms : share of each term, in years, among those
    chances : signed by the end of each year
    words : the answers as sentences
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    registered: date
    facts_until: date
    scenario: str
    title: str
    scenario_sha256: str
    condition: str
    host: str
    number: int
    expiry: date
    version: str
    draws: str
    seed: int
    replicates: int
    levels: tuple[float, ...]
    agreed: float
    signature_day: tuple[float | None, ...]
    rise: tuple[float, ...]
    rise_annualised: tuple[float, ...]
    terms: dict[int, float]
    chances: tuple[Chance, ...]
    words: tuple[str, ...]

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.registered}-{self.scenario}.json"


def foreseen(
    frame: pd.DataFrame, scenario: Scenario, label: Label, registered: date, facts_until: date, condition: str
) -> Registered:
    """The forecast that a run makes.

    Parameters
    ----------
    frame : outcomes, one row a negotiation
    label : which run it is, for seed and size
    condition : what it takes for granted, as a clause; where an agreement still in force is reopened, the next one is
        what it is of
    """
    agreement, setting = scenario.agreement, setting_of(scenario)
    day = frame["signature_day"].to_numpy(dtype=np.float64)
    late = np.where(np.isnan(day), np.inf, day)
    quantiles = np.quantile(late, LEVELS, method="inverted_cdf")
    agreed = frame["agreed"].to_numpy(dtype=bool)
    years, counts = np.unique(frame["term_years"].to_numpy(dtype=np.float64)[agreed], return_counts=True)
    ends = _year_ends(facts_until, setting.date_of(setting.horizon_day))
    return Registered(
        registered=registered, facts_until=facts_until, scenario=scenario.name, title=scenario.title,
        scenario_sha256=content_hash(scenario), condition=condition, host=scenario.host.name,
        number=agreement.number + (agreement.reopened_until is not None), expiry=agreement.prior_expiry,
        version=VERSION, draws=shipped_digest(), seed=label.seed, replicates=len(frame), levels=LEVELS,
        agreed=float(agreed.mean()),
        signature_day=tuple(float(each) if np.isfinite(each) else None for each in quantiles),
        rise=_quantiles(frame["rise"], agreed), rise_annualised=_quantiles(frame["rise_annualised"], agreed),
        terms={int(term): round(count / int(agreed.sum()), 4) for term, count in zip(years, counts, strict=True)},
        chances=tuple(
            Chance(by=end, signed=float((late <= (end - agreement.prior_expiry).days).mean())) for end in ends
        ),
        words=answers(frame, scenario, label).sentences,
    )  # fmt: skip


def write(forecast: Registered, folder: Path = FOLDER) -> Path:
    """Write a forecast to a file of its own.

    Raises
    ------
    MismatchError : the file is there, which is never written again
    StorageError : it cannot be written
    """
    path = folder / forecast.file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(forecast.model_dump_json(indent=1) + "\n")
    except FileExistsError:
        raise MismatchError(
            f"{path}: was registered before, and a registered forecast is never changed. Register a newer one on"
            " another day."
        ) from None
    except OSError as error:
        raise unwritable(path, error, "Name another folder with --folder") from error
    return path


def read(path: Path) -> Registered:
    """A forecast from its file.

    Raises
    ------
    StorageError : the file is missing or damaged
    """
    try:
        return Registered.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise StorageError(f"{path}: cannot be read as a registered forecast: {error}") from error


def read_all(folder: Path = FOLDER) -> tuple[Registered, ...]:
    """Every forecast in a folder, the earliest first."""
    return tuple(read(path) for path in sorted(folder.glob("*.json")))


class Score(BaseModel):
    """How near a forecast came: what was recorded, and the ranked score, in the unit of what it is of."""

    model_config = ConfigDict(frozen=True)

    what: str
    foreseen: str
    came: str
    score: float


def outcome_of(forecast: Registered, folder: Path = DATA) -> RecordedOutcome | None:
    """What came, where the record has it."""
    return recorded(forecast.number, folder, forecast.host)


def scored(forecast: Registered, outcome: RecordedOutcome) -> tuple[Score, ...]:
    """Scores of a forecast against what came."""
    late = np.array([np.inf if each is None else each for each in forecast.signature_day])
    signed = forecast.expiry + timedelta(days=outcome.signature_day)
    found = [
        Score(what="day signed", foreseen=_day_of(forecast, 0.5), came=str(signed),
              score=ranked(np.minimum(late, _latest(forecast)), outcome.signature_day)),
        Score(what="rise a year", foreseen=f"{100 * forecast.rise_annualised[49]:.1f}%",
              came=f"{100 * outcome.rise_annualised:.1f}%",
              score=100.0 * ranked(np.array(forecast.rise_annualised), outcome.rise_annualised)),
    ]  # fmt: skip
    for chance in forecast.chances:
        came = signed <= chance.by
        found.append(
            Score(what=f"signed by {chance.by}", foreseen=f"{100 * chance.signed:.0f}%", came="yes" if came else "no",
                  score=(chance.signed - came) ** 2)
        )  # fmt: skip
    return tuple(found)


def ranked(quantiles: RealArray, value: float, levels: Sequence[float] = LEVELS) -> float:
    """Mean of the pinball losses of quantiles, twice, which is the ranked score on a grid of levels.

    Examples
    --------
    >>> ranked(np.array([3.0]), 5.0, levels=[0.5])
    2.0
    """
    level = np.asarray(levels)
    return float((2.0 * ((value <= quantiles) - level) * (quantiles - value)).mean())


def day_at(forecast: Registered, level: float) -> date | None:
    """Day by which a share of the negotiations were signed; None beyond the horizon."""
    found = forecast.signature_day[forecast.levels.index(level)]
    return None if found is None else forecast.expiry + timedelta(days=int(found))


def _day_of(forecast: Registered, level: float) -> str:
    day = day_at(forecast, level)
    return "none by the horizon" if day is None else str(day)


def _latest(forecast: Registered) -> float:
    """Day that stands for none by the horizon: the last one foreseen, or expiry where none was."""
    return max((each for each in forecast.signature_day if each is not None), default=0.0)


def _quantiles(values: pd.Series, rows: npt.NDArray[np.bool_]) -> tuple[float, ...]:
    own = values.to_numpy(dtype=np.float64)[rows]
    return tuple(round(float(each), 6) for each in np.quantile(own, LEVELS)) if own.size else ()


def _year_ends(first: date, last: date) -> tuple[date, ...]:
    return tuple(date(year, 12, 31) for year in range(first.year, last.year + 1) if date(year, 12, 31) <= last)
