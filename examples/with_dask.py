"""Dask: scenarios in parallel on a cluster, each a plain call of `sim.run`.

A sweep needs none of this: `sma sweep STUDY --dask ADDRESS` and `--local-cluster N` spread its jobs and resume them.
Outcomes do not depend on where they were made.
"""

import pandas as pd
from distributed import Client, LocalCluster

import sim

SCENARIOS = ("sma10", "sma11", "sma12")


def medians(scenario: str) -> dict[str, object]:
    """What one worker brings home: the name and a few figures, not the table."""
    frame = sim.run(scenario, replicates=200, seed=1, workers=1).frame
    return {"scenario": scenario, "rise": frame["rise"].median(), "signature_day": frame["signature_day"].median()}


def main() -> None:
    with (
        LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        rows = client.gather(client.map(medians, SCENARIOS))
    print(pd.DataFrame(rows).set_index("scenario").round(3))


if __name__ == "__main__":
    main()
