"""Made-up outcomes that look like a run of the 11th agreement, for tests of what reads outcomes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from sim.analysis.setting import Label, Mark, Setting
from sim.experiments.columns import names_of, record_batch, schema
from sim.outcome import NAMES
from sim.prepare import Prepared

ADMINISTRATIONS = ("trump_1", "biden")
HORIZON = 1096
MADE = 5_000  # replicates the stand-in for the kernel knows
SETTING = Setting(
    host="Republic of Korea",
    currency="KRW",
    unit="bn",
    base_amount=1038.9,
    expiry=date(2019, 12, 31),
    talks_open_day=-98,
    horizon_day=HORIZON,
    handovers=(Mark(386, "Biden administration in office"), Mark(861, "Yoon government in office")),
    administrations={"trump_1": "Trump administration", "biden": "Biden administration"},
)


def label(replicates: int) -> Label:
    return Label("made_up", "11th SMA, talks 2019-2021", "historical", 1, replicates, "0.1.0")


@lru_cache(maxsize=8)
def block(count: int, seed: int = 1, settled: float = 0.7) -> np.ndarray:
    """Outcomes as the kernel gives them; shape (count, columns). The first rows do not depend on `count`."""
    u = np.random.default_rng(seed).random((count, 16))
    rows = np.full((count, len(NAMES)), np.nan)
    put = {name: rows[:, place] for place, name in enumerate(NAMES)}
    agreed = u[:, 0] < settled
    early = u[:, 1] < 0.3
    agreement = np.where(early, -60 + 200 * u[:, 2], 400 + 350 * u[:, 2] ** 2).round()
    signature = agreement + (10 + 50 * u[:, 3]).round()
    entry = signature + (20 + 300 * u[:, 4]).round()
    signed = agreed & (signature <= HORIZON) & (u[:, 5] < 0.97)
    entered = signed & (entry <= HORIZON)
    spread = 0.035 * np.sqrt(-2 * np.log(u[:, 7])) * np.cos(6.28 * u[:, 8])
    rise = np.where(u[:, 6] < 0.2, 0.13, np.clip(0.08 + spread, -0.02, 0.4))
    term = np.where(u[:, 9] < 0.15, 1, np.where(u[:, 9] < 0.9, 5, 6))

    def when(holds: np.ndarray, values: object) -> np.ndarray:
        return np.where(holds, values, np.nan)

    put["replicate"][:] = np.arange(count)
    put["end"][:] = np.where(entered, 2, np.where(agreed, 1, 0))
    put["agreed"][:] = agreed
    put["agreement_day"][:] = when(agreed, agreement)
    put["signature_day"][:] = when(signed, signature)
    put["entry_day"][:] = when(entered, entry)
    for name, holds, day in (
        ("blank_days_agreement", agreed, agreement),
        ("blank_days", signed, signature),
        ("blank_days_entry", entered, entry),
    ):
        put[name][:] = np.where(holds, np.maximum(day, 0), HORIZON)
    put["rise"][:] = when(agreed, rise)
    put["rise_annualised"][:] = when(agreed, (1 + rise) ** np.where(early, 1, 0.5) - 1)
    put["amount"][:] = when(agreed, 1038.9 * (1 + rise))
    put["amount_usd_m"][:] = when(agreed, 1038.9 * (1 + rise) / np.where(early, 1.18056, 1.14489))
    put["term_years"][:] = when(agreed, term)
    put["escalator"][:] = when(agreed, np.where(term == 1, 0, np.where(u[:, 10] < 0.4, 2, 1)))
    put["labour_share"][:] = when(agreed, np.where(u[:, 10] < 0.5, 0.75, 0.87))
    put["operational_support"][:] = agreed & (u[:, 10] < 0.1)
    put["utility_guest"][:] = when(agreed, 0.05 + 0.1 * u[:, 12])
    put["utility_host"][:] = when(agreed, -0.02 + 0.1 * u[:, 13])
    put["gain_lost"][:] = np.where(agreed, np.clip(agreement, 0, None) / 1200, 1.0)
    put["rounds"][:] = 3 + (12 * u[:, 14]).astype(int)
    refused = u[:, 15] < 0.6
    put["guest_refusals"][:] = refused
    put["host_refusals"][:] = u[:, 15] < 0.05
    put["texts"][:] = agreed + 0.0 + refused
    put["first_refusal_day"][:] = when(refused, 91)
    put["first_refused_rise"][:] = when(refused, 0.13)
    put["first_refused_term"][:] = when(refused, 5)
    put["walkouts"][:] = u[:, 14] < 0.4
    put["threats"][:] = u[:, 13] < 0.3
    put["furlough_day"][:] = when(u[:, 12] < 0.5, 92)
    put["furlough_days"][:] = np.where(u[:, 12] < 0.5, 75, 0)
    put["failed_votes"][:] = u[:, 11] < 0.01
    put["provocations"][:] = 5
    put["protests"][:] = u[:, 12] < 0.4
    put["guest_at_agreement"][:] = when(agreed, np.where(early, 0, 1))
    return rows


def kernel(
    prepared: Prepared, seed: int, first: int, count: int, out: np.ndarray | None = None, decisions: Any = None,
    tell: Any = None,
) -> np.ndarray:  # fmt: skip
    """Stand-in for `sim.engine.batch.simulate`: outcomes depend on seed and replicate alone."""
    rows = block(MADE, seed)[first : first + count].copy()
    guest = rows[:, NAMES.index("guest_at_agreement")]
    numbers = [prepared.administrations.index(key) for key in ADMINISTRATIONS]
    guest[:] = np.where(np.isnan(guest), np.nan, np.take(numbers, np.nan_to_num(guest).astype(int)))
    if out is None:
        return rows
    out[:] = rows
    return out


def table(count: int, seed: int = 1, settled: float = 0.7) -> pd.DataFrame:
    """The same as users get it."""
    form = schema({})
    batch = record_batch(block(count, seed, settled), names_of(ADMINISTRATIONS), form)
    return pa.Table.from_batches([batch], schema=form).to_pandas()
