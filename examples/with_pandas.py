"""pandas: the outcomes of a run are one labelled table, a row for each negotiation.

Replicate 17 meets the same luck in both runs, so the difference of two tables, row by row, is the effect of the change
and of nothing else.
"""

import sim


def main() -> None:
    run = sim.run("sma11", replicates=500, seed=1)
    other = sim.run("sma11", set=["successions.0.winner=trump_1"], replicates=500, seed=1)

    by_guest = run.frame.groupby("guest_at_agreement", observed=True)["rise"]
    print(by_guest.describe()[["count", "25%", "50%", "75%"]].round(3))

    longer = other.frame["blank_days"] - run.frame["blank_days"]
    print(f"the period without an agreement, with the first Trump administration re-elected: {longer.mean():+.0f} days")


if __name__ == "__main__":
    main()
