"""All sentence forms of the language, a table for each kind of text."""

from __future__ import annotations

from sim.words.ko.answers import ANSWERS
from sim.words.ko.causes import CAUSES
from sim.words.ko.clauses import CLAUSES
from sim.words.ko.events import EVENTS
from sim.words.ko.figures import FIGURES
from sim.words.ko.labels import LABELS
from sim.words.ko.page import PAGE
from sim.words.ko.phrases import PHRASES
from sim.words.ko.reasons import REASONS
from sim.words.ko.report import REPORT
from sim.words.ko.rounds import ROUNDS
from sim.words.ko.rounds_table import ROUNDS_TABLE
from sim.words.ko.stories import STORIES
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
