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
from sim.history.keys import FITTED, HOSTS, KOREAN, of_key, words_of
from sim.history.scenarios import scenario_of
from sim.outcome import NAMES
from sim.posterior.draws import Posterior
from sim.posterior.joined import outside_for
from sim.prepare import Prepared, prepare
from sim.rules.parameters import parameter_records
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
    prepared : by key of the agreement
    prior : of the free parameters, as their file states it
    outside : draws of what has records of its own, of all that the scenarios leave to them
    """

    prepared: Mapping[str, Prepared]
    prior: Prior
    outside: Posterior

    def only(self, keys: Sequence[str]) -> Episodes:
        """Some of them."""
        return replace(self, prepared={key: self.prepared[key] for key in keys})

    def records(self, values: RealArray, rows: npt.NDArray[np.int64], host: str) -> np.ndarray:
        """Records of all parameters for a host: the free ones, shape (n, k), beside outside draws of some numbers."""
        return self.beside(self.prior.parameters, self.prior.of_host(values, host), rows)

    def beside(self, names: Sequence[str], values: RealArray, rows: npt.NDArray[np.int64]) -> np.ndarray:
        """Records of all parameters: some by name, shape (n, k), beside outside draws of some numbers, shape (n,)."""
        found = parameter_records(self.prior.central, names, values)
        own = self.outside.values[rows % len(self.outside.values)]
        for column, name in enumerate(self.outside.names):
            found[name] = own[:, column]
        return found

    def repeated(self, values: RealArray, count: int, host: str) -> np.ndarray:
        """Each set of free parameters so many times, each time beside another outside draw; shape (n count,).

        What is a mean over these is one over their posterior. Its rows are exchangeable: evenly spaced ones are taken,
        the same for every set.
        """
        rows = np.arange(count) * len(self.outside.values) // count
        return self.records(np.repeat(values, count, axis=0), np.tile(rows, len(values)), host)

    def under(self, value: RealArray, seed: int, count: int) -> dict[str, RealArray]:
        """Outcomes of `count` negotiations of each agreement under one set of free parameters, shape (k,)."""
        draws = {host: self.repeated(value[None], count, host) for host in self.hosts}
        return {
            key: simulate(replace(prepared, draws=draws[host_of(prepared)]), seed, 0, count)
            for key, prepared in self.prepared.items()
        }

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts of these negotiations, each once."""
        return tuple(dict.fromkeys(map(host_of, self.prepared.values())))

    def content(self) -> bytes:
        """The numbers that runs of them are made of, for digests."""
        each = (
            key.encode() + prepared.facts.tobytes() + prepared.draws.tobytes()
            for key, prepared in self.prepared.items()
        )
        return b"".join((*each, " ".join(self.outside.names).encode(), self.outside.values.tobytes()))


def host_of(prepared: Prepared) -> str:
    """Host whose talks they are, as the scenario names it."""
    return prepared.scenario.host.name


def load_episodes(
    scenarios: Path, overrides: Sequence[str] = (), opening: bool = False, keys: Sequence[str] = FITTED
) -> Episodes:
    """Scenarios of past agreements, with the values of the parameters file, whatever the files draw.

    Those of Korea are the files of agreements 8 to 12 in a folder, those of other hosts are made from the record. What
    came from outside after the opening is given as it came: who won, what the North did, states of the world. A fit is
    to learn from the talks, not from elections, and the outcomes of the talks are no part of a scenario.

    Parameters
    ----------
    overrides : `KEY=VALUE`, for every one of them
    opening : whether they are cut to what was known on the day the talks opened
    keys : of the agreements; hosts are told apart if there are several among `FITTED`, whichever are asked for

    Raises
    ------
    ScenarioError : a file is missing or faulty, is not about the talks on record, or two files do not share their
        parameters
    """
    given = ["given=[]"] if opening else []
    loaded = {key: _loaded(key, scenarios, [*overrides, *given]) for key in keys}
    first = loaded[keys[0]]
    for key, scenario in loaded.items():
        if scenario.parameters != first.parameters:
            raise ScenarioError(f"{scenarios}: {words_of(key)} does not have the parameters of {words_of(keys[0])}.")
    # A mechanism that is switched off has neutral weights: they are not free, and no draw may bring it back.
    parameters = neutral(first).parameters
    prior, outside = prior_of(parameters, first.policy, HOSTS), outside_for(parameters)
    return Episodes({key: prepare(scenario) for key, scenario in loaded.items()}, prior, outside)


def _loaded(key: str, folder: Path, overrides: Sequence[str]) -> Scenario:
    """Scenario of an agreement; talks that are not those on record are refused, which would be held against others."""
    host, number = of_key(key)
    if key not in KOREAN:
        return scenario_of(host, number, overrides=overrides, draws="central").scenario
    scenario = load_scenario(folder / f"sma{number:02d}.toml", overrides, "central").scenario
    edited = edited_facts(scenario)
    if scenario.agreement.number == number and not edited:
        return scenario
    told = "; ".join(f"{path} is {found}, on record {recorded}" for path, found, recorded in edited)
    raise ScenarioError(
        f"{folder}: sma{number:02d}.toml is not about the talks on record on agreement {number}:"
        f" {told or f'agreement.number is {scenario.agreement.number}'}. Put these facts back."
    )


def simulate_records(
    episodes: Episodes, values: RealArray, seed: int, first: int = 0, workers: int = 1, told: Told | None = None
) -> dict[str, RealArray]:
    """One negotiation of each agreement for each row of free parameters, shape (n, k); see `play_records`.

    Row i stands beside the outside draw of number `first` + i.
    """
    rows = first + np.arange(len(values))
    draws = {host: episodes.records(values, rows, host) for host in episodes.hosts}
    return play_records(episodes, draws, seed, first, workers, told)


def play_records(
    episodes: Episodes, draws: Mapping[str, np.ndarray], seed: int, first: int = 0, workers: int = 1,
    told: Told | None = None,
) -> dict[str, RealArray]:  # fmt: skip
    """One negotiation of each agreement for each set of parameters.

    Parameters
    ----------
    draws : by host, records of all parameters, shape (n,)
    seed, first : row i takes the luck of replicate `first` + i of that seed
    workers : threads; they do not change the numbers

    Returns
    -------
    By agreement, a table of shape (n, columns of `sim.outcome`).
    """
    count = len(next(iter(draws.values())))
    tables = {key: np.empty((count, len(NAMES))) for key in episodes.prepared}
    done = 0

    def fill(start: int) -> int:
        stop = min(start + BLOCK, count)
        for key, prepared in episodes.prepared.items():
            # Replicate r takes draw r modulo n: turned so that it is the one of its own row.
            given = draws[host_of(prepared)][start:stop]
            own = replace(prepared, draws=np.roll(given, (first + start) % (stop - start)))
            simulate(own, seed, first + start, stop - start, tables[key][start:stop])
        return stop - start

    with ThreadPoolExecutor(workers, thread_name_prefix="records") as pool:
        for size in pool.map(fill, range(0, count, BLOCK)):
            done += size
            if told is not None:
                told(done, count)
    return tables
