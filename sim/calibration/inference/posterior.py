"""The posterior of the structural parameters: a fit to all agreements or to all but some, stage by stage, resumable."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from sim.calibration.inference.annealing import Score, Settings, Stage, first_stage, stages
from sim.calibration.inference.closeness import Closeness
from sim.calibration.inference.prior import EDGE
from sim.calibration.inference.simulated import Episodes, host_of
from sim.calibration.inference.targets import Target, targets_of
from sim.calibration.inference.weighing import taken, weights_without
from sim.errors import MismatchError, StorageError
from sim.experiments.remedies import or_delete
from sim.experiments.versions import bytes_depend_on

RealArray = npt.NDArray[np.float64]
LUCK = 7  # added to the seed of a fit for the luck of its negotiations, so that moves and luck are strangers


@dataclass(frozen=True)
class Effort:
    """How much a fit does.

    Attributes
    ----------
    replicates : negotiations of each agreement that judge a set of parameters
    rate : learning rate, by which the score is multiplied (Bissiri, Holmes and Walker 2016)
    settings : those of the sampler
    kept : last stages, of those at full weight, whose walkers are the draws
    without : sweeps of a fit without an agreement, where weights do not do
    """

    replicates: int = 10
    rate: float = 0.3
    settings: Settings = field(default_factory=Settings)
    kept: int = 10
    without: int = 6


@dataclass(frozen=True)
class Fit:
    """A posterior.

    Attributes
    ----------
    left_out : key of the agreement, or host, it has not seen; empty where it has seen all
    draws : coordinates of the prior, equally likely, shape (n, k)
    scores : of the same draws, by agreement seen, shape (n, agreements), times the learning rate
    weights, accepted, medians : by stage, the weight of the score, the share of moves taken, and the median score
    weighed : for a fit without some agreements, the shape and the worth of the weights it came from
    """

    left_out: str
    draws: RealArray
    scores: RealArray
    weights: tuple[float, ...]
    accepted: tuple[float, ...]
    medians: tuple[float, ...]
    weighed: Weighed | None = None


class Weighed(NamedTuple):
    """Importance weights of a fit to all, as if some agreements had not counted: tail shape, worth in even draws."""

    shape: float
    worth: float
    refitted: bool


Told = Callable[[str, Stage], None]  # what is left out, stage reached


def fit(
    episodes: Episodes, effort: Effort, seed: int, workers: int = 1, checkpoint: Path | None = None,
    told: Told | None = None, record: dict[str, float] | None = None,
) -> Fit:  # fmt: skip
    """Posterior of the free parameters given the record of the episodes.

    It begins with draws from the prior. The same bits come with any number of workers, and whether it was stopped and
    went on from its checkpoint or not.

    Parameters
    ----------
    workers : threads; they do not change the numbers
    checkpoint : file that holds the fit after each stage, from which the same fit goes on
    record : values by name of target in place of those on record, for fits to simulated records
    """
    score, identity = _score(episodes, effort, seed, "", workers, record)

    def first() -> Stage:
        return first_stage(score, len(episodes.prior.names), effort.settings, seed)

    history = _played(score, first, effort, identity, checkpoint, "", told)
    return _found(episodes, history, "")


def fit_without(
    whole: Fit, episodes: Episodes, left_out: str, effort: Effort, seed: int, workers: int = 1,
    checkpoint: Path | None = None, told: Told | None = None,
) -> Fit:  # fmt: skip
    """Posterior given all but one agreement, or all but those of one host, from the one given all.

    Its draws are weighed as if those had not counted. Where the weights can be trusted, draws taken by them are the
    posterior; else they are walkers, moved on by `effort.without` sweeps under the score of the others alone, of which
    the later half counts. Without a host, too many agreements go for that: such a fit begins with draws from the prior.

    Parameters
    ----------
    whole : the fit to all of `episodes`
    left_out : key of an agreement, or name of a host
    """
    keys = tuple(episodes.prepared)
    gone = [column for column, key in enumerate(keys) if left_out in (key, host_of(episodes.prepared[key]))]
    kept = np.setdiff1d(np.arange(len(keys)), gone)
    weights = weights_without(whole.scores[:, gone].sum(axis=1))
    own = _seed(seed, left_out)
    random = np.random.default_rng(own)
    if weights.sound:
        rows = taken(weights, len(whole.draws), random)
        told_of = Weighed(weights.shape, weights.worth, False)
        return Fit(left_out, whole.draws[rows], whole.scores[rows][:, kept], (1.0,), (1.0,), (0.0,), told_of)
    seen = tuple(keys[column] for column in kept)
    score, identity = _score(episodes.only(seen), effort, seed, left_out, workers, None)
    rows = taken(weights, effort.settings.walkers, random)
    settings, last = replace(effort.settings, final=0, sweeps=effort.without), max(1, effort.without // 2)
    if len(gone) > 1:
        settings, last = effort.settings, effort.kept

    def first() -> Stage:
        if len(gone) > 1:
            return first_stage(score, len(episodes.prior.names), settings, own)
        positions = ndtri(np.clip(episodes.prior.share(whole.draws[rows]), EDGE, 1.0 - EDGE))
        state = np.random.RandomState(own).get_state(legacy=True)
        return Stage(0, 1.0, positions, whole.scores[rows][:, kept], 1.0, settings.sweeps, state)

    effort = replace(effort, settings=settings, kept=last)
    history = _played(score, first, effort, identity, checkpoint, left_out, told)
    return replace(_found(episodes, history, left_out), weighed=Weighed(weights.shape, weights.worth, True))


def _score(
    episodes: Episodes, effort: Effort, seed: int, left_out: str, workers: int, record: dict[str, float] | None
) -> tuple[Score, str]:
    """Score of positions against the record of some episodes, and a digest of all that a fit by it depends on."""
    targets = targets_of(tuple(episodes.prepared))
    closeness = Closeness(episodes, targets, effort.replicates, seed + LUCK, workers, record)

    def score(positions: RealArray) -> RealArray:
        return effort.rate * closeness(episodes.prior.at(ndtr(positions)))

    return score, _identity(episodes, targets, effort, seed, left_out, record)


def _played(
    score: Score, first: Callable[[], Stage], effort: Effort, identity: str, checkpoint: Path | None, left_out: str,
    told: Told | None,
) -> _History:  # fmt: skip
    """All stages, from the checkpoint on where there is one."""
    history = _History.read(checkpoint, identity) if checkpoint is not None else None
    if history is None:
        history = _History([first()])
    for stage in stages(score, history.last, effort.settings):
        history.add(stage, effort.kept)
        if checkpoint is not None:
            history.write(checkpoint, identity)
        if told is not None:
            told(left_out, stage)
    return history


def _found(episodes: Episodes, history: _History, left_out: str) -> Fit:
    return Fit(
        left_out,
        episodes.prior.at(ndtr(np.concatenate([stage.positions for stage in history.kept]))),
        np.concatenate([stage.scores for stage in history.kept]),
        tuple(history.weights),
        tuple(history.accepted),
        tuple(history.medians),
    )


def _seed(seed: int, left_out: str) -> int:
    """Seed of moves and choices of a fit without some agreements."""
    return int.from_bytes(hashlib.sha256(f"{seed} {left_out}".encode()).digest()[:4], "big")


def some_of(found: Fit, count: int, seed: int) -> RealArray:
    """At most `count` of the draws, shuffled, so that the first of them are as good as any; shape (count, k)."""
    order = np.random.default_rng(_seed(seed, found.left_out)).permutation(len(found.draws))
    return found.draws[order[:count]]


class _History:
    """The last stages of a fit, and a line on each before them."""

    def __init__(self, kept: list[Stage]) -> None:
        self.kept = kept
        self.weights = [kept[0].weight]
        self.accepted = [kept[0].accepted]
        self.medians = [float(np.median(kept[0].scores.sum(axis=1)))]

    @property
    def last(self) -> Stage:
        return self.kept[-1]

    def add(self, stage: Stage, most: int) -> None:
        before = [each for each in self.kept if each.weight == 1.0]
        self.kept = [*before, stage][-most:]
        self.weights.append(stage.weight)
        self.accepted.append(stage.accepted)
        self.medians.append(float(np.median(stage.scores.sum(axis=1))))

    def write(self, path: Path, identity: str) -> None:
        """Write it beside its place and swap it in, so that a kill leaves the stage before."""
        last = self.last
        random = last.random
        partial = path.with_suffix(".partial")
        with partial.open("wb") as file:
            np.savez(
                file,
                identity=identity,
                positions=np.stack([stage.positions for stage in self.kept]),
                scores=np.stack([stage.scores for stage in self.kept]),
                stage=np.array([last.number, last.weight, last.accepted, last.left], dtype=np.float64),
                lines=np.array([self.weights, self.accepted, self.medians]),
                keys=random[1],
                gauss=np.array(random[2:], dtype=np.float64),
            )
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)

    @classmethod
    def read(cls, path: Path, identity: str) -> _History | None:
        """What a file holds, or None where there is none.

        Raises
        ------
        MismatchError : it holds another fit, which would be lost
        StorageError : it is damaged
        """
        if not path.exists():
            return None
        try:
            with np.load(path, allow_pickle=False) as file:  # a zip archive: every array has its checksum
                if str(file["identity"]) != identity:
                    raise MismatchError(
                        f"{path}: holds a fit of another seed, effort, scenario or version."
                        f" {or_delete(path.parent.resolve())}"
                    )
                number, weight, accepted, left = file["stage"].tolist()
                position, has_gauss, gauss = file["gauss"].tolist()
                random = ("MT19937", file["keys"], int(position), int(has_gauss), gauss)
                stages = [
                    Stage(int(number), weight, positions, scores, accepted, int(left), random)
                    for positions, scores in zip(file["positions"], file["scores"], strict=True)
                ]
                history = cls(stages)
                history.weights, history.accepted, history.medians = file["lines"].tolist()
        except (OSError, EOFError, ValueError, TypeError, KeyError, IndexError, NotImplementedError, RuntimeError,
                BadZipFile, zlib.error, struct.error) as error:  # fmt: skip
            why = str(error) or type(error).__name__
            remedy = f"Delete it to begin this fit again: {shlex.join(['rm', str(path.resolve())])}"
            raise StorageError(f"{path}: damaged, it cannot be read: {why}. {remedy}") from error
        return history


def _identity(
    episodes: Episodes, targets: Sequence[Target], effort: Effort, seed: int, left_out: str,
    record: dict[str, float] | None,
) -> str:  # fmt: skip
    """Digest of all that a fit depends on."""
    digest = hashlib.sha256(episodes.content())
    prior = episodes.prior
    digest.update(repr((prior.names, prior.low.tolist(), prior.high.tolist())).encode())
    held = [(target.name, target.recorded, target.noise, target.measure.scale) for target in targets]
    digest.update(json.dumps([held, asdict(effort), seed, left_out, record, bytes_depend_on()]).encode())
    return digest.hexdigest()
