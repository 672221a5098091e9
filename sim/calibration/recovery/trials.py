"""Can the method be trusted: fits to simulated records, whose parameters are known.

Trial i draws true parameters from the prior, simulates one negotiation of each agreement with them, adds the errors of
the record, and fits. What is kept: where the truth stands among the draws of the fit, for every parameter and for
quantities that follow from the parameters (what is foreseen of each target, and the score). A finished trial is a file
of its own; the trial under way has a checkpoint, so that the same call goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sim.calibration.inference.annealing import Stage
from sim.calibration.inference.closeness import ranked_scores
from sim.calibration.inference.posterior import Effort, Fit, fit
from sim.calibration.inference.simulated import Episodes, simulate_records
from sim.calibration.inference.targets import Target, scaled, summaries, targets_of, weights_of, with_noise
from sim.calibration.recovery.ranks import ranks_of, spaced
from sim.errors import MismatchError, StorageError
from sim.experiments.folder import explained, locked
from sim.experiments.remedies import or_delete
from sim.experiments.versions import bytes_depend_on

RealArray = npt.NDArray[np.float64]
Told = Callable[[int, int, float], None]  # trial, stages done of its fit, weight reached
FORESEEN = 8  # negotiations of each agreement from which quantities are read; their luck is the same for all draws
LEVEL = 0.8  # of the intervals kept


@dataclass(frozen=True)
class Known:
    """Numbers whose truth is known, and what a fit says of them; all of one length.

    Attributes
    ----------
    truth, mean, sd : the truth, and mean and standard deviation of the draws
    low, high : central 80% interval
    rank : of the truth among `ranks.DRAWS` draws
    """

    truth: RealArray
    mean: RealArray
    sd: RealArray
    low: RealArray
    high: RealArray
    rank: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Trial:
    """A fit to a simulated record.

    Attributes
    ----------
    number : from 0 on
    parameters, quantities : in the order of the prior's names and of `quantity_names`
    stages, accepted : stages of the fit, and the share of moves taken in the last
    """

    number: int
    parameters: Known
    quantities: Known
    stages: int
    accepted: float


def quantity_names(targets: Sequence[Target]) -> tuple[str, ...]:
    """What `foreseen` gives: each target's mean, or chance of being as recorded, and the score over all."""
    return (*(target.name for target in targets), "score")


def run_trials(
    episodes: Episodes, effort: Effort, seed: int, count: int, folder: Path, workers: int = 1,
    told: Told | None = None,
) -> list[Trial]:  # fmt: skip
    """Trials 0 to `count` - 1; those already in the folder are read.

    Parameters
    ----------
    folder : where each is kept; made if absent
    workers : threads; they do not change the numbers

    Raises
    ------
    MismatchError : the folder holds trials of another seed, effort or version
    """
    place = folder.resolve()
    found = []
    with explained(place):
        place.mkdir(parents=True, exist_ok=True)
        with locked(place):
            for number in range(count):
                found.append(_trial(episodes, effort, seed, number, place, workers, told))
    return found


def simulated_record(episodes: Episodes, seed: int, number: int) -> tuple[RealArray, dict[str, float]]:
    """True parameters of a trial, and the record they make, with errors, by name of the target."""
    targets = targets_of(tuple(episodes.prepared))
    truth = episodes.prior.draw(seed, number, 1)
    outcomes = simulate_records(episodes, truth, _seed(seed, "negotiations"), number)
    values = with_noise(targets, summaries(targets, outcomes), _seed(seed, "noise"), number)[0]
    return truth[0], {target.name: float(value) for target, value in zip(targets, values, strict=True)}


def foreseen(episodes: Episodes, record: dict[str, float], values: RealArray, seed: int, workers: int = 1) -> RealArray:
    """What sets of parameters foresee, under the same luck: a function of parameters and record.

    Of a number the mean over `FORESEEN` negotiations, of a flag, name or term the share that is as recorded; last the
    score over all targets. Shape (n, quantities).
    """
    targets = targets_of(tuple(episodes.prepared))
    held = np.array([record[target.name] for target in targets])
    counts = np.array([target.measure.kind != "real" for target in targets])
    weights = weights_of(targets)
    found = np.empty((len(values), len(targets) + 1))

    def fill(row: int) -> None:
        each = summaries(targets, episodes.under(values[row], seed, FORESEEN))
        found[row, :-1] = np.where(counts, (each == held).mean(axis=0), each.mean(axis=0))
        found[row, -1] = -(weights * ranked_scores(scaled(targets, each, held)[None])).sum()

    with ThreadPoolExecutor(workers, thread_name_prefix="foreseen") as pool:
        for _ in pool.map(fill, range(len(values))):
            pass
    return found


