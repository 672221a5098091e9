"""What `sma fit` found as tables on the terminal."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.calibration.estimation.breaks import ANDREWS_5, Search
from sim.calibration.estimation.outside import Outside
from sim.calibration.estimation.provocations import Fit, table
from sim.calibration.estimation.votes import Level
from sim.cli.tables import Column, Table, console, print_table, say
from sim.scenario.problems import counted
from sim.scenario.schema import Scenario

WIDTH = 116  # letters a line where output is no terminal
WORDS = ("", "unit", "how", "pollster", "of")  # headings of columns that hold words


def years(found: Fit) -> str:
    """First and last year of the record."""
    return f"{found.record.first.year}-{found.record.date_of(found.record.days - 1).year}"


def print_provocations(found: Fit, scenario: Scenario) -> None:
    """Print parameters, models, searches for a break, and how well the model fits."""
    out = console(WIDTH)
    for made in (_parameters(table(found, scenario), years(found)), _models(found), _breaks(found)):
        print_table(out, made)
    for line in _notes(found):
        say(out, line)


def print_opinion(derived: list[dict[str, Any]], compared: pd.DataFrame, level: Level) -> None:
    """Print what follows from polls and votes, support beside each question, and the votes."""
    out = console(WIDTH)
    made = _table("From polls and votes", "from the record", "s.e.", "shipped", "how")
    for row in derived:
        error = "" if row["error"] is None else f"{row['error']:.2g}"
        made.add(row["parameter"], f"{row['estimate']:.3g}", error, f"{row['shipped']:g}", row["how"])
    print_table(out, made)
    asked = _table("Support beside the question asked, %", "pollster", "month", "of", "poll", "model", "less")
    before = ""
    for _, one in compared.iterrows():
        named = f"{one['question']} {one['pollster']} {one['month']}"
        first, before = named != before, named
        asked.add(
            *((one["question"], one["pollster"], one["month"]) if first else ("", "", "")),
            one["segment"],
            *(f"{100 * one[name]:.1f}" for name in ("poll", "model")),
            f"{100 * one['difference']:+.1f}",
        )
    print_table(out, asked)
    votes = _table("Recorded votes, % in favour", "recorded", "expected", "present")
    for ballot in level.ballots:
        votes.add(
            f"no. {ballot.number}",
            f"{100 * ballot.in_favour / ballot.present:.1f}",
            f"{100 * float(ballot.share(level.weights)[0]):.1f}",
            str(ballot.present),
        )
    print_table(out, votes)
    say(
        out,
        f"Votes: deviance {level.deviance:.1f} on {counted(len(level.ballots) - 1, 'degree')} of"
        f" freedom. Support is the share for"
        " a larger contribution of no stated size; polls that name a large sum, or offer to keep it, lie below."
        " No poll was found on the 11th or the 12th deal.",
    )


def print_outside(rows: list[dict[str, Any]], found: Outside) -> None:
    """Print what the posteriors say of each parameter, and what they rest on."""
    out = console(WIDTH)
    made = _table("From records of their own", "of", "mean", "sd", "5% to 95%", "shipped", "range of the file")
    before = ""
    for row in rows:
        first, before = row["group"] != before, row["group"]
        made.add(
            row["parameter"],
            row["group"] if first else "",
            f"{row['mean']:.3g}",
            f"{row['sd']:.2g}",
            f"{row['low']:.3g} to {row['high']:.3g}",
            f"{row['shipped']:g}",
            f"{row['range_low']:g} to {row['range_high']:g}",
        )
    print_table(out, made)
    say(out, "Records: " + ", ".join(f"{name} {number}" for name, number in found.records.items()) + ".")
    worth = ", ".join(f"{name} {number:,.0f}" for name, number in found.effective.items())
    say(out, f"Draws of the prior, resampled, are worth so many of the posterior: {worth}.")


def _parameters(rows: list[dict[str, Any]], span: str) -> Table:
    made = _table(f"Provocations {span}, by maximum likelihood", "estimate", "s.e.", "95% limits", "shipped", "unit")
    for row in rows:
        made.add(
            row["parameter"],
            f"{row['estimate']:.3g}",
            "at bound" if row["error"] is None else f"{row['error']:.2g}",
            f"{row['low']:.3g} to {row['high']:.3g}",
            "" if row["shipped"] is None else f"{row['shipped']:g}",
            row["unit"],
        )
    return made


def _models(found: Fit) -> Table:
    made = _table("Models", "parameters", "log-likelihood", "AIC")
    for each in found.rivals:
        made.add(each.name, str(each.parameters), f"{each.log_likelihood:.1f}", f"{each.aic:.1f}")
    return made


def _breaks(found: Fit) -> Table:
    made = _table("Searches for a step in the base rate", "best date", "ratio", "p, drawn records", "")
    named = [(f"all acts, step {number}", each) for number, each in enumerate(found.searches, 1)]
    for name, each in (*named, *found.by_kind.items()):
        made.add(name, str(each.on), f"{each.ratio:.1f}", _p(each), "holds" if each.found else "does not hold")
    return made


def _p(each: Search) -> str:
    return "none drawn" if each.p is None else f"{each.p:.2f} of {counted(each.simulated.size, 'draw')}"


def _notes(found: Fit) -> list[str]:
    rate, test, mild = found.stalled_rate, found.verdict, found.mild_first
    after, plain = found.discord, found.discord_plain
    drawn = "" if found.p_drawn is None else f" Against records drawn and fitted again: p = {found.p_drawn:.2f}."
    gain = mild.log_likelihood - found.top.log_likelihood
    return [
        f"Base rate while talks are stalled: {rate.value:.3g} a year, s.e. {rate.error:.2g}"
        f" ({rate.low:.3g} to {rate.high:.3g}). Rate and factor apart are known far less well.",
        f"Answer to discord in the talks, {int(found.record.discord.sum())} days with"
        f" {int((found.record.discord & found.record.came).sum())} provocations: log-factor {after.value:+.2f},"
        f" s.e. {after.error:.2f} under a normal prior with s.d. 0.5; without it {plain.value:+.2f}, s.e."
        f" {plain.error:.2f}.",
        f"Growth by severity, were it free to fall below 0: {mild.values['severity']:.2f}"
        f" (log-likelihood higher by {gain:.1f}): mild acts come in longer series.",
        f"Residuals (discrete-time rescaling): Kolmogorov-Smirnov distance {test.distance:.3f}, p = {test.p:.2f};"
        f" over other random parts 5% to 95% lie between {found.p_range[0]:.2f} and {found.p_range[2]:.2f}."
        f" Correlation of neighbours {test.correlation:+.2f}.{drawn}",
        "The p of the distance is lenient, as the parameters come from the same record.",
        f"Ratio: twice the gain in log-likelihood; a searched date needs {ANDREWS_5:g} at 5% (Andrews 2003), or the"
        " drawn records. At bound: limit of the profile likelihood.",
    ]


def _table(title: str, *headings: str) -> Table:
    """Empty table whose first column names the rows."""
    return Table(title, (Column(""), *(Column(heading, number=heading not in WORDS) for heading in headings)))
