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
# # 1. First negotiation: one story, then five thousand
#
# South Korea pays part of what US troops on its soil cost. Every few years the two governments agree anew on how
# much. This program plays such talks: it starts with the facts of a real case, lets both sides bargain week by
# week, and keeps the reason of every move.
#
# Our case is the 11th agreement. The one before it ended with the year 2019, and Washington had asked for five
# times the sum. We look at one possible course of those talks, then at thousands.

# %%
import pandas as pd

import sim
from sim.answers.happened import happened
from sim.display.picture import picture
from sim.history.beside import recorded_beside
from sim.plots.trace import trace_figure
from sim.prepare import prepare
from sim.reasons.played import played
from sim.stories.course import course
from sim.stories.story import tell

SEED, REPLICATE = 1, 7

# %% [markdown]
# ## One negotiation
#
# A *scenario* is a file of facts: dates, sums, who governs. `sma11` comes with the program. A *seed* and the
# number of a *replicate* fix everything that is left to chance, so that you see here what anybody else sees.

# %%
scenario = sim.load_scenario("sma11").scenario
prepared = prepare(scenario)
outcome, trace = played(prepared, SEED, REPLICATE)
story = tell(prepared, trace, outcome, SEED)
story

# %% [markdown]
# The same talks as a picture. Two lines show what each side has on the table; where they meet, there is a text.

# %%
talks = course(prepared, trace, outcome, recorded_beside(scenario))
picture("Offers of both sides over time", lambda: trace_figure(talks, story.title, story.label))

# %% [markdown]
# ## Five thousand of them
#
# One course proves nothing: with other luck, or if the parties weigh things a little differently, the talks go
# another way. `sim.run` plays as many as you like. Each has its own luck, and its own values of what nobody knows
# exactly.

# %%
run = sim.run("sma11", replicates=5_000, seed=SEED)
run

# %% [markdown]
# Each dot stands for one fiftieth of the negotiations; the diamond is what really happened. What is in the table
# of outcomes? A row for each negotiation. Row 7 is the story above.

# %%
run.frame.loc[[REPLICATE], ["agreement_day", "rise", "term_years", "rounds", "guest_refusals", "blank_days"]]

# %% [markdown]
# How often did what happen? The last column is the record.

# %%
table = happened(run.frame, scenario)
pd.DataFrame(table.rows, columns=table.headings).style.hide(axis="index")

# %% [markdown]
# **Before you go on.** This run was told who won the election and what North Korea did. It shows what the model
# makes of these facts, not what could have been known at the time; the fifth notebook is about that difference.
