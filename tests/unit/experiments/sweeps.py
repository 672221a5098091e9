"""A small study, and a stand-in for the kernel whose outcomes depend on the point."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import numpy as np

import sim.experiments.jobs as jobs
import sim.experiments.run as runs
from sim.outcome import INDEX
from sim.prepare import Prepared
from tests.unit import synthetic

ROOT = Path(__file__).parents[3]
STUDY = """\
name = "small"
title = "A small study"
scenario = "{scenario}"
{more}
design = "grid"
replicates = {replicates}
seed = 1

[[factors]]
name = "patience"
path = "parameters.discount_host"
values = {patience}

[[factors]]
name = "winner"
path = "successions.0.winner"
kind = "category"
values = ["trump_1", "biden"]
"""


def kernel(
    prepared: Prepared, seed: int, first: int, count: int, out: np.ndarray | None = None, decisions: Any = None,
    tell: Any = None,
) -> np.ndarray:  # fmt: skip
    """Made-up outcomes; the rise of a point carries its discount rate, the seed its own luck."""
    rows = synthetic.kernel(prepared, seed % 1000, first % 4000, count)
    rows[:, INDEX.replicate] = np.arange(first, first + count)
    rows[:, INDEX.rise] += prepared.params.discount_host
    time.sleep(float(os.environ.get("SLOW_KERNEL", 0)))
    if out is None:
        return rows
    out[:] = rows
    return out


def patch(monkeypatch, most: int | None = None) -> None:
    """Put the stand-in in the kernel's place, and let a job hold at most so many negotiations."""
    monkeypatch.setattr(jobs, "simulate", kernel)
    monkeypatch.setattr(runs, "simulate", kernel)
    if most is not None:
        monkeypatch.setattr(jobs, "MOST", most)


def write(folder: Path, replicates: int = 300, patience: str = "[0.05, 0.1, 0.2]", more: str = "") -> Path:
    """The small study as a file."""
    path = folder / "study.toml"
    scenario = ROOT / "scenarios" / "sma11.toml"
    path.write_text(STUDY.format(scenario=scenario, replicates=replicates, patience=patience, more=more))
    return path


def bytes_of(folder: Path) -> dict[str, object]:
    """Every file of a sweep by name, but for the order of the journal's lines."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: sorted(data.split(b"\n")) if name == "journal.jsonl" else data for name, data in files.items()}


def made_of(folder: Path) -> dict[str, object]:
    """The same without what differs between two runs to the same outcomes: names of folders in the manifest."""
    return {name: data for name, data in bytes_of(folder).items() if name != "manifest.json"}


def main() -> None:
    """The command line with the stand-in for the kernel, for tests that kill a process of its own."""
    from sim.cli.main import main as sma

    jobs.simulate = runs.simulate = kernel  # type: ignore[assignment]
    jobs.MOST = int(os.environ.get("MOST", jobs.MOST))
    sma()


if __name__ == "__main__":
    main()
