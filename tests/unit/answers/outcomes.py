"""Outcomes made by hand for tests of the answers: only the columns that they read."""

import numpy as np
import pandas as pd

from sim.scenario.load import load_scenario
from sim.scenario.schema import Scenario


def frame(signed: list[float], unsigned: int = 0, end: str = "open", horizon: int = 1096, rise: float = 0.1):
    """Replicates signed on these days, all at one rise, and others that are not."""
    count = len(signed) + unsigned
    days = np.array([*signed, *[np.nan] * unsigned], dtype=float)
    settled = ~np.isnan(days)
    return pd.DataFrame(
        {
            "replicate": np.arange(count),
            "end": pd.Categorical(["in_force"] * len(signed) + [end] * unsigned),
            "agreed": settled,
            "agreement_day": days,
            "signature_day": days,
            "blank_days": np.where(settled, np.maximum(days, 0), max(horizon, 0)).astype(int),
            "rise": np.where(settled, rise, np.nan),
            "amount": np.where(settled, 1038.9 * (1 + rise), np.nan),
            "amount_usd_m": np.where(settled, 900 * (1 + rise), np.nan),
            "term_years": np.where(settled, 5.0, np.nan),
        }
    )


def scenario(name: str = "sma11", *changes: str) -> Scenario:
    return load_scenario(name, changes).scenario
