"""What the record cannot tell, and which patterns it shares with the model, as sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sim.calibration.identification.contraction import ONE_CASE_OF, OUTCOMES
from sim.calibration.identification.kinds import MOST_FREE, Kinds
from sim.calibration.identification.measurements import measurement_of, said_of
from sim.calibration.identification.patterns import LONG_LAPSE
from sim.calibration.sheet import Sheet, number, span
from sim.history.episodes import COVERED
from sim.scenario.parameters import Parameters

MOST_BY_ITSELF = 0.15  # contraction that so few walkers may show where there is none
MOST_HELP = 15  # parameters in the ranked list of an outcome


@dataclass(frozen=True)
class Identified:
    """Findings of `sma identify`.

    Attributes
    ----------
    contraction, pairs : tables of `identified`; `chance` is the largest correlation of a pair by chance
    knowing : by name of the outcome
    measurements, patterns : tables of `measurements.ranked` and `patterns.check`
    parameters : the file's, for their sources
    draws, independent : of the posterior, and how many of them count as independent
    kinds : names of all parameters, by whether they are fitted, drawn from own records, or held
    """

    contraction: pd.DataFrame
    pairs: pd.DataFrame
    chance: float
    knowing: Mapping[str, pd.DataFrame]
    measurements: pd.DataFrame
    patterns: pd.DataFrame
    parameters: Parameters
    draws: int
    independent: int
    kinds: Kinds


def sheets(found: Identified) -> tuple[Sheet, ...]:
    """All sheets."""
    helps = (_knowing(found, outcome) for outcome in found.knowing)
    return _kinds(found.kinds), _patterns(found), _contraction(found), _pairs(found), *helps, _measurements(found)


def headline(found: Identified) -> str:
    """One sentence on the whole."""
    table = found.contraction
    met = int((found.patterns["met"] == "yes").sum())
    kinds = found.kinds
    outside = sum(map(len, kinds.outside.values()))
    return (
        f"Of {len(kinds.free) + outside + len(kinds.held)} parameters {len(kinds.free)} are free, {outside} have"
        f" records of their own, {len(kinds.held)} are held. The record narrows {int(table['clear'].sum())} of"
        f" {len(table)} parameters by more than the sampler narrows those that no target depends on"
        f" ({table.attrs['floor']:.2f}); {met} of {len(found.patterns)} pattern checks"
        " are met."
    )


def kinds_table(kinds: Kinds) -> pd.DataFrame:
    """A row for each kind and group. Columns `kind`, `group`, `count`, `parameters` (their names joined)."""
    rows = [
        ("free", "", kinds.free),
        *(("own records", group, names) for group, names in kinds.outside.items()),
        ("held", "", kinds.held),
    ]
    return pd.DataFrame(
        [(kind, group, len(names), ", ".join(names)) for kind, group, names in rows],
        columns=["kind", "group", "count", "parameters"],
    )


def _kinds(kinds: Kinds) -> Sheet:
    rows = tuple(
        (str(row["kind"]), str(row["group"]), str(row["parameters"]), str(row["count"]))
        for _, row in kinds_table(kinds).iterrows()
    )
    note = (
        f"Free: coordinates of the posteriors of all behavioural cores together, at most {MOST_FREE}. Own records:"
        " drawn from posteriors of their own in every run. Held: one value with its source or reason in the parameters"
        " file."
    )
    return Sheet("Parameters by kind", ("kind", "group", "parameters", "count"), rows, (note,), 3)


def _insensitive(found: Identified) -> str:
    table = found.contraction[found.contraction["insensitive"]]
    if table.empty:
        return "Every parameter moves some target."
    told = ", ".join(f"{row['parameter']} {row['contraction']:.2f}" for _, row in table.iterrows())
    warning = (
        " They should be 0: the draws descend from too few walkers, and neither contraction nor pairs below that mean"
        " anything."
        if table["contraction"].max() > MOST_BY_ITSELF
        else ""
    )
    return f"No target depends on these, whatever their value; they have narrowed by: {told}.{warning}"


def _patterns(found: Identified) -> Sheet:
    rows = tuple(
        (str(row["pattern"]), str(row["statistic"]), number(row["recorded"]), number(row["value"]),
         span(row["lower"], row["upper"]), str(row["condition"]), str(row["met"]), number(row["p"], 3))
        for _, row in found.patterns.iterrows()
    )  # fmt: skip
    notes = (
        f"Posterior predictive runs of agreements {COVERED[0]} to {COVERED[-1]}, draws in turn; of provocations the"
        " pair with `scenarios/variants/sma11_quiet_march.toml` under the same draws and luck. 95% intervals over"
        f" draws. Long lapses: over {LONG_LAPSE} days without agreement. p: share of simulated records in which the"
        " pattern is as full as on record (all five rises; a refusal).",
    )
    headings = ("pattern", "statistic", "record", "model", "95%", "met if", "met", "p")
    return Sheet("Patterns of the record", headings, rows, notes, 2)


def _contraction(found: Identified) -> Sheet:
    rows = tuple(
        (str(row["parameter"]), number(row["contraction"]), span(row["lower"], row["upper"]),
         _words(row), f"{row['shift']:+.2f}",
         said_of(found.parameters, str(row["parameter"])))
        for _, row in found.contraction.iterrows()
    )  # fmt: skip
    as_many = f", of which {found.independent} count as independent" if found.independent < found.draws else ""
    notes = (
        f"1 - variance of the posterior / variance of the prior, {found.draws:,} draws{as_many}; 95% bootstrap"
        " intervals. Shift: mean less the middle of the range, in standard deviations of the prior.",
        _insensitive(found),
    )
    headings = ("parameter", "contraction", "95%", "", "shift", "what the file says of its source")
    return Sheet("How far the record narrows each parameter", headings, rows, notes, 1)


def _words(row: pd.Series) -> str:
    if row["insensitive"]:
        return "no target depends on it"
    if row["lower"] <= 0.0:
        return "not distinguishable from 0"
    return "" if row["clear"] else "no clearer than the sampler artefact"


def _pairs(found: Identified) -> Sheet:
    rows = tuple(
        (f"{row['one']}, {row['other']}", number(row["correlation"]), span(row["lower"], row["upper"]),
         "" if row["clear"] else "no more than chance gives")
        for _, row in found.pairs.iterrows()
    )  # fmt: skip
    note = (
        f"Spearman. Among all pairs of unrelated draws the largest is above {found.chance:.2f} in one case of"
        f" {ONE_CASE_OF}."
    )
    return Sheet("Pairs most closely tied", ("pair", "correlation", "95%", ""), rows, (note,))


def _knowing(found: Identified, outcome: str) -> Sheet:
    table = found.knowing[outcome]
    rows = tuple(
        (str(row["parameter"]), f"{100 * row['share']:.1f}%", f"{100 * row['lower']:.1f} to {100 * row['upper']:.1f}%",
         "" if row["clear"] else "not distinguishable from 0", measurement_of(str(row["parameter"])))
        for _, row in table[:MOST_HELP].iterrows()
    )  # fmt: skip
    note = (
        f"Share of the variance of one negotiation's outcome that knowing the parameter would remove, to first order."
        f" Luck makes {table.attrs['luck']:.0%} of it, all parameters together {table.attrs['draws']:.0%}. Among"
        f" unrelated parameters the largest share is above {table.attrs['chance']:.1%} in one case of"
        f" {ONE_CASE_OF}."
    )
    headings = ("parameter", "share", "95%", "", "measurement")
    return Sheet(f"What knowing would help: {OUTCOMES[outcome]}", headings, rows, (note,), 1)


def _measurements(found: Identified) -> Sheet:
    outcomes = list(found.knowing)
    rows = tuple(
        (str(rank), str(row["measurement"]), str(row["record"]),
         *(f"{100 * row[outcome]:.1f}%" for outcome in outcomes), str(row["parameters"]))
        for rank, (_, row) in enumerate(found.measurements.iterrows(), 1)
    )  # fmt: skip
    note = (
        "Share of an outcome's variance that knowing the group's parameters would remove, from their values and squares"
        " alone, corrected for their number: a floor, and below 0 where there is nothing. Whether the record exists is"
        " not said."
    )
    headings = ("", "measurement", "record", *(outcome.replace("_", " ") for outcome in outcomes), "parameters")
    return Sheet("Measurements that would help, ranked", headings, rows, (note,), 3)
