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
# # 5. Calibration: what the record cannot say, and forecasts it lost
#
# How strongly does a government dislike delay? Nobody can look it up. The program tries many sets of such weights
# on past agreements and keeps those under which the simulated talks resemble the real ones. They are called
# *draws of the posterior*. A few agreements cannot settle dozens of weights, and this notebook shows how far they
# get.

# %%
import pandas as pd

import sim
from sim.answers.lost import lost
from sim.calibration.identification.contraction import contraction, independent_of, shares_of
from sim.calibration.inference.simulated import load_episodes
from sim.display.picture import picture
from sim.plots.calibration import contraction_figure
from sim.posterior.draws import read_posterior
from sim.scenario.shipped import shipped_folder

posterior = read_posterior()
print(f"{len(posterior.values):,} draws of {len(posterior.names)} numbers")

# %% [markdown]
# ## What the record narrows, and what it does not
#
# Before anything is fitted each weight may lie anywhere in a range, its *prior*. *Contraction* says how much of
# that uncertainty the record takes away: 0 is nothing, 1 is all.

# %%
episodes = load_episodes(shipped_folder())
names, shares = shares_of(posterior, episodes.prior)
table = contraction(shares, names, independent_of(posterior))
picture(
    "How far the record narrows each parameter",
    lambda: contraction_figure(table, f"posterior of {len(shares):,} draws"),
)

# %%
clear = table["clear"]
print(
    f"of {len(table)} numbers the record narrows {clear.sum()} by more than chance would; {(~clear).sum()} it does not"
)
print("least narrowed:", ", ".join(table["parameter"].tail(5)))

# %% [markdown]
# A parameter that is not narrowed is no fault of the fit. It says: *past talks do not tell*. Its whole range goes
# into every run, so that an answer which hangs on it is wide. (`sma identify` does this with more care: it also
# sorts out what the sampler narrows by itself.)
#
# ## What a run knows
#
# There are two kinds of run. The usual one is told who won the elections, what North Korea did and the state of
# the world. A forecast of the opening day is told nothing of that.

# %%
told = sim.run("sma11", replicates=2_000, seed=1)
foreseen = sim.run("sma11", set=["given=[]"], replicates=2_000, seed=1)
for name, run in (("told of the world", told), ("as on the opening day", foreseen)):
    low, middle, high = run.frame["agreement_day"].quantile([0.1, 0.5, 0.9])
    print(f"{name:24} agreement {middle:+.0f} days from expiry, 80% from {low:+.0f} to {high:+.0f}")

# %% [markdown]
# ## Forecasts it lost
#
# Fitted without the agreement it forecasts, and knowing nothing that came after the opening day, how far off is
# the model? The score is a distance between forecast and record; less is better. Beside it stand rules that
# anybody could use, such as *as last time*.

# %%
found = lost(sim.load_scenario("sma11").scenario)
print(*found.sentences, sep="\n\n")

# %%
pd.DataFrame(found.table.rows, columns=found.table.headings).style.hide(axis="index")

# %% [markdown]
# Where a simple rule does better, say so beside any forecast that you pass on. What the model is good for is the
# third notebook's question: *what if*, which no simple rule answers.
