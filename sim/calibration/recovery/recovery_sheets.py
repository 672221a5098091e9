"""What trials with known parameters show, as sheets."""

from __future__ import annotations

import pandas as pd

from sim.analysis.markdown import code
from sim.calibration.inference.posterior import Effort
from sim.calibration.recovery.ranks import DRAWS
from sim.calibration.recovery.trials import FORESEEN
from sim.calibration.recovery.verdict import FALSE_FOUND, UNEVEN, Verdict, beyond
from sim.calibration.sheet import Sheet, number, span
from sim.scenario.problems import counted

MOST_RECOVERED = 12


def sheets(found: Verdict) -> tuple[Sheet, ...]:
    """All sheets, the summary first."""
    return _summary(found), _ranks(found), _quantities(found), _parameters(found)


def lines(found: Verdict, effort: Effort, command: str) -> list[str]:
    """What was done, as paragraphs."""
    settings = effort.settings
    return [
        f"Made by {code(command)}; nothing on this page is written by hand.",
        f"{counted(found.trials, 'trial')}. In each, true parameters are drawn from the prior, one"
        f" negotiation of each agreement on record is simulated with them, the errors of the record are added, and the"
        f" parameters are fitted by the method of `sma calibrate`: learning rate {effort.rate:g}, {settings.walkers}"
        f" walkers from {settings.pool:,} prior draws, {effort.replicates}"
        f" negotiations of each agreement for each set, {settings.steps} moves a stage, {settings.final} stages at full"
        f" weight, {settings.sweeps} sweeps.",
        f"Ranks are those of the truth among {DRAWS} draws (simulation-based calibration: Talts and others 2018;"
        " simultaneous bands: Säilynoja and others 2022). Quantities foreseen are means, or chances of what is on"
        f" record, over {FORESEEN} negotiations under luck that no fit has met, and the score. The score stands in"
        " for a likelihood, so uniform ranks are not promised: the trials say how far its posterior may be believed.",
    ]


def _summary(found: Verdict) -> Sheet:
    rows = tuple(
        (str(row["pool"]), f"{row['level']:.0%}", f"{row['share']:.1%}",
         f"{100 * row['lower']:.1f} to {100 * row['upper']:.1f}%", _verdict(row["level"], row["lower"], row["upper"]))
        for _, row in found.coverage.iterrows()
    )  # fmt: skip
    note = "Shares of truths inside central intervals; 95% intervals over resampled trials."
    headings = ("pool", "level", "inside", "95%", "verdict")
    return Sheet("Do intervals hold what they say?", headings, rows, (note,), 1)


def _verdict(level: float, lower: float, upper: float) -> str:
    return "too narrow" if upper < level else "too wide" if lower > level else "holds"


def _ranks(found: Verdict) -> Sheet:
    rows = tuple(
        (str(row["pool"]), f"{row['own']:.0%}", f"{row['alike']:.0%}") for _, row in beyond(found.ecdf).iterrows()
    )
    notes = []
    for which in ("parameters", "quantities"):
        few, tested, (expected, low, high) = found.few(which)
        if tested:
            notes.append(
                f"Of {tested} {which}, {few} have ranks uneven at {UNEVEN:.0%} (chi-square);"
                f" chance gives {expected:.1f}, and {low} to {high} in 95% of cases were they independent."
            )
        else:
            notes.append(f"{counted(found.trials, 'trial')}: too few to test the ranks of single {which}.")
    notes.append(
        "A rank ECDF that leaves the first band only may do so because ranks of one trial are alike; one that leaves"
        " the second does not."
    )
    headings = ("pool", "beyond the band of independent ranks", "of ranks alike within a trial")
    return Sheet("Are ranks uniform?", headings, rows, tuple(notes), 1)


def _quantities(found: Verdict) -> Sheet:
    rows = tuple((str(row["name"]), *_known(row)) for _, row in found.quantities.iterrows())
    headings = ("quantity", "correlation", "inside 50%", "80%", "95%", "mean rank", "p uniform")
    return Sheet("Quantities foreseen", headings, rows, ("Mean rank: 0.5 without bias.",), 1)


def _parameters(found: Verdict) -> Sheet:
    table = found.parameters.sort_values("correlation", ascending=False, na_position="last")
    rows = tuple(
        (str(row["name"]), "yes" if row["recovered"] else "no", number(row["contraction"]), *_known(row))
        for _, row in table.iterrows()
    )
    names = found.recovered["name"].tolist()
    told = ", ".join(names) if names else "none"
    notes = (
        "Recovered, the correlation of posterior means with the truth being above 0 with at most"
        f" {FALSE_FOUND:.0%} of those named so by chance (Benjamini and Hochberg): {len(names)} of {len(table)}:"
        f" {told}.",
        "Contraction: 1 - mean variance of the posteriors / variance of the prior. p uniform: chi-square test of the"
        " ranks.",
    )
    headings = ("parameter", "recovered", "contraction", "correlation", "inside 50%", "80%", "95%", "mean rank",
                "p uniform")  # fmt: skip
    return Sheet("Which parameters are found again?", headings, rows, notes, 2)


def _known(row: pd.Series) -> tuple[str, ...]:
    covered = (f"{row[f'inside_{level}']:.0%}" for level in (50, 80, 95))
    return number(row["correlation"]), *covered, number(row["mean_rank"]), number(row["uniform_p"], 3)


def headline(found: Verdict) -> str:
    """One sentence on the whole."""
    at = found.coverage[found.coverage["level"] == 0.8].set_index("pool")
    told = "; ".join(
        f"{pool}: {row['share']:.0%} ({span(100 * row['lower'], 100 * row['upper'], 0)}%)"
        for pool, row in at.iterrows()
    )
    return f"80% intervals hold the truth in: {told}. {len(found.recovered)} of {len(found.parameters)} recovered."