def _trial(
    episodes: Episodes, effort: Effort, seed: int, number: int, folder: Path, workers: int, told: Told | None
) -> Trial:
    path, checkpoint = folder / f"trial-{number:04d}.json", folder / f"trial-{number:04d}.npz"
    identity = _identity(episodes, effort, seed)
    if path.exists():
        return read_trial(path, identity)
    truth, record = simulated_record(episodes, seed, number)

    def tell(_: str, stage: Stage) -> None:
        if told is not None:
            told(number, stage.number, stage.weight)

    own = _seed(seed, "fit", number)
    found = fit(episodes, effort, own, workers=workers, checkpoint=checkpoint, told=tell, record=record)
    trial = _held_against(episodes, found, truth, record, seed, number, workers)
    _write(path, trial, identity)
    checkpoint.unlink(missing_ok=True)
    return trial


def _held_against(
    episodes: Episodes, found: Fit, truth: RealArray, record: dict[str, float], seed: int, number: int, workers: int
) -> Trial:
    thinned = found.draws[spaced(len(found.draws))]
    both = foreseen(
        episodes, record, np.concatenate([truth[None, :], thinned]), _seed(seed, "foreseen", number), workers
    )
    shares = np.random.Generator(np.random.Philox(key=_seed(seed, "ties", number))).random(truth.size + both.shape[1])
    return Trial(
        number,
        known(truth, found.draws, ranks_of(truth, thinned, shares[: truth.size])),
        known(both[0], both[1:], ranks_of(both[0], both[1:], shares[truth.size :])),
        len(found.weights) - 1,
        found.accepted[-1],
    )


def known(truth: RealArray, draws: RealArray, rank: npt.NDArray[np.int64]) -> Known:
    """Truths beside what draws say of them."""
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return Known(truth, draws.mean(axis=0), draws.std(axis=0, ddof=1), low, high, rank)


def _write(path: Path, trial: Trial, identity: str) -> None:
    """Write it beside its place and swap it in."""
    told = json.dumps({"identity": identity, **asdict(trial)}, default=lambda array: array.tolist(), allow_nan=False)
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as file:
        json.dump({"sha256": hashlib.sha256(told.encode()).hexdigest(), "trial": told}, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def read_trial(path: Path, identity: str) -> Trial:
    """A finished trial.

    Raises
    ------
    MismatchError : it belongs to another run
    StorageError : it is damaged
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if hashlib.sha256(kept["trial"].encode()).hexdigest() != kept["sha256"]:
            raise ValueError("it is not as it was written")
        told = json.loads(kept["trial"])
        if told["identity"] != identity:
            raise MismatchError(
                f"{path}: is a trial of another seed, effort, scenario or version. {or_delete(path.parent.resolve())}"
            )
        parameters, quantities = (
            Known(**{name: np.array(values) for name, values in told[which].items()})
            for which in ("parameters", "quantities")
        )
        return Trial(told["number"], parameters, quantities, told["stages"], told["accepted"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = f"Delete it to fit this trial again: {shlex.join(['rm', str(path.resolve())])}"
        raise StorageError(f"{path}: damaged, it cannot be read: {error}. {remedy}") from error


def _seed(seed: int, purpose: str, number: int = 0) -> int:
    """A seed for one purpose of one trial, below 2**31, so that no two share their luck."""
    return int.from_bytes(hashlib.sha256(f"{seed} {purpose} {number}".encode()).digest()[:4]) >> 1


def _identity(episodes: Episodes, effort: Effort, seed: int) -> str:
    """Digest of all that the trials depend on."""
    digest = hashlib.sha256(episodes.content())
    prior = episodes.prior
    targets = targets_of(tuple(episodes.prepared))
    held = [(target.name, target.noise, target.measure.scale) for target in targets]
    told = [prior.names, prior.low.tolist(), prior.high.tolist(), held, asdict(effort), seed, FORESEEN]
    digest.update(json.dumps([*told, bytes_depend_on()]).encode())
    return digest.hexdigest()
