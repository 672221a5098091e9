"""Forecasts to beat, of the same targets: the other agreements, the last one, and a plain model without politics.

None of them may see the agreement it forecasts. `climatology` takes the other recorded values as equally likely;
`last_time` repeats the last recorded value before; `faratin` is this simulator with all politics switched off, so that
two sides concede by the clock, its parameters drawn from the same prior and fitted to the other agreements by
plain rejection.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim.calibration.inference.simulated import Episodes, load_episodes, simulate_records
from sim.calibration.inference.targets import Measure, Target, distance, summaries, targets_of, with_noise
from sim.history import rows
from sim.history.episodes import COVERED, recorded
from sim.history.tables import DATA, read

RealArray = npt.NDArray[np.float64]
OFF = (
    "waiting",
    "succession",
    "public_opinion",
    "audience_cost",
    "leader_approval",
    "line",
    "peer_comparison",
    "guest_audience",
    "precedent",
)
FARATIN = ("policy=tactics", *(f"switches.{name}=false" for name in OFF))
TABLE = 20_000  # prior draws among which the plain model is fitted
KEPT = 0.01  # share of them that is kept


def on_record(measure: Measure, number: int) -> float:
    """Value of a measure for an agreement; `absent` where its talks had no such thing."""
    record = recorded(number)
    if record is None:
        raise ValueError(f"the record does not follow the talks about agreement {number}")
    try:
        return float(measure.recorded(record))
    except ValueError:
        return measure.absent


def climatology(target: Target) -> RealArray:
    """Recorded values of the other agreements, equally likely; shape (4,)."""
    return np.array([on_record(target.measure, number) for number in COVERED if number != target.episode])


@dataclass(frozen=True)
class LastTime:
    """A recorded value and the agreement it is of."""

    value: float
    of: int


def last_time(target: Target, folder: Path = DATA) -> LastTime | None:
    """Value of the last agreement before whose value is on record, None if there is none.

    The talks before the 8th are not followed, but the tables hold the days of the 4th and what was paid in each year.
    """
    if target.episode > COVERED[0]:
        return LastTime(on_record(target.measure, target.episode - 1), target.episode - 1)
    found = _before_followed(folder).get(target.measure.name)
    return found if found is None or found.of < target.episode else None


def _before_followed(folder: Path) -> dict[str, LastTime]:
    """Last values on record before the talks that are followed; a measure without one is missing."""
    found: dict[str, LastTime] = {}
    for row in read(rows.Agreement, folder):
        if row.agreement >= COVERED[0]:
            break
        agreed, signed = row.days_expiry_to_agreement, row.days_expiry_to_signature
        if row.validity_years is not None:
            found["term_years"] = LastTime(float(row.validity_years), row.agreement)
        if agreed is not None:
            found["agreement_day"] = LastTime(float(agreed), row.agreement)
        if signed is not None:
            found["blank_period"] = LastTime(float(signed > 0), row.agreement)
        if agreed is not None and signed is not None:
            found["signature_lag"] = LastTime(float(signed - agreed), row.agreement)
    for before, year in pairwise(read(rows.Contribution, folder)):
        # The sum was set anew each time before it ran out, so the first year stands one year after the last base.
        of, rise = year.agreement, year.increase_pct
        if of is not None and of < COVERED[0] and of != before.agreement and rise is not None:
            found["rise_annualised"] = LastTime(round(rise / 100.0, 6), of)
    return found


def nearest(targets: Sequence[Target], simulated: RealArray, share: float = KEPT) -> npt.NDArray[np.int64]:
    """Rows of simulated records nearest to the record, the nearest first; at least one.

    Parameters
    ----------
    targets : those the rows are held against
    simulated : shape (n, number of targets)
    share : of the rows that is kept
    """
    order: npt.NDArray[np.int64] = np.argsort(distance(targets, simulated), kind="stable")
    return order[: max(1, round(share * len(simulated)))]


def faratin(
    scenarios: Path,
    replicates: int,
    seed: int,
    first: int,
    table: int = TABLE,
    workers: int = 1,
    told: Callable[[int], None] | None = None,
    opening: bool = False,
) -> dict[int, RealArray]:
    """Negotiations of each agreement in the plain model, fitted to the others alone.

    Parameters
    ----------
    scenarios : folder of the scenarios
    replicates : of each agreement; the kept parameters in turn
    seed, first : replicates are numbered from `first`, those of the table from 0
    table : prior draws
    told : called with how many more negotiations are done
    opening : whether nothing is known that came after the day the talks opened

    Returns
    -------
    By agreement, a table of shape (replicates, columns of `sim.outcome`).
    """
    episodes = load_episodes(scenarios, FARATIN, opening)
    targets = targets_of()
    values = episodes.prior.draw(seed, 0, table)
    outcomes = simulate_records(episodes, values, seed, 0, workers)
    simulated = with_noise(targets, summaries(targets, outcomes), seed)
    if told is not None:
        told(table * len(COVERED))
    found: dict[int, RealArray] = {}
    for number in COVERED:
        others = np.array([target.episode != number for target in targets])
        given = [target for target in targets if target.episode != number]
        kept = values[nearest(given, simulated[:, others])]
        found[number] = _one(episodes, number, kept[np.arange(replicates) % len(kept)], seed, first, workers)
        if told is not None:
            told(replicates)
    return found


def _one(episodes: Episodes, number: int, values: RealArray, seed: int, first: int, workers: int) -> RealArray:
    return simulate_records(episodes.only((number,)), values, seed, first, workers)[number]


NAMES = ("climatology", "last time", "Faratin")
WORDS = {
    "climatology": "the other agreements' values, equally likely",
    "last time": "the last value on record before",
    "Faratin": "tactics by the clock, no waiting and no politics, fitted to the other agreements",
}
