"""PRIM of the EMA Workbench on a finished study: under which parameters do the talks lapse?

`discovery_table` makes of a sweep one table of finite real numbers, factors first, which such tools read as it is.
"""

from pathlib import Path

import ema_workbench
from ema_workbench.analysis import prim

import sim
from sim.analysis.points import OUTPUTS, READ, discovery_table, outputs_of, tallies
from sim.experiments.plan import plan_sweep
from sim.experiments.run import run_plan

OLD = int(ema_workbench.__version__.split(".")[0]) < 3  # as it is for Python 3.11
STUDY = """
name = "late"
title = "11th SMA: patience and the leader's price"
scenario = "sma11"
design = "latin_hypercube"
points = 60
replicates = 50
seed = 1
factors = [
    { name = "patience", path = "parameters.discount_host", range = [0.05, 0.4] },
    { name = "price", path = "parameters.leader_price", range = [0.0, 0.5] },
]
"""


def main() -> None:
    Path("late.toml").write_text(STUDY, encoding="utf-8")
    folder = run_plan(plan_sweep("late.toml"), Path("late")).folder
    results = sim.load_results(folder)
    table = discovery_table(results.points, outputs_of(tallies(results.blocks(*READ))))

    factors = table.drop(columns=[each.name for each in OUTPUTS], errors="ignore")
    late = (table["delay"] > table["delay"].quantile(0.6)).to_numpy()
    box = prim.Prim(factors, late, **({"threshold": 0.6} if OLD else {})).find_box()
    print(box.peeling_trajectory[["coverage", "density", "res_dim"]].tail(3).round(2))
    box.inspect(style="table")


if __name__ == "__main__":
    main()
