"""Small posterior files: draws near the centre of the prior."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.calibration.inference.simulated import load_episodes

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def write_posterior(path: Path, draws: int = 4, left_out: Sequence[int] = (0, 8, 9, 10, 11, 12)) -> Path:
    """File with some draws for each agreement left out; a tenth of the way from the centre to the prior."""
    prior = load_episodes(SCENARIOS).prior
    seen = [number for number in left_out for _ in range(draws)]
    drawn = prior.draw(7, 0, len(seen))
    values = prior.centre + 0.1 * (drawn - prior.centre)
    columns = {"left_out": pa.array(seen, pa.int16()), **dict(zip(prior.names, values.T, strict=True))}
    table = pa.table(columns).replace_schema_metadata({b"sma-sim": json.dumps({"method": "handmade"}).encode()})
    pq.write_table(table, path, write_page_checksum=True)
    return path
