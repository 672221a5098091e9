"""What kept the sides apart, what refusals turned on and what ended the talks, by phase, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.explanation import FEW, QUESTIONS, Explanation
from sim.answers.table import WordTable, word_table
from sim.words import Words


def apart(found: Explanation, words: Words) -> tuple[WordTable, ...]:
    """A table for each question that has an answer: causes as rows, phases as columns.

    Causes that never bound are left out, and so are phases of fewer than `FEW` negotiations.

    Parameters
    ----------
    found : from `sim.experiments.explanation.explain_run`
    words : of the talks, from `words_in(language).about(...)`
    """
    phases = found.phases_in(words)
    made = (_table(found, question.name, tuple(question.answers), phases, words) for question in QUESTIONS)
    return tuple(table for table in made if table.rows)


def _table(
    found: Explanation, question: str, causes: tuple[str, ...], said: Mapping[str, str], words: Words
) -> WordTable:  # fmt: skip
    rows = found.table[found.table["question"] == question]
    phases = [phase for phase in found.phases if (rows[rows["phase"] == phase]["negotiations"] >= FEW).any()]
    kept = rows[rows["phase"].isin(phases)]
    cells = {
        (row["phase"], row["cause"]): _cell(row["share"], row["lower"], row["upper"], words)
        for row in kept.to_dict(orient="records")
        if row["share"] > 0
    }
    told = [cause for cause in causes if any((phase, cause) in cells for phase in phases)]
    body = [
        (words.form(f"causes.{question}.{cause}"), *(cells.get((phase, cause), "–") for phase in phases))
        for cause in told
    ]
    if body:
        many = words.form(f"causes.{question}.many")
        body.append((many, *(f"{int(kept[kept['phase'] == phase]['cases'].iloc[0]):,}" for phase in phases)))
    headings = ("", *(words.capital(said[phase]) for phase in phases))
    notes = (words.form("causes.note_shares"), words.form("causes.note_brackets"))
    return word_table(
        question, words.form(f"causes.{question}.title"), headings, body, notes if question == "apart" else ()
    )


def _cell(share: float, lower: float, upper: float, words: Words) -> str:
    ends = {"lower": f"{100 * lower:.0f}", "upper": f"{100 * upper:.0f}"}
    return words.form("causes.cell", share=f"{100 * share:.0f}%", **ends)
