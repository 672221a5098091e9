"""Small posterior files: draws near the centre of the prior."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.calibration.inference.simulated import load_episodes
from sim.history.keys import FITTED, HOSTS
from sim.posterior.write import write_posterior as write

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def write_posterior(path: Path, draws: int = 4, left_out: Sequence[str] = ("", *FITTED, *HOSTS)) -> Path:
    """File with some draws for each agreement and host left out; a tenth of the way from the centre to the prior."""
    prior = load_episodes(SCENARIOS, keys=("korea-9",)).prior
    drawn = prior.draw(7, 0, draws * len(left_out))
    names, values = prior.table(prior.centre + 0.1 * (drawn - prior.centre))
    blocks = {each: values[k * draws : (k + 1) * draws] for k, each in enumerate(left_out)}
    write(path, names, blocks, {"method": "handmade"})
    return path
