"""One table of what the simulator costs: `python -m benchmarks.speed`. See README.md beside this file."""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.engine.batch import simulate
from sim.experiments.executors import RealArray, in_order
from sim.experiments.jobs import run_job
from sim.experiments.plan import plan_run
from sim.outcome import NAMES
from sim.prepare import Prepared, prepare
from sim.scenario.load import load_scenario, override_scenario

ROOT = Path(__file__).parents[1]
SCENARIOS = sorted((ROOT / "scenarios").glob("sma*.toml"))
STANDARD = ROOT / "scenarios" / "sma11.toml"
SMALL_CHANGE = "agreement_host", 1.05  # parameter and factor of the paired contrast


class Row(NamedTuple):
    """One line of the table: what was measured, its value, and the two bars of record (None: no bar)."""

    what: str
    value: float
    shown: str
    must: float | None = None
    stretch: float | None = None
    more_is_better: bool = True
    unit: str = ""

    def verdict(self) -> str:
        if self.must is None or self.stretch is None:
            return ""
        sign = 1 if self.more_is_better else -1
        if sign * self.value >= sign * self.stretch:
            return "stretch met"
        return "must met" if sign * self.value >= sign * self.must else "MISSED"


class Sizes(NamedTuple):
    """How much is measured."""

    engine: int = 20_000  # replicates a timing
    model: int = 40
    repeats: int = 5
    threads: int = 100_000
    few: int = 100_000
    many: int = 1_000_000
    paired: int = 20_000


QUICK = Sizes(engine=4_000, model=8, repeats=3, threads=20_000, few=20_000, many=100_000, paired=4_000)


def timed(call: Callable[[], object]) -> float:
    """Seconds one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def prepared(path: Path) -> Prepared:
    return prepare(load_scenario(path, draws="central").scenario)


def play_model(talks: Prepared, count: int) -> None:
    """Play some replicates on the readable model, one after the other, recording off."""
    from sim.model.negotiation import NegotiationModel

    for replicate in range(count):
        NegotiationModel(talks, 1, replicate, record=False).run()


def runners(sizes: Sizes) -> Iterator[Row]:
    """Engine against model, one worker each, in turns; the ratio is the median over the turns."""
    for path in SCENARIOS:
        talks = prepared(path)
        simulate(talks, 1, 0, 1)
        play_model(talks, 2)
        engine, model = [], []
        for _ in range(sizes.repeats):
            engine.append(sizes.engine / timed(lambda talks=talks: simulate(talks, 1, 0, sizes.engine)))
            model.append(sizes.model / timed(lambda talks=talks: play_model(talks, sizes.model)))
        ratio = statistics.median(fast / slow for fast, slow in zip(engine, model, strict=True))
        shown = f"{ratio:,.0f}x ({statistics.median(engine):,.0f} to {statistics.median(model):,.0f} a second)"
        yield Row(f"{path.stem}: engine to Mesa model, one worker each", ratio, shown, 250, 400, unit="x")


def threads(sizes: Sizes) -> Iterator[Row]:
    """The engine on two threads against one, as `sma run` uses it."""
    talks = prepared(STANDARD)

    def fill(first: int, rows: RealArray) -> None:
        simulate(talks, 1, first, len(rows), rows)

    def all_rows(workers: int) -> None:
        for _ in in_order(fill, sizes.threads, len(NAMES), workers):
            pass

    all_rows(1)
    gains = [timed(lambda: all_rows(1)) / timed(lambda: all_rows(2)) for _ in range(sizes.repeats)]
    gain = statistics.median(gains)
    yield Row("engine, from one thread to two", gain, f"{gain:.2f}x", 1.7, 1.9, unit="x")


class Used(NamedTuple):
    """What one run from the shell took."""

    seconds: float
    peak_mb: float


def from_shell(replicates: int, cache: Path, workers: int = 2) -> Used:
    """Run `sma run` in a process of its own, figures left out, and see what it took."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "sim", "run", str(STANDARD), "--seed", "1", "--replicates", str(replicates),
            "--workers", str(workers), "--no-figures", "--out", str(Path(folder) / "run"),
        ]  # fmt: skip
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
        environment.pop("NUMBA_CACHE_DIR", None)
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}: ended with status {process.returncode}")
    scale = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes here
    return Used(seconds, usage.ru_maxrss / scale)


