"""The engine of this tree beside that of another revision: `python -m benchmarks.engines --against REVISION`.

Each runs in a process of its own and plays the same replicates of an episode in bursts, in turns and in a random order,
both with the central set of parameters. What is compared is processor time; the ratio is the median over the turns.
The other revision is checked out in a folder of its own, which is removed afterwards.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
EPISODES = ("sma08", "sma09", "sma10", "sma11", "sma12")

# What a process does: it is given a folder, then on each line an episode, a first replicate and how many; it answers
# with the seconds they took. Old revisions load the central set unless told otherwise, later ones are told.
PLAYER = """
import inspect, sys, time
from sim.engine.batch import simulate
from sim.prepare import prepare
from sim.scenario.load import load_scenario
central = {"draws": "central"} if "draws" in inspect.signature(load_scenario).parameters else {}
talks = {}
for line in sys.stdin:
    name, first, count = line.split()
    if name not in talks:
        talks[name] = prepare(load_scenario(f"{sys.argv[1]}/scenarios/{name}.toml", **central).scenario)
        simulate(talks[name], 1, 0, 50)
    start = time.process_time()
    simulate(talks[name], 1, int(first), int(count))
    print(time.process_time() - start, flush=True)
"""


class Player:
    """A process that plays replicates of one tree."""

    def __init__(self, tree: Path, cache: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONSAFEPATH": "1", "XDG_CACHE_HOME": str(cache)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", PLAYER, str(tree)], cwd=tree, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def play(self, name: str, first: int, count: int) -> float:
        """Microseconds a negotiation."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{name} {first} {count}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"the process ended with {self._process.wait()}; what it said stands above")
        return 1e6 * float(answer) / count

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()


def compare(ours: Player, theirs: Player, turns: int, burst: int) -> None:
    """Print a line an episode: microseconds a negotiation of both, their ratio and its middle half."""
    order = random.Random(1)
    print(f"{'':8}{'before':>10}{'now':>10}{'now / before':>16}")
    for name in EPISODES:
        times: dict[Player, list[float]] = {ours: [], theirs: []}
        for player in times:
            player.play(name, 0, 50)  # compiles
        for turn in range(turns):
            for player in order.sample([ours, theirs], 2):
                times[player].append(player.play(name, turn * burst, burst))
        ratios = [now / before for now, before in zip(times[ours], times[theirs], strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        before, now = (statistics.median(times[player]) for player in (theirs, ours))
        print(f"{name:8}{before:>7.1f} us{now:>7.1f} us{middle:>8.3f} ({low:.3f} to {high:.3f})", flush=True)


def main() -> None:
    """Check the other revision out, compare, clean up."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__.splitlines()[0])
    parser.add_argument("--against", required=True, metavar="REVISION", help="of this repository")
    parser.add_argument("--turns", type=int, default=60, help="bursts of each (60)")
    parser.add_argument("--burst", type=int, default=1_000, help="replicates of a burst (1000)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        other = Path(scratch) / "other"
        subprocess.run(["git", "-C", ROOT, "worktree", "add", "--detach", "--quiet", other, given.against], check=True)
        players = []
        try:
            players = [Player(tree, Path(scratch) / f"cache{n}") for n, tree in enumerate((ROOT, other))]
            compare(*players, given.turns, given.burst)
        finally:
            for player in players:
                player.stop()
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", other], check=True)


if __name__ == "__main__":
    main()
