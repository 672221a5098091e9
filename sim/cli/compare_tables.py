"""A comparison as tables on the terminal, and as one object for JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sim.analysis.compare import CHANGES, FIGURES
from sim.cli.tables import Column, Table, console, print_table, say
from sim.scenario.problems import counted

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.comparison import Comparison, Explained, Pair

WIDTH = 150  # letters a line where output is no terminal
NOTICED = 0.001  # from which rises in two worlds are told as apart: offers move a little with almost anything
SHORT = {"percentage points": "pp", "billions of host currency": "bn", "days": "days", "years": "years"}
SPARE = ("95%, unpaired", "gain")  # columns that a narrow table does without
NUMBERS = (
    "base", "other", "difference", "lower", "upper", "unpaired_lower", "unpaired_upper", "gain",
)  # fmt: skip


def as_json(found: Comparison) -> dict[str, Any]:
    """The findings as plain dictionaries; a number that is not known is null."""
    return {
        "base": {"name": found.base.name, "run": found.base.label.as_json()},
        "notes": list(found.notes),
        "worlds": [
            {
                "name": pair.world.name,
                "run": pair.world.label.as_json(),
                "horizon_day": pair.horizon_day,
                "not_compared": pair.left_out or None,
                "changed": {
                    "count": pair.changed.count,
                    "of": pair.changed.of,
                    "share": pair.changed.share,
                    "interval_95": [pair.changed.lower, pair.changed.upper],
                    "by": {name: int(pair.changes[name].sum()) for name in CHANGES if name in pair.changes},
                },
                "differences": [_row(row) for row in pair.differences.to_dict(orient="records")],
                "explained": [_explained(each) for each in pair.explained],
            }
            for pair in found.pairs
        ],
    }


def _explained(each: Explained) -> dict[str, Any]:
    def parting(one: Any) -> dict[str, str] | None:
        return None if one is None else {"date": one.date.isoformat(), "base": one.base, "other": one.other}

    return {
        "replicate": each.replicate,
        **{name: [_known(value) for value in getattr(each, name)] for name in ("delay", "agreement_day", "rise")},
        "first_difference": parting(each.where.first),
        "course_parts": parting(each.where.course),
        "fates": {"base": each.where.fates[0], "other": each.where.fates[1]},
    }


def _row(row: Any) -> dict[str, Any]:
    return {key: _known(value) if key in NUMBERS else _plain(value) for key, value in row.items()}


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _plain(value: Any) -> Any:
    return int(value) if hasattr(value, "__index__") else value


def print_comparison(found: Comparison) -> None:
    """Print each world beside the base: differences, which replicates changed, and where a few of them part."""
    out = console(WIDTH)
    for pair in found.pairs:
        print_table(out, _differences(pair, found.base.name))
        if pair.left_out:
            say(out, f"Not compared: {pair.left_out}.")
            say(out, "")
        say(out, _changed_words(pair))
        say(out, "")
        if pair.explained:
            print_table(out, _partings(pair))
    for note in found.notes:
        say(out, note, "dim")
    say(out, f"base: {found.base.label.line()}")
    for pair in found.pairs:
        label = pair.world.label
        say(out, f"{pair.world.name}: {label.title} · {label.kind} · {label.parameters}")


def _differences(pair: Pair, base: str) -> Table:
    headings = ("base", "other", "difference", "95%, paired", "95%, unpaired", "gain")
    numbers = (Column(heading, number=True, spare=heading in SPARE) for heading in headings)
    table = Table(f"{pair.world.name} less {base}", (Column(""), *numbers), whole="comparison.csv")
    given = {figure.name: figure.given for figure in FIGURES}
    rows: Any = pair.differences.itertuples()
    for row in rows:
        of = f", {given[row.name]} ({row.replicates:,})" if given[row.name] != "all" else ""
        table.add(f"{row.label} ({SHORT[row.unit]}){of}", *_cells(row, pair))
    return table


def _cells(row: Any, pair: Pair) -> tuple[str, ...]:
    def number(value: float, sign: str = "") -> str:
        return "–" if math.isnan(value) else f"{value:{sign}z,.{2 if row.unit == 'years' else 1}f}"

    def value(each: float) -> str:
        beyond = row.how == "median" and row.unit == "days" and math.isnan(each)
        return f"> {pair.horizon_day:.0f}" if beyond else number(each)

    def interval(lower: float, upper: float) -> str:
        return "" if math.isnan(lower) else f"{number(lower, '+')} to {number(upper, '+')}"

    return (
        value(row.base),
        value(row.other),
        number(row.difference, "+"),
        interval(row.lower, row.upper),
        interval(row.unpaired_lower, row.unpaired_upper),
        "" if math.isnan(row.gain) else f"{row.gain:.1f}×",
    )


def _changed_words(pair: Pair) -> str:
    changed = pair.changed
    assert changed.share is not None
    assert changed.lower is not None
    assert changed.upper is not None
    words = (
        f"Outcome of the talks changed: {changed.count:,} of {counted(changed.of, 'replicate')},"
        f" {100 * changed.share:.1f}%"
        f" ({100 * changed.lower:.1f} to {100 * changed.upper:.1f}%)"
    )
    parts = [f"{CHANGES[name]} {_percent(pair.changes[name])}" for name in CHANGES if name in pair.changes]
    by = (pair.changes["rise_other"] - pair.changes["rise_base"]).abs()
    parts.append(f"both agreed and the rises {100 * NOTICED:.1f} pp or more apart {_percent(by >= NOTICED)}")
    return f"{words}; of all, {', '.join(parts)}. All that changed: changed.csv."


def _percent(flags: pd.Series) -> str:
    return f"{100 * float(flags.mean()):.1f}%"


def _partings(pair: Pair) -> Table:
    numbers = (Column(heading, number=True) for heading in ("replicate", "delay, days", "rise", "parts on"))
    table = Table(
        "A few of them, from the largest fall in delay to the largest growth, the first day on which"
        " something else happens, and what became of the texts",
        (*numbers, Column("base"), Column("other")),
        lined=True,
    )
    for each in pair.explained:
        where = each.where.course or each.where.first
        cells = ("", "") if where is None else (where.base, where.other)
        table.add(
            str(each.replicate),
            f"{_day(each.agreement_day[0], pair)} → {_day(each.agreement_day[1], pair)}",
            f"{_rise(each.rise[0])} → {_rise(each.rise[1])}",
            "–" if where is None else where.date.isoformat(),
            *(f"{cell}\n{fate}" for cell, fate in zip(cells, each.where.fates, strict=True)),
        )
    return table


def _day(value: float, pair: Pair) -> str:
    return f"> {pair.horizon_day:.0f}" if math.isnan(value) else f"{value:+.0f}"


def _rise(value: float) -> str:
    return "none" if math.isnan(value) else f"{100 * value:.1f}%"
