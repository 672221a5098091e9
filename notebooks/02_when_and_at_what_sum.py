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
# # 2. When and at what sum: reading the three figures
#
# A run of thousands of negotiations is shown in three figures: *when and at what rise*, *what sum*, and *how long
# without an agreement*. This notebook reads them one by one.

# %%
import sim
from sim.analysis.spreads import histogram, joint
from sim.analysis.survival import survival
from sim.display.picture import picture
from sim.plots.amounts import amounts_figure
from sim.plots.settlement import settlement_figure
from sim.plots.survival import survival_figure

run = sim.run("sma11", replicates=5_000, seed=1)
summary = run.summary
setting, spreads = summary.setting, {each.name: each for each in (*summary.settled, *summary.dated)}
record = (spreads["signature_day"].recorded, spreads["rise"].recorded)

# %% [markdown]
# ## When, and at what rise
#
# To the right goes the date of the signature, upwards the rise of the first year over the last sum. Dark cells
# hold many negotiations. The diamond is the record, and dotted lines are days on which a new administration takes
# office. The narrow panels show each of the two alone; the bars tell what became of all, those without a
# signature too.

# %%
picture(
    "Negotiations by signature date and rise",
    lambda: settlement_figure(joint(run.frame, record), setting, run.label, record),
)

# %% [markdown]
# Two heaps, or one? The middle of all dates may lie where few negotiations end. So look at the heaps
# first, and at the median after that.

# %%
for name in ("signature_day", "rise"):
    each = spreads[name]
    print(f"{name}: median {each.median:.3g}, on record {each.recorded:.3g}")
print("signed before the old agreement ended:", f"{(run.frame['signature_day'] <= 0).mean():.0%}")

# %% [markdown]
# ## What sum
#
# The same rise in money, in both currencies. The line marks what was paid before. In dollars the picture is wider
# or narrower, because the exchange rate of the first paid year is in it.

# %%
amounts = {
    name: (histogram(run.frame, name, marked, 0.02 * spreads[name].median), spreads[name])
    for name, marked in (("amount", [setting.base_amount]), ("amount_usd_m", []))
}
picture(
    "First-year sums in both currencies",
    lambda: amounts_figure(amounts["amount"], amounts["amount_usd_m"], setting, run.label, summary.stands),
)

# %% [markdown]
# ## How long without an agreement
#
# The curve begins at one and steps down with every signature: its height is the share of negotiations that have
# none yet. Three curves count to three ends: the handshake, the signature, and the day the text takes effect. A
# long flat part is a time in which nobody has a reason to move; a cliff is a date on which many do. Negotiations
# still open when the simulation stops are counted as *longer than that*, and never dropped.

# %%
curves = {end: survival(run.frame, end) for end in ("agreement", "signature", "entry")}
picture(
    "Share of negotiations still without an agreement, by date", lambda: survival_figure(curves, setting, run.label)
)

# %%
for days in (0, 90, 365):
    print(f"{curves['signature'].without_at(days):.0%} have no signature {days} days after the old agreement ended")

# %% [markdown]
# The same three answers in words, which the page, the report and the command line share:

# %%
print(*run.sentences, sep="\n\n")
