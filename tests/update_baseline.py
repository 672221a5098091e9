"""Pinned summaries of the shipped scenarios, and the command that rewrites them: `python -m tests.update_baseline`.

A change that moves one of these numbers on purpose is pinned anew with this command and gets a line marked
**numbers** in CHANGELOG.md that says which and why. A change that should not move any must leave the files alone.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sim.outcome import NAMES
from sim.rules.kinds import End, Escalator
from tests.runs import SHIPPED, Columns, columns, shipped, table

FOLDER = Path(__file__).parent / "baseline"
SEED = 1
REPLICATES = 200
SPREAD = (
    "agreement_day", "signature_day", "blank_days_agreement", "blank_days", "blank_days_entry", "rise",
    "rise_annualised", "amount", "amount_usd_m", "utility_guest", "utility_host", "gain_lost", "rounds",
    "first_refusal_day", "first_refused_rise", "votes_for", "provocations",
)  # fmt: skip
EVENTS = (
    "guest_refusals", "host_refusals", "walkouts", "threats", "furlough_days", "failed_votes", "protests",
    "operational_support",
)  # fmt: skip
PERCENT = (10, 50, 90)


def machine() -> str:
    """What the last bits may depend on: processor and mathematics library, not Python."""
    return " ".join((platform.machine(), *platform.libc_ver()))


def digest(rows: np.ndarray) -> str:
    """SHA-256 of every bit of a table of outcomes; one missing value is like another."""
    plain = np.where(np.isnan(rows), np.nan, rows + 0.0).astype("<f8")
    return hashlib.sha256(",".join(NAMES).encode() + plain.tobytes()).hexdigest()


def summary(name: str) -> dict[str, Any]:
    """Summary of a shipped scenario: shares, quantiles and the digest of the whole table."""
    rows = table(shipped(name), REPLICATES, SEED)
    c = columns(rows)
    agreed = c["agreed"] == 1.0
    return {
        "scenario": name,
        "seed": SEED,
        "replicates": REPLICATES,
        "agreed": _rounded(agreed.mean()),
        "ends": _shares(c["end"], {each.value: each.name.lower() for each in End}),
        "escalators": _shares(c["escalator"][agreed], {each.value: each.name.lower() for each in Escalator}),
        "terms": _shares(c["term_years"][agreed], {years: str(years) for years in range(1, 9)}),
        "events": {each: _rounded((c[each] > 0).mean()) for each in EVENTS},
        "quantiles": {each: _quantiles(c, each) for each in SPREAD},
        "table": {"sha256": digest(rows), "machine": machine()},
    }


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _shares(values: np.ndarray, names: dict[int, str]) -> dict[str, float]:
    return {name: _rounded((values == number).mean()) for number, name in names.items()} if values.size else {}


def _quantiles(c: Columns, name: str) -> dict[str, float]:
    """Values that occurred: no interpolation between whole days. Empty where there is no value."""
    values = c[name][~np.isnan(c[name])]
    if not values.size:
        return {}
    found = np.quantile(values, [percent / 100 for percent in PERCENT], method="inverted_cdf")
    return {f"{percent}%": _rounded(value) for percent, value in zip(PERCENT, found, strict=True)}


def differences(pinned: Any, now: Any, at: str = "") -> Iterator[str]:
    """Numbers that moved, a line each: `quantiles.rise.50%: 0.07 was pinned, 0.08 now`."""
    if isinstance(pinned, dict) and isinstance(now, dict):
        for key in [*pinned, *(key for key in now if key not in pinned)]:
            yield from differences(pinned.get(key), now.get(key), f"{at}.{key}" if at else key)
    elif isinstance(pinned, float | int) and isinstance(now, float | int):
        if not np.isclose(pinned, now, rtol=1e-5, atol=1e-12):
            yield f"{at}: {pinned:g} was pinned, {now:g} now"
    elif pinned != now:
        yield f"{at}: {pinned} was pinned, {now} now"


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.json"


def main() -> None:
    """Rewrite every pinned summary and say what moved."""
    kept = {path_of(name) for name in SHIPPED}
    for old in FOLDER.glob("*.json"):
        if old not in kept:
            old.unlink()
            print(f"{old.name}: removed, no such scenario")
    for name in SHIPPED:
        path, now = path_of(name), summary(name)
        before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        moved = list(differences(before, now)) if before else ["new"]
        path.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(moved)} changes" if before else f"{path.name}: new")
        for line in moved if before else []:
            print(f"  {line}")


if __name__ == "__main__":
    main()
