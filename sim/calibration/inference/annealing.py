"""Draws from prior times exp(score), reached from prior draws by raising the weight of the score step by step.

The pace is that of sequential Monte Carlo (Del Moral, Doucet and Jasra 2006): at each stage the weight w rises as far
as would leave the effective number of the walkers at `Settings.kept` of them, and every walker is moved by steps that
leave prior times exp(w score) as it is. The moves are made by the `emcee` library: differential evolution (ter Braak
2006) and autoregressive steps of random size in a random block of parameters, which leave the prior as it is (Cotter
and others 2013). Parameters are moved on the scale on which their uniform priors are standard normal.

The walkers are taken from the pool by their weights once, and not again at later stages: importance weights assume
walkers that already lie as the target of the stage has them. With tens of parameters and affordable moves they do
not, resampling then favours the few that are ahead, and their descendants are too sure of everything, of parameters the
score says nothing of too. Walkers that lag behind err on the other side, they are too wide; sweeps bring them on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

RealArray = npt.NDArray[np.float64]
Score = Callable[[RealArray], RealArray]  # positions (n, k) to scores by agreement (n, agreements)
LEAST_STEP, MOST_STEP = 0.1, 1.0  # size of an autoregressive step; 1 draws from the prior anew
BLOCKS = (0.01, 0.05, 0.2)  # shares of the parameters that such a step moves
NEAR = 0.3  # the step, in a sweep, of parameters not drawn anew


@dataclass(frozen=True)
class Settings:
    """How much is done.

    Attributes
    ----------
    walkers : sets of parameters moved side by side; at least twice as many as there are parameters
    pool : prior draws from which the first walkers are taken
    steps : moves of each at every stage
    final : further stages at full weight
    kept : effective share of the walkers that a rise of the weight would leave; the first rise leaves as many as they
        are
    sweeps : stages after those, in which every parameter is moved by itself: walkers that lag catch up, and parameters
        the score says nothing of come to lie as the prior has them
    """

    walkers: int = 120
    pool: int = 3000
    steps: int = 10
    final: int = 2
    kept: float = 0.5
    sweeps: int = 20


@dataclass(frozen=True)
class Stage:
    """The walkers after a stage.

    Attributes
    ----------
    number : 0 for draws from the prior
    weight : of the score, 0 to 1
    positions : shape (walkers, k), at stage 0 (pool, k), standard normal under the prior
    scores : shape (walkers, agreements), at stage 0 (pool, agreements)
    accepted : share of the moves taken
    left : stages still to come at full weight, the sweeps last
    random : state of the generator
    """

    number: int
    weight: float
    positions: RealArray
    scores: RealArray
    accepted: float
    left: int
    random: Any

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.weight == 1.0 and self.left == 0


def first_stage(score: Score, size: int, settings: Settings, seed: int) -> Stage:
    """The pool drawn from the prior; `size` is the number of parameters."""
    random = np.random.RandomState(seed)
    positions = random.standard_normal((settings.pool, size))
    return Stage(
        0, 0.0, positions, score(positions), 1.0, settings.final + settings.sweeps, random.get_state(legacy=True)
    )


def stages(score: Score, start: Stage, settings: Settings) -> Iterator[Stage]:
    """Stages after `start`, until the weight is 1 and the final ones are done; each may be started from again."""
    stage = start
    while not stage.done:
        stage = _next(score, stage, settings)
        yield stage


def _next(score: Score, stage: Stage, settings: Settings) -> Stage:
    random = np.random.RandomState()
    random.set_state(stage.random)
    weight, left = stage.weight, stage.left
    positions, scores = stage.positions, stage.scores
    if weight < 1.0:
        kept = settings.kept if stage.number > 0 else min(settings.kept, settings.walkers / len(positions))
        weight = _raised(scores.sum(axis=1), weight, kept)
        if stage.number == 0:
            chosen = _resampled(scores.sum(axis=1) * weight, settings.walkers, random)
            positions, scores = positions[chosen], scores[chosen]
    else:
        left -= 1
    if weight == 1.0 and left < settings.sweeps:
        positions, scores, accepted, state = _swept(score, positions, scores, random)
    else:
        positions, scores, accepted, state = _moved(score, positions, scores, weight, settings.steps, random)
    return replace(
        stage, number=stage.number + 1, weight=weight, positions=positions, scores=scores, accepted=accepted, left=left,
        random=state,
    )  # fmt: skip


def _raised(total: RealArray, weight: float, kept: float) -> float:
    """Largest weight that leaves the effective share of the walkers at `kept`."""

    def spare(to: float) -> float:
        each = np.exp((to - weight) * (total - total.max()))
        return float(each.sum() ** 2 / (each**2).sum() / len(total)) - kept

    if spare(1.0) >= 0.0:
        return 1.0
    return float(brentq(spare, weight, 1.0, xtol=1e-6))


def _resampled(log_weight: RealArray, count: int, random: np.random.RandomState) -> npt.NDArray[np.int64]:
    """Numbers of those kept, each as often as its weight says: systematic resampling."""
    each = np.exp(log_weight - log_weight.max())
    points = (random.random_sample() + np.arange(count)) / count
    found = np.searchsorted(np.cumsum(each / each.sum()), points)
    return np.minimum(found, len(each) - 1).astype(np.int64)


def _moved(
    score: Score, positions: RealArray, scores: RealArray, weight: float, steps: int, random: np.random.RandomState
) -> tuple[RealArray, RealArray, float, Any]:
    """Walkers after some moves, their scores, the share of moves taken, and the state of the generator."""
    import emcee

    def log_density(at: RealArray) -> RealArray:
        found = score(at)
        return np.column_stack([_density(at, found, weight), _beside(found)])

    sampler = emcee.EnsembleSampler(
        *positions.shape, log_density, vectorize=True,
        moves=[(emcee.moves.DEMove(), 0.5), (emcee.moves.MHMove(_autoregressive), 0.5)],
    )  # fmt: skip
    start = emcee.State(
        positions, log_prob=_density(positions, scores, weight), blobs=_beside(scores), random_state=random.get_state()
    )
    before, taken = positions, 0
    for state in sampler.sample(start, iterations=steps, store=False, skip_initial_state_check=True):
        taken += int((state.coords != before).any(axis=1).sum())
        before = state.coords.copy()
        last = state
    accepted = taken / (steps * len(positions))
    return before, np.array(last.blobs, dtype=np.float64)[:, 1:], accepted, last.random_state


def _swept(
    score: Score, positions: RealArray, scores: RealArray, random: np.random.RandomState
) -> tuple[RealArray, RealArray, float, Any]:
    """The same after each walker has moved all its parameters, one by one in an order of its own, at full weight."""
    walkers, size = positions.shape
    order = np.argsort(random.random_sample((walkers, size)), axis=1)
    rows = np.arange(walkers)
    taken = 0
    for turn in range(size):
        column = order[:, turn]
        step = np.where(random.random_sample(walkers) < 0.5, 1.0, NEAR)
        moved = positions.copy()
        moved[rows, column] = np.sqrt(1.0 - step**2) * positions[rows, column] + step * random.standard_normal(walkers)
        found = score(moved)
        take = np.log(random.random_sample(walkers)) < found.sum(axis=1) - scores.sum(axis=1)
        positions, scores = np.where(take[:, None], moved, positions), np.where(take[:, None], found, scores)
        taken += int(take.sum())
    return positions, scores, taken / (walkers * size), random.get_state(legacy=True)


def _beside(scores: RealArray) -> RealArray:
    """What the library carries beside each walker: two columns at least, as it flattens a single one."""
    return np.column_stack([scores.sum(axis=1), scores])


def _density(positions: RealArray, scores: RealArray, weight: float) -> RealArray:
    found: RealArray = -0.5 * (positions**2).sum(axis=1) + weight * scores.sum(axis=1)
    return found


def _autoregressive(positions: RealArray, random: np.random.RandomState) -> tuple[RealArray, RealArray]:
    """Proposals z' = sqrt(1 - b^2) z + b noise in a random block, and the log ratio of the proposals' densities."""
    walkers, size = positions.shape
    share = random.choice(BLOCKS, size=(walkers, 1))
    step = np.exp(random.uniform(np.log(LEAST_STEP), np.log(MOST_STEP), size=(walkers, 1)))
    step = np.where(random.random_sample((walkers, size)) < share, step, 0.0)
    moved = np.sqrt(1.0 - step**2) * positions + step * random.standard_normal((walkers, size))
    return moved, 0.5 * (moved**2).sum(axis=1) - 0.5 * (positions**2).sum(axis=1)
