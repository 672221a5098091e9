"""Score of simulated talks against the record, by set of parameters: what the calibration rests on.

For agreement e the score is minus the continuous ranked probability score (Gneiting and Raftery 2007) summed over its
targets t, each judged by R negotiations that the same luck meets under every set of parameters:

    L_e = -w_e sum over t of [ mean over r of |z_etr| - mean over pairs r < q of |z_etr - z_etq| / 2 ]

with z the scaled distance from the record and w_e the weight by which agreements count alike (`targets`). It is a
proper score: no set does better than one whose negotiations have the distribution of what happened, and one far off
pays in proportion. The luck is the same for all sets, so that the score is a function of the parameters and no dice
decide between two. Each of the R negotiations has another draw of the parameters with records of their own, so that the
score is a mean over their posterior. Posteriors from scores: Bissiri, Holmes and Walker 2016; Pacchiardi, Khoo and
Dutta 2024.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.calibration.inference.simulated import Episodes, host_of
from sim.calibration.inference.targets import Target, scaled, summaries, weights_of
from sim.engine.sets import simulate_sets

RealArray = npt.NDArray[np.float64]
SETS = 20  # of parameters that a thread takes at a time


@dataclass(frozen=True)
class Closeness:
    """Scores sets of parameters against a record.

    Attributes
    ----------
    episodes : the agreements that count
    targets : theirs, in any order
    replicates : negotiations of each agreement for each set
    seed : of their luck
    record : values to be held against, by name of the target; what is on record for those not named
    """

    episodes: Episodes
    targets: Sequence[Target]
    replicates: int
    seed: int
    workers: int = 1
    record: Mapping[str, float] | None = None

    def __call__(self, values: RealArray) -> RealArray:
        """Score by agreement, in the order of `episodes`; `values` (n, k) to (n, agreements)."""
        draws = {host: self.episodes.repeated(values, self.replicates, host) for host in self.episodes.hosts}
        found = np.empty((len(values), len(self.episodes.prepared)))
        starts = [
            (column, key, start)
            for column, key in enumerate(self.episodes.prepared)
            for start in range(0, len(values), SETS)
        ]

        def score(task: tuple[int, str, int]) -> None:
            column, key, start = task
            stop, each = min(start + SETS, len(values)), self.replicates
            own = draws[host_of(self.episodes.prepared[key])]
            found[start:stop, column] = self._scores(key, own[start * each : stop * each])

        with ThreadPoolExecutor(self.workers, thread_name_prefix="scores") as pool:
            for _ in pool.map(score, starts):
                pass
        return found

    def _scores(self, key: str, draws: np.ndarray) -> RealArray:
        own = [target for target in self.targets if target.episode == key]
        held = np.array([(self.record or {}).get(target.name, target.recorded) for target in own])
        outcomes = simulate_sets(self.episodes.prepared[key], draws, self.seed, self.replicates)
        apart = scaled(own, summaries(own, {key: outcomes}), held)
        by_set = apart.reshape(-1, self.replicates, len(own))
        found: RealArray = -(weights_of(own) * ranked_scores(by_set)).sum(axis=1)
        return found


def ranked_scores(apart: RealArray) -> RealArray:
    """Continuous ranked probability score of samples against 0, unbiased; (n, replicates, targets) to (n, targets)."""
    each = apart.shape[1]
    rank = 2.0 * np.arange(each)[:, None] - (each - 1.0)
    pairs = (np.sort(apart, axis=1) * rank).sum(axis=1) / max(each * (each - 1) / 2, 1)  # mean over pairs
    found: RealArray = np.abs(apart).mean(axis=1) - pairs / 2.0
    return found
