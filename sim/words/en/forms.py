"""All sentence forms of the language, a table for each kind of text."""

from __future__ import annotations

from sim.words.en.answers import ANSWERS
from sim.words.en.causes import CAUSES
from sim.words.en.clauses import CLAUSES
from sim.words.en.events import EVENTS
from sim.words.en.figures import FIGURES
from sim.words.en.labels import LABELS
from sim.words.en.page import PAGE
from sim.words.en.phrases import PHRASES
from sim.words.en.reasons import REASONS
from sim.words.en.report import REPORT
from sim.words.en.rounds import ROUNDS
from sim.words.en.rounds_table import ROUNDS_TABLE
from sim.words.en.stories import STORIES
from sim.words.language import Forms

FORMS: Forms = {
    **ANSWERS,
    **CAUSES,
    **CLAUSES,
    **EVENTS,
    **FIGURES,
    **LABELS,
    **PAGE,
    **PHRASES,
    **REASONS,
    **REPORT,
    **ROUNDS,
    **ROUNDS_TABLE,
    **STORIES,
}
