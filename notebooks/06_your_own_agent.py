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
# # 6. Your own agent
#
# Six agents take part in the talks: the administration of the guest that stations troops, the government of the
# host that pays, its public, its legislature, the base workers, and North Korea. Each may be replaced by one of
# your own. We put in a thrifty government, watch it negotiate, and run it as often as we like.

# %%
import os

import sim
from sim.display.picture import picture
from sim.engine.decisions import host_takes
from sim.history.beside import recorded_beside
from sim.model.sides import HostGovernment
from sim.plots.trace import trace_figure
from sim.prepare import prepare
from sim.rules.settlement import best_for_guest
from sim.stories.course import course
from sim.stories.story import tell

SEED, REPLICATE = 1, 7
MANY = int(os.environ.get("SMA_NOTEBOOK_REPLICATES", "100000"))  # fewer where you are in a hurry

# %% [markdown]
# ## Subclass
#
# A government answers a few questions, such as what it *offers* in a round and whether it *takes* a text. Ours
# never goes above a ceiling; in everything else it does what a government does anyway.

# %%
CEILING = 0.05


class Thrifty(HostGovernment):
    def offers(self, day, w, view, asks, guest_asks, most):
        return best_for_guest(asks, w.m, view.kinks, min(most, CEILING))

    def takes(self, day, w, deal, worth, least, u):
        return deal.rise <= CEILING and super().takes(day, w, deal, worth, least, u)


# %% [markdown]
# `best_for_guest` is the model's own: of all packages worth as much to the host, the one that the guest likes
# best.
#
# ## Plug it in, and see it in the trace

# %%
prepared = prepare(sim.load_scenario("sma11").scenario)
model = sim.NegotiationModel(prepared, seed=SEED, replicate=REPLICATE, agents={"host": Thrifty})
outcome = model.run()
for each in model.trace.rounds[:8]:
    print(f"{each.date}: the guest asks for {each.guest_rise:+.1%}, the host offers {each.host_rise:+.1%}")
print("agreed" if outcome.agreed else "not agreed", "after", int(outcome.rounds), "rounds")

# %% [markdown]
# The offers stop at the ceiling. The picture shows what that does to the rest of the talks.

# %%
story = tell(prepared, model.trace, outcome, SEED, ["agents.host=Thrifty"])
talks = course(prepared, model.trace, outcome, recorded_beside(prepared.scenario))
picture("Offers over time with a thrifty government", lambda: trace_figure(talks, story.title, story.label))

# %% [markdown]
# ## Run it a hundred thousand times
#
# A class is ordinary Python, good for tens of negotiations. For many, write the same decisions as functions of
# numbers: they are compiled into the engine.


# %%
def offers(day, w, view, asks, guest_asks, most):
    return best_for_guest(asks, w.m, view.kinks, min(most, CEILING))


def takes(day, w, deal, worth, least, u):
    return deal.rise <= CEILING and host_takes(day, w, deal, worth, least, u)


decisions = {"host_offers": offers, "host_takes": takes}
thrifty = sim.run("sma11", replicates=MANY, seed=SEED, decisions=decisions)
usual = sim.run("sma11", replicates=MANY, seed=SEED)
print(f"{MANY:,} negotiations with each government")

# %% [markdown]
# Both ways give the same negotiation, so replicate 7 of the table is the one in the picture:

# %%
same = thrifty.frame["rounds"][REPLICATE] == outcome.rounds and thrifty.frame["agreed"][REPLICATE] == outcome.agreed
print("the class and the function agree on it:", bool(same))

# %% [markdown]
# Does it pay to be thrifty? Row by row both governments met the same luck.

# %%
for name, run in (("usual", usual), ("thrifty", thrifty)):
    frame = run.frame
    print(
        f"{name:8} agreed {frame['agreed'].mean():.0%}, median rise {frame['rise'].median():.1%}, "
        f"mean days without an agreement {frame['blank_days'].mean():.0f}"
    )
later = thrifty.frame["blank_days"] - usual.frame["blank_days"]
print(
    f"the thrifty one waits longer in {(later > 0).mean():.0%} of the negotiations, shorter in {(later < 0).mean():.0%}"
)

# %%
thrifty

# %% [markdown]
# `docs/agents.md` lists every role, every question and every argument.