def shell(sizes: Sizes) -> Iterator[Row]:
    """`sma run` from a cold and a warm cache, and its memory from few replicates to many."""
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = from_shell(10_000, Path(cache)), from_shell(10_000, Path(cache))
        few, many = from_shell(sizes.few, Path(cache)), from_shell(sizes.many, Path(cache))
    for name, used, must, stretch in (("cold", cold, 60, 15), ("cached", warm, 3, 1.5)):
        what = f"sma run, 10,000 replicates, no figures, {name}"
        yield Row(what, used.seconds, f"{used.seconds:.1f} s", must, stretch, False, "s")
    bars = (60.0, 10.0) if sizes.many == 10**6 else (None, None)
    what = f"sma run, {sizes.many:,} replicates, no figures, cached, two threads"
    yield Row(what, many.seconds, f"{many.seconds:.1f} s", *bars, False, "s")
    growth = 100.0 * (many.peak_mb / few.peak_mb - 1.0)
    shown = f"{growth:+.0f}% ({few.peak_mb:,.0f} to {many.peak_mb:,.0f} MB)"
    yield Row(f"peak memory from {sizes.few:,} to {sizes.many:,}", growth, shown, 10, 10, False, "%")
    yield Row("peak memory of the larger", many.peak_mb, f"{many.peak_mb:,.0f} MB", 400, 320, False, " MB")


def parquet(sizes: Sizes) -> Iterator[Row]:
    """Making the shards of a run: share of the time, and bytes a row."""
    plan = plan_run(load_scenario(STANDARD, draws="central"), sizes.threads, 1)
    talks = prepare(plan.scenario)
    whole = list(map(plan.job, plan.slots))
    run = timed(lambda: simulate(talks, 1, 0, sizes.threads))
    shares, size = [], 0
    for _ in range(sizes.repeats):
        size = 0
        start = time.perf_counter()
        for job in whole:
            size += len(run_job(plan.world, job).shard)
        both = time.perf_counter() - start
        shares.append(100.0 * max(both - run, 0.0) / both)
    share, wide = statistics.median(shares), len(NAMES)
    yield Row("Parquet: share of time, one thread", share, f"{share:.1f}%", 20, 10, False, "%")
    each = size / sizes.threads
    shown = f"{each * 12 / wide:.1f} ({each:.1f} a row of {wide} columns)"
    yield Row("Parquet: bytes a row, for each 12 columns", each * 12 / wide, shown, 16, 11, False)


def contrasts(sizes: Sizes) -> Iterator[Row]:
    """What keyed draws save: variance of a difference between strangers over that of a difference between pairs."""
    name, factor = SMALL_CHANGE
    loaded = load_scenario(STANDARD, draws="central")
    value = getattr(loaded.scenario.parameters, name).value * factor
    changed = prepare(override_scenario(loaded, [f"parameters.{name}={value}"]).scenario)
    first, second = (simulate(talks, 1, 0, sizes.paired) for talks in (prepare(loaded.scenario), changed))
    for column in ("blank_days", "rounds"):
        place = NAMES.index(column)
        before, after = first[:, place], second[:, place]
        ratio = float((np.var(before) + np.var(after)) / np.var(after - before))
        what = f"variance ratio of paired contrasts, {column}, {name} x {factor:g}"
        yield Row(what, ratio, f"{ratio:,.1f}x", 5, 20, unit="x")


def machine() -> str:
    """The facts without which no number here means anything."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("numba", "numpy", "mesa", "pyarrow"))
    return f"{processor()}, {os.cpu_count()} processors{load}; Python {platform.python_version()}, {versions}"


def processor() -> str:
    """Model of the processor, where the system tells."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def lines_of(rows: list[Row]) -> Iterator[str]:
    """The table, in Markdown."""

    def bar(row: Row, value: float | None) -> str:
        return "" if value is None else f"{'' if row.more_is_better else 'at most '}{value:g}{row.unit}"

    cells = [("measured", "value", "must", "stretch", "verdict")]
    cells += [(row.what, row.shown, bar(row, row.must), bar(row, row.stretch), row.verdict()) for row in rows]
    widths = [max(len(row[place]) for row in cells) for place in range(5)]
    for number, row in enumerate(cells):
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        if number == 0:
            yield "|" + "|".join("-" * (width + 2) for width in widths) + "|"


PARTS = {"runners": runners, "threads": threads, "shell": shell, "parquet": parquet, "contrasts": contrasts}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all where none is named")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it works")
    options = parser.parse_args()
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    rows: list[Row] = []
    for name in options.parts or PARTS:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        rows += PARTS[name](QUICK if options.quick else Sizes())
    print(machine(), end="\n\n")
    for line in lines_of(rows):
        print(line)


if __name__ == "__main__":
    main()
