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
from sim.posterior.draws import Posterior
from sim.posterior.joined import outside_for
from sim.prepare import Prepared, prepare
from sim.scenario.load import load_scenario
from sim.scenario.neutral import neutral
from sim.scenario.schema import Scenario

RealArray = npt.NDArray[np.float64]
BLOCK = 1_000  # records a thread simulates at a time
Told = Callable[[int, int], None]  # records done, records in all


@dataclass(frozen=True)
class Episodes:
    """The past negotiations ready to run, and what their parameters are drawn from.

    Attributes
    ----------
    prepared : by number of the agreement
    prior : of the free parameters, as their file states it
    outside : draws of what has records of its own, of all that the scenarios leave to them
    """

    prepared: Mapping[int, Prepared]
    prior: Prior
    outside: Posterior

    def only(self, numbers: Sequence[int]) -> Episodes:
        """Some of them."""
        return replace(self, prepared={number: self.prepared[number] for number in numbers})

    def records(self, values: RealArray, rows: npt.NDArray[np.int64]) -> np.ndarray:
        """Records of all parameters: the free ones, shape (n, k), beside outside draws of some numbers, shape (n,)."""
        found = self.prior.records(values)
        own = self.outside.values[rows % len(self.outside.values)]
        for column, name in enumerate(self.outside.names):
            found[name] = own[:, column]
        return found

    def repeated(self, values: RealArray, count: int) -> np.ndarray:
        """Each set of free parameters so many times, each time beside another outside draw; shape (n count,).

        What is a mean over these is one over their posterior. Its rows are exchangeable: evenly spaced ones are taken,
        the same for every set.
        """
        rows = np.arange(count) * len(self.outside.values) // count
        return self.records(np.repeat(values, count, axis=0), np.tile(rows, len(values)))

    def under(self, value: RealArray, seed: int, count: int) -> dict[int, RealArray]:
        """Outcomes of `count` negotiations of each agreement under one set of free parameters, shape (k,)."""
        draws = self.repeated(value[None], count)
        return {
            number: simulate(replace(prepared, draws=draws), seed, 0, count)
            for number, prepared in self.prepared.items()
        }

    def content(self) -> bytes:
        """The numbers that runs of them are made of, for digests."""
        each = (
            f"{number}".encode() + prepared.facts.tobytes() + prepared.draws.tobytes()
            for number, prepared in self.prepared.items()
        )
        return b"".join((*each, " ".join(self.outside.names).encode(), self.outside.values.tobytes()))


def load_episodes(scenarios: Path, overrides: Sequence[str] = (), opening: bool = False) -> Episodes:
    """Scenarios of agreements 8 to 12 in a folder, with the values of the parameters file, whatever the files draw.

    What came from outside after the opening is given as it came: who won, what the North did, states of the world. A
    fit is to learn from the talks, not from elections, and the outcomes of the talks are no part of a scenario.

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
    loaded = {number: load_scenario(file, overrides, "central").scenario for number, file in files.items()}
    for number, scenario in loaded.items():
        _check_record(scenarios, number, scenario)
    first = loaded[COVERED[0]]
    for number, scenario in loaded.items():
        if scenario.parameters != first.parameters:
            raise ScenarioError(f"{scenarios}: agreement {number} does not have the parameters of agreement 8.")
    # A mechanism that is switched off has neutral weights: they are not free, and no draw may bring it back.
    parameters = neutral(first).parameters
    prior, outside = prior_of(parameters, first.policy), outside_for(parameters)
    if opening:
        loaded = {
            number: scenario.model_copy(update={"as_of": scenario.agreement.talks_open})
            for number, scenario in loaded.items()
        }
    return Episodes({number: prepare(scenario) for number, scenario in loaded.items()}, prior, outside)


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
    """One negotiation of each agreement for each row of free parameters, shape (n, k); see `play_records`.

    Row i stands beside the outside draw of number `first` + i.
    """
    rows = first + np.arange(len(values))
    return play_records(episodes, episodes.records(values, rows), seed, first, workers, told)


def play_records(
    episodes: Episodes, draws: np.ndarray, seed: int, first: int = 0, workers: int = 1, told: Told | None = None
) -> dict[int, RealArray]:
    """One negotiation of each agreement for each set of parameters.

    Parameters
    ----------
    draws : records of all parameters, shape (n,)
    seed, first : row i takes the luck of replicate `first` + i of that seed
    workers : threads; they do not change the numbers

    Returns
    -------
    By agreement, a table of shape (n, columns of `sim.outcome`).
    """
    count = len(draws)
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
