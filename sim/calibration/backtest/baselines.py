"""Forecasts to beat, of the same targets: the other agreements, the last one, and a plain model without politics.

None of them may see the agreement it forecasts. `climatology` takes the other recorded values as equally likely;
`last_time` repeats the last recorded value before; `faratin` is this simulator with all politics switched off, so that
two sides concede by the clock, its parameters drawn from the same prior and fitted to the other agreements by
plain rejection.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim.calibration.inference.simulated import Episodes, load_episodes, simulate_records
from sim.calibration.inference.targets import Measure, Target, distance, measure_of, summaries, targets_of, with_noise
from sim.history import rows
from sim.history.keys import FITTED, KOREAN, key_of, of_key, recorded_of
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


def on_record(measure: Measure, key: str) -> float:
    """Value of a measure for an agreement; `absent` where its talks had no such thing."""
    try:
        return float(measure.recorded(recorded_of(key)))
    except ValueError:
        return measure.absent


def climatology(target: Target, others: Sequence[str] = KOREAN) -> RealArray:
    """Recorded values of other agreements, equally likely; shape (their number,)."""
    return np.array([on_record(target.measure, key) for key in others if key != target.episode])


@dataclass(frozen=True)
class LastTime:
    """A recorded value and the agreement it is of."""

    value: float
    of: str


def last_time(target: Target, folder: Path = DATA) -> LastTime | None:
    """Value of the last agreement of the host before whose value is on record, None if there is none.

    The talks before Korea's 8th and the first of Japan's are not followed, but the tables hold days and sums of some.
    """
    host, number = of_key(target.episode, folder)
    found = None
    for row in read(rows.Agreement, folder, host):
        if row.agreement < number:
            value = _value(target.measure.name, row, folder)
            found = found if value is None else LastTime(value, key_of(host, row.agreement, folder))
    return found


def _value(measure: str, row: rows.Agreement, folder: Path) -> float | None:
    """What the tables hold of an agreement, whether its talks are followed or not."""
    agreed, signed = row.days_expiry_to_agreement, row.days_expiry_to_signature
    key = key_of(row.host, row.agreement, folder)
    if key in FITTED:
        return on_record(measure_of(measure), key)
    if measure == "term_years" and row.validity_years is not None:
        return float(row.validity_years)
    if measure == "agreement_day" and agreed is not None:
        return float(agreed)
    if measure == "blank_period" and signed is not None:
        return float(signed > 0)
    if measure == "signature_lag" and agreed is not None and signed is not None:
        return float(signed - agreed)
    # The sum was set anew each time before it ran out, so the first year stands one year after the last base.
    return row.rise if measure == "rise_annualised" else None


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
    keys: Sequence[str] = KOREAN,
) -> dict[str, RealArray]:
    """Negotiations of each agreement in the plain model, fitted to the others alone.

    Parameters
    ----------
    scenarios : folder of the scenarios
    replicates : of each agreement; the kept parameters in turn
    seed, first : replicates are numbered from `first`, those of the table from 0
    table : prior draws
    told : called with how many more negotiations are done
    opening : whether nothing is known that came after the day the talks opened
    keys : of the agreements

    Returns
    -------
    By agreement, a table of shape (replicates, columns of `sim.outcome`).
    """
    episodes = load_episodes(scenarios, FARATIN, opening, keys)
    targets = targets_of(keys)
    values = episodes.prior.draw(seed, 0, table)
    outcomes = simulate_records(episodes, values, seed, 0, workers)
    simulated = with_noise(targets, summaries(targets, outcomes), seed)
    if told is not None:
        told(table * len(keys))
    found: dict[str, RealArray] = {}
    for key in keys:
        others = np.array([target.episode != key for target in targets])
        given = [target for target in targets if target.episode != key]
        kept = values[nearest(given, simulated[:, others])]
        found[key] = _one(episodes, key, kept[np.arange(replicates) % len(kept)], seed, first, workers)
        if told is not None:
            told(replicates)
    return found


def _one(episodes: Episodes, key: str, values: RealArray, seed: int, first: int, workers: int) -> RealArray:
    return simulate_records(episodes.only((key,)), values, seed, first, workers)[key]


NAMES = ("climatology", "last time", "Faratin")
WORDS = {
    "climatology": "the other agreements' values, equally likely",
    "last time": "the last value on record before",
    "Faratin": "tactics by the clock, no waiting and no politics, fitted to the other agreements",
}
