"""The summary of a run as tables on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from sim.analysis.shares import Share
from sim.analysis.spreads import RANGES, Spread
from sim.analysis.summary import Summary
from sim.cli.tables import Column, Table, print_table, say
from sim.experiments.manifest import SUMMARY
from sim.scenario.problems import counted

# How a number in its unit is printed: factor, format, unit in words (a name in braces comes from the setting).
_FORMS = {
    "share": (100.0, "{:z.1f}", "%"),
    "share per year": (100.0, "{:z.1f}", "% a year"),
    "share of the base amount a year": (100.0, "{:z.1f}", "% of the base a year"),
    "billions of host currency": (1.0, "{:,.0f}", "{currency} {unit}"),
    "millions of US$": (1.0, "{:,.0f}", "US$ m"),
    "years": (1.0, "{:.0f}", "years"),
    "rounds": (1.0, "{:.0f}", ""),
    "members": (1.0, "{:.0f}", "members"),
    "days": (1.0, "{:.0f}", ""),
}
KEPT = (50, 95)  # ranges that stand in the narrowest tables too
_SIGNED_DAYS = ("agreement_day", "signature_day", "entry_day")
FULL_WIDTH = 116  # letters a line that all columns need; where output is no terminal the tables get exactly these


def print_summary(summary: Summary, console: Console) -> None:
    """Print what a run found as four tables, with a caption that says which run it is."""
    print_table(console, _shares(summary))
    everyone = counted(summary.replicates, "replicate")
    settled = f"What was settled, given agreement ({summary.agreed:,} of {everyone})"
    dated = (
        f"When, in days from expiry on {summary.setting.expiry} ({'all ' if summary.replicates > 1 else ''}{everyone})"
    )
    vote = f"The legislature's last vote ({counted(summary.vote[0].count, 'replicate')} that came to one)"
    for title, spreads in (
        (settled, summary.settled),
        (dated, (*summary.dated, *summary.talks)),
        (vote, summary.vote),
    ):
        print_table(console, _spreads(title, spreads, summary))
    for line in _notes(summary):
        say(console, line, "dim")
    say(console, summary.label.line())


def _notes(summary: Summary) -> list[str]:
    """What the columns mean, as far as the table needs it."""
    notes = [
        "Ranges hold that share of the replicates, with equal tails. Intervals: Wilson, 95%, Monte Carlo error only."
    ]
    spreads = (*summary.settled, *summary.dated, *summary.talks, *summary.vote)
    if any(each.percentile is not None for each in spreads):
        notes.append(
            "Percentile: share of the replicates below the recorded value, half of those equal to it included."
        )
    if any(each.censored_day is not None for each in summary.dated):
        notes.append('"> n": beyond the horizon, n days after expiry; those replicates count as later, not as missing.')
    notes += [f"Limit: {limit.words}" for limit in summary.setting.limits]
    if summary.no_record:
        notes.append(f"No record beside this run: {summary.no_record}.")
    return notes


def _shares(summary: Summary) -> Table:
    numbers = (Column("share", number=True), Column("95% interval", number=True))
    table = Table("What happened", (Column(""), Column(""), *numbers, Column("recorded")), keys=2)
    for group in summary.groups:
        of = f", of {summary.agreed:,} agreed" if group.given else ""
        for number, each in enumerate(group.shares):
            table.add(f"{group.label}{of}" if number == 0 else "", each.label, *_share_cells(each))
    return table


def _share_cells(each: Share) -> tuple[str, str, str]:
    recorded = {None: "", True: "yes", False: "no"}[each.recorded]
    if each.share is None or each.lower is None or each.upper is None:
        return "–", "", recorded
    return f"{100 * each.share:.1f}%", f"{100 * each.lower:.1f} to {100 * each.upper:.1f}%", recorded


def _spreads(title: str, spreads: Sequence[Spread], summary: Summary) -> Table:
    ranges = (Column(f"{share}% range", number=True, spare=share not in KEPT) for share in RANGES)
    last = (Column(heading, number=True) for heading in ("recorded", "percentile"))
    table = Table(title, (Column(""), Column("median", number=True), *ranges, *last), whole=SUMMARY)
    for each in spreads:
        _row(table, each, summary)
    return table


def _row(table: Table, each: Spread, summary: Summary) -> None:
    """Row of one quantity; below that of a day stand the dates of its median and record."""
    unit = _FORMS[each.unit][2].format(currency=summary.setting.currency, unit=summary.setting.unit)
    ranges = [each.ranges[share] for share in RANGES]
    table.add(
        f"{each.label} ({unit})" if unit else each.label,
        _number(each.median, each) if each.count else "–",
        *(f"{_number(low, each)} to {_number(high, each)}" if each.count else "" for low, high in ranges),
        "" if each.recorded is None else _number(each.recorded, each),
        "" if each.percentile is None else f"{100 * each.percentile:.0f}%",
    )
    if each.name in _SIGNED_DAYS and (each.median is not None or each.recorded is not None):
        dates = ["" if day is None else str(summary.setting.date_of(day)) for day in (each.median, each.recorded)]
        table.add("", dates[0], *[""] * len(RANGES), dates[1], "", dim=True)


def _number(value: float | None, each: Spread) -> str:
    """Value in its unit; beyond the horizon `> n`."""
    if value is None:
        return f"> {each.censored_day}" if each.censored_day is not None else "–"
    factor, form, _ = _FORMS[each.unit]
    if each.name in _SIGNED_DAYS:
        form = "{:+.0f}"
    return form.format(factor * value)
