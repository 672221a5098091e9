"""Answers and paired differences as pieces of HTML, with whatever a user wrote in them shown as he wrote it.

They hold no script and no address outside the page. Words and figures are those of the report.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from markupsafe import Markup

from sim.answers.answers import Answers
from sim.plots.compact import as_svg, dated_dots, forest, rise_dots, waiting_curve

PLAIN = Markup('<div class="tex2jax_ignore mathjax_ignore">{}</div>')  # two dollar signs are no formula
ENDS = ("lower", "upper", "unpaired_lower", "unpaired_upper")
WIDE = Markup(' style="min-width:345px"')  # Jupyter lets images shrink with their column, and this one to nothing
LEFT = Markup(' style="text-align:left;vertical-align:top;white-space:normal"')


def answers_html(told: Sequence[Answers], names: Sequence[str]) -> str:
    """Title, which runs they are, and a table: a row for each question, with every run's sentence and one figure.

    Parameters
    ----------
    told : answers of each run
    names : what each run is called beside the others; empty where it stands alone
    """
    drawn = {"when": dated_dots(told), "sum": rise_dots(told), "blank": waiting_curve(told)}
    figures = {name: as_svg(figure, name) for name, figure in drawn.items()}
    rows = []
    for first in told[0].all:
        said = Markup("").join(
            Markup("<p>{}{}</p>").format(
                Markup("<strong>{}</strong>: ").format(name) if name else "", getattr(run, first.name).whole
            )
            for name, run in zip(names, told, strict=True)
        )
        alt = " ".join(getattr(run, first.name).alt for run in told)
        rows.append(
            Markup("<tr><th{}>{}</th><td{}>{}</td><td{}>{}</td></tr>").format(
                LEFT, first.question, LEFT, said, WIDE, _image(figures[first.name], alt)
            )
        )
    captions = Markup("<br>").join(dict.fromkeys(run.caption for run in told))
    head = Markup("<h3>{}</h3><p><small>{}</small></p>").format(told[0].title, captions)
    if len(told) > 1:
        head += Markup("<p><small>Panels from the top: {}. Of the curves the first is filled.</small></p>").format(
            ", ".join(names)
        )
    return str(PLAIN.format(head + Markup("<table>{}</table>").format(Markup("").join(rows))))


def differences_html(tables: Mapping[str, pd.DataFrame], notes: Sequence[str]) -> str:
    """A table and a figure of intervals below each heading, then notes.

    Parameters
    ----------
    tables : from `sim.analysis.compare.paired_differences`, by heading
    notes : what a reader must know of them
    """
    parts = [_differences(heading, table) for heading, table in tables.items()]
    listed = Markup("").join(Markup("<li>{}</li>").format(note) for note in notes)
    return str(PLAIN.format(Markup("").join(parts) + Markup("<ul>{}</ul>").format(listed)))


def _differences(heading: str, differences: pd.DataFrame) -> Markup:
    """What differs between one world and the base."""
    headings = ("", "base", "other", "difference", "95%, paired", "95%, unpaired", "gain")
    rows = [_cells(row) for _, row in differences.iterrows()]
    table = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td{}>{}</td>").format(LEFT, cell) for cell in row))
        for row in (headings, *rows)
    )
    figure = _image(as_svg(forest(differences, "en"), f"forest {heading}"), heading)
    return Markup("<h4>{}</h4><table>{}</table>{}").format(heading, table, figure)


def _cells(row: pd.Series) -> tuple[str, ...]:
    """A row of differences in words; what is not known is a dash."""
    given = "" if row["given"] == "all" else f", {row['given']}"
    said = {
        name: "–" if np.isnan(row[name]) else f"{row[name]:{sign}z,.1f}"
        for sign, names in (("", ("base", "other", "gain")), ("+", ("difference", *ENDS)))
        for name in names
    }
    ends = [f"{said[low]} to {said[high]}" for low, high in (ENDS[:2], ENDS[2:])]
    return (
        f"{row['label']}{given} ({row['unit']})",
        said["base"],
        said["other"],
        said["difference"],
        *ends,
        said["gain"],
    )


def _image(svg: str, alt: str) -> Markup:
    """A figure with its words for those who do not see it; as an image, since Jupyter strips SVG out of HTML."""
    data = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return Markup('<img alt="{}" src="data:image/svg+xml;base64,{}">').format(alt, data)
