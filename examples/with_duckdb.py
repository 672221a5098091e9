"""DuckDB: SQL over the Parquet files of a stored run, without reading them whole.

DuckDB does not verify the checksums of the files; `sma audit first` does.
"""

import duckdb

import sim

QUESTION = """
    SELECT guest_at_agreement AS guest, count(*) AS agreements,
           round(100 * median(rise), 1) AS rise, round(median(blank_days)) AS blank_days
    FROM 'first/shards/*.parquet'
    WHERE agreed
    GROUP BY ALL ORDER BY agreements DESC
"""


def main() -> None:
    sim.run("sma11", replicates=500, seed=1).save("first")
    print(duckdb.sql(QUESTION))


if __name__ == "__main__":
    main()
