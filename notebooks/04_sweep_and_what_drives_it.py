# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 4. A sweep and what drives it
#
# One change at a time answers one question. A *study* varies several things at once: each combination of values
# is a *point*, and each point is run many times with the same luck.

# %%
from pathlib import Path
from tempfile import mkdtemp

import pandas as pd

import sim
from sim.analysis.levels import cells
from sim.analysis.points import OUTPUTS, outputs_of, tallies
from sim.analysis.sensitivity import tornado
from sim.answers.driven import driven
from sim.display.picture import picture
from sim.experiments.plan import plan_sweep
from sim.experiments.run import run_plan
from sim.plots.levels import maps_figure
from sim.plots.sensitivity import tornado_figure
from sim.words import words_in

folder = Path(mkdtemp())  # a study's results stand in a folder; ours may go when you have finished

# %% [markdown]
# ## Write the study
#
# Two questions about the 11th agreement: how likely did both sides think it that the president would be
# re-elected, and how much did he want for himself?

# %%
study = folder / "odds.toml"
study.write_text(
    """
name = "odds"
title = "11th SMA: odds of re-election and the leader's price"
scenario = "sma11"
design = "grid"
replicates = 200
seed = 1

[[factors]]
name = "reelection"
paths = ["successions.0.beliefs.0.guest", "successions.0.beliefs.0.host"]
values = [0.2, 0.5, 0.8]

[[factors]]
name = "leader_price"
path = "parameters.leader_price"
range = [0.0, 0.3]
levels = 4
""",
    encoding="utf-8",
)
finished = run_plan(plan_sweep(study), folder / "results")
print(f"{finished.negotiations:,} negotiations, {len(finished.failures)} points that could not be run")

# %% [markdown]
# Had it been stopped, the same call would go on where it was. What is stored is read back as tables, checked
# against its checksums.

# %%
results = sim.load_results(folder / "results")
outcomes = results.outcomes(["agreed", "end", "agreement_day", "blank_days", "signature_day", "rise"])
outcomes.merge(results.points, on="point").groupby(["reelection", "leader_price"])["agreement_day"].median().unstack()

# %% [markdown]
# ## Two factors on a map
#
# Colour is the share that agreed, the days without an agreement, and the rise. Where it changes from left to
# right but not upwards, only the first factor matters.

# %%
caption = results.manifest.caption(0)
grid = cells(outcomes, results.points, "reelection", "leader_price")
picture("Maps of two factors", lambda: maps_figure(grid, "reelection", "leader_price", caption))

# %% [markdown]
# ## Which of them matters more?
#
# For each factor: the mean outcome where it is low, and where it is high. The longer the bar, the more it moves.

# %%
outputs = outputs_of(tallies([results.outcomes()]))
swings = [
    (each, tornado(results.points, outputs, each.name, ["reelection", "leader_price"]))
    for each in OUTPUTS
    if outputs[each.name].notna().all()
]
picture("Tornado of two factors", lambda: tornado_figure(swings, caption))

# %% [markdown]
# ## What drives a run without a study
#
# In an ordinary run every negotiation has its own values of all unknown parameters. So the run itself tells which
# of them go with delay and with the rise: rank correlations, from -1 to 1.

# %%
run = sim.run("sma11", replicates=2_000, seed=1)
table = driven(run.frame, run.plan.scenario, words_in("en"))
print(*table.notes)
pd.DataFrame(table.rows, columns=table.headings).style.hide(axis="index")
