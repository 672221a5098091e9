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
# # 7. Another host: from a row of facts to a forecast
#
# Japan and others pay for US troops too. The rules speak of a *guest* and a *host*, so other talks are a matter
# of facts. The record of past talks is a folder of tables; one row is one agreement. This notebook goes from such
# a row to a forecast, then checks it against what happened.

# %%
from collections import Counter

import sim
from sim.history.own import check_record
from sim.history.scenarios import agreement_of, scenario_of, scenario_text
from sim.history.tables import DATA

# %% [markdown]
# ## What is on record
#
# Not every row gives a scenario: without an opening, an end of the agreement before and a sum there is nothing to
# simulate. The record says why. (`sma scenario list` prints the same.)

# %%
listed = check_record(DATA)
print("rows:", dict(Counter(each.key for each in listed)))
print("that give a scenario:", dict(Counter(each.key for each in listed if not each.reason)))
print("why one does not:", next(each.reason for each in listed if each.reason))

# %% [markdown]
# ## One row
#
# The talks with Japan about the agreement of 2016.

# %%
HOST, NUMBER = "japan", 2016
row = agreement_of(HOST, NUMBER)
print(f"{row.host}, {row.agreement}: talks began between {row.talks_start.first} and {row.talks_start.last}")
print("source:", row.source)

# %% [markdown]
# ## From the row to a scenario
#
# One rule writes the scenario of every host: who governed, what elections lay ahead, what others had agreed to,
# all as known on the day the talks opened. A fact with a later date counts only
# from that date on. What the rule assumes says `assumed`. (`sma scenario new japan 2016`
# writes the same.)

# %%
print("\n".join(scenario_text(HOST, NUMBER).splitlines()[:14]))

# %% [markdown]
# ## From the scenario to a forecast
#
# `given=[]` takes away all that came after the opening day, so that this is a forecast and no look back.

# %%
forecast = sim.run(scenario_of(HOST, NUMBER, overrides=["given=[]"]), replicates=2_000, seed=1)
forecast

# %% [markdown]
# ## And what happened?
#
# The diamonds above are the record. In numbers, where does it lie among the simulated negotiations? Near 50 is
# what the model thought usual; near 0 or 100 is a surprise.

# %%
known = {each.name: each for each in (*forecast.summary.settled, *forecast.summary.dated)}
for name in ("agreement_day", "signature_day", "rise"):
    each = known.get(name)
    if each is not None and each.recorded is not None:
        print(f"{name}: median {each.median:.3g}, on record {each.recorded:.3g}, percentile {each.percentile:.0f}")

# %% [markdown]
# ## May it be believed?
#
# The code carries over to other hosts. Whether the numbers do is another question; every run says what limits it.

# %%
for limit in forecast.summary.setting.limits:
    print("-", limit.words)

# %% [markdown]
# For a host that is in no table, copy the folder of tables, add your rows, and give its path wherever `DATA`
# stands here: `docs/howto/own-record.md` shows how.
