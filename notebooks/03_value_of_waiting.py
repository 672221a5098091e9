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
# # 3. The value of waiting
#
# Why would a government leave talks open for more than a year? Because somebody else may soon sit across the
# table. In this notebook we change who that is, and when he comes, and nothing else.
#
# Replicate 17 meets the same dice in every world: the same provocations, the same protests, the same values of
# what is unknown. So we may take differences negotiation by negotiation. What luck adds to both worlds falls
# away.

# %%
import sim
from sim.display.picture import picture
from sim.experiments.comparison import compare_worlds
from sim.experiments.plan import plan_run
from sim.plots.compare import comparison_figure

REPLICATES, SEED = 1_000, 1


def world(*changes):
    return plan_run(sim.load_scenario("sma11", changes), REPLICATES, SEED)


facts = sim.load_scenario("sma11").scenario
succession = facts.successions[0]
print(
    "the first succession: election on",
    succession.election,
    "handover on",
    succession.handover,
    "won by",
    succession.winner,
)

# %% [markdown]
# ## Another winner
#
# In the second world the same president stays for another term.

# %%
found = compare_worlds([("as it was", world()), ("same president", world("successions.0.winner=trump_1"))], explain=2)
found

# %% [markdown]
# Read a row of the table from left to right: what the first world has, what the second has, and the mean
# difference with the interval that Monte Carlo error leaves. The same as one picture:

# %%
picture("Two worlds side by side", lambda: comparison_figure(found))

# %% [markdown]
# Where do two such negotiations part? Of those that changed most, the first day on which something else happens:

# %%
for each in found.pairs[0].explained:
    print(
        f"replicate {each.replicate}: {each.delay[0]:.0f} days of delay in one world, {each.delay[1]:.0f} in the other"
    )
    if each.where.course:
        print(f"  {each.where.course.date}: {each.where.course.base}\n  and in the other: {each.where.course.other}")

# %% [markdown]
# ## Another day
#
# What if the new administration had come half a year later? The day is a fact like any other.

# %%
later = succession.handover.replace(month=7)
moved = compare_worlds(
    [("as it was", world()), ("handover in July", world(f"successions.0.handover={later}"))], explain=0
)
moved

# %% [markdown]
# ## Nobody looks ahead
#
# The reason to wait can be switched off: then both sides bargain as if the present governments stayed for good.

# %%
blind = compare_worlds([("as it was", world()), ("no waiting", world("switches.waiting=false"))], explain=0)
table = blind.pairs[0].differences
table[["label", "given", "unit", "base", "other", "difference", "lower", "upper"]].round(1)

# %% [markdown]
# The column `difference` is the price of the future, in days and in money, under these rules. Do it for your own
# case: put another scenario into `world`, and another change.
