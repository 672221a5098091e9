"""Simulated records: one negotiation of each agreement for each set of parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim.calibration.inference.prior import Prior, prior_of
from sim.engine.batch import simulate
from sim.errors import ScenarioError
from sim.history.beside import edited_facts
from sim.history.episodes import COVERED
from sim.outcome import NAMES
from sim.prepare import Prepared, prepare
from sim.scenario.load import load_scenario
from sim.scenario.neutral import neutral
from sim.scenario.schema import Scenario

RealArray = npt.NDArray[np.float64]
BLOCK = 1_000  # records a thread simulates at a time
Told = Callable[[int, int], None]  # records done, records in all


@dataclass(frozen=True)
class Episodes:
    """The past negotiations ready to run, by number of the agreement, and the prior their parameters file states."""

    prepared: Mapping[int, Prepared]
    prior: Prior

    def only(self, numbers: Sequence[int]) -> Episodes:
        """Some of them."""
        return replace(self, prepared={number: self.prepared[number] for number in numbers})

    def under(self, draw: np.ndarray, seed: int, count: int) -> dict[int, RealArray]:
        """Outcomes of `count` negotiations of each agreement under one set, a record of shape (1,)."""
        return {
            number: simulate(replace(prepared, draws=draw), seed, 0, count)
            for number, prepared in self.prepared.items()
        }

    def content(self) -> bytes:
        """The numbers that runs of them are made of, for digests."""
        return b"".join(
            f"{number}".encode() + prepared.facts.tobytes() + prepared.draws.tobytes()
            for number, prepared in self.prepared.items()
        )


def load_episodes(scenarios: Path, overrides: Sequence[str] = (), opening: bool = False) -> Episodes:
    """Scenarios of agreements 8 to 12 in a folder, with the central set of parameters, whatever the files draw.

    Parameters
    ----------
    overrides : `KEY=VALUE`, for every one of them
    opening : whether they are cut to what was known on the day the talks opened

    Raises
    ------
    ScenarioError : a file is missing or faulty, is not about the talks on record, or two files do not share their
        parameters
    """
    files = {number: scenarios / f"sma{number:02d}.toml" for number in COVERED}
    loaded = {number: load_scenario(file, overrides, "point").scenario for number, file in files.items()}
    for number, scenario in loaded.items():
        _check_record(scenarios, number, scenario)
    first = loaded[COVERED[0]].parameters
    for number, scenario in loaded.items():
        if scenario.parameters != first:
            raise ScenarioError(f"{scenarios}: agreement {number} does not have the parameters of agreement 8.")
    # A mechanism that is switched off has neutral weights: they are not free, and no draw may bring it back.
    prior = prior_of(neutral(loaded[COVERED[0]]).parameters)
    if opening:
        loaded = {
            number: scenario.model_copy(update={"as_of": scenario.agreement.talks_open})
            for number, scenario in loaded.items()
        }
    return Episodes({number: prepare(scenario) for number, scenario in loaded.items()}, prior)


def _check_record(folder: Path, number: int, scenario: Scenario) -> None:
    """Refuse talks that are not those on record: they would be held against the dates and sums of others."""
    edited = edited_facts(scenario)
    if scenario.agreement.number == number and not edited:
        return
    told = "; ".join(f"{path} is {found}, on record {recorded}" for path, found, recorded in edited)
    raise ScenarioError(
        f"{folder}: sma{number:02d}.toml is not about the talks on record on agreement {number}:"
        f" {told or f'agreement.number is {scenario.agreement.number}'}. Put these facts back."
    )


def simulate_records(
    episodes: Episodes, values: RealArray, seed: int, first: int = 0, workers: int = 1, told: Told | None = None
) -> dict[int, RealArray]:
    """One negotiation of each agreement for each row of free parameters.

    Parameters
    ----------
    values : shape (n, k)
    seed, first : row i takes the luck of replicate `first` + i of that seed
    workers : threads; they do not change the numbers

    Returns
    -------
    By agreement, a table of shape (n, columns of `sim.outcome`).
    """
    count, draws = len(values), episodes.prior.records(values)
    tables = {number: np.empty((count, len(NAMES))) for number in episodes.prepared}
    done = 0

    def fill(start: int) -> int:
        stop = min(start + BLOCK, count)
        for number, prepared in episodes.prepared.items():
            # Replicate r takes draw r modulo n: turned so that it is the one of its own row.
            own = replace(prepared, draws=np.roll(draws[start:stop], (first + start) % (stop - start)))
            simulate(own, seed, first + start, stop - start, tables[number][start:stop])
        return stop - start

    with ThreadPoolExecutor(workers, thread_name_prefix="records") as pool:
        for size in pool.map(fill, range(0, count, BLOCK)):
            done += size
            if told is not None:
                told(done, count)
    return tables
