"""Write docs/columns.md anew from sim/outcome.py: `python -m tests.update_columns`."""
# ruff: noqa: E501 (a row of a table is one line)

from __future__ import annotations

from pathlib import Path

from sim.experiments.columns import schema
from sim.outcome import COLUMNS

PAGE = Path(__file__).parents[1] / "docs" / "columns.md"
HEAD = """\
# Columns of the outcomes

One row is one simulated negotiation. The same columns stand in the shards of `sma run` and, those that a study
keeps, in the shards of `sma sweep`; each carries its meaning and unit as metadata of its Parquet field too. Day 0 is the
day the old agreement expires. "Missing" says that a value is null where there is no such thing, such as the rise of a
negotiation without agreement. A negotiation that never settles is right-censored at the horizon: its day is missing,
its blank period is the time to the horizon, and `end` says how far it came.

This page is made from `sim/outcome.py` by `python -m tests.update_columns`; a test holds the two equal.

| column | meaning | unit | type | missing |
|---|---|---|---|---|
"""
TAIL = """
Shards hold two columns before these: `point`, the number of the point in `points.parquet` (int32; 0 in a run), and
`replicate`. Names are plain text there, and categories in the tables of `sim.load_results` and `sim.run`.

## Points of a sweep

`points.parquet` has a row for each point:

| column | meaning |
|---|---|
| `point` | number of the point, from 0, in the order of the design |
| `seed` | seed of its negotiations: the study's, or one of its own without common random numbers |
| `FACTOR` | value of the factor as a real number: itself, the place among its levels for a category (from 0), 0 or 1 for a switch, the proleptic ordinal (days from 0001-01-01, which is 1) for a date |
| `FACTOR_label` | the same as a person writes it |
| `FACTOR_unit` | in sampled designs, the sampled number between 0 and 1 that became the value |
"""


def page() -> str:
    """The page as the code has it."""
    form = schema({})
    rows = []
    for column in COLUMNS:
        kind = form.field(column.name).type
        words = {"flag": "bool", "name": "text"}.get(column.kind, str(kind))
        rows.append(
            f"| `{column.name}` | {column.meaning} | {column.unit} | {words} | {'yes' if column.missing else ''} |"
        )
    return HEAD + "\n".join(rows) + "\n" + TAIL


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
