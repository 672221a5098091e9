"""A sweep of a million negotiations, killed twice and resumed, beside one with one worker.

`python -m benchmarks.sweep` prints time, peak memory and disk, and whether digests agree; `--replicates 200` makes it
short.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCENARIO = Path(__file__).parents[1] / "scenarios" / "sma11.toml"
FACTOR = '[[factors]]\nname = "{0}"\npath = "parameters.{0}"\nrange = [0.05, 0.4]\nlevels = 10\n'
STUDY = """\
name = "million"
title = "11th SMA: 100 points of patience"
scenario = "{scenario}"
design = "grid"
replicates = {replicates}
seed = 1
"""


def sweep(study: Path, folder: Path, workers: int, seconds: float | None = None) -> float:
    """Run a sweep in a process of its own, killed after some seconds; returns how long it took."""
    words = [sys.executable, "-m", "sim", "sweep", str(study), "--out", str(folder), "--workers", str(workers)]
    started = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=10_000)
    replicates = parser.parse_args().replicates
    with tempfile.TemporaryDirectory() as scratch:
        study = Path(scratch) / "million.toml"
        factors = "".join(FACTOR.format(name) for name in ("discount_host", "discount_guest"))
        study.write_text(STUDY.format(scenario=SCENARIO, replicates=replicates) + factors)
        one, two, killed = (Path(scratch) / name for name in ("one", "two", "killed"))
        subprocess.run([sys.executable, "-m", "sim", "sweep", str(study), "--dry-run"], check=True)  # compiles too
        spent = sweep(study, two, 2)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        alone = sweep(study, one, 1)
        for share in (0.3, 0.5):
            sweep(study, killed, 2, share * spent)
        sweep(study, killed, 2)
        size = sum(path.stat().st_size for path in two.rglob("*") if path.is_file())
        digests = [json.loads((folder / "complete.json").read_text())["digest"] for folder in (one, two, killed)]
    print(f"two workers    {spent:,.0f} s, one worker {alone:,.0f} s")
    print(f"peak memory    {peak:,.0f} MB (the dry run's too, which compiles where nothing is cached)")
    print(f"disk           {size / 1e6:,.1f} MB, {size / (100 * replicates):.1f} bytes a negotiation")
    print(f"digests agree  {'yes' if len(set(digests)) == 1 else 'NO'}: {digests[0]}")


if __name__ == "__main__":
    main()
